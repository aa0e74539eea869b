"""A server of our own on a free port with a store of its own, and a real Chromium that reports whatever it complains about."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PATIENCE_S = 60


def find_chromium():
    """The browser to drive: the one CHROMIUM names, else any Chromium or Chrome on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def is_up(address):
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def serve_desk(folder, *flags, port=None):
    """The address of the dashboard as a new user starts it, with a store of its own in `folder`."""
    port = port or free_port()
    place = ("--server.port", str(port), "--server.address", "127.0.0.1")
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *place, *flags]
    env = os.environ | {"METRICS_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("wb") as log, subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log) as process:
        until = time.monotonic() + PATIENCE_S
        while not is_up(address) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)
        try:
            assert is_up(address), (folder / "log").read_text(encoding="utf-8")
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a dashboard that all tests read and none changes."""
    with serve_desk(tmp_path_factory.mktemp("desk")) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium or Chrome found: install one, or name it in CHROMIUM")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, headless=True, args=list(ARGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def context_of(browser):
    """A function that gives the browser context of some options; the same one each time, so that the program is loaded once."""
    held = {}

    def find(**options):
        key = repr(sorted(options.items()))
        if key not in held:
            held[key] = browser.new_context(locale="zh-CN", **options)
        return held[key]

    yield find
    for context in held.values():
        context.close()


@pytest.fixture
def open_page(context_of, server):
    """A function that opens a path in a new page; every complaint of the browser fails the test at its end."""
    complaints, pages = [], []

    def open_path(path="/", width=1280, height=1000, scheme="light", **options):
        size = {"width": width, "height": height}
        page = context_of(base_url=server, color_scheme=scheme, viewport=size, **options).new_page()
        pages.append(page)
        page.add_init_script("delete window.showSaveFilePicker")
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda request: None if is_ours(request.url, server) else complaints.append(f"left us: {request.url}")
        )
        page.goto(path)
        settle(page)
        return page

    yield open_path
    for page in pages:
        page.close()
    assert complaints == []


def is_ours(url, server):
    return url.startswith((server, server.replace("http", "ws", 1), "data:", "blob:"))


def settle(page):
    """Wait until the page is whole: its last line stands, no run is under way, every chart is drawn."""
    page.wait_for_selector(".foot")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    page.wait_for_function(
        "() => document.querySelectorAll('[data-testid=stVegaLiteChart] svg .mark-group.role-frame').length"
        " === document.querySelectorAll('.panel-head').length"
    )


def see_sentence(page):
    """Wait until the printed sentence of a figure is open and the page around it whole."""
    page.wait_for_selector(".printed mark.figure")
    settle(page)
