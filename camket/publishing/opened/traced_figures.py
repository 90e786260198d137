"""The ledger as a notebook sees it: figures by id, each with its records and the cells that these came from."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from camket.errors import UnknownFigureError
from camket.figures.ledger import Figure
from camket.publishing.blocks.block import BLOCK_MIME, Paragraph
from camket.publishing.blocks.inline import fill
from camket.publishing.opened.cards import render_card
from camket.publishing.opened.other_notebooks import IN_NOTEBOOK, REASON

if TYPE_CHECKING:
    import pandas as pd

_MOST_NEAR = 5
_MOST_CELLS = 12
_SENTENCE = "{label}: {f.fraction} {noun} ({f.share})."


@dataclass(frozen=True, slots=True, repr=False)
class TracedFigure(Figure):
    """A figure of a period that leads to its records and their cells.

    `numerator` of `denominator`; `count`, `fraction` and `share` are the printed forms. `records` are the ids counted.
    """

    find_rows: Callable[[tuple[str, ...]], pd.DataFrame] | None = field(default=None, compare=False)

    @property
    def frame(self) -> pd.DataFrame:
        """The records that it counts, as rows of `period.records`; no rows where it counts something else."""
        if self.find_rows is None:
            raise UnknownFigureError(
                where=self.id,
                found="số liệu này không thuộc kỳ nào đang mở",
                expected="số liệu lấy từ period.figures hoặc period.figure(…)",
                remedy="mở kỳ bằng camket.open_period rồi lấy lại số liệu",
            )
        return self.find_rows(self.records)

    @property
    def cells(self) -> pd.DataFrame:
        """The cells from which its records were read: `record_id`, `field`, `file`, `place`, one row per cell."""
        import pandas as pd

        found = [
            (row.record_id, name, *_split_place(str(row.source_file), place))
            for row in self.frame.itertuples()
            for name, place in json.loads(str(row.source_cells) or "{}").items()
        ]
        return pd.DataFrame(found, columns=["record_id", "field", "file", "place"], dtype="str")

    def __repr__(self) -> str:
        return f"{self.id} = {self.text}: {self.label}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        text = fill(_SENTENCE, label=_capital(self.label), noun=self.noun, f=self)
        bundle = {BLOCK_MIME: Paragraph(text=text).model_dump(mode="json"), "text/plain": repr(self)}
        if self.find_rows is not None:
            cells = self.cells
            shown = cells.head(_MOST_CELLS).to_dict("records")
            more = max(0, len(cells) - _MOST_CELLS)
            bundle["text/html"] = render_card("figure", figure=self, cells=shown, more=more)
        return bundle


class Figures(Mapping[str, TracedFigure]):
    """All figures of a period by id. An unknown id raises `UnknownFigureError`, which names the ones most like it."""

    def __init__(
        self,
        figures: Iterable[Figure],
        find_rows: Callable[[tuple[str, ...]], pd.DataFrame] | None = None,
        find_owner: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._find_rows = find_rows
        self._find_owner = find_owner

    def __getitem__(self, figure_id: str) -> TracedFigure:
        if figure_id not in self._figures:
            raise _describe_unknown(str(figure_id), self._figures, self._find_owner(str(figure_id)))
        return trace_figure(self._figures[figure_id], self._find_rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __repr__(self) -> str:
        return f"<{len(self)} số liệu; ví dụ period.figures[{next(iter(self), '…')!r}]>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._figures)

    def _repr_html_(self) -> str:
        headline = [figure for figure in self._figures.values() if figure.scope == "all"]
        return render_card("figures", count=len(self), headline=headline)


def trace_figure(figure: Figure, find_rows: Callable[[tuple[str, ...]], pd.DataFrame] | None) -> TracedFigure:
    """The same figure, bound to the records of a period."""
    return TracedFigure(
        **{each.name: getattr(figure, each.name) for each in fields(Figure)}, find_rows=find_rows
    )


def _describe_unknown(figure_id: str, known: Iterable[str], owner: str) -> UnknownFigureError:
    """The error of an unknown id; `owner` is the other notebook that declares it, if there is one."""
    if owner:
        return UnknownFigureError(
            where=f"period.figures[{figure_id!r}]",
            found=REASON.format(notebook=owner, why=IN_NOTEBOOK),
            expected="mã của sổ số liệu chung, hoặc số liệu tính ngay trong sổ tay này",
            remedy=f"chép ô period.figure(…) của {owner} sang sổ tay này, đặt ở trước chỗ dùng",
        )
    names = list(known)
    near = difflib.get_close_matches(figure_id, names, n=_MOST_NEAR, cutoff=0.5)
    near += [name for name in names if figure_id and figure_id in name and name not in near]
    return UnknownFigureError(
        where=f"period.figures[{figure_id!r}]",
        found="không có số liệu mang mã này",
        expected=f"mã gần nhất: {', '.join(near[:_MOST_NEAR])}"
        if near
        else "một mã trong list(period.figures)",
        remedy="sửa lại mã; gõ period.figures[' rồi nhấn Tab để xem các mã",
    )


def _split_place(file: str, place: str) -> tuple[str, str]:
    """The file of a place and the rest: places in the signed list begin with the name of its file."""
    signed, mark, rest = place.partition("!")
    return (signed, rest) if mark and PurePath(signed).suffix else (file, place)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
