"""What editors decide is kept: every decision an edition, its log whole, a new reading of the page no way around it."""

import pytest
from sqlalchemy import create_engine

from metrics.errors import ReviewError
from metrics.model import Skipped
from metrics.store import Store
from tests.deciding import CALLS, FIGURE, fill, ids, log, reread, shown, take
from tests.readings import make_observation, make_reading


@pytest.fixture
def store(open_at, tmp_path) -> Store:
    """A store with one page of two figures."""
    return fill(open_at(str(tmp_path / "metrics.sqlite")))


@pytest.fixture
def either(open_at, store_url) -> Store:
    """The same in each database."""
    return fill(open_at(store_url))


def test_a_doubtful_figure_is_not_validated_until_an_editor_accepts_it(store):
    assert shown(store) == [("诉求量", 3, "", "V"), ("进出口总额", 126.4, "", "A")]
    assert take(store, "accept", ids(store)["诉求量"]) == 2
    assert shown(store) == [("诉求量", 3, "accepted", "A"), ("进出口总额", 126.4, "", "A")]
    assert shown(store, 1) == [("诉求量", 3, "", "V"), ("进出口总额", 126.4, "", "A")]
    assert log(store) == [(2, "林编辑", "accept", "", "", "", "对过原版")]


def test_a_decision_makes_an_edition_with_a_name_of_its_own_that_can_be_counted_again(either):
    take(either, "accept", ids(either)["诉求量"])
    take(either, "correct", ids(either)["进出口总额"], value="129.4")
    take(either, "reject", ids(either)["诉求量"])
    editions = either.editions()
    assert [edition.reason for edition in editions] == ["ingest", "review", "review", "review"]
    assert len({edition.digest for edition in editions}) == 4
    for edition in editions:
        either.check(edition.number)


def test_a_correction_retires_the_row_and_adds_one_under_the_same_id(either):
    figure = ids(either)["进出口总额"]
    before = either.table(1)
    take(either, "correct", figure, value="129.40", period_end="2022-06-30", entity="襄阳市襄州区")
    row = either.table().set_index("obs_id").loc[figure]
    old = before.set_index("obs_id").loc[figure]
    assert (row["value_text"], row["base_value"], row["entity"], str(row["period_end"].date())) == (
        "129.40",
        12_940_000_000,
        "襄阳市襄州区",
        "2022-06-30",
    )
    assert row["series_id"] != old["series_id"]
    assert (row["quote"], row["article_id"], row["start"]) == (old["quote"], old["article_id"], old["start"])
    assert either.table(1).equals(before)
    assert [line[3:6] for line in log(either)] == [
        ("value", "126.4", "129.40"),
        ("entity", "襄阳市", "襄阳市襄州区"),
        ("period_end", "2022-05-31", "2022-06-30"),
    ]


def test_a_merge_gives_a_name_nobody_knew_to_the_catalogue_for_all_its_figures(store):
    reread(store, CALLS, make_observation(indicator="诉求量", value="5", unit="件", start=160, end=164))
    figures = list(store.table()["obs_id"])
    take(store, "merge", *figures, indicator="hotline_calls")
    table = store.table()
    assert set(table["indicator_id"]) == {"hotline_calls"}
    assert set(table["indicator"]) == {"12345热线来电诉求量"}
    assert {line[5] for line in log(store)} == {"12345热线来电诉求量 [hotline_calls]"}


def test_a_rejected_figure_leaves_the_table_and_stays_in_the_account_of_the_page(store):
    figure = ids(store)["诉求量"]
    take(store, "reject", figure, reason="是编号")
    assert shown(store) == [("进出口总额", 126.4, "", "A")]
    page = store.pages()[0].sha256
    assert store.skipped(page) == [Skipped(150, 154, "rejected")]
    assert store.skipped(page, 1) == []
    assert log(store)[-1][3:] == ("", "诉求量 3件", "", "是编号")
    with pytest.raises(ReviewError, match="rejected already"):
        take(store, "reject", figure)


@pytest.mark.parametrize(
    ("action", "changes"),
    [("accept", {}), ("correct", {"value": "4", "unit": "万件"}), ("reject", {}), ("merge", {"indicator": "hotline_calls"})],
)
def test_every_decision_can_be_undone_and_the_undoing_too(store, action, changes):
    figure = ids(store)["诉求量"]
    first = store.table()
    number = take(store, action, figure, **changes)
    decided = store.table()
    undone = take(store, "undo", undoes=number, reason="看错了")
    assert content(store.table()) == content(first)
    take(store, "undo", undoes=undone)
    assert content(store.table()) == content(decided)
    assert [line.action for line in store.log() if line.field in ("", "value", "indicator")] == [action, "undo", "undo"]
    for edition in store.editions():
        store.check(edition.number)


def content(table):
    """The rows without the edition that added them."""
    rows = table.drop(columns=["added", "first_seen"]).astype("str")
    return sorted(rows.itertuples(index=False, name=None))


def test_only_the_decision_in_force_can_be_undone(store):
    figure = ids(store)["诉求量"]
    first = take(store, "correct", figure, value="4")
    second = take(store, "correct", figure, value="5", who="周编辑")
    with pytest.raises(ReviewError, match="周编辑 decided again in edition 3"):
        take(store, "undo", undoes=first)
    take(store, "undo", undoes=second)
    take(store, "undo", undoes=first)
    assert shown(store)[0] == ("诉求量", 3, "", "V")
    with pytest.raises(ReviewError, match="made by no decision"):
        take(store, "undo", undoes=1)


def test_the_second_to_decide_on_a_figure_is_told_and_nothing_is_overwritten(either):
    figure, seen = ids(either)["诉求量"], either.edition()
    take(either, "correct", figure, edition=seen, value="4", who="周编辑", reason="报纸印的是4")
    with pytest.raises(ReviewError, match=r"周编辑 decided about this figure first .*报纸印的是4.*nothing was changed"):
        take(either, "correct", figure, edition=seen, value="9")
    assert shown(either)[0] == ("诉求量", 4, "corrected", "A")
    assert take(either, "accept", ids(either)["进出口总额"], edition=seen) == 3


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
def test_a_correction_that_cannot_be_is_refused_in_one_line(store, changes, told):
    with pytest.raises(ReviewError, match=told) as caught:
        take(store, "correct", ids(store)["进出口总额"], **changes)
    assert "\n" not in str(caught.value)
    assert store.edition() == 1


@pytest.mark.parametrize(
    ("who", "reason", "told"), [("", "好", "who decides"), ("林", " ", "no reason"), ("林", "长" * 501, "501")]
)
def test_a_decision_has_a_name_and_a_reason(store, who, reason, told):
    with pytest.raises(ReviewError, match=told):
        take(store, "accept", ids(store)["进出口总额"], who=who, reason=reason)


def test_a_figure_nobody_reported_cannot_be_decided_about(store):
    with pytest.raises(ReviewError, match="o-nowhere: no such figure"):
        take(store, "accept", "o-nowhere")


def test_a_store_from_before_there_were_decisions_takes_them(open_at, tmp_path):
    place = tmp_path / "metrics.sqlite"
    old = open_at(str(place))
    old.commit([make_reading([FIGURE])], "", "v1")
    version = old.version()
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE decisions")
    engine.dispose()
    store = open_at(str(place))
    assert (store.version(), store.log()) == (version, [])
    assert take(store, "accept", ids(store)["进出口总额"]) == 2
    store.check()
