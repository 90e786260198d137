"""What the first version of camket made, decisions of eight columns and filled-in workbooks, goes on to be used."""

import hashlib
from datetime import date

import openpyxl
import pytest

from camket.exchange.apply import apply_answers, refuse_unapplied
from camket.figures.period_tables import decision_rows
from camket.pipeline import prepare_period
from camket.running.changes import find_rewritten, read_decision_lines
from camket.settings.decisions import Decision
from camket.settings.project import open_folder

# As the first version wrote them: what the unit had written stands at the end of the reason.
HEAD = "record_id,field,value,expect,reason,document,decided_by,decided_on"
LINES = [
    {
        "record_id": "SNV-03", "field": "cut_off_status", "value": "completed", "expect": "unresolved:nearly_done",
        "reason": "Đã xem biên bản [Đơn vị ghi khi quyết định: kết quả: Cơ bản hoàn thành | ước cả năm: Phấn đấu "
        "hoàn thành]",
        "document": "08/BB-SNV", "decided_by": "Nguyễn Văn A", "decided_on": "2022-11-02",
    },
    {
        "record_id": "HTN-01", "field": "cut_off_status", "value": "not_completed", "expect": "not_completed",
        "reason": "Xác nhận", "document": "", "decided_by": "Nguyễn Văn A", "decided_on": "2022-11-02",
    },
    {
        "record_id": "SNV-2023-03", "field": "key_item", "value": "yes", "expect": "asked",
        "reason": "Kết luận cuộc họp [Đơn vị ghi khi quyết định: Thực hiện tốt công tác thi đua]",
        "document": "", "decided_by": "Nguyễn Văn A", "decided_on": "2022-12-10",
    },
    {
        "record_id": "SNV-2023-01", "field": "next_year", "value": "accept",
        "expect": "Tinh giản biên chế theo kế hoạch | 25 người | 31/12/2023", "reason": "Kết luận cuộc họp",
        "document": "", "decided_by": "Nguyễn Văn A", "decided_on": "2022-12-10",
    },
    {
        "record_id": "SNV-2023-01", "field": "next_target", "value": "30 người",
        "expect": "Tinh giản biên chế theo kế hoạch | 25 người | 31/12/2023", "reason": "Kết luận cuộc họp",
        "document": "", "decided_by": "Nguyễn Văn A", "decided_on": "2022-12-10",
    },
]  # fmt: skip
# The columns of its workbooks, the hidden ones among them.
REVIEW = (
    "TT", "record_id", "field", "expect", "seen", "Mã", "Đơn vị", "Nội dung cam kết", "Hỏi về", "Vì sao hỏi",
    "Đơn vị ghi gì, ở ô nào", "Từng quy tắc nói gì", "Trả lời thì số liệu chung đổi thế nào", "Trả lời", "Lý do",
    "Văn bản (số, ngày)", "Người quyết định", "Ngày quyết định",
)  # fmt: skip
DRAFT = (
    "TT", "next_year_key", "next_year_field", "next_year_expect", "Mã", "Đơn vị", "Nội dung đề xuất",
    "Chỉ tiêu đề xuất", "Thời hạn", "Căn cứ", "Từ đâu", "Điều cần xem", "Quyết định", "Nội dung sửa lại",
    "Chỉ tiêu sửa lại", "Thời hạn sửa lại", "Lý do", "Văn bản (số, ngày)", "Người quyết định", "Ngày quyết định",
)  # fmt: skip
QUESTION = (
    "TT", "next_year_key", "next_year_field", "next_year_expect", "Mã", "Đơn vị", "Nội dung đăng ký", "Hỏi gì",
    "Vì sao hỏi", "Trả lời", "Lý do", "Văn bản (số, ngày)", "Người quyết định", "Ngày quyết định",
)  # fmt: skip
SIGNED = {"Lý do": "Đã hỏi", "Người quyết định": "Trần Thị B", "Ngày quyết định": date(2022, 11, 3)}


@pytest.fixture
def folder(small_project):
    """Two statuses are open, three items are registered; five decisions were applied by the first version."""
    raw = small_project / "data/raw/2022-10"
    for unit, row, said in (
        ("SNV", 4, {"C": "Cơ bản hoàn thành", "D": "Phấn đấu hoàn thành"}),
        ("HTN", 3, {"C": "Đã có kết quả", "D": "Hoàn thành"}),
    ):
        book = openpyxl.load_workbook(raw / "submissions" / f"{unit}.xlsx")
        for letter, text in said.items():
            book.active[f"{letter}{row}"] = text
        book.save(raw / "submissions" / f"{unit}.xlsx")
    (raw / "registrations").mkdir()
    book = openpyxl.Workbook()
    for row in (
        ["SỞ NỘI VỤ"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, "Tinh giản biên chế theo kế hoạch", "25 người", "31/12/2023"],
        [2, "Bồi dưỡng cán bộ cấp xã", "100%", ""],
        [3, "Thực hiện tốt công tác thi đua", "", ""],
    ):
        book.active.append(row)
    book.save(raw / "registrations" / "SNV.xlsx")
    lines = [",".join(f'"{cell}"' for cell in line.values()) for line in LINES]
    (raw / "decisions.csv").write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8-sig")
    return open_folder(small_project, "2022-10")


