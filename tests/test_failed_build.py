"""A reading that fails in the middle reaches no reader; from one that does not, readers can go back to the version before."""

import pytest

from metrics.show import shelf
from metrics.show.view import View
from metrics.store.rows import to_rows
from tests.app import html_of, run
from tests.readings import make_observation, make_reading

FRESH = to_rows(make_reading([make_observation(value="777.7")], text="新版面" * 70), "later rules")
SEEN = View(page="browse", search="126.4亿元")  # what the sentence of the new figure says


class BrokenOffError(Exception):
    """What goes wrong while pages are written."""


def write_and_break_off():
    yield (FRESH,)
    raise BrokenOffError


def test_readers_see_nothing_of_a_reading_that_broke_off(held):
    store, before = shelf.open_shelf_store(), html_of(run())
    with pytest.raises(BrokenOffError):
        store.add(write_and_break_off(), "breaks off")
    assert (store.edition(), shelf.newest_shelf()) == (held.edition, held)
    assert html_of(run()) == before
    assert "777.7" not in html_of(run(SEEN))
    store.check()


def test_the_version_before_a_reading_can_be_read_again(held):
    shelf.open_shelf_store().add([(FRESH,)], "one more page")
    assert shelf.newest_shelf().version != held.version
    assert "777.7" in html_of(run(SEEN))
    notice, _, shown = html_of(run(SEEN, v=held.version)).partition('class="head result"')
    assert "777.7" in notice, "the way forward names what came since"
    assert "777.7" not in shown
    assert held.version in shown
