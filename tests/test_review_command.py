"""`python -m metrics review`: an editor without a browser lists, decides, undoes and reads the log."""

import pytest

from metrics.__main__ import main
from metrics.store import open_store
from tests.deciding import fill, ids


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "周编辑")
    path = str(tmp_path / "metrics.sqlite")
    fill(open_store(path))
    return path


def review(capsys, place, *arguments):
    """Exit code, output and complaint of one call."""
    code = main(["review", *arguments, "--store", place])
    out, complaint = capsys.readouterr()
    return code, out.strip(), complaint.strip()


def test_the_way_of_a_decision_on_the_command_line(capsys, place):
    calls = ids(open_store(place))["诉求量"]
    code, out, complaint = review(capsys, place, "list")
    assert (code, complaint) == (0, "2 of 2 figures for review")
    assert out.splitlines()[0].startswith(f"{calls}  ")
    assert "low_confidence,unknown_indicator  诉求量 3件  襄阳市  襄阳.txt" in out
    corrected = ("correct", calls, "--set", "value=4", "--set", "unit=万件", "--reason", "原版是4万件")
    assert review(capsys, place, *corrected) == (0, "edition 2", "")
    assert review(capsys, place, "merge", calls, "hotline_calls", "--reason", "同一指标", "--by", "林编辑") == (
        0,
        "edition 3",
        "",
    )
    assert review(capsys, place, "list")[2] == "1 of 1 figures for review"
    assert review(capsys, place, "undo", "3", "--reason", "再看看") == (0, "edition 4", "")
    lines = review(capsys, place, "log", calls)[1].splitlines()
    told = [line.partition("  ")[2].partition("  ")[2] for line in lines]
    assert told == [
        f"周编辑  correct  {calls}  value: 3 → 4  (原版是4万件)",
        f"周编辑  correct  {calls}  unit: 件 → 万件  (原版是4万件)",
        f"林编辑  merge  {calls}  indicator: 诉求量 → 12345热线来电诉求量 [hotline_calls]  (同一指标)",
        f"周编辑  undo of edition 3  {calls}  indicator: 12345热线来电诉求量 [hotline_calls] → 诉求量  (再看看)",
    ]
    assert review(capsys, place, "log", "o-other") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["approve"], '"approve" is no action of review; write one of list, accept'),
        (["accept"], "name the figure by its id"),
        (["accept", "o-x", "--reason", "好"], "o-x: no such figure"),
        (["reject", "o-x"], "no reason is given"),
        (["correct", "o-x", "--set", "value"], "--set value: write FIELD=VALUE"),
        (["merge", "o-x", "calls"], "calls is not the id of a catalogued one"),
        (["undo", "first", "--reason", "好"], "name the edition the decision made"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(capsys, place, arguments, told):
    code, out, complaint = review(capsys, place, *arguments)
    assert (code, out) == (2, "")
    assert complaint.startswith("metrics: ")
    assert told in complaint
    assert "\n" not in complaint
