"""Who may change anything: the person at this machine, or a listed address that signed in; everybody else reads."""

import getpass

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from metrics.show.access import Guest, Setting, Visitor, judge
from metrics.show.words import say
from tests.app import SCRIPT, html_of, run

HOME = Setting("127.0.0.1", False, frozenset())
DESK = Setting("0.0.0.0", True, frozenset({"lin@paper.example"}))
HERE = {"Host": "localhost:8501"}


def guest(ip=None, headers=HERE, email="", is_verified=True):
    return Guest(ip, headers, email, is_verified)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_who_sits_at_this_machine_edits_when_no_sign_in_is_set_up(host):
    assert judge(HOME, guest(headers={"Host": host})) == Visitor(getpass.getuser(), True, "local")


@pytest.mark.parametrize(
    ("setting", "who"),
    [
        (Setting("0.0.0.0", False, frozenset()), guest()),
        (Setting("", False, frozenset()), guest()),
        (Setting("192.168.1.20", False, frozenset({"lin@paper.example"})), guest()),
        (HOME, guest(ip="192.168.1.30")),
        (HOME, guest(headers={"Host": "desk.paper.example"})),
        (HOME, guest(headers={**HERE, "X-Forwarded-For": "203.0.113.5"})),
        (HOME, guest(headers={**HERE, "forwarded": "for=203.0.113.5"})),
    ],
)
def test_nobody_edits_where_others_may_come_in_and_no_sign_in_is_set_up(setting, who):
    assert judge(setting, who) == Visitor("", False, "open")


@pytest.mark.parametrize(
    ("who", "visitor"),
    [
        (guest(), Visitor("", False, "signed_out")),
        (guest(email="Lin@Paper.example"), Visitor("Lin@Paper.example", True, "listed")),
        (guest(email="lin@paper.example", is_verified=False), Visitor("lin@paper.example", False, "unlisted")),
        (guest(email="wang@paper.example"), Visitor("wang@paper.example", False, "unlisted")),
    ],
)
def test_with_a_sign_in_only_listed_and_verified_addresses_edit(who, visitor):
    assert judge(DESK, who) == visitor
    assert judge(Setting("127.0.0.1", True, DESK.editors), who) == visitor


@pytest.fixture
def open_address():
    """The dashboard as it is when it answers the whole network."""
    config.set_option("server.address", "0.0.0.0")
    yield
    config.get_config_options(force_reparse=True)


@pytest.mark.usefixtures("held", "open_address")
def test_a_dashboard_open_to_others_without_sign_in_is_read_only_and_says_so():
    app = run()
    assert say("foot_open") in html_of(app)
    assert "view=review" not in html_of(app)
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.query_params["view"] = "review"
    app.run()
    assert say("gate_open") in html_of(app)
    assert (len(app.button), len(app.text_input)) == (0, 0)


@pytest.mark.usefixtures("held")
def test_the_dashboard_of_this_machine_says_who_may_review():
    app = run()
    assert say("foot_local", name=getpass.getuser()) in html_of(app)
    assert "view=review" in html_of(app)
