"""The builders that are compared: one row for each, with how to install it, give it the pages, build and preview."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import yaml
from frame import data_of, layout_of, with_data

from pages import Pages, page_of, read_pages, with_addresses, with_branches, write_pages

HERE = Path(__file__).resolve().parent
SITES = HERE / "sites"
ZENSICAL = HERE / "tools" / "zensical.txt"
ELEVENTY = HERE / "tools" / "package.json"

PAGE = "organizations/organization-0"
"""The page on which a sentence is changed; its facts are in the YAML file of the first organizations."""

RECORDS = Path("data/organizations/000.yml")

SAME = "hugo-same"
"""The builder that writes what ours does: as many bytes, but for a tenth."""

Command = Sequence[str]
LayOut = Callable[[Path, Path, Path], None]
"""Makes a builder's project: from the built store, into a folder, with the tools in a third."""


@dataclass(frozen=True)
class Builder:
    """A builder. Commands run in its project's folder.

    ``program``: the command by the folder of tools. ``version``: name and version of the program, None where it is not
    installed. ``made``: what a clean build begins without. ``site``: where the HTML goes. ``source``: the file that is edited.
    ``serve``: arguments of the preview, ``{port}`` for its port. ``install``: commands that install it, by the folder of tools.
    ``beside``: folders outside the site that a build writes pages to.
    """

    key: str
    title: str
    program: Callable[[Path], Command]
    version: Callable[[Path], str | None]
    lay_out: LayOut
    build: Command
    serve: Command
    made: Command
    site: str
    source: str
    install: Callable[[Path], Sequence[Command]]
    beside: Command = ()

    def build_command(self, tools: Path) -> Command:
        """The command of a build."""
        return [*self.program(tools), *self.build]

    def serve_command(self, tools: Path, port: int) -> Command:
        """The command of the preview at a port of this machine."""
        return [*self.program(tools), *(part.format(port=port) for part in self.serve)]

    def how_to_install(self, tools: Path) -> str:
        """The commands that install it, as one line."""
        return " && ".join(" ".join(command) for command in self.install(tools))

    def clean(self, project: Path) -> None:
        """Delete everything that a build made."""
        for name in self.made:
            path = project / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def sentence_of(store: Path) -> str:
    """The sentence that is changed: the text of the first organization's first fact, the same in YAML and in Markdown."""
    records = yaml.load((store / RECORDS).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return str(records[0]["statements"][0]["text"])


def _packages(*names: str) -> Callable[[Path], str | None]:
    """The version of Python packages beside this program."""

    def look(_: Path) -> str | None:
        try:
            return " + ".join(f"{name} {version(name)}" for name in names)
        except PackageNotFoundError:
            return None

    return look


def _asked(program: Callable[[Path], Command], *arguments: str) -> Callable[[Path], str | None]:
    """The version that a program tells, None where it cannot be run."""

    def ask(tools: Path) -> str | None:
        command = [*program(tools), *arguments]
        if shutil.which(command[0]) is None:
            return None
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"\d+\.\d+[\w.]*", answer.stdout) if answer.returncode == 0 else None
        return found.group() if found else None

    return ask


def _module(name: str) -> Callable[[Path], Command]:
    return lambda _: [sys.executable, "-m", name]


def _zensical(tools: Path) -> Command:
    return [str(tools / "zensical" / "bin" / "zensical")]


def _hugo(_: Path) -> Command:
    return ["hugo"]


def _eleventy(tools: Path) -> Command:
    return [str(tools / "eleventy" / "node_modules" / ".bin" / "eleventy")]


def _in_place(store: Path, project: Path, _: Path) -> None:
    """Ours builds the store itself."""
    assert store == project


def _copy_site(name: str, project: Path) -> None:
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(SITES / name, project)


def _as_files(store: Path, project: Path, _: Path) -> None:
    """Links name files, as MkDocs, ProperDocs and Zensical take them; the navigation is what the builder makes of the folder."""
    _copy_site("mkdocs", project)
    write_pages(read_pages(store), project / "docs")


