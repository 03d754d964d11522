"""From the artifact of a pull request's run to the comment that is posted, with nothing in it that could act.

The artifact was written by a run of the pull request's own code, so it may hold anything. ``factbook diff`` puts all data
into code spans; here everything outside a code span is cut down to plain words, so that neither HTML nor links, images,
@names or #numbers are left. It stands alone: the privileged workflow runs this file of main and nothing else.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MARKER = "<!-- factbook diff -->"
LIMIT = 60_000
"""A comment on GitHub has at most 65,536 characters."""

_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LIST = re.compile(r"^(?:### | *- )?")
_NOT_WORDS = re.compile(r"[^\w ,:;()*+→−…-]|_", re.ASCII)


def harmless(line: str) -> str:
    """A line of Markdown with its code spans as they are, and plain words between them."""
    line = "".join(character for character in line if character.isprintable())
    head = _LIST.match(line)
    begin = head[0] if head else ""
    parts, last = [begin], len(begin)
    for span in _SPAN.finditer(line, last):
        parts += [_words(line[last : span.start()]), span[0]]
        last = span.end()
    result = "".join((*parts, _words(line[last:])))
    return result if re.search(r"[\w`]", result) else ""  # dashes alone would underline a heading


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text)


def comment(markdown: str, run: str) -> str:
    """The comment: the changes, and where the check and the preview are."""
    lines, size = [], 0
    for line in map(harmless, markdown.splitlines()):
        size += len(line) + 1
        if size > LIMIT:
            lines.append("- and more; the summary of the run shows all")
            break
        lines.append(line)
    changes = "\n".join(lines).strip("\n")
    return f"{MARKER}\n{changes}\n\n[The check, and the preview of the site to download]({run})\n"


if __name__ == "__main__":
    sys.stdout.write(comment(Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")[: 4 * LIMIT], sys.argv[2]))
