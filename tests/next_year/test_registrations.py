"""A unit's proposal is classified by its own words, most strictly where it would drop an item."""

from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from camket.intake.formats.sheet import Cell, Note
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.tables.proposals import classify_proposal
from camket.intake.tables.table import Row
from camket.next_year.programme import Programme
from camket.next_year.registrations import read_registrations, reconcile_registrations
from camket.next_year.row_proposals import read_proposal
from camket.settings.project import open_folder
from camket.settings.units import Unit


@pytest.mark.parametrize(
    ("said", "proposal"),
    [
        ("Giữ nguyên", "keep"),
        ("giữ nguyên như năm 2022", "keep"),
        ("Tiếp tục thực hiện", "keep"),
        ("Không điều chỉnh", "keep"),
        ("Điều chỉnh chỉ tiêu", "change"),
        ("Đề nghị giảm chỉ tiêu", "change"),
        ("Bổ sung", "add"),
        ("II. Nội dung đề nghị bổ sung", "add"),
        ("Mới", "add"),
        ("III. Nội dung đề nghị giảm (không đăng ký)", "drop"),
        ("Bỏ", "drop"),
        ("Đề nghị bỏ", "drop"),
        ("Không đăng ký", "drop"),
        ("KHÔNG TIẾP TỤC", "drop"),
        ("", ""),
        ("Theo Nghị quyết HĐND", ""),
    ],
)
def test_the_words_of_a_column_or_section_name_the_proposal(said, proposal):
    assert classify_proposal(said) == proposal


def row(note="", proposal="", sections=(), **others):
    texts = {"note": note, "proposal": proposal, **others}
    return Row(5, "record", {name: Cell(text, text, "A1") for name, text in texts.items()}, sections)


def test_the_proposal_comes_from_the_column_then_the_section_then_the_note():
    sections = ("Phần A", "II. Nội dung đề nghị bổ sung")
    assert read_proposal(row("Giữ nguyên", "Đề nghị bỏ", sections)) == "drop"
    assert read_proposal(row("Giữ nguyên", "", sections)) == "add"
    assert read_proposal(row("Giữ nguyên")) == "keep"


@pytest.mark.parametrize(
    ("kind", "text", "proposal"),
    [
        ("note", "Nội dung này xin rút, không đăng ký nữa", "drop"),
        ("note", "Nội dung này đã rút.", "drop"),
        ("note", "Đơn vị xin rút nội dung này theo Công văn số 12/SNV", "drop"),
        ("note", "Đề nghị thôi đăng ký nội dung số 3", ""),
        ("note", "Rút kinh nghiệm năm trước", ""),
        ("note", "Chỉ tiêu này giảm 5% so với năm trước", ""),
        ("note", "Xã Tân Mỹ không đăng ký nữa", ""),
        ("comment", "Nội dung này xin rút", ""),
    ],
)
def test_a_footnote_that_gives_its_row_up_drops_it(kind, text, proposal):
    promised = row(content="Mở lớp", target="12 lớp", deadline="31/12/2023")
    noted = promised.cells["content"]._replace(notes=(Note(kind, text),))
    assert read_proposal(replace(promised, cells={**promised.cells, "content": noted})) == proposal


def test_an_item_that_a_footnote_gives_up_is_dropped_with_the_footnote_as_its_reason(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER[:4], [1, "Kiểm tra công vụ(1)", "10 cuộc", "Quý I"], [],
        ["(1) Nội dung này xin rút"],
    )  # fmt: skip
    registered = read(folder, (SNV,))
    assert registered.items == ()
    assert [each.note for each in registered.dropped] == ["chú thích: Nội dung này xin rút"]


def test_a_note_drops_an_item_only_with_its_first_words_or_where_nothing_is_promised():
    assert read_proposal(row("Đề nghị bỏ vì đã hoàn thành", deadline="31/12/2023")) == "drop"
    assert read_proposal(row("Xã Tân Mỹ đề nghị không đăng ký nữa", deadline="31/12/2023")) == ""
    assert read_proposal(row("Xã Tân Mỹ đề nghị không đăng ký nữa")) == "drop"


def test_a_target_that_says_that_nothing_is_registered_gives_the_item_up():
    assert read_proposal(row(target="Không đăng ký, chuyển Công an tỉnh theo dõi")) == "drop"


