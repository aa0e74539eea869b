"""The shapes of dates, periods and times of day: 2024年1月至8月, 前4个月, 三十年前, 9:00至23:00, 早上七点半."""

from metrics.catalogue.noise import WORDS
from metrics.parse.noise_shapes import ITEM, STRETCH, TO, C, Rule, after, not_after, words

YEAR = r"(?:19|20)[0-9]{2}"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9])"
PART = r"(?:份|底|初|末|中旬|上旬|下旬|当月)"
MONTH_DAY = rf"{MONTH}月{PART}?(?:{DAY}[日号])?"
QUARTER = r"(?:第?[一二三四1-4]季度|前[一二三两]季度|[上下]半年)"
FULL_DATE = rf"(?:{YEAR}年度?(?:{MONTH_DAY}|{QUARTER}|底|初|末)?|{MONTH_DAY})"
AGO = rf"(?!{words('not_ago')}){words('ago')}"
CHINESE_MONTH = r"(?:十[一二]?|[一二三四五六七八九])"
CHINESE_HOUR = r"(?:十[一二]?|二十[一二三四]?|[零一二三四五六七八九两])"
RATIO = not_after(("比", "比例", "比分", "比分为", "以"))

DIGIT_TIMES = (
    # 上周（2.27—3.05）
    Rule("date", "dotted", rf"(?<=[（(])(?:1[0-2]|0?[1-9])\.[0-3]?[0-9]{TO}(?:(?:1[0-2]|0?[1-9])\.)?[0-3]?[0-9](?=[）)])"),
    # 9:00至23:00; a ratio or a score has the same shape
    Rule(
        "clock",
        "colon",
        rf"""{RATIO}{HOUR}[:：][0-5][0-9](?:[:：][0-5][0-9])?
        (?:{TO}(?:次日|当日|翌日|晚)?{HOUR}[:：][0-5][0-9])?(?![0-9.])""",
    ),
    Rule("date", "iso", rf"{YEAR}[-./]{MONTH}[-./]{DAY}(?![0-9])"),
    Rule("date", "compact", rf"{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.%])"),
    # 2021—2025年, 1-9月, 11日至13日, 10月30日—11月5日, 7、8月份
    Rule(
        "date",
        "stretch",
        rf"""(?:{YEAR}年?|{MONTH_DAY}|{MONTH}|{DAY}[日号]?)
        (?:(?:{TO}|[、和及])(?:{YEAR}|{MONTH}|{DAY})[年月日号]?(?:份|底)?){{0,3}}
        (?:{TO}|[、和及])(?:{FULL_DATE}|{DAY}[日号](?!楼|线))""",
    ),
    Rule("date", "quarters", rf"[1-4]季?度?{TO}[2-4]季度"),
    Rule("date", "two_months", rf"{MONTH}[、和]{MONTH}(?=两个?月)"),
    Rule("date", "date", rf"{FULL_DATE}(?:{TO}(?:{FULL_DATE}|{DAY}[日号]))?(?:至今)?"),
    Rule("date", "years", rf"{YEAR}{TO}{YEAR}(?:学年|年度|年)?(?![0-9])"),
    # a day alone; 3日内 and 连续15日 are lengths of time
    Rule("date", "day", rf"{not_after(WORDS['days_before'])}{DAY}日(?!{words('days_after')})"),
    Rule("date", "ago", rf"[0-9]+多?(?:年|个月|天)多?{AGO}"),
    Rule("date", "decade", r"(?:(?:19|20)?[0-9]0年代|[0-9]{1,2}世纪)"),
    Rule("date", "era", rf"{after(WORDS['eras'])}前?[0-9]{{1,4}}年"),
    Rule("date", "bare_year", rf"{YEAR}(?=[“”·\s（）(),，、：；一-龥]|$)(?!{words('counted')})"),
    Rule(
        "clock",
        "hour",
        rf"""{HOUR}(?!{words("not_hours")})[时点](?:[0-5]?[0-9]分|[一三]刻|半|整|许|钟)?
        (?:{TO}(?:次日|当日|晚)?{HOUR}[时点](?:[0-5]?[0-9]分|半)?)?""",
    ),
    Rule("date", "in_days", r"(?<=[期间市县区州旗盟省])[0-9]{1,2}天(?=(?:一?共|累计|共计|总计|日均))"),  # 假期⟨8天⟩共接待
    Rule("rhetorical", "points", rf"[0-9]点(?={words('demands')})"),
    Rule("name", "plan", rf"[0-9]{{1,3}}{STRETCH}{words('plans')}"),
    Rule("name", "term", r"[0-9]{1,2}年期"),
)

CHINESE_TIMES = (
    Rule("date", "two_days", r"(?<=[今明昨][明后今])两[天日]"),
    Rule("date", "on_average", r"[两二三四五]年(?=平均(?:增|下降|增速))"),
    # 五年投入37.8亿元, 三年治沙63万亩; 三年建成一座桥 is a length
    Rule(
        "date",
        "in_years",
        rf"{not_after(WORDS['lengths_before'])}[两三四五六七八十](?:多年|年[多间]?)(?={words('done_in_years')}[^，。；]{{0,8}}[0-9])",
    ),
    Rule("rhetorical", "points", rf"[两三四五六七八九]点(?={words('demands')})"),
    Rule("clock", "zero", r"零(?:点|时)(?!距|差|五)"),
    # 七点半, 十二时; 三点 alone may be three points
    Rule("clock", "hour", rf"{CHINESE_HOUR}(?!{words('not_chinese_hours')})[点时](?:{C}{{1,3}}分|[一三]刻|半|整|许|钟)"),
    Rule(
        "clock",
        "full_hour",
        rf"(?:十[一二]?|二十[一二三四]?|[零二三四五六七八九])(?!{words('not_chinese_hours')})时(?![一-龥])",
    ),
    Rule("date", "quarter", r"(?:[一二三四](?:至[二三四])?|[上首本])季度"),
    # 三月, 五月一日, 六至八月, 十一月初五
    Rule(
        "date",
        "month",
        rf"(?:{CHINESE_MONTH}[至、到])?{CHINESE_MONTH}月(?!.?嫂){PART}?(?:{C}{{1,3}}[日号]|(?<=月)初{C}|(?<=月初){C})?",
    ),
    Rule("date", "year", r"[一二][〇○零一二三四五六七八九]{3}年?(?![〇○零一二三四五六七八九])"),
    Rule("date", "era", rf"{after(WORDS['eras'])}{C}{{1,3}}年"),
    Rule("date", "ago", rf"{C}{{1,6}}多?(?:年|个月|天)多?{AGO}|{C}{{1,3}}个多月(?:以来|来)"),
    Rule("name", "plan", rf"{C}{{1,3}}{STRETCH}{words('plans')}"),
)

LEAD_TIMES = (
    Rule("date", "first_months", rf"(?<![提目先以之最])[前头]{ITEM}(?:个月|个季度|季度|月(?:份|底)?)"),
    Rule("date", "stretch", rf"(?<![提目先以之最]){words('times_before')}(?<!近){ITEM}多?{STRETCH}(?:以?来|内|间|里)?"),
    # 近5年来, 近三年，; 历时近3年 is a length
    Rule(
        "date",
        "recent",
        rf"""{not_after(WORDS["lengths_before"])}(?<![将接附邻])近{ITEM}多?(?:年|个月)
        (?:(?:以?来|间|里)|(?=[，、。的]|{words("records")}|[^，。；\d]{{1,8}}新[高低]))""",
    ),
    Rule("date", "half", r"[上下前后]半(?:年|月)|半年多?(?:以来|来(?!访|电|信)|间)"),
)
