"""Counted statements are found in running text; dates, ranks and document numbers are not."""

from decimal import Decimal

import pytest

from camket.reconciling.passage import Passage
from camket.reconciling.statement import find_statements
from camket.reconciling.words import load_words
from samples import SCHEME


def found(text: str, **cell: str) -> list[tuple[str | None, str | None, str | None]]:
    statements = find_statements(Passage(text, "đoạn 1", **cell), load_words(SCHEME).counted)
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
    [statement] = find_statements(Passage("249/644 huyện, chiếm gần 39%", ""), load_words(SCHEME).counted)
    assert statement.share
    assert (statement.share.value, statement.share.places, statement.share.about) == (Decimal(39), 0, "gần")


def test_the_text_of_a_statement_is_as_printed():
    [statement] = find_statements(
        Passage("Có 20/293 nội dung không hoàn thành (chiếm 6,8%).", ""), load_words(SCHEME).counted
    )
    assert statement.text == "20/293 nội dung không hoàn thành (chiếm 6,8%)"
