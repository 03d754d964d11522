"""Where the breaks of a series stand between its values, and what a full year is."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.reading.load import build_store, load
from factbook.store import Store
from factbook.store.breaks import breaks_before, dividing
from factbook.store.newest import is_full_year
from mkdocs_timeline.dates import parse

_SERIES = """\
- id: output
  name: Output
  definition: What is made.
  unit: people
  place: town
  breaks: [{at: 2000, reason: Before all values.}, {at: 2010, reason: New borders.}, {at: 2030, reason: After all values.}]
  observations:
"""

BASE = Path(__file__).parents[2] / "scripts" / "factbook" / "checks" / "rules" / "examples" / "base"


def _store(folder: Path, *observations: str) -> Store:
    (folder / "data").mkdir()
    for name in ("places.yml", "sources.yml", "vocabulary.yml"):
        (folder / "data" / name).write_bytes((BASE / "data" / name).read_bytes())
    rows = "".join(f"    - {{{row}, value: 1, sources: {{yearbook: page 1}}}}\n" for row in observations)
    (folder / "data" / "indicators.yml").write_text(_SERIES + rows, "utf-8")
    loaded = load(folder)
    assert not loaded.problems, loaded.problems
    return build_store(loaded)


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        (["period: 2009", "period: 2010", "period: 2011"], {"output@2010"}),
        (["period: 2009", "period: 2012-01/2012-09", "period: 2012", "period: 2013"], {"output@2012-01/2012-09", "output@2012"}),
        (["period: 2009", "period: 2011", "period: 2012, nature: target"], {"output@2011", "output@2012"}),
        (["period: 2010", "period: 2011"], set()),
        (["period: 2008", "period: 2009"], set()),
        (["period: 2009, nature: target", "period: 2011"], set()),
        (["period: 2009", "note: undated"], set()),
    ],
    ids=["the first after it", "of each stretch", "goals apart", "nothing before", "nothing after", "a goal is no value", "undated"],
)  # fmt: skip
def test_a_break_stands_at_the_first_values_after_it(
    observations: list[str], expected: set[str], tmp_path: Path
) -> None:
    store = _store(tmp_path, *observations)
    found = {fact.address: breaks_before(store, fact) for fact in store.owned_by("output")}
    assert {address for address, breaks in found.items() if breaks} == expected
    assert all([item.at.text for item in breaks] == ["2010"] for breaks in found.values() if breaks)


@pytest.mark.parametrize(
    ("period", "full"),
    [("2010", True), ("2010?", True), ("2010-01/2010-12", True), ("2010-01/2010-09", False), ("2009/2010", False), ("2010-06", False),
     ("2010/..", False), ("201X", False)],
)  # fmt: skip
def test_a_full_year_is_one_calendar_year(period: str, full: bool) -> None:
    assert is_full_year(parse(period)) is full


def test_a_break_before_all_values_is_not_listed(tmp_path: Path) -> None:
    store = _store(tmp_path, "period: 2005", "period: 2011")
    assert [item.at.text for item in dividing(store, store.indicators["output"])] == ["2010", "2030"]
