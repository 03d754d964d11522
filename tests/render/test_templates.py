"""Templates: names and calls mean what they mean in Python, a mistake in a name is an error, texts are escaped, each is compiled once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from jinja2 import BytecodeCache, DictLoader, Environment, UndefinedError
from jinja2.compiler import CodeGenerator

from factbook.templates import COMPILED, environment


@dataclass
class Row:
    """A value whose attribute has the name of a method of dict, as a template may meet it."""

    items: list[str]
    note: str = "<b>"

    def said(self, *words: str, mark: str = "") -> str:
        return " ".join(words) + mark


def shown(text: str, **values: object) -> str:
    made = environment("render")
    made.loader = DictLoader({"page": text})
    return made.get_template("page").render(values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ row.note }}", "&lt;b&gt;"),
        ("{{ row.items[0] }}", "a"),
        ("{% for item in row.items %}{{ loop.index }}{{ item }}{% endfor %}", "1a2b"),
        ("{{ row.said('x', row.note, mark='!') }}", "x &lt;b&gt;!"),
        ("{{ row.said(*row.items) }}", "a b"),
        ("{{ row.said(**options) }}", "?"),
        ("{% macro m(x, y='-') %}{{ x }}{{ y }}{% endmacro %}{{ m(1) }}{{ m(1, y=2) }}", "1-12"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ row.note }}{% endcall %}", "[&lt;b&gt;]"),
        ("{{ (row.items or ['none']).copy() | join }}", "ab"),
        ("{{ ((1 + 2) | string).zfill(3) }}", "003"),
    ],
)
def test_names_and_calls_are_those_of_python(text: str, expected: str) -> None:
    assert shown(text, row=Row(["a", "b"]), options={"mark": "?"}) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [("{{ row.nothing }}", AttributeError), ("{{ nobody }}", UndefinedError), ("{{ nobody.name }}", UndefinedError)],
)
def test_a_name_that_is_not_there_is_an_error(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        shown(text, row=Row([]))


class _Counted(CodeGenerator):
    made = 0

    def __init__(self, *values: object, **named: object) -> None:
        super().__init__(*values, **named)  # type: ignore[arg-type]
        type(self).made += 1


def test_the_themes_templates_are_compiled_once_however_many_builds_there_are() -> None:
    def build(text: str, cache: BytecodeCache, extensions: tuple[str, ...] = ()) -> str:
        env = Environment(loader=DictLoader({"page": text}), autoescape=True, extensions=extensions)
        env.code_generator_class, env.bytecode_cache = _Counted, cache
        return env.get_template("page").render(n=1)

    cache = type(COMPILED)()
    assert [build("{{ n }}", cache), build("{{ n }}", cache)] == ["1", "1"]
    assert _Counted.made == 1
    assert build("{{ n }}!", cache) == "1!", "another text of the same name"
    assert build("{{ n }}", cache, ("jinja2.ext.do",)) == "1"
    assert _Counted.made == 3
