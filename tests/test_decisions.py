"""What editors decide is kept: every decision an edition, its log whole, a new reading of the page no way around it."""

import pytest
from sqlalchemy import create_engine

from metrics.errors import ReviewError
from metrics.model import Skipped
from tests.deciding import CALLS, FIGURE, ids, log, reread, shown, take
from tests.readings import make_observation, make_reading


def test_a_doubtful_figure_is_not_validated_until_an_editor_accepts_it(filled):
    assert shown(filled) == [("诉求量", 3, "", "V"), ("进出口总额", 126.4, "", "A")]
    assert take(filled, "accept", ids(filled)["诉求量"]) == 2
    assert shown(filled) == [("诉求量", 3, "accepted", "A"), ("进出口总额", 126.4, "", "A")]
    assert shown(filled, 1) == [("诉求量", 3, "", "V"), ("进出口总额", 126.4, "", "A")]
    assert log(filled) == [(2, "林编辑", "accept", "", "", "", "对过原版")]


def test_a_decision_makes_an_edition_with_a_name_of_its_own_that_can_be_counted_again(filled_either):
    take(filled_either, "accept", ids(filled_either)["诉求量"])
    take(filled_either, "correct", ids(filled_either)["进出口总额"], value="129.4")
    take(filled_either, "reject", ids(filled_either)["诉求量"])
    editions = filled_either.editions()
    assert [edition.reason for edition in editions] == ["ingest", "review", "review", "review"]
    assert len({edition.digest for edition in editions}) == 4
    for edition in editions:
        filled_either.check(edition.number)


def test_a_correction_retires_the_row_and_adds_one_under_the_same_id(filled_either):
    figure = ids(filled_either)["进出口总额"]
    before = filled_either.table(1)
    take(filled_either, "correct", figure, value="129.40", period_end="2022-06-30", entity="襄阳市襄州区")
    row = filled_either.table().set_index("obs_id").loc[figure]
    old = before.set_index("obs_id").loc[figure]
    assert (row["value_text"], row["base_value"], row["entity"], str(row["period_end"].date())) == (
        "129.40",
        12_940_000_000,
        "襄阳市襄州区",
        "2022-06-30",
    )
    assert row["series_id"] != old["series_id"]
    assert (row["quote"], row["article_id"], row["start"]) == (old["quote"], old["article_id"], old["start"])
    assert filled_either.table(1).equals(before)
    assert [line[3:6] for line in log(filled_either)] == [
        ("value", "126.4", "129.40"),
        ("entity", "襄阳市", "襄阳市襄州区"),
        ("period_end", "2022-05-31", "2022-06-30"),
    ]


def test_a_merge_gives_a_name_nobody_knew_to_the_catalogue_for_all_its_figures(filled):
    reread(filled, CALLS, make_observation(indicator="诉求量", value="5", unit="件", start=160, end=164))
    figures = list(filled.table()["obs_id"])
    take(filled, "merge", *figures, indicator="hotline_calls")
    table = filled.table()
    assert set(table["indicator_id"]) == {"hotline_calls"}
    assert set(table["indicator"]) == {"12345热线来电诉求量"}
    assert {line[5] for line in log(filled)} == {"12345热线来电诉求量 [hotline_calls]"}


def test_a_rejected_figure_leaves_the_table_and_stays_in_the_account_of_the_page(filled):
    figure = ids(filled)["诉求量"]
    take(filled, "reject", figure, reason="是编号")
    assert shown(filled) == [("进出口总额", 126.4, "", "A")]
    page = filled.pages()[0].sha256
    assert filled.skipped(page) == [Skipped(150, 154, "rejected")]
    assert filled.skipped(page, 1) == []
    assert log(filled)[-1][3:] == ("", "诉求量 3件", "", "是编号")
    with pytest.raises(ReviewError, match="rejected already"):
        take(filled, "reject", figure)


