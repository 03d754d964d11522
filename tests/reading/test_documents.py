"""Values and positions from one reading: what is built from events stands where PyYAML's composer says it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from factbook.reading.data_files import data_files
from factbook.reading.documents import Document, read_document
from tests.conftest import ROOT

FILES = [path for _, path in data_files(ROOT)]


def _mappings(
    node: yaml.Node, loc: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], tuple[int, int]]]:
    """Every mapping that is an item of a list, with line and column."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            if isinstance(item, yaml.MappingNode):
                yield (*loc, index), (item.start_mark.line + 1, item.start_mark.column + 1)
            yield from _mappings(item, (*loc, index))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _mappings(value, (*loc, key.value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_as_pyyaml_reads_it(path: Path) -> None:
    document, problems = read_document(ROOT, path)
    assert problems == []
    plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert document.value == plain
    in_python = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert in_python == plain, "where PyYAML has no C parser, the file says something else"
    assert document.node is not None
    assert dict(document.starts) == dict(_mappings(document.node))
    for loc, place in document.starts.items():
        assert document.position(loc) == place


def test_a_place_inside_a_record_is_found_when_it_is_asked_for() -> None:
    document = Document("data/x.yml", "- id: one\n  sources: {book: page 1}\n")
    assert document.position((0, "sources", "book")) == (2, 19)
    assert document.position((0, "sources", "book"), key=True) == (2, 13)
    assert document.position((0, "nothing")) == (1, 3)


def test_a_second_document_in_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "places.yml"
    path.write_text("- {id: a}\n---\n- {id: b}\n", encoding="utf-8")
    document, (problem,) = read_document(tmp_path, path)
    assert document.broken
    assert (problem.code, problem.line) == ("FB103", 2)
    assert "another document" in problem.message
