"""The last sheet of the review workbook: how to answer, and what happens then."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from camket.dates import print_date
from camket.inputs.period import decision_days
from camket.outputs.heights import LINE, count_lines
from camket.outputs.review_columns import GUIDE, QUESTIONS, SECOND_LOOKS
from camket.processed.prepare import Prepared

_A4 = 9
_WIDTH = 84
_GAP = 4  # points


def write_guide(book: Workbook, name: str, prepared: Prepared) -> None:
    """Adds the guide to the workbook of the period `name`."""
    font = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
    title, strong = (book.add_format({**font, "bold": True, "text_wrap": wrap}) for wrap in (False, True))
    plain = book.add_format(font)
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, _WIDTH)
    sheet.write_string(0, 0, "HƯỚNG DẪN RÀ SOÁT", title)
    for row, (left, right) in enumerate(_steps(name, prepared), start=2):
        sheet.write_string(row, 0, left, strong)
        sheet.write_string(row, 1, right, plain)
        sheet.set_row(row, LINE * count_lines(right, _WIDTH) + _GAP)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _steps(name: str, prepared: Prepared) -> tuple[tuple[str, str], ...]:
    first, last = map(print_date, decision_days(prepared.period))
    return (
        (
            "1. Ghi ở đâu",
            f"Ở các cột nền vàng nhạt của trang {QUESTIONS} và {SECOND_LOOKS}. Câu hỏi ảnh hưởng nhiều nhất "
            "đứng trước. Chưa trả lời thì để trống cả năm ô; được trả lời dần, áp dụng nhiều lần.",
        ),
        (
            "2. Trả lời",
            "Chọn trong danh sách. Bắt buộc có lý do, người quyết định và ngày "
            f"(từ {first} đến ngày ban hành báo cáo {last}). Ô còn thiếu hiện nền đỏ nhạt.",
        ),
        (
            "3. Văn bản",
            "Bắt buộc khi trả lời “Được cho dừng”, và khi kết luận “Hoàn thành” hoặc “Không hoàn thành” đến "
            "ngày chốt cho nội dung đang chờ thẩm định hoặc do cơ quan khác chấm điểm, xếp hạng: ghi số, ngày "
            "văn bản của cơ quan đó.",
        ),
        (
            f"4. Trang {SECOND_LOOKS}",
            "Quy tắc đã kết luận nhưng có điều không khớp. Không bắt buộc trả lời. Chọn đúng kết quả đang có "
            "là xác nhận; chọn kết quả khác là sửa.",
        ),
        (
            "5. Sắp xếp, lọc, xóa",
            "Được sắp xếp, lọc, xóa bớt dòng, lưu bằng Excel hoặc LibreOffice. Không bỏ các cột ẩn: nhờ đó mỗi "
            "trả lời về đúng nội dung.",
        ),
        (
            "6. Áp dụng",
            f"camket review {name} --apply <tệp này>. Mọi dòng được kiểm tra trước; còn một chỗ sai thì nêu "
            "tên ô và chưa ghi gì. Đúng cả thì các quyết định được ghi thêm vào "
            f"data/raw/{name}/decisions.csv; rồi chạy lại camket run {name}.",
        ),
        (
            "7. Khi đơn vị sửa báo cáo",
            "Quyết định chỉ có hiệu lực với lời đơn vị khi đó. Đơn vị sửa dòng của nội dung ấy thì quyết định "
            "hết hiệu lực và câu hỏi trở lại, nêu cả lời cũ và lời mới.",
        ),
    )
