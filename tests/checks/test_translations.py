"""What a language has of a project and what it lacks, each with its place; and which of its words may be stale."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from factbook.checks import translations as found_in
from factbook.checks.project import read_project
from factbook.checks.translations import (
    Gap,
    Share,
    missing_locators,
    missing_messages,
    missing_pages,
    missing_texts,
    report_on,
    stale_texts,
    translations,
)
from factbook.cli import main
from factbook.content.wording import spans_to_text
from factbook.languages import in_language
from factbook.pages.generate import generate
from factbook.reading.load import build_store, load
from factbook.reading.prose import ProsePage
from factbook.store import Store
from factbook.store.changes import Commit, Edit, FieldEdit, History
from tests.projects import TODAY, MakeProject

STORE = """# data/milestones.yml
- {id: charter, date: 1320, title: {en: Charter, zh: 特许状}, summary: A market., topics: [history], places: [town],
   sources: {yearbook: page 1; page 2}}
- {id: flood, date: 1321, title: {zh: 洪水}, summary: {en: A flood., zh: 一场洪水。}, topics: [history], places: [town],
   sources: {yearbook: page 2}}
# data/vocabulary/locators.yml
- {term: page 1, kind: locator, name: {zh: 第1页}}
"""


@pytest.fixture
def store(make_project: MakeProject) -> Store:
    return build_store(load(make_project(STORE)))


def test_texts_names_and_locators_are_counted_apart(store: Store) -> None:
    english, chinese = (translations(store)[tag] for tag in ("en", "zh"))
    assert (chinese.locators, english.locators) == (Share(1, 2), Share(2, 2))
    assert chinese.names == Share(1, 3), "the town's name; the yearbook and its publisher have English names alone"
    assert (chinese.texts.there, english.texts.missing) == (3, 1)
    assert chinese.texts.of == english.texts.of
    assert chinese.texts.percent == 100 * 3 / chinese.texts.of
    assert Share(0, 0).percent == 100


def test_a_language_that_nothing_is_written_in_is_not_counted(make_project: MakeProject) -> None:
    english = make_project("# data/places.yml\n- {id: town, name: Town, kind: town, summary: A town.}\n")
    assert list(translations(build_store(load(english)))) == ["en"]


def test_what_is_missing_has_its_place(store: Store) -> None:
    assert missing_texts(store, "en", names=False) == [Gap("data/milestones.yml", 3, "title", "洪水")]
    gaps = missing_texts(store, "zh", names=False)
    assert Gap("data/milestones.yml", 1, "summary", "A market.") in gaps
    assert Gap("data/places.yml", 6, "statements.text", "The town lies on a river.") in gaps
    assert [gap.key for gap in missing_texts(store, "zh", names=True)] == ["title", "publisher"]
    assert missing_locators(store, "zh") == [Gap("data/milestones.yml", 2, "sources.yearbook", "page 2")]
    assert missing_locators(store, "en") == []


def test_messages_are_those_of_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "zh.po"
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "Place"\nmsgstr "地点"\n\nmsgid "Time"\nmsgstr ""\n\n#, fuzzy\nmsgid "Fact"\nmsgstr "事"\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(found_in, "catalogues", lambda: iter([catalogue]))
    assert missing_messages("zh") == (Share(1, 4), ["Time", "Fact", "one"])
    assert missing_messages("en") == (Share(0, 0), [])


def test_pages_are_those_of_the_main_edition() -> None:
    pages = [ProsePage("docs/a.md", ""), ProsePage("docs/b.md", ""), ProsePage("docs/zh/a.md", "", "zh")]
    assert missing_pages(pages, "zh") == (Share(1, 2), ["docs/b.md"])
    assert missing_pages(pages, "en")[0].there == 0


def _history(*edits: tuple[str, tuple[str, ...]]) -> History:
    """Commits, newest first: each changed one key of the charter in some languages."""
    return History(
        "f" * 40,
        tuple(
            Commit(str(number) * 40, f"2026-01-0{9 - number}T00:00:00Z", "m", (
                Edit("charter", "milestone", "Charter", "changed", (FieldEdit(key, "a", "b", languages),)),
            ))
            for number, (key, languages) in enumerate(edits, 1)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "commits"),
    [
        ([("title", ("en",))], ["1"]),
        ([("title", ("en", "zh"))], []),
        ([("title", ("zh",)), ("title", ("en",))], []),
        ([("title", ("en",)), ("title", ("zh",)), ("title", ("en",))], ["1"]),
        ([("date", ()), ("title", ("en",))], ["2"]),
        ([("summary", ("en",))], []),
    ],
    ids=["English alone", "both", "Chinese later", "English again", "another key later", "there is no Chinese"],
)
def test_a_translation_is_stale_whose_english_changed_later(
    edits: list[tuple[str, tuple[str, ...]]], commits: list[str], store: Store
) -> None:
    found = stale_texts(replace(store, history=_history(*edits)), "zh")
    assert [stale.commit[:1] for stale in found] == commits
    assert [stale.gap for stale in found] == [Gap("data/milestones.yml", 1, "title", "Charter")] * len(commits)


def test_without_history_nothing_is_known_to_be_stale(store: Store) -> None:
    assert report_on(store, [], "zh").stale == []


def test_the_command_lists_what_is_missing(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(STORE)
    (root / "docs" / "zh").mkdir()
    (root / "docs" / "other.md").write_text("# Other\n", encoding="utf-8")
    (root / "docs" / "zh" / "index.md").write_text("# 小镇\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: x\nplugins: [factbook]\nmarkdown_extensions: [factbook]\n", "utf-8")
    (root / "mkdocs.zh.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    assert main(["--root", str(root), "stats", "--language", "zh"]) == 0
    text = capsys.readouterr().out
    assert "locators: 1 of 2 in zh (50.0 %)" in text
    assert "  data/milestones.yml:2 sources.yearbook: page 2" in text
    assert "  data/milestones.yml:1 summary: A market." in text
    assert "pages without zh:\n  docs/other.md" in text
    assert main(["--root", str(root), "stats", "--language", "zh", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["shares"]["locators"] == {"there": 1, "of": 2}
    assert value["pages"] == ["docs/other.md"]


def _commit(root: Path, message: str) -> None:
    for arguments in (["add", "--all"], ["commit", "--quiet", f"--message={message}"]):
        subprocess.run(
            ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
            check=True,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_GLOBAL": "/dev/null"},
        )


def test_the_command_reads_the_history_of_the_files(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(STORE)
    subprocess.run(["git", "init", "--quiet", str(root)], check=True, env={"PATH": "/usr/bin:/bin:/usr/local/bin"})
    _commit(root, "first")
    path = root / "data" / "milestones.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("en: Charter,", "en: Town charter,"), encoding="utf-8")
    _commit(root, "second")
    assert main(["--root", str(root), "stats", "--language", "zh"]) == 0
    assert "English changed after zh:\n  data/milestones.yml:1 title: commit " in capsys.readouterr().out
    path.write_text(path.read_text(encoding="utf-8").replace("特许状", "城镇特许状"), encoding="utf-8")
    _commit(root, "third")
    assert main(["--root", str(root), "stats", "--language", "zh"]) == 0
    assert "English changed after" not in capsys.readouterr().out


def test_one_language_is_no_problem(make_project: MakeProject) -> None:
    assert list(read_project(make_project(STORE), TODAY).problems) == []


def test_the_page_of_quality_counts_each_language(store: Store) -> None:
    def table() -> list[list[str]]:
        page = next(page for page in generate(store) if page.path == "about/quality")
        section = next(section for section in page.sections if section.anchor == "languages")
        return [[spans_to_text(cell) for cell in row.cells] for row in section.blocks[0].rows]  # type: ignore[union-attr]

    assert [row[0] for row in table()] == ["English", "Chinese"]
    assert table()[1][2:] == ["1 of 3", "1 of 2"]
    with in_language("zh"):
        assert [row[0] for row in table()] == ["英语", "中文"]
