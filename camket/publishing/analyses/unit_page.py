"""The sheet of one unit: counts, readings with their reasons, questions and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from camket.dates import format_date
from camket.figures.figure_labels import label_figure
from camket.figures.ledger import Figure, describe_population
from camket.figures.unit_slices import Item, Reading, UnitContent, read_unit_content
from camket.intake.formats.sheet import label_place
from camket.publishing.analyses.opened_period import Analysis, open_tables
from camket.publishing.analyses.page_wording import cover, load_page_wording, say, source_note
from camket.publishing.blocks.block import Column, Cover, Listing, Paragraph, Row, SignOff, Table
from camket.publishing.blocks.inline import Linked, Text, count, fill, share
from camket.publishing.opened.reckoning import Request, count_frame, hold_against
from camket.publishing.shown.file_page import link_page
from camket.publishing.workbooks.problems import (
    LINK_COLUMN,
    LINK_TEXT,
    PROBLEM_COLUMNS,
    group_by_unit,
    problem_rows,
)
from camket.settings.fields import label_of
from camket.settings.states import BASES, UNRESOLVED, Basis, field_of
from camket.settings.units import label_item

if TYPE_CHECKING:
    import pandas as pd

_CLAIM, _VERDICT = "self_assessment", "appraisal"
_ROOM = 4  # lines to write on
_NOTHING = "–"


@dataclass(frozen=True)
class UnitSheet:
    """The data of the units' notebook: the unit's own slice of a period, without data of other units."""

    analysis: Analysis
    content: UnitContent
    reckoned: dict[str, Figure] = field(default_factory=dict)

    @property
    def records(self) -> pd.DataFrame:
        """One row per commitment: `record_id`, `item_no`, `content`, both statuses, `is_overdue`, `is_decided`."""
        return self._records.copy(deep=False)  # what a cell changes is not changed for the others

    @cached_property
    def _records(self) -> pd.DataFrame:
        import pandas as pd

        rows = [
            (
                item.record_id, item.item_no, item.content, item.cut_off.status, item.full_year.status,
                item.is_overdue, bool(item.cut_off.decided or item.full_year.decided),
            )
            for item in self.content.items
        ]  # fmt: skip
        columns = ("record_id", "item_no", "content", *map(field_of, BASES), "is_overdue", "is_decided")
        frame = pd.DataFrame(rows, columns=list(columns))
        for basis in BASES:
            statuses = self.analysis.scheme.possible(basis)
            frame[field_of(basis)] = pd.Categorical(frame[field_of(basis)], categories=statuses, ordered=True)
        return frame

    def count(self, frame: pd.DataFrame, name: str) -> Figure:
        """Counts rows of `records`. Raises `FigureError` where the ledger counts otherwise."""
        settings, code = self.analysis.period, self.content.unit.code
        request = Request(name, label_figure(name, settings), code)
        population = f"{describe_population(settings)} của {self.content.unit.name}"
        counted = count_frame(frame, self._records, request, population, settings)
        if (own := self.analysis.figures.get(counted.id)) is not None:
            hold_against(counted, own, request.place)
        self.reckoned[name] = counted
        return counted

    def figure(self, stem: str) -> Figure:
        """Returns a figure that the notebook has counted. Raises `KeyError` for any other."""
        return self.reckoned[stem]


def open_unit(period: str, unit: str) -> UnitSheet:
    """Opens the slice of a unit by its code.

    Raises `InputError` for a unit without commitments, and as `open_period` does.
    """
    folder, settings = open_tables(period)
    content = read_unit_content(folder.processed, unit)
    figures = {figure.id: figure for figure in content.figures}
    analysis = Analysis(period, settings, (content.unit,), figures, folder, counted=content.sources)
    return UnitSheet(analysis, content)


def unit_cover(sheet: UnitSheet) -> Cover:
    """The top of the sheet: a draft while any question of the period is open, with the number of the unit's own."""
    draft: Text = ()
    if sheet.content.draft:
        said = "unit_draft" if sheet.content.questions else "unit_draft_of_others"
        day = format_date(sheet.analysis.period.cut_off)
        draft = fill(load_page_wording()["sentences"][said], **_unresolved(sheet), day=day)
    return cover(sheet.analysis, "unit", draft=draft, unit=sheet.content.unit.name)


