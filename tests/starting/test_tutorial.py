"""The commands of "Start your own" do what the page says, in its order, without a network and without this repository's files."""

from __future__ import annotations

import re
import shutil
import sysconfig
from pathlib import Path

from factbook.checks.links import check_links
from tests.starting.conftest import run

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SERVE = "../.venv/bin/factbook serve"
"""Goes on until it is ended; tests/starting/test_init.py has it show a new knowledge base."""


def commands(root: Path) -> list[str]:
    text = (root / "docs" / "contribute" / "start.md").read_text(encoding="utf-8")
    return [line for block in _BLOCK.findall(text) for line in block.splitlines() if line]


def test_its_commands_lead_from_nothing_to_a_site(root: Path, wheels: Path, tmp_path: Path) -> None:
    shutil.copytree(wheels, tmp_path / "wheels")
    listed = commands(root)
    assert listed.count(_SERVE) == 1
    script = tmp_path / "commands.sh"
    script.write_text("\n".join(line for line in listed if line != _SERVE), encoding="utf-8")
    # What the two need is installed already: pip is to fetch nothing, and Python finds it where this one does.
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = run("bash", "-e", script, folder=tmp_path, **offline, PYTHONPATH=sysconfig.get_path("purelib"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("no problems") == 2, done.stdout
    assert "milestone 'crane-lit' written" in done.stdout
    site = tmp_path / "my-harbour" / "site"
    assert 'id="crane-lit"' in (site / "timeline" / "index.html").read_text(encoding="utf-8")
    assert check_links(site).broken == []


def test_nothing_is_installed_by_a_bare_name(root: Path) -> None:
    installing = [line for line in commands(root) if "pip install" in line]
    assert installing
    for line in installing:
        assert all("/" in word for word in line.partition("pip install")[2].split()), line
