"""Search: the entries of pages and facts, cut into files of which a query fetches few.

In: pages as values and the store. Out: the files of the index. The program that searches in a browser is part of the theme.
"""
