"""Publishing: the given configurations of nginx and Caddy, tried with real ones on this machine."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from factbook.site.policy import caddy_headers, headers_of, nginx_headers
from tests.ports import free_port
from tests.safety.conftest import Guarded

_MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/factbook.conf;
}}
"""


class Answer:
    """What the server said."""

    def __init__(self, port: int, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        self.status, self.body = answer.status, answer.read()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        self.all = answer.getheaders()
        connection.close()


def _started(command: list[str], port: int, folder: Path) -> subprocess.Popen[bytes]:
    """A server in a process of its own, once it answers."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log, env={**os.environ, "HOME": str(folder)})
    for _ in range(600):
        try:
            Answer(port, "/")
            return process
        except OSError:
            assert process.poll() is None, (folder / "server.log").read_text()
            time.sleep(0.05)
    process.kill()
    pytest.fail((folder / "server.log").read_text())


def _nginx(folder: Path, root: Path, headers: Mapping[str, str], port: int) -> list[str]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.fail("nginx is missing: tests/install-tools.sh installs it")
    text = (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert "listen 8080;" in text
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/srv/www/site", str(folder / "www"))
    (folder / "factbook.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder), encoding="utf-8")
    (folder / "factbook-headers.conf").write_text(nginx_headers(headers), encoding="utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    return command


def _caddy(folder: Path, root: Path, headers: Mapping[str, str], port: int) -> list[str]:
    program = shutil.which("caddy", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        pytest.fail("caddy is missing: pip installs it with requirements/test.txt")
    text = (root / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "\n:8080 {" in text
    text = text.replace("\n:8080 {", f"\nhttp://127.0.0.1:{port} {{").replace("/srv/www/site", str(folder / "www"))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    (folder / "factbook-headers").write_text(caddy_headers(headers), encoding="utf-8")
    options = ["--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run([program, "validate", *options], check=True, capture_output=True, env=environment)
    return [program, "run", *options]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """What is published: the built site, with things beside it that are not to be served."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(site, folder / "www" / "zhongkai")
    (folder / "www" / "zhongkai" / ".hidden").write_text("a secret", encoding="utf-8")
    (folder / "outside.txt").write_text("a secret", encoding="utf-8")
    (folder / "www" / "zhongkai" / "link.txt").symlink_to(folder / "outside.txt")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for path in folder.parents:  # nginx's worker is nobody
        if path.owner() == "root" and str(path).startswith("/tmp/"):
            path.chmod(path.stat().st_mode | 0o011)
    return folder


@pytest.fixture(scope="module", params=[_nginx, _caddy], ids=["nginx", "caddy"])
def port(request: pytest.FixtureRequest, folder: Path, site: Path, root: Path) -> Iterator[int]:
    """A server of the site with the configuration of deploy/ and the headers of this very build; gives the port."""
    port = free_port()
    headers = headers_of((site / "_headers").read_text(encoding="utf-8"))
    process = _started(request.param(folder, root, headers, port), port, folder)
    yield port
    process.terminate()
    process.wait(timeout=60)


def test_pages_come_with_the_headers_of_the_build(port: int, site: Path) -> None:
    answer = Answer(port, "/zhongkai/")
    assert answer.status == 200
    for name, value in headers_of((site / "_headers").read_text(encoding="utf-8")).items():
        assert answer.headers[name.lower()] == value
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers.get("server") in {None, "nginx"}  # no version


def test_answers_are_compressed_and_the_same(port: int, site: Path) -> None:
    answer = Answer(port, "/zhongkai/timeline/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body) == (site / "timeline" / "index.html").read_bytes()


def test_what_carries_its_hash_is_kept_and_the_rest_is_asked_for(port: int, site: Path) -> None:
    for pattern in (
        "assets/javascripts/bundle.*.js",
        "assets/stylesheets/main.*.css",
        "assets/javascripts/workers/search.*.js",
        "search/entries/*.json",
        "search/terms/*.json",
        "search/language/*.json",
    ):
        path = next(site.glob(pattern)).relative_to(site).as_posix()
        assert Answer(port, f"/zhongkai/{path}").headers["cache-control"] == "public, max-age=31536000, immutable"
    page = Answer(port, "/zhongkai/")
    assert page.headers["cache-control"] == "no-cache"
    again = Answer(port, "/zhongkai/", **{"If-None-Match": page.headers["etag"]})
    assert again.status == 304
    assert again.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "api/v1/index.json",
        "downloads/facts.csv",
        "feeds/events.atom",
        "feeds/calendar.ics",
        "assets/timeline/timeline.json",
        "llms.txt",
    ],
)
def test_open_data_may_be_read_by_pages_of_other_sites(path: str, port: int) -> None:
    assert Answer(port, f"/zhongkai/{path}").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["", "timeline/", "search/contents.json", "assets/javascripts/factbook.js"])
