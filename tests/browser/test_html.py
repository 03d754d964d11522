"""All pages are valid HTML, by the W3C's own checker (vnu), which runs offline on a Java runtime."""

import json
import subprocess
from pathlib import Path

_JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

_JAVA = ("-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Code that is compiled once and quickly: five thousand pages are too few for the better of the two compilers to pay."""


def test_every_page_is_valid_html(site: Path) -> None:
    command = ["java", *_JAVA, "-jar", str(_JAR), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr)["messages"]
    errors = [f"{m.get('url', '')}:{m.get('lastLine', 0)}: {m['message']}" for m in messages]
    assert errors == [], f"{len(errors)} errors, the first: {errors[:5]}"
