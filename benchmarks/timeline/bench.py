"""Measure this timeline beside vis-timeline and TimelineJS, in Chromium, with the same 5,000 events and the same hands.

    python benchmarks/timeline/bench.py [--events 5000] [--runs 3]

npm fetches the two others into a temporary folder. Every page is opened from a local server. For each run:
first picture is the time from the start of navigation to the first frame in which events are drawn; then the wheel zooms
in and out (TimelineJS has no zoom by wheel: its buttons are pressed), and the mouse drags to and fro, while every frame
is timed (the two slowest get fewer notches and moves, since each takes them a second or more). Written to RESULTS.md:
medians over the runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from events import make_timeline
from playwright.sync_api import Browser, Page, sync_playwright

from mkdocs_timeline import assets
from mkdocs_timeline.model import Timeline
from mkdocs_timeline.render import render_timeline

HERE = Path(__file__).parent
PACKAGES = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

WATCH = """
(() => {
  const ready = () => { READY };
  window.firstPicture = new Promise((done) => {
    const look = () => { if (ready()) requestAnimationFrame(() => done(performance.now())); else requestAnimationFrame(look); };
    requestAnimationFrame(look);
  });
  window.startFrames = () => {
    window.frames_ = [];
    let last = performance.now();
    window.timing = true;
    const tick = (now) => { frames_.push(now - last); last = now; if (window.timing) requestAnimationFrame(tick); };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(tick); });
  };
  window.stopFrames = () => new Promise((done) => {
    const end = () => { window.timing = false; done(frames_); };
    requestAnimationFrame(() => requestAnimationFrame(end));
  });
})();
"""


@dataclass(frozen=True)
class Subject:
    """A timeline to measure: its page, when its picture is there, what to hold it by, and how it zooms."""

    name: str
    page: str
    ready: str
    surface: str
    zoom: Callable[[Page, int], None]
    steps: int = 72
    drag_steps: int = 40


@dataclass(frozen=True)
class Figures:
    """Milliseconds: first picture; frames while zooming and while panning (median, and the slowest 5 % begin at)."""

    first: float
    zoom: tuple[float, float]
    pan: tuple[float, float]


def wheel(page: Page, step: int) -> None:
    """One notch of the wheel, in for twelve, out for twelve."""
    page.mouse.wheel(0, -100 if step % 24 < 12 else 100)


def press(page: Page, step: int) -> None:
    """TimelineJS zooms by its two buttons."""
    page.evaluate("(n) => document.querySelectorAll('.tl-menubar-button')[n]?.click()", 0 if step % 6 < 3 else 1)
    page.wait_for_timeout(120)


OURS_READY = "const t = window.mkdocsTimeline && [...mkdocsTimeline.running.values()][0]; return t && t.hits.length > 0"
VIS_READY = "const e = document.querySelector('.vis-item'); return e && e.offsetWidth > 0 && getComputedStyle(e).visibility === 'visible'"
TLJS_READY = "return document.querySelectorAll('.tl-timemarker').length > 0 && !document.querySelector('.tl-message, .tl-loading')"
SUBJECTS = (
    Subject("mkdocs-timeline-plugin", "ours.html", OURS_READY, ".tl-view", wheel),
    Subject("vis-timeline 8.5.4", "vis.html", VIS_READY, ".vis-center", wheel, steps=24, drag_steps=8),
    Subject("vis-timeline 8.5.4, clusters on", "vis.html?cluster", VIS_READY, ".vis-center", wheel),
    Subject("TimelineJS 3.9.11", "timelinejs.html", TLJS_READY, ".tl-timenav", press, steps=6, drag_steps=3),
)


def main() -> None:
    """Measure and write RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        lay_out(folder, make_timeline(arguments.events))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with served(folder) as address:
            runs = {subject: [] for subject in SUBJECTS}
            for _ in range(arguments.runs):  # in turns, so that a busy moment of the machine meets all
                for subject in SUBJECTS:
                    runs[subject].append(measure(browser, address, subject))
                    print(subject.name, runs[subject][-1], flush=True)
        write(runs, arguments.events, browser.version)
        browser.close()


