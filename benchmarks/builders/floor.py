"""What no builder can go below: reading the YAML of a store with libyaml, and writing as many bytes of HTML as its site has.

    python benchmarks/builders/floor.py DATA [SITE OUT]

With SITE, for each of its HTML files one of the same size is written below OUT.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def parse(data: Path) -> int:
    """Load every YAML file with libyaml's parser, scalars as text; returns the number of records."""
    return sum(len(yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)) for path in sorted(data.rglob("*.yml")))


def write(site: Path, out: Path) -> int:
    """Write files of the sizes of a site's HTML; returns the number of bytes."""
    sizes = {path.relative_to(site): path.stat().st_size for path in site.rglob("*.html")}
    page = memoryview(b"<p>Text.</p>\n" * (max(sizes.values()) // 13 + 1))
    for name, size in sizes.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page[:size])
    return sum(sizes.values())


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    parse(folders[0])
    if len(folders) > 1:
        write(folders[1], folders[2])
