"""The sockets on which this process listens: whatever they take in answers at once."""

import gc
import socket


def answer_at_once() -> None:
    """Let no part of an answer wait until the part before it is confirmed, which takes up to 40 ms each time.

    Python sets this for sockets that say they are TCP; the frame opens its own without saying so and hands it to nobody. What a
    listening socket takes in inherits it.
    """
    for one in gc.get_objects():
        if type(one) is socket.socket and is_listening(one):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def is_listening(one: socket.socket) -> bool:
    """Whether a socket is open and waits for connections of the internet's kind."""
    is_open = one.fileno() >= 0 and one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
    return is_open and bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
