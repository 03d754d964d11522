"""What a page of the site may do in a reader's browser: one Content-Security-Policy, for the pages and for servers.

Scripts are the site's own files, and the few that the theme writes into each page: those are named by their hashes, taken
from the finished page without its content. A script injected into the content is therefore never among
them, whatever else went wrong (https://www.w3.org/TR/CSP3/).

Styles are files too, and inline ones are named by their hashes. So are attributes `style`
(`'unsafe-hashes'` allows exactly those values and no other).
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    "connect-src": "'self'",  # the files of the search
    "worker-src": "'none'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

SECURITY_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Further headers of every answer of a server (https://owasp.org/www-project-secure-headers/)."""

SHARED: Mapping[str, str] = {"Access-Control-Allow-Origin": "*"}
"""A further header of open data: pages of other sites may read it (https://fetch.spec.whatwg.org/#http-cors-protocol)."""

OPEN_DATA = ("api/", "downloads/", "feeds/", "assets/timeline/", "bom.cdx.json", "llms")
"""What open data lies at, below the site's root: what a path begins with."""

UNFRAMED: Mapping[str, str] = {"X-Frame-Options": "DENY"}
"""Further headers of every answer, except for pages that other sites may embed."""

FRAMED = "embed"
"""The folder of the pages that other sites may embed; they run no scripts."""


@dataclass(frozen=True, slots=True)
class Inline:
    """What is inline in a page: the hashes of scripts, of styles, and of attributes ``style``."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles, self.attributes | other.attributes)


def digest(text: str) -> str:
    """The hash of a script or style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline(page: str, shell: str) -> Inline:
    """What is inline in a page. Scripts count in its ``shell`` alone: the page without what others than the theme wrote."""
    return Inline(
        frozenset(digest(m["text"]) for m in _SCRIPT.finditer(shell) if _is_run(m["attributes"])),
        frozenset(digest(m["text"]) for m in _STYLE.finditer(page)),
        frozenset(digest(unescape(m["double"] or m["single"] or "")) for m in _STYLED.finditer(page))
        if "style=" in page
        else frozenset(),
    )


def _is_run(attributes: str) -> bool:
    """Whether an inline script is a program, not a block of data."""
    kind = _TYPE.search(attributes)
    return not _SOURCE.search(attributes) and (kind[1].lower() if kind else "") in _RUNS


def policy(found: Inline) -> str:
    """The policy of a page with these inline scripts and styles."""
    rules = {
        **_FIXED,
        "script-src": _listed("'self'", found.scripts) if found.scripts else "'none'",
        "style-src": _listed("'self'", found.styles),
        "style-src-attr": _listed("'unsafe-hashes'", found.attributes) if found.attributes else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _listed(first: str, hashes: Iterable[str]) -> str:
    return " ".join((first, *sorted(hashes)))


def with_policy(page: str, found: Inline) -> str:
    """A page with its policy in its head."""
    return with_meta(page, policy_meta(found))


@lru_cache(maxsize=1024)
def policy_meta(found: Inline) -> str:
    """A policy as it stands in a page's head."""
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(found), quote=False)}">'


def with_meta(page: str, meta: str) -> str:
    """A page with something right after the declaration of its encoding, before anything that a policy rules."""
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


class SitePolicy:
    """Adds its policy to each page of a site, and gathers what the headers of all pages must allow.

    The content of a page is put between two marks that cannot be guessed, to separate it from what the theme writes
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

    def around(self, frame: Inline, content: str) -> str:
        """The policy of a page as an element of its head: what is inline in its frame, and the styles of its content."""
        found = frame | inline(content, "") if "style" in content else frame
        self.found |= found
        return policy_meta(found)

    def output(self, name: str, data: bytes) -> bytes:
        """A file beside the pages; an HTML file among them gets a policy that allows no scripts."""
        if not name.endswith(".html"):
            return data
        page = data.decode("utf-8")
        return with_policy(page, inline(page, "")).encode("utf-8")


def server_policy(found: Inline) -> str:
    """The policy that a server sends with every page: the scripts of all pages.

    The policy in the page's own head applies too and is narrower; attributes and styles are left to it.
    """
    rules = {
        **_FIXED,
        "script-src": _listed("'self'", found.scripts),
        "style-src": "'self' 'unsafe-inline'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(found: Inline) -> dict[str, str]:
    """All headers of a page, by name."""
    return {"Content-Security-Policy": server_policy(found), **SECURITY_HEADERS}


FOREVER = "public, max-age=31536000, immutable"
"""For files whose name holds the hash of their content."""


def policy_files(found: Inline, site_url: str, folders: Iterable[str]) -> dict[str, str]:
    """The file ``_headers`` that hosts of static sites read (Netlify, Cloudflare Pages and others), by its name.

    Its paths begin with the path of the site's address; ``folders`` are those below the site's root. Where several rules
    hold for a path, hosts send the headers of all, so no header stands in two (https://docs.netlify.com/manage/routing/headers/).
    """
    base = f"{urlsplit(site_url).path.rstrip('/')}/"
    rules: dict[str, Mapping[str, str]] = {f"{base}*": headers(found)}
    rules |= {f"{base}{page}": UNFRAMED for page in ("", "index.html", "404.html")}
    rules |= {f"{base}{folder}/*": UNFRAMED for folder in sorted(folders) if folder != FRAMED}
    rules |= {f"{base}{name}": {"Cache-Control": FOREVER} for name in HASHED}
    for path in (f"{base}{name}*" for name in OPEN_DATA):
        rules[path] = {**rules.get(path, {}), **SHARED}
    text = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in these.items()) for path, these in rules.items()
    )
    return {"_headers": text}


HASHED = (
    *("assets/javascripts/bundle.*", "assets/javascripts/workers/*", "assets/stylesheets/main.*"),
    *("search/entries/*", "search/terms/*", "search/language/*"),
)
"""Files with a hash in their names: the theme's, and those that the search's contents name."""


def headers_of(text: str) -> dict[str, str]:
    """The headers of every page, from the text of a file ``_headers``. Raises ValueError for any other text."""
    lines = text.splitlines()
    if not lines or not lines[0].endswith("/*"):
        raise ValueError("this is no file of headers of a site")
    end = next((number for number, line in enumerate(lines[1:], 1) if not line.startswith("  ")), len(lines))
    pairs = (line.strip().partition(": ") for line in lines[1:end])
    return {name: value for name, _, value in pairs}


def nginx_headers(found: Mapping[str, str]) -> str:
    """Headers as nginx reads them (https://nginx.org/en/docs/http/ngx_http_headers_module.html)."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in found.items())


def caddy_headers(found: Mapping[str, str]) -> str:
    """Headers as Caddy reads them (https://caddyserver.com/docs/caddyfile/directives/header)."""
    return "".join(f'header {name} "{value}"\n' for name, value in found.items())
