"""From a unit's file to the record: displayed texts, deciding words, and cells to report or ask about."""

from dataclasses import replace

import pytest

from camket.intake.formats.sheet import Cell, Note, describe_error
from camket.intake.formats.superscripts import without_note_signs
from camket.intake.joining.filling import fill_record
from camket.intake.joining.record import Commitment, Source
from camket.settings.units import Unit
from samples import report, sign

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
WORK = [
    "Giải ngân vốn đầu tư công",
    "Thu ngân sách trên địa bàn",
    "Ban hành đề án một cửa",
    "Xây dựng trường học",
]
FIVE = [
    "a) Chưa hoàn thành, đang tiếp tục tổ chức thực hiện",
    "b) Hoàn thành",
    "c) Không hoàn thành",
    "d) Đang chờ cơ quan chuyên môn thẩm định",
    "đ) Được UBND Tỉnh cho dừng thực hiện",
]
FORM = [
    [
        "STT",
        "Nội dung cam kết",
        "Kết quả đến ngày 30/10/2022",
        *[None] * 4,
        "Ước cả năm",
        None,
        None,
        "Ghi chú",
    ],
    [None, None, *FIVE, "Hoàn thành", "Không hoàn thành", "Được cho dừng", None],
]
MERGED = ["A1:A2", "B1:B2", "C1:G1", "H1:J1", "K1:K2"]


SIGNED = [
    Commitment(f"SNV-{number:02d}", UNIT, number, work, "", "", "", Source("r", "0", "S", number), {})
    for number, work in enumerate(WORK, start=1)
]


@pytest.fixture
def judge(judge_sent):
    """The classified records of rows that the unit sent, and its rejections."""
    return lambda *rows, merged=(): judge_sent(SIGNED, rows, merged)


def ticked(number, at, estimate=None, note=None):
    marks = [None] * 8
    marks[at] = "x"
    if estimate is not None:
        marks[5 + estimate] = "x"
    return [number, WORK[number - 1], *marks, note]


def test_ticks_for_both_dates_decide_both_statuses_at_their_cells(judge):
    records, rejected = judge(
        *FORM, ticked(1, 0, 0), ticked(2, 2, 1), ticked(3, 3, 0), ticked(4, 4, 2), merged=MERGED
    )
    assert rejected == []
    assert [(each.cut_off.status, each.cut_off.place) for each in records] == [
        ("in_progress", "S!C3"),
        ("not_completed", "S!E4"),
        ("awaiting_appraisal", "S!F5"),
        ("stopped", "S!G6"),
    ]
    assert [(each.full_year.status, each.full_year.place) for each in records] == [
        ("completed", "S!H3"),
        ("not_completed", "S!I4"),
        ("completed", "S!H5"),
        ("stopped", "S!J6"),
    ]


def test_ticks_in_doubt_are_asked_on_the_basis_they_are_about_and_named_by_cell(judge):
    two = ticked(1, 0, 0)
    two[3] = "x"
    open_estimate = ticked(2, 1)
    open_estimate[7] = open_estimate[8] = "x"
    records, rejected = judge(*FORM, two, open_estimate, ticked(3, 1, note="Chưa hoàn thành"), merged=MERGED)
    assert [each.cut_off.status for each in records[:3]] == ["unresolved"] * 3
    assert [each.full_year.status for each in records[:3]] == ["completed", "unresolved", "unresolved"]
    assert [(item.kind, item.cell) for item in rejected] == [("cell", "S!C3:D3"), ("cell", "S!H4:I4")]
    assert records[0].review_reasons[0].startswith("S!C3:D3: đánh dấu ở 2 cột cùng lúc")


