"""A target of the signed list in one cell for several items: which part of it each item promises is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from camket.intake.formats.sheet import label_place
from camket.intake.joining.record import Commitment, Rejected
from camket.intake.joining.register_numbers import SignedRow
from camket.intake.joining.rejections import QUOTED
from camket.intake.joining.shared_cells import count_items, is_bare_verdict
from camket.intake.tables.source_files import SourceFile
from camket.text import plain

# A share, its limit and the year say the same of each item: "Đạt từ 95% trở lên", "Hoàn thành trong năm 2024".
_OF_EACH = re.compile(
    r"\d+(?:[.,]\d+)?\s?%|[≥>]|\b(?:từ|trên|tối thiểu|ít nhất|trở lên|tỷ lệ)\b|(?<=\bnăm) 20\d\d\b"
)


def says_target_of_each(target: str) -> bool:
    """Whether a target counts for every item that its cell spans: it is a share, or only says that all is done.

    >>> says_target_of_each("Đạt từ 95% trở lên"), says_target_of_each("02 đề án và 05 lớp")
    (True, False)
    """
    return is_bare_verdict(_OF_EACH.sub(" ", plain(target)))


def find_shared_targets(rows: Mapping[str, SignedRow]) -> Iterator[tuple[str, ...]]:
    """The record ids of the items of each target that stands in one cell for all of them; `rows` is by record id."""
    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record_id, each in rows.items():
        if each.row.text("target"):
            sharing[each.table.sheet.name, each.row.cells["target"].place].append(record_id)
    for ids in sharing.values():
        signed = [rows[record_id].row for record_id in ids]
        if count_items(signed) > 1 and not says_target_of_each(signed[0].text("target")):
            yield tuple(ids)


def ask_shared_target(row: SignedRow, ids: Sequence[str]) -> str:
    """The review question of each item that shares its target with others."""
    return f"danh mục đã ký, {label_place(row.row.cells['target'].place)}: {_describe(row, ids)}"


def tell_shared_target(file: SourceFile, row: SignedRow, ids: Sequence[str], first: Commitment) -> Rejected:
    """The notice of a target that several items share; `first` is the first of them."""
    return Rejected(
        "", file.place, file.sha256, first.source.sheet, first.source.row, row.row.cells["target"].place,
        f"{_describe(row, ids)}; mỗi nội dung đang được tính theo cả ô",
        "mỗi nội dung đã ký có chỉ tiêu riêng",
        "tách ô gộp, ghi chỉ tiêu của từng nội dung như bản đã ký; nếu cả ô là chỉ tiêu của mỗi nội dung thì ghi lại ở "
        "từng dòng",
        "unread",
    )  # fmt: skip


def _describe(row: SignedRow, ids: Sequence[str]) -> str:
    target = row.row.text("target")[:QUOTED]
    return (
        f"một ô chỉ tiêu gộp chung cho {len(ids)} nội dung ({', '.join(ids)}), ghi “{target}”: không rõ phần nào là "
        "của nội dung nào"
    )
