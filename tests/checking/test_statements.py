"""Counted statements are found in running text; dates, ranks and document numbers are not."""

from decimal import Decimal

import pytest

from camket.checking.passages import Passage
from camket.checking.report_words import load_report_words
from camket.checking.statements import find_statements
from samples import SCHEME


def found(text: str, **cell: str) -> list[tuple[str | None, str | None, str | None]]:
    statements = find_statements(Passage(text, "đoạn 1", **cell), load_report_words(SCHEME).counted)
    return [
        (
            None if one.numerator is None else f"{one.numerator}",
            None if one.denominator is None else f"{one.denominator}",
            None if one.share is None else f"{one.share.value}",
        )
        for one in statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a) Có 103/293 nội dung chưa hoàn thành (chiếm 35,2%).", [("103", "293", "35.2")]),
        ("Có 05/293 nội dung được UBND Tỉnh cho dừng (chiếm 1,7 %)", [("5", "293", "1.7")]),
        ("73/92 đề án, đạt 80%", [("73", "92", "80")]),
        ("hoàn thành 5.775/8.227 nhiệm vụ, đạt tỷ lệ 70,2%", [("5775", "8227", "70.2")]),
        ("đạt 80% (73/92 đề án)", [("73", "92", "80")]),
        ("thực hiện 2,5/3 km đường", [("2.5", "3", None)]),
        ("29/44 đơn vị đạt, 11/44 đơn vị chưa đạt", [("29", "44", None), ("11", "44", None)]),
        ("Trong tổng số 293 nội dung, có 20 nội dung không hoàn thành (6,8%)",
         [("293", None, None), ("20", "293", "6.8")]),
        ("giải quyết 249/644 đơn, chiếm khoảng 38,7%", [("249", "644", "38.7")]),
        ("giải ngân 80/100 tỷ đồng, tăng 12% so với cùng kỳ", [("80", "100", None)]),
        ("xuất khẩu 30/40 tấn, vượt 5,3% kế hoạch", [("30", "40", None)]),
        ("đạt 19/19 tiêu chí", [("19", "19", None)]),
        ("còn 01/05 nội dung chờ và 03/05 nội dung chưa rõ", [("1", "5", None), ("3", "5", None)]),
        ("giao 109/166 nhiệm vụ, 57 nhiệm vụ quá hạn", [("109", "166", None), ("57", None, None)]),
        # A month and a year are a date, a few more or less are not.
        ("đã xử lý 12/1899 hồ sơ", [("12", "1899", None)]),
        ("đã xử lý 13/2000 hồ sơ", [("13", "2000", None)]),
        ("đã xử lý 12/2101 hồ sơ", [("12", "2101", None)]),
        # So are a day and a month, where no word follows.
        ("đã xử lý 32/12", [("32", "12", None)]),
        ("đã xử lý 31/13", [("31", "13", None)]),
        ("đã xử lý 2,5/12", [("2.5", "12", None)]),
        ("đã xử lý 31/12 hồ sơ", [("31", "12", None)]),
        ("đã xử lý 9/12 (75%)", [("9", "12", "75")]),
        ("có 15 trong 30 nội dung", [("15", "30", None)]),
        ("có 15 trong tổng số 30 nội dung", [("15", "30", None)]),
        ("có 03/04 nội dung tiếp tục nội dung của năm 2022 (chiếm 75,0%)", [("3", "4", "75.0")]),
        ("có 81/293 nội dung hoàn thành, năm 2021 đạt 30%", [("81", "293", None)]),
        ("08/40 nội dung không hoàn thành, tỷ lệ cao nhất ở Sở Nội vụ (50,0%)", [("8", "40", None)]),
        ("thấp nhất 02 nội dung, cao nhất 22 nội dung, trung vị 07 nội dung",
         [("2", None, None), ("22", None, None), ("7", None, None)]),
        ("trong tổng số 30 nội dung, hoàn thành 81 nội dung", [("30", None, None), ("81", "30", None)]),
        ("(80%) 73/92 đề án", [("73", "92", None)]),
        ("80% (73/92 đề án), 70% (64/92 dự án)", [("73", "92", "80"), ("64", "92", "70")]),
        # The whole stands before the part, under the same noun; without it the number counts something else.
        ("Trong 123 đề xuất của các huyện về các nội dung chung, có 101 đề xuất (chiếm 82,1%) chưa thống nhất",
         [("101", "123", "82.1")]),
        ("Trong 123 đề xuất, 101 đề xuất chưa thống nhất", [("101", "123", None)]),
        ("Trong 71 nhiệm vụ giao các sở, còn 23 nhiệm vụ (chiếm 32,4%) chưa có đơn vị đăng ký",
         [("71", None, None), ("23", "71", "32.4")]),
        ("Trong số 45 nội dung chưa xong, 12 nội dung chờ thẩm định", [("45", None, None), ("12", "45", None)]),
        ("Trong đó 30/45 nội dung hoàn thành", [("30", "45", None)]),
        ("Trong 123 đề xuất, có 101 kiến nghị chưa thống nhất", []),
        ("tỷ lệ nội dung hoàn thành đạt 27,6%", [(None, None, "27.6")]),
        ("27,6% số nội dung hoàn thành", [(None, None, "27.6")]),
        # Spelled numbers.
        ("có tám trên ba mươi hai nội dung chưa xong (chiếm hai mươi lăm phần trăm)", [("8", "32", "25")]),
        ("Có một trăm linh năm nội dung hoàn thành, hai mươi mốt không hoàn thành",
         [("105", None, None), ("21", None, None)]),
        ("có hai mươi tư nội dung, chiếm ba mươi phẩy năm phần trăm", [("24", None, "30.5")]),
        ("Tổng số nội dung cam kết là hai trăm chín mươi ba.", [("293", None, None)]),
        ("có 15 trong ba mươi nội dung", [("15", "30", None)]),
        ("có năm nội dung bị dừng", [("5", None, None)]),
        ("trong năm nội dung này đã xong", []),
        ("không nội dung nào bị dừng, hai mươi năm qua", []),
        ("Mỗi câu hỏi là một kết quả; một nội dung có thể có nhiều dấu hiệu", []),
    ],
)  # fmt: skip
def test_a_counted_statement_has_its_counts_and_its_share(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "lũy kế đến ngày 30/10/2022",
        "trước ngày 30/11",
        "Quý III/2022",
        "tháng 6/2025",
        "tháng 6/2.025",
        "từ 01/01 đến 30/10",
        "Công văn số 1683/UBND-THVX ngày 18/10/2022",
        "Quyết định số 63/2026/QĐ-UBND",
        "xếp thứ 25/63 tỉnh, thành phố",
        "hạng 3/12",
        "thu nhập 60 triệu đồng/người/năm",
        "năm 2022 nội dung cam kết được giao",
        "Kết luận 25-4-2020",
        "2.1. Một số nội dung",
        "đã xong 12/1900",
        "đã xong 12/2100",
        "đã xong 01/2022",
        "đã xong 31/12",
        "từ 01/10 và 30/10 hồ sơ",
        "giải quyết 15 trong 30 ngày",
        "giải quyết 15 trên 30 hồ sơ",
    ],
)
def test_a_number_that_only_looks_like_a_count_is_no_statement(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("103", [("103", None, None)]),
        ("1.350", [("1350", None, None)]),
        ("35,2%", [(None, None, "35.2")]),
        ("103 (35,2%)", [("103", None, "35.2")]),
        ("Quý IV", []),
    ],
)
def test_a_table_cell_is_a_count_a_share_or_both(text, expected):
    assert found(text, row="Hoàn thành", column="Toàn tỉnh") == expected


