"""Content: the values that pages are made of, where each record lives on the site, and facts in words.

In: a store. Out: spans, blocks, addresses and texts. It knows neither HTML nor Markdown, nor which pages there are.
"""
