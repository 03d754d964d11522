"""The templates of the exports: HTML and XML escaped by default, Markdown by its filter."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from factbook.content.counting import counted
from factbook.languages import _, language
from factbook.render.markdown import escape as escape_markdown

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""


def _source(name: str) -> str:
    return files("factbook.exports").joinpath("templates", name).read_text(encoding="utf-8")


def _xml(text: object) -> Markup:
    return escape(_NOT_XML.sub("\ufffd", str(text)))


@cache
def _environment(*, escaped: bool) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=escaped,  # noqa: S701 - only Markdown is not escaped, which has the filter `md`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["xml"] = _xml
    environment.globals.update(_=_, counted=counted, spoken=language)
    environment.filters["md"] = escape_markdown
    return environment


def render(template: str, **values: Any) -> str:
    """The text of a template of this package, filled in."""
    return _environment(escaped=not template.endswith(".md")).get_template(template).render(**values)
