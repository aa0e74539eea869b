"""The pictures of the README, taken by the browser of the tests: `python -m tests.browser.shots` writes them to docs/."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGS, ROOT, find_chromium, see_sentence, settle

SHOTS = (
    ("overview.png", "/", 1280, 1000, "light"),
    ("browse.png", "/?view=browse&topic=政务热线", 1280, 1000, "light"),
    ("sentence-dark.png", "/?view=browse&q=来电诉求", 1280, 1000, "dark"),
    ("source.png", "/?view=source", 1280, 900, "light"),
    ("overview-phone-dark.png", "/", 390, 844, "dark"),
    ("browse-phone.png", "/?view=browse&q=来电诉求", 390, 1200, "light"),
)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Every picture of a running dashboard; those of one sentence open the first row."""
    for name, path, width, height, scheme in SHOTS:
        page = browser.new_page(
            base_url=address, locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": height}
        )
        page.goto(path)
        settle(page)
        if name.startswith("sentence"):
            page.locator(".rows tbody tr td:last-child a").first.click()
            see_sentence(page)
        if name.startswith("source"):
            page.locator(".printed a.figure").nth(6).click()
            see_sentence(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(600)
        page.screenshot(path=folder / name)
        page.close()


def main() -> None:
    """Take the pictures of the dashboard at the address given."""
    folder = ROOT / "docs"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), headless=True, args=list(ARGS))
        take(browser, sys.argv[1], Path(os.environ.get("SHOTS", folder)))
        browser.close()


if __name__ == "__main__":
    main()
