"""Editions of a site in other languages: the same pages and places in each, what is shared once at the root, and no byte by chance."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import pytest

from factbook.checks.links import check_links
from factbook.checks.project import Project, read_project
from factbook.exports.outputs import Outputs
from factbook.render.links import SHARED, Site, with_shared_files
from factbook.site.editions import pages_of
from tests.program import factbook, on_processors
from tests.projects import BASE

URL = "https://town.example/book/"
SMALL = Path(__file__).parents[1] / "exports" / "small" / "data"
"""A store with every kind of record and of page."""

_MAIN = f"""site_name: The town's book
site_url: {URL}
repo_url: https://github.com/town/book
edit_uri: edit/main/docs/
theme: {{name: material}}
plugins: [factbook, {{timeline: {{source: store}}}}, search]
markdown_extensions: [attr_list, md_in_html, tables, {{toc: {{permalink: true}}}}, factbook]
"""
_CHINESE = """INHERIT: mkdocs.yml
site_name: 小镇之书
edit_uri: edit/main/docs/zh/
docs_dir: docs/zh
theme: {language: zh}
"""
_GERMAN = """INHERIT: mkdocs.yml
site_name: Das Buch der Stadt
docs_dir: docs/de
theme: {language: de}
"""
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
_PAGES = {
    "docs/index.md": "# Home\n\n[[town]] and [[town-river]]. [More](about/index.md#who)\n",
    "docs/timeline.md": "# Timeline\n\n/// timeline\n///\n",
    "docs/about/index.md": "# About\n\n## Who\n\nWe.\n\n![A map](map.svg)\n",
    "docs/about/map.svg": _PICTURE,
    "docs/about/data.md": (
        '# Data\n\n<a href="../../downloads/facts.csv">All facts</a>, <a href="../../api/v1/index.json?x#top">the API</a>,\n'
        '<a href="../../feeds/events.atom">events</a>, <a href="../../id/town/index.html">the town</a>, <a href="../">who</a>,\n'
        "<{{ site_url }}downloads/facts.csv>, `{{ package }}`\n"
    ),
    "docs/about/data.md~": "# An editor's own\n",
    "docs/zh/index.md": "# 首页 {#home}\n\n[[town]]，[[town-river]]。[更多](about/index.md#who)\n",
    "docs/zh/about/index.md": "# 关于 {#about}\n\n## 谁 {#who}\n\n我们。\n\n![地图](map.svg)\n",
    ".github/ISSUE_TEMPLATE/fact-wrong.zh.yml": "name: 有误\n",
    "docs/assets/images/theirs.svg": _PICTURE,
    "docs/zh/assets/images/own.svg": _PICTURE,
    "docs/zh/pictures.md": "# 图 {#pictures}\n\n![图](assets/images/theirs.svg) ![图](assets/images/own.svg)\n",
    "docs/pictures.md": "# Pictures\n\n![One](assets/images/theirs.svg)\n",
}


def lay_out(root: Path, **settings: str) -> Path:
    """Make a project of the small store with these configuration files: ``zh`` is that of the Chinese edition, ``main`` the site's."""
    shutil.copytree(BASE, root)
    shutil.copytree(SMALL, root / "data", dirs_exist_ok=True)
    for name, text in _PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.pop("main", _MAIN), encoding="utf-8")
    for language, text in settings.items():
        (root / f"mkdocs.{language}.yml").write_text(text, encoding="utf-8")
    return root


def run(root: Path, out: Path, *, processors: int = 2) -> subprocess.CompletedProcess[str]:
    """Build a project on so many processors, in a process of its own."""
    return factbook(str(processors), "build", "--out", out, cwd=root, work=on_processors)


def build(root: Path, out: Path, *, processors: int = 2) -> Path:
    """The same, of a project that can be built; nothing is to be warned of."""
    done = run(root, out, processors=processors)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an edition in Chinese, which has two pages of its own and lacks two."""
    return lay_out(tmp_path_factory.mktemp("editions") / "project", zh=_CHINESE)


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    return build(project, project.parent / "site")


@pytest.fixture(scope="module")
def chinese(built: Path) -> Path:
    return built / "zh"


class _Page(HTMLParser):
    """The language of a document, the ids in its article, its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language, self.ids, self.links = "", list[str](), list[tuple[str, dict[str, str]]]()
        self._is_content = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "article":
            self._is_content = True
        if self._is_content and "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            self.links.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._is_content = False


