"""How long a saved change takes to show in an open browser: from the write of the file to the changed text in the open page."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAUSE = 0.7
"""Seconds between two edits, in which a preview does what it does after it showed the page."""

_SHOWN = "(text) => document.body && document.body.innerText.includes(text) && Date.now()"
"""The time at which the page shows a text, in milliseconds; false while it does not."""


class PreviewError(Exception):
    """A preview did not start, or a change did not show, within the time that it was given."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window. Raises PreviewError where there is none."""
    path = _browser()
    if path is None:
        raise PreviewError(f"none of these browsers is installed: {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def browser_version() -> str:
    """Name and version of that browser."""
    path = _browser()
    if path is None:
        return "none"
    answer = subprocess.run([path, "--version", *FLAGS], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or Path(path).name


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: Sequence[str], *, cwd: Path, log: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Run a server in a group of processes of its own, which is ended whatever happens."""
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=cwd, env=dict(environment), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield
        finally:
            _end(server)


def seconds_to_show(
    browser: Browser, address: str, edit: Callable[[int], str], numbers: Sequence[int], *, limit: float
) -> list[float]:
    """Open a page, make each edit, and wait until the page shows it; returns seconds from the write to the text in the page.

    ``edit`` writes the file of an edit's number and returns the text that it puts there. ``limit``: seconds for the server to
    answer, and for each edit to show. Raises PreviewError where one takes longer.
    """
    _wait_for(address, limit)
    context = browser.new_context(bypass_csp=True)  # waiting for a function needs eval
    page = context.new_page()
    try:
        page.goto(address, wait_until="load", timeout=limit * 1000)
        seconds = []
        for number in numbers:
            page.wait_for_timeout(PAUSE * 1000)
            start = time.time()
            text = edit(number)
            shown = page.wait_for_function(_SHOWN, arg=text, polling="raf", timeout=limit * 1000)
            seconds.append(shown.json_value() / 1000 - start)
    except Error as error:
        raise PreviewError(str(error).partition("\n")[0]) from None
    finally:
        context.close()
    return seconds


def _browser() -> str | None:
    """Where the first of the browsers that is installed lies."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _wait_for(address: str, limit: float) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=limit):
                return
        except OSError:
            time.sleep(0.2)
    raise PreviewError(f"it did not answer within {limit:g} s")


def _end(server: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, number)
            server.wait(timeout=15)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
