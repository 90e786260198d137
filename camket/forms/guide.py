"""Write the second sheet of a form: a one-page guide to filling it in."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from camket.dates import print_date
from camket.forms.styles import Styles
from camket.inputs.period import Period
from camket.outputs.heights import LINE, count_lines
from camket.statuses import DECIDED, short_label, status_label

SHEET = "Huong dan"
_A4 = 9
_WIDTH = 84
_GAP = 4  # points


def write_guide(book: Workbook, styles: Styles, period: Period) -> None:
    """Adds the guide sheet."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, _WIDTH)
    sheet.merge_range(0, 0, 0, 1, "HƯỚNG DẪN GHI BIỂU", styles.title)
    row = 2
    for left, right in (*_steps(period), ("", ""), *_statuses(period)):
        if left or right:
            sheet.write_string(row, 0, left, styles.strong)
            sheet.write_string(row, 1, right, styles.plain)
            sheet.set_row(row, LINE * count_lines(right, _WIDTH) + _GAP)
        row += 1
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _steps(period: Period) -> tuple[tuple[str, str], ...]:
    day, year = print_date(period.cut_off), period.year
    return (
        ("1. Ghi ở đâu", "Chỉ ghi vào các ô nền vàng nhạt. Phần đã ký (các cột bên trái) đã khóa; thấy sai thì nêu ở "
         "cột Ghi chú."),
        ("2. Lũy kế", f"Việc đã làm được đến hết ngày {day}: con số so với chỉ tiêu và căn cứ (số, ngày văn bản). "
         "Ví dụ: “Đã công nhận 02/02 xã tại Quyết định số 925/QĐ-UBND-HC ngày 18/8/2022”. Không ghi chung chung như "
         "“đã triển khai”, “có kết quả”."),
        ("3. Tỷ lệ (%)", "Một số từ 0 đến 100; không có số liệu thì để trống."),
        ("4. Ước cả năm", f"Đến 31/12/{year} có đạt không, đạt bao nhiêu: “Hoàn thành trong tháng 12”, “Ước đạt 92% kế "
         "hoạch, không hoàn thành”. Đã hoàn thành thì ghi “Hoàn thành”."),
        ("5. Tự đánh giá", "Chọn trong danh sách, theo ý nghĩa ở phần dưới; phải khớp với điều đã ghi ở cột Lũy kế."),
        ("6. Thẩm định, ghi chú", "Kết luận của cơ quan thẩm định, nếu đã có. Không hoàn thành hoặc chậm thì ghi "
         "nguyên nhân; xin dừng, xin gia hạn thì ghi văn bản và ý kiến của cấp có thẩm quyền."),
        ("7. Thêm, bớt, sắp xếp", "Được xếp lại thứ tự dòng, đổi độ rộng. Không xóa dòng, kể cả việc chưa làm; không "
         "bỏ cột ẩn: nhờ cột đó mỗi kết quả về đúng nội dung đã ký."),
        ("8. Gửi về", f"Gửi chính tệp Excel này về {period.report.agency}, kèm báo cáo đã ký. Gửi lại thì ghi “gửi lần "
         "2” ở tên tệp."),
    )  # fmt: skip


def _statuses(period: Period) -> tuple[tuple[str, str], ...]:
    says = {
        "in_progress": "còn việc phải làm, kể cả khi đã làm được một phần hoặc được gia hạn.",
        "completed": "đã đạt đủ chỉ tiêu, có căn cứ.",
        "not_completed": "chắc chắn không đạt trong năm; ghi nguyên nhân ở cột Ghi chú.",
        "awaiting_appraisal": "đơn vị đã làm xong phần mình, kết quả do cơ quan khác kết luận.",
        "stopped": "đã có văn bản đồng ý; ghi số, ngày văn bản. Mới đề nghị thì chưa chọn mục này.",
    }
    pairs = []
    for status in DECIDED["cut_off"]:
        label = status_label(status, period.superior_in_text)
        pairs.append((short_label(status), f"{label[0].upper()}{label[1:]}: {says[status]}"))
    return tuple(pairs)
