"""Editing: what helps people to write data files: skeletons, the canonical layout, schemas and ids for editors.

In: the schema and files as read. Out: text of data files. It writes nothing by itself; the commands do.
"""
