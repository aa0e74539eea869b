"""Readers without a browser: scripted sessions that speak the dashboard's own protocol and think between two choices."""

import asyncio
import time
from random import Random
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.desk import Desk, describe, open_desk
from bench.rows import CITIES
from metrics.catalogue.indicators import INDICATORS

TOPICS = tuple(dict.fromkeys(one.topic for one in INDICATORS))
MOST_BYTES = 64 << 20


def make_query(random: Random) -> str:
    """What a reader looks at next: a city, a topic, a measure, now and then another order or the next leaf."""
    kinds = {
        "in": f"样本{1 + int(random.paretovariate(0.8)) % CITIES:03}市",
        "topic": random.choice(TOPICS),
        "m": random.choice(("level", "growth")),
        "o": random.choice(("new", "old", "value", "page")),
        "r": str(random.randint(1, 3)),
    }
    names = random.sample(tuple(kinds), random.choice((1, 2, 2, 3)))
    return urlencode({"view": "browse", **{name: kinds[name] for name in names}})


async def run_once(socket: ClientConnection, query: str) -> float:
    """Ask for a page and read until it is whole; the seconds it took."""
    message = BackMsg()
    message.rerun_script.query_string = query
    started = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await socket.recv(decode=False))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - started


async def read(address: str, think_s: float, until: float, random: Random, seconds: list[float]) -> None:
    """One reader: connect, look, think, look again."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=MOST_BYTES, compression=None) as socket:  # type: ignore[list-item]
        await asyncio.sleep(random.uniform(0, think_s))
        await run_once(socket, make_query(random))
        while time.perf_counter() < until:
            await asyncio.sleep(random.expovariate(1 / think_s))
            seconds.append(await run_once(socket, make_query(random)))


async def read_together(desk: Desk, readers: int, think_s: float, last_s: float, every_s: float) -> list[float]:
    """So many readers at once; the server's memory is printed while they read."""
    seconds: list[float] = []
    until = time.perf_counter() + last_s
    tasks = [asyncio.create_task(read(desk.address, think_s, until, Random(number), seconds)) for number in range(readers)]
    while time.perf_counter() < until:
        await asyncio.sleep(min(every_s, max(0.0, until - time.perf_counter())))
        held = f"{desk.memory():.0f} MB, without files {desk.own_memory():.0f} MB"
        print(f"  {last_s - (until - time.perf_counter()):4.0f} s: {held}; {describe(seconds)}", flush=True)
    await asyncio.gather(*tasks)
    return seconds


def print_readers(store: str, readers: int = 100, think_s: float = 5.0, last_s: float = 60.0) -> None:
    """Seconds from a reader's choice to the whole page, and the server's memory over time."""
    with open_desk(store) as desk:
        asyncio.run(read_together(desk, 1, 0.2, 3.0, 3.0))
        seconds = asyncio.run(read_together(desk, readers, think_s, last_s, max(10.0, last_s / 15)))
    print(f"{readers} readers, {think_s:g} s think time: {describe(seconds)}")
