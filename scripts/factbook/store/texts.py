"""Texts of the store, in one language or several: which is shown follows the language that is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from babel.localedata import locale_identifiers
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from factbook.languages import language
from factbook.store.scalars import Plain, Record


def _text_value(value: Any) -> Any:
    if isinstance(value, list):
        raise PydanticCustomError("FB204", "expected text, found a list")
    return value


def _is_language(key: object) -> bool:
    return isinstance(key, str) and re.fullmatch(LANGUAGE_PATTERN, key) is not None


class Foreign(str):
    """Words that are not in the language that is spoken, for want of others: who shows them marks them with their own."""

    __slots__ = ("tongue",)
    tongue: str

    def __new__(cls, text: str, tongue: str) -> Foreign:
        """``tongue``: the language of the words, by its BCP 47 tag."""
        found = super().__new__(cls, text)
        found.tongue = tongue
        return found

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str.__str__(self), self.tongue


def tongue_of(text: str) -> str:
    """Return the language of words that are not in the one that is spoken; empty where they are."""
    return text.tongue if isinstance(text, Foreign) else ""


_LANGUAGES = sorted({identifier.partition("_")[0] for identifier in locale_identifiers()})
LANGUAGE_PATTERN = rf"^({'|'.join(_LANGUAGES)})(-[A-Za-z0-9]{{2,8}})*$"
"""The tag of a language that CLDR knows (BCP 47), for editors too."""


class Text(Record):
    """Text in English, in Chinese, in both, or in further languages by their tags. A plain string is English."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Plain]

    en: Plain | None = Field(None, description="In English.")
    zh: Plain | None = Field(None, description="In Chinese.")

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"en": value}
        _text_value(value)
        for key in value if isinstance(value, dict) else ():
            if key not in ("en", "zh") and not _is_language(key):
                fault = InitErrorDetails(type="extra_forbidden", loc=(str(key),), input=value[key])
                raise ValidationError.from_exception_data("Text", [fault])
        return value

    @model_validator(mode="after")
    def _not_empty(self) -> Text:
        if not any(text for _, text in self.parts()):
            raise PydanticCustomError("FB204", "expected text, found an empty mapping")
        return self

    def parts(self) -> Iterator[tuple[str, str]]:
        """The text in each language that it is in: its tag, and the words; English first, then Chinese."""
        found = (("en", self.en), ("zh", self.zh), *(self.__pydantic_extra__ or {}).items())
        yield from ((tag, text) for tag, text in found if text)

    def __str__(self) -> str:
        """The text in the language that is spoken, or in another where that is all there is."""
        if own := self._in(language()):
            return own
        tag, text = next(self.parts())
        return Foreign(text, tag)

    def _in(self, tag: str) -> str | None:
        """The text in a language; nothing where there is none. A build calls this for each name on each page."""
        if tag == "en":
            return self.en
        return self.zh if tag == "zh" else (self.__pydantic_extra__ or {}).get(tag)

    @property
    def sort_key(self) -> str:
        """What records are sorted by, the same whatever language is spoken: the English text, else the Chinese, without case."""
        return next((text for _, text in self.parts()), "").casefold()

    @property
    def tongue(self) -> str:
        """The language that the text is written in, where it is not the one that is spoken; empty where it is."""
        return tongue_of(str(self))

    @property
    def other(self) -> str:
        """The text in a language that is not shown, the first there is; empty where it is in one language alone."""
        shown = str(self)
        return next((text for _, text in self.parts() if text != shown), "")

    @property
    def beside(self) -> str:
        """The Chinese text that stands beside the one that is shown; empty where there is none, or where it is the text itself."""
        return (self.zh or "") if self.en and language() != "zh" else ""

    @property
    def both(self) -> str:
        """English and Chinese together, as names are printed; one of them where that is all there is."""
        return f"{self.en} ({self.zh})" if self.en and self.zh else str(self)

    def __iter__(self) -> Any:
        return iter(text for _, text in self.parts())
