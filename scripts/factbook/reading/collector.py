"""Python's garbage collector (gc), disabled while there is no garbage to collect.

Records, values and pages are trees. Whenever many of them come into being at once, the collector walks through all that are
there, again and again, and finds nothing: two thirds of the time of reading a large store went there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Without the collector. What came into being and is still there afterwards is never looked at again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
