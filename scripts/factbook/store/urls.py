"""Web addresses compared by what they lead to: two spellings of one address are one.

The libraries that normalize addresses (url-normalize, w3lib) keep a scheme, ``www.`` and an archive's prefix apart and know few
tracking parameters, so what they give would have to be normalized again; of names in other scripts ``idna`` takes care.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

import idna

_TRACKING = re.compile(
    r"""utm_.*|ga_.*|hm(?:sr|pl|cu|kw|ci)|_g[al]|gcl(?:id|src)
      | dclid|[gw]braid|fbclid|msclkid|y(?:s)?clid|twclid|ttclid|li_fat_id|mc_[ce]id|igshi?d?
      | _hs(?:enc|mi)|hsctatracking|mkt_tok|vero_.*|_openstat
      | trk(?:campaign|info)?|wt[._]mc(?:_id)?|s_cid|cmpid|ncid|ref_(?:src|url)|bd_vid|qhclickid
      | spm|scm|share_.*|sharer?_.*|shareuid|sharefrom|mpshare|isappinstalled|chksm|scene|ascene|srcid|exportkey|pass_ticket|wx_header|sukey
      | clicktime|enterid|devicetype|nettype|adtag|tt_from|nwr_flag|abtest_.*|key""",
    re.IGNORECASE | re.VERBOSE,
)
"""Parameters that say how somebody came to an address, and nothing of what stands there."""
_SHARED = {
    ("from", "timeline"),
    ("from", "singlemessage"),
    ("from", "groupmessage"),
    ("from", "appmsg"),
    ("amp", "1"),
    ("amp", ""),
}
_WECHAT = "mp.weixin.qq.com"
_WECHAT_ONLY = {"scene", "ascene", "srcid", "key", "devicetype", "nettype", "clicktime", "enterid"}
"""Parameters that only WeChat uses for tracking; elsewhere they may say what is shown."""

_ARCHIVES = re.compile(
    r"(?:web(?:-beta)?\.)?archive\.org|archive\.(?:today|is|ph|li|md|vn|fo)|(?:www\.)?webarchive\.org\.uk|arquivo\.pt|wayback\.archive-it\.org"
    r"|webarchive\.nationalarchives\.gov\.uk|webarchive\.loc\.gov|web\.archive\.org\.au|webarchive\.nla\.gov\.au|wayback\.vefsafn\.is"
)
_COPY = re.compile(
    r"^/(?:[a-z0-9_-]+/)*?(?:\*|\d{4,14}(?:[a-z]{2}_)*\*?|\d{4}\.\d\d\.\d\d-\d+|newest|oldest|latest|timegate|save)/(?P<held>\S*[^\s/]\.\S+)$",
    re.IGNORECASE,
)
_CACHE = re.compile(r"cache:(?:[\w-]{8,}:)?(?P<held>\S+?)(?:\+|$)")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_UNRESERVED = "!$&'()*+,;=:@/-._~"


def same_address(one: str, other: str) -> bool:
    """Return whether two addresses lead to one text."""
    return normalized(one) == normalized(other)


@lru_cache(maxsize=16384)
def normalized(address: str) -> str:
    """Return what tells an address from others; an archive's copy counts as the address that it holds.

    Left out: scheme, ``www.``, default port, user, fragment (unless a page is chosen by it: ``#/`` and ``#!``), tracking
    parameters and the order of the others, a slash or ``index.html`` at the end, case of the host, percent-encoding that
    means nothing. An address that cannot be parsed stands for itself.
    """
    try:
        return _normalized(address.strip(), depth=0)
    except ValueError:
        return address.strip()


def ascii_host(host: str) -> str:
    """Return the name of a host as DNS knows it (IDNA 2008 with the mapping of UTS 46), in lower case.

    A name that is none by that standard is returned in lower case: a DNS request for it returns that there is no such host.
    """
    host = host.rstrip(".。").lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii") if not host.isascii() else host
    except (idna.IDNAError, UnicodeError):
        return host


def unicode_host(host: str) -> str:
    """Return the name of a host as people read it: punycode in its own script."""
    try:
        return idna.decode(ascii_host(host))
    except (idna.IDNAError, UnicodeError):
        return host.lower()


def host_of(address: str) -> str:
    """Return the host of an address as DNS knows it; empty where there is none."""
    try:
        return ascii_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def asked(address: str) -> str:
    """Return an address as a program asks for it: ASCII, the host by IDNA, the rest percent-encoded. Raises ValueError."""
    parts = urlsplit(address)
    host = ascii_host(parts.hostname or "")
    if not host.isascii():
        raise ValueError(f"{host!r} is not the name of a host")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    path, query = (quote(part, safe=f"%{_UNRESERVED}?[]") for part in (parts.path, parts.query))
    return f"{parts.scheme}://{host}{port}{path or '/'}" + (f"?{query}" if query else "")


def _normalized(address: str, depth: int) -> str:
    address = re.sub(r"^(https?:)/*", r"\1//", address, flags=re.IGNORECASE)
    parts = urlsplit(address if "://" in address else f"http://{address}")
    host = ascii_host(parts.hostname or "")
    if not host:
        return address
    held = _held(host, parts)
    if held and depth < 4:
        return _normalized(held, depth + 1)
    host = re.sub(r"^www\d?\.(?=.+\.)", "", host)
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    path = _INDEX.sub("/", _without_dots(_encoded(_SESSION.sub("", parts.path)))).rstrip("/")
    query = _query(parts.query, host)
    chosen = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host}{port}{path}" + (f"?{query}" if query else "") + chosen


def _held(host: str, parts: SplitResult) -> str:
    """The address that an archive's copy holds; empty for any other address."""
    query = f"?{parts.query}" if parts.query else ""
    if _ARCHIVES.fullmatch(host.removeprefix("www.")):
        path = unquote(parts.path) if re.match(r"\S*/https?%3A", parts.path, re.IGNORECASE) else parts.path
        found = _COPY.match(path)
        return found["held"] + query if found else ""
    if host == "webcache.googleusercontent.com":
        found = _CACHE.search(unquote(parts.query))
        return found["held"] if found else ""
    return ""


def _query(query: str, host: str) -> str:
    parts = []
    for piece in re.split("[&]", query.replace("&amp;", "&")):
        name, _, value = (_encoded(part.replace("+", "%20")) for part in piece.partition("="))
        is_tracking = _TRACKING.fullmatch(name) and (name.lower() not in _WECHAT_ONLY or host == _WECHAT)
        if name and not is_tracking and (name.lower(), value.lower()) not in _SHARED:
            parts.append(f"{name}={value}")
    return "&".join(sorted(parts))


def _encoded(text: str) -> str:
    """A text in which every byte is percent-encoded that must be, and no other."""

    def plain(found: re.Match[str]) -> str:
        byte = int(found[1], 16)
        character = chr(byte)
        return character if character.isascii() and (character.isalnum() or character in "-._~") else f"%{byte:02X}"

    return quote(re.sub("%([0-9A-Fa-f]{2})", plain, text), safe=f"%{_UNRESERVED}?[]")


def _without_dots(path: str) -> str:
    """A path without ``.`` and ``..`` (RFC 3986, section 5.2.4)."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
