"""What axe finds wrong for people who see, hear, or point in other ways than most: in a page as it stands in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe().axe_script
_COLOURS = ("color-contrast", "link-in-text-block")
_OTHERS = {rule: {"enabled": False} for rule in _COLOURS}
_FINGERS = {"target-size": {"enabled": True}}
"""Targets of 24 px for a finger (WCAG 2.2, 2.5.8), which axe leaves out by itself."""

_WITHOUT_REPEATED = r"""async ([within, options, before]) => {
    const UNIQUE = /^(id|href|title|for|d|x|y|width|datetime|data-(fact|title|at|href|value|sort))$|^aria-(label|describedby|controls)/;
    const digest = (text) => {
        let high = 0xdeadbeef, low = 0x41c6ce57;
        for (let at = 0; at < text.length; at++) {
            high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
            low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
        }
        return (high >>> 0) * 2097152 + (low >>> 11);
    };
    const own = ({ tagName, attributes }) =>
        [tagName, ...[...attributes].filter(({ name }) => !UNIQUE.test(name)).map(({ name, value }) => name + value)].join();
    const looks = new Map(), seen = new Map(before.map((place) => [place, 3])), repeated = [];
    const look = (element) => {
        looks.set(element, digest(`${own(element)}(${[...element.children].map(look).join()})`));
        return looks.get(element);
    };
    const visit = (element, path) => {
        const here = digest(`${path} ${looks.get(element)}`);
        seen.set(here, (seen.get(here) ?? 0) + 1);
        if (seen.get(here) > 3 && !element.contains(document.activeElement)) repeated.push(element);
        else for (const child of element.children) visit(child, digest(`${path}>${own(element)}`));
    };
    look(document.body);
    for (const child of document.body.children)
        visit(child, [innerWidth, own(document.body), ...[...document.styleSheets].map((sheet) => sheet.href)].join());

    const { scrollX, scrollY } = window;
    const away = repeated.map((element) => [element, document.createComment("")]);
    for (const [element, stand] of away) element.replaceWith(stand);
    const found = document.querySelector(within) ? await axe.run(within, options) : { violations: [] };
    for (const [element, stand] of away) stand.replaceWith(element);
    scrollTo(scrollX, scrollY);
    return [found.violations, [...seen.keys()]];
}"""
"""What axe finds, with the page less what is of the same elements, with the same classes and attributes, in the same place as three
others: of this page, or of those that were looked at before with the same style sheets, scheme and width. Colours are theirs.

Long lists have hundreds of such rows, all pages have one header, and colours take three quarters of axe's time."""

_seen: set[int] = set()
"""The places and looks of elements whose colours this process has seen."""


def _texts(page: Page, violations: list[Any]) -> list[str]:
    return [
        f"{page.url} {v['id']}: {node['target']} {node['html'][:160]}" for v in violations for node in v["nodes"][:5]
    ]


def _load(page: Page) -> None:
    if page.evaluate("!window.axe"):
        page.evaluate(_AXE)


def colours(page: Page, within: str = "body") -> list[str]:
    """What axe finds wrong with colours on a page as it stands. Light and dark differ in colours and in nothing else."""
    _load(page)
    options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": _COLOURS}}
    found, seen = page.evaluate(_WITHOUT_REPEATED, [within, options, list(_seen)])
    if not found:
        _seen.update(seen)
    return _texts(page, found)


def violations(page: Page, within: str = "body", *, fingers: bool = False) -> list[str]:
    """What axe finds on a page as it stands, or in a part of it."""
    wrong = colours(page, within)
    options = {"resultTypes": ["violations"], "rules": _OTHERS | (_FINGERS if fingers else {})}
    context = "document" if within == "body" else f"'{within}'"
    found = page.evaluate(f"options => axe.run({context}, options).then((found) => found.violations)", options)
    return [*wrong, *_texts(page, found)]
