"""Hostile texts in every field of every collection, and in pages: nothing runs, nothing is fetched, all is shown as typed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from factbook.checks.markup import converted, faults, read_extensions
from factbook.checks.project import read_project
from factbook.site.policy import inline
from factbook.store.records import COLLECTIONS
from factbook.store.scalars import Record
from mkdocs_timeline.cells import unguarded
from tests.browser.server import BASE, SiteServer
from tests.safety import hostile
from tests.safety.conftest import Guarded

PAYLOADS = hostile.payloads()
_GROUP = 36


def _project(folder: Path, root: Path, texts: Sequence[str]) -> Path:
    """A project with these texts in every field and, as far as they may stand there, in pages."""
    folder.mkdir(parents=True)
    hostile.write(folder, texts)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config[: config.index("\nnav:") + 1].replace(": warn", ": info")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(root / "overrides", folder / "overrides")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n\n/// claims\n///\n\n[[places-0]]\n", encoding="utf-8")
    (folder / "docs" / "timeline.md").write_text("# Timeline\n\n/// timeline\n///\n", encoding="utf-8")
    for number, page in enumerate(_pages()):
        (folder / "docs" / f"hostile-{number}.md").write_text(page, encoding="utf-8")
    return folder


def _pages() -> Iterator[str]:
    """Pages with payloads as code, in the front matter, and, where `check` lets them, as they are."""
    fenced = "\n\n".join(f"`````\n{text}\n`````" for text in PAYLOADS)
    yield f"---\nfigures: free\n---\n# Payloads as code\n\n{fenced}\n"
    for text in PAYLOADS[::9]:
        head = json.dumps(hostile.shown(text), ensure_ascii=False)
        yield f"---\ntitle: {head}\ndescription: {head}\nfigures: free\n---\nText.\n"
    for text in filter(_may_stand, PAYLOADS):
        yield f"---\nfigures: free\n---\n# A payload\n\n{text}\n\nAfter it.\n"


def _may_stand(text: str) -> bool:
    if "///" in text or "[[" in text or re.match(r"\w+: ", text):
        return False
    return not list(faults(converted(f"# A payload\n\n{text}\n\nAfter it.\n", read_extensions(Path("mkdocs.yml")))))


def _build(project: Path) -> Path:
    command = [sys.executable, "-m", "tests.safety.build_hostile", "--root", str(project), "build"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]
    return project / "site"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The site of a store with every payload in every field, several in one text."""
    texts = hostile.grouped(PAYLOADS, _GROUP)
    return _build(_project(tmp_path_factory.mktemp("hostile") / "project", root, texts))


def test_the_corpus_is_large_and_of_every_kind() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 150
    for kind in (
        "<script",
        "<svg",
        "](java",
        "{{",
        "</script>",
        "=HYPERLINK",
        "\r\n",
        "javascript:",
        "onerror",
        "DROP TABLE",
    ):
        assert any(kind in text for text in PAYLOADS), kind


def test_every_text_of_the_schema_is_attacked() -> None:
    """What holds text is found by the schema's own classes; here they are counted a second way, by their annotations' words."""
    _, fields = hostile.records(["x"])
    seen: set[type[Record]] = set()

    def models(model: type[Record]) -> Iterator[type[Record]]:
        if model not in seen:
            seen.add(model)
            yield model
            for info in model.model_fields.values():
                for module, found in re.findall(r"(factbook\.store\.records\.\w+)\.(\w+)", str(info.annotation)):
                    yield from models(getattr(sys.modules[module], found))

    for top in COLLECTIONS.values():
        for model in models(top):
            for name, info in model.model_fields.items():
                told = f"{info.annotation} {info.metadata}"
                of_another_kind = re.search(
                    r"Literal|_identifier|_url|_host|_date|_number|_formula|_digits|Term\(|Ref\(", told
                )
                if re.search(r"\bText\b|\bstr\b", told) and not of_another_kind:
                    assert f"{model.__name__}.{name}" in fields


