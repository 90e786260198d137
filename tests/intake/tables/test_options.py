"""The option that is marked within one cell; a list left as the form has it is never an answer."""

import io
from dataclasses import replace

import openpyxl
import pytest

from camket.intake.formats.excel import read_workbook
from camket.intake.tables.options import is_untouched, read_options
from camket.intake.tables.sheet_tables import read_tables
from camket.settings.fields import BUILT_IN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☒ Hoàn thành ☐ Không hoàn thành", "Hoàn thành"),
        ("☐ Hoàn thành ☑ Chưa", "chưa hoàn thành"),
        ("☑Hoàn thành☐Chưa hoàn thành", "Hoàn thành"),
        ("[x] Đạt [ ] Không đạt", "Đạt"),
        ("[ ] Đạt  [X] Không đạt", "Không đạt"),
        ("[_] Đạt [ x ] Chưa đạt", "Chưa đạt"),
        ("(x) Hoàn thành ( ) Chưa hoàn thành", "Hoàn thành"),
        ("■ Hoàn thành □ Chưa hoàn thành", "Hoàn thành"),
        ("○ Hoàn thành ● Chưa hoàn thành", "Chưa hoàn thành"),
        ("\uf0fe Hoàn thành \uf0a8 Chưa hoàn thành", "Hoàn thành"),
        ("\uf06f Hoàn thành \uf078 Không hoàn thành", "Không hoàn thành"),
        ("Hoàn thành ☐ Không hoàn thành ☒", "Không hoàn thành"),
        ("Hoàn thành: ☐\nChưa hoàn thành: ☒", "Chưa hoàn thành"),
        ("Hoàn thành (x), chưa hoàn thành ( )", "Hoàn thành"),
        ("x Hoàn thành / Không hoàn thành", "Hoàn thành"),
        ("Hoàn thành / x Không hoàn thành", "Không hoàn thành"),
        ("Hoàn thành: x; Không hoàn thành:", "Hoàn thành"),
        ("o Hoàn thành   x Không hoàn thành", "Không hoàn thành"),
        ("✓ Hoàn thành   Chưa hoàn thành", "Hoàn thành"),
        ("☒ HT ☐ KHT", "hoàn thành"),
        ("Hoàn thành: [x] Không hoàn thành: [ ]", "Hoàn thành"),
        ("Hoàn thành: ☒", "Hoàn thành"),
        ("Mức độ hoàn thành: ☐ Hoàn thành ☒ Không hoàn thành", "Không hoàn thành"),
        ("Tự đánh giá: ☐ Hoàn thành ☒ Không hoàn thành", "Không hoàn thành"),
        ("☐ Hoàn thành ☒ Khác: đang chờ Sở Xây dựng thẩm định", "Khác: đang chờ Sở Xây dựng thẩm định"),
        ("☒ Đã xong móng", "Đã xong móng"),
    ],
)
def test_the_marked_option_is_the_answer(text, words):
    answer = read_options(text)
    assert answer is not None
    assert (answer.words, answer.problem) == (words, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☒ Hoàn thành (QĐ 12)\n☐ Không hoàn thành", "Hoàn thành (QĐ 12)"),
        ("☐ Hoàn thành\n☒ Chưa hoàn thành: còn 3 lớp", "Chưa hoàn thành: còn 3 lớp"),
        ("☒ Hoàn thành\n☐ Chưa hoàn thành\nĐã nghiệm thu ngày 2/9", "Hoàn thành; Đã nghiệm thu ngày 2/9"),
        ("Còn 2 lớp. ☐ Hoàn thành ☒ Chưa hoàn thành", "Còn 2 lớp; Chưa hoàn thành"),
    ],
)
def test_words_beside_the_options_are_kept(text, words):
    answer = read_options(text)
    assert answer is not None
    assert answer.words == words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("☐ Hoàn thành ☐ Không hoàn thành", "chưa mục nào được đánh dấu"),
        ("☐ Hoàn thành", "chưa mục nào được đánh dấu"),
        ("[ ] Đạt [ ] Không đạt", "chưa mục nào được đánh dấu"),
        ("☒ Hoàn thành ☒ Không hoàn thành", "đánh dấu 2 mục cùng lúc"),
        ("☒ Việc một ☒ Việc hai ☐ Việc ba", "đánh dấu 2 mục cùng lúc"),
        ("x Hoàn thành / x Không hoàn thành", "đánh dấu 2 mục cùng lúc"),
        ("Hoàn thành ✓ Chưa hoàn thành", "không rõ dấu chọn thuộc mục nào"),
        ("☒ Hoàn thành ☐ Chưa hoàn thành, còn 5 hộ", "không rõ ý nghĩa của chữ bên cạnh mục không được chọn"),
        *(
            (text, "không rõ")
            for text in (
                "Hoàn thành: ☒ Không ☐ Có",
                "Đã hoàn thành: [x] Không  [ ] Có",
                "Chưa hoàn thành: ☒ Có ☐ Không",
                "Chưa hoàn thành: ☒ Có",
                "Chưa hoàn thành: Có ☐ Không ☒",
                "Nội dung chưa hoàn thành: ☒ Không ☐ Có",
            )
        ),
        *(
            (text, "còn nguyên danh sách lựa chọn")
            for text in (
                "Hoàn thành/Chưa hoàn thành/Không hoàn thành",
                "Hoàn thành; Chưa hoàn thành; Không hoàn thành",
                "Hoàn thành\nChưa hoàn thành\nKhông hoàn thành",
                "Hoàn thành, Chưa hoàn thành",
                "Chọn một: Hoàn thành / Không hoàn thành",
                "Hoàn thành/Không hoàn thành (chọn một)",
                "Đạt; chưa đạt; không đạt (gạch bỏ nội dung không đúng)",
                "Hoàn thành - Chưa hoàn thành (xóa phần không phù hợp)",
                "Hoàn thành\nKhông hoàn thành\n(đơn vị khoanh tròn một mức)",
                "Hoàn thành – Cơ bản hoàn thành – Chưa hoàn thành",
                "hoan thanh/khong hoan thanh",
                "a) Hoàn thành b) Không hoàn thành",
                "- Hoàn thành\n- Chưa hoàn thành",
                "Đạt hoặc Không đạt",
                "Hoàn thành/Chưa hoàn thành. Đã cấp 12 giấy phép",
            )
        ),
    ],
)
def test_a_choice_that_nobody_made_is_a_problem(text, problem):
    answer = read_options(text)
    assert answer is not None
    assert problem in answer.problem
    assert answer.words == ""


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành",
        "Hoàn thành 5/5 lớp",
        "đạt/vượt",
        "Hoàn thành/đã nghiệm thu",
        "Chưa hoàn thành, đang thực hiện",
        "Đang thực hiện/chưa hoàn thành",
        "Đã thực hiện, chưa đạt",
        "Hoàn thành tốt/xuất sắc",
        "Hoàn thành 02 xã; 01 xã chưa hoàn thành",
        "Hoàn thành (1)",
        "■ Đã mở 9 lớp\n■ Đã in tài liệu",
        "✓ Hoàn thành 9 lớp\n✓ Hoàn thành tài liệu",
        "● Hoàn thành 5 lớp\n○ Chưa hoàn thành 2 lớp",
        "x",
        "",
    ],
)
def test_an_ordinary_text_is_no_choice(text):
    assert read_options(text) is None