@pytest.mark.parametrize(
    ("said", "lowered"),
    [
        ("Đề nghị giảm", "Đề nghị giảm"),
        ("Đơn vị đề nghị được giảm", "Đơn vị đề nghị được giảm"),
        ("Đề nghị giảm chỉ tiêu", ""),
        ("Giảm", ""),
        ("Đề nghị giảm nội dung này", ""),
    ],
)
def test_who_asks_to_lower_beside_a_target_may_mean_the_target_or_the_item(folder, said, lowered):
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER, [1, "Kiểm tra công vụ", "12 cuộc", "", "", said])
    registered = read(folder, (SNV,))
    assert [item.lowered for item in (*registered.items, *registered.dropped)] == [lowered]


def test_a_lower_target_is_no_item_that_is_given_up():
    assert read_proposal(row(proposal="Giảm", target="05 xã")) == "change"
    assert read_proposal(row(proposal="Giảm")) == "drop"


SNV = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
HTM = Unit(code="HTM", name="UBND huyện Tháp Mười", group="district", order=2)
HCL = Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=3)
UNITS = (SNV, HTM, HCL)
HEADER = ["TT", "Nội dung đăng ký cam kết", "Chỉ tiêu năm 2023", "Thời hạn hoàn thành", "Căn cứ", "Ghi chú"]


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    raw.mkdir(parents=True)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def send(folder, name, *rows, merged=()):
    path = folder.raw / "registrations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)


def read(folder, asked=UNITS):
    registered = read_registrations(folder, ReadingContext(UNITS), asked, year=2023)
    reconcile_registrations(registered, Programme())
    return registered


def test_without_a_file_nothing_is_registered_and_nothing_is_missing(folder):
    registered = read(folder)
    assert (registered.items, registered.rejected, registered.silent) == ((), (), ())


def test_a_row_is_read_with_its_cells_and_numbered_as_its_unit_numbered_it(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER,
        [1, "Tinh giản biên chế", "120 người", "31/12/2023", "Nghị quyết 12", ""],
        [4, "Kiểm tra công vụ", "12 cuộc", "Quý III/2023", "", "mới"],
    )  # fmt: skip
    first, second = read(folder, (SNV,)).items
    assert (first.registration_id, second.registration_id) == ("SNV-2023-01", "SNV-2023-04")
    assert (first.content, first.target, first.deadline) == ("Tinh giản biên chế", "120 người", "31/12/2023")
    assert first.places["target"] == "registrations/SNV.xlsx!Sheet!C3"
    assert first.basis == "Nghị quyết 12"
    assert second.proposal == "add"


def test_the_new_target_counts_and_both_targets_are_shown(folder):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"],
        ["TT", "Nội dung", "Chỉ tiêu năm 2022", "Chỉ tiêu năm 2023", "Đề xuất so với năm 2022"],
        [1, "Bao phủ bảo hiểm y tế", "90%", "93%", "Điều chỉnh chỉ tiêu"],
    )  # fmt: skip
    [item] = read(folder, (HTM,)).items
    assert (item.target, item.proposal) == ("93%", "change")
    assert item.shown_target == "Chỉ tiêu năm 2022: 90%; Chỉ tiêu năm 2023: 93%"


def test_rows_of_a_section_of_dropped_items_are_not_registrations(folder):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"], HEADER,
        ["I", "Nội dung tiếp tục thực hiện"], [1, "Giải ngân vốn đầu tư công", "100%", "", "", ""],
        ["II", "Nội dung đề nghị giảm"], [1, "Đưa lao động đi nước ngoài", "100 lao động", "", "", ""],
    )  # fmt: skip
    registered = read(folder, (HTM,))
    assert [item.registration_id for item in registered.items] == ["HTM-2023-01"]
    assert [item.registration_id for item in registered.dropped] == ["HTM-2023-X01"]


def test_restarted_numbers_are_replaced_by_the_row_order(folder):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"], HEADER,
        ["I", "Kinh tế"], [1, "Giải ngân vốn đầu tư công", "", "", "", ""],
        ["II", "Xã hội"], [1, "Bao phủ bảo hiểm y tế", "", "", "", ""],
    )  # fmt: skip
    assert [item.registration_id for item in read(folder, (HTM,)).items] == ["HTM-2023-01", "HTM-2023-02"]


