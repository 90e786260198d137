"""What a unit fills in on its sheet is read: it agrees, or its words become something to look at again."""

import io
import shutil
from datetime import date

import openpyxl
import pytest

from camket.cli.main import main
from camket.errors import InputError
from camket.exchange.filled_in_sheets import read_sheets
from camket.figures.freshness import hash_inputs
from camket.pipeline import prepare_period
from camket.publishing.blocks.block import Column, Cover, Heading, Row, SignOff, Table
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.unit_book import AGREES, ASKS, GENERAL, OTHER, write_unit_book
from camket.running.period_status import read_status
from camket.settings.confirmations import read_confirmations
from camket.settings.project import open_folder
from samples import SCHEME

ON = date(2022, 11, 12)


@pytest.fixture
def folder(small_project):
    return open_folder(small_project, "2022-10")


@pytest.fixture
def fill_in(tmp_path):
    """A sheet as camket writes it, filled in: the opinion and the wish of each item, then those on the whole."""

    def fill(*answers, unit="Sở Nội vụ", general="", other="", name="phieu.xlsx"):
        rows = tuple(
            Row(cells=((str(number),), ("nội dung",), ("vì",)), anchor=f"X-{number}") for number in (1, 2, 3)
        )
        columns = tuple(
            Column(heading=each, group="Kết quả" if each == "Vì sao" else "")
            for each in ("TT", "Nội dung", "Vì sao")
        )
        page = Page(
            cover=Cover(
                title=f"Phiếu xác nhận kết quả thực hiện nội dung năm 2022 của {unit}", agency="Sở", superior="UBND",
                issued=date(2022, 11, 9),
            ),
            blocks=(
                Heading(level=2, text=("1. Từng nội dung",)), Table(title="", columns=columns, rows=rows),
                SignOff(choices=("a", "b"), lines=1, day="ngày …", left=("A",), right=("B",)),
            ),
        )  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(write_unit_book(page, {}, SCHEME)))
        [sheet] = book
        [first] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "1"]
        for row, (opinion, wish) in enumerate(answers, start=first.row):
            sheet.cell(row, 4).value, sheet.cell(row, 5).value = opinion or None, wish or None
        for label, text in ((GENERAL, general), (OTHER, other)):
            [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == label]
            sheet.cell(cell.row, 3).value = text or None
        path = tmp_path / name
        book.save(path)
        return path

    return fill


def read(folder, *paths, on=ON):
    return read_sheets(folder, prepare_period(folder), paths, on)


def told(folder):
    return [(line.record_id, line.opinion, line.remark) for line in read_confirmations(folder)]


@pytest.mark.parametrize(
    ("opinion", "wish", "line"),
    [
        (AGREES, "", ("agreed", "")),
        (ASKS, "Đã ban hành", ("remark", "Đã ban hành")),
        (ASKS, "", ("remark", "không ghi lý do")),
        ("", "Đã ban hành", ("remark", "Đã ban hành")),
        (AGREES, "Nhưng đã xong", ("remark", "Nhưng đã xong")),
        ("Chưa thống nhất", "", ("remark", "Chưa thống nhất")),
    ],
)  # fmt: skip
def test_an_item_is_agreed_to_or_has_a_remark(folder, fill_in, opinion, wish, line):
    [sheet] = read(folder, fill_in((opinion, wish)))
    assert told(folder) == [("SNV-01", *line)]
    assert sheet.unanswered == ("SNV-02", "SNV-03")
    [written] = read_confirmations(folder)
    assert (written.unit, written.read_on, written.file) == ("SNV", ON, "phieu.xlsx")


def test_agreeing_to_the_whole_counts_for_what_is_left_blank(folder, fill_in):
    [sheet] = read(folder, fill_in(("", ""), (ASKS, "Đã xong"), general=AGREES, other="Cảm ơn"))
    assert told(folder) == [
        ("SNV-01", "agreed", ""), ("SNV-02", "remark", "Đã xong"), ("SNV-03", "agreed", ""), ("", "remark", "Cảm ơn"),
    ]  # fmt: skip
    assert (sheet.agreed, sheet.unanswered) == (2, ())


