"""The forms of inline content, from the templates ``inline.txt``: a line a form, filled in by name.

Inline content is by far the most of what is rendered, tens of thousands of pieces a site: a form that only has fields to
fill in costs a tenth of a macro of the templates' engine. A value that is put into a form is escaped before it is put there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factbook.templates import source

Form = Callable[..., str]
"""Fills in a form's fields, given by name."""


def inline_forms(kind: str) -> Mapping[str, Form]:
    """The forms of inline content for one way out: ``html`` or ``markdown``."""
    found = {}
    for line in source("render", f"{kind}/inline.txt").splitlines():
        if not line.startswith("#"):
            name, _, form = line.partition(": ")
            found[name] = form.format
    return found
