"""``factbook diff``: what changed, in facts and not in lines, and what rests on it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from factbook.cli import main
from tests.checks.corpus_cases import GOOD
from tests.projects import BASE, lay_out

Edit = Callable[[Path], None]


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        check=True,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
        },
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    shutil.copytree(BASE, root)
    lay_out(root, GOOD.text)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=first")
    return root


def diff(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "diff", *arguments])


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / "data" / f"{name}.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def shown(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert diff(root, *arguments) == 0
    return capsys.readouterr().out


def test_nothing_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(repository, capsys, "HEAD") == "no fact changed\n"


def test_a_reformatting_changes_no_fact(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(repository), "fmt"]) == 0
    path = repository / "data" / "milestones.yml"
    path.write_bytes(("# a comment\r\n" + path.read_text().replace("\n", "\r\n")).encode("utf-8-sig"))
    assert subprocess.run(["git", "-C", str(repository), "diff", "--quiet"], check=False).returncode == 1
    assert shown(repository, capsys, "HEAD") == "no fact changed\n"
    assert shown(repository, capsys, "HEAD", "--format", "markdown") == "### no fact changed\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("indicators", "value: 1.5\n", "value: 1.50001\n",
         "changed observation income@1990: Income, 1990\n  value: 1.5 GBP m -> 1.50001 GBP m\n"),
        ("indicators", "unit: GBP m", "unit: people", "  value: 1.5 GBP m -> 1.5 people\n"),
        ("milestones", "date: 1401-05~", "date: 1401-06",
         "changed milestone bridge-built: The bridge is built\n  date: 1401-05~ -> 1401-06\n"),
        ("milestones", "The king grants", "The queen grants", "  summary: The king grants a market. -> The queen grants a market.\n"),
        ("milestones", "zh: 建镇", "zh: 立镇", "  title: The town receives its charter (建镇) -> The town receives its charter (立镇)\n"),
        ("milestones", "gazette: 第二段", "gazette: 第三段", "  source gazette: 第二段 -> 第三段\n"),
        ("milestones", ", gazette: 第二段", "", "  - source gazette: 第二段\n"),
        ("milestones", "page 2}", "page 2, gazette: p. 1}", "  + source gazette: p. 1\n"),
        ("sources", "kind: official", "kind: blog", "  grade: A -> D\n"),
        ("disputes", "outcome: prefer\n  prefer: population@1990:count\n", "outcome: open\n",
         "  dispute people-1990: prefer: population@1990:count -> open\n"),
        (
            "places",
            "The town lies on a river.",
            "The town lies by a lake.",
            "changed statement town-river: Town – The town lies by a lake.\n",
        ),
        ("organizations", "It sets the prices.", "It sets prices.", "other records: 1\n\nchanged organization guild: Weavers' guild\n"),
        ("redirects", "reason: renamed", "reason: moved", "changed redirect old-charter: moved\n"),
        ("plans", "outcome: unknown", "outcome: missed", "  outcome: unknown -> missed\n"),
        ("plans", "value: 4000", "value: 5000",
         "  target: indicator: population, value: 4000, bound: at-least -> indicator: population, value: 5000"),
        ("vocabulary", "symbol: £m", "symbol: GBP m", "changed unit GBP m: million pounds\n"),
    ],
)  # fmt: skip
def test_a_change_is_named(
    file: str, old: str, new: str, expected: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(repository, file, old, new)
    assert expected in shown(repository, capsys, "HEAD")


def test_a_new_fact_and_one_that_is_gone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, "milestones", "id: bridge-built", "id: stone-bridge")
    replace(
        repository,
        "redirects",
        "- {from",
        "- {from: bridge-built, to: [stone-bridge], kind: moved, reason: r, on: 2020}\n- {from",
    )
    out = shown(repository, capsys, "HEAD")
    assert out.startswith("facts: 1 added, 1 removed, 0 changed\n")
    assert "removed milestone bridge-built: The bridge is built\n  leads on to stone-bridge\n" in out
    assert "added milestone stone-bridge: The bridge is built\n  + date: 1401-05~\n" in out


def test_what_rests_on_a_fact_is_listed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, "places", "The town lies on a river.", "It does.")
    replace(repository, "indicators", "value: 3000", "value: 3001")
    out = shown(repository, capsys, "HEAD")
    assert "claims whose verdict rests on these facts:\n  claim-river (supported): It lies on a river.\n" in out
    assert "\nseries: population\n" in out
    pages = re.search(r"^pages: (.*)$", out, re.MULTILINE)
    assert pages
    assert pages[1].split(", ") == [
        "claims/claim-river", "disputes/people-1990", "guide", "index", "indicators/population", "places/town", "sources/yearbook",
    ]  # fmt: skip


def test_what_cannot_be_read_is_not_called_removed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, "milestones", "date: 1320", "date: soon")
    (repository / "data" / "indicators.yml").write_text('- id: "popu')
    out = shown(repository, capsys, "HEAD")
    assert out.startswith("no fact changed\n")
    assert "not compared, because it could not be read" in out
    assert "data/indicators.yml, data/milestones.yml" in out


def test_two_revisions_are_compared(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, "indicators", "value: 3000", "value: 3001")
    git(repository, "commit", "--all", "--quiet", "--message=second")
    replace(repository, "indicators", "value: 3001", "value: 3002")
    assert "3000 people -> 3001 people" in shown(repository, capsys, "HEAD~1", "HEAD")
    assert "3001 people -> 3002 people" in shown(repository, capsys, "HEAD")
    assert "3000 people -> 3002 people" in shown(repository, capsys, "HEAD~1")


def test_against_a_revision_without_a_store_everything_is_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "-r", "--quiet", "--cached", ".")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=empty")
    assert re.match(r"facts: \d\d? added, 0 removed, 0 changed\n", shown(repository, capsys, "HEAD"))


@pytest.mark.parametrize("name", ["no-such-branch", "--output=stolen", "HEAD:data"])
def test_a_revision_that_is_none_is_refused(name: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(repository), "diff", "--", name]) == 2
    assert f"git knows no revision '{name}' here" in capsys.readouterr().err
    assert not (repository / "stolen").exists()


EVIL = "x `y` ``z @octocat #1 <img src=x onerror=alert(1)> ![a](http://evil.example/i.png) [b](javascript:alert(1)) --> </details> | a"


def test_markdown_shows_evil_text_as_text(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = EVIL.replace("'", "''")
    replace(repository, "milestones", "The king grants a market.", f"'{quoted}'")
    replace(repository, "milestones", "The bridge is built", '"# heading\\n\\n- item\\n<script>alert(1)</script>"')
    replace(repository, "milestones", "yearbook: page 4", "yearbook: '`'")
    out = shown(repository, capsys, "HEAD", "--format", "markdown")
    html = markdown.markdown(out)
    bare = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"<(img|script|a|h1|h2|/details)\b|@octocat|#1|onerror|evil", bare), bare
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_very_many_changes_fit_into_a_comment(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(
        f"- {{id: fair-{n}, date: 1500, title: Fair {n}, summary: {'A fair. ' * 30}, sources: {{yearbook: p. {n}}}}}\n"
        for n in range(800)
    )
    lay_out(repository, f"# data/milestones/fairs.yml\n{rows}")
    out = shown(repository, capsys, "HEAD", "--format", "markdown")
    assert len(out) < 65_536
    assert re.search(r"… and \d+ more; `factbook diff` shows them all.", out)
    assert shown(repository, capsys, "HEAD").count("added milestone") == 800


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("{en: A market., zh: 集市。}", "{en: Two markets., zh: 集市。}", "stale translation? en changed, zh did not"),
        ("{en: A market., zh: 集市。}", "{en: A market., zh: 两个集市。}", "stale translation? zh changed, en did not"),
        ("{en: A market., zh: 集市。}", "{en: Two markets., zh: 两个集市。}", ""),
        ("A market.", "{en: A market., zh: 集市。}", ""),
        ("A market.", "Two markets.", ""),
    ],
    ids=["English alone", "Chinese alone", "both", "a first translation", "there is no other"],
)
def test_a_text_that_changed_in_one_language_alone_is_marked(
    before: str, after: str, line: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    charter = (
        "# data/milestones/more.yml\n- {id: town-charter, date: 1320, title: Charter, summary: %s, topics: [history],"
        + (" places: [town], sources: {yearbook: page 1}}\n")
    )
    lay_out(repository, charter % before)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=second")
    lay_out(repository, charter % after)
    for style in ("text", "markdown"):
        text = shown(repository, capsys, "HEAD", "--format", style)
        assert "town-charter" in text
        assert ("stale translation" in text) == bool(line)
        assert line in text
