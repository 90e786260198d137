from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.intake.formats.sheet import Cell
from camket.intake.joining.file_versions import FileVersion
from camket.intake.joining.join import join_reports
from camket.settings.period import Thresholds
from samples import SNV, STC, report, sign

OCOP_3 = "Công nhận thêm 05 sản phẩm OCOP đạt từ 3 sao trở lên trong năm 2022"
OCOP_4 = "Công nhận thêm 05 sản phẩm OCOP đạt từ 4 sao trở lên trong năm 2022"
BUDGET = "Thu ngân sách nhà nước trên địa bàn đạt và vượt dự toán giao"
INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


def join(commitments, reports, **thresholds):
    return join_reports(commitments, reports, Thresholds(**thresholds))


def results(joined):
    return {record.commitment.record_id: record.result_text for record in joined.records if record.reported}


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (BUDGET, 2),
        (BUDGET, ""),
        (BUDGET, 9),
        (BUDGET.upper(), 2),
        ("Thu ngan sach nha nuoc tren dia ban dat va vuot du toan giao", ""),
        (BUDGET + ".", ""),
        ("Thu ngân sách trên địa bàn vượt dự toán", 2),
    ],
    ids=["both", "text only", "other number", "capitals", "no marks", "full stop", "shortened, same number"],
)
def test_a_row_finds_its_commitment_by_number_and_text_or_by_text_alone(content, number):
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], [report(content, number, result_text="Đạt")])
    assert results(joined) == {"SNV-02": "Đạt"}
    assert joined.rejected == ()


def test_of_two_nearly_equal_commitments_the_number_tells_which_is_meant():
    commitments = [sign(OCOP_3, 1), sign(OCOP_4, 2)]
    joined = join(
        commitments,
        [report(OCOP_4, 2, result_text="bốn sao"), report(OCOP_3, 1, row=6, result_text="ba sao")],
    )
    assert results(joined) == {"SNV-01": "ba sao", "SNV-02": "bốn sao"}


def test_of_two_nearly_equal_commitments_the_words_in_which_they_differ_tell_where_the_number_is_missing():
    joined = join([sign(OCOP_3, 1), sign(OCOP_4, 2)], [report(OCOP_4, result_text="Đạt")])
    assert results(joined) == {"SNV-02": "Đạt"}


@pytest.mark.parametrize(
    ("content", "number"),
    [(OCOP_4.replace("4 sao", "sao"), ""), (OCOP_4, 1), (OCOP_3, 2)],
    ids=["the word is missing", "number against word", "the other way round"],
)
def test_of_two_nearly_equal_commitments_none_is_guessed_where_nothing_tells_which(content, number):
    joined = join([sign(OCOP_3, 1), sign(OCOP_4, 2)], [report(content, number, result_text="Đạt")])
    assert results(joined) == {}
    [reason] = [reason for record in joined.records for reason in record.review_reasons]
    assert "chưa xác định được dòng này có phải nội dung đã ký hay không" in reason
    assert f"đơn vị ghi “{content}”, danh mục ghi “" in reason
    assert "a.xlsx › Sheet1!B5" in reason
    assert "gần nhất là SNV-0" in joined.rejected[0].found


def test_a_doubtful_row_is_rejected_with_the_likest_commitment_and_its_likeness():
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], [report("Thu ngân sách huyện", 7, result_text="Đạt")])
    [rejected] = joined.rejected
    assert results(joined) == {}
    assert "'Thu ngân sách huyện' không khớp" in rejected.found
    assert f"gần nhất là SNV-02 '{BUDGET}'" in rejected.found
    assert "/100)" in rejected.found
    assert (rejected.unit, rejected.where) == ("SNV", "a.xlsx › Sheet1!B5")


def test_a_right_number_does_not_join_a_row_of_another_text():
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], [report(BUDGET[:20], 1, result_text="Đạt")])
    assert results(joined) == {}
    assert len(joined.rejected) == 1


def test_a_moved_number_gives_way_to_the_text():
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], [report(BUDGET, 1, result_text="Đạt")])
    assert results(joined) == {"SNV-02": "Đạt"}


