import pytest

from camket.intake.joining.join import join_reports
from camket.settings.period import Thresholds
from samples import SNV, STC, report, sign

BUDGET = "Thu ngân sách nhà nước trên địa bàn đạt và vượt dự toán giao"
INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


def join(commitments, reports):
    return join_reports(commitments, reports, Thresholds())


def results(joined):
    return {record.commitment.record_id: record.result_text for record in joined.records if record.reported}


COMMITMENTS = [sign(INDEX, 1), sign(BUDGET, 2), sign(INDEX, 1, STC)]


@pytest.mark.parametrize("content", [BUDGET, INDEX, "Nội dung khác hẳn", ""])
@pytest.mark.parametrize("number", [1, 2, ""])
def test_a_row_with_a_key_comes_home_whatever_its_text_and_number(content, number):
    joined = join(COMMITMENTS, [report(content, number, key="snv-02", result_text="Đạt")])
    assert results(joined) == {"SNV-02": "Đạt"}
    assert joined.rejected == ()


@pytest.mark.parametrize(("content", "asked"), [(INDEX, True), (BUDGET, False), ("Ghi chú thêm", False)])
def test_a_key_beside_the_words_of_another_commitment_is_followed_and_asked_about(content, asked):
    joined = join(COMMITMENTS, [report(content, key="SNV-02", result_text="Đạt")])
    reasons = joined.records[1].review_reasons
    assert results(joined) == {"SNV-02": "Đạt"}
    assert any("đơn vị ghi đúng nội dung SNV-01" in reason for reason in reasons) is asked


def test_a_key_of_another_unit_is_a_question_of_the_keyed_record_and_is_not_followed():
    joined = join(COMMITMENTS, [report(INDEX, 1, unit="STC", key="SNV-01", result_text="Đạt")])
    [reason] = joined.records[0].review_reasons
    [rejected] = joined.rejected
    assert results(joined) == {}
    assert "khóa của nội dung này nằm trong biểu của đơn vị STC, a.xlsx › Sheet1!B5" in reason
    assert rejected.found.startswith(f"khóa SNV-01 là của {SNV.name}")
    assert rejected.cell == "Sheet1!C5"


def test_a_key_used_twice_is_a_question():
    rows = [
        report(BUDGET, 2, key="SNV-02", result_text="Đạt"),
        report(INDEX, 3, row=6, key="SNV-02", result_text="Đạt"),
    ]
    joined = join(COMMITMENTS, rows)
    assert "xem thêm a.xlsx › Sheet1!B6" in joined.records[1].review_reasons[0]
    assert [item.row for item in joined.rejected] == [6]


def test_a_key_of_no_commitment_leaves_the_row_to_its_text_and_is_named():
    joined = join(COMMITMENTS, [report(BUDGET, 2, key="SNV-77", result_text="Đạt")])
    [rejected] = joined.rejected
    assert results(joined) == {"SNV-02": "Đạt"}
    assert (rejected.kind, rejected.cell) == ("cell", "Sheet1!C5")
    assert "'SNV-77' không có trong danh mục đã ký" in rejected.found


def test_a_row_typed_under_the_form_does_not_take_the_commitment_of_a_row_with_a_key():
    rows = [
        report("Xem dòng dưới", key="SNV-02", result_text="Đạt"),
        report(BUDGET, row=6, result_text="Chưa đạt"),
    ]
    joined = join(COMMITMENTS, rows)
    assert results(joined) == {"SNV-02": "Đạt"}
    assert joined.records[1].review_reasons