def test_a_list_that_replaces_an_earlier_one_is_used_alone(folder):
    send(folder, "dot 1/SNV.xlsx", ["SỞ NỘI VỤ"], HEADER, [1, "Kiểm tra công vụ", "10 cuộc", "", "", ""])
    send(folder, "dot 2/SNV.xlsx", ["SỞ NỘI VỤ"], HEADER, [1, "Kiểm tra công vụ", "12 cuộc", "", "", ""])
    registered = read(folder, (SNV,))
    assert [item.target for item in registered.items] == ["12 cuộc"]
    [left] = registered.rejected
    assert (left.kind, left.file) == ("superseded", "registrations/dot 1/SNV.xlsx")


@pytest.mark.parametrize(
    ("name", "rows", "contents"),
    [
        ("SNV bo sung.xlsx", [[1, "Mở lớp tin học", "02 lớp"]], ["Mở lớp tin học", "Kiểm tra công vụ"]),
        ("SNV 20.10.2022.xlsx", [[1, "Mở lớp tin học", "02 lớp"]], ["Mở lớp tin học", "Kiểm tra công vụ"]),
        ("SNV thay the.xlsx", [[1, "Mở lớp tin học", "02 lớp"]], ["Mở lớp tin học"]),
        (
            "SNV bo sung.xlsx",
            [[1, "Kiểm tra công vụ ở cấp xã", "12 cuộc"], [2, "Mở lớp tin học", "02 lớp"]],
            ["Kiểm tra công vụ ở cấp xã", "Mở lớp tin học"],
        ),
    ],
)
def test_a_later_list_of_other_items_adds_to_the_earlier_one_unless_it_replaces_it(
    folder, name, rows, contents
):
    for file, own in ("SNV 10.10.2022.xlsx", [[1, "Kiểm tra công vụ", "10 cuộc"]]), (name, rows):
        send(folder, file, ["SỞ NỘI VỤ"], HEADER[:3], *own)
    items = read(folder, (SNV,)).items
    assert sorted(item.content for item in items) == sorted(contents)
    assert len({item.registration_id for item in items}) == len(items)


EARLIER = [
    [1, "Kiểm tra công vụ", "10 cuộc"],
    [2, "Tinh giản biên chế", "12 người"],
    [3, "Thi nâng ngạch", "01 kỳ"],
    [4, "Số hóa hồ sơ cán bộ", "100%"],
]


@pytest.mark.parametrize(
    ("name", "rows", "left"),
    [
        # one of four again: it alone is replaced
        ("SNV 20.10.2022.xlsx", [[1, "Kiểm tra công vụ", "12 cuộc"]], {"10 cuộc"}),
        (
            "SNV bo sung.xlsx",
            [[1, "Kiểm tra công vụ", "12 cuộc"], [2, "Mở lớp tin học", "02 lớp"]],
            {"10 cuộc"},
        ),
        # half of them again: the list stands in place of the earlier one
        (
            "SNV 20.10.2022.xlsx",
            [[1, "Kiểm tra công vụ", "12 cuộc"], [2, "Tinh giản biên chế", "14 người"]],
            {"10 cuộc", "12 người", "01 kỳ", "100%"},
        ),
        # half of them again, and it says that it adds
        (
            "SNV bo sung.xlsx",
            [[1, "Kiểm tra công vụ", "12 cuộc"], [2, "Tinh giản biên chế", "14 người"]],
            {"10 cuộc", "12 người"},
        ),
        ("SNV thay the.xlsx", [[1, "Mở lớp tin học", "02 lớp"]], {"10 cuộc", "12 người", "01 kỳ", "100%"}),
    ],
)
def test_a_later_list_replaces_what_it_registers_anew_and_the_rest_where_that_is_half_of_it(
    folder, name, rows, left
):
    for file, own in ("SNV 10.10.2022.xlsx", EARLIER), (name, rows):
        send(folder, file, ["SỞ NỘI VỤ"], HEADER[:3], *own)
    registered = read(folder, (SNV,))
    assert {item.row for item in registered.rejected} == {
        number + 2 for number, _, target in EARLIER if target in left
    }
    assert {item.target for item in registered.items} == {
        *(target for _, _, target in (*EARLIER, *rows) if target not in left)
    }


def test_an_item_that_a_later_list_gives_up_is_no_longer_registered(folder):
    send(folder, "SNV 10.10.2022.xlsx", ["SỞ NỘI VỤ"], HEADER[:3], *EARLIER)
    header = [*HEADER[:3], "Ghi chú"]
    send(folder, "SNV 20.10.2022.xlsx", ["SỞ NỘI VỤ"], header, [1, "Thi nâng ngạch", "", "Đề nghị bỏ"])
    registered = read(folder, (SNV,))
    assert "Thi nâng ngạch" not in {item.content for item in registered.items}
    assert [item.content for item in registered.dropped] == ["Thi nâng ngạch"]


