"""Links of hand-written pages that lead nowhere inside the built site: MkDocs looks at links to pages alone, and not at those in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factbook.checks.links import Broken, check_links
from factbook.content.counting import counted
from factbook.problems import ProjectError
from factbook.reading.prose import ProsePage
from factbook.render.links import Site


def refuse_dead_links(folder: Path, pages: Sequence[ProsePage], site: Site) -> None:
    """Raise ProjectError with every link of a hand-written page inside the site that leads nowhere, each with its place."""
    written = {f"{page.language}/".lstrip("/") + site.file(page.page): page for page in pages}
    broken = check_links(folder, site.url or "", only=written.keys()).broken
    if broken:
        listed = "\n".join(_line(found, written[found.file]) for found in broken)
        raise ProjectError(
            f"{counted(len(broken), 'link')} inside the site {'leads' if len(broken) == 1 else 'lead'} nowhere:\n{listed}"
        )


def _line(found: Broken, page: ProsePage) -> str:
    offset = page.text.find(found.address)
    line, column = page.position(offset) if offset >= 0 else (1, 1)
    return f"{page.path}:{line}:{column}: {found.address}: {found.reason}"
