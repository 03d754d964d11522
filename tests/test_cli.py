"""What all commands have in common."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from factbook.checks.project import clock, local_day
from factbook.cli import build_parser, main
from tests.projects import MakeProject

_TOMORROW = """# data/milestones.yml
- {id: fair, date: 2020-01-02, title: Fair, summary: A fair., topics: [history], places: [town], sources: {yearbook: page 5}}
"""


@pytest.mark.parametrize("command", [["check"], ["stats"], ["ledger", "--check"]])
def test_root_and_today_stand_before_or_after_the_command(
    command: list[str], make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--root", str(make_project(_TOMORROW)), "--today", "2020-01-01"]
    results = []
    for arguments in ([*common, *command], [*command, *common], [*common[:2], *command, *common[2:]]):
        results.append((main(arguments), capsys.readouterr()))
    assert results[0] == results[1] == results[2]
    assert results[0][0] == 1


def test_what_stands_after_the_command_wins_and_nothing_is_lost() -> None:
    options = build_parser().parse_args(["--root", "a", "--today", "2020-01-01", "new", "source", "--root", "b"])
    assert (str(options.root), options.today) == ("b", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("moment", "latest", "here"),
    [
        ("2026-11-22T09:59:59", "2026-11-22", "2026-11-22"),
        ("2026-11-22T10:00:00", "2026-11-23", "2026-11-22"),
        ("2026-11-22T23:30:00", "2026-11-23", "2026-11-22"),
        ("2026-11-23T00:30:00", "2026-11-23", "2026-11-23"),
    ],
)
def test_today_is_what_it_is_anywhere_on_earth(
    moment: str, latest: str, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())))
    assert clock() == date.fromisoformat(latest)
    assert local_day() == date.fromisoformat(here)
