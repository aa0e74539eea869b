"""An observation or a view in, the phrase for it out: figure, series name, sentence, citation, title, alt text."""

import math
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from metrics.catalogue.indicators import BY_ID
from metrics.show.english_periods import to_english_day, to_english_period
from metrics.show.filters import Row, Table
from metrics.show.months import name_month
from metrics.show.rows import hold_arrays, hold_rows
from metrics.show.view import IMPLIED_TOO, View
from metrics.show.words import CHINESE, is_chinese, label, say, speaking

CLAIMED = ("growth", "change", "share", "multiple", "completion", "rank")
PERIODIC = ("yoy", "mom", "eoy")  # bases that name themselves
COUNTED = ("tier", "part", "measure", "status")


def say_name(row: Row) -> str:
    """The name of the indicator of a row."""
    return say_indicator(row["indicator_id"], row["indicator"])


def say_indicator(key: object, name: str) -> str:
    """The name of an indicator, in English where the catalogue knows it and the reader asked for it."""
    return name if is_chinese() or key not in BY_ID else BY_ID[str(key)].name_en


def say_number(text: str) -> str:
    """A plain number with thousands set apart and a true minus sign.

    >>> say_number("-12345.60"), say_number("908")
    ('−12,345.60', '908')
    """
    whole, dot, rest = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}" if whole.isdigit() and len(whole) > 4 else whole
    return ("−" if text.startswith("-") else "") + grouped + dot + rest


def say_hedge(row: Row) -> str:
    """The hedge before a number, empty for an exact one."""
    return "" if row["bound"] == "=" else label("hedge", row["bound"])


def say_value(row: Row) -> str:
    """The figure with hedge and unit: 超 100 吉瓦, 1—2 个, 14.7%."""
    number = say_number(str(row["value_text"]))
    high = row["value_high"]
    if high is not None and not math.isnan(high):
        number += "—" + say_number(f"{high:.10g}")
    unit = str(row["unit"])
    gap = "" if unit in ("", "%", "‰") else " "
    return say_hedge(row) + number + gap + unit


def say_change(row: Row) -> str:
    """The figure as a change in words: 增长 14.7%, 下降 3.2%."""
    is_fall = str(row["value_text"]).startswith("-")
    positive = {**row, "value_text": str(row["value_text"]).lstrip("-")}
    return label("fall" if is_fall else "rise", row["measure"]) + say_value(positive)


def say_derived(row: Row, code: str) -> str:
    """A derived number with the period it goes back to, or that it comes to; empty when it could not be computed."""
    ends = {"period_start": row["derived_start"], "period_end": row["derived_end"]}
    period = say_period({"period_text": row["derived_period"], **ends}) if row["derived_period"] else ""
    if row.get("derived_by"):
        return say_merged(row, period) if period else ""
    if not row["derived_text"]:
        return ""
    pattern = "derived_base" if code == "idx" else "derived_than"
    return say(pattern, value=row["derived_text"], period=period) if period else str(row["derived_text"])


def say_merged(row: Row, period: str) -> str:
    """What the figures of a period come to and how, or what of the period is missing."""
    method = str(row["derived_by"])[-3:]
    if row["derived_text"]:
        return say(f"merged_{method}", value=row["derived_text"], period=period, n=row["derived_held"])
    return say("lacks_end" if method == "eop" else "lacks", period=period, n=row["derived_held"], whole=row["derived_whole"])


def say_measure(row: Row) -> str:
    """How the figure measures: 数值, 同比增幅, 比上半年增减量, 占全市, 完成年度任务."""
    name = label("measure", row["measure"])
    if row["measure"] in ("growth", "change") and row["base"] and row["basis"] not in PERIODIC:
        return say("change_than", base=row["base"], name=name)
    if row["measure"] in ("growth", "change"):
        return f"{label('basis', row['basis'])}{name}".capitalize()
    if row["measure"] in ("share", "multiple") and row["base"]:
        return say(f"{row['measure']}_of", base=row["base"])
    return name


def say_part(row: Row) -> str:
    """The breakdown without its keys: 渠道=市长信箱 → 市长信箱."""
    return "，".join(piece.partition("=")[2] or piece for piece in str(row["dims"]).split("；")) if row["dims"] else ""


def say_series(row: Row) -> str:
    """The name of a series: indicator, breakdown, entity, measure and what it is if not an actual figure."""
    pieces = [say_name(row), say_part(row), row["entity"]]
    against = [say("level_against", base=row["base"])] if row["base"] else []  # a target outdone by 19.1亿元 is another series
    pieces += [say_measure(row)] if row["measure"] != "level" else against
    pieces += [label("status", row["status"])] if row["status"] != "actual" else []
    return " · ".join(piece for piece in pieces if piece)


def say_period(row: Row) -> str:
    """The period of a row, or that the page does not tell."""
    if is_chinese():
        return str(row["period_text"]) or say("no_period")
    start, end = row["period_start"], row["period_end"]
    days = (start.date() if pd.notna(start) else None, end.date() if pd.notna(end) else None)
    return to_english_period(*days) or say("no_period")


