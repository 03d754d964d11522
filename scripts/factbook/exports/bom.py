"""What the site is made with: a bill of materials in CycloneDX 1.6 and a list of licences, from the lock and what is installed.

Nothing of the machine or of the hour stands in them: the same lock gives the same bytes (https://cyclonedx.org/docs/1.6/json/).
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

LOCK = "requirements/run.txt"

_PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\\n]+?))?(?=\s*(?:\\|$))"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIER = "License :: OSI Approved :: "
_WORDS = (
    ("Permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
    ("Mozilla Public License Version 2.0", "MPL-2.0"),
    ("Apache License Version 2.0", "Apache-2.0"),
    ("Redistribution and use in source and binary forms", "BSD-3-Clause"),
)
_SPACE = uuid.UUID("8a5a1e0e-9c0b-5f6e-8d3f-3a7c2f1b4d60")
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?:-[A-Za-z0-9.+-]+)*(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True, slots=True)
class Component:
    """A locked package: its name and version, the hashes that its files may have, its licence, the page of its project."""

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: str = ""
    licence: str = ""
    summary: str = ""

    @property
    def purl(self) -> str:
        """The package's URL (https://github.com/package-url/purl-spec)."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def components(lock: str) -> Iterator[Component]:
    """The packages of a lock file with hashes, in its order, with what their installed metadata says of them."""
    for block in re.split(r"\n(?=\S)", lock):
        found = _PINNED.match(block)
        if found:
            licence, summary = _described(found["name"])
            hashes = tuple(sorted(_HASH.findall(block)))
            yield Component(found["name"], found["version"], hashes, found["marker"] or "", licence, summary)


def _described(name: str) -> tuple[str, str]:
    """Licence and summary of an installed package; empty where it is not installed, as on another system."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "", ""
    return _licence(found.metadata) or _recognised(found), str(found.metadata["Summary"] or "")


def _recognised(found: Distribution) -> str:
    """The licence by the words of its file, for packages that have no other way to say it."""
    named = found.metadata.get_all("License-File") or []
    paths = (path for path in found.files or () if path.name in named and ".dist-info" in str(path))
    text = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in paths)
    return next((licence for words, licence in _WORDS if words in text), "")


def _licence(data: PackageMetadata) -> str:
    """The licence by the newest of the three ways in which packages declare it (PEP 639, classifiers, free text)."""
    if data["License-Expression"]:
        return str(data["License-Expression"])
    approved = [
        text.removeprefix(_CLASSIFIER) for text in data.get_all("Classifier") or [] if text.startswith(_CLASSIFIER)
    ]
    free = str(data["License"] or "").strip().partition("\n")[0]
    return " AND ".join(approved) or (free if len(free) < 60 else "")


def bill_of_materials(lock: str, name: str, version: str) -> str:
    """The bill of materials of a project, as JSON."""
    found = list(components(lock))
    body: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "project", "name": name, "version": version}},
        "components": [_component(one) for one in found],
        "dependencies": [{"ref": "project", "dependsOn": [one.purl for one in found]}],
    }
    serial = uuid.uuid5(_SPACE, json.dumps(body, sort_keys=True))
    return json.dumps({"serialNumber": f"urn:uuid:{serial}", **body}, ensure_ascii=False, indent=2) + "\n"


def _component(one: Component) -> dict[str, Any]:
    properties = [{"name": "factbook:locked-sha256", "value": value} for value in one.hashes]
    if one.marker:
        properties.append({"name": "factbook:installed-where", "value": one.marker})
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
    }
    if one.summary:
        made["description"] = one.summary
    if one.licence:
        key = "expression" if _SPDX.fullmatch(one.licence) and " " in one.licence else "license"
        made["licenses"] = [{key: one.licence if key == "expression" else {"name": one.licence}}]
    return {**made, "properties": properties}


def licence_list(lock: str) -> str:
    """The licences of all that the site is made with, a package a line."""
    rows = [
        (one.name, one.version, one.licence or "not stated, or not installed on this system")
        for one in components(lock)
    ]
    return "".join(f"{name} {version}: {licence}\n" for name, version, licence in rows)


def bom_files(root: Path, name: str, version: str) -> dict[str, str]:
    """The bill and the list by the names of their files; none for a project without a lock."""
    path = root / LOCK
    if not path.is_file():
        return {}
    lock = path.read_text(encoding="utf-8")
    return {"bom.cdx.json": bill_of_materials(lock, name, version), "licences.txt": licence_list(lock)}
