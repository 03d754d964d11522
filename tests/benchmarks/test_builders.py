"""The benchmark of builders: every builder gets the same text, a run is measured whole, and a report tells no more than is known."""

from __future__ import annotations

import os
import re
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from bench import compare_bytes
from builders import BUILDERS, PAGE, RECORDS, SAME, Builder, sentence_of
from cases import Case, Options, RunError
from figures import CHECK, CLEAN, PARSE, Figure, Figures, Key, Value, ratio
from measure import Output, Run, measure, output_of
from report import replace_section, report, shown, summary
from results import READMES, SECTION, translated

from pages import read_pages, with_addresses, with_branches

SENTENCE = "Cells new battery phase builds panels."
PAGES = {
    "docs/index.md": "# Home\n\n[Organizations](organizations/index.md)\n",
    "build/pages/organizations/index.md": "# Organizations\n\n[The first](<organization-0.md>)\n",
    f"build/pages/{PAGE}.md": (
        f"# The first\n\n{SENTENCE}[^1] [zone](<../places/zone.md#name>), [all](<index.md>), [home](<../index.md>)\n\n"
        "```text\n[as typed](<../places/zone.md>)\n```\n\n[^1]: <https://example.org/a.md>\n"
    ),
    "build/pages/places/zone.md": "# Zone\n",
}
TITLES = {"ours": "Ours", "stock": "Stock", "hugo": "Hugo"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one organization, as if it were built."""
    folder = tmp_path / "ours"
    texts = PAGES | {
        RECORDS.as_posix(): f"- id: organization-0\n  statements:\n  - id: a\n    text: {SENTENCE}\n",
        "mkdocs.yml": "nav:\n- Home: index.md\n",
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in PAGES:
        path = folder / "site" / address_of(name) / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{name}</p>", encoding="utf-8")
    (folder / "site" / "assets").mkdir()
    return folder


def address_of(page: str) -> str:
    """Where the page of a file is in the site."""
    return re.sub(r"^docs/|^build/pages/|(^|(?<=/))index\.md$|\.md$", "", page)


def plain(text: str) -> str:
    """A text without the targets of its links."""
    return re.sub(r"\]\([^)]*\)", "]", text)


def run_of(cpu: float, *, status: int | None = 0) -> Run:
    return Run(cpu=cpu, wall=2 * cpu, peak=50, tree=60, status=status)


def python(code: str, folder: Path, limit: float = 60) -> Run:
    environment = dict(os.environ)
    return measure([sys.executable, "-c", code], cwd=folder, log=folder / "log", limit=limit, environment=environment)


def test_others_get_the_same_text(store: Path) -> None:
    pages = read_pages(store)
    assert set(pages) == {"index.md", f"{PAGE}.md", "organizations/index.md", "places/zone.md"}
    for path, text in with_addresses(pages).items():
        assert plain(text) == plain(pages[path])


def test_links_name_addresses(store: Path) -> None:
    pages = with_addresses(read_pages(store))
    assert "[Organizations](<organizations/>)" in pages["index.md"]
    assert "[The first](<organization-0/>)" in pages["organizations/index.md"]
    assert "[zone](<../../places/zone/#name>), [all](<../>), [home](<../../>)" in pages[f"{PAGE}.md"]
    assert "[as typed](<../places/zone.md>)" in pages[f"{PAGE}.md"]


def test_folders_have_pages_of_their_own_in_hugo(store: Path) -> None:
    assert set(with_branches(read_pages(store))) == {
        "_index.md",
        f"{PAGE}.md",
        "organizations/_index.md",
        "places/zone.md",
    }


@pytest.mark.parametrize("builder", BUILDERS, ids=lambda builder: str(builder.key))
def test_every_builder_is_given_the_sentence_that_is_changed(builder: Builder, store: Path, tmp_path: Path) -> None:
    project = tmp_path / builder.key
    builder.lay_out(store, project, tmp_path / "tools")
    case = Case(builder, 300, project, sentence_of(store), Options(tmp_path, rounds=1, edits=1, limit=1, once=1))
    for number in (1, 2):
        text = case.edit(number)
        source = (project / builder.source).read_text(encoding="utf-8")
        assert text in source
        assert SENTENCE not in source
    site = project / builder.site
    site.mkdir(exist_ok=True)
    builder.clean(project)
    assert not site.exists()
    assert (project / builder.source).exists()


def test_a_process_is_measured_with_its_descendants(tmp_path: Path) -> None:
    busy = "sum(range(3_000_000)); b = bytearray(80_000_000)"
    run = python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{busy}']); print('done')", tmp_path)
    assert run.status == 0
    assert run.cpu > 0
    assert 76 < run.peak < 200
    assert run.tree >= run.peak
    assert (tmp_path / "log").read_text() == "done\n"


def test_the_memory_of_who_measures_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(150_000_000)
    assert python("pass", tmp_path).peak < 100
    del held


def test_a_failure_keeps_its_status(tmp_path: Path) -> None:
    assert python("raise SystemExit(3)", tmp_path).status == 3


def test_a_run_is_ended_at_its_limit(tmp_path: Path) -> None:
    run = python("import subprocess, sys; subprocess.run(['sleep', '600'])", tmp_path, limit=0.5)
    assert run.is_limited


def test_pages_and_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("12345")
    (tmp_path / "style.css").write_text("123")
    assert output_of(tmp_path) == Output(pages=1, size=8)
    assert output_of(tmp_path / "a", tmp_path, tmp_path / "absent") == Output(pages=2, size=13)


@pytest.mark.parametrize(("size", "is_same"), [(89, False), (92, True), (108, True), (111, False)])
def test_a_builder_of_the_same_output_writes_as_much(size: int, is_same: bool) -> None:
    figures = Figures(outputs={(300, "ours"): Output(pages=1, size=100), (300, SAME): Output(pages=1, size=size)})
    with nullcontext() if is_same else pytest.raises(RunError, match="not the same output"):
        compare_bytes(300, figures)


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [
        (Figure(2, 3), Figure(10, 3), Value(0.2)),
        (Figure(2, 3), Figure(10, 1, is_bound=True), Value(0.2, "<")),
        (Figure(2, 3, is_bound=True), Figure(10, 3), Value(0.2, ">")),
        (Figure(2, 3, is_bound=True), Figure(10, 3, is_bound=True), Value(0.2, "?")),
        (None, Figure(10, 3), None),
        (Figure(2, 3), None, None),
        (Figure(2, 3), Figure(0, 3), None),
    ],
)
def test_ratios_know_what_they_do_not_know(left: Figure | None, right: Figure | None, value: Value | None) -> None:
    assert ratio(left, right) == value


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Value(0.2), True),
        (Value(0.21), False),
        (Value(0.2, "<"), True),
        (Value(0.3, "<"), None),
        (Value(0.3, ">"), False),
        (Value(0.1, ">"), None),
        (Value(0.1, "?"), None),
    ],
)
def test_a_bound_keeps_a_target_only_if_it_tells(value: Value, kept: bool | None) -> None:
    assert value.is_at_most(0.2) is kept


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(1234.5), "1,234"),
        (Value(12.345), "12.3"),
        (Value(0.456), "0.456"),
        (Value(0.0456), "0.046"),
        (Value(900, ">"), "> 900"),
        (None, "–"),
    ],
)
def test_numbers_have_the_digits_that_count(value: Value | None, text: str) -> None:
    assert shown(value) == text


@pytest.fixture
def figures() -> Figures:
    """Three runs of ours, one of stock that was ended, previews of both kinds, and one builder that failed."""
    figures = Figures(sittings=["One day, one machine."])
    for cpu in (2.0, 9.0, 3.0):
        figures.add(Key(30_000, "ours", CLEAN), run_of(cpu))
        figures.add(Key(30_000, "ours", CHECK), run_of(cpu / 3))
        figures.add(Key(30_000, "ours", PARSE), run_of(cpu / 5))
    figures.add(Key(30_000, "stock", CLEAN), run_of(100, status=None))
    figures.outputs[30_000, "ours"] = Output(pages=9000, size=250_000_000)
    figures.previews[30_000, "ours"] = [0.5, 0.4, 2.0]
    figures.previews[30_000, "stock"] = "since a build alone takes more than 200 s"
    figures.failures[30_000, "hugo"] = "failed with status 1"
    return figures


def test_figures_are_medians_and_are_kept(figures: Figures, tmp_path: Path) -> None:
    figures.save(tmp_path / "figures.json")
    again = Figures.load(tmp_path / "figures.json")
    assert again == figures
    assert again.median(30_000, "ours", CLEAN, lambda run: run.cpu) == Figure(3, 3)
    assert again.preview(30_000, "ours") == Figure(0.5, 3)
    assert again.preview(30_000, "stock") is None
    again.forget_builds(30_000, "ours")
    assert again.median(30_000, "ours", CLEAN, lambda run: run.cpu) is None
    assert again.median(30_000, "stock", CLEAN, lambda run: run.cpu) == Figure(100, 1, is_bound=True)


def test_the_report_compares_and_says_what_is_missing(figures: Figures) -> None:
    text = report(figures, TITLES)
    assert "| Stock | > 100¹ (< 0.030) | > 200¹ (< 0.030) | > 60.0¹ (< 1.00) |" in text
    assert (
        "| clean build of 30,000 facts ÷ stock MkDocs + Material | CPU < 0.030, clock < 0.030 | ≤ 0.05 | yes |" in text
    )
    assert "| `check` of 30,000 facts ÷ parse of the same YAML by libyaml | CPU 1.67, clock 1.67 | ≤ 2 | yes |" in text
    assert "| saved YAML until it shows in the browser, 30,000 facts | 0.500 s | ≤ 1 s | yes |" in text
    assert "Stock: no preview measured, since a build alone takes more than 200 s." in text
    assert "Hugo: failed with status 1." in text
    assert "3,000 facts ÷ Zensical" not in text


def test_the_summary_has_a_row_for_each_builder_that_ran(figures: Figures) -> None:
    assert summary(figures, TITLES).splitlines()[2:] == ["| Ours | 3.00 |", "| Stock | > 100¹ (< 0.030) |"]


def test_each_readme_shows_the_same_summary_in_its_language() -> None:
    english, chinese = (
        path.read_text("utf-8").partition(f"<!-- {SECTION}: begin -->")[2].partition(f"<!-- {SECTION}: end -->")[0]
        for path in READMES
    )
    assert translated(english, "zh") == chinese
    assert "CPU seconds" in english
    assert re.findall(r"\b(?!factbook)[a-z]{3,}\b", chinese) == []  # names alone are left in Latin letters


def test_a_section_is_replaced_between_its_marks() -> None:
    text = "Before\n<!-- a: begin -->old<!-- a: end -->\nAfter\n"
    once = replace_section(text, "a", r"new \1")
    assert once == "Before\n<!-- a: begin -->\n\nnew \\1\n\n<!-- a: end -->\nAfter\n"
    assert replace_section(once, "a", r"new \1") == once
    with pytest.raises(ValueError, match="there is no"):
        replace_section(text, "b", "new")
