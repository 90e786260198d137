"""The page of a received file: each row with what it joined and why not, each cell with what it was taken for."""

import re
import unicodedata
from typing import get_args

import lxml.html
import openpyxl
import pytest

from camket.cli.main import main
from camket.errors import InputError, UsageError
from camket.intake.joining.reading_context import read_settings
from camket.intake.tables import account, decorations
from camket.intake.tables.row_kinds import RowKind
from camket.pipeline import prepare_period
from camket.publishing.shown import shown_file
from camket.publishing.shown.file_page import (
    link_page,
    name_page,
    publish_file,
    publish_problem_files,
)
from camket.publishing.shown.labels import Outcome
from camket.publishing.shown.received_file import find_received, list_received, open_received
from camket.settings.project import open_folder

SNV = "submissions/SNV.xlsx"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def change(small_project):
    """Changes the sheet that Sở Nội vụ sent, or another workbook of the period."""

    def change_sheet(do, place=SNV):
        path = small_project / "data/raw/2022-10" / place
        book = openpyxl.load_workbook(path)
        do(book.active)
        book.save(path)

    return change_sheet


@pytest.fixture
def show(small_project):
    """The page of a file, after reading the whole period."""

    def show_page(place=SNV):
        folder = open_folder(small_project, "2022-10")
        page = publish_file(folder, place, prepare_period(folder))
        assert page == folder.outputs / name_page(place)
        return lxml.html.document_fromstring(page.read_text("utf-8"))

    return show_page


def row_of(page, number, sheet=0):
    table = page.xpath("//figure//table")[sheet]
    [row] = [row for row in table.xpath("./tbody/tr[@data-outcome]") if row[0].text.strip() == str(number)]
    return row


def says(node):
    return " ".join(" ".join(node.itertext()).split())


def test_a_row_that_joined_names_its_commitment_its_unit_and_how(show):
    row = row_of(show(), 3)
    assert row.get("data-outcome") == "joined"
    verdict = says(row.find_class("verdict")[0])
    assert "Ghép được SNV-02 Sở Nội vụ (theo tên tệp)" in verdict
    assert "Nội dung đã ký: Tinh giản biên chế theo kế hoạch" in verdict
    assert "Kết luận: chắc chắn là một nội dung" in verdict


def test_a_row_with_an_open_question_is_asked_with_the_reason(show):
    row = row_of(show(), 4)
    assert row.get("data-outcome") == "asked"
    assert "Cần làm rõ" in says(row.find_class("fact")[0])


def test_a_row_that_was_not_used_says_why_and_what_to_do(change, show):
    change(lambda sheet: sheet.append([9, "Trồng cây gây rừng ven biển", "Đã trồng 5 ha", "", None]))
    row = row_of(show(), 5)
    assert row.get("data-outcome") == "unused"
    fact = says(row.find_class("fact")[0])
    assert "không khớp nội dung nào đã ký" in fact
    assert "→ chép lại nội dung" in fact


def test_a_cell_shows_the_field_that_it_was_read_as_and_an_unread_column_is_marked(change, show):
    def add_column(sheet):
        for row, text in enumerate(["Mã vạch", "x1", "x2", "x3"], start=1):
            sheet.cell(row, 7, text)

    change(add_column)
    page = show()
    heads = [says(cell) for cell in page.xpath("//thead/tr/th")]
    assert heads[4:5] == ["C Kết quả thực hiện"]
    row = row_of(page, 2)
    assert [cell.get("class") for cell in row][2:5] == ["look-field"] * 3
    assert row[8].get("class") == "look-unread"
    assert "⊘" in row[8].text_content()


def test_hidden_rows_columns_and_sheets_are_shown_as_not_read(change, small_project, show):
    def hide(sheet):
        sheet.cell(1, 6, "Việc riêng")
        sheet.cell(2, 6, "chữ ở cột ẩn")
        sheet.column_dimensions["F"].hidden = True
        sheet.row_dimensions[3].hidden = True
        other = sheet.parent.create_sheet("Nháp")
        other["A1"] = "chữ ở trang ẩn"
        other.sheet_state = "hidden"

    change(hide)
    page = show()
    hidden = row_of(page, 3)
    assert hidden.get("data-outcome") == "unread"
    assert "ẨN" in says(hidden[0])
    assert "Tinh giản biên chế" in says(hidden)
    assert row_of(page, 2)[7].get("class") == "look-unread"
    assert "chữ ở cột ẩn" in says(row_of(page, 2)[7])
    assert "F ẨN" in [says(cell)[:4] for cell in page.xpath("//thead/tr/th")]
    assert "không đọc: bị ẩn" in says(page.xpath("//h2[contains(., 'Nháp')]")[0])
    assert "chữ ở trang ẩn" in says(row_of(page, 1, sheet=1))


