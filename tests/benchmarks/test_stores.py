"""The synthetic stores of the benchmark of builders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.builders.stores import RECORDS_PER_FILE, make_records, write_store

from factbook.checks.project import read_project


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_smallest_store_has_no_problem(tmp_path: Path) -> None:
    write_store(tmp_path / "store", 300)
    project = read_project(tmp_path / "store", date(2025, 3, 1))
    assert list(project.problems) == []
    assert len(project.store.facts) == 300


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write_store(tmp_path / "one", 300)
    write_store(tmp_path / "two", 300)
    write_store(tmp_path / "other", 300, seed=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_open_data_is_a_switch(tmp_path: Path) -> None:
    write_store(tmp_path / "all", 300, exports=True)
    write_store(tmp_path / "pages", 300, exports=False)
    all_of_it, pages = contents(tmp_path / "all"), contents(tmp_path / "pages")
    assert {name for name in pages if pages[name] != all_of_it[name]} == {"mkdocs.yml"}


def test_a_store_has_every_kind_of_record_and_cites_every_source() -> None:
    records = make_records(3000)
    assert all(records.values())
    facts = [
        *records["milestones"],
        *records["awards"],
        *records["plans"],
        *(statement for organization in records["organizations"] for statement in organization["statements"]),
        *(observation for indicator in records["indicators"] for observation in indicator["observations"]),
    ]
    assert len(facts) == 3000
    cited = {source for fact in facts for source in fact["sources"]}
    cited |= {claim["source"] for claim in records["claims"]}
    assert cited == {source["id"] for source in records["sources"]}


def test_no_two_organizations_have_one_name_however_many_there_are() -> None:
    names = [record["name"] for record in make_records(30_000)["organizations"]]
    assert len({name["en"] for name in names}) == len({name["zh"] for name in names}) == len(names) == 1500


def test_files_are_small(tmp_path: Path) -> None:
    write_store(tmp_path, 3000)
    files = list((tmp_path / "data" / "sources").iterdir())
    assert sorted(path.name for path in files)[:2] == ["000.yml", "001.yml"]
    assert all(path.read_text(encoding="utf-8").count("\n- id:") < RECORDS_PER_FILE for path in files)
