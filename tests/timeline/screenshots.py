"""Take the README's screenshots from the example site: python -m timeline.screenshots SITE (from the folder tests/).

SITE is the built example (`mkdocs build` in tests/timeline/example). Not a test.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.conftest import BROWSER_FLAGS

from .conftest import PACKAGE

OUT = PACKAGE / "docs"


def main(site: Path) -> None:
    """Write desktop.png, phone.png and dark.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER_FLAGS))

        def shot(name: str, query: str, width: int, height: int, scheme: str, scale: float = 1) -> None:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                device_scale_factor=scale,
                reduced_motion="reduce",  # type: ignore[arg-type]
            )
            page = context.new_page()
            page.goto(f"file://{site.resolve()}/timeline/index.html{query}")
            page.wait_for_selector(".tl-view canvas")
            prepare(page)
            page.screenshot(path=OUT / f"{name}.png")
            context.close()

        shot("desktop", "", 1280, 1010, "light")
        shot("phone", "", 390, 1180, "light", 1.25)
        shot("dark", "?tl-lane=field&tl.country=us,su#apollo-11", 1280, 1010, "dark")
        browser.close()


def prepare(page: Page) -> None:
    """Scroll to the top, whatever the address names, and let the picture settle."""
    page.wait_for_timeout(300)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(200)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