def say_day(day: date | None) -> str:
    """A day; a missing one is said to be missing."""
    if day is None or pd.isna(day):
        return say("no_day")
    return f"{day.year}年{day.month}月{day.day}日" if is_chinese() else to_english_day(day)


def say_claim(row: Row) -> str:
    """What is said of the indicator: 为865件次, 同比增长14.7%, 占全市的70.5%, 目标为超100亿元."""
    kind = row["measure"] if row["measure"] in CLAIMED else "level"
    slots = {
        "value": say_value(row).replace(" ", ""),
        "change": say_change(row).replace(" ", ""),
        "base": row["base"],
        "basis": label("basis", row["basis"]),
    }
    if row["status"] == "actual":
        is_hedged = kind == "level" and row["bound"] != "="
        return slots["value"] if is_hedged else say(f"claim_{kind}", **slots)
    claim = slots["value"] if kind == "level" else say(f"claim_{kind}", **slots)
    return say(f"claim_{row['status']}", claim=claim)


def say_sentence(row: Row) -> str:
    """A sentence an editor can paste, Chinese for every reader: where and when printed, about whom, what, with the hedge."""
    with speaking(CHINESE):
        return _say_sentence(row)


def _say_sentence(row: Row) -> str:
    is_dated = pd.notna(row["issue_date"])
    where = say(
        "printed_in" if is_dated else "printed", day=say_day(row["issue_date"]), article=row["article"] or say("no_title")
    )
    has_period: bool = pd.notna(row["period_end"]) or pd.notna(row["period_start"])
    period: str = f"{row['period_text']}，" if has_period else ""
    name = row["indicator"].removesuffix(label("measure", "share")) if row["measure"] == "share" else row["indicator"]
    part = say("part_of", part=say_part(row)) if row["dims"] else ""
    return f"{where}{period}{row['entity']}{name}{part}{say_claim(row)}。"


def say_citation(row: Row, version: str, link: str) -> str:
    """The source of one figure as a note under a text, Chinese for every reader."""
    with speaking(CHINESE):
        return _say_citation(row, version, link)


def _say_citation(row: Row, version: str, link: str) -> str:
    people = say("by", names=str(row["reporters"]).replace(",", "、")) if row["reporters"] else ""
    return say(
        "citation",
        article=row["article"] or say("no_title"),
        people=people,
        day=say_day(row["issue_date"]),
        doc=row["doc"],
        start=row["start"],
        end=row["end"],
        obs=row["obs_id"],
        version=version,
        link=link,
    )


def say_choices(view: View, names: Mapping[str, str]) -> list[str]:
    """Every restriction of a view in words; `names` gives the Chinese name of an indicator's key."""
    said = []
    for field in ("topic", "indicator", "entity", *COUNTED, "doc"):
        chosen = getattr(view, field)
        if chosen:
            values = [
                say_indicator(value, names.get(value, value)) if field == "indicator" else label(field, value)
                for value in chosen
            ]
            said.append(say("choice", field=label("field", field), values=say("list_comma").join(values)))
    if view.within:
        said.append(say("choice_within", values=say("list_comma").join(view.within)))
    if view.month:
        names_of_months = say("list_comma").join(name_month(code) for code in view.month)
        said.append(say("choice", field=label("field", "month"), values=names_of_months))
    if view.series:
        said.append(say("choice_series", n=len(view.series)))
    if view.window != (None, None):
        since, until = (end.isoformat() if end else "…" for end in view.window)
        said.append(say("choice", field=label("field", "window"), values=f"{since} — {until}"))
    if view.with_implied == IMPLIED_TOO:
        said.append(say("choice_implied"))
    if view.search:
        said.append(say("choice", field=label("field", "search"), values=f"“{view.search}”"))
    return said


def say_title(view: View, printed: Iterable[tuple[str, str]]) -> str:
    """The headline over the chart: the indicators shown (id and name of each), at most three by name."""
    indicators = [say_indicator(*pair) for pair in printed]
    is_named = view.indicator or len(indicators) <= 2
    names = indicators if is_named else [label("topic", topic) for topic in view.topic]
    shown = say("list_comma").join(names[:3]) or say("all_figures")
    return shown + (say("and_more", n=len(names)) if len(names) > 3 else "")


def say_alt(rows: Table, transform: str = "lin") -> str:
    """The chart in words: how many points, from when to when, the last value and whether it is derived."""
    if rows.empty:
        return say("alt_empty")
    held, ends = hold_rows(rows), hold_arrays(rows)["period_end"]
    dated = np.flatnonzero(~np.isnat(ends))
    if not len(dated):
        return say("alt_undated", n=len(rows), values=say("semicolon").join(map(say_value, held[:6])))
    first, last = (held[place] for place in dated[np.argsort(ends[dated])[[0, -1]]])
    return say(
        "alt",
        n=len(dated),
        first=say_period(first),
        last=say_period(last),
        name=say_series(last),
        value=say_value(last) if transform == "lin" else say("derived_value", value=say_derived(last, transform)),
    )


def say_review(row: Row) -> str:
    """How far a figure is reviewed, with its SDMX status: 已更正（A）."""
    state = label("review_state", row["review_state"]) if row["review_state"] else say("review_none")
    return say("review_mark", state=state, status=row["obs_status"])
