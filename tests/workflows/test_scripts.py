"""The two scripts of the workflows: what is posted can do nothing; what is called gone is gone."""

from __future__ import annotations

import contextlib
import http.server
import importlib.util
import json
import re
import socket
import socketserver
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.history import Change, Changes, FieldChange, show

SCRIPTS = Path(__file__).parents[2] / ".github" / "scripts"
RUN = "https://github.example/a/b/actions/runs/1"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"workflow_{name}", SCRIPTS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


comment = script("comment")
links = script("links")

EVIL = [
    "@octocat and @zhongkai-kb/maintainers, please merge",
    "<img src=x onerror=alert(1)> <details> <!-- hidden",
    "![pixel](https://evil.example/p.png) [click](javascript:alert(1)) https://evil.example www.evil.example",
    "closes #1, fixes GH-2, a/b#3",
    "# a heading\n===\n| a | b |\n|---|---|",
    "`unclosed @octocat",
    "`` a ` @octocat\n\n` b ``",
    "```\n@octocat\n```\n~~~\n",
    "[^1]: note\n[link]: https://evil.example",
    "&lt;b&gt; &#64;octocat \\@octocat",
]


def bare(text: str) -> str:
    """What of a comment a reader sees outside code spans, the last line excepted, which is our own."""
    lines = text.removeprefix(comment.MARKER + "\n").splitlines()
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", "\n".join(lines[:-1]))


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_that_acts_is_left_in_the_comment(evil: str) -> None:
    text = comment.comment(evil, RUN)
    assert not re.search(r"[@<>#\[\]!&|~`\\/]|www\.", bare(text)), text
    html = markdown.markdown("\n".join(text.splitlines()[1:-1]))
    assert not re.search(r"<(?!/?(?:p|code|ul|li|h3|pre|strong|em)\b)", html), html


@given(st.text("@a<b>[]()!`#/.-* \n&|~\\w", max_size=80))
def test_no_text_leaves_anything_that_acts(text: str) -> None:
    result = comment.comment(text, RUN)
    lines = [line.removeprefix("### ") for line in bare(result).splitlines()]
    assert not re.search(r"[@<>#\[\]!&|~`\\/]", "\n".join(lines))
    assert len(result) < 65_536


def test_what_diff_writes_is_posted_as_it_is() -> None:
    change = Change(
        "changed",
        "milestone",
        "town-hall",
        "The `hall`, @all",
        [FieldChange("date", "1600", "1601"), FieldChange("note", "", "x")],
    )
    text = show(Changes([change], [change], (), ["timeline"], ["income"], ["data/x.yml"]), "markdown")
    posted = comment.comment(text, RUN)
    assert (
        posted == f"{comment.MARKER}\n{text.strip()}\n\n[The check, and the preview of the site to download]({RUN})\n"
    )


def test_a_very_long_text_is_cut() -> None:
    assert len(comment.comment("- word\n" * 50_000, RUN)) < 65_536


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/").split("/")[0]))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_only_what_is_gone_is_told(server: str) -> None:
    found = [links.Link(f"s{n}", f"{server}/{n}/礼堂", f"data/sources.yml:{n}") for n in (200, 404, 410, 403, 429, 500)]
    dead = links.gone(found, timeout=5, pause=0)
    assert [(link.source, reason) for link, reason in dead] == [("s404", "404 Not Found"), ("s410", "410 Gone")]
    text = links.issue(dead, {})
    assert f"- [ ] `s404` (`data/sources.yml:404`): `{server}/404/礼堂`: 404 Not Found; no copy was found\n" in text


def raising(error: Exception) -> Callable[..., object]:
    def opened(*_: object, **__: object) -> None:
        raise error

    return opened


UNKNOWN = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
LINK = links.Link("s", "http://gone.invalid/", "data/sources.yml:1")


def test_an_unknown_host_is_gone_and_a_slow_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib.request.urlopen", raising(urllib.error.URLError(UNKNOWN)))
    assert links.ask("http://gone.invalid/").gone == "no such host"
    for error in (TimeoutError(), ConnectionResetError(), urllib.error.URLError(TimeoutError())):
        monkeypatch.setattr("urllib.request.urlopen", raising(error))
        assert links.ask("http://slow.invalid/").gone == ""


def test_a_moment_without_names_takes_no_source_for_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "urllib.request.urlopen", raising(urllib.error.URLError(socket.gaierror(socket.EAI_AGAIN, "again")))
    )
    assert links.gone([LINK], pause=0) == []
    monkeypatch.setattr("urllib.request.urlopen", raising(urllib.error.URLError(UNKNOWN)))
    monkeypatch.setattr(links, "knows_hosts", lambda: False)
    assert links.gone([LINK], pause=0) == []
    monkeypatch.setattr(links, "knows_hosts", lambda: True)
    assert links.gone([LINK], pause=0) == [(LINK, "no such host")]


def test_a_host_that_was_unknown_for_a_moment_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [links.Answer(gone=links.NO_HOST), links.Answer()]
    monkeypatch.setattr(links, "ask", lambda *_: answers.pop(0))
    monkeypatch.setattr(links, "knows_hosts", lambda: True)
    assert links.gone([LINK], pause=0) == []
    assert answers == []