def documents(folder: Path) -> dict[str, _Page]:
    """The pages of an edition by their paths, without those that all share, and without old addresses, which lead on."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*.html")
        if not path.relative_to(folder).as_posix().startswith(("zh/", "de/", *SHARED))
        and 'content="noindex"' not in path.read_text("utf-8")
    }
    return {name: _Page(path.read_text("utf-8")) for name, path in sorted(found.items())}


# ── the same pages and places in each language ──


def test_both_editions_have_the_same_pages_with_the_same_places(built: Path, chinese: Path) -> None:
    english, other = documents(built), documents(chinese)
    assert list(english) == list(other)
    folders = {PurePosixPath(name).parts[0] for name in english}
    assert {"industries", "organizations", "places", "indicators", "sources", "disputes", "claims", "about"} <= folders
    for name, page in english.items():
        assert page.ids == other[name].ids, name
        assert (page.language, other[name].language) == ("en", "zh"), name


def test_each_page_links_to_its_twin_both_ways(built: Path) -> None:
    """Pages of the theme's own, which have no canonical address, link to the home page."""
    for name in documents(built):
        address = name.removesuffix("index.html")
        is_own = name not in ("404.html", "search/index.html")
        for folder, other in (("", "zh/"), ("zh/", "")):
            page = _Page((built / folder / name).read_text("utf-8"))
            (twin,) = (values for tag, values in page.links if tag == "a" and "hreflang" in values)
            assert twin["hreflang"] == ("zh" if other else "en")
            there = urljoin(f"{URL}{folder}{address}", twin["href"])
            assert there == f"{URL}{other}{address if is_own else ''}", name
            canonical = [values["href"] for _, values in page.links if values.get("rel") == "canonical"]
            assert canonical == ([f"{URL}{folder}{address}"] if is_own else []), name


def test_names_and_own_pages_are_in_the_language_of_the_edition(built: Path, chinese: Path) -> None:
    assert "<h1" in (page := (chinese / "index.html").read_text("utf-8"))
    assert "首页" in page
    assert "小镇之书" in page
    assert "首页" not in (built / "index.html").read_text("utf-8")
    assert "小镇" in (chinese / "places" / "town" / "index.html").read_text("utf-8").partition("<article")[2]


def test_a_page_that_only_the_main_edition_has_is_shown_in_the_others(built: Path, chinese: Path) -> None:
    for name in ("about/data/index.html", "about/data/index.md"):
        text = (chinese / name).read_text("utf-8")
        assert "All facts" in text
        assert "<code>the-town-s-book</code>" in text or "`the-town-s-book`" in text
    assert files(chinese)["about/map.svg"] == files(built)["about/map.svg"]
    assert "我们" in (chinese / "about" / "index.html").read_text("utf-8")


def test_pages_of_an_edition_are_no_part_of_the_main_one(built: Path, chinese: Path) -> None:
    english = {name: data for name, data in files(built).items() if not name.startswith("zh/")}
    for name in ("llms.txt", "llms-full.txt", "search/contents.json", "index.md", "about/index.md"):
        assert "我们" not in english[name].decode("utf-8"), name
    assert not (chinese / "zh").exists()
    assert [name for name in english if name.endswith("~") or "/zh/" in name] == []
    assert not [name for name in files(chinese) if name.endswith("~") or "data.md~" in name]


def test_a_report_opens_the_form_in_the_language_of_the_edition_where_there_is_one(built: Path, german: Path) -> None:
    page = Path("places", "town", "index.html")
    for folder, form in (
        (built, "fact-wrong.yml"),
        (built / "zh", "fact-wrong.zh.yml"),
        (german / "de", "fact-wrong.yml"),
    ):
        found = set(re.findall(r"issues/new\?template=([\w.-]+)", (folder / page).read_text("utf-8")))
        assert found == {form}


# ── what all editions share ──


def test_what_editions_share_exists_once_at_the_root(built: Path, chinese: Path) -> None:
    for name in ("api/v1/facts.json", "downloads/facts.csv", "id/town/index.html", "feeds/calendar.ics"):
        assert (built / name).is_file(), name
    assert [name for name in files(chinese) if name.startswith(SHARED)] == []
    assert not (chinese / "_headers").exists()
    assert any((built / "assets" / "charts").iterdir())


