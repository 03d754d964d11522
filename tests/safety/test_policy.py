"""The Content-Security-Policy: on every page, strict, and the site works fully under it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factbook.site.policy import Inline, SitePolicy, digest, headers, inline, policy, policy_files
from tests.browser.kinds import LAYOUTS, largest
from tests.browser.server import SiteServer
from tests.safety.conftest import Guarded

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_PAGE = '<!doctype html><head><meta charset="utf-8"><script>theme()</script></head><body>{}</body>'


def _directives(text: str) -> dict[str, str]:
    return {part.split()[0]: " ".join(part.split()[1:]) for part in text.split("; ")}


def _finished(content: str) -> str:
    site = SitePolicy()
    return site.finished(_PAGE.format(site.marked(content)))


def test_the_themes_scripts_are_allowed_by_their_hashes() -> None:
    found = _META.search(_finished("<p>text</p>"))
    assert found
    assert _directives(found[1])["script-src"] == f"'self' {digest('theme()')}"


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<script type=module>alert(1)</script>",
        "<SCRIPT\n>alert(1)</SCRIPT\t>",
        "<!--begin 0--><script>alert(1)</script><!--end 0-->",
        "</body></html><script>alert(1)</script>",
        "<script>alert(1)",
    ],
)
def test_a_script_in_the_content_is_never_allowed(content: str) -> None:
    found = _META.search(_finished(content))
    assert found
    assert _directives(found[1])["script-src"] == f"'self' {digest('theme()')}"


def test_the_marks_around_the_content_do_not_stay() -> None:
    assert _META.sub("", _finished("<p>text</p>")) == _PAGE.format("<p>text</p>")


def test_the_policy_stands_before_everything_that_it_rules() -> None:
    page = _finished("")
    assert page.index("Content-Security-Policy") < page.index("<script")


@pytest.mark.parametrize(
    ("script", "runs"),
    [
        ("<script>a()</script>", True),
        ('<script type="text/javascript">a()</script>', True),
        ('<script type="application/json">{}</script>', False),
        ('<script type="application/ld+json">{}</script>', False),
        ('<script src="a.js"></script>', False),
    ],
)
def test_only_programs_inside_the_page_need_a_hash(script: str, runs: bool) -> None:
    assert bool(inline(script, script).scripts) == runs


def test_styles_are_allowed_by_their_hashes() -> None:
    text = '<style>p{color:red}</style><p style="color:&quot;x&quot;">'
    found = inline(text, "")
    assert found == Inline(frozenset(), frozenset({digest("p{color:red}")}), frozenset({digest('color:"x"')}))
    rules = _directives(policy(found))
    assert "'unsafe-inline'" not in rules["style-src"]
    assert rules["style-src-attr"].startswith("'unsafe-hashes' 'sha256-")


@pytest.fixture(scope="module")
def policies(site: Path) -> dict[Path, list[str]]:
    """The policies of every page."""
    return {path: _META.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_every_page_has_the_policy_and_no_unsafe_script(policies: dict[Path, list[str]]) -> None:
    assert len(policies) > 500
    for path, found in policies.items():
        assert len(found) == 1, path
        rules = _directives(found[0])
        assert rules["default-src"] == "'none'"
        assert re.fullmatch(r"'none'|'self'( 'sha256-[\w+/]{43}=')+", rules["script-src"]), path
        assert "'unsafe-inline'" not in found[0], path
        assert rules["base-uri"] == "'none'"


def test_all_pages_have_the_same_few_scripts(policies: dict[Path, list[str]]) -> None:
    """The theme's own; one of them holds the way to the site's root and differs by folder."""
    scripts = {text for found in policies.values() for text in _directives(found[0])["script-src"].split()}
    assert len(scripts) <= 10


def test_the_headers_file_says_the_same_to_servers(site: Path, policies: dict[Path, list[str]]) -> None:
    text = (site / "_headers").read_text(encoding="utf-8")
    assert text.startswith("/zhongkai/*\n")
    scripts = {
        hashed
        for found in policies.values()
        for hashed in re.findall(r"'sha256-[^']+'", found[0].partition("style-src")[0])
    }
    for hashed in scripts:
        assert hashed in text
    for name in (
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: ",
        "\n  X-Frame-Options: DENY\n",
        "Permissions-Policy: ",
    ):
        assert name in text
    rule = next(line for line in text.splitlines() if "script-src" in line)
    assert "unsafe" not in _directives(rule.partition(": ")[2])["script-src"]
    assert max(map(len, text.splitlines())) < 2000  # hosts cut longer headers off


def test_headers_hold_no_character_that_ends_one() -> None:
    for name, value in headers(Inline()).items():
        assert re.fullmatch(r"[A-Za-z-]+", name)
        assert re.fullmatch(r"[ -~]+", value)
        assert '"' not in value
    text = policy_files(Inline(), "https://example.org", ["api"])["_headers"]
    assert text.startswith("/*\n")
    for folder in ("api/", "downloads/", "feeds/"):
        assert re.search(rf"\n/{folder}\*\n(?:  .*\n)*  Access-Control-Allow-Origin: \*\n", text)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_no_page_meets_the_policy(kind: str, site: Path, server: SiteServer, guarded: Guarded) -> None:
    """The second largest of each kind; for the largest, all tests of the browser watch (tests/browser/conftest.py)."""
    guarded.home = server.url.partition("/zhongkai/")[0]
    page = guarded.open(server.url + largest(kind, site, 2)[-1])
    page.wait_for_timeout(150)
    guarded.leave(page)


def test_search_palette_and_timeline_work_under_the_policy(server: SiteServer, guarded: Guarded) -> None:
    guarded.home = server.url.partition("/zhongkai/")[0]
    page = guarded.open(server.url)
    page.keyboard.press("/")
    page.keyboard.type("battery")
    page.wait_for_selector(".md-search-result__item a")
    page.keyboard.press("Escape")
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("form[data-md-component=palette] label:visible").click()
    page.wait_for_function("before => document.body.dataset.mdColorScheme !== before", arg=before)
    guarded.leave(page)
    page = guarded.open(server.url + "timeline/")
    page.locator("details.fb-fold > summary").click()
    page.wait_for_selector(".tl-app button, .tl-app input")
    for button in page.locator(".tl-app button:visible").all()[:12]:
        if button.is_enabled() and button.is_visible():
            button.click()
    guarded.leave(page)


def test_a_script_that_slipped_in_does_not_run(site: Path, server: SiteServer, browser: object) -> None:
    """The second line of defence: the payload is put into a finished page, as if the first had failed."""
    html = (site / "about" / "index.html").read_text(encoding="utf-8")
    attack = (
        '<img src=x onerror="window.hit=1"><script>window.hit=1</script><a id=l href="javascript:window.hit=1">x</a>'
    )
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.route(
        "**/about/",
        lambda route: route.fulfill(body=html.replace("</h1>", f"</h1>{attack}", 1), content_type="text/html"),
    )
    page.goto(f"{server.url}about/", wait_until="load")
    page.evaluate("document.getElementById('l').click()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert sum("Content Security Policy" in text for text in refused) >= 3, "the browser says what it refuses"
    context.close()


def test_the_threat_model_names_tests_that_exist(root: Path) -> None:
    text = (root / "docs" / "about" / "security.md").read_text(encoding="utf-8")
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "tests").rglob("test_*.py")
        if "node_modules" not in str(path)
    )
    named = set(re.findall(r"`(test_\w+)`", text))
    assert len(named) > 15
    assert [name for name in sorted(named) if f"def {name}(" not in code] == []
    for path in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (root / path).is_file(), path


def test_pages_made_for_other_sites_have_no_header_against_frames() -> None:
    text = policy_files(Inline(), "https://example.org/kb/", ["api", "embed"])["_headers"]
    assert "/kb/api/*\n  X-Frame-Options: DENY\n" in text
    assert "/kb/embed/" not in text
    for page in ("/kb/", "/kb/index.html", "/kb/404.html"):
        assert f"\n{page}\n  X-Frame-Options: DENY\n" in text
    assert "X-Frame-Options" not in text.partition("/kb/\n")[0]
