"""Deduplicate the rows of one commitment: a later file counts, equal rows count once, differing rows are a question.

Two tables of one file may share the columns between them: one has the results, the other the estimates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from camket.intake.formats.sheet import label_notes, label_place
from camket.intake.joining.file_versions import FileVersion, is_later
from camket.intake.joining.letters import is_alike
from camket.intake.joining.record import Rejected, Report
from camket.intake.joining.rejections import QUOTED, reject_row
from camket.intake.tables.row_kinds import is_blank
from camket.settings.fields import BUILT_IN, Fields
from camket.text import plain

_NAMING = frozenset({"key", "unit", "unit_code", "item_no", "content"})
# The fields that state the result at the cut-off or of the year.
REPORTED_TWICE = "nội dung này được báo cáo hai lần, khác nhau"
STATING = BUILT_IN.judged - {"note"}


@dataclass(frozen=True, slots=True)
class Settled:
    """The row that counts, or None; the questions; and the rows that do not count.

    `completed` is the row that counts with the columns that another table of its file adds. `unordered` are the rows
    of other files that differ from it and may be later. `chosen_by` is who decided that its file is later than another
    one that says something else.
    """

    used: Report | None
    completed: Report | None
    asks: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    unordered: tuple[Report, ...] = ()
    chosen_by: str = ""


def settle_repeats(reports: Sequence[Report], fields: Fields = BUILT_IN) -> Settled:
    """Which of the rows of one commitment counts.

    A filled row replaces the rows of earlier files; an empty one replaces nothing. Remaining rows that differ
    are a question.
    """
    if not reports:
        return Settled(None, None, (), ())
    speaking = [report for report in reports if is_filled_in(report, fields)] or [*reports]
    later = _find_later([report.file_version for report in speaking])
    current = [report for report in speaking if report.file_version not in later]
    first = {report.file_version: report for report in reversed(speaking)}
    rejected = [
        _superseded(report, first[later[report.file_version]])
        for report in speaking
        if report.file_version in later
    ]
    used, *others = _put_fullest_first(current, fields)
    chosen_by = next(
        (
            later[report.file_version].said_by
            for report in speaking
            if report.file_version in later
            and report.source.file in later[report.file_version].replaces
            and not _says_no_more(report, used, fields)
        ),
        "",
    )
    silent = set(reports) - set(speaking)
    rejected += [_repeats(report, used, fields) for report in reports if report in silent]
    asks = []
    unordered = []
    completed = used
    for other in others:
        if _says_no_more(other, used, fields) and _is_same_content(other, used):
            rejected.append(_repeats(other, used, fields))
        elif _completes(other, completed, fields):
            completed = _complete(completed, other)
            rejected.append(_adds(other, used))
        else:
            asks.append(f"{REPORTED_TWICE}; {_quote(used, fields)}; xem thêm {_quote(other, fields)}")
            rejected.append(_contradicts(other, used))
            if other.source.file != used.source.file:
                unordered.append(other)
    return Settled(used, completed, tuple(asks), tuple(rejected), tuple(unordered), chosen_by)


def _put_fullest_first(reports: Sequence[Report], fields: Fields) -> list[Report]:
    """The rows in their order, but first one that says all that the first one says, and more."""
    first, *others = reports
    fuller = next(
        (
            each
            for each in others
            if each.source.file != first.source.file
            and _says_no_more(first, each, fields)
            and not _says_no_more(each, first, fields)
        ),
        first,
    )
    return [fuller, *(each for each in reports if each is not fuller)]


def _says_no_more(one: Report, other: Report, fields: Fields) -> bool:
    """Whether a row reports nothing that another one does not report in the same words."""
    if one.source.file == other.source.file:
        return _reported_texts(one, fields) == _reported_texts(other, fields)
    return all(
        is_blank(own) or own == others
        for own, others in zip(_reported_texts(one, fields), _reported_texts(other, fields), strict=True)
    )


def _quote(report: Report, fields: Fields) -> str:
    """A row with its place and what it reports."""
    texts = [
        f"{field.quoted_as}: {cell.text}"
        for field in fields.reported
        if field.quoted_as and (cell := report.row.cells.get(field.name)) and cell.text
    ]
    return f"{report.place} ghi “{' | '.join(texts)[:QUOTED].replace('”', '')}”"


def is_filled_in(report: Report, fields: Fields) -> bool:
    """Whether a row reports anything; dots that wait for a result report nothing."""
    return not all(map(is_blank, _reported_texts(report, fields)))


def _reported_texts(report: Report, fields: Fields) -> tuple[str, ...]:
    names = [field.name for field in fields.reported]
    # Signs and marks count: "-02 bậc" is not "+02 bậc".
    cells = (report.row.cells.get(name) for name in names)
    texts = (
        plain(f"{cell.text or cell.problem} {label_notes(cell.notes)}").rstrip(" .;,") if cell else ""
        for cell in cells
    )
    content = report.row.cells.get("content")
    return *texts, label_notes(content.notes) if content else ""


def _is_same_content(one: Report, other: Report) -> bool:
    if not (one.key and other.key):
        return True  # both were joined by their texts
    texts = one.row.text("content"), other.row.text("content")
    return texts[0] == texts[1] or is_alike(texts[0], texts[1:])


def _completes(other: Report, used: Report, fields: Fields) -> bool:
    """Whether a row of another table of the same file states what no column of the first one states."""
    if other.source.file != used.source.file:
        return False
    if other.source.sheet == used.source.sheet and other.row.columns == used.row.columns:
        return False
    common = used.row.cells.keys() & other.row.cells.keys()
    shared = [field.name for field in fields.reported if field.name in common]
    both = [name for name in shared if _is_filled(used, name) and _is_filled(other, name)]
    return not STATING.intersection(shared) and not both and _is_same_content(other, used)


def _is_filled(report: Report, name: str) -> bool:
    cell = report.row.cells[name]
    return bool(cell.problem or cell.notes or not is_blank(cell.text))


def _complete(used: Report, other: Report) -> Report:
    """A row with the cells of another one that it has not, or has empty."""
    kept = {name for name in used.row.cells if name in _NAMING or _is_filled(used, name)}
    added = {name for name in other.row.cells if name not in kept}
    row = replace(
        used.row,
        cells={**used.row.cells, **{name: other.row.cells[name] for name in added}},
        judged_words={
            **used.row.judged_words,
            **{name: words for name, words in other.row.judged_words.items() if name in added},
        },
    )
    return replace(used, row=row, doubts=tuple(dict.fromkeys((*used.doubts, *other.doubts))))


def _find_later(versions: Sequence[FileVersion]) -> dict[FileVersion, FileVersion]:
    """For each version that others replace, the latest of those.

    Empty if the evidence is circular, so that no version is the latest.
    """
    different = list(dict.fromkeys(versions))
    last = [one for one in different if not any(is_later(other, one) for other in different)]
    found: dict[FileVersion, FileVersion] = {}
    for one in different if last else []:
        later = [other for other in (*last, *different) if is_later(other, one)]
        if later:
            found[one] = later[0]
    return found


def _superseded(report: Report, later: Report) -> Rejected:
    return reject_row(
        report,
        kind="superseded",
        found=f"đã được thay bằng dòng {later.row.number} của {later.source.file}, gửi sau",
        expected="kết quả ở lần gửi sau cùng",
        remedy="không cần xử lý: đã sử dụng dòng gửi sau",
    )


def _repeats(report: Report, used: Report, fields: Fields) -> Rejected:
    empty = not is_filled_in(report, fields)
    return reject_row(
        report,
        kind="repeated",
        found=f"{'để trống; kết quả lấy ở' if empty else 'trùng với'} dòng {used.row.number} của {used.source.file}",
        expected="mỗi nội dung một dòng",
        remedy="không cần xử lý: dòng này không có thông tin bổ sung"
        if empty
        else "không cần xử lý: hai dòng có nội dung như nhau",
    )


def _adds(report: Report, used: Report) -> Rejected:
    return reject_row(
        report,
        kind="repeated",
        found=f"bổ sung cho dòng {used.row.number} của {label_place(used.source.sheet)} trong cùng tệp",
        expected="kết quả và ước cả năm của một nội dung",
        remedy="không cần xử lý: hai dòng được đọc cùng nhau",
    )


def _contradicts(report: Report, used: Report) -> Rejected:
    return reject_row(
        report,
        found=f"báo cáo lần thứ hai, khác với dòng {used.row.number} của {used.source.file}",
        expected="mỗi nội dung một kết quả; tệp gửi lại ghi rõ trong tên tệp hoặc thư mục, ví dụ “lần 2”",
        remedy="đề nghị đơn vị xác nhận kết quả đúng, bỏ dòng còn lại hoặc ghi rõ tệp nào gửi sau",
    )
