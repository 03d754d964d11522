"""The words of the search's results, in one place: the browser gets them with the index. ``{…}`` is filled in there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from factbook.languages import N_, _

_WORDS: Final[Mapping[str, str]] = {
    "found_answers": N_("{answers} from the facts, "),
    "answer": N_("1 answer"),
    "answers_counted": N_("{count} answers"),
    "page": N_("1 page"),
    "pages_counted": N_("{count} pages"),
    "none": N_("Nothing found for “{query}”."),
    "missing": N_("Nothing found for “{words}”. These results have the rest of what was typed."),
    "try": N_(
        "Try fewer or other words, or the name of a company, place or figure in English, Chinese or pinyin. Or start from a list:"
    ),
    "more": N_("{count} more on this page"),
    "grade": N_("Grade {grade}"),
    "source": N_("Source: {source}"),
    "other_sources": N_(" and {count} more"),
}


def words() -> Mapping[str, str]:
    """Return the words in the language that is spoken."""
    return {key: _(word) for key, word in _WORDS.items()}
