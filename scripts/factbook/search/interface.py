"""The words of the search's results, in one place: the browser gets them with the index. ``{…}`` is filled in there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "found_answers": "{answers} from the facts, ",
    "answer": "1 answer",
    "answers_counted": "{count} answers",
    "page": "1 page",
    "pages_counted": "{count} pages",
    "none": "Nothing found for “{query}”.",
    "try": "Try fewer or other words, or the name of a company, place or figure in English, Chinese or pinyin. Or start from a list:",
    "more": "{count} more on this page",
    "grade": "Grade {grade}",
    "source": "Source",
    "other_sources": " and {count} more",
}