def test_a_row_repeated_word_for_word_is_counted_once(folder):
    for name in ("SNV a.xlsx", "SNV b.xlsx"):
        send(folder, name, ["SỞ NỘI VỤ"], HEADER, [1, "Kiểm tra công vụ", "10 cuộc", "", "", ""])
    registered = read(folder, (SNV,))
    assert len(registered.items) == 1
    assert [item.kind for item in registered.rejected] == ["repeated"]


def test_a_broken_file_and_a_silent_unit_are_reported_and_the_rest_is_read(folder):
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER, [1, "Kiểm tra công vụ", "10 cuộc", "", "", ""])
    (folder.raw / "registrations" / "UBND huyện Tháp Mười.xlsx").write_bytes(b"broken")
    registered = read(folder)
    assert [item.unit.code for item in registered.items] == ["SNV"]
    assert [(item.unit, item.kind) for item in registered.rejected] == [
        ("HTM", "file"), ("HTM", "missing"), ("HCL", "missing"),
    ]  # fmt: skip
    assert "đã gửi nhưng chưa có" in registered.rejected[1].found
    assert "chưa gửi nội dung đăng ký năm 2023" in registered.rejected[2].found


def test_an_unattributed_row_is_listed_with_its_place(folder):
    send(
        folder, "tong hop.xlsx", HEADER, [1, "Kiểm tra công vụ", "10 cuộc", "", "", ""],
        ["A", "SỞ NỘI VỤ", "", "", "", ""], [2, "Tinh giản biên chế", "12 người", "", "", ""],
    )  # fmt: skip
    registered = read(folder, ())
    assert [item.content for item in registered.items] == ["Tinh giản biên chế"]
    [left] = registered.rejected
    assert (left.file, left.row) == ("registrations/tong hop.xlsx", 2)
    assert "không rõ dòng này của đơn vị nào" in left.found


def test_a_list_of_another_year_is_refused_with_all_its_rows(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], ["ĐĂNG KÝ NỘI DUNG CAM KẾT NĂM 2021"], HEADER,
        [1, "Kiểm tra công vụ", "10 cuộc", "", "", ""],
    )  # fmt: skip
    registered = read(folder, (SNV,))
    assert registered.items == ()
    assert [(item.kind, item.row) for item in registered.rejected[:2]] == [("file", None), ("row", 4)]
    assert "năm 2021, không phải đăng ký năm 2023" in registered.rejected[0].found


def test_a_result_report_is_not_a_registration_list(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], ["KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT"],
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"],
        [1, "Kiểm tra công vụ", "Đã kiểm tra 10 cuộc", "Hoàn thành"],
    )  # fmt: skip
    registered = read(folder, (SNV,))
    assert registered.items == ()
    assert "báo cáo kết quả thực hiện" in registered.rejected[0].found


def test_a_broken_cell_is_reported_and_used_neither_as_target_nor_as_content(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER,
        [1, "Kiểm tra công vụ", "#REF!", "", "", ""], [2, "#N/A", "10 cuộc", "", "", ""],
        [3, "Tinh giản biên chế", "12 người", "", "", ""],
    )  # fmt: skip
    path = folder.raw / "registrations" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    for place, error in (("C3", "#REF!"), ("B4", "#N/A")):
        book.active[place].value, book.active[place].data_type = error, "e"
    book.save(path)
    registered = read(folder, (SNV,))
    assert [(item.content, item.target) for item in registered.items] == [
        ("Kiểm tra công vụ", ""), ("Tinh giản biên chế", "12 người"),
    ]  # fmt: skip
    assert [(item.kind, item.cell) for item in registered.rejected] == [
        ("cell", "Sheet!C3"),
        ("row", "Sheet!B4"),
    ]
    assert all("#" in item.found for item in registered.rejected)


def test_a_struck_proposal_drops_no_item_and_is_named(folder):
    header = [*HEADER[:3], "Đề xuất"]
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], header, [1, "Kiểm tra công vụ", "10 cuộc", "Đề nghị bỏ"])
    path = folder.raw / "registrations" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["D3"].font = Font(strike=True)
    book.save(path)
    registered = read(folder, (SNV,))
    assert [item.content for item in registered.items] == ["Kiểm tra công vụ"]
    assert [(item.kind, item.cell) for item in registered.rejected] == [("cell", "Sheet!D3")]