def test_a_row_never_joins_the_commitment_of_another_unit():
    joined = join([sign(BUDGET, 1, SNV), sign(INDEX, 1, STC)], [report(BUDGET, 1, "STC", result_text="Đạt")])
    assert results(joined) == {}
    assert joined.rejected[0].found.endswith("nhưng đúng là nội dung SNV-01 của Sở Nội vụ")


def test_a_row_of_a_unit_that_signed_nothing_is_rejected_without_a_likest():
    [rejected] = join([sign(BUDGET)], [report(BUDGET, 1, "STC")]).rejected
    assert "gần nhất" not in rejected.found


def test_a_row_without_content_joins_nothing():
    assert results(join([sign(BUDGET)], [report("", 1, result_text="Đạt")])) == {}


@pytest.mark.parametrize(("least", "joins"), [(50, True), (95, False)])
def test_how_like_a_text_must_be_is_a_setting_of_the_period(least, joins):
    row = report("Thu ngân sách trên địa bàn vượt dự toán", result_text="Đạt")
    assert bool(results(join([sign(BUDGET)], [row], same_text=least))) is joins


@pytest.mark.parametrize(("least", "joins"), [(40, True), (95, False)])
def test_how_like_a_text_of_the_right_number_must_be_is_a_setting_too(least, joins):
    row = report("Thu ngân sách trên địa bàn vượt dự toán", 1, result_text="Đạt")
    assert bool(results(join([sign(BUDGET)], [row], same_text=100, same_number=least))) is joins


def test_records_are_in_register_order_and_complete_whatever_was_sent():
    commitments = [sign(BUDGET, 2), sign(INDEX, 1), sign(INDEX, 1, STC)]
    joined = join(commitments, [report(INDEX, 1, "STC", result_text="Đạt")])
    assert [record.commitment for record in joined.records] == commitments
    assert [record.reported for record in joined.records] == [False, False, True]


def test_a_commitment_that_no_row_reports_points_to_the_register():
    [record] = join([sign(BUDGET)], []).records
    assert record.source == record.commitment.source
    assert (record.reported, record.result_text, record.places) == (False, "", record.commitment.places)


def test_a_record_keeps_the_raw_words_and_the_place_of_every_filled_cell():
    row = report(BUDGET + " ", 1, result_text="Đang \n thực hiện", note="", estimate_text="Hoàn thành")
    [record] = join([sign(BUDGET)], [row]).records
    assert record.result_text == "Đang thực hiện"
    assert record.raw["result_text"] == "Đang \n thực hiện"
    assert record.commitment.content == BUDGET
    assert record.places == {
        "content": "register.xlsx!Sheet1!C2",
        "item_no": "Sheet1!A5",
        "content_reported": "Sheet1!B5",
        "result_text": "Sheet1!C5",
        "estimate_text": "Sheet1!E5",
    }


def test_the_same_row_twice_is_used_once_and_asks_nothing():
    rows = [report(BUDGET, 1, result_text="Đạt"), report(BUDGET, 1, row=9, result_text="ĐẠT.")]
    joined = join([sign(BUDGET)], rows)
    [record], [rejected] = joined.records, joined.rejected
    assert (record.result_text, record.review_reasons) == ("Đạt", ())
    assert "trùng với dòng 5" in rejected.found
    assert rejected.row == 9


@pytest.mark.parametrize("field", ["result_text", "self_assessment", "estimate_text", "note"])
def test_a_commitment_reported_twice_with_other_words_is_a_question(field):
    rows = [
        report(BUDGET, 1, **{field: "Hoàn thành"}),
        report(BUDGET, 1, row=9, file="b.xlsx", **{field: "Không hoàn thành"}),
    ]
    joined = join([sign(BUDGET)], rows)
    [record] = joined.records
    [rejected] = [item for item in joined.rejected if item.kind != "misplaced"]
    [reason] = record.review_reasons
    assert "được báo cáo hai lần, khác nhau" in reason
    assert "b.xlsx › Sheet1!B9" in reason
    assert (rejected.file, rejected.row) == ("b.xlsx", 9)


def test_a_commitment_reported_twice_with_other_percentages_is_a_question():
    rows = [report(BUDGET, 1, progress_percent="80%"), report(BUDGET, 1, row=9, progress_percent="100%")]
    [record] = join([sign(BUDGET)], rows).records
    assert record.review_reasons


