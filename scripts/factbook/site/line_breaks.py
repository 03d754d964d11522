"""Line breaks in hand-written Chinese: browsers show a space for each, and Chinese has none between its characters."""

from __future__ import annotations

import re

from markdown.postprocessors import Postprocessor

from factbook.reading.folding import CJK

_INLINE = r"(?:strong|em|b|i|u|s|a|span|mark|q|cite|small)"
_BREAK = re.compile(rf"(?<=[{CJK}])((?:</{_INLINE}>)*)\n((?:<{_INLINE}\b[^<>]*>)*)(?=[{CJK}])")

_CODE = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL)
_AS_IT_IS = ("<pre", "<code")


class ChineseLineBreaks(Postprocessor):
    """Deletes each line break between two Chinese characters, tags of inline elements between them or not.

    Code keeps its line breaks, and so does raw HTML, which is a placeholder while this runs (before the postprocessor ``raw_html``).
    """

    PRIORITY = 35

    def run(self, text: str) -> str:
        """Return a page's HTML without these line breaks."""
        if text.isascii():
            return text
        return "".join(part if part.startswith(_AS_IT_IS) else _BREAK.sub(r"\1\2", part) for part in _CODE.split(text))
