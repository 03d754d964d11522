"""Jumps to places of a page, and where those stand afterwards."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

PLACES = """most => {
    const found = [...document.querySelectorAll(".md-content [id]")].filter((element) => element.getClientRects().length
        && !element.closest("svg, .tl-app") && !/^(__|fb-preview)/.test(element.id) && !element.dataset.moved);
    const step = Math.max(1, Math.floor(found.length / most));
    return found.filter((_, index) => index % step === 0 || index === found.length - 1).map((element) => element.id);
}"""
"""The ids of a page, a few from its beginning to its end."""

STILL = """async () => {
    const lists = [...document.querySelectorAll(".md-sidebar__scrollwrap")];
    const at = () => [scrollY, ...lists.map((list) => list.scrollTop)].join();
    for (let last = "", same = 0; same < 6; last = at()) {
        await new Promise(requestAnimationFrame);
        same = at() === last ? same + 1 : 0;
    }
}"""
"""Wait until neither the page nor the list of its contents moves any more: a browser loses a jump while that list scrolls."""

SETTLED = (
    """async ({ place, jump }) => {
    const still = """
    + STILL
    + """;
    if (jump) location.hash = "#" + encodeURIComponent(place);
    while (document.querySelector(":target")?.id !== place) await new Promise(requestAnimationFrame);
    let found;
    for (let time = 0; time < 4; time++) {  // a machine that does other work may be slow to scroll
        await still();
        const header = Math.max(0, ...[...document.querySelectorAll(".md-header, .md-tabs")]
            .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position))
            .map((element) => element.getBoundingClientRect().bottom));
        const top = document.getElementById(place).getBoundingClientRect().top;
        const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 60;
        const inView = header - 1 <= top && top <= header + (end ? innerHeight : 100);
        found = { inView, top, header, end, below: innerHeight };
        if (inView) break;
    }
    return found;
}"""
)
"""Where a place stands once nothing moves, after a jump to it or as the page was opened: in view is below the header, and near the top
unless the page ends before."""


def assert_in_view(page: Page, place: str, when: str, *, jump: bool = False) -> None:
    found: dict[str, Any] = page.evaluate(SETTLED, {"place": place, "jump": jump})
    assert found["inView"], f"{page.url} {when}: {place} is not in view: {found}"


def jump_about(page: Page) -> list[str]:
    """Jump from the page itself to places all over it, and return them."""
    places: list[str] = page.evaluate(PLACES, 5)
    for place in places:
        assert_in_view(page, place, "from the page itself", jump=True)
    return places


def reload(page: Page, place: str) -> None:
    page.reload(wait_until="load")
    assert_in_view(page, place, "after a reload")


def go_back(page: Page, place: str) -> None:
    page.goto(f"{page.url.partition('/zhongkai/')[0]}/zhongkai/licences.txt")
    page.go_back(wait_until="load")
    assert_in_view(page, place, "after Back")
