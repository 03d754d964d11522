"""Asks the address of every source, and writes an issue about those that are gone. Prints nothing when all is well.

For those that are gone a web archive is asked for a copy. It is proposed in the issue and nothing more: somebody looks at it first.

Only what a reader would meet too is called gone: 404 and 410, a host that is unknown, twice, while others are known. A server that
refuses programs (401, 403, 429), is slow or broken today, or answers what is no HTTP is left alone, with a line on standard error; the next
week asks again.
"""

from __future__ import annotations

import json
import socket
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from factbook.history.show import code
from factbook.reading.load import load
from factbook.store.records import Source
from factbook.store.urls import asked, host_of, same_address

GONE = {404, 410}
TIMEOUT = 30
PAUSE = 1.0
"""Seconds between two questions to one host."""
HEAD = (
    "These sources could not be read at their addresses. Where a copy is proposed, open it and compare it with the fact's words; if it "
    "holds them, add it to the source as `archived`. Where none is, look for the text in another archive."
)
ARCHIVE = "https://archive.org/wayback/available"
"""The Wayback Machine's Availability API (https://archive.org/help/wayback_api.php)."""
AGENT = "Mozilla/5.0 (compatible; link check of a knowledge base, once a week)"


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a source, and where it stands."""

    source: str
    url: str
    place: str
    archived: str = ""
    """The copy that the source names already."""


def links(root: Path) -> list[Link]:
    """The addresses of all sources of a project."""
    found = []
    for record, origin in load(root).records["sources"]:
        if isinstance(record, Source) and record.url:
            line, _ = origin.position("url")
            place = f"{origin.document.path}:{line}"
            found.append(Link(record.id, record.url, place, record.archived or ""))
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking an address: why it is ``gone``, or why nobody can ``tell``; two empty texts if it is there."""

    gone: str = ""
    unclear: str = ""


NO_HOST = "no such host"


def ask(url: str, timeout: float = TIMEOUT) -> Answer:
    """Ask an address. Whatever a server or the network does is an answer, never an exception."""
    try:
        request = urllib.request.Request(asked(url), headers={"User-Agent": AGENT})  # noqa: S310 - the schema allows http and https only
        with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310
            return Answer()
    except urllib.error.HTTPError as error:
        return Answer(gone=f"{error.code} {error.reason}") if error.code in GONE else Answer(unclear=f"{error.code}")
    except urllib.error.URLError as error:
        return _unreached(error.reason)
    except Exception as error:  # a server may answer anything: no HTTP, half a page, a redirect to nowhere
        return _unreached(error)


def _unreached(reason: object) -> Answer:
    if isinstance(reason, socket.gaierror) and reason.errno in _UNKNOWN:
        return Answer(gone=NO_HOST)
    return Answer(unclear=f"{type(reason).__name__}: {reason}" if isinstance(reason, Exception) else str(reason))


_UNKNOWN = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
"""What the name service says of a host that does not exist; other errors say that it could not be asked."""

CONTROL = "example.org"
"""A host that is always there (RFC 6761): while it is unknown too, nothing is known of any host."""


def knows_hosts() -> bool:
    """Return whether the name service answers."""
    try:
        return bool(socket.getaddrinfo(CONTROL, 443))
    except OSError:
        return False


def gone(found: Iterable[Link], timeout: float = TIMEOUT, pause: float = PAUSE) -> list[tuple[Link, str]]:
    """Return the links that are gone, each with the reason: hosts side by side, the addresses of one host in turn.

    A host that is unknown is asked a second time, when all others have answered.
    """
    first = _asked(found, timeout, pause)
    unknown = [link for link, answer in first if answer.gone == NO_HOST]
    time.sleep(pause if unknown else 0)
    second = (
        dict(_asked(unknown, timeout, pause))
        if unknown and knows_hosts()
        else {link: Answer(unclear="no name service") for link in unknown}
    )
    answers = [(link, second.get(link, answer)) for link, answer in first]
    for link, answer in answers:
        if answer.unclear:
            print(f"{link.source} ({link.place}): {link.url}: not known, {answer.unclear}", file=sys.stderr)
    return [(link, answer.gone) for link, answer in answers if answer.gone]


def _asked(found: Iterable[Link], timeout: float, pause: float) -> list[tuple[Link, Answer]]:
    hosts: dict[str, list[Link]] = defaultdict(list)
    for link in found:
        hosts[host_of(link.url)].append(link)

    def of_one_host(group: list[Link]) -> list[tuple[Link, Answer]]:
        answers = []
        for number, link in enumerate(group):
            time.sleep(pause if number else 0)
            answers.append((link, ask(link.url, timeout)))
        return answers

    with ThreadPoolExecutor(max_workers=16) as pool:
        return [item for result in pool.map(of_one_host, hosts.values()) for item in result]


def copy_of(url: str, timeout: float = TIMEOUT) -> str:
    """The address of a web archive's copy of ``url``, the one closest to now; empty if there is none or nobody can tell."""
    try:
        request = urllib.request.Request(f"{ARCHIVE}?{urlencode({'url': url})}", headers={"User-Agent": AGENT})  # noqa: S310 - https, ours
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            closest = json.load(answer)["archived_snapshots"].get("closest", {})
        found = str(closest.get("url", "")).replace("http://", "https://", 1)
        is_there = closest.get("available") is True and str(closest.get("status")) == "200"
    except Exception as error:  # no answer, or one that is none
        print(f"{url}: the archive's answer is not known, {type(error).__name__}", file=sys.stderr)
        return ""
    return found if is_there and found != url and same_address(found, url) else ""


def copies(dead: Iterable[Link], timeout: float = TIMEOUT, pause: float = PAUSE) -> dict[str, str]:
    """For each source that is gone and names no copy, the address of one, where the archive has it."""
    found = {}
    for number, link in enumerate(link for link in dead if not link.archived):
        time.sleep(pause if number else 0)
        found[link.source] = copy_of(link.url, timeout)
    return {source: url for source, url in found.items() if url}


def issue(dead: Iterable[tuple[Link, str]], proposed: Mapping[str, str]) -> str:
    """The text of the issue, with the copies that are ``proposed``, by source; empty if nothing is gone."""
    rows = [
        f"- [ ] {code(link.source)} ({code(link.place)}): {code(link.url)}: {reason}{_copy(link, proposed)}"
        for link, reason in dead
    ]
    if not rows:
        return ""
    return "\n".join((HEAD, "", *rows)) + "\n"


def _copy(link: Link, proposed: Mapping[str, str]) -> str:
    if link.archived:
        return f"; a copy is named, {code(link.archived)}"
    found = proposed.get(link.source)
    return f"; a copy to look at: {code(f'archived: {found}')}" if found else "; no copy was found"


def main() -> None:
    """Ask, and print the issue."""
    dead = gone(links(Path()))
    sys.stdout.write(issue(dead, copies(link for link, _ in dead)))


if __name__ == "__main__":
    main()
