"""Pages are valid HTML, by the W3C's own checker (vnu), which runs offline on a Java runtime."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.kinds import KINDS, largest, pages_of

_JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

_JAVA = ("-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Code that is compiled once and quickly: five thousand pages are too few for the better of the two compilers to pay."""


def _errors(*places: Path) -> list[str]:
    """What is wrong in pages, and in all pages of folders."""
    command = [
        "java",
        *_JAVA,
        "-jar",
        str(_JAR),
        "--errors-only",
        "--skip-non-html",
        "--format",
        "json",
        *map(str, places),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return [f"{m.get('url', '')}:{m.get('lastLine', 0)}: {m['message']}" for m in json.loads(result.stderr)["messages"]]


def test_pages_are_valid_html(site: Path) -> None:
    """Of each kind the largest and every fifteenth: all are made by the same few templates. `make soak` looks at the others."""
    found = {address for kind in KINDS for address in (*largest(kind, site, 2), *pages_of(kind, site)[::15])}
    assert len(found) > 300
    files = (
        site / address / "index.html" if address.endswith("/") or not address else site / address for address in found
    )
    assert _errors(*sorted(files)) == []


@pytest.mark.soak
def test_every_page_is_valid_html(site: Path) -> None:
    assert _errors(site) == []