def test_the_latest_period_decides_and_all_periods_are_recorded(judge):
    records, _ = judge(
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", None, None, "Ước cả năm"],
        [None, None, "6 tháng", "9 tháng", "Lũy kế đến 30/10/2022", None],
        [1, WORK[0], "Chưa hoàn thành", "Đang thực hiện", "Đã hoàn thành", "Hoàn thành"],
        [2, WORK[1], "Không hoàn thành", "Đang thực hiện", None, None],
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    assert [each.cut_off.status for each in records[:2]] == ["completed", "in_progress"]
    assert records[0].record.result_text == (
        "6 tháng: Chưa hoàn thành; 9 tháng: Đang thực hiện; Lũy kế đến 30/10/2022: Đã hoàn thành"
    )
    assert records[0].record.words_to_judge("result_text") == "Đã hoàn thành"
    assert records[0].record.places["result_text"] == "S!C3:E3"
    assert records[0].cut_off.evidence == "Đã hoàn thành"


def test_numbers_of_quarters_are_asked_about_and_never_counted(judge):
    records, rejected = judge(
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", None, None],
        [None, None, "Quý I", "Quý II", "Quý III"],
        [1, WORK[0], "30%", "30%", "100%"],
        merged=["A1:A2", "B1:B2", "C1:E1"],
    )
    assert (records[0].cut_off.status, records[0].cut_off.rule) == ("unresolved", "source_in_doubt")
    assert [item.where for item in rejected] == ["submissions/Sở Nội vụ.xlsx › S!C3:E3"]


def test_a_heading_that_sounds_like_a_status_is_not_a_status(judge):
    records, _ = judge(
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Lý do không hoàn thành", "Ghi chú"],
        [1, WORK[0], "Đang thực hiện", "Thiếu vốn", "CV số 5"],
    )
    assert records[0].cut_off.status == "in_progress"
    assert records[0].record.note == "Lý do không hoàn thành: Thiếu vốn; Ghi chú: CV số 5"


def test_an_unattributed_row_puts_the_record_above_in_question(judge):
    records, rejected = judge(
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"],
        [1, WORK[0], "Đã hoàn thành", "Hoàn thành"],
        [None, None, "50% khối lượng", None],
    )
    assert [records[0].cut_off.status, records[0].full_year.status] == ["unresolved"] * 2
    assert [item.cell for item in rejected] == ["S!C2; S!C3"]


def test_two_percentages_that_differ_are_one_problem_and_no_percentage(judge):
    records, rejected = judge(
        ["STT", "Nội dung cam kết", "Tỷ lệ giải ngân (%)", "Tỷ lệ (%)"], [1, WORK[0], 103, 95]
    )
    assert (records[0].record.progress_percent, records[0].cut_off.status) == (None, "unresolved")
    assert [item.found for item in rejected] == ["các cột “Tỷ lệ giải ngân (%)”, “Tỷ lệ (%)” ghi khác nhau"]


@pytest.mark.parametrize("sent", [None, report("Mở 12 lớp", 1, result_text="Đã xong")])
def test_a_question_of_the_signed_list_is_a_question_of_the_record(sent):
    signed = replace(sign("Mở 12 lớp"), asks=("danh mục đã ký: ô có chú thích",))
    record, _ = fill_record(signed, sent, ["khác"])
    assert record.review_reasons == ("danh mục đã ký: ô có chú thích", "khác")


@pytest.mark.parametrize("name", ["content", "target", "result_text", "note"])
def test_a_note_on_any_cell_of_a_row_is_asked_about_and_named(name):
    noted = {name: Cell("Đã xong", "Đã xong", "Sheet1!B5", notes=(Note("note", "còn 09 lớp"),))}
    made = report("Mở 12 lớp", 1)
    made = replace(made, row=replace(made.row, cells={**made.row.cells, **noted}))
    record, problems = fill_record(sign("Mở 12 lớp"), made, [])
    assert any("còn 09 lớp" in reason for reason in record.review_reasons)
    assert any("còn 09 lớp" in problem.found for problem in problems)


@pytest.mark.parametrize(
    ("field", "cell", "is_doubt"),
    [
        ("result_text", {"problem": "ô có chữ bị ẩn “lùi hạn”, không được đọc"}, True),
        ("result_text", {"notes": (Note("note", "lùi hạn"),)}, True),
        ("content", {"problem": "ô có chữ bị gạch bỏ “lùi hạn”, không rõ có còn được tính hay không"}, True),
        ("result_text", {"problem": "ô chỉ có hình ảnh, không đọc được chữ trong hình"}, False),
    ],
)
def test_what_is_hidden_or_noted_concerns_the_whole_row(field, cell, is_doubt):
    said = report("Mở lớp", 1, result_text="Đã mở", estimate_text="Hoàn thành")
    cells = {**said.row.cells, field: said.row.cells[field]._replace(**cell)}
    record, _ = fill_record(sign("Mở lớp", 1), replace(said, row=replace(said.row, cells=cells)), [])
    assert len(record.review_reasons) == 1
    assert record.doubts == (record.review_reasons if is_doubt else ())


@pytest.mark.parametrize(
    ("shown", "read"), [("Đã hoàn thành¹", "Đã hoàn thành"), ("25/25¹ lớp", "25/25 lớp")]
)
def test_the_sign_of_a_note_is_shown_and_no_part_of_what_is_judged(judge, shown, read):
    head = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Tỷ lệ (%)"]
    marked, *_ = judge(head, [1, WORK[0], shown, "80%²"])[0]
    assert (marked.record.result_text, marked.record.words_to_judge("result_text")) == (shown, read)
    assert marked.record.progress_percent == 80


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("25/25¹", "25/25"),
        ("Đã mở 150/150¹² lớp", "Đã mở 150/150 lớp"),
        ("25¹", "25"),
        ("04² xã", "04 xã"),
        ("5²", "5²"),
        ("12 km²", "12 km²"),
        ("500 m³/ngày", "500 m³/ngày"),
        ("10³ hộ", "10³ hộ"),
        ("10¹² đồng", "10¹² đồng"),
        ("5 ha¹", "5 ha¹"),
    ],
)
def test_a_raised_digit_is_the_sign_of_a_note_where_it_is_no_power(text, bare):
    assert without_note_signs(text) == bare


