"""The supply chain: everything locked with hashes and installed with them, a valid bill of materials, pinned workflows."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from factbook.exports.bom import bill_of_materials, components, licence_list

LOCKS = ("run", "test", "soak")


def _lock(root: Path, name: str = "run") -> str:
    return (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str, root: Path) -> None:
    text = _lock(root, name)
    found = list(components(text))
    assert len(found) == len(re.findall(r"^[A-Za-z]", text, re.MULTILINE))
    assert [one.name for one in found if not one.hashes] == []
    assert "://" not in text
    assert "--index-url" not in text


def test_the_lock_holds_what_the_project_asks_for(root: Path) -> None:
    asked = re.findall(
        r'^  "([a-z0-9-]+)',
        (root / "pyproject.toml").read_text().partition("dependencies = [")[2].partition("]")[0],
        re.MULTILINE,
    )
    locked = {one.name.lower() for one in components(_lock(root))}
    assert set(asked) <= locked


def test_the_makefile_installs_with_hashes_alone(root: Path) -> None:
    lines = [line for line in (root / "Makefile").read_text().splitlines() if "pip install" in line]
    assert lines
    for line in lines:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation" in line, line


def test_the_bill_of_materials_is_valid(root: Path, site: Path) -> None:
    folder = files("cyclonedx.schema._res")
    read = {
        name: json.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        for name in ("bom-1.6.SNAPSHOT.schema.json", "spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    }
    registry: Registry[object] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in read.values()
    )
    bill = json.loads((site / "bom.cdx.json").read_text(encoding="utf-8"))
    errors = [
        error.message
        for error in Draft7Validator(read["bom-1.6.SNAPSHOT.schema.json"], registry=registry).iter_errors(bill)
    ]
    assert errors == []
    assert [one["purl"] for one in bill["components"]] == [one.purl for one in components(_lock(root))]
    assert any(one["name"] == "mkdocs" and one["licenses"] for one in bill["components"])


def test_the_bill_is_the_same_each_time(root: Path) -> None:
    assert bill_of_materials(_lock(root), "x", "1") == bill_of_materials(_lock(root), "x", "1")
    assert not re.search(r"\d{4}-\d\d-\d\dT|/root|/home|/work", bill_of_materials(_lock(root), "x", "1"))


def test_every_licence_is_known_and_allows_our_use(root: Path, site: Path) -> None:
    text = (site / "licences.txt").read_text(encoding="utf-8")
    assert text == licence_list(_lock(root))
    wrong = [line for line in text.splitlines() if re.search(r"not stated|AGPL|SSPL|BUSL|Proprietary", line)]
    elsewhere = {one.name for one in components(_lock(root)) if one.marker}
    assert [line for line in wrong if line.split()[0] not in elsewhere] == []


def test_every_ecosystem_is_updated_by_schedule(root: Path) -> None:
    told = yaml.load((root / ".github" / "dependabot.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert {entry["package-ecosystem"] for entry in told["updates"]} == {"npm", "github-actions"}
    folders = {folder for entry in told["updates"] for folder in entry.get("directories", [entry.get("directory")])}
    for lock in root.glob("tests/*/package-lock.json"):
        assert f"/{lock.parent.relative_to(root).as_posix()}" in folders
    assert all(entry["schedule"]["interval"] for entry in told["updates"])


def test_the_locks_are_renewed_by_schedule(root: Path) -> None:
    """By the command that wrote them, from versions that had time to be found out."""
    flow = yaml.load(
        (root / ".github" / "workflows" / "update.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    assert flow["on"]["schedule"]
    lock, propose = flow["jobs"]["lock"], flow["jobs"]["propose"]
    assert lock["permissions"] == {"contents": "read"}
    assert any(
        "make lock UPGRADE=--upgrade" in step.get("run", "") and "UV_EXCLUDE_NEWER" in step["run"]
        for step in lock["steps"]
    )
    assert propose["permissions"] == {"contents": "write", "pull-requests": "write"}
    for step in propose["steps"]:  # what may write runs nothing of what was downloaded
        assert not re.search(r"^\s*(make|pip|python)", step.get("run", ""), re.MULTILINE)
    recipe = (root / "Makefile").read_text(encoding="utf-8").partition("\nlock:")[2].partition("\n\n")[0]
    assert recipe.count("pip compile $(UPGRADE)") == len(LOCKS)
    assert all(f"-o requirements/{name}.txt" in recipe for name in LOCKS)


def test_workflows_are_pinned_and_have_least_rights(root: Path) -> None:
    for path in (root / ".github" / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for used in re.findall(r"uses: (\S+)", text):
            assert used.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), f"{path.name}: {used}"
        flow = yaml.load(text, Loader=yaml.BaseLoader)
        assert flow["permissions"] == {}, path.name
        assert all("permissions" in job for job in flow["jobs"].values()), path.name


def test_a_release_carries_its_provenance(root: Path) -> None:
    flow = yaml.load(
        (root / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    build, publish = flow["jobs"]["build"], flow["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}
    assert publish["permissions"] == {"contents": "write"}
    assert any("attest-build-provenance" in step.get("uses", "") for step in build["steps"])
    assert not any("checkout" in step.get("uses", "") for step in publish["steps"]), (
        "what may write runs no code of the repository"
    )
