"""The owner's settings: what is licensed, who is cited, whom to ask, what is exported."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from factbook.checks.links import check_links
from factbook.content.settings import SETTINGS
from factbook.site.settings import FactbookConfig
from tests.program import factbook

OWN = """site_name: Lighthouses
site_url: https://lights.example/
theme: {name: material}
plugins: [{factbook: %s}, {timeline: {source: store}}, search]
"""
_MADE_WITH = (
    "assets/",
    "licences.txt",
    "bom.cdx.json",
    "api/v1/schema/",
    "api/v1/openapi.json",
    "contribute/",
    "llms-full.txt",
)
"""What the site is made with has licences of its own, and the schema of the API has a place for one."""


def build(root: Path, folder: Path, options: str) -> subprocess.CompletedProcess[str]:
    shutil.copytree(root / "tests" / "second", folder)
    (folder / "mkdocs.yml").write_text(OWN % options, encoding="utf-8")
    return factbook("--root", folder, "build")


def test_nothing_is_licensed_unless_the_owner_says_so(root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path / "own", "{}")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "own" / "site"
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.suffix in {".html", ".json", ".jsonld", ".md", ".txt", ".csv", ".atom", ".ics"} and not name.startswith(
            _MADE_WITH
        ):
            text = path.read_text(encoding="utf-8-sig").replace('"licence":null', "").replace('"licence": null', "")
            text = re.sub(
                r'"license": ?\{\s*"@type": ?"@id"\s*\}', "", text
            )  # the term of linked data, which names no licence
            assert not re.search(r"(?i)creativecommons|CC[ -]BY|\"licen[cs]e|rel=\"license", text), name
    assert not (site / "downloads" / "LICENCE.txt").exists()


def test_what_the_owner_decides_stands_everywhere(root: Path, tmp_path: Path) -> None:
    options = (
        "{licence: ODbL-1.0, contact: 'mailto:keeper@lights.example', exports: [llms],"
        " citation: {author: The keepers, title: Book of lights}}"
    )
    done = build(root, tmp_path / "own", options)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "own" / "site"
    index = json.loads((site / "api" / "v1" / "index.json").read_text("utf-8"))
    assert index["licence"]["id"] == "ODbL-1.0"
    assert index["feeds"] == {}
    package = json.loads((site / "downloads" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["path"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert package["contributors"] == [{"title": "The keepers", "role": "author", "email": "keeper@lights.example"}]
    assert json.loads((site / "api" / "v1" / "openapi.json").read_text("utf-8"))["info"]["contact"] == {
        "email": "keeper@lights.example"
    }
    page = (site / "places" / "eddystone" / "index.html").read_text("utf-8")
    assert 'href="mailto:keeper@lights.example"' in page
    assert "Open Data Commons Open Database License" in page
    assert "The keepers" in page
    assert "In: Book of lights" in (site / "id" / "eddystone-reef" / "cite.html").read_text("utf-8")
    assert "feeds/" not in page
    assert not (site / "feeds").exists()
    assert not (site / "embed").exists()
    assert (site / "llms.txt").is_file()
    assert check_links(site).broken == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("{licence: CC-BY-40}", "did you mean CC-BY-4.0?"),
        ("{licence: {id: Own}}", "a mapping with id, name and url"),
        ("{exports: [feed]}", "there is no export 'feed'; did you mean feeds?"),
        ("{contact: nobody}", "a contact is an address: https://… or mailto:…"),
        ("{contact: 'javascript:alert(1)'}", "a contact is an address: https://… or mailto:…"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(options: str, words: str, root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path / "own", options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_every_setting_says_its_type_its_default_and_what_it_does() -> None:
    names = {f"{name}.{inner}" for name in ("citation",) for inner in ("author", "title")}
    names |= {name for name, _ in FactbookConfig._schema if name != "citation"}
    assert set(SETTINGS) == names
    assert all(kind and default and words.endswith(".") for kind, default, words in SETTINGS.values())