def _unlisted(store: Path, project: Path, tools: Path) -> None:
    """The same with the store's own short navigation; all other pages stay out of it."""
    _as_files(store, project, tools)
    nav = yaml.safe_load((store / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump({"nav": nav, "not_in_nav": "*"}, sort_keys=False))


def _for_hugo(store: Path, project: Path, _: Path) -> None:
    _copy_site("hugo", project)
    write_pages(with_branches(with_addresses(read_pages(store))), project / "content")


def _for_hugo_with_all(store: Path, project: Path, _: Path) -> None:
    """The same with all that our pages have beside their text: the frame, linked data, charts, and the theme's files."""
    _copy_site("hugo-same", project)
    site = store / "site"
    texts = with_addresses(read_pages(store))
    pages = {path: with_data(text, data_of(page_of(site, path))) for path, text in texts.items()}
    write_pages(with_branches(pages), project / "content")
    layout = layout_of(page_of(site, f"{PAGE}.md"), f"{PAGE}/")
    for kind in ("single", "list"):
        (project / "layouts" / "_default" / f"{kind}.html").write_text(layout, encoding="utf-8")
    shutil.copytree(site / "assets", project / "static" / "assets")


def _for_eleventy(store: Path, project: Path, tools: Path) -> None:
    _copy_site("eleventy", project)
    (project / "node_modules").symlink_to(tools / "eleventy" / "node_modules")
    pages: Pages = with_addresses(read_pages(store))
    write_pages(pages, project / "docs")


def _requirements(_: Path) -> Sequence[Command]:
    return [["make", ".venv/.test"]]


def _install_zensical(tools: Path) -> Sequence[Command]:
    folder = str(tools / "zensical")
    return [[sys.executable, "-m", "venv", folder], [f"{folder}/bin/pip", "install", "-q", "-r", str(ZENSICAL)]]


def _install_hugo(_: Path) -> Sequence[Command]:
    return [["apt-get", "install", "-y", "hugo"]]


def _install_eleventy(tools: Path) -> Sequence[Command]:
    folder = tools / "eleventy"
    npm = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix", str(folder)]
    return [["install", "-D", str(ELEVENTY), str(folder / "package.json")], npm]


def _mkdocs(
    key: str,
    title: str,
    program: Callable[[Path], Command],
    version: Callable[[Path], str | None],
    install: Callable[[Path], Sequence[Command]] = _requirements,
    *,
    lay_out: LayOut = _as_files,
    build: Command = ("build", "--quiet"),
    serve: Command = ("serve", "--livereload", "--dev-addr", "127.0.0.1:{port}"),
) -> Builder:
    """MkDocs, or what reads its projects. Some versions of click take reloading for switched off unless it is asked for."""
    return Builder(
        key=key,
        title=title,
        program=program,
        version=version,
        lay_out=lay_out,
        build=build,
        serve=serve,
        made=("site", ".cache"),
        site="site",
        source=f"docs/{PAGE}.md",
        install=install,
    )


_STOCK = _packages("mkdocs", "mkdocs-material")

_HUGO = Builder(
    key="hugo",
    title="Hugo, minimal layouts",
    program=_hugo,
    version=_asked(_hugo, "version"),
    lay_out=_for_hugo,
    build=("--quiet",),
    serve=("server", "--bind", "127.0.0.1", "--port", "{port}", "--baseURL", "http://127.0.0.1:{port}/"),
    made=("public", "resources", ".hugo_build.lock"),
    site="public",
    source=f"content/{PAGE}.md",
    install=_install_hugo,
)

BUILDERS = (
    Builder(
        key="ours",
        title="factbook",
        program=_module("factbook"),
        version=_packages("factbook", "mkdocs", "mkdocs-material"),
        lay_out=_in_place,
        build=("build",),
        serve=("serve", "--port", "{port}"),
        made=("build", "site"),
        site="site",
        source=RECORDS.as_posix(),
        install=_requirements,
        beside=("build/pages",),
    ),
    _mkdocs("stock", "MkDocs + Material", _module("mkdocs"), _STOCK),
    _mkdocs("stock-unlisted", "MkDocs + Material, short navigation", _module("mkdocs"), _STOCK, lay_out=_unlisted),
    _mkdocs("properdocs", "ProperDocs + Material", _module("properdocs"), _packages("properdocs", "mkdocs-material")),
    _mkdocs(
        "zensical",
        "Zensical",
        _zensical,
        _asked(_zensical, "--version"),
        _install_zensical,
        build=("build",),
        serve=("serve", "--dev-addr", "127.0.0.1:{port}"),
    ),
    _HUGO,
    replace(_HUGO, key=SAME, title="Hugo, the same output", lay_out=_for_hugo_with_all),
    Builder(
        key="eleventy",
        title="Eleventy, minimal layout",
        program=_eleventy,
        version=_asked(_eleventy, "--version"),
        lay_out=_for_eleventy,
        build=("--quiet",),
        serve=("--serve", "--quiet", "--port", "{port}"),
        made=("_site", ".cache"),
        site="_site",
        source=f"docs/{PAGE}.md",
        install=_install_eleventy,
    ),
)


def builders_named(keys: Sequence[str]) -> Iterator[Builder]:
    """The rows of some names, in the table's order."""
    return (builder for builder in BUILDERS if builder.key in keys)
