"""The Jinja2 environment: everything is escaped unless a template says that it is finished HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .labels import label, parts
from .problems import Problem
from .words import words

_FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment, with the filters that the templates use."""
    env = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["attribute_json"] = _attribute_json
    env.filters["date_parts"] = parts
    env.filters["date_label"] = label
    return env


def render_template(name: str, **values: object) -> str:
    """Render a template of this package."""
    return environment().get_template(name).render(**values)


def _attribute_json(value: object) -> Markup:
    """A value as JSON for an attribute in single quotes, in which JSON's many double quotes may stand as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;"))  # noqa: S704 (escaped)


def render_sources(sources: Sequence[tuple[str, str]]) -> str:
    """The HTML of an event's sources, given as (title, url or nothing); empty for none."""
    return render_template("sources.html", sources=sources) if sources else ""


def render_alert(problems: Sequence[Problem | str], language: str = "en") -> str:
    """The box that stands in the page in place of a timeline that cannot be shown."""
    return render_template("alert.html", problems=problems, words=words("zh" if language == "zh" else "en"))