@pytest.mark.parametrize(
    ("name", "content", "asked"),
    [
        ("item_no", "Mở 05 lớp tập huấn", False),
        ("item_no", "Tập huấn cho cán bộ", True),
        ("result_text", "Mở 05 lớp tập huấn", True),
        ("note", "Mở 05 lớp tập huấn", True),
    ],
)
def test_a_failed_formula_is_asked_about_where_something_hangs_on_it(name, content, asked):
    sent = report(content, 1)
    broken = Cell(None, "#REF!", "S!Z2", describe_error("#REF!"))
    sent = replace(sent, row=replace(sent.row, cells={**sent.row.cells, name: broken}))
    record, problems = fill_record(sign("Mở 05 lớp tập huấn"), sent, [])
    assert bool(record.review_reasons) == asked
    assert [item.cell for item in problems] == ["S!Z2"]


class TestColumnsThatMayHaveChangedPlaces:
    HEAD = ("STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Ước cả năm")

    def ask(self, judge_sent, target, result, estimate="Hoàn thành"):
        signed = replace(SIGNED[0], target="100%")
        (record,), _ = judge_sent([signed], [self.HEAD, (1, WORK[0], target, result, estimate)])
        return [reason for reason in record.record.review_reasons if "đổi chỗ" in reason]

    @pytest.mark.parametrize(
        ("target", "result", "asked"),
        [
            ("Đã giải ngân 62%", "100%", True),
            ("Đã giải ngân 62%", "Đạt 100%", False),
            ("100%", "100%", False),
            ("Đạt 100% vốn", "100%", False),
            ("", "100%", False),
        ],
    )
    def test_the_signed_target_as_the_result_is_asked_about_where_the_target_has_other_words(
        self, judge_sent, target, result, asked
    ):
        assert bool(self.ask(judge_sent, target, result)) == asked

    @pytest.mark.parametrize(
        ("result", "estimate", "asked"),
        [
            ("Hoàn thành", "Đã giải ngân 62%", True),
            ("Không hoàn thành", "Đang giải ngân, đạt 62%", True),
            ("Hoàn thành", "Đã hoàn thành 100%", False),
            ("Hoàn thành", "Đạt 100%", False),
            ("Hoàn thành 62%", "Đã giải ngân 62%", False),
        ],
    )
    def test_a_bare_status_as_the_result_is_asked_about_where_the_estimate_tells_of_work(
        self, judge_sent, result, estimate, asked
    ):
        assert bool(self.ask(judge_sent, "100%", result, estimate)) == asked


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("Nội dung 4 không hoàn thành do thiếu hồ sơ", True),
        ("Đang làm. Mục số 2 đã dừng", True),
        ("Nội dung 1 còn chờ vốn", False),
        ("Theo nội dung 4 của Kế hoạch 12", False),
        ("Mục 2.1 của Nghị quyết", False),
        ("02 nội dung còn lại", False),
    ],
)
def test_a_note_on_another_item_is_asked_about(judge_sent, note, asked):
    head = ("STT", "Nội dung cam kết", "Kết quả thực hiện", "Ghi chú")
    (record,), _ = judge_sent(SIGNED[:1], [head, (1, WORK[0], "Đã giải ngân hết", note)])
    assert any("nội dung khác" in reason for reason in record.record.review_reasons) == asked


def test_a_result_merged_over_the_estimate_is_no_estimate(judge_sent):
    head = ("STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm")
    said = "Đã giải ngân 62%, ước cả năm hoàn thành"
    (record,), _ = judge_sent(SIGNED[:1], [head, (1, WORK[0], said, None)], merged=["C2:D2"])
    assert (record.record.result_text, record.record.estimate_text) == (said, "")