@pytest.mark.parametrize(
    ("content", "is_item"),
    [
        ("(ghi nội dung đăng ký)", False),
        ("[Nhập tên nhiệm vụ]", False),
        ("… (nêu rõ nội dung) …", False),
        ("(Ghi rõ)", False),
        ("Ghi hình 12 phóng sự", True),
        ("(Tiếp tục) Nêu gương người tốt", True),
        ("(thí điểm)", True),
    ],
)
def test_a_row_of_the_form_that_nobody_filled_in_is_named_and_is_not_an_item(folder, content, is_item):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER,
        [1, "Tinh giản biên chế", "120 người", "31/12/2023", "", ""],
        [2, content, "(số lượng)", "…/…/2023", "", ""],
        [3, "Kiểm tra công vụ", "12 cuộc", "31/12/2023", "", ""],
    )  # fmt: skip
    registered = read(folder, (SNV,))
    assert [each.item_no for each in registered.items] == ([1, 2, 3] if is_item else [1, 3])
    named = [(each.row, each.cell) for each in registered.rejected if "dòng mẫu chưa điền" in each.found]
    assert named == ([] if is_item else [(4, "Sheet!B4")])


def test_a_title_of_numbered_rows_is_reported_and_is_not_an_item(folder):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER,
        ["1", "Cải cách hành chính", "", "", "", ""],
        ["1.1", "Công khai thủ tục hành chính", "100%", "31/12/2023", "", ""],
        ["1.2", "Kiểm tra công vụ", "12 cuộc", "Quý III/2023", "", ""],
        ["2", "Tinh giản biên chế", "120 người", "31/12/2023", "", ""],
        ["2.1", "Trong đó: cấp tỉnh", "20 người", "31/12/2023", "", ""],
    )  # fmt: skip
    registered = read(folder, (SNV,))
    assert [item.content for item in registered.items] == [
        "Công khai thủ tục hành chính",
        "Kiểm tra công vụ",
        "Tinh giản biên chế",
        "Trong đó: cấp tỉnh",
    ]
    [notice] = registered.rejected
    assert (notice.kind, notice.row) == ("unread", 3)
    assert "Cải cách hành chính" in notice.found


def test_tables_side_by_side_register_all_their_rows(folder):
    columns = ["TT", "Nội dung đăng ký", "Chỉ tiêu"]
    path = folder.raw / "registrations" / "Sở Nội vụ.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append([*columns, None, *columns])
    book.active.append([1, "Mở lớp tập huấn", "12 lớp", None, 2, "Thi tuyển công chức", "05 kỳ"])
    book.save(path)
    registered = read_registrations(folder, ReadingContext(UNITS), [SNV], year=2023)
    reconcile_registrations(registered, Programme())
    assert [(item.content, item.target) for item in registered.items] == [
        ("Mở lớp tập huấn", "12 lớp"), ("Thi tuyển công chức", "05 kỳ"),
    ]  # fmt: skip


def test_amounts_under_the_heading_of_the_content_register_nothing(folder):
    send(folder, "Sở Nội vụ.xlsx", HEADER, [1, "12 lớp", "Mở lớp tập huấn nghề", "Quý IV"])
    registered = read_registrations(folder, ReadingContext(UNITS), [SNV], year=2023)
    assert not registered.items
    assert "có thể hai cột bị đổi chỗ" in registered.rejected[0].found


def test_rows_under_headings_of_another_table_register_nothing(folder):
    other = ["TT", "Số lượng", "Tên việc", "Ngày"]
    send(
        folder,
        "Sở Nội vụ.xlsx",
        HEADER,
        [1, "Mở lớp tập huấn", "12 lớp", "Quý IV"],
        [],
        other,
        [2, "5", "Thi tuyển"],
    )
    registered = read_registrations(folder, ReadingContext(UNITS), [SNV], year=2023)
    assert [item.content for item in registered.items] == ["Mở lớp tập huấn"]
    assert "“Thi tuyển”" in registered.rejected[0].found


