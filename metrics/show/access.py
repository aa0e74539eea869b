"""How the dashboard is set up and who visits it in, whether the visitor may change anything out: an editor, or a reader."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Literal

import streamlit as st

Why = Literal["local", "listed", "unlisted", "signed_out", "open"]
FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How the dashboard is set up: where it listens, whether visitors can sign in, whose e-mail addresses may edit."""

    address: str
    has_sign_in: bool
    editors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Guest:
    """What is known of a visitor: where the connection comes from, and the address a sign-in has vouched for."""

    ip: str | None
    headers: Mapping[str, str]
    email: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page: the name that goes under decisions, whether they may be taken, and why (not)."""

    name: str
    is_editor: bool
    why: Why


def judge(setting: Setting, guest: Guest) -> Visitor:
    """With a sign-in the listed addresses edit; without one only somebody at this machine does, and nobody where others get in.

    >>> judge(Setting("0.0.0.0", False, frozenset()), Guest(None, {}, "", False))
    Visitor(name='', is_editor=False, why='open')
    """
    if not setting.has_sign_in:
        is_local = is_loopback(setting.address) and is_here(guest)
        return Visitor(getpass.getuser(), True, "local") if is_local else Visitor("", False, "open")
    if not guest.email:
        return Visitor("", False, "signed_out")
    is_listed = guest.is_verified and guest.email.casefold() in setting.editors
    return Visitor(guest.email, is_listed, "listed" if is_listed else "unlisted")


def is_here(guest: Guest) -> bool:
    """Whether a visitor sits at this machine: nothing passed the request on, and this machine's own name was called."""
    names = {name.lower() for name in guest.headers}
    host = next((text for name, text in guest.headers.items() if name.lower() == "host"), "localhost")
    return not names & FORWARDED and is_loopback(guest.ip or "localhost") and is_loopback(cut_port(host))


def cut_port(host: str) -> str:
    """The name in a Host header.

    >>> cut_port("[::1]:8501"), cut_port("localhost:8501"), cut_port("127.0.0.1")
    ('::1', 'localhost', '127.0.0.1')
    """
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def is_loopback(name: str) -> bool:
    """Whether an address reaches this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def read_setting() -> Setting:
    """The set-up of this server: its address, and what its secrets say of sign-in and editors."""
    secrets: Mapping[str, Any] = st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}
    listed = secrets.get("review", {}).get("editors", [])
    editors = frozenset(str(email).strip().casefold() for email in listed)
    return Setting(str(st.get_option("server.address") or ""), "auth" in secrets, editors)


def read_guest() -> Guest:
    """The visitor of this run."""
    known: Mapping[str, Any] = st.user.to_dict() if st.user.get("is_logged_in") else {}
    is_verified = known.get("email_verified") in (True, "true")
    ip: object = st.context.ip_address  # None on this machine; no text where no request stands behind the run
    return Guest(
        ip if isinstance(ip, str) else None, dict(st.context.headers), str(known.get("email") or "").strip(), is_verified
    )


def read_visitor() -> Visitor:
    """Who looks at the page in this run."""
    return judge(read_setting(), read_guest())
