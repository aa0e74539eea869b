"""A decision not yet taken in, the rows of the series it would move out, as they are and as they would be."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from metrics.review.decisions import STATES, Decision
from metrics.store.decisions import find_outcomes, read_states
from metrics.store.editions import newest_edition
from metrics.store.rows import Row
from metrics.store.tables import OBSERVATIONS, content_columns

ROW_COLUMNS = content_columns(OBSERVATIONS)


Side = tuple[list[Row], dict[str, str]]


def preview(connection: Connection, decision: Decision) -> tuple[Side, Side]:
    """Rows and review states before and after."""
    outcomes = find_outcomes(connection, decision)
    figures = {str(outcome.anchor["obs_id"]) for outcome in outcomes}
    moved = {str(row["series_id"]) for outcome in outcomes for row in (outcome.before, outcome.after) if row}
    columns = [OBSERVATIONS.c[name] for name in ROW_COLUMNS]
    query = select(*columns).where(OBSERVATIONS.c.series_id.in_(sorted(moved)), OBSERVATIONS.c.retired.is_(None))
    before: list[Row] = [row._asdict() for row in connection.execute(query.order_by(OBSERVATIONS.c.id))]
    after = [row for row in before if row["obs_id"] not in figures]
    after += [outcome.after for outcome in outcomes if outcome.after is not None]
    states = read_states(connection, newest_edition(connection))
    return (before, states), (after, states | dict.fromkeys(figures, STATES.get(decision.action, "")))


def to_tuples(rows: Iterable[Row], number: int) -> list[tuple[object, ...]]:
    """Rows as the observation table takes them, added in edition `number`."""
    whole = ({**row, "id": 0, "added": number, "retired": None} for row in rows)
    return [tuple(row[name] for name in OBSERVATIONS.c.keys()) for row in whole]  # noqa: SIM118  (a collection of columns)