def counts_table(sheet: UnitSheet) -> Table:
    """The number of the unit's commitments with each status, at the cut-off and for the full year."""
    period = sheet.analysis.period
    headings = (f"Lũy kế đến {format_date(period.cut_off)}", f"Ước cả năm {period.year}")
    columns = [Column(heading="Kết quả", width=3)]
    for heading in headings:
        columns.append(Column(heading="Số nội dung", group=heading, align="right", width=1))
        columns.append(Column(heading="Tỷ lệ", group=heading, align="right", width=1))
    rows = []
    scheme = sheet.analysis.scheme
    for status in scheme.codes:
        label = scheme.label(status, period.superior_in_text)
        cells: list[Text] = [(label[0].upper() + label[1:],)]
        for basis in BASES:
            cells += _counted(sheet, basis, status)
        rows.append(Row(cells=tuple(cells)))
    totals = [cell for basis in BASES for cell in _printed(sheet.figure(f"{basis}.total"))]
    rows.append(Row(kind="total", cells=(("Tổng số",), *totals)))
    return Table(
        title="Số nội dung cam kết của đơn vị theo kết quả",
        columns=tuple(columns),
        rows=tuple(rows),
        source=source_note(sheet.analysis),
        head_column=0,
    )


def remarks(sheet: UnitSheet) -> Listing:
    """Remarks on the counts: overdue items, decisions by a person, files read."""
    words = load_page_wording()["sentences"]
    said: list[Text] = []
    if sheet.figure("cut_off.overdue").numerator:
        day = format_date(sheet.analysis.period.cut_off)
        said.append(fill(words["unit_overdue"], o=sheet.figure("cut_off.overdue"), day=day))
    decided = sheet.figure("decided")
    said.append(fill(words["unit_decided" if decided.numerator else "unit_undecided"], d=decided))
    files = list(dict.fromkeys(item.file for item in sheet.content.items if item.file))
    said.append(fill(words["unit_files" if files else "unit_no_files"], files="; ".join(files)))
    return Listing(items=tuple(("-", text) for text in said))


def readings_table(sheet: UnitSheet) -> Table:
    """Each commitment with the unit's text, its status, and the words and rule that decided."""
    period = sheet.analysis.period
    cut_off, full_year = f"Lũy kế đến {format_date(period.cut_off)}", f"Ước cả năm {period.year}"
    return Table(
        title="Kết quả từng nội dung và căn cứ",
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading=label_of("content"), width=2.7),
            Column(heading="Nội dung đơn vị báo cáo (vị trí ô)", width=3.3),
            Column(heading="Đánh giá", group=cut_off, width=1),
            Column(heading="Căn cứ đánh giá", group=cut_off, width=2.6),
            Column(heading="Đánh giá", group=full_year, width=1),
            Column(heading="Căn cứ đánh giá", group=full_year, width=2.4),
        ),
        rows=tuple(
            Row(
                cells=(
                    (label_item(item.item_no, item.record_id, sheet.content.unit.code),),
                    (_signed(item),),
                    (_said(item),),
                    (sheet.analysis.scheme.short(item.cut_off.status),),
                    (_why(item.cut_off),),
                    (sheet.analysis.scheme.short(item.full_year.status),),
                    (_why(item.full_year),),
                ),
                anchor=item.record_id,
            )
            for item in sheet.content.items
        ),
        note="TT là số thứ tự trong danh mục đã ký.",
        source=source_note(sheet.analysis),
    )


def differences(sheet: UnitSheet) -> Table | Paragraph:
    """The items whose claim, appraisal and status differ; a sentence where there are none."""
    items = sheet.content.items
    different = [item for item in items if item.differences]
    if not different:
        claimed = any(said.field in (_CLAIM, _VERDICT) for item in items for said in item.said)
        return say("unit_no_difference" if claimed else "unit_no_claim")
    return Table(
        title="Tự đánh giá của đơn vị, kết luận thẩm định và đánh giá từ kết quả",
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading=label_of("content"), width=2.6),
            Column(heading=label_of(_CLAIM), width=1.6),
            Column(heading=label_of(_VERDICT), width=1.6),
            Column(heading="Được đánh giá là", width=1.2),
            Column(heading="Khác nhau ở chỗ", width=3.6),
        ),
        rows=tuple(
            Row(
                cells=(
                    (label_item(item.item_no, item.record_id, sheet.content.unit.code),),
                    (item.content,),
                    (_quote(item, _CLAIM),),
                    (_quote(item, _VERDICT),),
                    (sheet.analysis.scheme.short(item.cut_off.status),),
                    ("\n".join(_begin(text) for text in item.differences),),
                )
            )
            for item in different
        ),
        source=source_note(sheet.analysis),
    )


