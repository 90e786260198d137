"""A result in the column for remarks, and a commitment in a row that is no data: told to its unit, or asked."""

import pytest

from camket.intake.joining.record import Commitment, Source
from camket.settings.units import Unit

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
WORK = ["Tổ chức 12 lớp bồi dưỡng cán bộ xã", "Ban hành Đề án vị trí việc làm"]
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Tự đánh giá", "Ước cả năm", "Ghi chú"]


SIGNED = [
    Commitment(f"SNV-{number:02d}", UNIT, number, work, "", "", "", Source("r", "0", "S", number), {})
    for number, work in enumerate(WORK, start=1)
]


@pytest.fixture
def judge(judge_sent):
    """The classified records of rows that the unit sent, and its rejections."""
    return lambda *rows, merged=(): judge_sent(SIGNED, rows, merged)


def noted(note, result=None, claim=None):
    return [1, WORK[0], result, claim, "Hoàn thành", note]


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Đã tổ chức 9/12 lớp", "in_progress"),
        ("Đã tổ chức 12/12 lớp, hoàn thành", "completed"),
        ("Không hoàn thành", "not_completed"),
    ],
)
def test_a_result_in_the_column_for_remarks_counts_and_its_unit_is_told(judge, note, status):
    records, rejected = judge(HEAD, noted(note))
    assert records[0].cut_off.status == status
    [told] = [item for item in rejected if item.kind == "misplaced"]
    assert (told.unit, told.row, told.cell) == ("SNV", 2, "S!F2")
    assert note in told.found
    assert told.is_notice
    assert not told.to_mend
    assert told.where == "submissions/Sở Nội vụ.xlsx › S!F2"


@pytest.mark.parametrize(
    "note",
    [
        "Sở Tài chính chủ trì",
        "Quyết định số 12/QĐ-UBND",
        "Báo cáo số 15/BC-SNV ngày 20/10/2022",
        "Theo Kế hoạch số 4/KH-UBND",
        "Xem phụ lục",
    ],
)
def test_a_remark_that_is_no_result_is_asked_about_and_quoted(judge, note):
    records, _ = judge(HEAD, noted(note))
    assert records[0].cut_off.status == "unresolved"
    assert any(
        f"không rõ ghi chú có phải là kết quả không: {note}" in why for why in records[0].review_reasons
    )


@pytest.mark.parametrize("said", [{"result": "Đã tổ chức 9/12 lớp"}, {"claim": "Đang thực hiện"}])
def test_a_remark_beside_a_result_is_a_remark(judge, said):
    _, rejected = judge(HEAD, noted("Chờ giảng viên", **said))
    assert [item.kind for item in rejected] == []


@pytest.mark.parametrize(
    ("row", "merged", "called"),
    [
        ([WORK[1]], ["A3:F3"], "tên phần, mục"),
        ([None, f"({WORK[1]})"], [], "dòng không phải dữ liệu"),
    ],
)
def test_a_row_that_is_no_data_and_has_the_words_of_a_commitment_is_asked_about(judge, row, merged, called):
    records, _ = judge(HEAD, noted(None, "Đã tổ chức 9/12 lớp"), row, merged=merged)
    assert records[1].cut_off.rule == "not_reported"
    [why] = [why for why in records[1].review_reasons if "dòng có đúng nội dung này" in why]
    assert called in why
    assert "S!" in why
    assert "Sở Nội vụ.xlsx" in why


def test_such_a_row_raises_no_question_where_the_commitment_is_reported(judge):
    reported = [2, WORK[1], "Đã ban hành Quyết định số 3/QĐ-UBND", None, "Hoàn thành", None]
    records, _ = judge(HEAD, noted(None, "Đã tổ chức 9/12 lớp"), [WORK[1]], reported, merged=["A3:F3"])
    assert not any("dòng có đúng nội dung này" in why for why in records[1].review_reasons)


@pytest.mark.parametrize(
    "note", ["Thời hạn hoàn thành 15/11/2022", "Hoàn thành năm 2024", "Sẽ hoàn thành trong tháng 12"]
)
def test_a_plan_or_a_deadline_alone_in_the_remarks_is_asked_about_with_its_words(judge, note):
    records, _ = judge(HEAD, noted(note))
    assert records[0].cut_off.status == "unresolved"
    assert note in " ".join(records[0].reasons["cut_off"])
