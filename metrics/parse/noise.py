"""A place where a number begins in, the reason it states no figure out: dates, clock times, phones, ordinals, names, ..."""

from dataclasses import dataclass

import regex

from metrics.catalogue.noise import REASON_BY_PHRASE, WORDS
from metrics.catalogue.units import UNITS
from metrics.model import Skipped
from metrics.parse.numerals import CHINESE_CHARACTERS


def any_of(words: "tuple[str, ...] | list[str]") -> str:
    """The words as one alternation, longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


C = f"[{CHINESE_CHARACTERS}]"
TO = r"[-–—－~～〜至到]{1,2}"
YEAR = r"(?:19|20)[0-9]{2}"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
MONTH_DAY = rf"{MONTH}月(?:份|底|初|末|中旬|上旬|下旬)?(?:{DAY}[日号])?"
FULL_DATE = rf"(?:{YEAR}年度?(?:{MONTH_DAY})?(?:第?[一二三四1-4]季度)?|{MONTH_DAY})"
LETTER_UNITS = any_of([name for name in UNITS if name[0].isascii() and name[0].isalpha()])

DATES = "|".join(
    (
        rf"{YEAR}[-./]{MONTH}[-./]{DAY}(?![0-9])",
        # 2021—2025年, 2024年—2026年, 1-9月, 11日至13日, 10月30日—11月5日
        rf"(?:{YEAR}年?|{MONTH}月?份?|{DAY}[日号]?)(?:{TO}|[、和])(?:(?:{YEAR}|{MONTH}|{DAY})[年月日号]?[、和])*{FULL_DATE}",
        rf"{FULL_DATE}(?:{TO}(?:{FULL_DATE}|{DAY}[日号]))?",
        rf"{DAY}[日号](?:(?:{TO}|[、和]){DAY}[日号])+",
        rf"{YEAR}{TO}{YEAR}(?:学年|年度|年)?(?![0-9])",
        # a day alone; 3日内 and 连续15日 are lengths of time
        rf"(?<!连续|为期|历时|共计|提前|推迟|缩短|延长|不少于|不超过|[第每约近超]){DAY}日(?!内|均|产|龄|游|以内|之内|发电|量)",
        rf"{YEAR}(?=学年|级|届|版|财年)",
        # 5年前, 30年来: when, not how long
        r"[0-9]+多?年(?:多)?(?:以来|来|前)(?!期)",
        rf"{YEAR}(?![0-9.%]|{any_of([u for u in UNITS if not u.startswith('年') and len(u) < 3])}|余|多|万|亿|千)",
    )
)
CLOCKS = "|".join(
    (
        rf"[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?(?:{TO}(?:次日|当日|翌日)?[0-2]?[0-9][:：][0-5][0-9])?(?![0-9])",
        rf"(?:2[0-4]|1[0-9]|0?[0-9])(?:时|点)(?:[0-5]?[0-9]分|[一三]刻|半|整|许|左右)?(?:{TO}(?:次日|当日)?[0-2]?[0-9][时点](?:[0-5]?[0-9]分|半)?)?"
        r"(?!代|长|速|效|差|间|尚|要|建|意|希|说|体|心|以上|位)(?<!点(?=数))",
    )
)
PHONES = "|".join(
    (
        r"0[0-9]{2,3}[-－—–]?[0-9]{7,8}(?:[-－—转][0-9]+)?(?![0-9])",
        r"0[0-9]{2,3}[-－—–][0-9]{3,8}(?![0-9])",
        r"[48]00[-－—]?[0-9]{3}[-－—]?[0-9]{4}(?![0-9])",
        r"1[3-9][0-9](?:[-－ ]?[0-9]{4}){2}(?![0-9])",
        rf"(?:123[0-9]{{2}}|9[56][0-9]{{3,4}})(?![0-9.,，]|{any_of([u for u in UNITS if u not in ('网', '网格')])}|余|多|万|亿|元)",
        rf"(?:11[0-9]|12[0-2])(?={any_of(WORDS['services'])})",
        rf"(?<={any_of(WORDS['emergency'])})[“\"]?[0-9]{{3,11}}(?![0-9.]|{any_of([u for u in UNITS if len(u) < 3])}|余|多|万)",
        rf"[2-8][0-9]{{6,7}}(?![0-9.%]|{any_of([u for u in UNITS if len(u) < 4])}|余|多|万|亿)",
    )
)
NUMBERS = "|".join(
    (
        r"[0-9]{31,}(?:\.[0-9]+)?",
        r"(?<=[〔\[［（(])[0-9]{4}[〕\]］）)](?:第?[0-9]+号)?",
        rf"[0-9]+(?:\.[0-9]+)?(?!(?:{LETTER_UNITS})(?![A-Za-z]))[A-Za-z]+[0-9A-Za-z]*",
        r"[0-9.]+[×xX*][0-9.]+(?:[×xX*][0-9.]+)*",
        rf"[0-9]+(?:[-－][0-9]+)*(?:{any_of(WORDS['addresses'])})(?!以上|以内)(?:[0-9]+(?:单元|室|号|层))*",
        r"0[0-9]+(?![0-9.])",
    )
)
SCORES = r"[0-9]+(?:比|[:：∶])[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9.]+)*"
NAMES = "|".join((r"[0-9]+(?:[+＋](?:[0-9NnXx]+|[^0-9，。]{0,2}[0-9]))+", r"[0-9]+[·•][0-9]+", r"[0-9]0后"))
LISTS = "|".join(
    (
        r"[0-9]{1,2}[.．](?=[^0-9\s，。])",
        r"(?<![^。；;：:！？!?\n])[0-9]{1,2}[、)）](?=[^0-9])",
        r"(?<=[（(])[0-9]{1,2}(?=[）)])",
    )
)
PERIODS = "|".join(
    (
        r"(?:一|二|三|四|第[一二三四]|上|首|前[一二三两])个?季度",
        rf"(?:十[一二]?|[一二三四五六七八九正])月(?:份|底|初|末|中旬|上旬|下旬)?(?:{C}{{1,3}}[日号])?",
        r"[一二][〇○零一二三四五六七八九]{3}(?:年|$|[^一-龥])",
        rf"{C}+多?年(?:多)?(?:以来|来|前)(?!期)|{C}+(?:个多|个)月(?:以来|来)",
        r"半年(?=工作|报|来|以来|，)",
    )
)
CHINESE_CLOCKS = rf"(?:十[一二]?|二十[一二三四]?|[零一二三四五六七八九两])[点时](?:{C}{{1,3}}分|[一三]刻|半|整|许|钟)"
CHINESE_LISTS = "|".join(
    (
        r"(?<![^。；;：:！？!?\n“])[一二三四五六七八九十]{1,3}[、是]",
        r"(?<=[（(])[一二三四五六七八九十]{1,3}(?=[）)])",
        r"[一二三四五六七八九十]{1,2}(?:是|要)(?=[^一二三四五六七八九十])",
    )
)
CHINESE_ORDINALS = (
    rf"(?:[二三四五六七八九]|{C}{{2,}})(?:届|级|期(?!间)|号|中全会)|[二三四五六七八九十](?:、[二三四五六七八九十])+期"
)
PLANS = rf"(?:{C}{{1,3}}|[0-9]{{1,2}})(?:年|天|日|个月)(?:{any_of(WORDS['plans'])})"
PHRASES = any_of(list(REASON_BY_PHRASE))
ITEM = rf"(?:{C}{{1,5}}|[0-9]{{1,6}})"
ORDINALS = rf"第{ITEM}(?:[、和及]第?{ITEM}|{TO}第?{ITEM})*"
LEADS = "|".join(
    (
        rf"(?P<date_lead>[前头后](?:{ITEM})(?:个?月|个?季度|年)(?:份|底)?|[上下前后]半(?:年|月)|[周期]{C}(?![年期岁刊次])|初{C}{{1,2}}|近(?:{ITEM})(?:个|多)?(?:年|月)(?=[来，间以])(?:以来|来|间)?)",
        rf"(?P<ordinal_lead>{ORDINALS}|(?<![提目先以之日])前{ITEM}(?:位|名|强|家|批|(?=[的，。：；、”）]|$))|(?<![先最以之])后{ITEM}(?:位|名|(?=[的，。：；、”）]|$)))",
        r"(?P<number_lead>[A-Za-z][-－]?[0-9][0-9A-Za-z.\-/]*)",
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of number that states no figure, and its reason; order is priority."""

    reason: str
    pattern: str


