"""View ⇄ link: nothing is lost on the way, equal views have equal links, what is refused is named."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.show.link import KEYS, read_link, to_query, write_link
from metrics.show.view import OWN, View
from metrics.show.words import codes

KNOWN = {
    "indicator": {"hotline_calls", "规上工业产值"},
    "entity": {"西宁市"},
    "point": {"o-1"},
    "version": {"20240925-3k9x0q2m7a"},
    "topic": {"政务热线"},
}
texts = st.text(min_size=1, max_size=12)
many = st.lists(texts, max_size=4, unique=True).map(tuple)
days = st.dates(date(1949, 10, 1), date(2099, 12, 31))


def some(kind):
    return st.lists(st.sampled_from(codes(kind)), unique=True).map(tuple)


windows = st.one_of(
    st.tuples(st.none() | days, st.none()), st.tuples(st.none(), days), st.tuples(days, days).map(sorted).map(tuple)
)
views = st.builds(
    View,
    page=st.sampled_from(codes("page")),
    topic=many,
    indicator=many,
    entity=many,
    within=many,
    measure=some("measure"),
    status=some("status"),
    tier=some("tier"),
    part=some("part"),
    doc=many,
    series=many,
    month=many,
    window=windows,
    search=st.text(max_size=40),
    chart=st.sampled_from(codes("chart")),
    facet=st.sampled_from(codes("facet")),
    axis=st.sampled_from(codes("axis")),
    scale=st.sampled_from(codes("scale")),
    transform=st.sampled_from(codes("transform")),
    frequency=st.sampled_from(codes("frequency")),
    method=st.sampled_from(codes("method")),
    highlight=st.text(max_size=12),
    order=st.sampled_from(codes("order")),
    leaf=st.integers(1, 9999),
    point=st.text(max_size=12),
    asof=st.none() | days,
    report=st.sampled_from(codes("report")),
    version=st.just("") | st.from_regex(r"\d{8}-[0-9a-z]{10}", fullmatch=True),
    digest=st.just("") | st.from_regex(r"[0-9a-z]{10}", fullmatch=True),
).map(lambda view: view if view.frequency == OWN else replace(view, transform="lin"))


@given(views)
def test_a_view_comes_back_from_its_link_as_it_was(view):
    assert read_link({name: [text] for name, text in write_link(view).items()}) == (view, ())


@given(views)
def test_a_view_comes_back_from_the_address_as_a_browser_reads_it(view):
    query = to_query(view)
    assert query.isascii()
    assert read_link(parse_qs(query, keep_blank_values=True)) == (view, ())


@given(views)
def test_a_link_that_says_everything_names_every_key_and_comes_back(view):
    whole = write_link(view, is_whole=True)
    assert list(whole) == [key.name for key in KEYS]
    assert read_link({name: [text] for name, text in whole.items()}) == (view, ())


@given(views, st.randoms())
def test_the_order_of_the_keys_in_an_address_does_not_matter(view, random):
    pairs = list(write_link(view).items())
    random.shuffle(pairs)
    back, _ = read_link({name: [text] for name, text in pairs})
    assert to_query(back) == to_query(view)


def test_every_field_of_a_view_has_one_key():
    assert [key.field for key in KEYS] == list(View.__dataclass_fields__)
    assert len({key.name for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize(
    ("params", "view", "refused"),
    [
        ({"i": ["没有的"]}, View(), ["i"]),
        ({"i": ["hotline_calls~没有的"]}, View(), ["i"]),
        ({"i": ["hotline_calls"], "m": ["x"]}, View(indicator=("hotline_calls",)), ["m"]),
        ({"zz": ["1"]}, View(), ["zz"]),
        ({"t": ["昨天"]}, View(), ["t"]),
        ({"t": ["2024-13-01.."]}, View(), ["t"]),
        ({"t": ["2024-09-01..2024-01-01"]}, View(), ["t"]),
        ({"t": ["earliest..latest"]}, View(), []),
        ({"t": ["..2024-01-01"]}, View(window=(None, date(2024, 1, 1))), []),
        ({"r": ["0"]}, View(), ["r"]),
        ({"r": ["²"]}, View(), ["r"]),
        ({"r": ["9" * 40]}, View(), ["r"]),
        ({"p": ["<script>alert(1)</script>"]}, View(), ["p"]),
        ({"view": ["browse", "pages"]}, View(page="pages"), ["view"]),
        ({"from": ["singlemessage"], "isappinstalled": ["0"], "utm_source": ["x"]}, View(), []),
        ({"area": ["西宁市。"]}, View(entity=("西宁市",)), []),
        ({"area": ["西宁市），看这里"]}, View(entity=("西宁市",)), []),
        ({"area": ["西宁市看这里"]}, View(), ["area"]),
        ({"q": ["字" * 101]}, View(), ["q"]),
        ({"i": ["~".join(["hotline_calls"] * 99)]}, View(), ["i"]),
        ({"i": [""]}, View(), []),
        ({"asof": ["2024-06-01"]}, View(asof=date(2024, 6, 1)), []),
        ({"asof": ["2024-06-01），看这里"]}, View(asof=date(2024, 6, 1)), []),
        ({"asof": ["2024-06-01看这里"]}, View(asof=date(2024, 6, 1)), []),
        ({"asof": ["六月"]}, View(), ["asof"]),
        ({"rep": ["first"]}, View(report="first"), []),
        ({"v": ["20240925-3k9x0q2m7a。"]}, View(version="20240925-3k9x0q2m7a"), []),
        ({"v": ["20240925-aaaaaaaaaa"]}, View(), ["v"]),
        ({"d": ["14rtyh2wez"]}, View(digest="14rtyh2wez"), []),
        ({"d": ["14RTYH2WEZ"]}, View(), ["d"]),
        ({"d": ["14r"]}, View(), ["d"]),
        ({"vt": ["ACTUAL~TARGET"]}, View(status=("actual", "target")), []),
        ({"vt": ["ACTUAL"], "st": ["rule"]}, View(status=("rule",)), ["vt"]),
        ({"view": ["chart"], "asOf": ["2024-06-01"]}, View(page="browse", asof=date(2024, 6, 1)), []),
        ({"firstReport": ["true"]}, View(report="first"), []),
        ({"firstReport": ["false"]}, View(), []),
    ],
)
def test_what_a_link_cannot_have_is_named_and_the_rest_followed(params, view, refused):
    got, problems = read_link(params, KNOWN)
    assert (got, [one.key for one in problems]) == (view, refused)
    assert all(one.reason for one in problems)


def test_a_link_names_only_what_was_chosen():
    assert to_query(View()) == ""
    assert to_query(View(page="browse", indicator=("hotline_calls",))) == "view=browse&i=hotline_calls"


def test_what_would_be_allowed_is_named_in_order():
    known = {"month": frozenset(f"2024-{month:02}" for month in range(1, 8))}
    _, (problem,) = read_link({"mon": ["2023-01"]}, known)
    assert "、".join(sorted(known["month"])) in problem.reason
