"""Drawings as PNG, by resvg (github.com/linebender/resvg) from its wheel: without a browser, without the network.

Text is drawn with the fonts of this package alone (``fonts/README.md``), so that every machine makes the same bytes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import resvg_py

from factbook.files import write_if_changed

FONTS = tuple(
    str(Path(__file__).with_name("fonts") / name)
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansSC-Regular.otf")
)

_ZOOM = 2.0
"""Pixels of the PNG for each unit of the drawing."""

Rasterise = Callable[[str], bytes]
"""Makes a PNG of an SVG."""


def rasterise(svg: str) -> bytes:
    """Return an SVG as PNG. Raises ValueError for what is no SVG."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_files=list(FONTS),
            sans_serif_family="Noto Sans",
        )
    )


def cached_in(folder: Path) -> Rasterise:
    """Return :func:`rasterise` with a folder of pictures: a drawing that did not change is read from there.

    What is not requested again stays there until the folder is deleted.
    """

    def picture(svg: str) -> bytes:
        path = folder / f"{blake2b(f'{_maker()} {svg}'.encode(), digest_size=20).hexdigest()}.png"
        with contextlib.suppress(OSError):
            return path.read_bytes()
        png = rasterise(svg)
        with contextlib.suppress(OSError):  # a disk that is full, or may not be written to
            write_if_changed(path, png)
        return png

    return picture


@cache
def _maker() -> str:
    """A digest of all that a picture depends on beside its drawing: the program, its settings, the fonts."""
    digest = blake2b(f"{resvg_py.__version__} {_ZOOM}".encode())
    for font in FONTS:
        digest.update(Path(font).read_bytes())
    return digest.hexdigest()
