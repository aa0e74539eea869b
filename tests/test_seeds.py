"""The five pages are the printed pages, byte for byte."""

import hashlib

from tests.source import ROOT

SHA256 = {
    "000_1661fb9d06d46d27.txt": "8ab95d41f7f4b3a029ee8130932f4193efad459520fcf9c91099707a786a6baf",
    "001_0c8ac66903479323.txt": "f5290c3ac2cc7e7c06b96022f66ebd43675bc6feb8e7f88b5edea306fa12b5d3",
    "002_c836a0cee22e581d.txt": "25431b652cbaaba43e039dd838148e0c70247d3b70bbd0556256dce5a376ded0",
    "003_0f41ced30fcd748e.txt": "b3cf7a94c8a7f4a25d191815e3df28cbd243b18572ce41ec277877b05d9ac976",
    "004_424dd36529882c77.txt": "0ad75c0a9e0528e896ef41ad70cbc184c16d3a05ababc6d13b8d9bc3663aa37c",
}


def test_the_five_pages_are_unchanged():
    folder = ROOT / "seeds"
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} == SHA256