def records_of(heading, *texts):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung cam kết", heading])
    for number, text in enumerate(texts, start=1):
        book.active.append([number, f"Nâng cấp tuyến đường số {number}", text])
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = read_tables(read_workbook(buffer.getvalue()).sheets, frozenset({"content"}))
    return table.records


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kết quả thực hiện", "result_text"),
        ("Tự đánh giá", "self_assessment"),
        ("Ước cả năm", "estimate_text"),
        ("Kết quả thẩm định", "appraisal"),
        ("Ghi chú", "note"),
    ],
)
def test_options_are_read_in_every_column_that_is_judged(heading, field):
    chosen, left = records_of(heading, "\uf0fe Đạt \uf0a8 Không đạt", "Đạt/Không đạt")
    assert chosen.cells[field].text == "☒ Đạt ☐ Không đạt"
    assert chosen.cells[field].original == "\uf0fe Đạt \uf0a8 Không đạt"
    assert chosen.judged_words[field] == "Đạt"
    assert "còn nguyên danh sách" in left.cells[field].problem
    assert left.judged_words[field] == ""


def test_a_column_that_is_not_judged_keeps_its_boxes():
    (record,) = records_of("Chỉ tiêu", "☒ Đạt ☐ Không đạt")
    assert record.text("target") == "☒ Đạt ☐ Không đạt"


def test_the_labels_of_a_project_are_options_too():
    own = replace(BUILT_IN, statuses={"Xong trọn": "done", "Còn dang dở": "running"})
    assert read_options("Xong trọn/Còn dang dở") is None
    answer = read_options("Xong trọn/Còn dang dở", own)
    assert answer is not None
    assert "còn nguyên danh sách" in answer.problem
    assert read_options("x Xong trọn / Còn dang dở", own) == ("x Xong trọn / Còn dang dở", "Xong trọn", "")


def test_a_word_that_is_a_status_only_without_its_diacritics_is_no_option():
    assert read_options("Hoàn thành nội dung 1; không hoàn thành nội dung 2") is None


@pytest.mark.parametrize(
    "text", ["-- Chọn --", "[Chọn một mục]", "(vui lòng chọn)", "Select one", "CHỌN KẾT QUẢ…"]
)
def test_the_prompt_of_a_list_is_no_answer(text):
    assert is_untouched(text)


@pytest.mark.parametrize("text", ["", "Chọn giống lúa", "Đã chọn", "Lựa chọn nhà thầu", "Hoàn thành"])
def test_words_that_tell_of_a_choice_are_no_prompt(text):
    assert not is_untouched(text)


def test_a_cell_with_the_prompt_of_its_list_says_nothing():
    book = openpyxl.Workbook()
    for row in (
        ["STT", "Nội dung cam kết", "Kết quả", "Tự đánh giá"],
        [1, "Trồng rừng", "Đạt 31 ha", "-- Chọn --"],
    ):
        book.active.append(row)
    book.save(buffer := io.BytesIO())
    [table] = read_tables(read_workbook(buffer.getvalue()).sheets, frozenset({"content"}))
    [record] = table.records
    assert (record.text("result_text"), record.text("self_assessment")) == ("Đạt 31 ha", "")