def test_the_same_file_is_read_once_and_a_later_one_is_added(folder, fill_in):
    path = fill_in((ASKS, "Đã xong"))
    again = shutil.copyfile(path, path.with_name("copy.xlsx"))
    read(folder, path, again)
    [sheet] = read(folder, again)
    assert sheet.known
    assert len(told(folder)) == 1
    read(folder, fill_in((AGREES, ""), name="lan 2.xlsx"))
    assert [opinion for _, opinion, _ in told(folder)] == ["remark", "agreed"]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ({}, "phiếu chưa ghi ý kiến nào"),
        ({"unit": "Sở Tài chính", "general": AGREES}, "không phải phiếu xác nhận của đơn vị nào trong kỳ này"),
    ],
    ids=["empty", "of a unit that signed nothing"],
)  # fmt: skip
def test_a_sheet_that_says_nothing_of_this_period_is_refused_and_nothing_is_added(
    folder, fill_in, sheet, found
):
    good = fill_in((AGREES, ""), name="good.xlsx")
    with pytest.raises(InputError, match=found):
        read(folder, good, fill_in(**sheet))
    assert told(folder) == []


def test_another_file_is_no_sheet(folder):
    with pytest.raises(InputError, match="không phải phiếu xác nhận"):
        read(folder, folder.raw / "submissions" / "SNV.xlsx")


def test_a_remark_is_something_to_look_at_again_until_a_decision_settles_it(folder, fill_in):
    read(folder, fill_in(("", ""), (ASKS, "Mới đạt 15/20 người")))
    first = prepare_period(folder).second_looks[0]
    assert (first.record_id, first.signs[0]) == ("SNV-02", "asked")
    assert first.reasons[0] == "đơn vị đề nghị điều chỉnh: “Mới đạt 15/20 người”"
    assert prepare_period(folder).figures["second_look.asked@SNV"].records == ("SNV-02",)
    header = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    for day, asked in (("2022-11-08", True), ("2022-11-12", False)):
        line = f"SNV-02,cut_off_status,in_progress,completed,Theo đơn vị,CV 1,An,{day}\n"
        (folder.raw / "decisions.csv").write_text(header + line, encoding="utf-8")
        settings = (
            (folder.raw / "period.toml").read_text(encoding="utf-8").replace("2022-11-09", "2022-11-30")
        )
        (folder.raw / "period.toml").write_text(settings, encoding="utf-8")
        looks = prepare_period(folder).second_looks
        assert any("asked" in each.signs for each in looks) is asked


def test_without_remarks_no_figure_counts_them_and_no_table_is_stale(folder, fill_in):
    before = hash_inputs(folder)
    read(folder, fill_in((AGREES, ""), general=AGREES))
    assert hash_inputs(folder) == before
    assert "second_look.asked" not in prepare_period(folder).figures
    read(folder, fill_in((ASKS, "Đã xong"), name="lan 2.xlsx"))
    assert hash_inputs(folder) != before


def test_a_unit_that_agrees_after_all_takes_its_remark_back_from_figures_and_inputs(folder, fill_in):
    before = hash_inputs(folder)
    read(folder, fill_in((ASKS, "Đã xong"), general="Sẽ gửi lại số liệu"))
    assert prepare_period(folder).figures["second_look.asked"].records == ("SNV-01",)
    read(folder, fill_in((AGREES, ""), general=AGREES, other="", name="lan 2.xlsx"))
    assert "second_look.asked" not in prepare_period(folder).figures
    assert hash_inputs(folder) != before  # what was said of the whole is still the last word on it
    facts = dict(read_status(folder.project, folder.name).facts)
    assert facts["xác nhận"] == "1 đơn vị đã trả lời, đề nghị điều chỉnh 0 nội dung"


def test_a_remark_on_the_whole_sheet_is_kept_with_who_reported(folder, fill_in):
    read(folder, fill_in((AGREES, ""), other="Sẽ gửi lại số liệu"))
    assert prepare_period(folder).reporting.remarks == {"SNV": "Sẽ gửi lại số liệu"}


def test_the_command_says_what_was_read_and_what_comes_of_it(folder, fill_in, capsys):
    path = fill_in((AGREES, ""), (ASKS, "Mới đạt 15/20 người"))
    assert main(["letters", "2022-10", "--read", str(path), "--project", str(folder.project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "SNV: thống nhất 1 nội dung, 1 ý kiến khác", "  SNV-02: Mới đạt 15/20 người", "  chưa có ý kiến: SNV-03",
        "Đã ghi thêm 2 dòng vào data/raw/2022-10/confirmations.csv.",
    ]  # fmt: skip
    assert lines[-1].endswith("camket run 2022-10, hoặc xem ngay: camket review 2022-10.")
