"""The page of changes has words for every record and every key of one."""

from __future__ import annotations

from typing import get_args

from factbook.languages import in_language
from factbook.pages.keys import COUNTED, KEYS, counted_records, key_name
from factbook.store import FactKind
from factbook.store.records import COLLECTIONS, Observation, ProjectFigure, Statement, keys_in_order

INSIDE = {"id", "statements", "observations", "figures", "sources"}
"""What the history has of its own, not as a key of the record that holds it."""


def test_every_key_of_a_record_has_a_name() -> None:
    models = (*COLLECTIONS.values(), Statement, Observation, ProjectFigure)
    there = {key for model in models for key in keys_in_order(model)} - INSIDE
    assert there | {"grade"} == set(KEYS)


def test_every_kind_of_record_can_be_counted() -> None:
    records = {model.__name__.lower() for model in COLLECTIONS.values()} - {"vocabularyterm"}
    assert {*get_args(FactKind), *records} - COUNTED.keys() == set()


def test_a_key_is_called_as_it_is_typed_in_english_and_has_a_name_in_other_languages() -> None:
    assert [key_name(key) for key in ("awarded_by", "gone")] == ["awarded_by", "gone"]
    with in_language("zh"):
        assert [key_name(key) for key in ("awarded_by", "gone")] == ["授予者", "gone"]


def test_records_are_counted_by_the_plural_of_their_kind() -> None:
    assert [counted_records(n, "industry") for n in (0, 1, 1200)] == ["0 industries", "1 industry", "1,200 industries"]
    assert [counted_records(n, "place-kind") for n in (1, 2)] == ["1 place-kind", "2 place-kinds"]
    with in_language("zh"):
        assert counted_records(1200, "industry") == "1200个产业"
        assert counted_records(2, "place-kind") == "2个词条（place-kind）"
