"""A real PostgreSQL for the tests: made in a folder of its own, on a free port of this machine, gone when they end."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from tests.ports import free_port

DEBIAN = Path("/usr/lib/postgresql")
USERS = ("postgres", "nobody")  # root may not run the server; these may
HASTE = ("-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off")  # a test's database need not outlive the power
TRIES = 5


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL: where it listens and as whom to enter it."""

    url: URL
    numbers: Iterator[int]

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """The URL of an empty database, dropped at the end whoever still holds it."""
        name = f"test_{next(self.numbers)}"
        self.command(f"CREATE DATABASE {name}")
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            self.command(f"DROP DATABASE {name} WITH (FORCE)")

    def command(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def find_program(name: str) -> str:
    """A program of the server: on the path, or in the newest version that Debian has installed."""
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(name) or (str(versions[-1]) if versions else None)
    if found is None:
        pytest.fail(f"no PostgreSQL server found ({name}): apt-get install postgresql")
    return found


def find_user() -> str | None:
    """As whom the server runs when we are root; None when we are somebody else already."""
    if os.geteuid() != 0:
        return None
    for user in USERS:
        with suppress(KeyError):
            return pwd.getpwnam(user).pw_name
    pytest.fail(f"the server does not run as root, and there is no user {' or '.join(USERS)}")


def run(user: str | None, folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the server in its folder, as its user."""
    sudo = ["runuser", "-u", user, "--"] if user else []
    with (folder / "out").open("a+") as out:  # a file: the server keeps it open after pg_ctl has ended
        done = subprocess.run(
            [*sudo, find_program(name), *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False
        )
    return subprocess.CompletedProcess(done.args, done.returncode, (folder / "out").read_text())


def start(user: str | None, folder: Path) -> int:
    """Start the server on a free port and return it; somebody else may take the port first, so it is tried again."""
    for _ in range(TRIES):
        port = free_port()
        options = " ".join((f"-p {port}", "-h 127.0.0.1", f"-k {folder}", *HASTE))
        done = run(user, folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-t", "60", "-o", options, "start")
        if done.returncode == 0:
            return port
    pytest.fail(f"PostgreSQL did not start:\n{done.stdout}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of this test run."""
    user = find_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the name of a socket may not be long
    word = secrets.token_hex(16)
    (folder / "password").write_text(word)
    if user:
        for path in (folder, folder / "password"):
            shutil.chown(path, user)
    data = str(folder / "data")
    try:
        login = ("-U", "tester", "-A", "scram-sha-256", f"--pwfile={folder / 'password'}")
        made = run(user, folder, "initdb", "-D", data, *login, "-E", "UTF8", "--locale=C", "--no-sync")
        if made.returncode:
            pytest.fail(f"initdb failed:\n{made.stdout}")
        port = start(user, folder)
        yield Server(URL.create("postgresql+psycopg", "tester", word, "127.0.0.1", port, "postgres"), count(1))
    finally:
        run(user, folder, "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The URL of an empty database of its own for one test."""
    with postgres.fresh_database() as url:
        yield url