DIGIT_RULES = (
    Rule("name", r"(?P<phrase_d>" + PHRASES + ")"),
    Rule("phone", PHONES),
    Rule("clock", CLOCKS),
    Rule("date", DATES),
    Rule("name_plan", PLANS),
    Rule("name_plus", NAMES),
    Rule("score", SCORES),
    Rule("list", LISTS),
    Rule("number", NUMBERS),
)
CHINESE_RULES = (
    Rule("phrase", PHRASES),
    Rule("clock", CHINESE_CLOCKS),
    Rule("name_plan", PLANS),
    Rule("date", PERIODS),
    Rule("list", CHINESE_LISTS),
    Rule("ordinal", CHINESE_ORDINALS),
)


def _compile(rules: tuple[Rule, ...]) -> "regex.Pattern[str]":
    """One alternation, a named group a rule."""
    return regex.compile("|".join(f"(?P<{rule.reason}>{rule.pattern})" for rule in rules))


DIGIT_NOISE = _compile(DIGIT_RULES)
CHINESE_NOISE = _compile(CHINESE_RULES)
LEAD_NOISE = regex.compile(LEADS)


def match_noise(text: str, start: int) -> Skipped | None:
    """The skipped number that begins at `start`, or None when it may be a figure."""
    first = text[start]
    pattern = (
        DIGIT_NOISE if "0" <= first <= "9" else CHINESE_NOISE if first in CHINESE_CHARACTERS or first == "半" else LEAD_NOISE
    )
    match = pattern.match(text, start)
    if match is None or match.end() == start:
        return None
    reason = REASON_BY_PHRASE.get(match[0]) or (match.lastgroup or "number").split("_")[0]
    return Skipped(start, match.end(), reason)
