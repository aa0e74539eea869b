"""How a stretch of years or months until now is worded (近5年来, 十多年间, 两个多月来): it is no time that a calendar has."""

from metrics.catalogue import read_words
from metrics.parse.patterns import one_of

_TAILS = read_words("periods", "tails")
_COUNT = r"[0-9一二三四五六七八九十两几数]{1,3}"
_AHEAD = ("前", "头", "近", "过去", "最近", "这")
_SIGNS = "0123456789一二三四五六七八九十两几"
# 近5年来; 过去3年, not 近三年时间, which is how long something took
LATELY = (
    rf"(?:近|这|过去|最近)?(?:{_COUNT}[多余]?年多?|{_COUNT}个[多半]?月|半年多?)"
    rf"(?:以来|来(?!{one_of(_TAILS['not_so_long'])})|间(?![接隔距断]))"
    rf"|(?<![历用花隔经])(?:近|过去|最近)(?!一年){_COUNT}年(?![来间以多度前后级]|{one_of(_TAILS['not_lately'])})"
)
LATELY_STARTS = [
    *(ahead + sign for ahead in _AHEAD for sign in _SIGNS),
    *(sign + months for sign in _SIGNS for months in ("个月来", "个月以来", "个多月", "个半月")),
    *("近半年", "半年来", "半年多来", "半年以来", "半年间", "两年", "几年", "十多", "十余", "两三", "三四"),
]