def test_a_merged_cell_spans_its_rows_and_columns(change, show):
    def merge(sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "SỞ NỘI VỤ"
        sheet.merge_cells("A1:B2")

    change(merge)
    [cell] = [cell for cell in row_of(show(), 1) if says(cell) == "SỞ NỘI VỤ"]
    assert (cell.get("rowspan"), cell.get("colspan"), cell.get("class")) == ("2", "2", "look-letterhead")


def test_text_from_a_unit_is_never_markup(change, show, small_project):
    change(lambda sheet: sheet.__setitem__("C2", HOSTILE))
    page = show()
    assert HOSTILE in says(row_of(page, 2))
    assert len(page.xpath("//script")) == 1
    text = (small_project / "outputs/2022-10" / name_page(SNV)).read_text("utf-8")
    assert HOSTILE not in text
    assert "default-src 'none'" in text


def test_every_cell_shows_what_the_account_took_it_for(change, small_project):
    change(lambda sheet: sheet.append(["Tổng cộng", None, None, None, None]))
    folder = open_folder(small_project, "2022-10")
    settings = read_settings(folder)
    file = open_received(folder, SNV, settings)
    shown = shown_file.show_file(file, None, [], settings.fields)
    [sheet] = shown.sheets
    labels = shown_file.load_labels().roles
    told = [cell.says for row in sheet.rows for cell in row.cells if cell.says]
    assert told == [labels[item.role].label for item in file.account if item.row]
    assert sum(shown.texts.values()) == len(file.account)


def test_a_long_sheet_shows_its_first_rows_and_every_row_with_a_finding(change, show, monkeypatch):
    monkeypatch.setattr(shown_file, "MOST_ROWS", 2)
    page = show()
    numbers = [row[0].text.strip() for row in page.xpath("//tbody/tr[@data-outcome]")]
    assert numbers == ["1", "2", "4"]
    assert "Dòng 3–3 (1 dòng) không có điểm cần xem" in says(page.find_class("gap")[0])
    counts = [says(label) for label in page.xpath("//fieldset/label")]
    assert "✓ Ghép được 2" in counts


def test_the_signed_list_is_shown_with_its_record_ids(show):
    page = show("register.xlsx")
    assert "Nội dung đã ký HTN-01 UBND huyện Tam Nông" in says(row_of(page, 5))


def test_a_period_that_cannot_be_read_still_shows_how_the_file_is_read(change, small_project, capsys):
    change(lambda sheet: sheet.__setitem__("A2", "XYZ"), "register.xlsx")
    arguments = ["check", "2022-10", "--show", "register.xlsx", "--project", str(small_project)]
    assert main(arguments) == 10
    assert "XYZ" in capsys.readouterr().err
    page = lxml.html.parse(str(small_project / "outputs/2022-10/show/register.xlsx.html")).getroot()
    assert "XYZ" in says(page.find_class("notice")[0])
    assert row_of(page, 3).get("data-outcome") == "waiting"


@pytest.mark.parametrize(
    "asked", [SNV, "SNV.xlsx", "{project}/data/raw/2022-10/submissions/SNV.xlsx"],
    ids=["its place", "its name", "its path"],
)  # fmt: skip
def test_a_file_is_named_by_its_place_its_name_or_its_path(small_project, asked):
    folder = open_folder(small_project, "2022-10")
    assert find_received(folder, asked.format(project=small_project)) == SNV


def test_a_name_is_one_however_its_marks_are_typed(small_project):
    folder = open_folder(small_project, "2022-10")
    decomposed, composed = (unicodedata.normalize(form, "Sở Nội vụ.xlsx") for form in ("NFD", "NFC"))
    (folder.raw / "submissions" / decomposed).write_bytes(b"")
    assert find_received(folder, composed) == f"submissions/{decomposed}"
    assert find_received(folder, f"submissions/{composed}") == f"submissions/{decomposed}"


@pytest.mark.parametrize(
    "asked",
    [
        "không-có.xlsx", "period.toml", "../2022-10/register.xls", "twice.xlsx", "", ".", "..", "submissions",
        "/etc/passwd", "submissions/../../units.csv", "submissions/../period.toml", "a" * 5000, "a\x00b", "a\udcff",
    ],
)  # fmt: skip
def test_any_other_file_is_refused_with_what_there_is(small_project, asked):
    folder = open_folder(small_project, "2022-10")
    for name in ("a", "b"):
        (folder.raw / "submissions" / name).mkdir()
        (folder.raw / "submissions" / name / "twice.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match="tệp"):
        find_received(folder, asked)


def test_a_damaged_file_is_refused_by_name(small_project):
    folder = open_folder(small_project, "2022-10")
    (folder.raw / SNV).write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(InputError, match="SNV"):
        publish_file(folder, SNV, prepare_period(folder))


def test_the_exit_code_is_that_of_the_file_alone(change, small_project):
    change(lambda sheet: sheet.append([9, "Trồng cây gây rừng ven biển", "Đã trồng 5 ha", "", None]))
    run = ["check", "2022-10", "--project", str(small_project), "--show"]
    assert main([*run, SNV]) == 10
    assert main([*run, "submissions/HTN.xlsx"]) == 0
    assert main([*run, "không-có.xlsx"]) == 2


def test_the_list_of_problems_links_to_pages_that_are_there_and_to_no_others(change, small_project):
    change(lambda sheet: sheet.append([9, "Trồng cây gây rừng ven biển", "Đã trồng 5 ha", "", None]))
    damaged = small_project / "data/raw/2022-10/submissions/hỏng SNV.xlsx"
    damaged.write_bytes(b"PK\x03\x04 cut off")
    assert main(["check", "2022-10", "--project", str(small_project)]) == 10
    outputs = small_project / "outputs/2022-10"
    sheet = openpyxl.load_workbook(outputs / "problems.xlsx")["SNV"]
    links = {row[2].value: row[3].hyperlink for row in sheet.iter_rows(min_row=5)}
    assert links["hỏng SNV.xlsx"] is None
    # Excel writes and reads the links between files with the slashes of Windows, on every system.
    assert (outputs / links["SNV.xlsx"].target.replace("\\", "/")).is_file()


def test_a_page_that_is_there_is_made_anew_or_removed_with_its_file(change, small_project):
    folder = open_folder(small_project, "2022-10")
    publish_file(folder, SNV, prepare_period(folder))
    publish_file(folder, "submissions/HTN.xlsx", prepare_period(folder))
    change(lambda sheet: sheet.__setitem__("C2", "Kết quả mới"))
    (folder.raw / "submissions/HTN.xlsx").unlink()
    publish_problem_files(folder, folder.outputs, prepare_period(folder))
    assert "Kết quả mới" in (folder.outputs / name_page(SNV)).read_text("utf-8")
    assert not (folder.outputs / name_page("submissions/HTN.xlsx")).exists()


def test_the_same_file_gives_the_same_page(small_project, show):
    first = lxml.html.tostring(show())
    assert lxml.html.tostring(show()) == first


def test_a_page_is_named_after_its_file_and_its_link_is_a_uri():
    assert name_page("submissions/a b.xlsx") == "show/submissions/a b.xlsx.html"
    assert link_page("submissions/Sở a (1).xlsx") == "show/submissions/Sở%20a%20%281%29.xlsx.html"


@pytest.mark.parametrize(
    "name",
    [
        "a#1.xlsx", "a%20b.xlsx", "a?b.xlsx", "a:b|c*.xlsx", '<b>"a".xlsx', "a\\..\\b.xlsx", "CON.xlsx", "lpt1", "..",
        ".. ", "...", "a. ", "javascript:alert(1)", "a\\x01.xlsx", "\t", "ệ" * 80,
    ],
)  # fmt: skip
def test_a_name_that_not_every_system_takes_gives_a_page_of_another_name_in_the_same_folder(name):
    above, own = name_page(f"submissions/{name}/{name}").split("/")[2:]
    assert own == f"{above}.html"
    assert re.fullmatch(r"[\w .()&-]+-[0-9a-f]{12}", above)
    assert above.partition(".")[0].lower() not in ("con", "lpt1", "")
    assert len(own.encode()) < 240
    assert name_page(f"submissions/{name}") != name_page(f"submissions/{name}_")


@pytest.mark.parametrize(
    "name", ["a.xlsx", "Báo cáo (lần 2).xlsx", "Ba\u0301o ca\u0301o.xlsx", "a'b;c=@{d}~.xlsx", "console.xlsx"]
)
def test_any_other_name_stays_as_it_is(name):
    assert name_page(f"submissions/{name}") == f"show/submissions/{name}.html"


def test_every_received_file_can_be_shown(small_project):
    folder = open_folder(small_project, "2022-10")
    assert list(list_received(folder)) == ["register.xlsx", "submissions/HTN.xlsx", SNV]


def test_every_role_of_an_account_has_its_label():
    kinds = (account.Read, account.Part, account.AsideKind, account.Structure, decorations.Decoration)
    roles = {role for kind in kinds for role in get_args(kind)}
    assert shown_file.load_labels().roles.keys() == roles
    assert shown_file.load_labels().kinds.keys() == {*get_args(RowKind), "hidden", "unread"}
    assert shown_file.load_labels().outcomes.keys() == set(get_args(Outcome))