def test_every_export_is_shared_or_an_editions_own(project: Path) -> None:
    """The list of what is shared names all that an edition does not write, old addresses apart: an edition never had them."""
    read, site = read_project(project), Site(url=URL)
    outputs = Outputs(read, site, dict)
    own = {name for name, _ in outputs.files_of_edition()}
    old = {site.file(redirect.page) for redirect in read.store.redirects.values() if redirect.page}
    assert old
    shared = {name for name, _ in outputs.files()} - own - old
    assert {name for name in shared if not name.startswith(SHARED)} == set()
    assert {name for name in own if name.startswith(SHARED)} == set()


def test_every_link_inside_the_site_leads_somewhere(built: Path) -> None:
    report = check_links(built)
    assert report.broken == []
    assert report.links > 5_000


def test_links_to_what_is_shared_leave_the_edition(chinese: Path) -> None:
    page = _Page((chinese / "about" / "data" / "index.html").read_text("utf-8"))
    links = {values["href"] for tag, values in page.links if tag == "a"}
    shared = {"../../../downloads/facts.csv", "../../../api/v1/index.json?x#top", "../../../id/town/index.html"}
    assert shared | {"../../feeds/events.atom", "../", f"{URL}downloads/facts.csv"} <= links
    town = (chinese / "places" / "town" / "index.html").read_text("utf-8")
    assert 'href="../../../id/' in town
    assert f'"{URL}zh/id/' not in town


def test_looks_are_those_of_the_main_edition_and_pictures_are_in_each(chinese: Path) -> None:
    html = (chinese / "pictures" / "index.html").read_text("utf-8")
    assert re.search(r'href="\.\./\.\./assets/stylesheets/', html)
    assert 'src="../assets/images/theirs.svg"' in html
    assert 'src="../assets/images/own.svg"' in html
    kinds = ("stylesheets", "javascripts", "images")
    found = {path.name for kind in kinds for path in (chinese / "assets" / kind).rglob("*") if path.is_file()}
    assert found == {"own.svg", "theirs.svg"}


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("about/data", "../../downloads/a.csv", "../../../downloads/a.csv"),
        ("index", "downloads/a.csv", "../downloads/a.csv"),
        ("index", "./id/town/#x", "../id/town/#x"),
        ("about/data", "../../feeds/calendar.ics", "../../../feeds/calendar.ics"),
        ("about/data", "../../feeds/events.atom", "../../feeds/events.atom"),
        ("about/data", "../../../downloads/a.csv", "../../../downloads/a.csv"),
        ("about/data", "../downloads/a.csv", "../downloads/a.csv"),
        ("about/data", "#downloads/", "#downloads/"),
        ("about/data", "https://x.example/downloads/", "https://x.example/downloads/"),
        ("about/data", "/downloads/", "/downloads/"),
        ("about/data", "../../downloads-old/", "../../downloads-old/"),
    ],
)  # fmt: skip
def test_a_link_in_html_leads_to_the_root_where_it_names_what_is_shared(page: str, link: str, expected: str) -> None:
    html = '<p><a class="x" href="%s">x</a> downloads/a.csv</p>'
    for of_files in (False, True):  # addresses of pages that are files change nothing: authors write for folders
        site = Site(url=f"{URL}zh/", folder="zh/", directory_urls=not of_files)
        shorter = expected.removeprefix("../") if of_files and page == "about/data" and expected != link else expected
        assert with_shared_files(html % link, page, site) == html % shorter
    assert with_shared_files(html % link, page, Site(url=URL)) == html % link


# ── no byte by chance ──


def test_one_processor_makes_the_same_bytes(project: Path, built: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "build", ignore_errors=True)
    alone = build(project, tmp_path / "site", processors=1)
    assert files(alone) == files(built)


def test_a_build_after_a_build_makes_the_same_bytes(project: Path, built: Path, tmp_path: Path) -> None:
    """With the pages that the first one has cached, and into a folder that holds a site."""
    shutil.copytree(built, tmp_path / "site")
    (tmp_path / "site" / "index.html").write_text("an old page", encoding="utf-8")
    assert files(build(project, tmp_path / "site")) == files(built)


