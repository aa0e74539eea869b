"""How a mark is drawn in, a small picture of it out: the legend shows what the chart draws."""

import math
from functools import lru_cache
from urllib.parse import quote

from metrics.show.looks import Look

POINT, UNREVIEWED = 95, 26  # square pixels of a mark, and of one that no editor has checked yet though it is doubtful
STROKE, DASH = 2, (2, 2)  # pixels of its outline, and of the dashes of what nobody printed as done
SIDE = 14
# As Vega draws them: r is half the root of the size, h and s the height of the triangle and the arm of the cross.
PATHS = {
    "circle": "M{r},0A{r},{r},0,1,1,-{r},0A{r},{r},0,1,1,{r},0",
    "square": "M-{r},-{r}h{w}v{w}h-{w}Z",
    "triangle-up": "M0,-{h}L-{r},{h}L{r},{h}Z",
    "diamond": "M-{r},0L0,-{r}L{r},0L0,{r}Z",
    "stroke": "M-{r},0L{r},0",
    "cross": "M-{r},-{s}L-{r},{s}L-{s},{s}L-{s},{r}L{s},{r}L{s},{s}L{r},{s}L{r},-{s}L{s},-{s}L{s},-{r}L-{s},-{r}L-{s},-{s}Z",
}


def to_path(shape: str, size: int = POINT) -> str:
    """The outline of a mark around its middle.

    >>> to_path("stroke")
    'M-4.873,0L4.873,0'
    """
    r = math.sqrt(size) / 2
    lengths = {"r": r, "w": 2 * r, "h": r * math.sqrt(3) / 2, "s": r / 2.5}
    return PATHS[shape].format(**{name: f"{length:.3f}".rstrip("0").rstrip(".") for name, length in lengths.items()})


@lru_cache(maxsize=512)
def draw_symbol(look: Look, size: int = POINT) -> str:
    """The mark of a series."""
    dash = f' stroke-dasharray="{",".join(map(str, DASH))}"' if look.is_dashed else ""
    fill = "none" if look.is_hollow else look.colour
    half = SIDE / 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half:g} {-half:g} {SIDE} {SIDE}">'
        f'<path d="{to_path(look.shape, size)}" fill="{fill}" stroke="{look.colour}" stroke-width="{STROKE}"{dash}/></svg>'
    )
    return f'<img class="symbol" alt="" src="data:image/svg+xml,{quote(svg)}">'
