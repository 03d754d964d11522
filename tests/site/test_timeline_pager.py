"""The links between the parts of the timeline stand before and after its list: before a fold, in view, and at its end."""

from __future__ import annotations

import re

import pytest

from factbook.checks.project import Project
from factbook.render.links import Site
from factbook.site.markdown import Scope
from factbook.site.timeline import with_pager

_LIST = '<div class="tl tl--many" data-timeline data-title="T"><ol></ol></div>'
_STRIP = '<div class="tl tl--compact" role="group"></div>'
_MORE = "<details><summary>Other</summary></details>"


@pytest.mark.parametrize(
    ("html", "order"),
    [
        (f"{_STRIP}<p>x</p>{_LIST}", ["tl--compact", "<p>x", "pager", "data-timeline", "pager"]),
        (
            f"{_STRIP}<details>{_LIST}</details>",
            ["tl--compact", "pager", "<details>", "data-timeline", "pager", "</details>"],
        ),
        (
            f"{_MORE}{_LIST}{_MORE}",
            ["<details>", "</details>", "pager", "data-timeline", "<details>", "</details>", "pager"],
        ),
    ],
)
def test_pagers_stand_around_the_list(html: str, order: list[str], project: Project) -> None:
    shown = with_pager(html, Scope(project.store, Site(), "timeline"))
    found = re.finditer(r"tl--compact|<p>x|class=\"fb-pager|data-timeline|<details>|</details>", shown)
    assert [match[0].removeprefix('class="fb-') for match in found] == order


def test_the_script_of_a_folded_list_is_fetched_later(project: Project) -> None:
    scope = Scope(project.store, Site(), "timeline")
    listed = _LIST.replace("<ol>", '<script src="t.js" defer></script><ol>')
    assert '<script src="t.js" defer>' in with_pager(listed, scope)
    folded = with_pager(f"<details>{listed}</details>", scope)
    assert "<script" not in folded
    assert 'data-script="t.js"' in folded
