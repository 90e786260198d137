from decimal import Decimal

import pytest

from camket.figures.ledger import count_figures
from camket.figures.questions import list_questions
from camket.figures.second_look import list_second_looks
from camket.judging.classify import classify_record, classify_records
from samples import PERIOD, SNV, decision, record

DECREE = "Đã ban hành Quyết định số 12/QĐ-UBND"
APPRAISED = "Hội đồng đang thẩm định hồ sơ"


def look(*records, decisions=()):
    judged = classify_records(records, decisions, 2022)
    figures = {figure.id: figure for figure in count_figures(judged, [SNV], PERIOD)}
    return list_second_looks(judged, figures, PERIOD)


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ({"result_text": DECREE, "self_assessment": "Hoàn thành"}, ()),
        ({"result_text": DECREE, "self_assessment": "Đang thực hiện"}, ("claim",)),
        ({"result_text": "Đang thực hiện", "self_assessment": "Hoàn thành"}, ("claim",)),
        ({"result_text": "Đang thực hiện", "self_assessment": "Chờ thẩm định"}, ("claim",)),
        ({"result_text": "Đang thực hiện", "self_assessment": "Được cho dừng"}, ("claim",)),
        ({"result_text": "Đang thực hiện", "self_assessment": "Xem phụ lục"}, ()),
        ({"result_text": "Đang thực hiện", "self_assessment": "Đạt"}, ("claim",)),
        ({"result_text": "Đang thực hiện", "self_assessment": "Hoàn thành",
          "judged_words": {"self_assessment": ""}}, ()),
        ({"result_text": DECREE, "appraisal": "Không đạt"}, ("appraisal",)),
        ({"result_text": "Đang thực hiện", "appraisal": "Đạt"}, ("appraisal",)),
        ({"result_text": APPRAISED, "appraisal": "Không đạt"}, ()),
        ({"result_text": APPRAISED, "appraisal": "Chưa có kết quả"}, ()),
        ({"result_text": DECREE, "appraisal": "Không đạt", "self_assessment": "Đang làm"}, ("appraisal", "claim")),
        ({"result_text": "Đang thực hiện", "deadline": "30/9/2022"}, ("overdue",)),
        ({"result_text": "Đang thực hiện", "deadline": "31/12/2022"}, ()),
        ({"result_text": DECREE, "deadline": "30/9/2022"}, ()),
        ({"result_text": DECREE, "estimate_text": "Không hoàn thành"}, ("move",)),
        ({"progress_percent": Decimal(100)}, ("thin",)),
        ({"self_assessment": "Hoàn thành"}, ("thin",)),
        ({"result_text": "Đã hoàn thành"}, ("thin",)),
        ({"result_text": "Đã hoàn thành", "note": "Quyết định số 12/QĐ-UBND"}, ()),
        ({"result_text": "Được UBND Tỉnh cho dừng thực hiện"}, ("thin",)),
        ({"result_text": "Cơ bản hoàn thành", "self_assessment": "Hoàn thành"}, ()),
    ],
)  # fmt: skip
def test_a_decided_status_that_something_speaks_against_is_worth_a_second_look(said, signs):
    found = look(record(**said))
    assert (found[0].signs if found else ()) == signs


def test_each_sign_is_told_in_words():
    [entry] = look(record(result_text="Đang thực hiện", self_assessment="Hoàn thành", deadline="30/9/2022"))
    assert entry.reasons == (
        "đơn vị tự đánh giá “Hoàn thành”, trong khi từ kết quả và ghi chú xác định là đang thực hiện",
        "đang thực hiện mà thời hạn là 30/9/2022",
    )
    assert entry.expect == "in_progress:running"


def test_the_gravest_sign_comes_first_and_among_equals_the_register():
    found = look(
        record(result_text="Đã hoàn thành"),
        record(number=2, result_text="Đang thực hiện", deadline="30/9/2022"),
        record(number=3, result_text=DECREE, self_assessment="Đang thực hiện"),
        record(number=4, result_text="Đã hoàn thành"),
        record(number=5, result_text=DECREE, appraisal="Không đạt"),
    )
    assert [entry.record_id for entry in found] == ["SNV-05", "SNV-03", "SNV-02", "SNV-01", "SNV-04"]


def test_a_status_that_a_person_decided_or_confirmed_gets_no_second_look():
    made = decision("cut_off_status", "completed", "completed:done")
    assert look(record(result_text="Đã hoàn thành"))
    assert look(record(result_text="Đã hoàn thành"), decisions=[made]) == []


def test_entries_are_ranked_by_their_gravest_sign_and_not_by_their_last():
    found = look(
        record(result_text="Đang thực hiện", deadline="30/9/2022"),
        record(number=2, result_text="Đang thực hiện", self_assessment="Hoàn thành", deadline="30/9/2022"),
    )
    assert [(entry.record_id, entry.signs) for entry in found] == [
        ("SNV-02", ("claim", "overdue")),
        ("SNV-01", ("overdue",)),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"self_assessment": "Hoàn thành"}, "chỉ có kết quả tự đánh giá “Hoàn thành”"),
        ({"progress_percent": Decimal(100)}, "chỉ có tỷ lệ 100%, không có lời nào"),
        ({"result_text": "Đã hoàn thành"},
         "kết luận từ “Đã hoàn thành”, không có con số, văn bản hay ngày tháng nào"),
        ({"result_text": DECREE, "appraisal": "Không đạt"},
         "cơ quan thẩm định ghi “Không đạt”, trong khi từ kết quả và ghi chú xác định là hoàn thành"),
        ({"result_text": DECREE, "estimate_text": "Không hoàn thành"},
         "Hoàn thành đến ngày chốt, nhưng ước cả năm ghi “Không hoàn thành”"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_said_in_the_words_that_show_it(said, words):
    [entry] = look(record(**said))
    assert entry.reasons == (words,)


def test_a_remark_on_an_unresolved_record_stands_with_its_question():
    unclear = classify_record(record(result_text="Cơ bản hoàn thành", estimate_text="Cơ bản xong"), {}, 2022)
    figures = {figure.id: figure for figure in count_figures([unclear], [SNV], PERIOD)}
    remarks = {unclear.record.commitment.record_id: "Đã ban hành"}
    assert list_second_looks([unclear], figures, PERIOD, remarks) == []
    at_cut_off, full_year = list_questions([unclear], figures, PERIOD, remarks=remarks)
    assert at_cut_off.reasons[-1] == "đơn vị đề nghị điều chỉnh: “Đã ban hành”"
    assert "Đã ban hành" not in " ".join(full_year.reasons)