class _Audit(HTMLParser):
    """Everything in a page that runs or loads something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {
            "iframe",
            "object",
            "embed",
            "frame",
            "applet",
            "marquee",
            "video",
            "audio",
            "portal",
            "math",
            "template",
            "dialog",
        }:
            self.found.append(f"<{tag}>")
        if (
            tag == "meta"
            and values.get("http-equiv", "").lower() == "refresh"
            and not re.fullmatch(r"0; url=(\.\./)*[\w./#%@:-]*", values["content"])
        ):
            self.found.append(f"refresh to {values['content']}")
        if tag == "base" and set(values) != {"target"}:
            self.found.append(f"<base {values}>")
        for name, value in values.items():
            if name.startswith("on") or name in {"srcdoc", "formaction", "srcset", "ping", "background"}:
                self.found.append(f"<{tag} {name}={value}>")
            if name in {"href", "src", "action", "data", "xlink:href"}:
                self._address(tag, name, value)

    def _address(self, tag: str, name: str, value: str) -> None:
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
        if scheme and scheme[1] not in {"https", "http", "mailto"}:
            self.found.append(f"<{tag} {name}={value}>")
        if tag in {"script", "link", "img", "image", "use"} and (value.startswith("//") or (scheme and name == "src")):
            self.found.append(f"<{tag} {name}={value}>")


def _audit(site: Path) -> None:
    """No page holds anything that runs but the theme's own, no element or attribute that loads."""
    allowed: set[str] = set()
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        text = path.read_text(encoding="utf-8")
        audit = _Audit()
        audit.feed(text)
        assert audit.found == [], path
        found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert found, path
        assert inline(text, text).scripts <= set(re.findall(r"'sha256-[^']*'", found[1])), path
        allowed |= inline(text, text).scripts
    assert len(allowed) <= 12, "scripts of more kinds than the theme's"


def test_no_page_holds_anything_that_runs(attacked: Path) -> None:
    _audit(attacked)


def _exports(site: Path, suffix: str) -> list[Path]:
    return sorted(site.rglob(f"*{suffix}"))


def test_every_export_is_whole(attacked: Path) -> None:
    for path in (*_exports(attacked, ".json"), *_exports(attacked, ".jsonld")):
        json.loads(path.read_text(encoding="utf-8"))
    for path in (*_exports(attacked, ".atom"), *_exports(attacked, ".xml")):
        ET.fromstring(path.read_bytes())
    for path in _exports(attacked, ".svg"):
        for element in ET.fromstring(path.read_bytes()).iter():
            assert element.tag.rpartition("}")[2] not in {
                "script",
                "foreignObject",
                "iframe",
                "set",
                "animate",
                "handler",
            }, path
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), path
                assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), path


def test_no_cell_is_a_formula(attacked: Path) -> None:
    files = _exports(attacked, ".csv")
    assert files
    cells = 0
    for path in files:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path
        for cell in (cell for row in rows for cell in row):
            cells += 1
            assert not re.match(r"[=+@\t\r]", cell), (path, cell)
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), (path, cell)
            assert unguarded(cell) in {cell, cell[1:]}
    assert cells > 1000
    for path in _exports(attacked, ".xlsx"):
        book = openpyxl.load_workbook(path)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        links = [cell.hyperlink.target for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert "s" in kinds
        assert "f" not in kinds, path
        assert all(re.match(r"https?://", link) for link in links), path


def test_no_line_of_a_calendar_is_broken_out_of(attacked: Path) -> None:
    for path in _exports(attacked, ".ics"):
        text = path.read_bytes().decode("utf-8")
        assert "\n" not in text.replace("\r\n", "")
        lines = text.replace("\r\n ", "").split("\r\n")
        assert lines.count("BEGIN:VCALENDAR") == lines.count("END:VCALENDAR") == 1, path
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
        assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line), path


