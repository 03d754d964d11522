"""The reference, made from the code: records, terms, blocks, references in texts, settings, commands, pages that are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from pydantic.fields import FieldInfo

from factbook.content.addresses import FOLDERS, LISTS, TIMELINE
from factbook.content.blocks import BLOCKS, TIMELINE_BLOCK
from factbook.content.page import Block, Code, Column, Page, Paragraph, Row, Section, Table
from factbook.content.program import COMMANDS
from factbook.content.settings import SETTINGS
from factbook.content.spans import InlineCode, Spans, Text
from factbook.content.wording import foreign
from factbook.editing.guidance import advice, marks
from factbook.languages import ENGLISH, N_, _, pgettext
from factbook.pages import quality
from factbook.pages.paged import opening
from factbook.store import Store
from factbook.store.lists import LISTS as WORD_LISTS
from factbook.store.records import COLLECTIONS, keys_in_order
from factbook.store.references import FIELDS, FORMATS, FORMS
from factbook.store.scalars import Record, Ref, Term
from factbook.store.shape import record_in

PATH = "contribute/reference"

_LEAD = N_(
    "All that owners and contributors may write: each kind of record with an example, blocks, references in texts, settings and commands."
)

_REFERENCE = re.compile(r"(?<!`)\[\[[^\[\]]*\]\](?!`)")


_BLOCK_COLUMNS = (N_("Written"), N_("Shows"), N_("After the bar"))
_SETTING_COLUMNS = (N_("Setting"), N_("What it may be"), N_("Default"), N_("What it does"))
_COMMAND_COLUMNS = (N_("Command"), N_("What it does"))
_PAGE_COLUMNS = (N_("Page"), N_("What is on it"), N_("When"))
_KEY_COLUMNS = (N_("Key"), N_("What it is"), N_("Example"))
_TERM_COLUMNS = (N_("Kind"), N_("A term is"), N_("List"), N_("The program's own terms"))
_FORM_COLUMNS = (N_("Form"), N_("What is shown"))
_FIELD_COLUMNS = (N_("Field"), N_("What is shown"))
_FORMAT_COLUMNS = (N_("Format"), N_("What is shown"))


def pages(_store: Store) -> Iterator[Page]:
    """The one page."""
    yield Page(PATH, _("Reference"), "", _(_LEAD), "reference", _sections)


def _sections() -> list[Section]:
    return [
        *opening(_(_LEAD)),
        *(_collection(name, model) for name, model in COLLECTIONS.items()),
        Section(_("Lists of words"), "lists", list(_lists())),
        Section(_("Blocks of pages"), "blocks", [_table(_("Blocks"), _BLOCK_COLUMNS, _blocks())]),
        Section(_("References in texts"), "references", list(_references())),
        Section(
            _("Settings"),
            "settings",
            [_table(_("Settings of the plugin in mkdocs.yml"), _SETTING_COLUMNS, _settings())],
        ),
        Section(_("Commands"), "commands", [_table(_("Commands of the program"), _COMMAND_COLUMNS, _commands())]),
        Section(
            _("Pages that are made"),
            "pages",
            [_table(_("Pages that are made from the records"), _PAGE_COLUMNS, generated())],
        ),
    ]


def _table(caption: str, columns: Sequence[str], rows: Iterator[Sequence[str]]) -> Table:
    """A table of texts; its columns are translated here."""
    heads = [Column(_(name)) for name in columns]
    return Table(caption, heads, [Row([_words(cell) for cell in cells]) for cells in rows])


def _words(text: str) -> Spans:
    """A text; what stands between backticks is shown as typed. What the code says in English alone is marked as English."""
    lang = "" if any(character >= "\u2e80" for character in text) else foreign(ENGLISH)
    return [InlineCode(part) if number % 2 else Text(part, lang) for number, part in enumerate(text.split("`")) if part]


# ── records ──


def _collection(name: str, model: type[Record]) -> Section:
    files_of = _words(_("`data/%(name)s.yml`, or several files in `data/%(name)s/`.") % {"name": name})
    blocks: list[Block] = [Paragraph((*files_of, *_words(f" {(model.__doc__ or '').strip()}")))]
    blocks += [
        _table(_("Keys: %(record)s") % {"record": title}, _KEY_COLUMNS, _keys(inner))
        for title, inner in _models(name, model)
    ]
    blocks += [Paragraph((Text(_("An example:")),)), Code(example(name), "yaml")]
    return Section(_("Records: %(name)s") % {"name": name}, f"records-{name}", blocks)


def _models(name: str, model: type[Record]) -> Iterator[tuple[str, type[Record]]]:
    """A record and those inside it, with the key that they stand under."""
    yield name, model
    for key, info in model.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None and inner.__name__ != "Text":
            yield f"{name}, {key}", inner


def _keys(model: type[Record]) -> Iterator[Sequence[str]]:
    fields = {(info.alias or name): info for name, info in model.model_fields.items()}
    for key in keys_in_order(model):
        info = fields[key]
        must = "" if info.is_required() else " May be left out."
        yield f"`{key}`", f"{_described(info)}{must}", f"`{key}: {advice(model.__name__, key, info).good}`"


def _described(info: FieldInfo) -> str:
    """What a key is, and where the words or ids come from that may stand there."""
    text = _REFERENCE.sub(r"`\g<0>`", info.description or "")
    for mark in marks(info):
        if isinstance(mark, Ref) and mark.target not in ("any", "address"):
            return f"{text} An id of {mark.target}."
        if isinstance(mark, Term):
            return f"{text} A term of the kind {mark.kind}."
    return text


def example(collection: str) -> str:
    """The records that a new knowledge base has of a collection: they are checked, built and laid out by the tests."""
    text = files("factbook.starting").joinpath("templates", "data", f"{collection}.yml").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith(("# yaml-language-server", "<%"))]
    return "\n".join(lines).replace("<< quoted(subject) >>", "the harbour").strip()


def _lists() -> Iterator[Block]:
    yield Paragraph(
        _words(
            _(
                "Terms of `data/vocabulary.yml` of these kinds take the place of the program's own: all of them in an open list, the name"
                " alone in a list that is closed. A term of the kind `subject` says what the knowledge base is about: its term is the id of"
                " a place, where it is one, and texts call it by its name."
            )
        )
    )

    def rows() -> Iterator[Sequence[str]]:
        for kind, form in WORD_LISTS.items():
            terms = ", ".join(
                f"`{term}`" + (f" ({form.weights[term]})" if term in form.weights else "") for term in form.names
            )
            yield f"`{kind}`", form.what, _("open") if form.is_open else _("closed"), terms

    yield _table(_("Kinds of terms"), _TERM_COLUMNS, rows())


# ── pages that people write ──


def _blocks() -> Iterator[Sequence[str]]:
    yield f"`/// {TIMELINE_BLOCK}`", _("the timeline of all events"), ""
    for name, form in BLOCKS.items():
        argument = form.argument and f"{'one or several ids' if form.many else 'the id'} of: {form.argument}"
        may = ", or nothing" if form.optional and form.argument else ""
        yield (
            f"`/// {name}{f' | {form.argument}' if form.argument and not form.optional else ''}`",
            form.shows,
            f"{argument}{may}",
        )


def _references() -> Iterator[Block]:
    words = _("A block ends with a line `///`. In any text, `[[…]]` names a fact, an entity or a source:")
    yield Paragraph(_words(words))
    yield _table(pgettext("in texts", "References"), _FORM_COLUMNS, _rows(FORMS))
    yield _table(_("Fields"), _FIELD_COLUMNS, _rows(FIELDS))
    yield _table(_("Formats of computed numbers"), _FORMAT_COLUMNS, _rows(FORMATS))


def _rows(words: Mapping[str, str]) -> Iterator[Sequence[str]]:
    return ((f"`{name}`", meaning) for name, meaning in words.items())


def _settings() -> Iterator[Sequence[str]]:
    return ((f"`{name}`", *words) for name, words in SETTINGS.items())


def _commands() -> Iterator[Sequence[str]]:
    return (
        (
            f"`factbook {name}`",
            f"{words}; `factbook {name} --help` lists its options",
        )
        for name, words in COMMANDS.items()
    )


# ── pages that are made ──


def generated() -> Iterator[Sequence[str]]:
    """Every page that is made: its file as the menu names it, what is on it, and when there is one."""
    lists = {
        TIMELINE: _("all events"),
        "awards": _("all awards, by kind"),
        "plans": _("all plans, by outcome"),
    }
    for page in LISTS.values():
        yield f"`{page}.md`", lists[page], _("where there are any")
    for folder in FOLDERS:
        yield f"`{folder}/index.md`", _("the list of %(records)s") % {"records": folder}, _("where there are any")
        yield f"`{folder}/….md`", _("one of the %(records)s, by its id") % {"records": folder}, _("for each")
    yield "`changes.md`", _("what each commit did to the facts"), _("where git has a history of them")
    yield f"`{quality.PATH}.md`", _("how the facts are sourced, counted"), _("always")
    yield "`contribute/rules.md`", _("every rule, with a wrong and a right example"), _("always")
    yield f"`{PATH}.md`", _("this reference"), _("always")
