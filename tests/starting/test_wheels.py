"""The program by itself: two wheels, complete, installed offline into an empty environment, build knowledge bases about other subjects."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import yaml

from factbook.checks.links import check_links
from tests.starting.conftest import run


def contents(wheel: Path) -> set[str]:
    return {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}


def tracked(root: Path, folder: str) -> Iterator[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", folder], cwd=root, capture_output=True, text=True, check=True
    )
    yield from filter(None, listed.stdout.split("\0"))


def test_the_wheels_are_complete(wheels: Path, root: Path) -> None:
    """Templates, style sheets, scripts, fonts, catalogues and the files of a new project are in them, and nothing else."""
    (factbook,) = wheels.glob("factbook-*.whl")
    (timeline,) = wheels.glob("mkdocs_timeline_plugin-*.whl")
    assert contents(factbook) == {name.removeprefix("scripts/") for name in tracked(root, "scripts/factbook")}
    own = {
        f"mkdocs_timeline/{name.removeprefix('scripts/mkdocs_timeline/')}"
        for name in tracked(root, "scripts/mkdocs_timeline")
    }
    left_out = {name for name in own if name.endswith(("/pyproject.toml", "/README.md")) or "/docs/" in name}
    assert contents(timeline) == own - left_out


def test_from_nothing_to_a_built_site(program: Path, wheels: Path, tmp_path: Path) -> None:
    """The commands of a new owner: begin, check, build, look for dead links."""
    begin = (
        "init",
        "my-harbour",
        "--name",
        "Old harbour",
        "--subject",
        "the harbour",
        "--licence",
        "CC0-1.0",
        "--wheels",
        wheels,
    )
    for command in (
        begin,
        ("--root", "my-harbour", "check"),
        ("--root", "my-harbour", "build"),
        ("--root", "my-harbour", "links"),
    ):
        done = run(program, *command, folder=tmp_path)
        assert done.returncode == 0, (command, done.stdout + done.stderr)
    assert "none broken" in done.stdout
    listed = (tmp_path / "my-harbour" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for line in listed:
        assert line.startswith("#") or (tmp_path / "my-harbour" / line).is_file(), line


def test_a_second_knowledge_base_is_built_by_the_installed_program(example: Path) -> None:
    assert check_links(example).broken == []
    home = re.sub(r"<[^>]+>", "", (example / "index.html").read_text(encoding="utf-8")).replace("\xa0", " ")
    assert "knew 3 methods" in home
    assert re.search("<h1[^>]*>Counts", (example / "indicators" / "index.html").read_text(encoding="utf-8"))
    assert "At work on it" in (example / "organizations" / "index.html").read_text(encoding="utf-8")
    assert "creativecommons.org/publicdomain/zero" in (example / "downloads" / "datapackage.json").read_text(
        encoding="utf-8"
    )
    package = json.loads((example / "downloads" / "datapackage.json").read_text(encoding="utf-8"))
    titles = {resource["name"]: resource["title"] for resource in package["resources"]}
    assert (titles["organizations"], titles["indicators"], titles["sources"]) == ("Bodies", "Counts", "Documents")
    assert {"awards", "plans", "places", "projects", "disputes", "redirects"}.isdisjoint(titles)
    assert not (example / "downloads" / "awards.csv").exists()
    for page in ("places", "awards", "plans", "disputes", "projects", "industries"):
        assert not (example / page).exists(), page


def test_no_word_of_the_first_knowledge_base_stands_on_the_site_of_the_second(example: Path, root: Path) -> None:
    words = words_of_the_first(root)
    for path in sorted(example.rglob("*")):
        if path.suffix in {".html", ".md", ".txt", ".json", ".jsonld", ".csv", ".xml", ".atom", ".css", ".js", ".svg"}:
            found = words.search(path.read_text(encoding="utf-8-sig"))
            assert found is None, f"{path.relative_to(example)}: {found}"


def words_of_the_first(root: Path) -> re.Pattern[str]:
    """The names of the first knowledge base: its places and organizations that no other could have, its addresses, its own words."""
    names = {"zhongkai", "huizhou", "仲恺", "惠州", "hzzk", "guangdong", "the zone", "high-tech zone", "高新区"}
    settings = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    names |= {settings["site_url"], settings["repo_url"], settings["site_name"]}
    for collection in ("places", "organizations"):
        records = yaml.load((root / "data" / f"{collection}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        names |= {record["id"] for record in records if "-" in record["id"]}
        names |= {
            record["name"]["zh"]
            for record in records
            if isinstance(record["name"], dict) and len(record["name"].get("zh", "")) > 3
        }
    listed = "|".join(sorted(map(re.escape, names)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def test_no_word_number_or_picture_of_the_first_knowledge_base_is_in_the_program(wheels: Path, root: Path) -> None:
    """Not in its code, its templates, its theme, its words, its fonts' folder or its pictures."""
    words = words_of_the_first(root)
    pictures = {
        path.read_bytes() for path in (root / "overrides").rglob("*") if path.suffix in {".png", ".svg", ".ico"}
    }
    numbers = numbers_of_the_first(root)
    for wheel in wheels.glob("*.whl"):
        with ZipFile(wheel) as archive:
            for name in archive.namelist():
                data = archive.read(name)
                assert data not in pictures, name
                if not name.endswith(
                    (".ttf", ".otf", ".woff2", ".png", "licenses/LICENSE")
                ):  # a licence names who gives it
                    text = data.decode("utf-8")
                    for pattern in (words, numbers):
                        assert (found := pattern.search(text)) is None, f"{name}: {found}"


def numbers_of_the_first(root: Path) -> re.Pattern[str]:
    """The days of its events, and the values of its series that are long enough to be of no other."""
    read = {path: path.read_text(encoding="utf-8") for path in (root / "data").rglob("*.yml")}
    days = {day for text in read.values() for day in re.findall(r"(?m)^  date: (\d{4}-\d\d-\d\d)$", text)}
    series = [text for path, text in read.items() if path.parent.name == "indicators"]
    values = {value for text in series for value in re.findall(r"\bvalue: (\d+\.\d{3,}|\d{5,})", text)}
    assert len(days) > 50
    assert len(values) > 50
    return re.compile(rf"(?<![\d.])(?:{'|'.join(sorted(map(re.escape, days | values)))})(?![\d.])")
