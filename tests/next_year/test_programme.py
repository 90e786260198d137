"""The programme that next year's items may come from: the lead of each task."""

import openpyxl
import pytest

from camket.errors import InputError
from camket.intake.joining.reading_context import ReadingContext
from camket.next_year.programme import Programme, read_programme
from camket.settings.project import open_folder
from camket.settings.units import Unit
from samples import SCHEME

UNITS = (
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="HTM", name="UBND huyện Tháp Mười", group="district", order=2),
)
HEADER = ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"]


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    raw.mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def write(folder, *rows, name="programme.xlsx"):
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(folder.raw / name)


def test_a_period_without_a_programme_has_none(folder):
    assert read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023) == Programme()


def test_a_task_belongs_to_the_body_it_names_or_to_every_district(folder):
    write(
        folder,
        [1, "Tinh giản biên chế", "120 người", "Sở Nội vụ", "31/12/2023", "Nghị quyết số 50/NQ-HĐND"],
        [2, "Bao phủ bảo hiểm y tế", "93%", "UBND các huyện, thành phố", "31/12/2023", "Kế hoạch 12"],
    )
    own, general = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023).items
    assert (own.item_id, own.unit.code, own.basis) == ("CTR-2023-001", "SNV", "Nghị quyết số 50/NQ-HĐND")
    assert (general.item_id, general.unit, general.body) == (
        "CTR-2023-002", None, "UBND các huyện, thành phố",
    )  # fmt: skip
    assert general.places["target"] == "programme.xlsx!Sheet!C3"


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("UBND các huyện, thành phố", {"district"}),
        ("Các sở, ban, ngành tỉnh", {"department"}),
        ("Các sở, ban, ngành; UBND các huyện, thành phố", {"department", "district"}),
        ("Các cơ quan, các địa phương", {"department", "district"}),
        ("Các đơn vị", {"department", "district"}),
        ("Sở Nội vụ và các sở, ngành khác", {"department"}),
    ],
)
def test_a_task_may_belong_to_all_units_of_one_group_or_of_both(folder, body, groups):
    write(folder, [1, "Công khai thủ tục hành chính", "100%", body, "", ""])
    [item] = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023).items
    assert (item.unit, item.groups) == (None, groups)


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("Sở Nội vụ; UBND các huyện, thành phố", {"district"}),
        ("Sở Nội vụ chủ trì, phối hợp các sở, ngành, UBND các huyện", set()),
        ("Sở Nội vụ, phối hợp UBND huyện Tháp Mười", set()),
        ("Các đơn vị thuộc Sở Nội vụ", set()),
        ("Sở Nội vụ và các cơ quan liên quan", set()),
    ],
)
def test_a_task_may_belong_to_a_unit_and_a_group_and_supporting_bodies_do_not_count(folder, body, groups):
    write(folder, [1, "Công khai thủ tục hành chính", "100%", body, "", ""])
    [item] = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023).items
    assert (item.unit.code, item.groups) == ("SNV", groups)


@pytest.mark.parametrize("body", ["Sở Cầu đường", "Bộ Nội vụ", "Sở Nội vụ; UBND huyện Tháp Mười"])
def test_a_task_of_an_unknown_body_is_rejected_and_listed(folder, body):
    write(folder, [1, "Xây cầu", "01 cầu", body, "", ""])
    programme = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)
    assert programme.items == ()
    [left] = programme.rejected
    assert left.row == 2
    assert body in left.found


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Các sở, ngành liên quan", "Các sở, ngành liên quan"),
        ("Các cơ quan, đơn vị có liên quan", "có liên quan"),
        ("UBND các huyện được giao", "được giao"),
        ("UBND các huyện (trừ huyện Tháp Mười)", "trừ một số đơn vị"),
        ("Các sở, ban, ngành, không bao gồm Sở Nội vụ", "trừ một số đơn vị"),
    ],
)
def test_a_task_of_some_units_of_a_group_is_no_task_of_all(folder, body, why):
    write(folder, [1, "Xây cầu", "01 cầu", body, "", ""])
    programme = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)
    assert programme.items == ()
    assert why in programme.rejected[0].found


@pytest.mark.parametrize("body", ["Sở Nội vụ, các sở, ngành liên quan", "Sở Nội vụ và các đơn vị được giao"])
def test_a_unit_leads_where_others_beside_it_are_only_those_concerned(folder, body):
    write(folder, [1, "Xây cầu", "01 cầu", body, "", ""])
    [item] = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023).items
    assert (item.unit.code, item.groups) == ("SNV", set())


def write_with(folder, *headings, bodies):
    book = openpyxl.Workbook()
    book.active.append(["TT", "Nhiệm vụ", "Chỉ tiêu", *headings])
    book.active.append(["A", "Kinh tế", "", *([""] * len(headings))])
    book.active.append([1, "Xây cầu", "01 cầu", *bodies])
    book.save(folder.raw / "programme.xlsx")
    return read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)


@pytest.mark.parametrize(
    "heading", ["Chủ trì", "Cơ quan đầu mối", "Đơn vị chịu trách nhiệm", "Chủ trì thực hiện"]
)
def test_the_column_of_those_who_lead_has_many_names(folder, heading):
    [item] = write_with(folder, heading, "Phối hợp", bodies=["Sở Nội vụ", "UBND huyện Tháp Mười"]).items
    assert item.unit.code == "SNV"


@pytest.mark.parametrize("heading", ["Cơ quan theo dõi, đánh giá", "Giao cho", "Phối hợp"])
def test_a_body_in_another_column_is_named_with_its_column(folder, heading):
    programme = write_with(folder, heading, bodies=["Sở Nội vụ"])
    assert programme.items == ()
    [row] = [each for each in programme.rejected if each.row]
    assert (row.cell, f"“Sở Nội vụ” ở cột “{heading}”" in row.found) == ("Sheet!D3", True)


def test_two_programmes_are_refused(folder):
    write(folder)
    write(folder, name="programme.xlsm")
    with pytest.raises(InputError) as caught:
        read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)
    assert "programme.xlsx" in caught.value.found


def test_a_programme_without_a_table_is_refused_by_what_a_programme_has(folder):
    book = openpyxl.Workbook()
    book.active.append(["Ghi chép", "khác"])
    book.active.append(["một", "hai"])
    book.save(folder.raw / "programme.xlsx")
    with pytest.raises(InputError) as caught:
        read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)
    assert "cột chỉ tiêu, cơ quan chủ trì" in caught.value.expected


def test_a_section_inside_a_units_section_gives_no_tasks_to_others(folder):
    write(
        folder,
        ["I. SỞ NỘI VỤ", "", "", "", "", ""],
        ["A. Cải cách hành chính của các địa phương", "", "", "", "", ""],
        [1, "Công khai thủ tục hành chính", "100%", "", "", ""],
    )
    [item] = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023).items
    assert (item.unit.code, item.groups) == ("SNV", set())


def test_a_hidden_row_of_the_programme_is_named(folder):
    book = openpyxl.Workbook()
    for row in (
        HEADER,
        [1, "Tinh giản biên chế", "120 người", "Sở Nội vụ", "31/12/2023", ""],
        [2, "Ban hành Đề án vị trí việc làm", "01 đề án", "Sở Nội vụ", "31/12/2023", ""],
    ):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(folder.raw / "programme.xlsx")
    programme = read_programme(folder, ReadingContext(UNITS), SCHEME.groups, year=2023)
    assert len(programme.items) == 1
    [notice] = programme.rejected
    assert (notice.kind, notice.unit) == ("hidden", "")
    assert "Ban hành Đề án" in notice.found
