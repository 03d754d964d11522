"""The package's look: before Material and behind the site's own, with settings where the owner says nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factbook.charts.colours import SHEET
from factbook.checks.project import read_project
from factbook.content.publication import Publication
from factbook.site import theme
from factbook.site.build import build_site
from factbook.site.styles import unused
from tests.projects import MakeProject

_REST = "site_url: https://town.example/\nplugins: [factbook, {timeline: {source: store}}, search]\nmarkdown_extensions: [factbook]\n"


def configured(root: Path, theme_lines: str) -> MkDocsConfig:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "index.md").write_text("# Town\n\nA page.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: Town\n{theme_lines}\n{_REST}", encoding="utf-8")
    return load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))


def installed(config: MkDocsConfig) -> MkDocsConfig:
    theme.install(config, Publication())
    return config


@pytest.mark.parametrize("lines", ["theme: material", "theme: {name: material}"])
def test_settings_are_the_packages_where_the_owner_says_nothing(lines: str, make_project: MakeProject) -> None:
    config = installed(configured(make_project(), lines))
    for key, value in theme.DEFAULTS.items():
        assert config.theme[key] == value


def test_settings_of_the_owner_stay(make_project: MakeProject) -> None:
    lines = "theme: {name: material, features: [toc.follow], font: {text: Lora}, palette: {scheme: slate}}"
    config = installed(configured(make_project(), lines))
    assert config.theme["features"] == ["toc.follow"]
    assert config.theme["font"] == {"text": "Lora"}
    assert config.theme["palette"] == {"scheme": "slate"}
    assert config.theme["icon"] == theme.DEFAULTS["icon"]


def test_settings_of_a_file_that_is_inherited_stay(make_project: MakeProject) -> None:
    root = make_project()
    (root / "base.yml").write_text("theme: {name: material, features: [toc.follow]}\n", encoding="utf-8")
    config = installed(configured(root, "INHERIT: base.yml"))
    assert config.theme["features"] == ["toc.follow"]


def test_the_folders_lie_in_order(make_project: MakeProject) -> None:
    root = make_project()
    (root / "own").mkdir()
    config = installed(configured(root, "theme: {name: material, custom_dir: own}"))
    assert config.theme.dirs[:2] == [str(root / "own"), str(theme.FOLDER)]
    assert "material" in config.theme.dirs[2]
    assert config.extra_css[0] == theme.STYLE_SHEET


def test_another_theme_is_refused_in_a_sentence(make_project: MakeProject) -> None:
    with pytest.raises(PluginError, match="need the theme 'material', not 'mkdocs'"):
        theme.install(configured(make_project(), "theme: mkdocs"), Publication())


def test_a_site_with_a_main_template_of_its_own_has_the_look_and_every_fix(make_project: MakeProject) -> None:
    """Material's manual tells people to extend base.html: what is fixed in finished pages does not depend on it."""
    root = make_project()
    (root / "own").mkdir()
    own = '{% extends "base.html" %}{% block announce %}Open on Sundays{% endblock %}'
    (root / "own" / "main.html").write_text(own, encoding="utf-8")
    config = configured(root, "theme: {name: material, custom_dir: own}")
    build(config)
    for page in ("index.html", "places/town/index.html"):
        html = (root / "site" / page).read_text(encoding="utf-8")
        assert "Open on Sundays" in html
        assert "fb-footer" in html
        assert (
            "autocomplete"
            not in html.partition("<article")[0].replace('autocorrect="off"', "").partition("md-search__input")[0]
        )
        assert 'tabindex=""' not in html
        assert 'class="md-search fb-search"' in html
        assert 'data-md-component="search"' not in html, "Material's own search finds nothing in the files of this one"


def test_a_site_is_made_of_its_own_store_after_another_site_in_the_same_process(make_project: MakeProject) -> None:
    """MkDocs uses one plugin object for all configurations of a process, and a command hands it the project that it has read."""
    other = make_project(name="other")
    places = other / "data" / "places.yml"
    places.write_text(places.read_text(encoding="utf-8").replace("id: town", "id: village"), encoding="utf-8")
    configured(other, "theme: {name: material}")
    build_site(other, project=read_project(other))
    assert (other / "site" / "places" / "village" / "index.html").exists()
    root = make_project()
    build(configured(root, "theme: {name: material}"))
    assert (root / "site" / "places" / "town" / "index.html").exists()
    assert not (root / "site" / "places" / "village").exists()


def test_colours_of_a_site_are_in_its_pages_and_in_all_that_stands_outside_them(make_project: MakeProject) -> None:
    root = make_project()
    sheet = root / "own" / SHEET
    sheet.parent.mkdir(parents=True)
    css = (theme.FOLDER / SHEET).read_text(encoding="utf-8")
    sheet.write_text(css.replace("#0b5394", "#5a1e78").replace("#fafafa", "#fdfcf9"), encoding="utf-8")
    build(configured(root, "theme: {name: material, custom_dir: own}"))
    site = root / "site"
    look = (site / theme.STYLE_SHEET).read_text(encoding="utf-8")
    assert "--fb-accent:#5a1e78" in look
    assert "@import" not in look
    assert not (site / SHEET).exists(), "one request for both sheets"
    assert 'name="theme-color" content="#fdfcf9"' in (site / "index.html").read_text(encoding="utf-8")
    for page in (*site.glob("id/*/cite.html"), *site.glob("embed/fact/*/index.html")):
        text = page.read_text(encoding="utf-8")
        assert "#5a1e78" in text
        assert "#0b5394" not in text


def test_a_sheet_of_colours_that_lacks_one_is_refused_with_its_place(make_project: MakeProject) -> None:
    root = make_project()
    sheet = root / "own" / SHEET
    sheet.parent.mkdir(parents=True)
    sheet.write_text(":root { --fb-ink: #000; }", encoding="utf-8")
    with pytest.raises(PluginError, match=r"colours\.css: no --fb-soft, .* in light"):
        theme.install(configured(root, "theme: {name: material, custom_dir: own}"), Publication())


def test_rules_for_what_a_site_uses_stay() -> None:
    none = unused([], [])
    assert {"tabbed-", ".tip", "footnote"} <= set(none)
    some = unused(["pymdownx.tabbed", "footnotes"], ["!!! tip\n    Listen.\n", "??? danger\n    Mind.\n"])
    assert {"tabbed-", ".tip", ".danger", "footnote"}.isdisjoint(some)
    assert ".bug" in some


def test_the_wheel_holds_the_theme_whole(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(root / "scripts", source / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        tmp_path,
        source,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("factbook-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        (metadata,) = (archive.read(name).decode() for name in inside if name.endswith(".dist-info/METADATA"))
    assert "License-Expression: MIT AND OFL-1.1" in metadata
    package = root / "scripts" / "factbook"
    folders = (
        "theme",
        "charts/fonts",
        "charts/templates",
        "exports/templates",
        "render/templates",
        "history/templates",
        "checks/rules/examples",
    )
    for folder in folders:
        files = [path for path in (package / folder).rglob("*") if path.is_file()]
        assert files, folder
        for path in files:
            assert f"factbook/{path.relative_to(package).as_posix()}" in inside
    assert not [name for name in inside if name.startswith("factbook/theme/") and name.endswith(".py")]
