"""Tasks of the programme for all units, and the draft's remarks about a unit's own rows."""

import openpyxl
import pytest

from camket.exchange.next_year_workbook import publish_next_year
from camket.figures.next_year_tables import next_year_tables
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PUBLISHED = "Công khai thủ tục hành chính trên Cổng dịch vụ công"
BRIDGES = "Xây dựng cầu nông thôn thay cầu tạm"
SCREENS = "Lắp đặt màn hình tra cứu tại bộ phận một cửa"


def write(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def prepared(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"]
    write(
        raw / "registrations" / "SNV.xlsx",
        ["SỞ NỘI VỤ"],
        header,
        [1, PUBLISHED, "100% thủ tục", "31/12/2023"],
    )
    write(
        raw / "programme.xlsx",
        ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"],
        [1, PUBLISHED, "100% thủ tục", "Các sở, ban, ngành; UBND các huyện", "31/12/2023", "Kế hoạch 12"],
        [2, BRIDGES, "10 cầu", "UBND các huyện", "31/12/2023", "Kế hoạch 12"],
        [3, SCREENS, "01 màn hình", "Các sở, ban, ngành", "31/12/2023", "Kế hoạch 12"],
    )
    return prepare_period(open_folder(small_project, "2022-10"))


def test_an_item_that_matches_a_task_of_all_departments_is_in_the_programme(prepared):
    [screened] = prepared.next_year.screened
    assert screened.programme == "CTR-2023-001"
    assert not any(reason.code == "outside" for reason in screened.reasons)
    assert prepared.next_year.matched_items == {"CTR-2023-001": (screened.item.registration_id,)}


def test_a_task_of_all_that_nobody_of_a_group_has_is_listed_in_the_table_and_in_the_draft_of_all(
    prepared, tmp_path
):
    assert [(item.content, groups) for item, groups in prepared.next_year.unclaimed] == [
        (PUBLISHED, ("district",)),
        (BRIDGES, ("district",)),
        (SCREENS, ("department",)),
    ]
    rows = next_year_tables(prepared.next_year)["programme"]
    assert [row["unclaimed_in"] for row in rows] == ["district", "district", "department"]
    assert [row["groups"] for row in rows] == ["department;district", "district", "department"]
    publish_next_year(tmp_path, prepared.next_year, prepared.period)
    sheet = openpyxl.load_workbook(tmp_path / "next_year" / "draft.xlsx")["Nhiem vu chung"]
    assert [(row[2], row[-1]) for row in sheet.iter_rows(min_row=4, values_only=True)] == [
        (PUBLISHED, "UBND các huyện, thành phố"),
        (BRIDGES, "UBND các huyện, thành phố"),
        (SCREENS, "các sở, ban, ngành tỉnh"),
    ]
    own = openpyxl.load_workbook(tmp_path / "next_year" / "SNV.xlsx")
    assert "Nhiem vu chung" not in own.sheetnames


def test_a_task_of_all_districts_applies_to_the_like_item_of_the_only_district_that_has_one(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"]
    insured = "Tỷ lệ dân số tham gia BHYT"
    write(
        raw / "registrations" / "HTN.xlsx", ["UBND HUYỆN TAM NÔNG"], header, [1, insured, "93%", "31/12/2023"]
    )
    write(
        raw / "programme.xlsx",
        ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"],
        [1, "Tỷ lệ tham gia bảo hiểm y tế", "94%", "UBND các huyện", "31/12/2023", "Nghị quyết 72"],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    drafted = next(item for item in next_year.drafts if item.content == insured)
    assert (drafted.target, drafted.adjusted) == ("94%", True)
    assert next_year.unclaimed == ()
    assert next_year.matched_items == {"CTR-2023-001": (drafted.key,)}


@pytest.mark.parametrize(
    ("content", "wanted", "target", "says"),
    [
        ("Thu ngân sách nhà nước", "9.000 tỷ đồng", "550 tỷ đồng", "cho tất cả"),
        ("Thu ngân sách nhà nước của mỗi huyện", "600 tỷ đồng", "600 tỷ đồng", "chỉ tiêu theo Nghị quyết 50"),
        ("Thu ngân sách nhà nước", "", "550 tỷ đồng", ""),
    ],
)
def test_a_total_of_all_districts_is_not_the_target_of_one(small_project, content, wanted, target, says):
    raw = small_project / "data" / "raw" / "2022-10"
    write(
        raw / "registrations" / "HTN.xlsx",
        ["UBND HUYỆN TAM NÔNG"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, "Thu NSNN trên địa bàn", "550 tỷ đồng", "31/12/2023"],
    )
    write(
        raw / "programme.xlsx",
        ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"],
        [1, content, wanted, "UBND các huyện, thành phố", "31/12/2023", "Nghị quyết 50"],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    drafted = next(item for item in next_year.drafts if item.key == "HTN-2023-01")
    assert drafted.target == target
    assert says in "; ".join(drafted.why)


def test_the_draft_mentions_broken_cells_and_deadlines_that_are_not_dates(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    write(
        raw / "registrations" / "HTN.xlsx",
        ["UBND HUYỆN TAM NÔNG"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, "Giải ngân vốn đầu tư công", "=SUM(1;2)", "31/11/2023"],
        [2, "Xây dựng 02 xã nông thôn mới", "02 xã", "30/11/2023"],
        [3, "Mở lớp dạy nghề đan lục bình", "03 lớp", ""],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    drafted = next(item for item in next_year.drafts if item.key == "HTN-2023-01")
    assert "ô chỉ tiêu của đơn vị bị lỗi, không đọc được" in drafted.why
    assert "thời hạn “31/11/2023” không rõ ngày nào" in drafted.why
    assert "ô thời hạn của đơn vị bị lỗi, không đọc được" not in drafted.why
    others = [item for item in next_year.drafts if item.key in ("HTN-2023-02", "HTN-2023-03")]
    assert [item.why for item in others] == [(), ("đề nghị bổ sung",)]


def test_the_draft_mentions_the_notes_of_a_registration_and_of_the_programme(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"]
    row = [1, "Giải ngân vốn đầu tư công", "95% (1)", "30/11/2023"]
    write(raw / "registrations" / "HTN.xlsx", ["UBND HUYỆN TAM NÔNG"], header, row, ["(1) Nếu đủ vốn"])
    write(
        raw / "programme.xlsx",
        ["TT", "Nhiệm vụ", "Chỉ tiêu", "Cơ quan chủ trì"],
        [1, "Giải ngân vốn đầu tư công", "97%*", "UBND các huyện, thành phố"],
        [2, "Nạo vét kênh nội đồng", "12 km*", "UBND huyện Tam Nông"],
        ["* Chờ Trung ương giao"],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    drafts = {item.content: item for item in next_year.drafts if item.unit.code == "HTN"}
    registered, proposed = drafts["Giải ngân vốn đầu tư công"], drafts["Nạo vét kênh nội đồng"]
    assert [text for text in registered.why if "chú thích: Nếu đủ vốn" in text]
    assert [text for text in registered.why if "chú thích: Chờ Trung ương giao" in text]
    assert [text for text in proposed.why if "chú thích: Chờ Trung ương giao" in text]
    assert (registered.target, proposed.target) == ("97%", "12 km")


def test_what_a_unit_registers_in_two_lists_with_two_targets_names_the_other(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"]
    for name, target in (("SNV.xlsx", "10 lớp"), ("SNV (1).xlsx", "12 lớp")):
        row = [1, "Mở lớp bồi dưỡng kỹ năng số", target, "31/12/2023"]
        write(raw / "registrations" / name, ["SỞ NỘI VỤ"], header, row)
    drafts = prepare_period(open_folder(small_project, "2022-10")).next_year.drafts
    assert [item.why[0] for item in drafts if item.unit.code == "SNV"] == [
        "đơn vị còn ghi nội dung này ở SNV-2023-02",
        "đơn vị còn ghi nội dung này ở SNV-2023-01",
    ]


def test_a_task_that_one_of_two_alike_items_surely_is_is_no_task_that_nobody_registered(small_project):
    raw = small_project / "data" / "raw" / "2022-10"
    write(
        raw / "registrations" / "SNV.xlsx",
        ["SỞ NỘI VỤ"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, BRIDGES, "10 cầu", "31/12/2023"],
        [2, BRIDGES, "12 cầu", "31/12/2023"],
    )
    write(
        raw / "programme.xlsx",
        ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"],
        [1, BRIDGES, "15 cầu", "Sở Nội vụ", "31/12/2023", "Nghị quyết 50"],
        [2, SCREENS, "01 màn hình", "Sở Nội vụ", "31/12/2023", "Kế hoạch 12"],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    assert [candidate.item.content for candidate in next_year.candidates] == [SCREENS]


@pytest.mark.parametrize(
    ("content", "own", "wanted", "target", "says"),
    [
        ("Tỷ lệ hộ nghèo đa chiều", "1,5%", "2%", "1,5%", "vượt chỉ tiêu"),
        ("Tỷ lệ hộ nghèo đa chiều", "2,5%", "2%", "2%", "chỉ tiêu theo"),
        ("Tỷ lệ hộ nuôi cá có camera", "60%", "70%", "60%", "xem xét điều chỉnh"),
        ("Tỷ lệ hộ nuôi cá có camera", "80%", "70%", "80%", "xem xét điều chỉnh"),
        ("Tỷ lệ hộ nuôi cá có camera", "60%", "ít nhất 70%", "ít nhất 70%", "chỉ tiêu theo"),
    ],
)
def test_a_target_of_a_resolution_replaces_that_of_a_unit_only_where_it_is_surely_better(
    small_project, content, own, wanted, target, says
):
    raw = small_project / "data" / "raw" / "2022-10"
    write(
        raw / "registrations" / "HTN.xlsx",
        ["UBND HUYỆN TAM NÔNG"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, content, own, "31/12/2023"],
    )
    write(
        raw / "programme.xlsx",
        ["TT", "Nội dung nhiệm vụ", "Chỉ tiêu năm 2023", "Cơ quan chủ trì", "Thời hạn", "Nguồn"],
        [1, content, wanted, "UBND các huyện", "31/12/2023", "Nghị quyết 72"],
    )
    next_year = prepare_period(open_folder(small_project, "2022-10")).next_year
    drafted = next(item for item in next_year.drafts if item.content == content)
    assert (drafted.target, drafted.adjusted) == (target, target == wanted)
    assert any(says in why for why in drafted.why)