@pytest.mark.parametrize(
    ("action", "changes"),
    [("accept", {}), ("correct", {"value": "4", "unit": "万件"}), ("reject", {}), ("merge", {"indicator": "hotline_calls"})],
)
def test_every_decision_can_be_undone_and_the_undoing_too(filled, action, changes):
    figure = ids(filled)["诉求量"]
    first = filled.table()
    number = take(filled, action, figure, **changes)
    decided = filled.table()
    undone = take(filled, "undo", undoes=number, reason="看错了")
    assert content(filled.table()) == content(first)
    take(filled, "undo", undoes=undone)
    assert content(filled.table()) == content(decided)
    assert [line.action for line in filled.log() if line.field in ("", "value", "indicator")] == [action, "undo", "undo"]
    for edition in filled.editions():
        filled.check(edition.number)


def content(table):
    """The rows without the edition that added them."""
    rows = table.drop(columns=["added", "first_seen"]).astype("str")
    return sorted(rows.itertuples(index=False, name=None))


def test_only_the_decision_in_force_can_be_undone(filled):
    figure = ids(filled)["诉求量"]
    first = take(filled, "correct", figure, value="4")
    second = take(filled, "correct", figure, value="5", who="周编辑")
    with pytest.raises(ReviewError, match="周编辑 decided again in edition 3"):
        take(filled, "undo", undoes=first)
    take(filled, "undo", undoes=second)
    take(filled, "undo", undoes=first)
    assert shown(filled)[0] == ("诉求量", 3, "", "V")
    with pytest.raises(ReviewError, match="made by no decision"):
        take(filled, "undo", undoes=1)


def test_the_second_to_decide_on_a_figure_is_told_and_nothing_is_overwritten(filled_either):
    figure, seen = ids(filled_either)["诉求量"], filled_either.edition()
    take(filled_either, "correct", figure, edition=seen, value="4", who="周编辑", reason="报纸印的是4")
    with pytest.raises(ReviewError, match=r"周编辑 decided about this figure first .*报纸印的是4.*nothing was changed"):
        take(filled_either, "correct", figure, edition=seen, value="9")
    assert shown(filled_either)[0] == ("诉求量", 4, "corrected", "A")
    assert take(filled_either, "accept", ids(filled_either)["进出口总额"], edition=seen) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": "三"}, "not a number"),
        ({"value": "NaN"}, "not a number a newspaper prints"),
        ({"value_high": "1"}, "no upper end"),
        ({"measure": "size"}, "write one of level"),
        ({"period_start": "2024年"}, "is no day"),
        ({"period_start": "2022-12-31"}, "comes after"),
        ({"dims": "渠道"}, "no breakdown"),
        ({"indicator": ""}, "name what is measured"),
        ({"unit": "件\n次"}, "no plain words"),
        ({"colour": "red"}, "no field of a figure"),
        ({"value": "126.4"}, "nothing is corrected"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_one_line(filled, changes, told):
    with pytest.raises(ReviewError, match=told) as caught:
        take(filled, "correct", ids(filled)["进出口总额"], **changes)
    assert "\n" not in str(caught.value)
    assert filled.edition() == 1


@pytest.mark.parametrize(
    ("who", "reason", "told"), [("", "好", "who decides"), ("林", " ", "no reason"), ("林", "长" * 501, "501")]
)
def test_a_decision_has_a_name_and_a_reason(filled, who, reason, told):
    with pytest.raises(ReviewError, match=told):
        take(filled, "accept", ids(filled)["进出口总额"], who=who, reason=reason)


def test_a_figure_nobody_reported_cannot_be_decided_about(filled):
    with pytest.raises(ReviewError, match="o-nowhere: no such figure"):
        take(filled, "accept", "o-nowhere")


def test_a_store_from_before_there_were_decisions_takes_them(open_at, tmp_path):
    place = tmp_path / "metrics.sqlite"
    old = open_at(str(place))
    old.commit([make_reading([FIGURE])], "", "v1")
    version = old.version()
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE decisions")
    engine.dispose()
    filled = open_at(str(place))
    assert (filled.version(), filled.log()) == (version, [])
    assert take(filled, "accept", ids(filled)["进出口总额"]) == 2
    filled.check()
