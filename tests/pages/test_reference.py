"""The reference names all that there is: it is made from the code, and held to it from the other side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from factbook.cli import build_parser
from factbook.commands import COMMANDS
from factbook.content.blocks import BLOCKS
from factbook.content.page import Code, Page, Paragraph, Table
from factbook.content.settings import SETTINGS
from factbook.content.wording import spans_to_text
from factbook.pages import reference
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.starting.project import Answers, project_files
from factbook.store import Store
from factbook.store.lists import LISTS
from factbook.store.records import COLLECTIONS
from factbook.store.references import FIELDS, FORMATS, FORMS, parse
from factbook.store.scalars import Record
from factbook.store.shape import record_in


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new knowledge base, which has a record of every kind."""
    folder = tmp_path_factory.mktemp("begun")
    for name, text in project_files(Answers("Harbour", "the harbour"), "").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(begun: Path) -> Store:
    return build_store(load(begun))


@pytest.fixture(scope="module")
def page(store: Store) -> Page:
    (found,) = reference.pages(store)
    return found


def first_cells(page: Page, anchor: str) -> list[str]:
    """What the first column of every table of a section says."""
    (section,) = [section for section in page.sections if section.anchor == anchor]
    return [spans_to_text(row.cells[0]) for block in section.blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_key_of_every_record_is_described_and_an_example_is_whole(collection: str, page: Page) -> None:
    keys = first_cells(page, f"records-{collection}")
    models: list[type[Record]] = [COLLECTIONS[collection]]
    models += [
        inner
        for info in models[0].model_fields.values()
        if (inner := record_in(info.annotation)) and inner.__name__ != "Text"
    ]
    for model in models:
        assert {info.alias or name for name, info in model.model_fields.items()} <= set(keys), model
    (section,) = [section for section in page.sections if section.anchor == f"records-{collection}"]
    (code,) = [block for block in section.blocks if isinstance(block, Code)]
    records = yaml.load(code.text, Loader=yaml.BaseLoader)
    assert records
    assert all(set(record) <= set(keys) for record in records)


def test_every_list_block_reference_setting_and_command_is_there(page: Page) -> None:
    assert first_cells(page, "lists") == list(LISTS)
    blocks = [re.match(r"/// ([a-z]+)", cell) for cell in first_cells(page, "blocks")]
    assert [block[1] for block in blocks if block] == ["timeline", *BLOCKS]
    assert first_cells(page, "references") == [*FORMS, *FIELDS, *FORMATS]
    assert first_cells(page, "settings") == list(SETTINGS)
    assert first_cells(page, "commands") == [f"factbook {name}" for name in COMMANDS]


def test_every_command_that_is_named_can_be_called(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            build_parser().parse_args([name, "--help"])
        assert ended.value.code == 0
    assert "--licence" in capsys.readouterr().out


def test_every_form_of_a_reference_is_one() -> None:
    for form in FORMS:
        parse(form.removeprefix("[[").removesuffix("]]"))
    for name in FIELDS:
        parse(f"charter {name}")
    for name in FORMATS:
        parse(f"= income@1991 / income@1990, {name}")


def test_every_page_that_is_made_is_listed(page: Page, store: Store) -> None:
    listed = [cell.removesuffix(".md") for cell in first_cells(page, "pages")]
    forms = [re.compile(re.escape(cell).replace("…", "[a-z0-9-]+")) for cell in listed]
    made = [found.path for found in generate(store)]
    assert len(made) > 20
    for path in made:
        assert any(form.fullmatch(path) for form in forms), path
    assert store.history is None, "the page of changes is made of the history alone"
    for cell, form in zip(listed, forms, strict=True):
        assert cell == "changes" or any(form.fullmatch(path) for path in made), cell


def test_it_can_be_read_without_html(page: Page) -> None:
    texts = [
        spans_to_text(block.spans)
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert all("<<" not in text and "<%" not in text for text in texts)
    codes = [block.text for section in page.sections for block in section.blocks if isinstance(block, Code)]
    assert all("<<" not in text and "<%" not in text for text in codes)
