"""A result in a cell that is merged over several items is asked about, unless it plainly says the same of each."""

import docx
import pytest

from camket.intake.joining.record import Commitment, Source
from camket.intake.joining.shared_cells import question_shared_cells, says_the_same_of_each
from camket.intake.tables.source_files import read_file
from camket.settings.units import Unit

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1, aliases=())
WORK = ["Mở 05 lớp tập huấn", "Ban hành quy chế lưu trữ"]
SIGNED = [
    Commitment(f"SNV-{number:02d}", UNIT, number, work, "", "", "", Source("r", "0", "S", number), {})
    for number, work in enumerate(WORK, start=1)
]
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]


@pytest.fixture
def judge(judge_sent):
    return lambda *rows, merged=(): judge_sent(SIGNED, rows, merged)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Đã hoàn thành", True),
        ("Đang triển khai thực hiện, đúng tiến độ.", True),
        ("Hoàn thành 100% kế hoạch", True),
        ("Chưa thực hiện", True),
        ("Cả hai nội dung đã được phê duyệt tại Quyết định số 12/QĐ-UBND", True),
        ("Các lớp đều đã mở", True),
        ("Đã mở 05/05 lớp", False),
        ("Đã ban hành Quyết định số 12/QĐ-SNV", False),
        ("Đã ban hành quy chế", False),
        ("80%", False),
        ("1100%", False),
    ],
)
def test_a_bare_verdict_or_words_about_all_count_for_each_item(text, same):
    assert says_the_same_of_each(text) == same


@pytest.mark.parametrize(
    "text",
    [
        "Đang tiếp tục tổ chức triển khai thực hiện theo kế hoạch",
        "Đã xong",
        "Cơ bản hoàn thành trong năm",
        "Hoàn thành tốt, vượt mức chỉ tiêu đề ra",
        "Hoàn thành xuất sắc và đúng thời hạn",
        "Không đạt",
        "Chưa được triển khai",
        "Thực hiện chậm so với quy định",
        "Trễ tiến độ",
        "Đã quá hạn",
        "Bảo đảm thời gian",
        "Đảm bảo tiến độ",
        "Ước cả năm đạt 100%",
        "Dự kiến sẽ hoàn thành",
        "Có khả năng vượt kế hoạch",
        "Khả năng không hoàn thành",
        "Dừng thực hiện",
        "Tạm dừng",
        "Chờ thẩm định",
        "Đang đánh giá",
        "Xin dừng",
        "Đề nghị dừng",
        "Chưa hoàn thành – đang thực hiện",
    ],
)
def test_how_things_stand_alone_counts_for_each_item(text):
    assert says_the_same_of_each(text)


@pytest.mark.parametrize(
    "said",
    [
        "Cả hai việc", "Cả 2 quy chế", "Cả 02 lớp", "Cả ba việc", "Cả 3 quy chế", "Cả 03 lớp", "Tất cả hồ sơ",
        "Toàn bộ hồ sơ", "Các nội dung trên", "Các nhiệm vụ này", "Các chỉ tiêu trên", "Hai nội dung này",
        "2 nội dung", "02 nội dung", "Ba nội dung này", "3 nội dung", "03 nội dung", "Lớp và quy chế đều",
    ],
)  # fmt: skip
def test_words_about_all_items_count_for_each_whatever_else_is_said(said):
    assert says_the_same_of_each(f"{said} đã được Sở phê duyệt ngày 05/9/2022")


@pytest.mark.parametrize(
    "text",
    [
        "Đã hoàn thành 2 lớp", "Lớp 02 đã mở", "Đã tổ chức hai lớp", "Sở đã phê duyệt", "Nội dung này đã xong",
        "Đang chờ Sở Tài chính thẩm định", "Đạt 1.100%",
    ],
)  # fmt: skip
def test_a_word_that_is_about_one_item_makes_a_verdict_one_items(text):
    assert not says_the_same_of_each(text)


def rows(result, estimate="Hoàn thành"):
    return HEAD, [1, WORK[0], result, estimate], [2, WORK[1], None, estimate]


def test_a_result_merged_over_two_items_is_asked_about_for_both(judge):
    records, rejected = judge(*rows("Đã mở 05/05 lớp"), merged=["C2:C3"])
    assert [each.cut_off.status for each in records[:2]] == ["unresolved"] * 2
    assert [each.full_year.status for each in records[:2]] == ["completed"] * 2
    assert all("gộp chung cho 2 nội dung" in each.review_reasons[0] for each in records[:2])
    assert [(item.kind, item.cell) for item in rejected if item.kind == "cell"] == [("cell", "S!C2:C3")] * 2


def test_a_verdict_merged_over_two_items_counts_for_both(judge):
    records, rejected = judge(*rows("Đã hoàn thành"), merged=["C2:C3"])
    assert [each.cut_off.status for each in records[:2]] == ["completed"] * 2
    assert [item for item in rejected if item.kind == "cell"] == []


def test_a_result_merged_over_the_rows_of_one_item_is_not_asked_about(judge):
    half, rest = "Mở 05 lớp tập huấn", "cho cán bộ xã"
    _, rejected = judge(
        HEAD, [1, half, "Đã mở 05/05 lớp", "Hoàn thành"], [None, rest, None, None],
        merged=["A2:A3", "C2:C3", "D2:D3"],
    )  # fmt: skip
    assert not any("gộp chung" in item.found for item in rejected)


def test_an_estimate_merged_over_two_items_is_asked_about(judge):
    records, _ = judge(*rows("Đã hoàn thành", "Đạt 05 lớp vào tháng 12"), merged=["D2:D3"])
    assert [each.full_year.status for each in records[:2]] == ["unresolved"] * 2
    assert all("gộp chung cho 2 nội dung" in each.review_reasons[0] for each in records[:2])


def test_a_result_beside_a_merged_one_is_still_asked_about(judge):
    head = ["STT", "Nội dung cam kết", "Kết quả thực hiện", None]
    records, _ = judge(
        head, [None, None, "Kết quả", "Số liệu"], [1, WORK[0], "Đã mở 05 lớp", "05"], [2, WORK[1], None, "0"],
        merged=["A1:A2", "B1:B2", "C1:D1", "C3:C4"],
    )  # fmt: skip
    assert all("gộp chung cho 2 nội dung" in " ".join(each.review_reasons) for each in records[:2])


def test_a_result_merged_over_two_rows_of_a_word_table_is_asked_about(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for line, texts in zip(table.rows, rows("Đã mở 05/05 lớp"), strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = str(text or "")
    table.cell(1, 2).merge(table.cell(2, 2))
    document.save(path := tmp_path / "a.docx")
    (read,) = read_file(path, "a.docx", frozenset({"content"})).tables
    asked = [row.cells["result_text"].problem for row in question_shared_cells(read).records]
    assert ["gộp chung cho 2 nội dung" in problem for problem in asked] == [True, True]
