"""Measure the search on a synthetic store, in Chromium: what the first query of a reader costs, and how long answers take.

    python benchmarks/search/bench.py [--facts 30000] [--queries 200] [--seed 1] > RESULTS.md

The site's own search is asked by a page without anything else, from a server of this machine that compresses as hosts do. A
first query is asked in a fresh context, with nothing at hand: the script and all files are fetched. Later ones go to one
page, one after the other, each another query, and fetch what they need besides; each is asked again at once, when all of it is at
hand. Milliseconds are those from posting a query to its answer. Queries are drawn from the store by lot (queries.py). The dearest are
listed with what they fetched.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.search.queries import drawn, index_of  # noqa: E402 - from the project's root

from factbook.search.files import cut  # noqa: E402
from factbook.search.script import SCRIPT, script  # noqa: E402

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")

START = """async () => {
  const script = document.createElement("script");
  script.src = "assets/javascripts/search.js";
  document.head.append(script);
  await new Promise((done) => { script.onload = done; });
  window.ask = async (query) => {
    const start = performance.now();
    const { items, answers } = await factbookSearch(query);
    return { milliseconds: performance.now() - start, results: items.length + answers.length };
  };
}"""


@dataclass(frozen=True)
class First:
    """What the first query of a reader costs: bytes over the wire by file, milliseconds."""

    query: str
    files: Mapping[str, int]
    milliseconds: float

    @property
    def size(self) -> int:
        """All bytes."""
        return sum(self.files.values())

    @property
    def requests(self) -> int:
        """The number of files."""
        return len(self.files)

    def parts(self) -> str:
        """The files by kind: how many, and their bytes together."""
        kinds: defaultdict[str, list[int]] = defaultdict(list)
        for name, size in self.files.items():
            kinds["script" if name == SCRIPT else Path(name.split("/")[1]).stem].append(size)
        return ", ".join(f"{len(sizes)} {kind} {sum(sizes) / 1e3:.1f}" for kind, sizes in kinds.items())


class Server(ThreadingHTTPServer):
    """Serves files by their paths, compressed, and notes the bytes of every answer."""

    daemon_threads = True

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.packed = {name: gzip.compress(data, 6) for name, data in files.items()}
        self.sent: dict[str, int] = {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else an answer waits 40 ms for the browser's word that its headers came
    server: Server

    def do_GET(self) -> None:
        """Answer with a file."""
        name = urlsplit(self.path).path[1:] or "index.html"
        body = self.server.packed.get(name, b"")
        kinds = {"js": "text/javascript", "json": "application/json", "html": "text/html"}
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kinds.get(name.rpartition(".")[2], "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.server.sent[name] = len(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""


@contextmanager
def served(files: Mapping[str, bytes]) -> Iterator[tuple[Server, str]]:
    """A server of these files, and its address."""
    with Server(files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def first_query(browser: Browser, server: Server, address: str, query: str) -> First:
    """Ask as a reader who has nothing yet."""
    context = browser.new_context()
    server.sent.clear()
    page = opened(context.new_page(), address)
    answer = page.evaluate("ask", query)
    fetched = {name: size for name, size in server.sent.items() if name != "index.html"}
    cost = First(query, fetched, answer["milliseconds"])
    context.close()
    return cost


def later_queries(browser: Browser, address: str, queries: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each of these queries, after a first one; and of each again."""
    context = browser.new_context()
    page = opened(context.new_page(), address)
    page.evaluate("ask", "first")
    times = [[page.evaluate("ask", query)["milliseconds"] for _ in range(2)] for query in queries]
    context.close()
    return [first for first, _ in times], [again for _, again in times]


def opened(page: Page, address: str) -> Page:
    """The page, with the search in it."""
    page.goto(address)
    page.evaluate(START)
    return page


def milliseconds(times: Sequence[float]) -> str:
    """The median, and the time that the slowest 5 % reach."""
    return f"{median(times):.0f} / {quantiles(times, n=20)[-1]:.0f} ms"


def table(facts: int, count: int, seed: int) -> str:
    """Everything measured, as Markdown."""
    index = index_of(facts)
    begun = time.process_time()
    texts = cut(index.entries, index.language)
    seconds = time.process_time() - begun
    files = {f"search/{name}": text.encode() for name, text in texts.items()}
    files[SCRIPT] = script().encode()
    files["index.html"] = (
        b'<!doctype html><title>Search</title><script id="__config" type="application/json">{"base": "."}</script>'
    )
    sizes = [len(gzip.compress(text.encode(), 6)) for text in texts.values()]
    queries = drawn(index.entries, count, seed)
    path = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
    with sync_playwright() as playwright, served(files) as (server, address):
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        first = [first_query(browser, server, address, query) for query in queries]
        later, again = later_queries(browser, address, queries)
        version = browser.version
        browser.close()
    size, requests, waited = ([getattr(one, name) for one in first] for name in ("size", "requests", "milliseconds"))
    rows = {
        "entries": f"{len(index.entries):,}",
        "files of the index": f"{len(texts):,}",
        "index, gzip": f"{sum(sizes) / 1e6:.1f} MB",
        "CPU to make the index": f"{seconds:.1f} s",
        "first query: bytes, median / most": f"{median(size) / 1e3:.0f} / {max(size) / 1e3:.0f} kB",
        "first query: requests, median / most": f"{median(requests):.0f} / {max(requests)}",
        "first query: median / slowest 5 %": milliseconds(waited),
        "later queries: median / slowest 5 %": milliseconds(later),
        "later queries, nothing to fetch: median / slowest 5 %": milliseconds(again),
    }
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    lines = [
        f"{date.today()} · {facts:,} facts · {count} queries · Chromium {version}, headless · {machine} · "
        "`python benchmarks/search/bench.py`",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows.items()),
        "",
        "The dearest first queries, with their files by kind, in kB:",
        "",
        *(
            f"- {one.size / 1e3:.0f} kB: `{one.query}` ({one.parts()})"
            for one in sorted(first, key=lambda one: -one.size)[:5]
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=30_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(table(arguments.facts, arguments.queries, arguments.seed))


if __name__ == "__main__":
    main()
