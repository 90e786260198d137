"""What a unit sent before, and replaced, asks and complains no more; all of it stays accounted for."""

from datetime import date

import pytest

from camket.intake.joining.join import join_reports
from camket.intake.joining.record import Rejected
from camket.intake.joining.replaced import settle_files
from camket.settings.period import Thresholds
from samples import STC, report, sign

BUDGET, INDEX = "Thu ngân sách nhà nước trên địa bàn đạt dự toán", "Chỉ số cải cách hành chính bằng năm 2021"
SIGNED = [sign(BUDGET, 1), sign(INDEX, 2)]
FOREIGN = sign("Bồi dưỡng 300 cán bộ cấp xã", 1, STC)
ODD = "Tổ chức hội thi thể thao trong toàn ngành"
DOUBTFUL = "Thu ngân sách"
BELOW = ""


def join(*reports):
    return join_reports([*SIGNED, FOREIGN], reports, Thresholds())


def first(content, number="", row=7, **said):
    return report(content, number, file="bao cao.xlsx", row=row, **{"result_text": "Đang làm", **said})


def again(content, number, row=5, file="bao cao lan 2.xlsx", result="Đã xong"):
    return report(content, number, file=file, row=row, result_text=result)


LEFT_OVER = {
    "a row that is no commitment's": first(ODD),
    "a row that may be one of two": first(DOUBTFUL, 1),
    "the words of another unit's": first(FOREIGN.content),
    "a part of the row above it": first(BELOW),
    "a row with the key of another unit": first(BUDGET, key="STC-01"),
}


@pytest.mark.parametrize("row", LEFT_OVER.values(), ids=LEFT_OVER)
def test_a_row_of_before_asks_nothing_once_the_whole_file_is_sent_again(row):
    before = [first(BUDGET, 1, 5), first(INDEX, 2, 6), row]
    asked = join(*before)
    assert [item for item in asked.rejected if item.to_mend and item.row == 7]
    joined = join(*before, again(BUDGET, 1), again(INDEX, 2, 6))
    assert not [reason for record in joined.records for reason in record.review_reasons]
    assert {item.kind for item in joined.rejected} == {"superseded"}
    assert sorted(item.row for item in joined.rejected) == [5, 6, 7]
    assert all("bao cao lan 2.xlsx" in item.found for item in joined.rejected)


def test_a_doubtful_row_asks_nothing_once_a_later_file_reports_that_commitment_alone():
    before = [first(INDEX, 2, 6), first(DOUBTFUL, 1)]
    assert join(*before).records[0].review_reasons
    joined = join(*before, again(BUDGET, 1))
    assert not joined.records[0].review_reasons
    assert joined.records[1].result_text == "Đang làm"
    assert {item.kind for item in joined.rejected} == {"superseded"}


def test_a_file_that_only_adds_to_another_leaves_the_questions_of_the_other_as_they_are():
    joined = join(first(BUDGET, 1, 5), first(ODD), again(INDEX, 2, file="bo sung.xlsx"))
    [item] = joined.rejected
    assert (item.kind, item.row) == ("row", 7)


def test_an_empty_row_of_a_later_file_replaces_nothing():
    before = [first(INDEX, 2, 6), first(DOUBTFUL, 1)]
    assert {item.kind for item in join(*before, again(BUDGET, 1, result="")).rejected} == {"row"}


def test_an_unknown_key_of_a_row_that_was_replaced_is_no_problem():
    keyed = first(BUDGET, 1, 5, key="SNV-99")
    assert [item.kind for item in join(keyed).rejected] == ["cell"]
    assert [item.kind for item in join(keyed, again(BUDGET, 1)).rejected] == ["superseded"]


def of_file(kind, file="bao cao.xlsx", unit="SNV"):
    place = f"submissions/{file}"
    return Rejected(unit, place, "a" * 64, "Sheet1", None, "", "không đọc được", "một bảng", "gửi lại", kind)


@pytest.mark.parametrize("kind", ["file", "hidden", "unread"])
def test_what_is_wrong_with_a_whole_file_is_settled_once_all_that_the_unit_signed_is_sent_again(kind):
    later = [again(BUDGET, 1), again(INDEX, 2, 6)]

    def settled(item, *reports):
        [left] = settle_files([item], join(*reports).resent, date(2022, 10, 30))
        return left.kind

    assert settled(of_file(kind), *later) == "superseded"
    assert settled(of_file(kind), later[0]) == kind
    assert settled(of_file(kind, "bao cao lan 3.xlsx"), *later) == kind
    assert settled(of_file(kind, unit=STC.code), *later) == kind
