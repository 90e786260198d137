"""The data of a bar chart, from which slides and PowerPoint draw their own bars: a picture cannot be edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from camket.publishing.blocks.inline import Printed

# Below this brightness (of 255) white letters are read more easily than black ones.
_DARK = 135


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(_Part):
    """The length of a part of a bar, and the figure as it is printed on it; none where a bar has no such part."""

    number: int = 0
    printed: Printed | None = None


class Series(_Part):
    """One part of every bar, such as a status. `colours` are `#rrggbb`: one for all bars, or one for each.

    What is `hatched` is told from its neighbours in grey print by its lines.
    """

    name: str
    colours: tuple[str, ...]
    points: tuple[Point, ...]
    hatched: bool = False

    def colour(self, position: int) -> str:
        """The colour of this part in a bar."""
        return self.colours[position % len(self.colours)]

    def ink(self, position: int) -> str:
        """Black or white, whichever is read on the colour."""
        return ink_on(self.colour(position))


class Bars(_Part):
    """Bars from the top, each of the `series` from the left. Bars of a `share` scale are all equally long.

    `ends` are printed beside the bars, below `ends_heading`; there are none or one for each bar.
    """

    scale: Literal["share", "count"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    ends: tuple[Printed, ...] = ()
    ends_heading: str = ""

    @model_validator(mode="after")
    def _is_complete(self) -> Bars:
        lengths = {len(each.points) for each in self.series} | ({len(self.ends)} if self.ends else set())
        if lengths - {len(self.categories)}:
            raise ValueError("each series has one point for each category")
        return self

    @property
    def has_key(self) -> bool:
        """Whether the names of the series are said beside the bars: a part of a whole is nothing without its name."""
        return self.scale == "share" or len(self.series) > 1

    def width(self, series: Series, position: int) -> float:
        """The part of the whole width that a part of a bar takes, in percent with four decimals."""
        return round(100 * series.points[position].number / (self._longest(position) or 1), 4)

    def _longest(self, position: int) -> int:
        sums = [sum(each.points[one].number for each in self.series) for one in range(len(self.categories))]
        return sums[position] if self.scale == "share" else max(sums, default=0)

    def split(self, most: int) -> Iterator[Bars]:
        """The same bars in parts of nearly one size, each of at most `most` bars."""
        count = len(self.categories)
        parts = -(-count // most) or 1
        for part in range(parts):
            first, last = count * part // parts, count * (part + 1) // parts
            yield Bars(
                scale=self.scale,
                categories=self.categories[first:last],
                series=tuple(_cut(each, first, last) for each in self.series),
                ends=self.ends[first:last],
                ends_heading=self.ends_heading,
            )


def _cut(series: Series, first: int, last: int) -> Series:
    colours = series.colours if len(series.colours) == 1 else series.colours[first:last]
    return series.model_copy(update={"colours": colours, "points": series.points[first:last]})


def ink_on(colour: str) -> str:
    """Black or white, whichever is read on a colour `#rrggbb`."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else "#111111"
