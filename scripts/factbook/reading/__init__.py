"""Reading: from files to records with positions, and from records to a store.

In: a project's folder. Out: load results and problems of reading, each at its place. It reads files and writes none.
"""