@pytest.mark.parametrize(
    ("target", "measure", "read_as"),
    [
        ("12", "lớp", "12 lớp"),
        ("95", "%", "95%"),
        ("0,5", "ha", "0,5 ha"),
        ("12 lớp", "lớp", "12 lớp"),
        ("Đạt chuẩn", "xã", "Đạt chuẩn"),
        ("15", "", "15"),
        ("", "lớp", ""),
    ],
)
def test_a_bare_number_has_the_unit_of_measure_of_its_column(folder, target, measure, read_as):
    header = ["TT", "Nội dung đăng ký", "Đơn vị tính", "Chỉ tiêu năm 2023"]
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], header, [1, "Mở lớp tin học", measure, target])
    [item] = read(folder, (SNV,)).items
    assert (item.target, item.shown_target) == (read_as, target)


RAISED = InlineFont(vertAlign="superscript")


@pytest.mark.parametrize(
    ("target", "shown", "read_as"),
    [
        ("12¹ lớp", "12¹ lớp", "12 lớp"),
        ("12³ lớp", "12³ lớp", "12 lớp"),
        (CellRichText("12", TextBlock(RAISED, "1"), " lớp"), "12¹ lớp", "12 lớp"),
        (CellRichText("12", TextBlock(RAISED, "2"), " lớp"), "12² lớp", "12 lớp"),
        (CellRichText("500 m", TextBlock(RAISED, "2")), "500 m2", "500 m2"),
        ("10³ m³", "10³ m³", "10³ m³"),
    ],
    ids=str,
)
def test_a_number_of_a_target_is_read_without_the_sign_of_its_note(folder, target, shown, read_as):
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023"]
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], header, [1, "Mở lớp tin học", target])
    [item] = read(folder, (SNV,)).items
    assert (item.shown_target, item.target) == (shown, read_as)


@pytest.mark.parametrize(
    ("proposal", "note", "kind", "names"),
    [
        ("Điều chỉnh", "Gộp nội dung số 2 và 3", "change", (2, 3)),
        ("Tách từ nội dung 4", "", "change", (4,)),
        ("Giữ nguyên nội dung số 5", "xem nội dung số 6", "keep", (5,)),
        ("Bổ sung", "ngoài nội dung số 4", "add", ()),
        ("Giữ nguyên", "cam kết 12 lớp", "keep", ()),
        ("", "Đề nghị bổ sung kinh phí", "", ()),
        ("", "Bổ sung theo Nghị quyết 12", "add", ()),
    ],
)
def test_a_row_names_the_items_of_this_year_that_it_comes_from(folder, proposal, note, kind, names):
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Đề xuất", "Ghi chú"]
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], header, [1, "Mở lớp tin học", "12 lớp", proposal, note])
    [item] = read(folder, (SNV,)).items
    assert (item.proposal, item.names) == (kind, names)


def test_a_row_that_gives_items_up_may_name_them_in_its_content(folder):
    header = ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Đề xuất"]
    send(folder, "SNV.xlsx", ["SỞ NỘI VỤ"], header, [1, "Nội dung số 5 và 7 năm 2022", "", "Bỏ"],
         [2, "Tham mưu nội dung số 6 của Đề án", "01", "Giữ nguyên"])  # fmt: skip
    registered = read(folder, (SNV,))
    assert [item.names for item in registered.dropped] == [(5, 7)]
    assert [item.names for item in registered.items] == [()]


@pytest.mark.parametrize(
    ("proposal", "target", "kind"),
    [
        ("Giảm", "12 lớp", "change"),
        ("Giảm do thị trường", "12 lớp", "change"),
        ("Giảm", "", "drop"),
        ("Giảm nội dung này", "12 lớp", "drop"),
        ("Giảm khỏi danh mục", "12 lớp", "drop"),
        ("Đề nghị giảm", "12 lớp", "change"),
        ("Đề nghị giảm", "", "drop"),
        ("Đề nghị giảm nội dung này", "12 lớp", "drop"),
        ("Giảm 02 lớp", "", "change"),
    ],
)
def test_what_is_lowered_goes_on_and_what_is_given_up_does_not(proposal, target, kind):
    assert read_proposal(row(proposal=proposal, target=target)) == kind