def test_a_share_keeps_its_decimals_and_its_word_of_approximation():
    [statement] = find_statements(
        Passage("249/644 huyện, chiếm gần 39%", ""), load_report_words(SCHEME).counted
    )
    assert statement.share
    assert (statement.share.value, statement.share.places, statement.share.about) == (Decimal(39), 0, "gần")


def test_the_text_of_a_statement_is_as_printed():
    [statement] = find_statements(
        Passage("Có 20/293 nội dung không hoàn thành (chiếm 6,8%).", ""), load_report_words(SCHEME).counted
    )
    assert statement.text == "20/293 nội dung không hoàn thành (chiếm 6,8%)"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Đã trình 73/92 đề án, đạt 80%.", "73/92 đề án, đạt 80%"),
        ("Đã trình 73/92 đề án (đạt 80%).", "73/92 đề án (đạt 80%)"),
        ("Đã trình 73/92 đề án (đạt 80% tổng số).", "73/92 đề án (đạt 80%"),
        ("Đạt 80% (73/92 đề án).", "73/92"),
        ("Đã nộp đủ. Có 73/92 đề án.", "73/92"),
        ("Toàn tỉnh đạt 27,6% số nội dung.", "27,6%"),
        ("Tỷ lệ nội dung hoàn thành đạt 27,6 % kế hoạch.", "27,6 %"),
    ],
)
def test_a_statement_is_printed_from_its_count_to_its_share(text, printed):
    [statement] = find_statements(Passage(text, ""), load_report_words(SCHEME).counted)
    assert statement.text == printed


def test_each_statement_of_a_clause_has_the_words_between_its_neighbours():
    text = "Sở Nội vụ hoàn thành 03/10 nội dung, Sở Tài chính 04/11 nội dung; toàn tỉnh 81/293 nội dung"
    first, second, third = find_statements(Passage(text, ""), load_report_words(SCHEME).counted)
    assert (first.before, first.after) == ("sở nội vụ hoàn thành ", " nội dung, sở tài chính ")
    assert (second.before, second.after) == (" nội dung, sở tài chính ", " nội dung;")
    assert (second.earlier, second.position, second.is_last) == ("sở nội vụ hoàn thành 03/10", 1, True)
    assert (third.earlier, third.position, third.is_last) == ("", 0, True)
    assert (first.earlier, first.position, first.is_last) == ("", 0, False)


@pytest.mark.parametrize(("share", "places"), [("35%", 0), ("35,2%", 1), ("35.25%", 2), ("35 phần trăm", 0)])
def test_the_decimals_of_a_share_are_counted_as_printed(share, places):
    [statement] = find_statements(
        Passage(f"103/293 nội dung, chiếm {share}", ""), load_report_words(SCHEME).counted
    )
    assert statement.share
    assert statement.share.places == places


@pytest.mark.parametrize(
    ("text", "row", "column", "expected"),
    [
        ("35,2", "Hoàn thành", "Tỷ lệ (%)", [(None, None, "35.2")]),
        ("35,2", "Tỷ trọng", "Toàn tỉnh", [(None, None, "35.2")]),
        ("103", "Hoàn thành", "Số nội dung và tỷ lệ (%)", [("103", None, None)]),
        ("103 (35,2%)", "Hoàn thành", "Tỷ lệ (%)", [("103", None, "35.2")]),
        ("103", "", "Toàn tỉnh", [("103", None, None)]),
        ("103", "Hoàn thành", "", [("103", None, None)]),
        ("103", "", "", []),
    ],
)
def test_a_bare_number_in_a_table_is_a_share_where_its_row_or_column_is_called_so(
    text, row, column, expected
):
    assert found(text, row=row, column=column) == expected