def test_a_commitment_reported_twice_with_opposite_signs_is_a_question():
    rows = [report(BUDGET, 1, result_text="-02 bậc"), report(BUDGET, 1, row=9, result_text="+02 bậc")]
    [record] = join([sign(BUDGET)], rows).records
    assert record.review_reasons


def test_a_cell_that_shows_an_error_is_a_question_and_a_rejection():
    broken = Cell(None, "#REF!", "Sheet1!C5", problem="ô báo lỗi #REF!")
    joined = join([sign(BUDGET)], [report(BUDGET, 1, result_text=broken)])
    assert joined.records[0].review_reasons == ("Sheet1!C5: ô báo lỗi #REF!",)
    assert [(item.cell, item.found) for item in joined.rejected] == [("Sheet1!C5", "ô báo lỗi #REF!")]


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (Cell(0.8, "80%", "Sheet1!C5", percent_format=True), Decimal(80)),
        (Cell("80,5%", "80,5%", "Sheet1!C5"), Decimal("80.5")),
        (Cell(120, "120", "Sheet1!C5"), Decimal(120)),
        (Cell(None, "", "Sheet1!C5"), None),
    ],
)
def test_a_progress_cell_is_kept_as_a_percentage(cell, percent):
    joined = join([sign(BUDGET)], [report(BUDGET, 1, progress_percent=cell)])
    assert joined.records[0].progress_percent == percent
    assert joined.rejected == ()


@pytest.mark.parametrize("text", ["đạt 8/10 xã", "-5%", "gần xong"])
def test_a_progress_cell_that_is_no_percentage_is_rejected_at_its_place(text):
    joined = join([sign(BUDGET)], [report(BUDGET, 1, progress_percent=text)])
    assert joined.records[0].progress_percent is None
    assert [(item.cell, item.found) for item in joined.rejected] == [
        ("Sheet1!C5", f"“{text}” không phải là một tỷ lệ phần trăm")
    ]


def test_an_error_in_the_progress_cell_is_one_problem_and_not_two():
    broken = Cell(None, "#N/A", "Sheet1!C5", problem="ô báo lỗi #N/A")
    joined = join([sign(BUDGET)], [report(BUDGET, 1, progress_percent=broken)])
    assert [item.found for item in joined.rejected] == ["ô báo lỗi #N/A"]


def test_the_raw_text_is_the_one_stored_in_the_file_even_where_it_was_in_an_old_font():
    old = Cell("Hoàn thành", "Hoàn thành", "Sheet1!C5", original="Hoµn thµnh")
    [record] = join([sign(BUDGET)], [report(BUDGET, 1, result_text=old)]).records
    assert (record.result_text, record.raw["result_text"]) == ("Hoàn thành", "Hoµn thµnh")


COMMUNES = ["Mỹ An", "Mỹ Hòa", "Mỹ Đông", "Mỹ Quý", "Láng Biển"]
SIGNED = [
    *[f"Xây dựng xã {name} đạt chuẩn nông thôn mới nâng cao" for name in COMMUNES],
    BUDGET,
    INDEX,
    OCOP_3,
]
ALL = {f"SNV-{number:02d}": str(number) for number in range(1, len(SIGNED) + 1)}


def retype(numbers, contents=SIGNED):
    """A unit's table in which each row states as its result which commitment it belongs to."""
    return [
        report(content, number, row=row, result_text=str(row))
        for row, (number, content) in enumerate(zip(numbers, contents, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 2, 3, 4, 5, 6, 7, 8],
        [""] * 8,
        [1, 2, 3, 4, 5, 1, 2, 3],
        [2, 3, 4, 5, 6, 7, 8, 9],
        ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3"],
        [1, 2, "", 4, "", 6, 7, ""],
    ],
    ids=["right", "none", "restarted", "shifted", "in levels", "some missing"],
)
@pytest.mark.parametrize("order", [1, -1], ids=["in order", "turned round"])
def test_all_rows_find_their_commitments_whatever_the_numbers(numbers, order):
    commitments = [sign(content, number) for number, content in enumerate(SIGNED, start=1)]
    joined = join(commitments, retype(numbers)[::order])
    assert results(joined) == ALL
    assert joined.rejected == ()
    assert not any(record.review_reasons for record in joined.records)