@pytest.mark.parametrize(
    "garbage",
    [b"garbage\r\n\r\n", b"", b"HTTP/1.1 \xff\xfe\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000, b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
     b"HTTP/1.1 302 Found\r\nLocation: ftp://x/\r\n\r\n", b"HTTP/1.1 404 Not Found\r\n" + b"a: b\r\n" * 200 + b"\r\n"],
)  # fmt: skip
def test_a_server_that_answers_garbage_ends_nothing(
    garbage: bytes, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    class Garbage(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(4096)
            self.request.sendall(garbage)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Garbage) as odd:
        threading.Thread(target=odd.serve_forever, args=(0.02,), daemon=True).start()
        strange = links.Link("odd", f"http://localhost:{odd.server_address[1]}/", "data/sources.yml:1")
        others = [links.Link(f"s{n}", f"{server}/{n}", f"data/sources.yml:{n}") for n in (200, 404)]
        dead = links.gone([strange, *others], timeout=5, pause=0)
        odd.shutdown()
    assert [link.source for link, _ in dead] == ["s404"]
    assert "odd (data/sources.yml:1)" in capsys.readouterr().err


def test_a_host_in_its_own_script_is_asked_by_its_name_in_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(request: urllib.request.Request, **_: object) -> object:
        asked.append(request.full_url)
        return contextlib.nullcontext()

    monkeypatch.setattr("urllib.request.urlopen", opened)
    assert links.ask("http://例子.中国/惠州?q=惠#x") == links.Answer()
    assert asked == ["http://xn--fsqu00a.xn--fiqs8s/%E6%83%A0%E5%B7%9E?q=%E6%83%A0"]


class Archive(http.server.BaseHTTPRequestHandler):
    """Answers as the Wayback Availability API: each page says by its name what the archive has of it."""

    def do_GET(self) -> None:
        url = parse_qs(urlsplit(self.path).query)["url"][0]
        copy = f"http://web.archive.org/web/20200102030405/{url}"
        closest = {
            "/held": {"available": True, "status": "200", "url": copy},
            "/error": {"available": True, "status": "404", "url": copy},
            "/withdrawn": {"available": False, "status": "200", "url": copy},
            "/other": {
                "available": True,
                "status": "200",
                "url": "http://web.archive.org/web/2020/https://example.com/",
            },
            "/script": {"available": True, "status": "200", "url": "javascript:alert(1)"},
        }.get(urlsplit(url).path)
        body = b"no JSON" if url.endswith("/broken") else json.dumps(self.shape(closest)).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    @staticmethod
    def shape(closest: object) -> object:
        return {"archived_snapshots": {"closest": closest} if closest else {}}

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Archive) as httpd:
        threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setattr(links, "ARCHIVE", f"http://127.0.0.1:{httpd.server_port}/wayback/available")
        yield
        httpd.shutdown()


def gone_link(name: str, archived: str = "") -> Any:
    return links.Link(name, f"https://gone.example/{name}", f"data/sources.yml:{len(name)}", archived)


@pytest.mark.usefixtures("archive")
def test_a_copy_is_proposed_for_what_is_gone() -> None:
    dead = [gone_link("held"), gone_link("unknown")]
    proposed = links.copies(dead, timeout=5, pause=0)
    assert proposed == {"held": "https://web.archive.org/web/20200102030405/https://gone.example/held"}
    first, second = links.issue([(link, "410 Gone") for link in dead], proposed).splitlines()[2:]
    assert first.endswith(
        "410 Gone; a copy to look at: `archived: https://web.archive.org/web/20200102030405/https://gone.example/held`"
    )
    assert second.endswith("410 Gone; no copy was found")


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("name", ["error", "withdrawn", "other", "script", "broken"])
def test_what_is_no_copy_of_the_address_is_not_proposed(name: str) -> None:
    assert links.copies([gone_link(name)], timeout=5, pause=0) == {}


def test_an_archive_that_does_not_answer_proposes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib.request.urlopen", raising(TimeoutError()))
    assert links.copies([LINK], pause=0) == {}


def test_a_source_that_names_a_copy_is_not_asked_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib.request.urlopen", raising(AssertionError("asked")))
    link = gone_link("held", "https://web.archive.org/web/2019/https://gone.example/held")
    assert links.copies([link], pause=0) == {}
    assert "a copy is named, `https://web.archive.org/web/2019/https://gone.example/held`" in links.issue(
        [(link, "410 Gone")], {}
    )


def test_nothing_gone_is_no_issue() -> None:
    assert links.issue([], {}) == ""


def test_every_source_of_the_store_is_asked() -> None:
    root = Path(__file__).parents[2]
    found = links.links(root)
    assert all(link.url.startswith("http") and re.fullmatch(r"data/\S+\.yml:\d+", link.place) for link in found)
    text = "".join(path.read_text(encoding="utf-8") for path in (root / "data").glob("sources/*.yml"))
    assert len(found) == len(re.findall(r"^  url: ", text, re.MULTILINE))