def lay_out(folder: Path, timeline: Timeline) -> None:
    """Put the pages, our files and the two packages into a folder."""
    subprocess.run(
        ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), *PACKAGES], check=True
    )
    for page in (HERE / "pages").iterdir():
        text = page.read_text(encoding="utf-8").replace("{{ timeline }}", render_timeline(timeline))
        (folder / page.name).write_text(text, encoding="utf-8")
    for name in assets.NAMES:
        (folder / name).write_text(assets.text(name), encoding="utf-8")
    events = [
        plain(event.id, event.title, event.summary, event.when.lower, event.when.upper) for event in timeline.events
    ]
    (folder / "events.js").write_text(f"const EVENTS = {json.dumps(events)};", encoding="utf-8")


def plain(name: str, title: str, summary: str, lower: date | None, upper: date | None) -> dict[str, str]:
    """An event as the others take it: days only; a single day has no end."""
    fields = {"id": name, "title": title, "summary": summary, "start": str(lower)}
    return fields if lower == upper else fields | {"end": str(upper)}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    handler = partial(
        type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None}), directory=str(folder)
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def measure(browser: Browser, address: str, subject: Subject) -> Figures:
    """One run in a fresh context."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.add_init_script(WATCH.replace("READY", subject.ready))
    page.goto(f"{address}/{subject.page}", wait_until="commit")
    first = page.evaluate("firstPicture")
    page.wait_for_timeout(500)
    box = page.locator(subject.surface).first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 300) / 2
    page.mouse.move(x, y)
    if subject.surface == ".tl-view":
        page.locator(".tl-view").focus()
    zoom = frames(page, lambda: [subject.zoom(page, step) for step in range(subject.steps)])
    for step in range(4):
        subject.zoom(page, step)
    pan = frames(page, lambda: drag(page, x, y, subject.drag_steps))
    context.close()
    return Figures(first, zoom, pan)


def drag(page: Page, x: float, y: float, steps: int) -> None:
    """Drag to the left and back, three times, each in so many moves."""
    for sign in (-1, 1, -1, 1, -1, 1):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + sign * 400, y, steps=steps)
        page.mouse.up()


def frames(page: Page, act: Callable[[], object]) -> tuple[float, float]:
    """Median of the frames' times while acting, and the time that the slowest 5 % reach."""
    page.evaluate("startFrames()")
    act()
    times = sorted(page.evaluate("stopFrames()"))
    return median(times), times[min(len(times) - 1, int(len(times) * 0.95))]


def write(runs: dict[Subject, list[Figures]], count: int, version: str) -> None:
    """Write the table."""
    lines = [
        "# Timeline benchmark",
        "",
        f"{date.today()} · {count:,} events · median of {len(next(iter(runs.values())))} runs · Chromium {version}, headless, no GPU · "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, shared with other work (load {os.getloadavg()[0]:.1f}) · "
        "`python benchmarks/timeline/bench.py`",
        "",
        "Ours also puts all events into the page as text (readable without scripts); the others do not.",
        "",
        "| | first picture | zoom: median | zoom: slowest 5 % | pan: median | pan: slowest 5 % |",
        "|---|---|---|---|---|---|",
    ]
    for subject, figures in runs.items():
        first = median(figure.first for figure in figures)
        cells = [rate(median(figure.zoom[n] for figure in figures)) for n in (0, 1)]
        cells += [rate(median(figure.pan[n] for figure in figures)) for n in (0, 1)]
        lines.append(f"| {subject.name} | {first / 1000:.2f} s | {' | '.join(cells)} |")
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def rate(milliseconds: float) -> str:
    """Frames per second, with the time of a frame."""
    frames_per_second = 1000 / milliseconds
    return f"{frames_per_second:.{0 if frames_per_second >= 10 else 1}f} fps ({milliseconds:.0f} ms)"


if __name__ == "__main__":
    main()
