"""`camket.open_period`: a period in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camket.dates import format_date
from camket.figures.earlier_tables import LastPeriod, read_last
from camket.figures.figure_labels import label_figure
from camket.figures.ledger import ALL, Figure, describe_population
from camket.publishing.analyses.opened_period import Analysis, open_analysis
from camket.publishing.analyses.page_wording import make_head, source_note
from camket.publishing.blocks.block import BLOCK_MIME, Chart, Paragraph, Table
from camket.publishing.opened.cards import render_card
from camket.publishing.opened.frame_tables import make_table
from camket.publishing.opened.frames import make_unit_frame
from camket.publishing.opened.other_notebooks import find_notebook
from camket.publishing.opened.period_frames import PeriodFrames
from camket.publishing.opened.plots import make_chart, take_drawings
from camket.publishing.opened.reckoning import (
    Request,
    check_frame,
    check_known,
    check_scope,
    count_frame,
    declare_figure,
    hold_against,
    mark_units,
)
from camket.publishing.opened.sentences import make_sentence
from camket.publishing.opened.traced_figures import Figures, TracedFigure, trace_figure
from camket.settings.period import Period
from camket.settings.project import find_project

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawing


def open_period(name: str) -> OpenedPeriod:
    """Opens a period of the project, such as `"2022-10"`.

    Reads and judges its raw files first where the tables are out of date. The project is that of `CAMKET_PROJECT`, else
    the one around the current folder. Raises `InputError` where the period or its files cannot be used.

    >>> period = open_period("2022-10")
    >>> period
    <period 2022-10: 293 records of 31 units, 0 open questions>
    """
    take_drawings()
    return OpenedPeriod(open_analysis(name))


def list_periods() -> list[str]:
    """The names of the periods of the project, in their order.

    >>> list_periods()
    ['2022-10']
    """
    raw = find_project(Path.cwd()) / "data" / "raw"
    return sorted(path.parent.name for path in raw.glob("*/period.toml"))


@dataclass(frozen=True, repr=False)
class OpenedPeriod:
    """The tables and figures of a period, and what prints them.

    `records`, `units`, `registrations`, `questions`, `decisions` and `read_frame(…)` are DataFrames, each time a new
    one; `columns(…)` says what their columns are. `figures` is the ledger by id. `figure(…)` counts rows of a frame,
    `table(…)`, `say(…)` and `chart(…)` print.

    >>> period = open_period("2022-10")
    >>> done = period.records[period.records["cut_off_status"] == "completed"]
    >>> period.figure(done, name="cut_off.completed", label="hoàn thành")
    cut_off.completed = 81/293 nội dung (chiếm 27,6%): hoàn thành
    >>> period.figures["cut_off.completed"].cells.iloc[0].tolist()
    ['VPUBND-01', 'content', 'register.xlsx', "'Danh muc'!D7"]
    >>> period.say("Có {cut_off.completed} nội dung hoàn thành ({cut_off.completed.share}).").as_plain()
    'Có 81 nội dung hoàn thành (27,6%).'
    """

    _analysis: Analysis
    _reckoned: dict[str, Figure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self._analysis.name

    @property
    def settings(self) -> Period:
        """What `period.toml` says, with the scheme of statuses and groups."""
        return self._analysis.period

    @property
    def cut_off(self) -> pd.Timestamp:
        """The cut-off day, to compare with columns of days."""
        import pandas as pd

        return pd.Timestamp(self.settings.cut_off)

    @property
    def day(self) -> str:
        """The cut-off day as a sentence prints it: `30/10/2022`."""
        return format_date(self.settings.cut_off)

    @cached_property
    def last(self) -> LastPeriod | None:
        """The period of the year before this one, with which it is compared; None for a first one."""
        return read_last(self._analysis.folder.processed)

    def label(self, status: str) -> str:
        """A status in the words of the report."""
        return self.settings.scheme.label(status, self.settings.superior_in_text)

    @cached_property
    def figures(self) -> Figures:
        """The ledger by id."""
        return Figures(self._analysis.figures.values(), self._frames.find_rows, self._find_owner)

    @property
    def page(self) -> Analysis:
        """What the tables and charts of camket print: only the figures that this notebook has reckoned."""
        return replace(self._analysis, figures=self._reckoned, ledger=self._analysis.figures)

    @property
    def records(self) -> pd.DataFrame:
        """One row per commitment, in register order: the columns of `records.csv` and of `derived.csv`."""
        return self._copy("records")

    @property
    def units(self) -> pd.DataFrame:
        """One row per unit that signed, in the prescribed order: `unit`, `unit_name`, `group`, `order`, `aliases`, …"""
        return make_unit_frame(self._analysis.units, self.settings.scheme.group_codes)

    @property
    def registrations(self) -> pd.DataFrame:
        """One row per item that a unit registered for the next year."""
        return self._copy("registrations")

    @property
    def questions(self) -> pd.DataFrame:
        """One row per open question, the most consequential first."""
        return self._copy("questions")

    @property
    def decisions(self) -> pd.DataFrame:
        """One row per line of `decisions.csv` on a status, with its state."""
        return self._copy("decisions")

    def read_frame(self, table: str) -> pd.DataFrame:
        """Another table of `data/processed`: `second_look`, `rejected`, `reporting`, `dropped`, `programme`, …

        Raises `InputError` for an unknown one.
        """
        return self._frames.read(table)

    def columns(self, table: str = "records") -> pd.DataFrame:
        """What the columns of a table are: `column`, `type`, `meaning`. Takes the names of the properties too."""
        return self._frames.describe_columns(table)

    def scopes(self, frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """The whole frame, its part of each group, then its part of each unit, by name: `all`, `district`, `SNV`, …

        Every table with a column `unit` can be divided so.
        """
        return self._frames.divide(frame)

    def figure(
        self,
        frame: pd.DataFrame,
        of: pd.DataFrame | None = None,
        *,
        name: str,
        label: str = "",
        scope: str = ALL,
        by: str = "",
    ) -> TracedFigure:
        """Counts the rows of a frame among those of another (by default all records of the period).

        `name` is the id, `label` what is counted, as it stands in a sentence; figures of camket have theirs. `scope` is
        a unit or a group if all rows of `of` are its own; `by` the column that tells the rows apart (`record_id`,
        `registration_id`, …; `"unit"` counts units). An id of the ledger is held against the ledger. Any other is
        declared under the name of the notebook, and is traced, exported and reconciled like every figure.

        Raises `FigureError` where the ledger counts otherwise, and `InputError` for rows that cannot be counted.
        """
        request = mark_units(Request(name, label or label_figure(name, self.settings), scope, by))
        check_frame(frame, request.place)
        whole = self._frames.choose_whole(frame) if of is None else of
        check_frame(whole, request.place)
        check_scope(whole, request, self._frames.list_scopes())
        if by == "unit":
            frame, whole = (self._frames.stand_for_units(each) for each in (frame, whole))
            request = replace(request, by="record_id")
        counted = count_frame(frame, whole, request, self._describe_whole(whole, scope), self.settings)
        own = self._analysis.figures.get(request.id)
        if own is not None:
            hold_against(counted, own, request.place)
        elif self._analysis.figures:
            check_known(counted, request, self._frames.known_ids)
            counted = declare_figure(counted, request)
        self._reckoned[request.id] = counted
        return trace_figure(counted, self._frames.find_rows)

    def table(
        self,
        frame: pd.DataFrame,
        *,
        caption: str,
        source: str = "",
        note: str = "",
        show: str | Mapping[str, str] = "{f.count}",
        totals: Sequence[object] = (),
    ) -> Table:
        """Returns a frame as a table for HTML, PDF, Excel and slides, sortable, each figure with its trace.

        The index gives the row headings, two levels of columns a row of headings above. `show` is how figures are
        printed, for all columns or by column: `"{f.count} ({f.share})"`; `totals` are the labels of total rows.

        Raises `InputError` for a number that is no figure and belongs to no record.
        """
        source = source or source_note(self._analysis)
        return make_table(
            frame, caption=caption, source=source, note=note, show=show, totals=totals, own=self._frames.find_value,
            label=self._frames.label_column,
        )  # fmt: skip

    def say(self, sentence: str, **values: Figure | str) -> Paragraph:
        """Returns a sentence: `period.say("Có {xong} nội dung hoàn thành, chiếm {xong.share}.")`.

        A name in braces is a figure that the notebook has counted, an id of the ledger, or one of `values`. Raises
        `InputError` for a number that is no figure.
        """
        known = {
            **self._analysis.figures,
            **self._reckoned,
            **{each.id: each for each in self._reckoned.values()},
        }
        return make_sentence(sentence, known, values, self._find_owner)

    def chart(self, drawing: Drawing, *, title: str, alt: str, source: str = "") -> Chart:
        """Returns a drawing of matplotlib as a chart. `alt` is its finding in words."""
        return make_chart(drawing, title=title, alt=alt, source=source or source_note(self._analysis))

    def __repr__(self) -> str:
        records, questions = len(self._frames.named["records"]), len(self._frames.named["questions"])
        units = len(self._analysis.units)
        return f"<period {self.name}: {records} records of {units} units, {questions} open questions>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {
            BLOCK_MIME: make_head(self._analysis).model_dump(mode="json"),
            "text/html": render_card("period", title=f"Kỳ {self.name}", facts=list(self._list_facts())),
            "text/plain": repr(self),
        }

    def _list_facts(self) -> Iterator[tuple[str, str]]:
        period, records = self.settings, self._frames.named["records"]
        yield (
            "Nội dung",
            f"{len(records)} {period.title} năm {period.year} của {len(self._analysis.units)} đơn vị",
        )
        yield "Số liệu", f"lũy kế đến {format_date(period.cut_off)} và ước cả năm {period.year}"
        questions = len(self._frames.named["questions"])
        yield (
            "Câu hỏi",
            f"còn {questions} câu chưa trả lời, mọi trang là dự thảo" if questions else "đã trả lời hết",
        )
        if period.notice:
            yield "Lưu ý", period.notice
        yield "Sản phẩm", f"outputs/{self.name}"

    def _find_owner(self, figure_id: str) -> str:
        """The notebook of the project that declares a figure under its name."""
        return find_notebook(self._analysis.folder.project, figure_id)

    @cached_property
    def _frames(self) -> PeriodFrames:
        return PeriodFrames(self._analysis)

    def _copy(self, name: str) -> pd.DataFrame:
        """A table of its own for each cell, so that what a cell changes is not changed for the others."""
        return self._frames.named[name].copy(deep=False)

    def _describe_whole(self, whole: pd.DataFrame, scope: str) -> str:
        """What the denominator counts."""
        called = {unit.code: unit.name for unit in self._analysis.units}
        called |= {group.code: group.label for group in self.settings.scheme.groups}
        population = describe_population(self.settings)
        if scope != ALL:
            return f"{population} của {called.get(scope, scope)}"
        if len(whole) == len(self._frames.named["records"]):
            return population
        return f"{population}, phần mà sổ tay đã chọn"
