"""Work that never ends, for the tests of processes: it says who it is into a pipe and holds that open as long as it lives."""

import os
import sys
from threading import Event

if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="ascii") as pipe:  # noqa: PTH123  (opened to be held, not to be read)
        print(os.getpid(), file=pipe, flush=True)
        Event().wait()
