"""The catalogues as the code needs them: every message of the program in every language, sorted, and no other.

``python -m factbook.languages.extraction`` (``make format``) adds to them what the code says and they lack, without a translation, and
removes what the code says no more. A translator writes it in; a test fails until then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from factbook.files import write_if_changed
from factbook.languages.words import CATALOGUES

_METHODS: Final = [
    ("**.py", "python"),
    ("**/templates/**.*", "jinja2"),
    ("theme/**.html", "jinja2"),
    ("theme/**.xml", "jinja2"),
]
_OPTIONS: Final[Mapping[str, dict[str, str]]] = {
    pattern: {"encoding": "utf-8", "silent": "false", "trimmed": "true"}
    for pattern, method in _METHODS
    if method == "jinja2"
}
_KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2)}
"""The functions whose arguments are messages, as Babel describes them: which is the context, which are singular and plural."""

Key = tuple[str, str]
"""What a message is known by: its context (empty for none) and its English; of one with a plural, its singular."""


def messages() -> dict[Key, str | tuple[str, str]]:
    """Return the messages of the program, each by its key; of one with a plural, both forms."""
    with as_file(files("factbook")) as folder:
        return {_key(ids, context): ids for ids, context in _extracted(folder)}


def _extracted(folder: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    for _file, _line, ids, _comments, context in extract_from_dir(folder, _METHODS, _OPTIONS, _KEYWORDS):
        yield (ids if isinstance(ids, str) else (ids[0], ids[1])), context


def key_of(message: Message) -> Key:
    """Return what a message of a catalogue is known by."""
    return _key(message.id, message.context)


def _key(ids: object, context: str | None) -> Key:
    return context or "", str(ids[0] if isinstance(ids, list | tuple) else ids)


def catalogues() -> Iterator[Path]:
    """Yield the files of the catalogues."""
    with as_file(files("factbook.languages").joinpath(CATALOGUES)) as folder:
        yield from sorted(folder.glob("*.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue as its file has it, fuzzy messages too. Raises PoFileError for a file that is none."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def updated(catalog: Catalog, found: Mapping[Key, str | tuple[str, str]]) -> Catalog:
    """Return a catalogue with exactly the messages that were found, translated where the old one has them."""
    known = {key_of(message): message for message in catalog if message.id}
    new = Catalog(locale=catalog.locale)
    for key, ids in found.items():
        old = known.get(key)
        is_same = old is not None and isinstance(old.id, str) == isinstance(ids, str)
        new.add(
            ids,
            old.string if old and is_same else "",
            flags=old.flags if old and is_same else (),
            context=key[0] or None,
        )
    return new


def written(catalog: Catalog) -> str:
    """Return a catalogue as the text of its file: sorted, without places and dates, so that two who add messages do not collide."""
    content = BytesIO()
    write_po(content, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    head = (
        f"Language: {str(catalog.locale).replace('_', '-')}",
        f"Plural-Forms: {catalog.plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    lines = "".join(f'"{line}\\n"\n' for line in head)
    return f'msgid ""\nmsgstr ""\n{lines}\n{content.getvalue().decode("utf-8").strip()}\n'


def main() -> None:
    """Bring every catalogue up to what the code says."""
    found = messages()
    for path in catalogues():
        catalog = updated(read(path), found)
        missing = sum(not message.string or message.fuzzy for message in catalog if message.id)
        if write_if_changed(path, written(catalog)):
            print(f"updated {path.name}")
        if missing:
            print(f"{path.name}: {missing} of {len(found)} messages are not translated yet")


if __name__ == "__main__":
    main()
