"""How far a period lies from the issue that tells of it: long ago, or still ahead."""

from metrics.model import Issue, Period

WEEKS = 45  # days that make a period one of another time


def is_long_ago(issue: Issue, period: Period) -> bool:
    """Whether a period had ended weeks before the issue appeared."""
    return bool(issue.date and period.end and (issue.date - period.end).days > WEEKS)


def is_ahead(issue: Issue, period: Period) -> bool:
    """Whether a period ends weeks after the issue appeared: 全年 in August."""
    return bool(issue.date and period.end and (period.end - issue.date).days > WEEKS)


def is_over(issue: Issue, period: Period) -> bool:
    """Whether a period of weeks or more had ended before the issue appeared."""
    if not (issue.date and period.start and period.end):
        return False
    return period.end < issue.date and (period.end - period.start).days > WEEKS


def is_within(period: Period, flow: Period | None) -> bool:
    """Whether a period is a shorter stretch inside the one in force: 8月份最多 after 前三季度."""
    if not (flow and flow.start and flow.end and period.start and period.end):
        return False
    return flow.start <= period.start and period.end <= flow.end and (period.end - period.start) < (flow.end - flow.start)
