"""Parts of a page that follow each other are sent together; nothing waits longer than a moment, nothing changes places."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from metrics.show.batches import Batches


def part(name):
    """A message that brings a piece of HTML."""
    message = ForwardMsg()
    message.delta.new_element.html.body = name
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def known_part():
    """A message that names a piece the browser still has."""
    return {"type": "websocket.send", "bytes": ForwardMsg(ref_hash="0" * 32).SerializeToString()}


def end():
    """The message that ends a run."""
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def send(messages, patience=0.0):
    """What has gone out before the last message was taken, and when all had time to go."""
    gone, early = [], []

    async def keep(message):
        gone.append(message)

    async def talk():
        batches = Batches(keep, 0.0 if patience else 60.0)
        for number, message in enumerate(messages):
            if number == len(messages) - 1:
                early.extend(gone)
            await batches.take(message)
        for _ in range(5):  # turns of the loop, in which a wait of nothing ends
            await asyncio.sleep(0)
        batches.stop()

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps a loop running in this one
        thread.submit(lambda: asyncio.run(talk())).result()
    return early, gone


def test_parts_of_a_run_go_out_with_its_end():
    messages = [part("a"), known_part(), part("b"), end()]
    assert send(messages) == ([], messages)


def test_what_is_no_part_of_a_page_goes_out_at_once_behind_what_waited():
    messages = [{"type": "websocket.accept"}, part("a"), end(), {"type": "websocket.close"}, part("b")]
    assert send(messages) == (messages[:4], messages[:4])


def test_parts_go_out_without_an_end_when_the_moment_is_over():
    messages = [part("a"), part("b")]
    assert send(messages, patience=1) == ([], messages)
