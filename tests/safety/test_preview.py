"""The preview: for this machine alone, for the site alone, and answering after whatever is saved."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.program import Program, factbook


class Running:
    """A preview of a small project in a process of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.port = free_port()
        self.process = Program("--root", project, "serve", "--port", str(self.port))

    def log(self) -> str:
        """What stands on the terminal."""
        return self.process.printed("out") + self.process.printed("err")

    def get(self, path: str, host: str = "", wait: float = 60) -> tuple[int, str]:
        """Status and text of an answer; the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait_for(self, true: Callable[[str], bool], path: str = "/", seconds: float = 90) -> str:
        """Wait until a page's text is as wanted."""
        text = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log()
            try:
                text = self.get(path)[1]
            except OSError:
                text = ""
            if text and true(text):
                return text
            time.sleep(0.05)
        pytest.fail(f"the page did not come right:\n{text[:2000]}\n{self.log()[-3000:]}")

    def end(self) -> None:
        """Ask the preview to end, as a terminal that is closed does; it never outlives its test."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        finally:
            self.process.kill()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Running]:
    project = tmp_path_factory.mktemp("preview") / "lights"
    shutil.copytree(root / "tests" / "second", project)
    (project.parent / "secret.txt").write_text("a secret", encoding="utf-8")
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as home:
        home.write("\n[How high?](indicators/tower-height.md)\n")
    preview = Running(project)
    try:
        preview.wait_for(lambda text: "Lighthouses" in text)
        yield preview
    finally:
        preview.end()


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    listening = Path("/proc/net/tcp").read_text() + (
        Path("/proc/net/tcp6").read_text() if Path("/proc/net/tcp6").exists() else ""
    )
    port = f":{running.port:04X}"
    addresses = {
        line.split()[1]
        for line in listening.splitlines()[1:]
        if line.split()[1].endswith(port) and line.split()[3] == "0A"
    }
    assert addresses == {f"0100007F{port}"}


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example",
        "attacker.example:{port}",
        "",
        "127.0.0.1.attacker.example:{port}",
        "localhost.attacker.example",
        "localhost:x",
    ],
)
def test_it_answers_no_other_name(running: Running, host: str) -> None:
    status, text = running.get("/", host.format(port=running.port) or "x")
    assert status == 403
    assert "Lighthouses" not in text


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1:43210", "[::1]:9", "LOCALHOST:{port}"])
def test_a_tunnel_at_another_port_is_this_machine(running: Running, host: str) -> None:
    status, text = running.get("/", host.format(port=running.port))
    assert status == 200
    assert "Lighthouses" in text


def test_a_link_to_a_page_that_is_built_on_request_is_no_news(running: Running) -> None:
    assert running.get("/indicators/tower-height/")[0] == 200
    assert "Documentation built" in running.log()
    assert "excluded" not in running.log()


def test_a_page_that_is_renamed_is_the_sites_404_until_it_is_there_again(running: Running) -> None:
    places = running.project / "data" / "places.yml"
    before = places.read_text(encoding="utf-8")
    assert running.get("/places/quoted/")[0] == 200
    places.write_text(before.replace("- id: quoted\n", "- id: quoted-rock\n"), encoding="utf-8")
    running.wait_for(lambda text: "rock named" in text, "/places/quoted-rock/")
    status, text = running.get("/places/quoted/")
    assert status == 404
    assert "md-content" in text
    assert "/livereload/reload.js" in text
    places.write_text(before, encoding="utf-8")
    running.wait_for(lambda text: "rock named" in text, "/places/quoted/")
    assert running.get("/places/quoted/")[0] == 200


@pytest.mark.parametrize("port", ["99999", "-5", "65536"])
def test_a_port_that_cannot_be_is_named_in_one_line(port: str, root: Path) -> None:
    result = factbook("serve", "--root", root / "tests/second", "--port", port)
    assert result.returncode == 2
    assert result.stderr == f"factbook: there is no port {port}: choose one between 1024 and 65535 with --port\n"


def test_port_zero_is_any_free_one_and_is_printed(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "tests" / "second", tmp_path / "lights")
    process = Program("--root", tmp_path / "lights", "serve", "--port", "0")
    try:
        while not (shown := re.search(r"Serving on .*:(\d+)/", process.printed("out") + process.printed("err"))):
            assert process.poll() is None
            time.sleep(0.05)
        port = int(shown[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert port > 0


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/....//....//etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/..\\..\\secret.txt", "/%5c..%5c..%5csecret.txt",
        "/assets/../../../../../etc/passwd", "/%00/etc/passwd", "/index.html%00.txt", "/file:///etc/passwd", "/%c0%ae%c0%ae/secret.txt",
        "/livereload/../../etc/passwd", "/mkdocs.yml", "/data/milestones.yml", "/../lights/mkdocs.yml",
    ],
)  # fmt: skip
def test_it_serves_nothing_outside_the_site(running: Running, path: str) -> None:
    _, text = running.get(path)
    assert "a secret" not in text
    assert "root:" not in text
    assert "site_name" not in text
    assert "Traceback" not in text


def test_pages_reload_by_a_script_that_their_policy_allows(running: Running) -> None:
    _, text = running.get("/")
    assert re.search(r'<script src="/livereload/reload\.js" data-epoch="\d+" data-request="\d+"></script></body>', text)
    assert "Content-Security-Policy" in text
    status, script = running.get("/livereload/reload.js")
    assert status == 200
    assert "location.reload()" in script


def test_a_port_that_is_taken_is_told_at_once(running: Running, root: Path) -> None:
    result = factbook("--root", root / "tests/second", "serve", "--port", str(running.port))
    assert result.returncode == 2
    assert f"port {running.port} cannot be used" in result.stderr


Save = Callable[[Path, random.Random], None]


def _text(path: str, change: Callable[[str, random.Random], str]) -> Save:
    def save(project: Path, chance: random.Random) -> None:
        file = project / path
        if file.is_file():
            file.write_text(change(file.read_text(encoding="utf-8", errors="replace"), chance), encoding="utf-8")

    return save


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _garbled(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return (
        text[:at]
        + chance.choice(
            ["[", "{", ":", "\t", "&a ", "*a", "!!x ", "\u200b", "[[nothing]]", "<script>", "---\n", "'", "%"]
        )
        + text[at:]
    )


def _bytes(project: Path, chance: random.Random) -> None:
    (project / "data" / "milestones.yml").write_bytes(bytes(chance.randrange(256) for _ in range(50)))


def _gone(path: str) -> Save:
    def save(project: Path, _: random.Random) -> None:
        target = project / path
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)

    return save


def _renamed(project: Path, chance: random.Random) -> None:
    files = sorted((project / "data").glob("*.yml")) if (project / "data").is_dir() else []
    if files:
        file = chance.choice(files)
        file.rename(file.with_name(chance.choice(["other.yml", "places.yaml", f"{file.stem}.bak", "claims.yml"])))


def _link(project: Path, _: random.Random) -> None:
    place = project / "data" / "awards.yml"
    if place.parent.is_dir() and not place.is_symlink():
        place.symlink_to(project.parent / "secret.txt")


def _folder(project: Path, _: random.Random) -> None:
    place = project / "data" / "milestones.yml"
    place.unlink(missing_ok=True) if place.is_file() else None
    place.mkdir(parents=True, exist_ok=True)


BREAKS: tuple[Save, ...] = (
    _text("data/milestones.yml", _cut), _text("data/places.yml", _garbled), _text("data/sources.yml", _cut),
    _text("docs/index.md", _garbled), _text("docs/timeline.md", _cut), _text("mkdocs.yml", _garbled), _bytes,
    _gone("data/milestones.yml"), _gone("data"), _gone("docs/timeline.md"), _gone("docs"), _gone("mkdocs.yml"), _renamed, _link, _folder,
)  # fmt: skip


def _fixed(project: Path, sound: Path, title: str) -> None:
    """Put everything back, as a change of branch does, and save one new text."""
    for name in ("data", "docs"):
        shutil.rmtree(project / name, ignore_errors=True)
        shutil.copytree(sound / name, project / name)
    shutil.copy(sound / "mkdocs.yml", project / "mkdocs.yml")
    page = project / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("# Lighthouses", f"# {title}"), encoding="utf-8")


def _survives(running: Running, sound: Path, saves: int, seed: int) -> None:
    """Random saves, a request after each, which must be answered; every few saves all is fixed and must show."""
    chance = random.Random(seed)
    for number in range(saves):
        if number % 5 == 4:
            title = "Lights " + "".join(chance.choice("abcdefgh") for _ in range(9))
            _fixed(running.project, sound, title)
            text = running.wait_for(lambda text, title=title: title in text and 'role="alert"' not in text)  # type: ignore[misc]
            assert "Content-Security-Policy" in text
        else:
            with contextlib.suppress(OSError):  # what cannot be saved is no save
                chance.choice(BREAKS)(running.project, chance)
            time.sleep(chance.choice([0, 0.1, 0.5]))
            status, _ = running.get("/")
            assert status in {200, 404}
    _fixed(running.project, sound, "Lights at the end")
    running.wait_for(lambda text: "Lights at the end" in text)
    assert "Traceback" not in running.log()


def test_it_answers_after_every_save(running: Running, root: Path) -> None:
    _survives(running, root / "tests" / "second", 15, seed=1)


@pytest.mark.soak
def test_it_answers_after_five_hundred_saves(running: Running, root: Path) -> None:
    _survives(running, root / "tests" / "second", 500, seed=int(os.environ.get("SOAK_SEED", "2")))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_and_leaves_nothing(tmp_path: Path, root: Path, number: signal.Signals) -> None:
    shutil.copytree(root / "tests" / "second", tmp_path / "lights")
    preview = Running(tmp_path / "lights")
    try:
        preview.wait_for(lambda text: "Lighthouses" in text)
        preview.process.send_signal(number)
        preview.process.wait(timeout=20)
    finally:
        preview.process.kill()
    assert not list(Path(tempfile.gettempdir()).glob(f"factbook-preview.{preview.process.pid}.*"))
