"""What a number is of when its own words do not say: what the clause or the brackets before it speak of."""

from metrics.parse.case import Case
from metrics.parse.lists import is_metric
from metrics.parse.names import clause_name, left_name, name_before_brackets


def find_topic(case: Case) -> str:
    """What a price is of, named just before: 西瓜大量上市，⟨每斤⟩六毛五; 猪肉（后腿）⟨每斤⟩11.8元."""
    statement, text = case.statement, case.sheet.text
    if statement.opener == "）":
        return name_before_brackets(text, statement.sentence, statement.clause, case.sheet.mentions)[0]
    stop = max(statement.clause - 1, statement.sentence)
    start = max(statement.sentence, *(text.rfind(mark, statement.sentence, stop) + 1 for mark in "，；：。）"))
    if statement.opener != "，" or (case.drafts and case.drafts[-1].end > case.sheet.offset + start):
        return case.scope.subject
    return left_name(text, start, statement.clause - 1, case.sheet.mentions)[0]


def find_clause_subject(case: Case) -> str:
    """The metric that the clause just before speaks of without a number: 技改投资逆势上扬，增长…"""
    statement = case.statement
    if statement.opener == "）":
        name, start = name_before_brackets(case.sheet.text, statement.sentence, statement.clause, case.sheet.mentions)
        taken = case.drafts and case.drafts[-1].end > case.sheet.offset + start
        adjoins = statement.clause == statement.quantity.start  # 实践所（站）642个
        return name if (is_metric(name) or adjoins) and not taken else ""
    if statement.opener != "，" or statement.clause - 1 <= statement.sentence:
        return ""
    start = max(case.sheet.text.rfind(mark, statement.sentence, statement.clause - 1) for mark in "，；：（）。") + 1
    start = max(start, statement.sentence)
    if case.drafts and case.drafts[-1].end > case.sheet.offset + start:
        return ""
    return clause_name(case.sheet.text, start, statement.clause - 1, case.sheet.mentions)