def test_nothing_else_may(path: str, port: int) -> None:
    assert "access-control-allow-origin" not in Answer(port, f"/zhongkai/{path}").headers


def test_a_permalink_that_begins_with_an_underline_is_served(port: int, folder: Path) -> None:
    """Names that a file system keeps for itself are escaped so: `con` is `_u63_on`."""
    page = folder / "www" / "zhongkai" / "id" / "_u63_on"
    page.mkdir(exist_ok=True)
    (page / "index.html").write_text("con", encoding="utf-8")
    page.chmod(0o755)
    (page / "index.html").chmod(0o644)
    assert Answer(port, "/zhongkai/id/_u63_on/").status == 200


def test_a_page_that_is_not_there(port: int, site: Path) -> None:
    answer = Answer(port, "/zhongkai/nothing/")
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    assert answer.headers["content-security-policy"]


def test_that_a_file_of_the_search_is_gone_is_not_kept(port: int) -> None:
    answer = Answer(port, "/zhongkai/search/entries/0123456789ab.json")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-cache"


_ELSEWHERE = (
    "/zhongkai/.hidden", "/zhongkai/_headers", "/zhongkai/../../outside.txt",
    "/..%2f..%2foutside.txt", "/outside.txt", "/%2e%2e/outside.txt",
)  # fmt: skip


@pytest.mark.parametrize("path", _ELSEWHERE)
def test_nothing_else_is_served(path: str, port: int) -> None:
    answer = Answer(port, path)
    assert answer.status in {400, 403, 404}
    assert b"a secret" not in answer.body


@pytest.mark.parametrize("port", [_nginx], indirect=True, ids=["nginx"])  # Caddy has no word for it, and says so
def test_no_link_is_followed(port: int) -> None:
    answer = Answer(port, "/zhongkai/link.txt")
    assert answer.status in {403, 404}
    assert b"a secret" not in answer.body


def test_no_folder_is_listed(port: int) -> None:
    assert Answer(port, "/zhongkai/assets/").status in {403, 404}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS"])
def test_nothing_can_be_written(method: str, port: int) -> None:
    assert Answer(port, "/zhongkai/", method).status == 405