def test_slips_and_cut_texts_are_survived_by_number_and_text_together():
    contents = [content[:-9].replace("nông thôn", "nôg thôn").replace("ngân", "ngan") for content in SIGNED]
    commitments = [sign(content, number) for number, content in enumerate(SIGNED, start=1)]
    assert results(join(commitments, retype(range(1, 9), contents))) == ALL


def test_two_commitments_of_the_same_words_are_told_apart_by_target_or_number_else_asked():
    commitments = [sign(BUDGET, 1, target="5.000 tỷ đồng"), sign(BUDGET, 2, target="7.000 tỷ đồng")]
    by_target = join(commitments, [report(BUDGET, target="7.000 tỷ đồng", result_text="Đạt")])
    by_number = join(commitments, [report(BUDGET, 2, result_text="Đạt")])
    unknown = join(commitments, [report(BUDGET, result_text="Đạt")])
    assert results(by_target) == results(by_number) == {"SNV-02": "Đạt"}
    assert results(unknown) == {}
    assert any(record.review_reasons for record in unknown.records)


def test_a_doubtful_row_is_a_question_of_the_free_commitment_that_it_is_likest_to():
    said = "Thu ngân sách nhà nước huyện quản lý vượt dự toán"
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], [report(said, 7, result_text="Đạt 120%")])
    [reason] = joined.records[1].review_reasons
    assert joined.records[0].review_reasons == ()
    assert joined.records[1].reported is False
    assert f"đơn vị ghi “{said}”, danh mục ghi “{BUDGET}”" in reason
    assert "a.xlsx › Sheet1!B5" in reason
    assert "Đạt 120%" in reason
    assert "đang chờ rà soát" in joined.rejected[0].found


def test_a_doubtful_row_asks_nothing_of_a_commitment_that_has_its_row():
    rows = [report(BUDGET, 2, result_text="Đạt"), report("Thu ngân sách nhà nước huyện", 7, row=6)]
    joined = join([sign(INDEX, 1), sign(BUDGET, 2)], rows)
    assert results(joined) == {"SNV-02": "Đạt"}
    assert not any(record.review_reasons for record in joined.records)
    assert len(joined.rejected) == 1


def test_a_later_file_wins_row_by_row_and_both_are_on_record():
    rows = [
        report(BUDGET, 2, file="SNV.xlsx", result_text="Đang thực hiện"),
        report(INDEX, 1, file="SNV.xlsx", row=6, result_text="Chưa công bố"),
        report(BUDGET, 2, file="SNV lan 2.xlsx", result_text="Đạt"),
    ]
    for order in (1, -1):
        joined = join([sign(INDEX, 1), sign(BUDGET, 2)], rows[::order])
        [rejected] = joined.rejected
        assert results(joined) == {"SNV-01": "Chưa công bố", "SNV-02": "Đạt"}
        assert not any(record.review_reasons for record in joined.records)
        assert rejected.found == "đã được thay bằng dòng 5 của SNV lan 2.xlsx, gửi sau"
        assert (rejected.file, rejected.kind, rejected.to_mend) == ("SNV.xlsx", "superseded", False)


def test_the_last_of_three_versions_counts_and_the_others_name_it():
    rows = [report(BUDGET, 1, file=f"SNV v{turn}.xlsx", result_text=f"Đạt {turn}") for turn in (3, 1, 2)]
    joined = join([sign(BUDGET)], rows)
    assert results(joined) == {"SNV-01": "Đạt 3"}
    assert {item.found for item in joined.rejected} == {"đã được thay bằng dòng 5 của SNV v3.xlsx, gửi sau"}


def test_an_empty_row_replaces_and_contradicts_nothing():
    rows = [
        report(BUDGET, 1, file="SNV.xlsx", result_text="Đạt"),
        report(BUDGET, 1, file="SNV lan 2.xlsx", result_text=""),
    ]
    joined = join([sign(BUDGET)], rows)
    [rejected] = joined.rejected
    assert results(joined) == {"SNV-01": "Đạt"}
    assert joined.records[0].review_reasons == ()
    assert (rejected.file, rejected.kind) == ("SNV lan 2.xlsx", "repeated")


