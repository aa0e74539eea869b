"""`python -m bench.rows --rows N --store URL`: a store of invented pages in realistic shape, to measure the dashboard with.

Cities called 样本001市 print a page each issue: yesterday's hotline by channel, the month's figures with their growth, a long
tail of figures seen once or twice, targets, hedges, and repeats of what stood in earlier issues. Never product data.
"""

import argparse
import hashlib
import sys
import time
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from metrics.catalogue.indicators import INDICATORS, Indicator
from metrics.model import Article, CleanText, Issue, Observation, Page, Paragraph, Reading, Skipped
from metrics.store import open_store

EXTRACTION = "bench"
PAGES_A_COMMIT = 400
CITIES = 120
FIRST_ISSUE = date(2019, 1, 3)
CHANNELS = ("电话", "微信", "网站", "市长信箱", "移动客户端")
GOODS = (
    *("绿茶", "柑橘", "生猪", "粮食", "蔬菜", "水产品", "光伏组件", "锂电池", "新能源汽车", "集装箱", "快递", "图书", "专利"),
    *("保障房", "充电桩", "公交线路", "博物馆", "养老床位", "医院床位", "幼儿园学位", "研发平台", "高新技术企业", "农家乐"),
    *("民宿", "景区", "展会", "直播间", "无人机", "机器人", "中药材", "花卉", "奶牛", "蜂蜜", "木材", "水泥", "钢材"),
)
KINDS = (
    *(("产量", "万吨"), ("产值", "亿元"), ("销售额", "亿元"), ("数量", "个"), ("投资额", "亿元"), ("用工人数", "人")),
    *(
        ("出口额", "万美元"),
        ("面积", "万亩"),
        ("培训人次", "人次"),
        ("签约项目", "个"),
        ("补贴金额", "万元"),
        ("用户数", "万户"),
    ),
)
HEDGES = ("=",) * 23 + (">", "~")


@dataclass(slots=True)
class City:
    """One paper's city, what its monthly figures stand at and what it printed lately."""

    name: str
    entities: tuple[str, ...]
    monthly: tuple[Indicator, ...]
    lately: deque[Observation] = field(default_factory=lambda: deque(maxlen=160))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to be printed: everything but where it will stand."""

    words: str
    indicator: str
    value: Decimal
    unit: str
    period: tuple[date | None, date | None]
    entity: str
    indicator_id: str | None = None
    measure: str = "level"
    basis: str | None = None
    dims: tuple[tuple[str, str], ...] = ()
    status: str = "actual"
    tier: str = "detail"
    bound: str = "="


def make_cities(random: Random) -> list[City]:
    """The cities, each with districts, offices and firms of its own and some of the catalogue's indicators month by month."""
    usual = [one for one in INDICATORS if one.units]
    cities = []
    for number in range(1, CITIES + 1):
        name = f"样本{number:03}市"
        parts = [f"{name}{part}区" for part in "东西南北"] + [f"{name}{office}局" for office in ("商务", "统计", "住建")]
        parts += [f"样本{number:03}{firm}公司" for firm in ("机械", "食品", "物流")]
        cities.append(City(name, (name, *parts), tuple(random.sample(usual, 14))))
    return cities


def make_issues(random: Random) -> Iterator[tuple[City, date]]:
    """City after city, issue after issue, without end."""
    cities = make_cities(random)
    day = FIRST_ISSUE
    while True:
        for city in cities:
            yield city, day
        day += timedelta(days=random.choice((1, 2, 3)))


def make_figures(city: City, day: date, random: Random) -> Iterator[Figure]:
    """What a page reports: the hotline, on early days of a month the month, some of the long tail."""
    yield from make_hotline(city, day - timedelta(days=1), random)
    if day.day <= 12:
        yield from make_month(city, day, random)
    for _ in range(random.randint(14, 26)):
        yield make_single(city, day, random)


def make_hotline(city: City, day: date, random: Random) -> Iterator[Figure]:
    """One day's calls and their channels."""
    counts = [random.randint(20, 900) for _ in CHANNELS]
    words = f"{day.month}月{day.day}日，市长热线受理诉求"
    shared = {"indicator": "热线受理量", "unit": "件", "period": (day, day), "entity": city.name, "tier": "core"}
    yield Figure(words, value=Decimal(sum(counts)), **shared)
    for channel, count in zip(CHANNELS, counts, strict=True):
        yield Figure(f"其中{channel}受理", value=Decimal(count), dims=(("渠道", channel),), **shared)


def make_month(city: City, day: date, random: Random) -> Iterator[Figure]:
    """The figures from January to the month before, each with its growth."""
    last = day.replace(day=1) - timedelta(days=1)
    for one in random.sample(city.monthly, 8):
        base = int(hashlib.sha256(f"{city.name}{one.id}".encode()).hexdigest()[:6], 16) % 9000 + 100
        shared = {"indicator": one.name, "indicator_id": one.id, "entity": city.name, "tier": "core"}
        period = (last.replace(month=1, day=1), last)
        value = Decimal(base * last.month * random.randint(90, 130)) / 1000
        yield Figure(f"1至{last.month}月，全市{one.name}", value=value, unit=one.units[0], period=period, **shared)
        growth = Decimal(random.randint(-80, 220)) / 10
        yield Figure("同比增长", value=growth, unit="%", measure="growth", basis="yoy", period=period, **shared)


