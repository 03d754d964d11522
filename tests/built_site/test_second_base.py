"""The same `factbook` builds a knowledge base about something else, and knows nothing of the first one."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from factbook.checks.links import check_links
from tests.program import factbook


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("second") / "lights"
    shutil.copytree(root / "tests" / "second", folder)
    result = factbook("--root", folder, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


def test_every_kind_of_page_is_built(lights: Path) -> None:
    for page in (
        "",
        "timeline/",
        "places/eddystone/",
        "indicators/tower-height/",
        "sources/gazetteer/",
    ):
        assert (lights / page / "index.html").is_file(), page


def test_a_list_without_records_has_neither_a_page_nor_a_place_in_the_menu(lights: Path) -> None:
    for page in ("awards", "plans", "claims", "disputes", "industries", "organizations", "projects"):
        assert not (lights / page).exists(), page
    menu = (lights / "index.html").read_text(encoding="utf-8")
    assert 'href="places/"' in menu
    assert "Prizes" not in menu
    assert check_links(lights, "https://lights.example/").broken == []


def test_a_curated_page_shows_values_computed_numbers_and_citations(lights: Path) -> None:
    text = re.sub(r"<[^>]+>", "", (lights / "index.html").read_text(encoding="utf-8")).replace("\xa0", " ")
    assert "stands 49 m" in text
    assert "lit on May 1882" in text
    assert "45%" in text
    assert "References" in text


def test_what_a_site_does_not_name_is_left_out_of_its_frame(lights: Path) -> None:
    """It has no copyright, no repository, no logo."""
    footer = (lights / "index.html").read_text(encoding="utf-8").partition("<footer")[2]
    assert "Lighthouses</strong></p>" in footer
    assert "None" not in re.sub(r"<[^>]+>", " ", footer).split()


def test_text_from_the_store_is_escaped(lights: Path) -> None:
    html = (lights / "places" / "eddystone" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_names_cannot_break_out_of_the_pages_head(lights: Path) -> None:
    html = (lights / "places" / "quoted" / "index.html").read_text(encoding="utf-8")
    head = html[: html.index("</head>")]
    assert "<b>" not in head
    assert "<i>" not in head
    assert 'content="A rock named &#x27;with&#x27; &quot;quotes&quot;' in head
    assert "<b>Quoted" not in html


def test_no_word_of_the_zone_stands_in_the_scripts(root: Path) -> None:
    words = {"zhongkai", "huizhou", "仲恺", "惠州", "hzzk", "guangdong"}
    names = yaml.load((root / "data" / "places.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    words |= {place["id"] for place in names if "-" in place["id"]}
    for path in (root / "scripts").rglob("*"):
        if path.suffix in {".py", ".html", ".md", ".toml", ".svg", ".js", ".css"} and "egg-info" not in str(path):
            text = path.read_text(encoding="utf-8").lower()
            found = [word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]
            assert not found, f"{path}: {found}"