def test_two_files_of_which_neither_is_known_to_be_later_are_asked():
    rows = [
        report(BUDGET, 1, file="SNV a.xlsx", result_text="Đạt"),
        report(BUDGET, 1, file="SNV b.xlsx", result_text="Chưa đạt"),
    ]
    [record] = join([sign(BUDGET)], rows).records
    assert record.review_reasons[0] == (
        "nội dung này được báo cáo hai lần, khác nhau; SNV a.xlsx › Sheet1!B5 ghi “kết quả: Đạt”; "
        "xem thêm SNV b.xlsx › Sheet1!B5 ghi “kết quả: Chưa đạt”"
    )


def test_of_two_files_that_say_the_same_the_fuller_one_counts_and_nothing_is_asked():
    rows = [
        report(BUDGET, 1, file="SNV a.xlsx", result_text="Đạt"),
        report(BUDGET, 1, file="SNV b.xlsx", result_text="Đạt", self_assessment="Hoàn thành"),
    ]
    for sent in (rows, rows[::-1]):
        joined = join([sign(BUDGET)], sent)
        [record], [left] = joined.records, joined.rejected
        assert (record.review_reasons, record.self_assessment, record.source.file) == (
            (),
            "Hoàn thành",
            "SNV b.xlsx",
        )
        assert (left.file, left.kind) == ("SNV a.xlsx", "repeated")


def test_three_files_each_later_than_the_next_by_another_token_are_asked():
    circle = [
        FileVersion(turns=((3, 3), (2, 99)), named_day=date(2022, 11, 1)),
        FileVersion(turns=((2, 2), (3, 3))),
        FileVersion(turns=((2, 99), (2, 2)), named_day=date(2022, 11, 5)),
    ]
    rows = [
        replace(report(BUDGET, 1, row=row, result_text=f"Đạt {row}"), file_version=version)
        for row, version in enumerate(circle, start=1)
    ]
    assert len(join([sign(BUDGET)], rows).records[0].review_reasons) == 2


def test_a_thousand_like_rows_of_a_hundred_like_commitments_find_theirs_in_a_moment():
    commitments = [
        sign(f"Xây dựng xã Mỹ An {number} đạt chuẩn nông thôn mới", number) for number in range(1, 101)
    ]
    rows = [
        report(commitments[row % 100].content, row % 100 + 1, row=row, result_text=f"Đạt {row % 100 + 1}")
        for row in range(1000)
    ]
    joined = join(commitments, rows)
    assert [record.result_text for record in joined.records] == [f"Đạt {number}" for number in range(1, 101)]
    assert {item.kind for item in joined.rejected} == {"repeated"}


ROAD = "Nâng cấp, mở rộng tuyến đường giao thông nông thôn liên xã trên địa bàn huyện, đoạn qua xã "
ROADS = [sign(ROAD + name, number) for number, name in enumerate(COMMUNES[:4], start=1)]
JOBS = "Ban hành Đề án vị trí việc làm của các cơ quan hành chính"


def asked(joined):
    return {record.commitment.record_id for record in joined.records if record.review_reasons}


def test_texts_cut_off_before_the_word_that_tells_are_told_apart_by_numbers_where_every_row_is_there():
    rows = [report(ROAD[:60], number, row=number, result_text=str(number)) for number in range(1, 5)]
    assert results(join(ROADS, rows)) == {f"SNV-0{number}": str(number) for number in range(1, 5)}


def test_such_texts_are_asked_where_a_row_is_left_out_and_the_rest_may_be_counted_anew():
    rows = [report(ROAD[:60], number, row=number, result_text=str(number)) for number in range(1, 4)]
    joined = join(ROADS, rows)
    assert results(joined) == {}
    assert asked(joined) == {"SNV-01", "SNV-02", "SNV-03"}


def test_a_row_that_says_itself_that_its_number_is_right_vouches_for_the_numbers_before_it():
    commitments = [*ROADS, sign(BUDGET, 5), sign(INDEX, 6)]
    rows = [report(ROAD[:60], number, row=number, result_text=str(number)) for number in range(1, 5)]
    rows.append(report(BUDGET, 5, row=5, result_text="5"))
    assert results(join(commitments, rows)) == {f"SNV-0{number}": str(number) for number in range(1, 6)}