def in_force(folder):
    """The decisions that hold, by record and field, with what they decide."""
    prepared = prepare_period(folder)
    on_statuses = {
        (row["record_id"], row["field"]): row["value"]
        for row in decision_rows(prepared.decisions, prepared.records)
        if row["state"] == "in_force"
    }
    settled = [finding.settled for each in prepared.next_year.screened for finding in each.findings]
    drafts = {
        (each.key, "draft"): (each.decision, each.target)
        for each in prepared.next_year.drafts
        if each.finding.settled
    }
    return on_statuses | {(made.record_id, made.field): made.value for made in settled if made} | drafts


HOLDING = {
    ("SNV-03", "cut_off_status"): "completed",
    ("HTN-01", "cut_off_status"): "not_completed",
    ("SNV-2023-03", "key_item"): "yes",
    ("SNV-2023-01", "draft"): ("accept", "30 người"),
}


def write(path, header, row):
    book = openpyxl.Workbook()
    for line in (["…"], ["…"], header, [{**SIGNED, **row}.get(heading) for heading in header]):
        book.active.append(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def answer_a_status(folder):
    said = "kết quả: Đã có kết quả | ước cả năm: Hoàn thành"
    row = {
        "record_id": "HTN-02", "field": "cut_off_status", "expect": "unresolved:no_rule",
        "seen": hashlib.sha256(f"2022-10\n{said}".encode()).hexdigest()[:16],
        "Mã": "HTN-02", "Hỏi về": "Đến ngày chốt", "Trả lời": "Hoàn thành",
    }  # fmt: skip
    return write(folder.outputs / "review.xlsx", REVIEW, row)


def decide_a_draft(folder):
    row = {
        "next_year_key": "SNV-2023-02", "next_year_field": "next_year", "Mã": "SNV-2023-02",
        "next_year_expect": "Bồi dưỡng cán bộ cấp xã | 100% | –", "Quyết định": "Đưa vào",
        "Thời hạn sửa lại": "30/6/2023",
    }  # fmt: skip
    return write(folder.outputs / "next_year" / "SNV.xlsx", DRAFT, row)


def answer_about_an_item(folder):
    row = {
        "next_year_key": "SNV-2023-02", "next_year_field": "key_item", "Mã": "SNV-2023-02",
        "next_year_expect": "asked:no_deadline", "Hỏi gì": "Có phải nội dung trọng tâm?", "Trả lời": "Không phải",
    }  # fmt: skip
    return write(folder.outputs / "next_year" / "SNV.xlsx", QUESTION, row)


def test_decisions_that_were_applied_hold_as_they_did(folder):
    assert in_force(folder) == HOLDING


@pytest.mark.parametrize(
    ("fill_in", "adds"),
    [
        (answer_a_status, {("HTN-02", "cut_off_status"): "completed"}),
        (decide_a_draft, {("SNV-2023-02", "draft"): ("accept", "100%")}),
        (answer_about_an_item, {("SNV-2023-02", "key_item"): "no"}),
    ],
)
def test_a_workbook_filled_in_before_is_taken_and_the_file_widened_without_losing_a_decision(
    folder, fill_in, adds
):
    recorded = [Decision.model_validate(line) for line in LINES]
    path = fill_in(folder)
    with pytest.raises(Exception, match="chưa áp dụng"):
        refuse_unapplied(folder, prepare_period(folder))
    apply_answers(folder, prepare_period(folder), path)
    assert in_force(folder) == HOLDING | adds
    assert (folder.raw / "decisions.csv").read_text("utf-8-sig").startswith(f"{HEAD},written,role,")
    assert find_rewritten(recorded, read_decision_lines(folder)) == []
    again = apply_answers(folder, prepare_period(folder), path)
    assert (again.added, again.already) == ((), 1)
    refuse_unapplied(folder, prepare_period(folder))


def test_a_guard_that_moved_still_ends_its_decision_when_the_unit_says_something_else(folder):
    apply_answers(folder, prepare_period(folder), answer_a_status(folder))
    path = folder.raw / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C4"] = "Về cơ bản đã hoàn thành"
    book.save(path)
    left = {key: value for key, value in HOLDING.items() if key != ("SNV-03", "cut_off_status")}
    assert in_force(folder) == left | {("HTN-02", "cut_off_status"): "completed"}
