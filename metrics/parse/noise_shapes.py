"""The shapes of numbers that state no figure, one rule each: dates, clock times, phones, codes, ordinals, list numbers."""

import re
from dataclasses import dataclass

from metrics.catalogue.noise import WORDS
from metrics.catalogue.units import AMBIGUOUS, UNITS
from metrics.parse.bounds import any_of
from metrics.parse.numerals import CHINESE_CHARACTERS


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of number that states no figure, and the reason; the order in its table is the priority."""

    reason: str
    name: str
    pattern: str


C = f"[{CHINESE_CHARACTERS}]"
TO = r"[-–—－~～〜至到]{1,2}"
YEAR = r"(?:19|20)[0-9]{2}"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
MONTH_DAY = rf"{MONTH}月(?:份|底|初|末|中旬|上旬|下旬|当月)?(?:{DAY}[日号])?"
QUARTER = r"(?:第?[一二三四1-4]季度|前[一二三两]季度|[上下]半年)"
FULL_DATE = rf"(?:{YEAR}年度?(?:{MONTH_DAY}|{QUARTER}|底|初|末)?|{MONTH_DAY})"
HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9])"
PLAIN_UNITS = any_of([name for name in UNITS if name[0].isascii() and name[0].isalpha()])
# What 2000 counts: 2000点, 2000次; anything else makes it a year.
COUNTED = any_of(
    sorted(
        AMBIGUOUS
        - {
            "年",
            "届",
            "级",
            "期",
            "版",
            "市",
            "县",
            "省",
            "国",
            "区",
            "村",
            "镇",
            "乡",
            "城",
            "院",
            "校",
            "站",
            "店",
            "大",
            "重",
        }
    )
)
STRETCH = r"(?:年|天|日|个月|周)"

DIGIT_RULES = (
    Rule("number", "long", r"[0-9]{31,}(?:\.[0-9]+)?"),
    Rule("phone", "area_code", r"0[0-9]{2,3}[-－—–][0-9]{3,8}(?:[-－—转、/][0-9]{1,8})*(?![0-9])|0[0-9]{9,11}(?![0-9.])"),
    Rule("phone", "tollfree", r"[48]00[-－—]?[0-9]{3}[-－—]?[0-9]{4}(?![0-9])"),
    Rule("phone", "mobile", r"1[3-9][0-9](?:[- －]?[0-9]{4}){2}(?![0-9])"),
    Rule(
        "clock",
        "colon",
        rf"(?<!比)(?<!比例)(?<!比分){HOUR}[:：][0-5][0-9](?:[:：][0-5][0-9])?(?:{TO}(?:次日|当日|翌日|晚)?{HOUR}[:：][0-5][0-9])?(?![0-9.])",
    ),
    Rule("date", "iso", rf"{YEAR}[-./]{MONTH}[-./]{DAY}(?![0-9])|{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.%])"),
    # 2021—2025年, 2024年—2026年, 1-9月, 11日至13日, 10月30日—11月5日, 7、8月份
    Rule(
        "date",
        "stretch",
        rf"(?:{YEAR}年?|{MONTH_DAY}|{MONTH}|{DAY}[日号]?)(?:(?:{TO}|[、和及])(?:{YEAR}|{MONTH}|{DAY})[年月日号]?(?:份|底)?){{0,3}}"
        rf"(?:{TO}|[、和及])(?:{FULL_DATE}|{DAY}[日号](?!楼|线))",
    ),
    Rule("date", "date", rf"{FULL_DATE}(?:{TO}(?:{FULL_DATE}|{DAY}[日号]))?(?:至今)?"),
    Rule("date", "years", rf"{YEAR}{TO}{YEAR}(?:学年|年度|年)?(?![0-9])"),
    # a day alone; 3日内 and 连续15日 are lengths of time
    Rule(
        "date",
        "day",
        rf"(?<!连续)(?<!为期)(?<!历时)(?<!提前)(?<!推迟)(?<!缩短)(?<!延长)(?<!少于)(?<!超过)(?<![每约近超满约第]){DAY}日(?!内|均|产|龄|游|以内|之内|发电|处理|供|量|的量)",
    ),
    Rule("date", "ago", r"[0-9]+多?(?:年|个月|天)(?:多)?(?:以来|来(?!自)|前(?!期|后)|间)"),
    Rule("date", "decade", r"(?:19|20)?[0-9]0年代"),
    Rule("date", "bare_year", rf"{YEAR}(?=学年|级|届|版|财年|款|[“”·\s（）(),，、：；]|$)|{YEAR}(?=[一-龥])(?!{COUNTED})"),
    Rule(
        "clock",
        "hour",
        rf"{HOUR}(?:时(?!代|长|速|效|差|间|尚|任|政|装|段|空|评|有|常|光)|点(?!位|要|建|意|希|体|以上|对|多))(?:[0-5]?[0-9]分|[一三]刻|半|整|许|钟)?(?:{TO}(?:次日|当日|晚)?{HOUR}[时点](?:[0-5]?[0-9]分|半)?)?",
    ),
    Rule("rhetorical", "points", r"[0-9]点(?=要求|建议|意见|希望|体会|倡议|承诺)"),
    Rule("phone", "service", r"(?:123[0-9]{2}|9[56][0-9]{3,4})(?![0-9.])"),
    Rule("phone", "emergency", rf"(?:11[0-9]|12[0-2])(?:(?={any_of(WORDS['services'])})|(?=[、，。；：和”）等\"]|$))"),
    Rule(
        "phone",
        "dialled",
        r"(?:(?<=拨打)|(?<=热线)|(?<=致电)|(?<=电话)|(?<=号码)|(?<=传真)|(?<=电话：)|(?<=热线：)|(?<=转))[0-9]{3,12}(?![0-9.%余多几百千万亿次个人件起家户元名条秒分])(?:[-－—转][0-9]+)*",
    ),
    Rule("name", "plan", rf"[0-9]{{1,3}}{STRETCH}(?:{any_of(WORDS['plans'])})"),
    Rule("name", "term", r"[0-9]{1,2}年期"),
    Rule("name", "sum", r"[0-9]+(?:[+＋](?:[0-9]+|[NnXx]|[^0-9+＋，。；、]{1,4}(?=[+＋”])))+"),
    Rule("name", "memorial", r"[0-9]{1,2}[·•][0-9]{1,2}|[0-9]0后|(?<=双)1[12](?![0-9.])"),
    Rule("name", "titles", r"[0-9]+强(?=企业|榜|民企|民营|中|外企|央企|国企|跨国|公司|、|，|。|项目|县|区|市)(?<!第[0-9]强)"),
    Rule("name", "each", r"(?<=每)10{1,5}(?:人|名|户|个|亩|公里|米|元|平方公里|平方米)(?!以)"),
    Rule("score", "score", r"[0-9]+(?:比|[:：∶])[0-9]+(?:\.[0-9]+)?(?:(?:比|[:：∶])[0-9.]+)*(?![0-9])"),
    Rule("list", "dot", r"[0-9]{1,2}[.．](?=[^0-9\s，。])"),
    Rule("list", "start", r"(?<![^。；;：:！？!?\n])[0-9]{1,2}[、)）](?=[^0-9])|(?<=[（(])[0-9]{1,2}(?=[）)])"),
    Rule(
        "ordinal",
        "numbered",
        r"(?<!分)(?<!连续)(?<!举办)(?<!办了)(?<!共)(?<!每)[0-9]{1,3}(?:期|届)(?!间|限|货)|[0-9]{1,3}周年|(?<![.0-9])(?<!风力)(?<!阵风)(?<!地震)(?<!震级)(?<!最大)[0-9]{1,2}级(?!以上|大风|左右|风|地震|阵风|到|至|-)",
    ),
    Rule("number", "document", r"[0-9]{4}[〕\]］）)](?:第?[0-9]+号)?(?<=[号〕\]］])"),
    Rule("number", "letters", rf"[0-9]+(?:\.[0-9]+)?(?!(?:{PLAIN_UNITS})(?![A-Za-z]))[A-Za-z]+[0-9A-Za-z]*"),
    Rule("number", "size", r"[0-9.]+[×xX*✕][0-9.]+(?:[×xX*✕][0-9.]+)*"),
    Rule(
        "number",
        "address",
        rf"[0-9]+(?:\.[0-9]+)?(?:[-－][0-9]+)*(?:{any_of(WORDS['addresses'])})(?!以上|以内)(?:[0-9]+(?:单元|室|号|层|楼))*",
    ),
    Rule("number", "version", r"[0-9]\.[0-9](?=时代|版|阶段|升级)|[0-9]\.0(?![0-9%])"),
    Rule("number", "padded", r"0[0-9]+(?![0-9.])"),
    Rule("phone", "local", r"[2-8][0-9]{6,7}(?:[-－—转、/][0-9]{1,8})*(?![0-9.%])"),
)

CHINESE_RULES = (
    Rule("number", "long", rf"{C}{{31,}}"),
    Rule(
        "clock",
        "hour",
        rf"(?:十[一二]?|二十[一二三四]?|[零一二三四五六七八九两])(?:点(?!{C}*[个位])|时(?!代|长|速|间|候|段|期|不|而|起|过))(?:{C}{{1,3}}分|[一三]刻|半|整|许|钟)?(?<![零一二三四五六七八九十两]点)(?<!一时)",
    ),
    Rule("clock", "zero", r"零(?:点|时)(?!距|差|五)"),
    Rule("date", "quarter", r"(?:[一二三四](?:至[二三四])?|[上首本])季度"),
    Rule(
        "date",
        "month",
        rf"(?:(?:十[一二]?|[一二三四五六七八九])(?:至|、|到))?(?:十[一二]?|[一二三四五六七八九])月(?!.?嫂)(?:份|底|初|末|中旬|上旬|下旬)?(?:{C}{{1,3}}[日号]|初{C})?",
    ),
    Rule("date", "year", r"[一二][〇○零一二三四五六七八九]{3}年?(?![〇○零一二三四五六七八九])"),
    Rule(
        "date", "ago", rf"{C}+多?(?:年|个月|天)多?(?:以来|来(?!自)|前(?!期|后))|{C}+个多月(?:以来|来)|半年(?:以来|来(?!自)|前)"
    ),
    Rule("name", "plan", rf"{C}{{1,3}}{STRETCH}(?:{any_of(WORDS['plans'])})"),
    Rule(
        "list",
        "item",
        r"(?<![^。；;：:！？!?\n“])[一二三四五六七八九十]{1,3}、|(?<=[（(])[一二三四五六七八九十]{1,3}(?=[）)])|(?<![^。；;：:！？!?，,、\n“”‘’一-龥])[一二三四五六七八九十]{1,2}[是要](?![一二三四五六七八九十])",
    ),
    Rule("ordinal", "several", r"[一二三四五六七八九十](?:、[二三四五六七八九十])+(?:期|届|级|等|类|号|线)"),
    Rule(
        "ordinal",
        "numbered",
        rf"(?<!连续)(?<!举办)(?<!办了)(?<!分)(?:[二三四五六七八九]|{C}{{2,4}})(?:届|级|期(?!间|限|货)|号(?!召)|中全会)|[一二三四五六七八九十]级(?=[^一-龥]|[医保响文动重甲])|一(?:期|号)(?!间)",
    ),
    Rule(
        "ordinal",
        "session",
        rf"(?:(?<=届)|(?<=人大)|(?<=政协)){C}{{1,3}}次|{C}{{1,3}}次(?=全会|全体会议|党代会|会议精神)|{C}{{1,3}}周年|[一二三四五六七八九]年级|{C}{{1,3}}等奖",
    ),
    Rule("rhetorical", "points", r"[两三四五六七八九]点(?=要求|建议|意见|希望|体会|倡议|承诺)"),
)

ITEM = rf"(?:{C}{{1,5}}|[0-9]{{1,6}})"
TIMES_BEFORE = any_of(WORDS["times_before"])
LENGTHS_BEFORE = "".join(f"(?<!{word})" for word in WORDS["lengths_before"])
LEAD_RULES = (
    Rule("date", "first_months", rf"(?<![提目先以之最])[前头]{ITEM}(?:个月|个季度|季度|月(?:份|底)?)"),
    Rule(
        "date",
        "stretch",
        rf"(?<![提目先以之最])(?:{TIMES_BEFORE})(?<!近)(?<!个前){ITEM}多?(?:年|个月|天|周|日)(?:以?来|内|间|里)?",
    ),
    Rule(
        "date", "recent", rf"{LENGTHS_BEFORE}(?<![将接附邻])近{ITEM}多?(?:年|个月)(?:以?来|间|里)?(?=[，、。的]|(?<=[来间里]))"
    ),
    Rule("date", "half", r"[上下前后]半(?:年|月)"),
    Rule("ordinal", "ordinal", rf"第{ITEM}(?:[、和及]第?{ITEM}|{TO}第?{ITEM})*"),
    Rule(
        "ordinal",
        "front",
        rf"(?<![提目先以之日])前{ITEM}(?:位|名|强|家|批|(?=[的，。：；、”）]|$))|(?<![先最以之])后{ITEM}(?:位|名|(?=[的，。：；、”）]|$))",
    ),
    Rule("number", "code", r"[A-Za-z][-－·•]?[0-9][0-9A-Za-z.\-/]*"),
    Rule("vague", "several", r"[数几][十百千万亿](?:[百千万亿])?"),
)


def compile_rules(rules: tuple[Rule, ...]) -> "re.Pattern[str]":
    """One alternation, a group a rule, named reason and rule (date__iso)."""
    return re.compile("|".join(f"(?P<{rule.reason}__{rule.name}>{rule.pattern})" for rule in rules))
