"""Notify units of content that was not read, more urgently where it may hide commitments."""

from __future__ import annotations

from camket.reading.files import SourceFile
from camket.reading.unread import Unread
from camket.records.owner import Attributor
from camket.records.record import Rejected

_QUOTED, _MOST_QUOTED = 80, 3
_ONLY_IF = "nếu {what}, {do} rồi gửi lại; nếu không thì không cần làm gì"


def list_unread(file: SourceFile, attributor: Attributor) -> list[Rejected]:
    """One notice for each unread part of a file, addressed to the unit that its table or the file names.

    A file without any table is refused as a whole, and the refusal lists its sheets.
    """
    units = {table.sheet.name: attributor.attribute_table(file.place, table).code for table in file.tables}
    notices = []
    for part in file.unread:
        if part.kind == "no_table" and not file.tables:
            continue
        found, expected, remedy = _say(part)
        notices.append(
            Rejected(
                units.get(part.sheet, "") or attributor.attribute_file(file.place),
                file.place,
                file.sha256,
                part.sheet,
                None,
                part.place,
                found,
                expected,
                remedy,
                "hidden" if part.may_hide_commitments else "unread",
            )
        )
    return notices


def _say(part: Unread) -> tuple[str, str, str]:
    noun = "bảng" if part.sheet.startswith("table ") else "trang tính"
    if part.kind == "no_table":
        return (
            f"{noun} không có dòng tiêu đề nhận ra được ({part.rows} hàng), không được đọc{_hidden(part)}",
            "dòng tiêu đề có cột nội dung cam kết và cột kết quả thực hiện hoặc ước cả năm",
            _ONLY_IF.format(what="đó là kết quả cần tính", do="sửa dòng tiêu đề theo mẫu"),
        )
    if part.kind == "columns":
        return (
            "cột có chữ nhưng tiêu đề không nhận ra, không được đọc",
            "mọi cột cần đọc có tiêu đề theo mẫu",
            _ONLY_IF.format(what="cột này cần được tính", do="sửa tiêu đề theo mẫu"),
        )
    if part.kind == "outliers":
        return (
            "ô nằm lạc xa bảng, không được đọc",
            "ngoài bảng không có ô nào khác",
            _ONLY_IF.format(what="đó là dữ liệu", do="chuyển vào bảng"),
        )
    if part.kind == "outside":
        return (
            f"{part.rows} hàng nằm ngoài bảng nhận ra được nhưng giống hàng của một bảng, không được đọc",
            "mọi kết quả nằm dưới dòng tiêu đề, trên phần chữ ký",
            _ONLY_IF.format(
                what="đó là kết quả cần tính", do="chuyển vào bảng hoặc sửa dòng tiêu đề của chúng theo mẫu"
            ),
        )
    if part.kind == "hidden_columns":
        titles = ", ".join(f"“{heading}”" for heading in part.headings)
        return (
            "cột bị ẩn có chữ, không được đọc" + (f"; tiêu đề: {titles}" if titles else ""),
            "mọi cột cần đọc đều hiện",
            _ONLY_IF.format(what="dữ liệu ở cột ẩn cần được tính", do="bỏ ẩn"),
        )
    if part.kind == "left_out":
        return (
            f"trang tính {part.why}, không được đọc ({part.rows} hàng{_hidden(part)})",
            "mọi trang tính cần đọc đều hiện, tên không có chữ “bỏ”",
            _ONLY_IF.format(what="đó là kết quả cần tính", do="bỏ ẩn trang tính, sửa tên trang tính"),
        )
    return (
        f"{part.rows} hàng bị ẩn có chữ, không được đọc{_hidden(part)}",
        "mọi hàng cần đọc đều hiện",
        _ONLY_IF.format(what="dữ liệu ở hàng ẩn cần được tính", do="bỏ ẩn (xóa bộ lọc)"),
    )


def _hidden(part: Unread) -> str:
    """How many commitments a part seems to hide, with the first ones quoted."""
    if not part.commitments:
        return ""
    texts = [text[:_QUOTED] + ("…" if len(text) > _QUOTED else "") for text in part.commitments]
    more = "; …" if len(texts) > _MOST_QUOTED else ""
    quoted = "; ".join(f"“{text}”" for text in texts[:_MOST_QUOTED])
    return f"; {len(texts)} hàng giống dòng báo cáo cam kết: {quoted}{more}"
