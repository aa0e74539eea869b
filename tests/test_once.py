"""What is drawn once is drawn for whoever asks for the same, and anew for everybody else."""

import pytest

from metrics.show import shelf
from metrics.show.drawings import draw_once
from metrics.show.link import to_query
from metrics.show.queries import to_query_after
from metrics.show.view import View, change
from metrics.show.words import speaking
from metrics.store.rows import to_rows
from tests.desk import make_table
from tests.readings import make_observation, make_reading

ONE, OTHER = (make_table({"value": 908}) for _ in range(2))


@pytest.mark.parametrize(
    ("table", "piece", "view", "language", "is_drawn_anew"),
    [
        (ONE, "leaf", View(leaf=2), "zh", False),
        (ONE, "leaf", View(leaf=3), "zh", True),
        (ONE, "leaf", View(leaf=2), "en", True),
        (ONE, "result", View(leaf=2), "zh", True),
        (ONE, ("ways out", "https://desk.example/"), View(leaf=2), "zh", True),
        (OTHER, "leaf", View(leaf=2), "zh", True),
    ],
)
def test_a_piece_is_drawn_anew_for_another_table_view_language_or_place(table, piece, view, language, is_drawn_anew):
    draw_once(ONE, "leaf", View(leaf=2), lambda: "first")
    with speaking(language):
        assert draw_once(table, piece, view, lambda: "anew") == ("anew" if is_drawn_anew else "first")


def test_a_run_of_the_page_stays_at_one_edition_and_the_next_sees_the_newest(dashboard_store):
    for number, text in enumerate(("一版", "二版"), 1):
        with shelf.staying_at(shelf.newest_edition()):
            dashboard_store.add([(to_rows(make_reading([make_observation()], text=text * 90), "v"),)], text)
            assert shelf.newest_edition() == max(1, number - 1), "an empty store is asked until it holds something"
        assert shelf.newest_edition() == number


@pytest.mark.parametrize("choices", [{"point": "o-1"}, {"tier": ("core",)}, {"page": "home", "topic": ()}, {"lang": "en"}])
def test_the_query_after_a_choice_is_that_of_the_view_after_it(choices):
    view = View(page="browse", topic=("工业", "a~b"), window=(None, None), leaf=4, point="o-7", digest="0123456789")
    assert to_query_after(view, **choices) == to_query(change(view, **choices))
