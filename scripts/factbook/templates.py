"""The templates of a room: Jinja, with settings that all rooms share, compiled into code as direct as Python written by hand.

Jinja compiles ``page.title`` into a call that looks for an attribute and then for an item, and ``name(…)`` into one that looks for what the
function wants to be told of the template. These templates are the program's own and need neither.
"""

from __future__ import annotations

from importlib.resources import files
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame


class _DirectCode(CodeGenerator):
    """Writes attributes as attributes and calls as calls."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - likewise
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def source(room: str, name: str) -> str:
    """Return the text of a template of a room, as ``source("render", "html/page.html")``."""
    return files(f"factbook.{room}").joinpath("templates", name).read_text(encoding="utf-8")


def environment(room: str, *, escaped: bool = True, **settings: Any) -> Environment:
    """Return an environment for the templates of a room.

    Args:
        room: The room, as ``render``.
        escaped: Whether what is put into a template is escaped for HTML and XML. A room that writes Markdown has a filter for it.
        settings: Settings of Jinja that differ from those of the other rooms.

    """
    made = Environment(
        loader=FunctionLoader(lambda name: source(room, name)),
        autoescape=escaped,  # noqa: S701 - what is no HTML is escaped by its own filters
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **settings,
    )
    made.code_generator_class = _DirectCode
    return made


class _CompiledTemplates(BytecodeCache):
    """What templates were compiled into, by their name, their text and the extensions of Jinja, for as long as the process runs."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, ...], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(_place(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[_place(bucket)] = bucket.code


def _place(bucket: Bucket) -> tuple[str, ...]:
    return (bucket.key, bucket.checksum, *sorted(bucket.environment.extensions))


COMPILED: Final = _CompiledTemplates()
"""The theme's templates: MkDocs has an environment a build, and a preview builds with each save of a page."""
