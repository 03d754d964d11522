"""What axe finds wrong for people who see, hear, or point in other ways than most: in a page as it stands in a browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe().axe_script
_COLOURS = ("color-contrast", "link-in-text-block")
_OTHERS = {rule: {"enabled": False} for rule in _COLOURS}
_FINGERS = {"target-size": {"enabled": True}}
"""Targets of 24 px for a finger (WCAG 2.2, 2.5.8), which axe leaves out by itself."""

_REPEATED = r"""() => {
    const UNIQUE = /^(id|href|title|for|d|x|y|width|datetime|data-(fact|title|at|href|value|sort))$|^aria-(label|describedby|controls)/;
    const own = ({ tagName, attributes }) =>
        [tagName, ...[...attributes].filter(({ name }) => !UNIQUE.test(name)).map(({ name, value }) => name + value)].join();
    const looks = new Map(), seen = new Map(), repeated = [];
    const look = (element) => {
        looks.set(element, `${own(element)}(${[...element.children].map(look).join()})`);
        return looks.get(element);
    };
    const visit = (element, path) => {
        const here = `${path} ${looks.get(element)}`;
        seen.set(here, (seen.get(here) ?? 0) + 1);
        if (seen.get(here) > 3) repeated.push(element);
        else for (const child of element.children) visit(child, `${path}>${own(element)}`);
    };
    look(document.body);
    visit(document.body, "");
    return repeated;
}"""
"""What is of the same elements, with the same classes and attributes, in the same place as three others: its colours are theirs.

Long lists have hundreds of such rows, and colours take three quarters of axe's time."""


def _run(page: Page, context: str, options: dict[str, object]) -> list[str]:
    run = f"options => axe.run({context}, options).then((found) => found.violations)"
    found = page.evaluate(run, {"resultTypes": ["violations"], **options})
    return [f"{page.url} {v['id']}: {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"][:5]]


def _load(page: Page) -> None:
    if page.evaluate("!window.axe"):
        page.evaluate(_AXE)


def colours(page: Page, within: str = "body") -> list[str]:
    """What axe finds wrong with colours on a page as it stands. Light and dark differ in colours and in nothing else."""
    _load(page)
    options: dict[str, object] = {"runOnly": {"type": "rule", "values": _COLOURS}}
    return _run(page, f"{{ include: '{within}', exclude: ({_REPEATED})() }}", options)


def violations(page: Page, within: str = "body", *, fingers: bool = False) -> list[str]:
    """What axe finds on a page as it stands, or in a part of it."""
    context = "document" if within == "body" else f"'{within}'"
    return [*colours(page, within), *_run(page, context, {"rules": _OTHERS | (_FINGERS if fingers else {})})]