@pytest.mark.parametrize("number", [1, ""])
@pytest.mark.parametrize(
    ("signed_content", "typed"),
    [
        (ROAD + "Mỹ An", ROAD + "Mỹ Hòa"),
        ("Nâng cấp đường A dài 03 km", "Nâng cấp đường B dài 03 km"),
        ("Công nhận thêm 05 sản phẩm OCOP trong năm", "Công nhận thêm 03 sản phẩm OCOP trong năm"),
    ],
    ids=["a commune", "a letter", "a target"],
)
def test_a_row_about_another_object_is_asked_however_alike_the_words(signed_content, typed, number):
    joined = join([sign(signed_content)], [report(typed, number, result_text="Đạt")])
    assert results(joined) == {}
    assert f"đơn vị ghi “{typed}”" in joined.records[0].review_reasons[0]


@pytest.mark.parametrize("number", ["1, 2", 1, ""])
def test_two_commitments_typed_into_one_row_are_asked(number):
    rows = [report(f"{JOBS}; {BUDGET}", number, result_text="Đề án xong, thu chưa đạt")]
    joined = join([sign(JOBS, 1), sign(BUDGET, 2)], rows)
    assert results(joined) == {}
    assert asked(joined)


@pytest.mark.parametrize(
    ("content", "number"),
    [("", ""), ("Xã Mỹ An", "1.1"), ("- Xã Mỹ An", "")],
    ids=["bare", "a level", "a dash"],
)
def test_a_row_below_that_may_be_the_rest_of_a_commitment_is_asked(content, number):
    rows = [
        report(JOBS, 1, row=2, result_text="Đã xong"),
        report(content, number, row=3, result_text="riêng 02 cơ quan chưa"),
        report(BUDGET, 2, row=4, result_text="90%"),
    ]
    joined = join([sign(JOBS, 1), sign(BUDGET, 2)], rows)
    assert results(joined) == {"SNV-01": "Đã xong", "SNV-02": "90%"}
    [reason] = joined.records[0].review_reasons
    assert "dòng bên dưới có thể là phần tiếp của nội dung này, a.xlsx › Sheet1!B3" in reason
    assert "riêng 02 cơ quan chưa" in reason
    assert "phần tiếp của SNV-01" in joined.rejected[0].found


@pytest.mark.parametrize(("sheet", "row"), [("Sheet1", 7), ("Sheet2", 2)], ids=["a gap", "the next sheet"])
def test_a_row_without_content_and_number_is_asked_wherever_it_stands(sheet, row):
    below = [
        report("", "", row=row, result_text="trừ 02 cơ quan"),
        report(BUDGET, 2, row=9, result_text="90%"),
    ]
    moved = [replace(each, source=replace(each.source, sheet=sheet)) for each in below]
    rows = [report(JOBS, 1, row=5, result_text="Đã xong"), *moved]
    joined = join([sign(JOBS, 1), sign(BUDGET, 2)], rows)
    [reason] = joined.records[0].review_reasons
    assert "trừ 02 cơ quan" in reason
    assert joined.records[0].doubts == (reason,)
    assert joined.records[1].review_reasons == ()


def test_a_row_with_a_number_and_no_content_is_a_question_of_that_number():
    rows = [report("", 1, row=2, result_text="Đã xong"), report(BUDGET, 2, row=3, result_text="90%")]
    joined = join([sign(JOBS, 1), sign(BUDGET, 2)], rows)
    assert results(joined) == {"SNV-02": "90%"}
    assert "không ghi nội dung" in joined.records[0].review_reasons[0]


def test_a_row_of_the_very_words_of_another_units_commitment_is_a_question_of_that_unit():
    commitments = [sign(JOBS, 1), sign(BUDGET, 1, STC)]
    said = report(BUDGET, 1, result_text="Đạt")
    alone, with_own = join(commitments, [said]), join(commitments, [said, report(BUDGET, 1, "STC", row=9)])
    assert results(alone) == {}
    assert "biểu của đơn vị SNV có một dòng đúng nội dung này" in alone.records[1].review_reasons[0]
    assert alone.records[0].review_reasons == ()
    assert with_own.records[1].review_reasons == ()