# ── other sites ──


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in three languages, one of which the program has no words of, without an address."""
    root = tmp_path_factory.mktemp("german") / "project"
    lay_out(root, main=_MAIN.replace(f"site_url: {URL}\n", ""), zh=_CHINESE, de=_GERMAN)
    (root / "docs" / "de").mkdir()
    (root / "docs" / "de" / "index.md").write_text("# Start {#home}\n\n[[town]]\n", encoding="utf-8")
    places = root / "data" / "places.yml"
    text = places.read_text(encoding="utf-8")
    assert "{en: Town, zh: 小镇}" in text
    places.write_text(text.replace("{en: Town, zh: 小镇}", "{en: Town, zh: 小镇, de: Städtchen}"), encoding="utf-8")
    return build(root, root.parent / "site")


def test_a_third_language_is_configuration_alone(german: Path) -> None:
    """Words of the program that a language does not have are English; the theme has its own."""
    english, other = documents(german), documents(german / "de")
    assert list(english) == list(other) == list(documents(german / "zh"))
    assert {page.language for page in other.values()} == {"de"}
    page = (german / "de" / "places" / "town" / "index.html").read_text("utf-8")
    assert "Suche" in page
    assert _heading(page) == _heading((german / "places" / "town" / "index.html").read_text("utf-8"))
    assert "<title>Städtchen – " in page
    assert "Städtchen" not in (german / "places" / "town" / "index.html").read_text("utf-8")
    assert "Start" in (german / "de" / "index.html").read_text("utf-8")
    assert not (german / "de" / "de").exists()
    assert not (german / "zh" / "de").exists()


def _heading(html: str) -> str:
    match = re.search(r"<h2[^>]*>(.*?)<a", html, re.DOTALL)
    assert match
    return match[1]


def test_a_site_without_an_address_has_whole_editions(german: Path) -> None:
    assert check_links(german).broken == []


def test_editions_can_be_read_from_the_disk(project: Path, tmp_path: Path) -> None:
    """As ``factbook offline`` packs them; their addresses are those of the site, which has folders."""
    assert factbook("--root", project, "offline", "--out", tmp_path / "a.zip").returncode == 0
    shutil.unpack_archive(tmp_path / "a.zip", tmp_path)
    site = tmp_path / "offline"
    assert [broken for broken in check_links(site, URL).broken if not broken.address.startswith(URL)] == []
    data = (site / "zh" / "about" / "data.html").read_text("utf-8")
    assert 'href="../../downloads/facts.csv"' in data
    assert 'href="../feeds/events.atom"' in data


# ── mistakes ──


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: 书\ndocs_dir: docs/zh\ntheme: {name: material, language: zh}\n", "INHERIT: mkdocs.yml"),
        (_CHINESE.replace("zh}", "en}"), "language"),
        (_CHINESE.replace("theme: {language: zh}\n", ""), "language"),
        (_CHINESE.replace("zh}", "de}"), "language"),
        (_CHINESE.replace("docs_dir: docs/zh\n", ""), "docs_dir"),
        (_CHINESE.replace("docs_dir: docs/zh\n", "docs_dir: docs/nowhere\n"), "docs/nowhere"),
        ("INHERIT: mkdocs.yml\n  - a: [", "mkdocs.zh.yml: "),
        ("INHERIT: nowhere.yml\n", "nowhere.yml"),
    ],
    ids=["alone", "same", "none", "another", "no-pages", "missing-pages", "broken", "no-main"],
)  # fmt: skip
def test_a_configuration_that_cannot_be_used_is_one_message(text: str, message: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", zh=text)
    done = run(root, tmp_path / "site")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "factbook: "))]
    assert message in "\n".join(lines)
    assert "mkdocs.zh.yml: " in "\n".join(lines)
    assert len(lines) <= 3, done.stderr
    assert not (tmp_path / "site").exists()


def test_pages_are_told_apart_by_edition(project: Path) -> None:
    read: Project = read_project(project)
    main, chinese = ({page.page: page.path for page in pages_of(read, tag).pages} for tag in ("", "zh"))
    assert main.keys() == chinese.keys()
    assert main["index"] == "docs/index.md"
    assert chinese["index"] == "docs/zh/index.md"
    assert chinese["about/data"] == "docs/about/data.md"
