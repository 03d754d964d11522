"""The templates of the exports: HTML and XML escaped by default, Markdown by its filter."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from factbook.content.counting import counted
from factbook.languages import _, language
from factbook.render.markdown import escape as escape_markdown
from factbook.templates import environment

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""


def _xml(text: object) -> Markup:
    return escape(_NOT_XML.sub("\ufffd", str(text)))


@cache
def _environment(*, escaped: bool) -> Environment:
    made = environment("exports", escaped=escaped, keep_trailing_newline=True)  # Markdown has the filter `md`
    made.filters.update(xml=_xml, md=escape_markdown)
    made.globals.update(_=_, counted=counted, spoken=language)
    return made


def render(template: str, **values: Any) -> str:
    """The text of a template of this package, filled in."""
    return _environment(escaped=not template.endswith(".md")).get_template(template).render(**values)