@pytest.mark.parametrize(
    ("below", "texts", "names"),
    [
        (["Ghi chú: Đơn vị không đăng ký lại nội dung số 3. Các nội dung khác giữ nguyên."],
         ["Ghi chú: Đơn vị không đăng ký lại nội dung số 3"], [(3,)]),
        (["II", "Nội dung đề nghị giảm: mở lớp tin học"], ["Nội dung đề nghị giảm: mở lớp tin học"], [()]),
        (["Xin rút nội dung 2 và 5; đề nghị bỏ việc mở lớp"],
         ["Xin rút nội dung 2 và 5", "đề nghị bỏ việc mở lớp"], [(2, 5), ()]),
        (["Không có nội dung đề nghị giảm."], [], []),
        (["Đơn vị đề nghị bổ sung kinh phí."], [], []),
        (["Người lập biểu"], [], []),
    ],
)  # fmt: skip
def test_what_a_unit_gives_up_beside_its_table_is_noted_with_its_place(folder, below, texts, names):
    send(
        folder, "SNV.xlsx", ["SỞ NỘI VỤ"], HEADER[:4], [1, "Kiểm tra công vụ", "10 cuộc", "Quý I"], [], below
    )
    notes = read(folder, (SNV,)).notes
    assert [each.text for each in notes] == texts
    assert [each.names for each in notes] == names
    place = f"Sheet!{'B' if len(below) > 1 else 'A'}5"
    assert all((each.units, each.place) == ({"SNV"}, place) for each in notes)


def test_a_note_in_a_list_of_many_units_speaks_for_the_one_it_names(folder):
    header = ["TT", "Đơn vị", "Nội dung đăng ký", "Chỉ tiêu năm 2023"]
    send(
        folder, "tong hop.xlsx", header, [1, "Sở Nội vụ", "Kiểm tra công vụ", "10 cuộc"],
        [2, "UBND huyện Cao Lãnh", "Xây cầu nông thôn", "03 cầu"], [],
        ["Sở Nội vụ không đăng ký lại nội dung số 2"], ["Đề nghị bỏ nội dung số 4"],
    )  # fmt: skip
    named, both = read(folder, (SNV, HCL)).notes
    assert (named.units, named.names) == ({"SNV"}, (2,))
    assert (both.units, both.names) == ({"SNV", "HCL"}, ())


TICKED = ["TT", "Nội dung", "Chỉ tiêu năm 2023", "Giữ nguyên", "Điều chỉnh", "Bổ sung", "Thôi"]


@pytest.mark.parametrize("mark", ["x", "✓", "1"])
def test_a_proposal_may_be_ticked_in_a_column_of_its_own(folder, mark):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"], TICKED,
        [1, "Giải ngân vốn đầu tư công", "100%", mark, "", "", ""],
        [2, "Bao phủ bảo hiểm y tế", "93%", "", mark, "", ""],
        [3, "Xây dựng chợ Mỹ An", "01 chợ", "", "", mark, ""],
        [4, "Đưa lao động đi nước ngoài", "100 lao động", "", "", "", mark],
    )  # fmt: skip
    registered = read(folder, (HTM,))
    assert [item.proposal for item in registered.items] == ["keep", "change", "add"]
    assert [item.item_no for item in registered.dropped] == [1]
    assert registered.rejected == ()


def test_a_proposal_ticked_below_a_common_heading_is_read_and_two_ticks_are_reported(folder):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"],
        ["TT", "Nội dung", "Chỉ tiêu năm 2023", "Đề xuất so với năm 2022", "", ""],
        ["", "", "", "Giữ nguyên", "Điều chỉnh chỉ tiêu", "Không đăng ký"],
        [1, "Giải ngân vốn đầu tư công", "100%", "", "", "x"],
        [2, "Bao phủ bảo hiểm y tế", "93%", "x", "", "x"], merged=["A2:A3", "B2:B3", "C2:C3", "D2:F2"],
    )  # fmt: skip
    registered = read(folder, (HTM,))
    assert [item.content for item in registered.dropped] == ["Giải ngân vốn đầu tư công"]
    assert [(item.content, item.proposal) for item in registered.items] == [("Bao phủ bảo hiểm y tế", "")]
    assert [item.found for item in registered.rejected] == [
        "đánh dấu ở 2 cột cùng lúc: “Giữ nguyên”, “Không đăng ký”"
    ]


def test_a_column_of_numbers_below_the_word_of_a_proposal_is_no_tick(folder):
    send(
        folder, "HTM.xlsx", ["UBND HUYỆN THÁP MƯỜI"],
        ["TT", "Nội dung", "Chỉ tiêu năm 2023", "Bổ sung"], [1, "Giải ngân vốn đầu tư công", "100%", 1],
    )  # fmt: skip
    assert [item.proposal for item in read(folder, (HTM,)).items] == [""]
