"""The preview: a saved fact shows, a broken save shows its problems in the page and on the terminal, a fixed one recovers."""

import shutil
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.program import Program


class Preview:
    """A running preview of a project."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.port = free_port()
        self.process = Program("--root", project, "serve", "--port", str(self.port))

    def log(self) -> str:
        """What stands on the terminal."""
        return self.process.printed("out") + self.process.printed("err")

    def end(self) -> None:
        """Ask the preview to end."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def page(self, path: str) -> str:
        """The text of a page; empty while the server does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return error.read().decode("utf-8")
        except OSError:
            return ""

    def wait_for(self, path: str, text: str) -> None:
        """Wait until a page holds a text."""
        for _ in range(1800):
            if text in self.page(path):
                return
            time.sleep(0.05)
        pytest.fail(f"{text!r} did not show on {path}\n{self.log()}")


@pytest.fixture
def preview(tmp_path: Path, root: Path) -> Iterator[Preview]:
    project = tmp_path / "lights"
    shutil.copytree(root / "tests" / "second", project)
    running = Preview(project)
    try:
        yield running
    finally:
        running.end()


def test_the_preview_follows_every_save(preview: Preview) -> None:
    facts = preview.project / "data" / "milestones.yml"
    sound = facts.read_text(encoding="utf-8")
    preview.wait_for("timeline/", "The fourth tower is lit")

    facts.write_text(sound.replace("The fourth tower is lit", "The new light shines"), encoding="utf-8")
    preview.wait_for("timeline/", "The new light shines")

    facts.write_text(sound.replace("date: 1882-05", "date: 1882-13"), encoding="utf-8")
    preview.wait_for("timeline/", "data/milestones.yml:2:9")
    assert 'role="alert"' in preview.page("timeline/")
    assert 'role="alert"' in preview.page("places/eddystone/")
    assert "data/milestones.yml:2:9: FB206" in preview.log()

    facts.write_text(sound, encoding="utf-8")
    preview.wait_for("timeline/", "The fourth tower is lit")
    preview.wait_for("places/eddystone/", "Douglass")


def test_a_reference_to_nothing_is_told_and_the_preview_goes_on(preview: Preview) -> None:
    """Such a page cannot be made at all: what the check says stands in its place."""
    places = preview.project / "data" / "places.yml"
    sound = places.read_text(encoding="utf-8")
    preview.wait_for("places/eddystone/", "Eddystone")

    places.write_text(sound.replace("  summary: ", "  summary: See [[nothing]]. ", 1), encoding="utf-8")
    preview.wait_for("places/eddystone/", "FB304")
    assert preview.process.poll() is None

    places.write_text(sound, encoding="utf-8")
    preview.wait_for("places/eddystone/", "Douglass")


def test_a_save_shows_in_every_edition(preview: Preview) -> None:
    """The second language is built with the first request for a page of it, and follows what is saved from then on."""
    facts = preview.project / "data" / "milestones.yml"
    (preview.project / "mkdocs.zh.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_name: 灯塔\ndocs_dir: docs/zh\ntheme: {language: zh}\nnav: [index.md]\n",
        encoding="utf-8",
    )
    (preview.project / "docs" / "zh").mkdir()
    (preview.project / "docs" / "zh" / "index.md").write_text("# 灯塔\n\n埃迪斯通灯塔。\n", encoding="utf-8")
    preview.wait_for("zh/", "埃迪斯通灯塔")
    preview.wait_for("zh/places/eddystone/", "参考来源")
    assert "References" in preview.page("places/eddystone/"), "the main edition speaks its own language"

    written = facts.read_text(encoding="utf-8")
    facts.write_text(
        written.replace("title: The fourth tower is lit", "title: {en: The fourth tower is lit, zh: 第四座塔点亮}"),
        encoding="utf-8",
    )
    preview.wait_for("zh/places/eddystone/", "第四座塔点亮")
    assert "第四座塔点亮" not in preview.page("places/eddystone/").partition("<article")[2].partition("lang=")[0]
    facts.write_text(written.replace("date: 1882-05", "date: 1882-13"), encoding="utf-8")
    preview.wait_for("zh/places/eddystone/", "data/milestones.yml:2:9")
