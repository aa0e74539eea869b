"""Several editors at one store, each a process of its own: nobody loses a decision, and who comes second is told."""

import json
import subprocess
import sys

from tests.deciding import fill, ids, shown
from tests.readings import make_observation, make_reading
from tests.source import ROOT

EDITOR = """
import json, sys
from metrics.errors import ReviewError
from metrics.review.decisions import Decision
from metrics.store import open_store
place, who, edition, *figures = sys.argv[1:]
store = open_store(place)
print("ready", flush=True)
sys.stdin.readline()
told = []
for figure in figures:
    wanted = Decision("correct", who, "核对", int(edition), (figure,), {"value": str(len(who)) + "00"})
    try:
        told.append(store.decide(wanted))
    except ReviewError as error:
        told.append(str(error))
print(json.dumps(told), flush=True)
store.close()
"""


def decide_at_once(place, *orders):
    """Start an editor for each order (name, edition, figures), let all go in the same moment, return what each was told."""
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, place, *map(str, order)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for order in orders
    ]
    assert [editor.stdout.readline() for editor in editors] == ["ready\n"] * len(editors)
    for editor in editors:
        editor.stdin.write("go\n")
        editor.stdin.flush()
    answers = [editor.communicate(timeout=120) for editor in editors]
    assert [error for _, error in answers] == [""] * len(editors)
    return [json.loads(out) for out, _ in answers]


def place_of(store):
    return store.url.render_as_string(hide_password=False)


def test_of_two_decisions_on_one_figure_the_first_stands_and_the_second_is_told(store):
    fill(store)
    calls = ids(store)["诉求量"]
    told = decide_at_once(place_of(store), ("甲", 1, calls), ("乙乙", 1, calls))
    (first,) = [each[0] for each in told if isinstance(each[0], int)]
    (second,) = [each[0] for each in told if isinstance(each[0], str)]
    winner = "甲" if isinstance(told[0][0], int) else "乙乙"
    assert first == 2
    assert f"{winner} decided about this figure first" in second
    assert shown(store)[0] == ("诉求量", len(winner) * 100, "corrected", "A")
    assert [(line.edition, line.who) for line in store.log()] == [(2, winner)]
    store.check()


FIGURES = 10


def test_of_many_decisions_of_three_editors_none_is_lost_and_none_counts_twice(store):
    observations = [make_observation(indicator=f"指标{n}", value="1", start=n * 10, end=n * 10 + 3) for n in range(FIGURES)]
    store.commit([make_reading(observations)], "", "v1")
    figures = list(store.table()["obs_id"])
    orders = [("甲", 1, *figures), ("乙乙", 1, *reversed(figures)), ("丙丙丙", 1, *figures[5:], *figures[:5])]
    told = [each for answers in decide_at_once(place_of(store), *orders) for each in answers]
    taken = sorted(each for each in told if isinstance(each, int))
    assert taken == list(range(2, 2 + FIGURES))
    assert sum("decided about this figure first" in str(each) for each in told) == 2 * FIGURES
    assert sorted(line.edition for line in store.log()) == taken
    assert {line.obs_id for line in store.log()} == set(figures)
    values = store.table().set_index("obs_id")["value"]
    assert all(values[line.obs_id] == len(line.who) * 100 for line in store.log())
    for edition in store.editions():
        store.check(edition.number)


READER = """
import sys
from metrics.store import open_store
from tests.readings import make_observation, make_reading
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for version in range(2, 12):
    calls = make_observation(indicator="诉求量", value=str(version), unit="件", start=150, end=154)
    store.commit([make_reading([make_observation(), calls])], "", f"v{version}")
store.close()
"""


def test_a_decision_beside_a_new_reading_of_the_page_is_kept_or_refused(store):
    fill(store)
    calls = ids(store)["诉求量"]
    command = [sys.executable, "-c", READER, place_of(store)]
    reader = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout.readline() == "ready\n"
    reader.stdin.write("go\n")
    reader.stdin.flush()
    (told,) = decide_at_once(place_of(store), ("甲", 1, calls))
    reader.communicate(timeout=120)
    assert reader.returncode == 0
    row = shown(store)[0]
    if isinstance(told[0], int):
        assert row == ("诉求量", 100, "reread", "V")
    else:
        assert "read again meanwhile" in told[0]
        assert row[1] == 11
    store.check()
