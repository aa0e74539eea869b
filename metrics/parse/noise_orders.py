"""The shapes of names with numbers, list numbers and ordinals: “1+9”, 一是, （二）, 第34次, 十四届, 二期, 三级."""

from metrics.catalogue.noise import WORDS
from metrics.parse.noise_shapes import ITEM, TO, C, Rule, after, not_after, words

# 60岁及以上⟨人口⟩, 0—14岁⟨人口⟩, 35至64岁⟨妇女⟩: whom a number counts, not how old they are
AGED = rf"(?:周?岁)(?:及?以[上下])?(?=[的及]?{words('aged_lead')}*{words('aged')})"

DIGIT_ORDERS = (
    Rule("name", "aged", rf"[0-9]{{1,3}}(?:周?岁?{TO}[0-9]{{1,3}})?{AGED}"),
    Rule(
        "name",
        "age_band",
        rf"[0-9]{{1,3}}周?岁?{TO}[0-9]{{1,3}}周?岁(?=[^，。；0-9]{{0,8}}(?:占|达)[^，。；0-9]{{0,3}}[0-9一二两三四五六七八九半])",
    ),
    # 1+3+2, 3+N, 1+大户+N
    Rule("name", "sum", r"[0-9]+(?:[+＋](?:[0-9]+|[NnXx]|[^0-9+＋，。；、]{1,4}(?=[+＋”])))+"),
    Rule("name", "memorial", r"[0-9]{1,2}[·•][0-9]{1,2}|[0-9]0后|(?<=双)1[12](?![0-9.])"),
    # 15秒⟨接通率⟩, 24小时⟨办结率⟩: what the rate is called
    Rule(
        "name",
        "in_time",
        rf"[0-9]{{1,3}}(?:秒钟?|分钟|小时|个?工作日|[天日])(?:以?内)?(?=(?:电话|人工|按时|及时)?{words('rated')}率)",
    ),
    Rule("name", "day", rf"[0-9]{{1,2}}\.[0-9]{{1,2}}(?={words('named_days')})"),
    Rule("name", "titles", rf"[0-9]+强(?={words('titled')})"),
    Rule("name", "each", rf"(?<=每)10{{0,5}}万?{words('bases')}(?!以)"),
    Rule("name", "weighed", r"(?<=[每/／])(?:50{1,2}|10{1,3})(?:克|公斤|千克|斤|毫升)"),  # 每500克均价17.92元
    Rule("rhetorical", "great_ones", rf"[0-9]{{1,2}}大(?={words('great_ones')})"),
    Rule("list", "dot", r"[0-9]{1,2}[.．](?=[^0-9\s，。])"),
    Rule("list", "start", r"(?<![^。；;：:！？!?\n])[0-9]{1,2}[、)）](?=[^0-9])"),
    Rule("list", "bracket", r"(?<=[（(])[0-9]{1,2}(?=[）)])"),
    Rule("ordinal", "term", rf"{not_after(WORDS['terms_before'])}[0-9]{{1,3}}(?!{words('not_terms')})[期届]"),
    Rule("ordinal", "stars", r"(?<![.0-9])[1-7]星级?(?!以上)"),
    Rule("ordinal", "anniversary", r"[0-9]{1,3}周年"),
    Rule(
        "ordinal",
        "grade",
        rf"(?<![.0-9]){not_after(WORDS['force_before'])}[0-9]{{1,2}}级(?!{words('force_after')}|[到至-])",
    ),
)

CHINESE_ORDERS = (
    Rule("name", "detachment", r"[一二三四五六七八九十](?=[支大中]队(?!伍|员))"),
    Rule("rhetorical", "sum", r"[两二三四五六七]项(?=(?:合计|相加|之和|共计|指标|指数))"),
    Rule("name", "each", rf"(?<=每)[十百千万]{{2}}(?:名|位)?(?:常住|户籍)?{words('bases')}(?!以)"),
    # 一、 and 三是 where a statement begins, （二）
    Rule("list", "item", r"(?<![^。；;：:！？!?\n“])[一二三四五六七八九十]{1,3}、"),
    Rule("list", "bracket", r"(?<=[（(])[一二三四五六七八九十]{1,3}(?=[）)])"),
    Rule("list", "speech", r"(?<![“”‘’一-龥])[一二三四五六七八九十]{1,2}[是要](?![一二三四五六七八九十])"),
    # 二、三期, 十四届, 二期, 三级医院; 一级 only before what has grades
    Rule("ordinal", "several", r"[一二三四五六七八九十](?:、[二三四五六七八九十])+[期届级等类号线]"),
    Rule(
        "ordinal",
        "numbered",
        rf"{not_after(WORDS['terms_before'])}(?:[二三四五六七八九]|{C}{{2,4}})(?!{words('not_terms')}|号召)(?:[届级期号]|中全会)",
    ),
    Rule("ordinal", "grade", r"[一十]级(?=[^一-龥]|[医保响文动重甲])"),
    Rule("ordinal", "first", r"一[期号](?!间)"),
    Rule("ordinal", "session", rf"{after(WORDS['sessions_before'])}{C}{{1,3}}次|{C}{{1,3}}次(?={words('sessions_after')})"),
    Rule("ordinal", "school_year", rf"[一二三四五六七八九]年级|{C}{{1,3}}(?:周年|等奖)"),
)

LEAD_ORDERS = (
    Rule("ordinal", "ordinal", rf"第{ITEM}(?:[、和及]第?{ITEM}|{TO}第?{ITEM})*"),
    Rule("ordinal", "front", rf"(?<![提目先以之日])前{ITEM}(?:[位名强家批]|(?=[的，。：；、”）]|$))"),
    Rule("ordinal", "back", rf"(?<![先最以之])后{ITEM}(?:[位名]|(?=[的，。：；、”）]|$))"),
)
