"""What a page of the site may do in a reader's browser: one Content-Security-Policy, for the pages and for servers.

Scripts are the site's own files, and the few that the theme writes into each page: those are named by their hashes, taken
from the finished page with its content cut out. A script that somebody smuggled into the content is therefore never among
them, whatever else went wrong (https://www.w3.org/TR/CSP3/).

Styles are files too, and what stands in the page, each by its hash. Attributes `style` are named by their hashes likewise
(`'unsafe-hashes'` allows exactly those values and no other).
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style(?:\s[^>]*)?>(?P<text>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(r"<[a-z][^<>]*?\sstyle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_RUNS = {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"}
_CHARSET = re.compile(r"<meta\s+charset[^>]*>", re.IGNORECASE)

_FIXED: Mapping[str, str] = {
    "default-src": "'none'",
    "img-src": "'self' data:",  # the theme's style sheet draws its icons from data: addresses
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search runs in a worker
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

SECURITY_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer of a server says besides (https://owasp.org/www-project-secure-headers/)."""

DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a drawing (SVG) that is opened by itself: it may look as it likes, and do nothing."""

DATA_POLICY = "default-src 'none'; sandbox"
"""For data that is opened by itself."""


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands inside a page in place of a file: the hashes of scripts, of styles, and of attributes ``style``."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles, self.attributes | other.attributes)


def digest(text: str) -> str:
    """The hash of a script or style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline(page: str, shell: str) -> Inline:
    """What stands inside a page. Scripts count in its ``shell`` alone: the page without what others than the theme wrote."""
    return Inline(
        frozenset(digest(m["text"]) for m in _SCRIPT.finditer(shell) if _is_run(m["attributes"])),
        frozenset(digest(m["text"]) for m in _STYLE.finditer(page)),
        frozenset(digest(unescape(m["double"] or m["single"] or "")) for m in _STYLED.finditer(page))
        if "style=" in page
        else frozenset(),
    )


def _is_run(attributes: str) -> bool:
    """Whether a script without an address is a program, not a block of data."""
    kind = _TYPE.search(attributes)
    return not _SOURCE.search(attributes) and (kind[1].lower() if kind else "") in _RUNS


def policy(found: Inline) -> str:
    """The policy of a page that has these scripts and styles inside."""
    rules = {
        **_FIXED,
        "script-src": _listed("'self'", found.scripts),
        "style-src": _listed("'self'", found.styles),
        "style-src-attr": _listed("'unsafe-hashes'", found.attributes) if found.attributes else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _listed(first: str, hashes: Iterable[str]) -> str:
    return " ".join((first, *sorted(hashes)))


def with_policy(page: str, found: Inline) -> str:
    """A page with its policy in its head, right after the declaration of its encoding, before anything that it rules."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(found), quote=False)}">'
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


class SitePolicy:
    """Gives each page of a site its policy, and gathers what the headers of all pages must allow.

    The content of a page is put between two marks that nobody can guess, so that it can be told from what the theme wrote
    around it. The finished page has none of them.
    """

    def __init__(self) -> None:
        token = secrets.token_hex(16)
        self._begin, self._end = f"<!--begin {token}-->", f"<!--end {token}-->"
        self._content = re.compile(f"{self._begin}.*{self._end}", re.DOTALL)
        self.found = Inline()

    def marked(self, content: str) -> str:
        """The content of a page, between the marks."""
        return f"{self._begin}{content}{self._end}"

    def finished(self, page: str) -> str:
        """A page with its policy and without marks."""
        shell = self._content.sub("", page)
        page = page.replace(self._begin, "").replace(self._end, "")
        found = inline(page, shell)
        self.found |= found
        return with_policy(page, found)


def server_policy(found: Inline) -> str:
    """The policy that a server sends with every page: the scripts of all pages, and no frame around any.

    What is in the page's own head holds as well and is narrower; attributes and styles are left to it.
    """
    rules = {
        **_FIXED,
        "script-src": _listed("'self'", found.scripts),
        "style-src": "'self' 'unsafe-inline'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(found: Inline) -> dict[str, str]:
    """All headers of a page, by name."""
    return {"Content-Security-Policy": server_policy(found), **SECURITY_HEADERS}


FOREVER = "public, max-age=31536000, immutable"
"""For files whose name holds the hash of their content."""


def policy_files(found: Inline, site_url: str) -> dict[str, str]:
    """The file ``_headers`` that hosts of static sites read (Netlify, Cloudflare Pages and others), by its name.

    Its paths begin with the path of the site's address; the theme's style sheets and scripts carry their hashes in their
    names (https://docs.netlify.com/manage/routing/headers/).
    """
    base = f"{urlsplit(site_url).path.rstrip('/')}/"
    rules = {
        f"{base}*": headers(found),
        f"{base}assets/javascripts/bundle.*": {"Cache-Control": FOREVER},
        f"{base}assets/javascripts/workers/*": {"Cache-Control": FOREVER},
        f"{base}assets/stylesheets/main.*": {"Cache-Control": FOREVER},
    }
    text = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in these.items()) for path, these in rules.items()
    )
    return {"_headers": text}
