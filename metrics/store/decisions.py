"""The log of decisions in the database: taking one makes an edition, and nothing in it is ever changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from metrics.errors import ReviewError
from metrics.review.decisions import NOBODY, Decision, LogLine, Standing, stand
from metrics.store.outcomes import Outcome, from_text, keep_decisions, resolve, to_text
from metrics.store.rows import HashedRow, PageRows, Row, hash_rows, row_hash
from metrics.store.tables import DECISIONS, EDITIONS, OBSERVATIONS, STORE, content_columns, in_edition

LOG_COLUMNS = content_columns(DECISIONS)
ROW_COLUMNS = content_columns(OBSERVATIONS)
IDS_AT_ONCE = 500
LONGEST_REASON = 500


def read_log(connection: Connection, condition: ColumnElement[bool], with_rows: bool = True) -> list[LogLine]:
    """The lines of the log that meet a condition, oldest first; without the rows they are lighter."""
    query = select(DECISIONS).where(condition).order_by(DECISIONS.c.added, DECISIONS.c.id)
    return [
        LogLine(
            edition=row.added,
            made=datetime.fromisoformat(row.made),
            before=from_text(row.before) if with_rows else None,
            reading=from_text(row.reading) if with_rows else None,
            **{name: getattr(row, name) for name in LOG_COLUMNS if name not in ("made", "before", "reading")},
        )
        for row in connection.execute(query)
    ]


def read_standings(connection: Connection, condition: ColumnElement[bool], with_rows: bool = True) -> dict[str, Standing]:
    """Where every figure stands whose lines meet a condition, by obs_id."""
    lines = sorted(read_log(connection, condition, with_rows), key=lambda line: line.obs_id)  # stable: oldest first in each
    return {obs_id: stand(group) for obs_id, group in groupby(lines, lambda line: line.obs_id)}


def read_states(connection: Connection, edition: int) -> dict[str, str]:
    """The review state of every figure somebody has decided about, as an edition shows it."""
    standings = read_standings(connection, in_edition(DECISIONS, edition), with_rows=False)
    return {obs_id: standing.state for obs_id, standing in standings.items() if standing.state}


def read_rejected(connection: Connection, sha256: str, edition: int) -> list[tuple[int, int]]:
    """The spans of a page whose figure was rejected and that hold no other."""
    standings = read_standings(connection, and_(DECISIONS.c.sha256 == sha256, in_edition(DECISIONS, edition)), with_rows=False)
    spans = {(each.stack[-1].start, each.stack[-1].end) for each in standings.values() if each.is_rejected}
    if not spans:
        return []
    query = select(OBSERVATIONS.c.start, OBSERVATIONS.c.end).where(OBSERVATIONS.c.sha256 == sha256)
    held = connection.execute(query.where(in_edition(OBSERVATIONS, edition)))
    return sorted(spans - {(row.start, row.end) for row in held})


def read_waiting(connection: Connection, edition: int) -> list[Row]:
    """What the rules read now where a figure was rejected that they read differently then."""
    standings = read_standings(connection, in_edition(DECISIONS, edition))
    return [each.reading for each in standings.values() if each.is_rejected and each.is_reread and each.reading]


def find_outcomes(connection: Connection, decision: Decision) -> list[Outcome]:
    """What a decision would make of its figures; ReviewError when it cannot be taken."""
    _check_words(decision)
    figures = decision.figures
    if decision.action == "undo":
        undone = select(DECISIONS.c.obs_id).where(DECISIONS.c.added == decision.undoes, DECISIONS.c.who != NOBODY).distinct()
        figures = tuple(connection.execute(undone.order_by(DECISIONS.c.obs_id)).scalars())
        if not figures:
            raise ReviewError(
                f"edition {decision.undoes} was made by no decision; `review log` lists those that were", "refuse_undo"
            )
    else:
        _check_fresh(connection, decision)
    rows = _read_rows(connection, figures)
    standings: dict[str, Standing] = {}
    for some in _portions(figures):
        standings |= read_standings(connection, DECISIONS.c.obs_id.in_(some))
    return [resolve(decision, each, rows.get(each), standings.get(each, Standing())) for each in figures]


def read_figure(connection: Connection, obs_id: str) -> Row | None:
    """A figure as it is now; one that was rejected as it is read now."""
    row = _read_rows(connection, [obs_id]).get(obs_id)
    return row or read_standings(connection, DECISIONS.c.obs_id == obs_id).get(obs_id, Standing()).reading


def decide(connection: Connection, decision: Decision) -> int:
    """Take a decision: one new edition in which it stands; its number is returned."""
    connection.execute(update(STORE).values(writes=STORE.c.writes + 1))  # the row lock: from here one writer at a time
    outcomes = find_outcomes(connection, decision)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    number, last = _last_edition(connection)
    lines = [line for outcome in outcomes for line in _to_lines(outcome, decision, made)]
    changed = [outcome for outcome in outcomes if outcome.before != outcome.after]
    gone = [outcome.before for outcome in changed if outcome.before is not None]
    come = [outcome.after for outcome in changed if outcome.after is not None]
    digest = last + _digest(LOG_COLUMNS, lines) + _digest(ROW_COLUMNS, come) - _digest(ROW_COLUMNS, gone)
    edition = {"number": number, "created": made, "note": _to_note(decision, outcomes), "reason": "review"}
    connection.execute(EDITIONS.insert().values(**edition, digest=f"{digest % (1 << 256):064x}"))
    for some in _portions([str(row["obs_id"]) for row in gone]):
        in_force = and_(OBSERVATIONS.c.obs_id.in_(some), OBSERVATIONS.c.retired.is_(None))
        connection.execute(update(OBSERVATIONS).where(in_force).values(retired=number))
    if come:
        connection.execute(OBSERVATIONS.insert(), [{**row, "added": number} for row in come])
    connection.execute(DECISIONS.insert(), [{**line, "added": number} for line in lines])
    return number


def keep_on_pages(connection: Connection, pages: Mapping[str, PageRows]) -> tuple[dict[str, PageRows], tuple[HashedRow, ...]]:
    """Pages that are read again with what was decided about them in force.

    Also the lines that the log gets because something is read differently now.
    """
    made = datetime.now(UTC).isoformat(timespec="seconds")
    again = Decision("reread", NOBODY, "", 0)
    kept: dict[str, PageRows] = {}
    lines: list[Row] = []
    for some in _portions(sorted(pages)):
        for sha256, standings in _by_page(read_standings(connection, DECISIONS.c.sha256.in_(some))).items():
            read = [row.values for row in pages[sha256].tables[OBSERVATIONS.name]]
            rows, outcomes = keep_decisions(read, _read_rows(connection, list(standings)), standings)
            tables = {**pages[sha256].tables, OBSERVATIONS.name: hash_rows(ROW_COLUMNS, rows)}
            kept[sha256] = replace(pages[sha256], tables=tables)
            lines += [line for outcome in outcomes for line in _to_lines(outcome, again, made)]
    return {**pages, **kept}, hash_rows(LOG_COLUMNS, lines)


def _by_page(standings: Mapping[str, Standing]) -> dict[str, dict[str, Standing]]:
    pages: dict[str, dict[str, Standing]] = {}
    for obs_id, standing in standings.items():
        if standing.stack:
            pages.setdefault(standing.stack[-1].sha256, {})[obs_id] = standing
    return pages


def _check_words(decision: Decision) -> None:
    if not decision.who.strip():
        raise ReviewError("nobody's name is on this decision; say who decides", "refuse_name")
    if not decision.reason.strip():
        raise ReviewError("no reason is given; say in a few words why, it stands in the public log", "refuse_reason")
    if len(decision.reason) > LONGEST_REASON:
        told = f"the reason has {len(decision.reason)} characters; say it in {LONGEST_REASON}"
        raise ReviewError(told, "refuse_long", most=LONGEST_REASON)


def _check_fresh(connection: Connection, decision: Decision) -> None:
    """Refuse a decision on a figure that was decided about or read again since the edition that was looked at."""
    for some in _portions(decision.figures):
        since = read_log(connection, and_(DECISIONS.c.obs_id.in_(some), DECISIONS.c.added > decision.edition), with_rows=False)
        if since:
            line = since[-1]
            raise ReviewError(_tell_first(line), "refuse_second", who=line.who, edition=line.edition, reason=line.reason)
        moved = or_(OBSERVATIONS.c.added > decision.edition, OBSERVATIONS.c.retired > decision.edition)
        query = select(OBSERVATIONS.c.id).where(OBSERVATIONS.c.obs_id.in_(some), moved)
        if connection.execute(query).first():
            told = "the page of this figure was read again meanwhile; nothing was changed, look at it again"
            raise ReviewError(told, "refuse_reread")


def _tell_first(line: LogLine) -> str:
    what = f"{line.action}: {line.reason}".removesuffix(": ")
    when = f"{line.made:%Y-%m-%d %H:%M} UTC, edition {line.edition}"
    return f"{line.who} decided about this figure first ({when}, {what}); nothing was changed, look at it again"


def _read_rows(connection: Connection, figures: Sequence[str]) -> dict[str, Row]:
    """The rows in force of these figures, by obs_id."""
    columns = [OBSERVATIONS.c[name] for name in ROW_COLUMNS]
    rows: dict[str, Row] = {}
    for some in _portions(figures):
        query = select(*columns).where(OBSERVATIONS.c.obs_id.in_(some), OBSERVATIONS.c.retired.is_(None))
        rows |= {row.obs_id: row._asdict() for row in connection.execute(query)}
    return rows


def _last_edition(connection: Connection) -> tuple[int, int]:
    """The number of the edition to come and the digest of the one before it."""
    query = select(EDITIONS.c.number, EDITIONS.c.digest).order_by(EDITIONS.c.number.desc()).limit(1)
    last = connection.execute(query).one()
    return last.number + 1, int(last.digest, 16)


def _to_lines(outcome: Outcome, decision: Decision, made: str) -> list[Row]:
    same = {name: outcome.anchor[name] for name in ("sha256", "obs_id", "start", "end")}
    rows = {"before": to_text(outcome.before), "reading": to_text(outcome.reading)}
    who = {"made": made, "who": decision.who, "action": decision.action, "reason": decision.reason, "undoes": decision.undoes}
    told = outcome.differences or [("", "", "")]
    return [{**same, **rows, **who, "field": name, "previous": old, "value": new} for name, old, new in told]


def _to_note(decision: Decision, outcomes: Sequence[Outcome]) -> str:
    names = ", ".join(str(outcome.anchor["indicator"]) for outcome in outcomes[:3])
    return f"{decision.action} {names}" + (f" and {len(outcomes) - 3} more" if len(outcomes) > 3 else "")


def _digest(columns: Sequence[str], rows: Iterable[Row]) -> int:
    return sum(row_hash(columns, row) for row in rows)


def _portions(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[first : first + IDS_AT_ONCE] for first in range(0, len(values), IDS_AT_ONCE))
