"""What surrounds the page on the wire: security headers, the language of the page shell, our style and script, a warm start."""

import base64
import gc
import hashlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from metrics.show.batches import Batches
from metrics.show.chunks import CHARTED, draw_preloads
from metrics.show.frame_files import find_answer
from metrics.show.kept_book import prepare_book
from metrics.show.shelf import fill_from_seeds, take_newest
from metrics.show.sockets import answer_at_once
from metrics.show.words import say

SHELL = Path(st.__file__).parent / "static" / "index.html"
HEAD = '<link rel="stylesheet" href="/desk.css"><script src="/desk.js" defer></script><script src="/choose.js" defer></script>'
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class InlineScripts(HTMLParser):
    """Collects the scripts that stand inside a page shell."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember whether an inline script begins."""
        self._is_inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        """Keep the text of an inline script."""
        if self._is_inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The script ends."""
        self._is_inside = self._is_inside and tag != "script"


def make_policy(shell: str) -> str:
    """The content security policy: nothing from elsewhere, no inline script but the shell's own by its hash."""
    parser = InlineScripts()
    parser.feed(shell)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in parser.found)
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; "
        "object-src 'none'; form-action 'self'"
    )


def edit_shell(shell: str, has_charts: bool = False) -> str:
    """The page shell in Chinese, with our style sheet and script and what charts need."""
    head = f"{HEAD}{draw_preloads(shell) if has_charts else ''}</head>"
    titled = shell.replace("<title>Streamlit</title>", f"<title>{say('name')}</title>")
    return titled.replace('lang="en"', 'lang="zh-CN"', 1).replace("</head>", head, 1)


def is_embedded(scope: Scope) -> bool:
    """Whether a page is asked for that may stand in a frame on another site: it shows charts and no controls."""
    return scope["path"] == "/" and "true" in parse_qs(scope["query_string"].decode("latin-1")).get("embed", [])


def has_charts(scope: Scope) -> bool:
    """Whether a page is asked for that draws charts."""
    return parse_qs(scope["query_string"].decode("latin-1")).get("view", [""])[-1] in CHARTED


class Shelter:
    """ASGI middleware: closes inner routes, adds security headers, edits the page shell."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self.app = app
        self.headers = {
            "content-security-policy": make_policy(SHELL.read_text(encoding="utf-8")),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "x-frame-options": "SAMEORIGIN",
        }
        policy = self.headers["content-security-policy"].replace("frame-ancestors 'self'", "frame-ancestors *")
        self.framed = {**self.headers, "content-security-policy": policy}
        del self.framed["x-frame-options"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of an HTML answer the whole body is edited at once."""
        if scope["type"] == "websocket":
            batches = Batches(send)
            await self.app(scope, receive, batches.take)
            batches.stop()
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(CLOSED):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            headers = self.framed if is_embedded(scope) else self.headers
            app = find_answer(scope) or self.app
            await app(scope, receive, Reply(send, headers, has_charts(scope)).take)


class Reply:
    """One answer on its way out."""

    def __init__(self, send: Send, headers: dict[str, str], has_charts: bool) -> None:
        """Nothing held yet."""
        self.send, self.headers, self.has_charts = send, headers, has_charts
        self.start: Message | None = None
        self.body = b""

    async def take(self, message: Message) -> None:
        """Add headers to the start; hold an HTML answer until its body is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.update(self.headers)
            is_html = headers.get("content-type", "").startswith("text/html")
            if is_html and not headers.get("content-encoding"):
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.finish(self.start)
            return
        await self.send(message)

    async def finish(self, start: Message) -> None:
        """Send the edited shell."""
        body = edit_shell(self.body.decode("utf-8"), self.has_charts).encode("utf-8") if self.body else b""
        headers = MutableHeaders(raw=start["headers"])
        if body:
            headers["content-length"] = str(len(body))
            del headers["etag"]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def warm(_: object) -> AsyncIterator[None]:
    """Before the first visitor: answers wait for nothing, the newest edition is read, the collector passes over what stays."""
    answer_at_once()
    newest, trouble = take_newest()
    if trouble:
        print(trouble, file=sys.stderr)  # the page says it too, to whoever opens it
    else:
        if newest is None:
            fill_from_seeds()
        prepare_book()
    gc.freeze()  # without a collection, which would look at everything and find next to nothing
    gc.enable()
    yield


def middleware() -> list[Middleware]:
    """Everything that stands between the wire and the page."""
    return [Middleware(Shelter)]
