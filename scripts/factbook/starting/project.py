"""The files of a new knowledge base, from the templates of this package and the owner's answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, StrictUndefined

from factbook.editing.editor_schema import schema_files
from factbook.editing.formatting import format_text
from factbook.languages import languages
from factbook.problems import ProjectError
from factbook.store.records import COLLECTIONS

CHINESE = "zh"
PROGRAMS = ("factbook", "mkdocs-timeline-plugin")
"""The two distributions that a knowledge base is built with."""

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+/(?:[^\s?#]*/)?")
_REPOSITORY = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S+")
_NO_WORDS = re.compile(r"[\x00-\x1f\x7f]|\[\[|\]\]|\{\{|\}\}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_HIDDEN = "dot-"
"""What a name of a template begins with whose file begins with a dot: tools that pack files pass those over."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the owner of a new knowledge base decides.

    Attributes:
        name: What the site is called.
        subject: What it is about, as texts call it: "the old harbour".
        languages: Those of the site, the first is that of its main pages.
        licence: The SPDX identifier of the licence of the data; empty for none.
        site_url: Where it will be published, with a slash at the end; empty if that is open.
        repository: The address of its repository; empty if there is none.

    """

    name: str
    subject: str
    languages: Sequence[str] = ("en",)
    licence: str = ""
    site_url: str = ""
    repository: str = ""

    def __post_init__(self) -> None:
        """Raises ProjectError for an answer that cannot be meant."""
        for what, text in (("name", self.name), ("subject", self.subject)):
            if not text.strip() or _NO_WORDS.search(text):
                raise ProjectError(f"the {what} is a line of text, without [[ ]] and {{{{ }}}}")
        unknown = [tag for tag in self.languages if tag not in languages()]
        if unknown or not self.languages or len(set(self.languages)) != len(self.languages):
            raise ProjectError(
                f"the languages are some of {', '.join(languages())}, each once: not '{', '.join(self.languages)}'"
            )
        if self.licence and not _LICENCE.fullmatch(self.licence):
            raise ProjectError(
                f"'{self.licence}' is not the identifier of a licence: CC-BY-4.0, CC0-1.0, ODbL-1.0 …, or nothing"
            )
        if self.site_url and not _ADDRESS.fullmatch(self.site_url):
            raise ProjectError(
                f"'{self.site_url}' is not the address of a site: https://example.org/book/, with a slash at its end"
            )
        if self.repository and not _REPOSITORY.fullmatch(self.repository):
            raise ProjectError(
                f"'{self.repository}' is not the address of a repository: https://github.com/example/book"
            )


def project_files(answers: Answers, requirements: str) -> Mapping[str, str]:
    """Return every file of a new knowledge base by its path.

    ``requirements``: the text of its requirements.txt, see :func:`requirements_of`.
    """
    values = {
        "name": answers.name.strip(),
        "subject": answers.subject.strip(),
        "language": answers.languages[0],
        "others": list(answers.languages[1:]),
        "has_chinese": CHINESE in answers.languages,
        "licence": answers.licence,
        "site_url": answers.site_url,
        "repository": answers.repository.rstrip("/"),
        "is_at_github": answers.repository.startswith("https://github.com/"),
        "path": "/" + answers.site_url.partition("://")[2].partition("/")[2],
        "collections": list(COLLECTIONS),
        "quoted": lambda text: json.dumps(text, ensure_ascii=False),
    }
    found = {"requirements.txt": requirements}
    for name, template in _templates():
        path = _path(name, answers)
        if path:
            found[path] = _environment().from_string(template).render(values)
    found = {path: _laid_out(path, text) for path, text in found.items()}
    found |= {f"data/schema/{name}": text for name, text in schema_files().items()}
    return dict(sorted(found.items()))


def _laid_out(path: str, text: str) -> str:
    """A data file in its layout, whatever was answered; any other file as it is."""
    folder, _, name = path.partition("/")
    return format_text(text, name.removesuffix(".yml")) if folder == "data" else text


def _path(name: str, answers: Answers) -> str:
    """Where the file of a template lies; empty for one that this project does not have."""
    folder, _, rest = name.partition("/")
    main, others = answers.languages[0], answers.languages[1:]
    if folder in ("docs", "docs-zh"):
        language = CHINESE if folder == "docs-zh" else "en"
        if language == main:
            return f"docs/{rest}"
        return f"docs/{language}/{rest}" if language in others else ""
    if name == "mkdocs.edition.yml":
        return f"mkdocs.{others[0]}.yml" if others else ""
    if folder == f"{_HIDDEN}github" and not answers.repository.startswith("https://github.com/"):
        return ""
    return "/".join(f".{part.removeprefix(_HIDDEN)}" if part.startswith(_HIDDEN) else part for part in name.split("/"))


@cache
def _environment() -> Environment:
    """Brackets of its own, for ``{{`` and ``{%`` belong to what is written."""
    return Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - no HTML is written; answers that stand in YAML are quoted there
    )


def _templates() -> Iterator[tuple[str, str]]:
    yield from _below(files("factbook.starting").joinpath("templates"), "")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _below(item, f"{path}{item.name}/")
        else:
            yield f"{path}{item.name}", item.read_text(encoding="utf-8")


def requirements_of(wheels: Sequence[str] = ()) -> str:
    """The text of a requirements.txt that installs the program from where this one was installed, or from wheels in the project.

    Never by its bare name, which on a package index is nobody's or somebody else's. ``wheels``: their paths in the project.
    """
    if wheels:
        listed = "".join(f"./{path}\n" for path in wheels)
        return f"# The program, from this folder. Its names on a package index are not its own: never install it by name.\n{listed}"
    places = [(name, _installed_from(name)) for name in PROGRAMS]
    lines = "".join(f"{name} @ {place}\n" for name, place in places if place)
    note = "# Where the program was installed from. Its names on a package index are not its own: never install it by name.\n"
    if not lines or "file:" in lines:
        note += (
            "# Other machines need an address that they can read: put the two wheels into wheels/ and write their paths here,\n"
            "# as factbook init --wheels does.\n"
        )
    return note + lines


def _installed_from(name: str) -> str:
    """The address that a distribution was installed from (PEP 610, direct_url.json); empty where none is noted."""
    try:
        noted = distribution(name).read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    found = json.loads(noted) if noted else {}
    version_control = found.get("vcs_info", {})
    address = str(found.get("url", ""))
    if version_control:
        address = f"{version_control['vcs']}+{address}@{version_control['commit_id']}"
    folder = found.get("subdirectory", "")
    return f"{address}#subdirectory={folder}" if address and folder else address
