"""A new knowledge base: in come its owner's answers, out go the files of a project that is checked, built and previewed at once.

It knows nothing of any knowledge base that exists; what it writes is an invented town, to be replaced.
"""
