"""The words of the program in the language that is spoken, by gettext: ``_("Sources")``, ``ngettext("%(n)d fact", "%(n)d facts", n)``.

A message is a whole sentence or a whole label, never a piece of one; what varies stands in it as ``%(name)s``. Messages at the level of a
module are marked with ``N_`` and translated where they are said. ``pgettext("plan", "Open")`` tells two meanings of a word apart.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from factbook.languages.current import ENGLISH, language

CATALOGUES = "catalogues"
"""The folder of the catalogues, a file a language."""


def _(message: str) -> str:
    """Return a message in the language that is spoken; in English where the catalogue does not have it."""
    tag = language()
    return message if tag == ENGLISH or not message else translations(tag).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's usual name
    """Mark a message for the catalogue; :func:`_` translates it when it is said."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: ARG001, N802 - likewise
    """Mark a message whose English word has several meanings; :func:`pgettext` translates it when it is said."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message for a number, by the language's own rule of plurals; what varies is still to be filled in."""
    return translations(language()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return a message whose English word has several meanings; ``context`` tells which is meant."""
    tag = language()
    return message if tag == ENGLISH else translations(tag).pgettext(context, message)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks, English first."""
    folder = files("factbook.languages").joinpath(CATALOGUES)
    return (ENGLISH, *sorted(item.name.removesuffix(".po") for item in folder.iterdir() if item.name.endswith(".po")))


@cache
def translations(tag: str) -> NullTranslations:
    """Return the catalogue of a language; an empty one where there is none. Messages that are marked as fuzzy are left out."""
    place = files("factbook.languages").joinpath(CATALOGUES, f"{tag}.po")
    if tag == ENGLISH or not place.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with place.open("rb") as file:
        write_mo(compiled, read_po(file, locale=tag.replace("-", "_"), ignore_obsolete=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
