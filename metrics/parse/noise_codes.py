"""The shapes of phones, plates, codes, addresses and scores: 0971-6230155, G109, PM2.5, 3号楼502室, 78比71."""

from metrics.catalogue.noise import WORDS
from metrics.catalogue.units import UNITS
from metrics.parse.noise_shapes import C, Rule, after, words
from metrics.parse.patterns import one_of

LETTER_UNITS = one_of(name for name in UNITS if name[0].isascii() and name[0].isalpha())

DIGIT_PHONES = (
    Rule("number", "long", r"[0-9]{31,}(?:\.[0-9]+)?"),
    Rule("phone", "area_code", r"0[0-9]{2,3}[-－—–][0-9]{3,8}(?:[-－—转、/][0-9]{1,8})*(?![0-9])|0[0-9]{9,11}(?![0-9.])"),
    Rule("phone", "tollfree", r"[48]00[-－—]?[0-9]{3}[-－—]?[0-9]{4}(?![0-9])"),
    Rule("phone", "mobile", r"1[3-9][0-9](?:[-－\ ]?[0-9]{4}){2}(?![0-9])"),
    Rule("phone", "service", r"(?:123[0-9]{2}|9[56][0-9]{3,4})(?![0-9.])"),
    Rule("phone", "emergency", rf"(?:11[0-9]|12[0-2])(?={words('services')}|[、，。；：和”）等]|$)"),
    Rule("phone", "in_the_lead", rf"(?<=[一-龥])(?:110|119|12[02])(?={words('taking')})"),
    Rule(
        "phone",
        "dialled",
        rf"{after(WORDS['dialling'])}[0-9]{{3,12}}(?![0-9.]|{words('not_dialled')})(?:[-－—转][0-9]+)*",
    ),
)

DIGIT_CODES = (
    Rule("number", "document", r"[0-9]{4}[〕\]］）)](?:第?[0-9]+号)?(?<=[号〕\]］])"),
    # 5G, 4A, 3D; not 95GW
    Rule("number", "letters", rf"[0-9]+(?:\.[0-9]+)?(?!{LETTER_UNITS}(?![A-Za-z]))[A-Za-z]+[0-9A-Za-z]*"),
    Rule("number", "page", r"(?<=星期[一二三四五六日])[0-9]{1,2}(?=[县区市旗][县区市])"),  # 星期五|3|县市
    Rule("name", "company", r"(?<=团)[0-9]{1,2}连(?!续)"),
    Rule("number", "size", r"[0-9.]+[×xX*✕][0-9.]+(?:[×xX*✕][0-9.]+)*"),
    # 3号楼, 203房间, 12路公交, 128号3号楼502室
    Rule(
        "number",
        "address",
        rf"""[0-9]+(?:\.[0-9]+)?(?:[-－][0-9]+)*{words("addresses")}(?!以上|以内)
        (?:[0-9]+{words("rooms")})*""",
    ),
    # 2栋3单元
    Rule("number", "block", r"[0-9]{1,3}[栋幢](?:[0-9]{1,2}单元|[0-9]{3,4}(?:室|号|房))+"),
    # 阳光100国际社区, 万象1958公馆
    Rule("name", "estate", rf"(?<=[一-龥])[0-9]{{1,4}}{words('estate_middles')}*{words('estates')}"),
    Rule("number", "class", r"(?<=[级一二三四五六])[0-9]{1,2}班"),
    Rule("number", "regiment", r"[0-9]{2,3}(?=团(?!次))"),
    Rule("number", "globe", rf"{after(WORDS['coordinates'])}[0-9]+(?:\.[0-9]+)?(?:度|°)(?:[0-9.]+[′分'])?(?:[0-9.]+[″秒\"])?"),
    Rule("number", "version", rf"[0-9]\.[0-9](?={words('versions')})|[0-9]\.0(?![0-9%])"),
    Rule("number", "padded", r"0[0-9]+(?![0-9.])"),
    Rule("phone", "local", r"[2-8][0-9]{6,7}(?:[-－—转、/][0-9]{1,8})*(?![0-9.%])"),
)

DIGIT_SCORES = (
    Rule("score", "score", r"[0-9]+(?:\.[0-9]+)?(?:(?:比|[:：∶])[0-9]+(?:\.[0-9]+)?)+(?![0-9])"),
    Rule("score", "dash", rf"[0-9]{{1,3}}[-－–—][0-9]{{1,3}}(?=(?!平[方均米]){words('matches')}|[，。；、）”\s]|$)"),
)

CHINESE_CODES = (
    Rule("number", "long", rf"{C}{{31,}}"),
    # 十五里园镇, 八里村, 三家子村: a settlement whose name begins with a number
    Rule(
        "name", "settlement", rf"{C}{{1,3}}{words('named_by')}[一-龥]{{0,2}}?{words('settlements')}(?!{words('not_settled')})"
    ),
    Rule("number", "group", rf"(?<=[村屯庄寨]){C}{{1,2}}[组队社](?![成建])"),
    # 锦绣十八城小区
    Rule("name", "estate", rf"(?<=[一-龥]){C}{{1,3}}{words('estate_ends')}{words('estate_middles')}*{words('estates')}"),
    Rule("name", "formal", rf"(?<!{C})[壹贰叁肆伍陆柒捌玖](?!{C}|[元圆角分整年])"),
)

LEAD_CODES = (
    Rule("number", "code", r"[A-Za-z](?![0-9][0-9.,]*(?:[万亿吨台辆套家人件%]))[-－·•]?[0-9][0-9A-Za-z.\-/+]*"),
    Rule("vague", "several", r"[数几][十百千万亿](?:[百千万亿])?"),
)
