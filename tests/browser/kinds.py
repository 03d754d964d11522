"""The kinds of pages of the built site, so that tests speak of kinds and not of today's names."""

from __future__ import annotations

from pathlib import Path

import pytest

KINDS = {
    "home": ("index.html",),
    "lost": ("404.html",),
    "search": ("search/index.html",),
    "timeline": ("timeline/index.html",),
    "story": ("story/index.html", "story/*/index.html"),
    "industry": ("industries/*/index.html",),
    "organization": ("organizations/*/index.html",),
    "place": ("places/*/index.html",),
    "project": ("projects/*/index.html",),
    "indicator": ("indicators/*/index.html",),
    "source": ("sources/*/index.html",),
    "claim": ("claims/*/index.html",),
    "dispute": ("disputes/*/index.html",),
    "index": (
        *(f"{name}/index.html" for name in ("industries", "organizations", "places", "indicators", "sources")),
        *(f"{name}/index.html" for name in ("projects", "check", "claims", "disputes", "awards", "plans")),
    ),
    "below": tuple(f"*/*/{name}/index.html" for name in ("statements", "figures", "mentions", "disputes")),
    "part": ("*/page/*/index.html", "*/*/page/*/index.html", "*/*/*/page/*/index.html"),
    "data": ("data/index.html", "data/*/index.html", "api/index.html", "api/**/index.html", "changes/index.html"),
    "embed": ("embed/**/index.html",),
    "permalink": ("id/**/*.html",),
    "Chinese": ("zh/**/*.html",),
    "help": ("about/index.html", "about/*/index.html", "contribute/index.html", "contribute/*/index.html"),
}
"""Each kind with the files that are of it."""

OTHER = ("data", "embed", "permalink")
"""Pages that are made by exports: some have no frame of the theme around them."""

PRESENT = [kind for kind in KINDS if kind not in OTHER]
"""The pages that people read, in the theme's frame."""

ALIKE = ("lost", "search", "project", "industry", "source", "claim", "dispute", "below")
"""Kinds that are made of the same parts as others."""

LAYOUTS = [pytest.param(kind, marks=pytest.mark.soak if kind in ALIKE else ()) for kind in PRESENT]
"""For tests of what the layout of a page decides: kinds that are made of the same parts as others are left to ``make soak``."""


def pages_of(kind: str, site: Path) -> list[str]:
    """The addresses of all pages of a kind below the site's root, the largest file first."""
    chinese = site / "zh"
    found = (file for pattern in KINDS[kind] for file in site.glob(pattern))
    files = {file for file in found if kind == "Chinese" or not file.is_relative_to(chinese)}
    ordered = sorted(files, key=lambda file: (-file.stat().st_size, file))
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in ordered]


def largest(kind: str, site: Path, count: int = 3) -> list[str]:
    """The largest pages of a kind."""
    return pages_of(kind, site)[:count]


def sample(kind: str, site: Path, count: int = 3) -> list[str]:
    """The largest pages of a kind and the one in the middle: what is extreme and what is usual."""
    pages = pages_of(kind, site)
    return list(dict.fromkeys([*pages[:count], pages[len(pages) // 2]]))
