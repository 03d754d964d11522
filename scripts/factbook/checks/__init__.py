"""Checks: everything that can be wrong with a project, as rules over values, and how problems are reported.

In: files as read, the store, curated pages, the history. Out: problems, sorted. No rule writes, and none knows a page of the site.
"""
