"""Asks the address of every source, and writes an issue about those that are gone. Prints nothing when all is well.

Only what a reader would meet too is called gone: 404 and 410, a host that is unknown, twice, while others are known. A server that
refuses programs (401, 403, 429), is slow or broken today, or answers what is no HTTP is left alone, with a line on standard error; the next
week asks again.
"""

from __future__ import annotations

import socket
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from factbook.history.show import code
from factbook.reading.load import load
from factbook.store.records import Source
from factbook.store.urls import asked, host_of

GONE = {404, 410}
TIMEOUT = 30
PAUSE = 1.0
"""Seconds between two questions to one host."""
HEAD = (
    "These sources could not be read at their addresses. Look for the text in a web archive, then change the source's "
    "`url` and `access`."
)
AGENT = "Mozilla/5.0 (compatible; link check of a knowledge base, once a week)"


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a source, and where it stands."""

    source: str
    url: str
    place: str


def links(root: Path) -> list[Link]:
    """The addresses of all sources of a project."""
    found = []
    for record, origin in load(root).records["sources"]:
        if isinstance(record, Source) and record.url:
            line, _ = origin.position("url")
            found.append(Link(record.id, record.url, f"{origin.document.path}:{line}"))
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


def issue(dead: Iterable[tuple[Link, str]]) -> str:
    """The text of the issue; empty if nothing is gone."""
    rows = [f"- [ ] {code(link.source)} ({code(link.place)}): {code(link.url)}: {reason}" for link, reason in dead]
    if not rows:
        return ""
    return "\n".join((HEAD, "", *rows)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(issue(gone(links(Path()))))
