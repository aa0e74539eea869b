"""People that something was given to or done for: the words around their number come in, who they are goes out."""

import re

from metrics.parse.case import Case

_FOR = re.compile(r"(?<![认作成因行])[为向给](?:近|约|超|超过|逾|全市|全县|全区|全州)*$")
# 为8600名⟨80岁以上老人⟩发放高龄津贴
_GIVEN = re.compile(
    r"(?P<who>(?P<aged>\d{1,3}(?:周岁|岁)(?:及?以[上下])?的?)?[^，。；：、（）\d]{2,16}?)"
    r"(?:累计|共|已|免费|分别|逐一|及时|统一|集中|按时|足额|依法)*"
    r"(?:发放|提供|办理|送去|送上|送达|开展|给予|减免|兑现|落实|报销|支付|解决|追回|挽回|讨回|讨薪|补缴|缴纳|配备|适配|安装|实施|建立|推送)"
)


def match_receivers(case: Case) -> str:
    """Who was given a sum or things told behind their number: 为1.2万名⟨困难残疾人⟩发放补贴860万元; empty when nobody was."""
    text, statement, following = case.sheet.text, case.statement, case.following
    if not _FOR.search(text, statement.left, statement.quantity.start):
        return ""
    given = _GIVEN.match(text, statement.quantity.end, statement.clause_end)
    if given is None or not (given["aged"] or (following and following.clause == statement.clause)):
        return ""
    return given["who"]