@pytest.mark.parametrize("number", ["(2)", "2.", "02", "2)"])
def test_an_item_number_is_read_in_any_notation(number):
    assert report(BUDGET, number).item_no == 2


def test_a_doubt_about_a_report_is_asked_with_its_commitment():
    doubted = replace(report(BUDGET, 1, result_text="Đạt"), doubts=("đầu biểu ghi năm 2021",))
    joined = join([sign(BUDGET)], [doubted])
    assert results(joined) == {"SNV-01": "Đạt"}
    assert joined.records[0].review_reasons == ("đầu biểu ghi năm 2021",)


def test_a_doubtful_row_of_a_later_file_is_asked_although_an_earlier_one_has_the_commitment():
    rows = [
        report(ROAD + "Mỹ An", 1, file="SNV.xlsx", result_text="Đang làm"),
        report(ROAD + "Mỹ Hòa", 1, file="SNV lan 2.xlsx", result_text="Đã xong"),
    ]
    joined = join([sign(ROAD + "Mỹ An", 1)], rows)
    assert results(joined) == {"SNV-01": "Đang làm"}
    [reason] = joined.records[0].review_reasons
    assert "SNV lan 2.xlsx › Sheet1!B5" in reason
    assert "Đã xong" in reason
    assert len(joined.rejected) == 1


def test_a_question_about_a_doubtful_row_says_how_the_two_compare():
    joined = join([sign(ROAD + "Mỹ An", 1)], [report(ROAD + "Mỹ Hòa", 1, result_text="Đạt")])
    [reason] = joined.records[0].review_reasons
    assert "; so sánh: nội dung: giống 98/100, khác ở “Hòa” và “An”; " in reason
    assert reason.endswith("; kết luận: cần làm rõ, vì tên riêng, con số khác nhau")


def test_every_reported_record_can_say_why_its_row_was_joined():
    rows = [
        report(INDEX, 1, result_text="Đạt"),
        report("Đổi chữ", 2, row=6, result_text="Đạt", key="SNV-02"),
        report(BUDGET, 9, "STC", row=7, result_text="Đạt"),
    ]
    joined = join([sign(INDEX, 1), sign(BUDGET, 2), sign(BUDGET, 1, STC), sign(JOBS, 3)], rows)
    explained = {record_id: str(pair.explain()) for record_id, pair in joined.pairs.items()}
    assert explained.keys() == {"SNV-01", "SNV-02", "STC-01"}
    assert explained["SNV-01"].startswith("nội dung: đúng từng chữ; số thứ tự: trùng (1)")
    assert explained["SNV-02"].startswith("khóa ẩn: trùng (SNV-02); nội dung: chỉ giống")
    assert all(each.endswith("kết luận: chắc chắn là một nội dung") for each in explained.values())


@settings(max_examples=15)
@given(order=st.permutations(range(8)))
def test_the_order_in_which_rows_are_read_changes_no_record(order):
    contents = [content[:50] for content in SIGNED]
    commitments = [sign(content, number) for number, content in enumerate(SIGNED, start=1)]
    for numbers in ([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 1, 2, 3], [""] * 8):
        rows = retype(numbers, contents)[:7]
        wanted, found = (
            join(commitments, each) for each in (rows, [rows[place] for place in order if place < 7])
        )
        assert results(found) == results(wanted)
        assert asked(found) == asked(wanted)
        assert {item.found for item in found.rejected} == {item.found for item in wanted.rejected}


@pytest.mark.parametrize(("strange", "asked"), [(1, False), (2, True)])
def test_each_row_of_a_table_with_several_rows_of_another_unit_is_asked_about(strange, asked):
    common, theirs = "Hoàn thành các nhiệm vụ được giao đúng hạn", [BUDGET, OCOP_3]
    signed = [
        sign(common, 1, STC),
        *(sign(content, number, SNV) for number, content in enumerate([*theirs, common], start=1)),
    ]
    rows = [
        report(content, "", "STC", row=number, result_text="Đạt")
        for number, content in enumerate([*theirs[:strange], common], start=5)
    ]
    [own] = [record for record in join(signed, rows).records if record.commitment.unit.code == "STC"]
    assert own.result_text == "Đạt"
    assert ("đúng là nội dung của Sở Nội vụ" in "; ".join(own.review_reasons)) is asked