def make_single(city: City, day: date, random: Random) -> Figure:
    """A figure of the long tail, seldom printed again; some are targets, some undated, some rounded."""
    goods, (kind, unit) = random.choice(GOODS), random.choice(KINDS)
    status = random.choices(("actual", "target", "planned"), (90, 7, 3))[0]
    year = day.year + (status != "actual")
    periods = ((date(year, 1, 1), date(year, 12, 31)), (day, day), (None, None), (None, day.replace(day=1)))
    return Figure(
        words=f"{random.choice(('今年以来', '据介绍', '目前', '截至上月底'))}，当地{goods}{kind}",
        indicator=f"{goods}{kind}",
        value=Decimal(random.choice((random.randint(1, 99), random.randint(100, 9999), random.randint(1, 9999) / Decimal(10)))),
        unit=unit,
        period=random.choices(periods, (50, 20, 20, 10))[0],
        entity=random.choice(city.entities),
        status=status,
        bound=random.choice(HEDGES),
    )


def make_reading(city: City, day: date, random: Random) -> Reading:
    """One page: its sentences one after the other, every figure where it is printed, some repeated from earlier pages."""
    doc = f"bench-{city.name}日报-{day.isoformat()}.txt"
    printed: list[Observation] = []
    text = [f"{city.name}日报 {day.year}年{day.month}月{day.day}日（测速用的虚构版面）\n"]
    length = len(text[0])
    wanted = [to_observation(figure, doc, day) for figure in make_figures(city, day, random)]
    repeats = random.sample(city.lately, min(5, len(city.lately)))
    for one in (*wanted, *(replace(each, doc=doc, article=f"{day.month}月要闻", issue_date=day) for each in repeats)):
        quote = one.quote
        start = length + quote.index(str(one.value))
        printed.append(replace(one, start=start, end=start + len(str(one.value)) + len(one.unit)))
        text.append(f"{quote}。\n")
        length += len(quote) + 2
    city.lately.extend(random.sample(wanted, 3))
    return to_reading(doc, "".join(text), day, printed)


def to_observation(figure: Figure, doc: str, day: date) -> Observation:
    """The figure as the parser would hand it over."""
    return Observation(
        doc=doc,
        article=f"{day.month}月{day.day}日要闻：{figure.entity}",
        reporters=("测速",),
        issue_date=day,
        quote=f"{figure.words}{figure.value}{figure.unit}",
        start=0,
        end=0,
        indicator=figure.indicator,
        indicator_id=figure.indicator_id,
        value=figure.value,
        value_high=None,
        unit=figure.unit,
        bound=figure.bound,  # type: ignore[arg-type]
        measure=figure.measure,  # type: ignore[arg-type]
        basis=figure.basis,  # type: ignore[arg-type]
        base=None,
        entity=figure.entity,
        period_start=figure.period[0],
        period_end=figure.period[1],
        status=figure.status,  # type: ignore[arg-type]
        tier=figure.tier,  # type: ignore[arg-type]
        rule="bench",
        confidence=0.9,
        dims=dict(figure.dims),
    )


def to_reading(doc: str, text: str, day: date, observations: list[Observation]) -> Reading:
    """The page of this text with one article and one number passed over."""
    page = Page(doc, text, hashlib.sha256(text.encode()).hexdigest())
    clean = CleanText(text, array("i", range(len(text))))
    article = Article("1", f"{day.month}月{day.day}日要闻", "", ("测速",), (Paragraph(0, len(text), "prose"),))
    return Reading(page, clean, Issue(day, day.year, "版头"), (article,), tuple(observations), (Skipped(0, 1, "date"),))


def fill(store_url: str, rows: int, seed: int = 2024) -> int:
    """Fill an empty store with pages until it holds so many observations; returns how many there are."""
    store = open_store(store_url)
    if store.edition():
        raise SystemExit(f"{store_url} holds pages already; bench data goes into a new store only")
    random = Random(seed)
    issues, held, started = make_issues(random), 0, time.monotonic()
    while held < rows:
        readings = [make_reading(city, day, random) for city, day in islice(issues, PAGES_A_COMMIT)]
        store.commit(readings, "bench data", EXTRACTION)
        held += sum(len(reading.observations) for reading in readings)
        print(f"\r{held:,} rows, {time.monotonic() - started:.0f} s", end="", file=sys.stderr, flush=True)
    store.analyze()
    print(file=sys.stderr)
    return held


def main() -> None:
    """Read the command line and fill the store."""
    parser = argparse.ArgumentParser(prog="python -m bench.rows", description="Fill a new store with invented rows.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: 1000000")
    parser.add_argument("--store", required=True, metavar="URL", help="a database URL that holds nothing yet")
    args = parser.parse_args()
    print(f"{fill(args.store, args.rows):,} rows in {args.store}")


if __name__ == "__main__":
    main()
