"""Where the report goes: benchmarks/RESULTS.md, and a place in each README that has one."""

from __future__ import annotations

import re

from figures import Figures
from report import Titles, replace_section, report, summary
from stores import ROOT

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
READMES = {ROOT / "README.md": "", ROOT / "README.zh.md": "zh"}
"""Those that show the summary, with the language that it is translated to."""

SECTION = "builders"

_WORDS = {
    "zh": {
        "| CPU seconds of a clean build |": "| 全新构建所需的CPU秒数 |",
        " facts |": "条事实 |",
        ", short navigation |": "，精简导航 |",
        ", the same output |": "，同样输出 |",
        ", minimal layouts |": "，最简布局 |",
        ", minimal layout |": "，最简布局 |",
    }
}
"""What stands in the summary for its English words, by language."""

EXPLAINED = """\
Each builder builds the same pages in turn, round after round; every figure is a median. In brackets: **ours divided by theirs**, so
below 1 ours needs less. A ratio holds better than a second when a machine has other work.

- *CPU*: user and system time of a builder with all its processes. *Memory*: the most that these took at one time;
  what several share is counted once.
- *One edit*: a whole new build after one sentence was changed, with whatever the builder still has of the one before.
- *Preview*: from the write of the file to the changed text in a page that is open in headless Chromium, by each builder's own server and
  its own reloading.
- *MB written*: the site; of ours with the Markdown of its pages, which lies beside it.
- A build that reaches the limit of its sitting is ended, and told as more than that. A long one is run once (¹). Of each builder and size,
  the last sitting counts.

Ours reads YAML, checks it, makes the pages with their timeline, and writes them as HTML for the theme with its search, and as Markdown;
open data is switched off. The others get that Markdown. MkDocs, ProperDocs and Zensical render it with Material's look and search; Hugo
and Eleventy with minimal layouts have one of one line and no search. *Hugo, the same output* prints the frame of our pages (head, header,
navigation, search form, table of contents, footer), their linked data, charts and links of facts, the Markdown of each page, an index of
the texts for a search, and the theme's files. It checks nothing, draws nothing and computes nothing of that: it gets it as data. A
sitting ends with an error if it does not write as many bytes as ours, but for a tenth.

`python benchmarks/builders/bench.py` does all of it. [What a commit needs beside an earlier one](TREND.md) is measured by `make bench`."""

HEAD = f"""\
# Benchmarks

Written by the programs beside this file. The [timeline](timeline/RESULTS.md) has results of its own.

## Builders

<!-- {SECTION}: begin --><!-- {SECTION}: end -->

## Special paths

<!-- special paths: begin --><!-- special paths: end -->
"""


_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3})")
"""Between thousands, where Chinese texts have nothing."""


def write_results(figures: Figures, titles: Titles) -> None:
    """Put the report into RESULTS.md, and the summary into each README that has the marks for it."""
    sittings = "\n".join(f"- {text}" for text in figures.sittings)
    short = summary(figures, titles)
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    body = f"{EXPLAINED}\n\n{sittings}\n\n{short}\n\n{report(figures, titles)}"
    RESULTS.write_text(replace_section(text, SECTION, body), encoding="utf-8")
    for path, language in READMES.items():
        readme = path.read_text(encoding="utf-8")
        if f"<!-- {SECTION}: begin -->" in readme:
            path.write_text(replace_section(readme, SECTION, translated(short, language)), encoding="utf-8")


def translated(table: str, language: str) -> str:
    """Return the summary with its words in a language; English where there are none for it."""
    for english, word in _WORDS.get(language, {}).items():
        table = table.replace(english, word)
    return _SEPARATOR.sub("", table) if language == "zh" else table
