"""Fill the record of a commitment from the cells of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from camket.intake.formats.sheet import HIDDEN, Cell, label_place
from camket.intake.joining.field_values import read_values, split_values
from camket.intake.joining.record import Commitment, Record, Rejected, Report
from camket.intake.joining.rejections import QUOTED, reject_misplaced, reject_row
from camket.intake.tables.cell_notes import NOTED, show_notes
from camket.intake.tables.heading_words import folded_words
from camket.intake.tables.row_kinds import is_blank
from camket.intake.tables.table import MAY_CONTINUE
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold, fold_heading

# "Nội dung 4 đã dừng" at the beginning of a note.
_OF_ITEM = re.compile(
    r"(?:^|[.;] )\W*(?:nội dung|mục|stt|dòng) (?:số |thứ )?(\d{1,2})\b(?![/.,]\d)", re.IGNORECASE
)
# An estimate that tells of work and its count, and so reads like a result.
_WORK_DONE = re.compile(r"\W*(?:đã|đang)\b(?!.*hoàn thành).*\d", re.IGNORECASE | re.DOTALL)
# The fields of which one states the result at the cut-off.
_STATING = ("result_text", "progress_percent", "completed_on", "self_assessment", "appraisal")


def fill_record(
    commitment: Commitment, report: Report | None, asks: Sequence[str], fields: Fields = BUILT_IN
) -> tuple[Record, list[Rejected]]:
    """The record of a commitment with its review questions, and the rejections of its unusable cells.

    `asks` are questions about the row as a whole: whether it is the commitment's, whether another counts.
    """
    if report is None:
        reasons = (*commitment.asks, *asks)
        return Record(commitment, commitment.source, places=commitment.places, review_reasons=reasons), []
    row = replace(report.row, cells={name: show_notes(cell) for name, cell in report.row.cells.items()})
    names = ("item_no", "content", *(field.name for field in fields.reported))
    cells = {name: row.cells[name] for name in names if name in row.cells}
    broken = [cell for cell in cells.values() if cell.problem]
    # What the unit copied from the signed list does not count, but its own note on it does.
    broken += [row.cells[name] for name, cell in report.row.cells.items() if cell.notes and name not in cells]
    asked = [cell for cell in broken if cell is not _find_idle(cells, commitment)]
    misplaced = (*_ask_swapped(report.row.cells, commitment), *_ask_other_item(report.row.cells, commitment))
    doubts = (*report.doubts, *asks, *misplaced)
    problems = [
        reject_row(
            report,
            kind="cell",
            cell=cell.place,
            found=cell.problem,
            expected="một giá trị đọc được và rõ nghĩa",
            remedy="sửa ô rồi gửi lại",
        )
        for cell in broken
    ]
    values, faults = read_values(row, fields.reported)
    problems += [
        reject_row(
            report,
            kind="cell",
            cell=fault.cell.place,
            found=fault.found,
            expected=fault.expected,
            remedy=fault.remedy,
        )
        for fault in faults
    ]
    typed, others = split_values(values, Record)
    if note := _result_in_note(cells):
        problems.append(reject_misplaced(report, note))
    record = Record(
        commitment=commitment,
        source=report.source,
        reported=True,
        **typed,
        values=others,
        judged_words={name: words for name, words in row.judged_words.items() if name in cells},
        raw={name: cell.original or cell.shown for name, cell in cells.items() if cell.shown},
        places={**commitment.places, **_places(cells)},
        review_reasons=(*map(_show_problem, asked), *commitment.asks, *doubts),
        doubts=(
            *(_show_problem(cell) for cell in asked if _concerns_row(cell, cells)),
            *commitment.asks,
            *doubts,
        ),
    )
    return record, problems


def _ask_swapped(cells: Mapping[str, Cell], commitment: Commitment) -> Iterator[str]:
    """The question of a row whose result is the signed target or a bare estimate, where that column has other words."""
    result, target, estimate = (
        cells[name].text if name in cells else "" for name in ("result_text", "target", "estimate_text")
    )
    signed = fold(commitment.target)
    if signed and fold(result) == signed and not is_blank(target) and signed not in fold(target):
        yield (
            f"cột kết quả ghi đúng chỉ tiêu đã ký (“{result}”), còn cột chỉ tiêu ghi “{target[:QUOTED]}”: "
            "có thể hai cột bị đổi chỗ"
        )
    is_status = any(fold_heading(result) in said for said in folded_words("statuses").values())
    if is_status and _WORK_DONE.match(estimate):
        yield (
            f"cột kết quả chỉ ghi “{result}”, còn cột ước cả năm ghi “{estimate[:QUOTED]}”: có thể hai cột bị đổi chỗ"
        )


def _ask_other_item(cells: Mapping[str, Cell], commitment: Commitment) -> Iterator[str]:
    """The question of a row whose note tells of an item with another number."""
    note = cells["note"].text if "note" in cells else ""
    if any(int(number) != commitment.item_no for number in _OF_ITEM.findall(note)):
        yield f"ghi chú nói về nội dung khác: “{note[:QUOTED]}”"


def _show_problem(cell: Cell) -> str:
    return f"{label_place(cell.place)}: {cell.problem}"


def _find_idle(cells: Mapping[str, Cell], commitment: Commitment) -> Cell | None:
    """The cell of the number if its formula failed and the content alone says which commitment the row is."""
    number, content = cells.get("item_no"), cells.get("content")
    if number is None or content is None or not number.is_error:
        return None
    return number if fold(content.text) == fold(commitment.content) else None


def _concerns_row(broken: Cell, cells: Mapping[str, Cell]) -> bool:
    """Whether what is wrong with a cell puts the whole row in doubt, not only what is found on one basis."""
    alone = any(cells.get(name) is broken for name in (*_STATING, "note", "estimate_text"))
    return not alone or any(words in broken.problem for words in (HIDDEN, MAY_CONTINUE, NOTED))


def _result_in_note(cells: Mapping[str, Cell]) -> Cell | None:
    """The cell of the note where the unit filled in no column that states its result."""
    if any(name in cells and (cells[name].problem or not is_blank(cells[name].text)) for name in _STATING):
        return None
    note = cells.get("note")
    return note if note and not note.is_error and not is_blank(note.text) else None


def _places(cells: Mapping[str, Cell]) -> dict[str, str]:
    # The content typed by the unit is evidence of the join; the signed text is the one that counts.
    renamed = {"content": "content_reported"}
    return {renamed.get(name, name): cell.place for name, cell in cells.items() if cell.text}
