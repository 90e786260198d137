"""Two tables of one file that share the columns between them: the results in one, the estimates in the other."""

import docx
import pytest

from camket.intake.joining.join import join_reports
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.reconciliation import reconcile_rows
from camket.intake.joining.record import Commitment, Source
from camket.intake.joining.submissions import read_submissions
from camket.settings.period import Thresholds
from camket.settings.project import open_folder
from camket.settings.units import Unit

UNIT = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1, aliases=())
WORK = ["Mở 05 lớp tập huấn", "Ban hành quy chế lưu trữ"]
SIGNED = [
    Commitment(f"SNV-{number:02d}", UNIT, number, work, "", "", "", Source("r", "0", "S", number), {})
    for number, work in enumerate(WORK, start=1)
]
RESULTS = [["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ghi chú"], ["1", WORK[0], "Đã mở 04 lớp", "thiếu vốn"],
           ["2", WORK[1], "Đang soạn", ""]]  # fmt: skip
ESTIMATES = [["STT", "Nội dung cam kết", "Ước cả năm"], ["1", WORK[0], "Hoàn thành"], ["2", WORK[1], "Đạt"]]


@pytest.fixture
def read(tmp_path):
    """The records of a Word file with some tables, and the rejections of its rows."""

    def read_tables(*tables):
        raw = tmp_path / "data" / "raw" / "2022-10"
        (raw / "submissions").mkdir(parents=True)
        (raw / "period.toml").touch()
        document = docx.Document()
        for number, rows in enumerate(tables, start=1):
            document.add_paragraph(f"Biểu {number}")
            made = document.add_table(rows=len(rows), cols=len(rows[0]))
            for line, texts in zip(made.rows, rows, strict=True):
                for cell, text in zip(line.cells, texts, strict=True):
                    cell.text = text
        document.save(raw / "submissions" / "Sở Nội vụ.docx")
        submissions = read_submissions(open_folder(tmp_path, "2022-10"), ReadingContext([UNIT]))
        joined = join_reports(SIGNED, submissions.reports, Thresholds())
        rejected = [*submissions.rejected, *joined.rejected]
        reconcile_rows(submissions, joined.records, rejected)
        return joined.records, rejected

    return read_tables


@pytest.mark.parametrize(
    "tables", [(RESULTS, ESTIMATES), (ESTIMATES, RESULTS)], ids=["results first", "last"]
)
def test_results_and_estimates_in_two_tables_are_one_report(read, tables):
    records, rejected = read(*tables)
    assert [(each.result_text, each.estimate_text, each.note) for each in records] == [
        ("Đã mở 04 lớp", "Hoàn thành", "thiếu vốn"), ("Đang soạn", "Đạt", "")
    ]  # fmt: skip
    assert [each.review_reasons for each in records] == [(), ()]
    assert [item.kind for item in rejected] == ["repeated"] * 2
    table = tables.index(ESTIMATES) + 1
    assert records[0].places["estimate_text"] == f"table {table}, row 2, column 3"


def test_items_without_a_number_are_found_by_their_words(read):
    records, _ = read(RESULTS, [["TT", *ESTIMATES[0][1:]], ["", *ESTIMATES[1][1:]], ["", *ESTIMATES[2][1:]]])
    assert [(each.result_text, each.estimate_text) for each in records] == [
        ("Đã mở 04 lớp", "Hoàn thành"), ("Đang soạn", "Đạt")
    ]  # fmt: skip
    assert [each.review_reasons for each in records] == [(), ()]


@pytest.mark.parametrize(
    "second",
    [
        [RESULTS[0], ["1", WORK[0], "Đã mở 05 lớp", ""]],
        [[*ESTIMATES[0], "Ghi chú"], ["1", WORK[0], "Hoàn thành", "đủ vốn"]],
        [["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"], ["1", WORK[0], "", "Hoàn thành"]],
    ],
    ids=["another result", "another note", "a column of results left empty"],
)
def test_tables_that_state_the_same_thing_differently_are_asked_about(read, second):
    records, _ = read(RESULTS, second)
    assert "báo cáo hai lần" in records[0].review_reasons[0]
    assert records[0].estimate_text == ""


@pytest.mark.parametrize(
    "tables", [(RESULTS, ESTIMATES), (ESTIMATES, RESULTS)], ids=["results first", "last"]
)
def test_results_and_estimates_below_each_other_in_one_sheet_are_one_report(judge_sent, tables):
    records, rejected = judge_sent(SIGNED, [*tables[0], [], ["Biểu 2"], *tables[1]])
    assert [(each.record.result_text, each.record.estimate_text) for each in records] == [
        ("Đã mở 04 lớp", "Hoàn thành"), ("Đang soạn", "Đạt")
    ]  # fmt: skip
    assert [item.kind for item in rejected] == ["repeated"] * 2


def test_results_below_each_other_under_the_same_columns_contradict_each_other(judge_sent):
    changed = [RESULTS[0], [*RESULTS[1][:2], "Chưa mở", ""], RESULTS[2]]
    records, rejected = judge_sent(SIGNED, [*RESULTS, [], *changed])
    assert "báo cáo hai lần, khác nhau" in records[0].record.review_reasons[0]
    assert [item.kind for item in rejected] == ["row", "repeated"]
