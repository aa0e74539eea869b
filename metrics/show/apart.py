"""A module and its arguments in, its work done by a process of its own that ends with the one that asked for it."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[2]


def run_apart(url: str, module: str, *arguments: str) -> None:
    """Run a module on the store of a URL in a process of its own, whose memory goes with it.

    However this process ends, the system closes the pipe it holds, and the other one, which reads from it, ends too.
    """
    env = {**os.environ, "METRICS_STORE": url}
    command = [sys.executable, "-m", "metrics.show.apart", module, *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, start_new_session=True) as process:
        process.wait()


def follow() -> None:
    """End this process as soon as the one at the other end of its standard input is gone."""
    Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever written; a buffer would be locked when the work is done
    os._exit(1)  # nobody waits for what it makes any more


if __name__ == "__main__":
    follow()
    module, *sys.argv[1:] = sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
