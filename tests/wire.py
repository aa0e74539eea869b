"""The addresses beside the page asked in this process, as a server would ask them."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.routing import Router

from metrics.show.routes import routes


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


def ask(path, method="GET", headers=(), **params):
    """The answer to one request; parameters are written into the query."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in (("host", "desk.example"), *dict(headers).items())]
    scope = {
        **{"type": "http", "http_version": "1.1", "method": method, "scheme": "https", "path": path, "root_path": ""},
        **{"raw_path": quote(path).encode(), "query_string": urlencode(params).encode(), "headers": raw},
        **{"server": ("desk.example", 443), "client": ("127.0.0.1", 1)},
    }
    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps a loop running in this one
        thread.submit(asyncio.run, Router(routes())(scope, receive, send)).result()
    start, *rest = sent
    names = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], names, b"".join(message.get("body", b"") for message in rest))
