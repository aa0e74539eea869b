"""What a listening socket takes in sends its answers at once, though the socket never said that it is TCP."""

import socket

from metrics.show.sockets import answer_at_once


def test_a_connection_answers_at_once():
    with socket.socket() as desk, socket.socket() as reader, socket.socket() as idle:
        desk.bind(("127.0.0.1", 0))
        desk.listen()
        answer_at_once()
        reader.connect(desk.getsockname())
        taken, _ = desk.accept()
        with taken:
            assert desk.proto == 0
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
            assert idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_closed_sockets_and_those_of_files_are_left_alone():
    closed, (left, right) = socket.socket(), socket.socketpair()
    closed.close()
    with left, right:
        answer_at_once()