def questions(sheet: UnitSheet) -> Table | Paragraph:
    """The open questions about the unit's items; a sentence where there are none."""
    asked = sheet.content.questions
    if not asked:
        return say("unit_no_question")
    items = {item.record_id: item for item in sheet.content.items}
    return Table(
        title="Câu hỏi chưa có lời giải",
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading=label_of("content"), width=2.6),
            Column(heading="Hỏi về", width=0.9),
            Column(heading="Lý do chưa kết luận được", width=3.4),
            Column(heading="Nội dung đơn vị báo cáo (vị trí ô)", width=3.2),
        ),
        rows=tuple(
            Row(
                cells=(
                    (label_item(items[each.record_id].item_no, each.record_id, sheet.content.unit.code),),
                    (items[each.record_id].content,),
                    (_begin(sheet.analysis.scheme.label_basis(each.basis)),),
                    ("\n".join(map(_begin, each.reasons)),),
                    (_said(items[each.record_id]),),
                )
            )
            for each in asked
        ),
        source=source_note(sheet.analysis),
    )


def problems(sheet: UnitSheet) -> Table | Paragraph:
    """The faults in the unit's files, cell by cell as in `problems.xlsx`; a sentence where there are none.

    A link opens the page of a file, unless it could not be opened or holds rows of other units.
    """
    groups = group_by_unit(sheet.content.problems, [sheet.content.unit])
    items = [item for group in groups for item in (*group.to_mend, *group.notices)]
    if not items:
        return say("unit_no_problem")
    rows: list[list[Text]] = [[(text,) for text in row] for row in problem_rows(items)]
    for item, row in zip(items, rows, strict=True):
        if item.sha256 and item.file in sheet.content.own_files:
            row[LINK_COLUMN] = (Linked(link=link_page(item.file), text=LINK_TEXT),)
    return Table(
        title="Điểm cần sửa, bổ sung trong tệp đã gửi",
        columns=tuple(
            Column(heading=heading, width=width, align="center" if heading == "TT" else "left")
            for heading, width in PROBLEM_COLUMNS.items()
        ),
        rows=tuple(Row(cells=tuple(row)) for row in rows),
    )


def sign_off() -> SignOff:
    """The form in which the unit agrees or asks for changes, and signs."""
    words = load_page_wording()["sign_off"]
    return SignOff(
        choices=tuple(words["choices"]),
        lines=_ROOM,
        day=words["day"],
        left=tuple(words["writer"]),
        right=tuple(words["head"]),
    )


def _unresolved(sheet: UnitSheet) -> dict[str, Figure]:
    return {name: sheet.figure(f"{basis}.{UNRESOLVED}") for name, basis in zip("ab", BASES, strict=True)}


def _counted(sheet: UnitSheet, basis: Basis, status: str) -> tuple[Text, Text]:
    if status not in sheet.analysis.scheme.possible(basis):
        return (_NOTHING,), (_NOTHING,)
    return _printed(sheet.figure(f"{basis}.{status}"))


def _printed(figure: Figure) -> tuple[Text, Text]:
    return count(figure), share(figure)


def _signed(item: Item) -> str:
    return "\n".join(_signed_lines(item))


def _signed_lines(item: Item) -> Iterator[str]:
    yield item.content
    for signed in item.signed:
        yield f"{signed.title}: {signed.text}"


def _said(item: Item) -> str:
    if not item.reported:
        return "Đơn vị chưa báo cáo nội dung này."
    return "\n".join(f"{said.title}{_at(said.place)}: {said.text}" for said in item.said) or _NOTHING


def _why(reading: Reading) -> str:
    if reading.decided:
        return f"Người rà soát quyết định ({reading.decided}): {reading.evidence}"
    if not reading.evidence:
        return _begin(reading.says) + "."
    return f"{_begin(reading.says)}: “{reading.evidence}”{_at(reading.place)}."


def _quote(item: Item, field: str) -> str:
    return next((f"“{said.text}”{_at(said.place)}" for said in item.said if said.field == field), _NOTHING)


def _at(place: str) -> str:
    return f" ({label_place(place)})" if place else ""


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
