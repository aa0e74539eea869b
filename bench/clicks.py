"""The page in a real Chromium: how long until the first chart, and from a click on a filter to the last repaint."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from bench.desk import Desk, describe, open_desk

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
CHART = "[data-testid='stVegaLiteChart'] svg .mark-group"
QUIET_MS = 350  # nothing painted for so long: the page is done
LOOK_MS = 50  # between two looks whether it is; to look at every frame would take the browser's time
CHIP = ".chooser .chip"
WATCH = """() => {
  window.paintedAt = performance.now();
  document.addEventListener('pointerdown', () => { [window.paintedAt, window.hasRun] = [0, false]; }, true);
  document.addEventListener('pointerup', () => { window.clickedAt = performance.now(); }, true);
  const paint = () => requestAnimationFrame(() => { window.paintedAt = performance.now(); });
  // A quick run begins and ends before the browser draws: then only what it changed on the page tells of it.
  const MAIN = "[data-testid='stMain']";
  // Names told to screen readers go by themselves after seven seconds, and nobody sees them: no repaint.
  const within = ({ target }, part) => (target.closest ? target : target.parentElement)?.closest(part);
  const attributes = ['d', 'transform', 'href', 'x', 'y', 'data-test-script-state'];
  new MutationObserver((changes) => {
    window.hasRun ||= changes.some((one) => one.attributeName === 'data-test-script-state' || within(one, MAIN));
    if (!changes.every((one) => within(one, '[data-live-announcer]'))) paint();
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes});
}"""
# A busy server may begin later than a still page seems done: the run that the click asked for must have been seen.
DONE = f"""() => window.hasRun && window.paintedAt > 0 && performance.now() - window.paintedAt > {QUIET_MS}
  && document.querySelector("[data-testid='stApp'][data-test-script-state='notRunning']") !== null"""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The Chromium of this machine, or the one CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, headless=True, args=list(ARGS))
        yield browser
        browser.close()


def open_page(browser: Browser, address: str) -> Page:
    """A page of its own context, as a new visitor has it."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(address, wait_until="commit")
    return page


def time_first_charts(browser: Browser, store: str, query: str, times: int) -> tuple[list[float], list[float]]:
    """Seconds from the start of a server to its first chart, and from opening the page on the warm server."""
    cold, warm = [], []
    for _ in range(times):
        with open_desk(store) as desk:
            for kept, since in ((cold, desk.started), (warm, 0.0)):
                since = since or time.perf_counter()
                page = open_page(browser, f"{desk.address}/{query}")
                page.wait_for_selector(CHART, state="attached")
                kept.append(time.perf_counter() - since)
                page.context.close()
    return cold, warm


def time_clicks(browser: Browser, desk: Desk, query: str, clicks: int) -> list[float]:
    """Seconds from a click on an option of a filter to the last repaint of the page, one filter after the other."""
    page = open_page(browser, f"{desk.address}/{query}")
    page.wait_for_selector(CHART, state="attached")
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    seconds: list[float] = []
    for number in range(clicks):
        seconds.append(click_option(page, ("topic", "indicator", "within")[number % 3], number))
        if number % 3 == 2:
            clear(page)
    page.context.close()
    return seconds


def click_option(page: Page, field: str, number: int) -> float:
    """Open a filter, take one of its options, wait until the page is still; the seconds from click to last repaint."""
    page.locator(f".chooser[data-field='{field}'] button").click()
    options = page.get_by_role("option")
    options.first.wait_for()
    options.nth(number % min(options.count(), 5)).click()
    page.wait_for_function(DONE, polling=LOOK_MS)
    took = page.evaluate("window.paintedAt - window.clickedAt") / 1000
    page.keyboard.press("Escape")
    return float(took)


def clear(page: Page) -> None:
    """Take all choices back, one after the other."""
    while page.locator(CHIP).count():
        page.locator(CHIP).first.click()
        page.wait_for_function(DONE, polling=LOOK_MS)


def print_page(store: str, clicks: int = 45, times: int = 3) -> None:
    """First chart after start and on a warm server, then filter clicks, on the full page and on one city."""
    with open_browser() as browser:
        for name, query in (("everything", "?view=browse"), ("one city", "?view=browse&in=%E6%A0%B7%E6%9C%AC007%E5%B8%82")):
            cold, warm = time_first_charts(browser, store, query, times)
            print(f"first chart, {name}: after the process starts {describe(cold)}")
            print(f"first chart, {name}: warm server {describe(warm)}", flush=True)
        with open_desk(store) as desk:
            print(f"filter click to last repaint: {describe(time_clicks(browser, desk, '?view=browse', clicks))}")
            print(f"server memory {desk.memory():.0f} MB, without files {desk.own_memory():.0f} MB", flush=True)
