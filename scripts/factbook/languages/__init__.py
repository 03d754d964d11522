"""The languages that the program speaks: which one it speaks now, and its own words in it.

English is the language of the code. Every other language is a gettext catalogue, ``catalogues/<language>.po``, read at run time.
"""

from factbook.languages.current import ENGLISH, in_language, language, speak
from factbook.languages.lists import joined, listed, separator
from factbook.languages.words import N_, NP_, _, languages, ngettext, pgettext

__all__ = [
    "ENGLISH",
    "NP_",
    "N_",
    "_",
    "in_language",
    "joined",
    "language",
    "languages",
    "listed",
    "ngettext",
    "pgettext",
    "separator",
    "speak",
]