def test_a_drawing_opened_by_itself_does_nothing(port: int, site: Path) -> None:
    path = next(site.rglob("*.svg")).relative_to(site).as_posix()
    answer = Answer(port, f"/zhongkai/{path}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    policies = [value for name, value in answer.all if name.lower() == "content-security-policy"]
    assert any("sandbox" in value for value in policies)


def test_pages_made_for_other_sites_can_be_framed(port: int, site: Path) -> None:
    found = next((site / "embed").rglob("index.html"), None)
    assert found is not None
    answer = Answer(port, f"/zhongkai/{found.parent.relative_to(site).as_posix()}/")
    assert answer.status == 200
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors" not in answer.headers["content-security-policy"]


_STYLED = """
() => [...document.querySelectorAll("style")].map((one) => one.sheet ? one.sheet.cssRules.length : 0)
"""


def _small_pages(site: Path) -> list[str]:
    """The pages that hold their styles themselves: one embedded fact, and an embedded chart of each shape."""
    facts = sorted((site / "embed" / "fact").glob("*/index.html"))
    charts = sorted((site / "embed" / "chart").glob("*/index.html"), key=lambda path: path.stat().st_size)
    return [path.parent.relative_to(site).as_posix() + "/" for path in (facts[0], facts[-1], charts[0], charts[-1])]


def _drawings(site: Path) -> list[str]:
    """A drawing of each kind, and those of the theme and the timeline."""
    charts = (site / "assets" / "charts").glob("*.svg")
    kinds = {re.findall(r"fb-chart--(\w+)", path.read_text(encoding="utf-8"))[-1]: path for path in sorted(charts)}
    others = (path for path in site.rglob("*.svg") if path.parent.name != "charts")
    return [path.relative_to(site).as_posix() for path in (*kinds.values(), *others)]


def test_small_pages_keep_their_styles_under_both_policies(port: int, site: Path, guarded: Guarded) -> None:
    """The server's policy and the page's own hold together; what either refuses, the page loses."""
    guarded.home = f"http://127.0.0.1:{port}"
    for address in _small_pages(site):
        page = guarded.open(f"{guarded.home}/zhongkai/{address}")
        sheets = page.evaluate(_STYLED)
        assert sheets, address
        assert all(sheets), address
        assert page.evaluate("getComputedStyle(document.body).borderTopWidth") == "1px", address
        guarded.leave(page)


def test_drawings_keep_their_styles_when_opened_by_themselves(port: int, site: Path, guarded: Guarded) -> None:
    guarded.home = f"http://127.0.0.1:{port}"
    drawings = _drawings(site)
    assert len(drawings) > 4
    for address in drawings:
        page = guarded.open(f"{guarded.home}/zhongkai/{address}")
        assert all(page.evaluate(_STYLED)), address
        assert page.evaluate("document.documentElement.localName") == "svg", address
        guarded.leave(page)


def test_a_permanent_address_leads_on_under_both_policies(port: int, site: Path, guarded: Guarded) -> None:
    guarded.home = f"http://127.0.0.1:{port}"
    found = next(path for path in sorted((site / "id").glob("*/index.html")) if "timeline/#" in path.read_text("utf-8"))
    page = guarded.open(f"{guarded.home}/zhongkai/id/{found.parent.name}/")
    page.wait_for_url(f"{guarded.home}/zhongkai/timeline/#{found.parent.name}")
    guarded.leave(page)


def test_other_sites_show_the_pages_made_for_them_and_no_others(port: int, site: Path, browser: Browser) -> None:
    home = f"http://127.0.0.1:{port}/zhongkai/"
    page = browser.new_page()
    made, other = _small_pages(site)[0], "about/"
    page.set_content("".join(f'<iframe src="{home}{address}"></iframe>' for address in (made, other)))
    page.wait_for_load_state("networkidle")
    shown = {frame.url for frame in page.frames}
    page.close()
    assert f"{home}{made}" in shown
    assert f"{home}{other}" not in shown


def test_what_is_downloaded_has_its_type(port: int, site: Path) -> None:
    wanted = {
        ".csv": "text/csv",
        ".json": "application/json",
        ".atom": "application/atom+xml",
        ".ics": "text/calendar",
        ".md": "text/markdown",
    }
    for suffix, kind in wanted.items():
        found = next(site.rglob(f"*{suffix}"), None)
        if found is not None:
            answer = Answer(port, f"/zhongkai/{found.relative_to(site).as_posix()}")
            assert answer.headers["content-type"].startswith(kind), suffix
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_headers_are_printed_for_a_built_site_and_only_for_one(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from factbook.cli import main  # noqa: PLC0415 - used here alone

    assert main(["headers", "nginx", "--site", str(site)]) == 0
    assert 'add_header Content-Security-Policy "' in capsys.readouterr().out
    assert main(["headers", "caddy", "--site", str(tmp_path)]) == 2
    assert "run factbook build first" in capsys.readouterr().err
