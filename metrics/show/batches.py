"""Parts of a page on their way to a browser: those of one run travel together, so that it is laid out a few times only."""

import asyncio
from contextlib import suppress

from starlette.types import Message, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HELD_S = 0.1  # the longest a part waits for others
PARTS = ("delta", "ref_hash")  # the second names a part that the browser still has


class Batches:
    """What a server sends over one socket: parts that come while a run is going are held until it ends, or a moment."""

    def __init__(self, send: Send, held_s: float = HELD_S) -> None:
        """Nothing held yet."""
        self._send, self._held_s = send, held_s
        self._held: list[Message] = []
        self._waiting: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    async def take(self, message: Message) -> None:
        """Hold a part of a page; send anything else at once, behind what is held."""
        self._held.append(message)
        if not is_part(message):
            await self._let_go()
        elif self._waiting is None:
            self._waiting = asyncio.create_task(self._let_go_later())

    def stop(self) -> None:
        """Forget what is held: nobody reads it any more."""
        if self._waiting:
            self._waiting.cancel()

    async def _let_go(self) -> None:
        async with self._turn:
            going, self._held = self._held, []
            for message in going:
                await self._send(message)

    async def _let_go_later(self) -> None:
        await asyncio.sleep(self._held_s)
        self._waiting = None
        with suppress(RuntimeError, OSError):  # the reader has left meanwhile
            await self._let_go()


def is_part(message: Message) -> bool:
    """Whether a message of the server brings a part of a page."""
    if message["type"] != "websocket.send":
        return False
    kind: str = ForwardMsg.FromString(message["bytes"]).WhichOneof("type")
    return kind in PARTS
