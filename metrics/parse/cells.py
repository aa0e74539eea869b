"""The cells of flattened tables → their figures, and the drafts of observations that these become."""

from collections.abc import Sequence
from itertools import groupby

from metrics.model import CleanText, Paragraph
from metrics.parse.quantities import find_quantities
from metrics.parse.scope import Draft, Scope
from metrics.parse.tables import TableFigure, name_table, read_table


def read_tables(clean: CleanText, body: Sequence[Paragraph], heads: Sequence[Paragraph]) -> dict[int, TableFigure]:
    """The figures of flattened tables by where their cell begins; one that names nothing is what its headline names."""
    figures: dict[int, TableFigure] = {}
    for kind, run in groupby(body, key=lambda paragraph: paragraph.kind):
        if kind == "cell":
            cells = list(run)
            found = read_table([clean.text[cell.start : cell.end].strip() for cell in cells])
            above = [head for head in heads if head.start < cells[0].start] or list(heads)
            name = name_table(clean.text[above[-1].start : above[-1].end]) if above else ""
            named = [figure if figure.column else figure._replace(column=name or figure.label) for figure in found]
            figures |= {cells[figure.cell].start: figure for figure in named}
    return figures


def draft_cell(clean: CleanText, paragraph: Paragraph, figure: TableFigure, scope: Scope) -> list[Draft]:
    """The draft of a table's cell; a cell whose number cannot be read gives none."""
    quantities, _ = find_quantities(clean.text[paragraph.start : paragraph.end])
    return [
        Draft(
            quantity=quantity._replace(
                unit=quantity.unit or figure.unit, value=-abs(quantity.value) if figure.measured.sign < 0 else quantity.value
            ),
            start=paragraph.start + quantity.start,
            end=paragraph.start + quantity.end,
            quote=(paragraph.start, paragraph.end),
            measured=figure.measured,
            name=figure.column,
            entity=scope.entity,
            period=scope.period,
            status="actual",
            dims={figure.key: figure.label} if figure.label else {},
        )
        for quantity in quantities[:1]
    ]
