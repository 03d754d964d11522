"""Asks the address of every source, and writes an issue about those that are gone. Prints nothing when all is well.

Only what a reader would meet too is called gone: 404 and 410, a host that is unknown. A server that refuses programs
(401, 403, 429), is slow or broken today is left alone; the next week asks again.
"""

from __future__ import annotations

import socket
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from factbook.history.show import code
from factbook.reading.load import load
from factbook.store.records import Source

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


def ask(url: str, timeout: float = TIMEOUT) -> str:
    """Why an address is gone; an empty text if it is not, or if nobody can tell."""
    request = urllib.request.Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers={"User-Agent": AGENT})  # noqa: S310 - the schema allows http and https only
    try:
        with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.reason}" if error.code in GONE else ""
    except urllib.error.URLError as error:
        return "no such host" if isinstance(error.reason, socket.gaierror) else ""
    except (OSError, ValueError):
        return ""


def gone(found: Iterable[Link], timeout: float = TIMEOUT, pause: float = PAUSE) -> list[tuple[Link, str]]:
    """The links that are gone, each with the reason: hosts side by side, the addresses of one host in turn."""
    hosts: dict[str, list[Link]] = defaultdict(list)
    for link in found:
        hosts[urlsplit(link.url).hostname or ""].append(link)

    def of_one_host(group: list[Link]) -> Iterator[tuple[Link, str]]:
        for number, link in enumerate(group):
            time.sleep(pause if number else 0)
            reason = ask(link.url, timeout)
            if reason:
                yield link, reason

    with ThreadPoolExecutor(max_workers=16) as pool:
        return [item for result in pool.map(lambda group: list(of_one_host(group)), hosts.values()) for item in result]


def issue(dead: Iterable[tuple[Link, str]]) -> str:
    """The text of the issue; empty if nothing is gone."""
    rows = [f"- [ ] {code(link.source)} ({code(link.place)}): {code(link.url)}: {reason}" for link, reason in dead]
    if not rows:
        return ""
    return "\n".join((HEAD, "", *rows)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(issue(gone(links(Path()))))