def test_linked_data_in_pages_is_whole(attacked: Path) -> None:
    blocks = 0
    for path in attacked.rglob("*.html"):
        for text in re.findall(
            r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', path.read_text("utf-8"), re.DOTALL
        ):
            json.loads(text)
            blocks += 1
    assert blocks > 50


def _plain(text: str) -> str:
    """A text without what the small set of inline marks takes away."""
    return re.sub(r"[*\s\u00b6\u2060\u200b]+", "", text)


def _in_browser(attacked: Path, texts: Sequence[str], guarded: Guarded, every: int = 1) -> None:
    with SiteServer(attacked) as server:
        guarded.home = server.url.partition(BASE)[0]
        pages = sorted(
            path for path in attacked.rglob("*.html") if path.parts[len(attacked.parts)] not in {"id", "embed"}
        )
        others = sorted(attacked.glob("embed/**/*.html"))
        for path in (*pages[::every], *others[:: every * 7]):
            address = path.relative_to(attacked).as_posix().removesuffix("index.html")
            page = guarded.open(server.url + address)
            found = re.fullmatch(r"(?:industries|organizations|places|indicators)/[a-z]+-(\d+)/", address)
            if found:
                title = page.locator("h1").first.text_content() or ""
                assert _plain(hostile.shown(texts[int(found[1])])) in _plain(title), address
                body = page.locator("article").first.text_content() or ""
                assert _plain(hostile.shown(texts[int(found[1])])) in _plain(body.replace(title, "")), address
            page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            guarded.leave(page)
        _search(guarded, server)
        server.shutdown()


def _search(guarded: Guarded, server: SiteServer) -> None:
    """The search shows texts too, by scripts of its own."""
    page = guarded.open(server.url)
    page.keyboard.press("/")
    for words in ("alert", "script", "onerror", "evil", "javascript"):
        page.locator("input.md-search__input").fill("")
        page.keyboard.type(words)
        page.wait_for_timeout(400)
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    guarded.leave(page)
    page = guarded.open(server.url + "timeline/")
    for button in page.locator(".tl-app button:visible").all()[:8]:
        if button.is_visible() and button.is_enabled():
            button.click()
    page.wait_for_timeout(300)
    guarded.leave(page)


def test_in_a_browser_nothing_runs_and_all_is_shown_as_typed(attacked: Path, guarded: Guarded) -> None:
    _in_browser(attacked, hostile.grouped(PAYLOADS, _GROUP), guarded, every=16)


@pytest.mark.soak
def test_in_a_browser_each_payload_by_itself(tmp_path: Path, root: Path, guarded: Guarded) -> None:
    attacked = _build(_project(tmp_path / "project", root, PAYLOADS))
    _audit(attacked)
    _in_browser(attacked, PAYLOADS, guarded)


@pytest.mark.parametrize(
    "text", [text for text in PAYLOADS if re.search(r"<\w|javascript:|onclick=|onerror=", text)], ids=repr
)
def test_a_payload_in_a_page_is_refused_or_harmless(text: str, tmp_path: Path, root: Path) -> None:
    """Either `check` names the place, or what the page becomes is only text and harmless elements."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "places.yml").write_text("[]\n", encoding="utf-8")
    shutil.copy(root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    page = f"---\nfigures: free\n---\n# A page\n\n{text}\n\nAfter it.\n"
    (tmp_path / "docs" / "index.md").write_text(page, encoding="utf-8", newline="")
    problems = [problem for problem in read_project(tmp_path).problems if problem.path == "docs/index.md"]
    html = converted(page.partition("---\n#")[2].replace("\r\n", "\n"), read_extensions(root / "mkdocs.yml"))
    audit = _Audit()
    audit.feed(html)
    if audit.found or "<script" in html.lower() or "<style" in html.lower():
        assert {problem.code for problem in problems} >= {"FB804"}, html
        assert all(problem.line > 4 for problem in problems if problem.code == "FB804"), problems
