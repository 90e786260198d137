import pytest

from camket.intake.formats.sheet import Sheet
from camket.intake.joining.attribution import Attributor
from camket.intake.joining.received_files import list_unread, reject_unattributed
from camket.intake.joining.record import Source
from camket.intake.tables.source_files import SourceFile, refuse_without_table
from camket.intake.tables.table import Row, Table
from camket.intake.tables.unread import QUOTED_KINDS, Unread
from camket.settings.units import Unit

OWNERS = Attributor([Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)])
TABLE = Table(Sheet("Khác", ()), frozenset(), (), ())


def notice(part, place="submissions/Sở Nội vụ.xlsx"):
    [item] = list_unread(SourceFile(place, "f" * 64, (TABLE,), (part,)), OWNERS)
    return item


@pytest.mark.parametrize(
    ("part", "kind", "where", "found"),
    [
        (
            Unread("hidden_rows", "Biểu", "hàng ẩn 3–5", 3, commitments=("Một", "Hai")),
            "hidden",
            "Biểu, hàng ẩn 3–5",
            "3 hàng bị ẩn có chữ, không được đọc; 2 hàng giống dòng báo cáo cam kết: “Một”; “Hai”",
        ),
        (
            Unread("hidden_rows", "Biểu", "hàng ẩn 3", 1),
            "unread",
            "Biểu, hàng ẩn 3",
            "1 hàng bị ẩn có chữ, không được đọc",
        ),
        (
            Unread("hidden_columns", "Biểu", "cột ẩn C", 9, headings=("Kết quả",)),
            "hidden",
            "Biểu, cột ẩn C",
            "cột bị ẩn có chữ, không được đọc; tiêu đề: “Kết quả”",
        ),
        (
            Unread("left_out", "'Cũ - Bỏ'", "", 7, "ghi là bỏ", ("Một",)),
            "unread",
            "'Cũ - Bỏ'",
            "trang tính ghi là bỏ, không được đọc (7 hàng); 1 hàng giống dòng báo cáo cam kết: “Một”",
        ),
        (
            Unread("hidden_columns", "Biểu", "cột ẩn C", 2, hidden=("Chưa nghiệm thu", "Bỏ")),
            "unread",
            "Biểu, cột ẩn C",
            "cột bị ẩn có chữ, không được đọc: “Chưa nghiệm thu”; “Bỏ”",
        ),
        (
            Unread("hidden_rows", "Biểu", "hàng ẩn 9", 1, hidden=("Số liệu | chưa chốt",)),
            "unread",
            "Biểu, hàng ẩn 9",
            "1 hàng bị ẩn có chữ, không được đọc: “Số liệu | chưa chốt”",
        ),
        (
            Unread("outside", "table 2", "hàng 8–12", 5, texts=("Mở 05 lớp tập huấn",)),
            "unread",
            "bảng 2, hàng 8–12",
            "5 hàng nằm ngoài bảng nhận ra được nhưng giống hàng của một bảng, không được đọc: “Mở 05 lớp tập huấn”",
        ),
    ],
    ids=[
        "hidden commitments",
        "a hidden row",
        "a hidden column",
        "a dropped sheet",
        "a column without a heading",
        "a row of a remark",
        "outside the table",
    ],
)
def test_a_notice_names_place_and_content_and_warns_if_commitments_may_be_hidden(part, kind, where, found):
    item = notice(part)
    assert (item.unit, item.kind, item.found) == ("SNV", kind, found)
    assert item.where == f"submissions/Sở Nội vụ.xlsx › {where}"
    assert "nếu không thì không cần xử lý" in item.remedy
    assert item.is_notice
    assert not item.to_mend


def test_many_long_commitments_are_quoted_in_part():
    part = Unread("hidden_rows", "Biểu", "hàng ẩn 3–9", 7, commitments=("chữ " * 50,) * 7)
    assert notice(part).found.count("“") == 3
    assert notice(part).found.endswith("; …")
    assert len(notice(part).found) < 800


def test_a_sheet_without_a_table_is_not_reported_again_if_the_file_was_refused():
    part = Unread("no_table", "Biểu", "", 9)
    assert list_unread(SourceFile("submissions/a.xlsx", "", (), (part,)), OWNERS) == []


@pytest.mark.parametrize(
    ("sections", "said"), [(("I. Khối sở", "Sở Lạ"), "Sở Lạ"), ((), "submissions/gom.xlsx")]
)
def test_a_row_of_nobody_quotes_the_nearest_words_that_could_name_its_unit(sections, said):
    row = Row(5, "record", {}, sections)
    item = reject_unattributed(Source("submissions/gom.xlsx", "f" * 64, "Biểu", 5), row, "")
    assert item.found == f"không rõ dòng này của đơn vị nào ({said!r})"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("loose", "chữ ở ô ngoài bảng"), ("paragraph", "đoạn văn ngoài bảng"), ("text_box", "hộp chữ"),
        ("comment", "nhận xét"), ("page_margin", "đầu trang, chân trang"), ("embedded", "tài liệu nhúng"),
    ],
)  # fmt: skip
def test_texts_outside_tables_are_one_notice_with_the_first_three_quoted(kind, says):
    part = Unread(kind, "table 1", "đoạn 1", 4, texts=("Một", "Hai", "Ba", "Bốn"))
    item = notice(part)
    assert item.kind == "unread"
    assert says in item.found
    assert item.found.endswith("không được đọc (4 chỗ): “Một”; “Hai”; “Ba”; …")


def test_every_kind_of_text_outside_tables_has_words_for_an_official():
    found = {notice(Unread(kind, "S", "", 1, texts=("x",))).found for kind in QUOTED_KINDS}
    assert len(found) == len(QUOTED_KINDS)


@pytest.mark.parametrize(
    ("kinds", "helps"),
    [
        (("paragraph", "embedded"), "phần nhúng"),
        (("paragraph", "picture"), "nhập lại bảng trong hình"),
        (("text_box",), "hộp chữ"),
        (("paragraph",), "lời văn"),
        ((), "dòng tiêu đề"),
    ],
)
def test_the_refusal_of_a_file_without_tables_names_what_it_holds_and_what_helps(kinds, helps):
    parts = tuple(Unread(kind, "", "", 1, texts=(f"chữ {kind}",)) for kind in kinds)
    refusal = refuse_without_table(SourceFile("submissions/a.docx", "", (), parts), "một bảng")
    assert all(f"“chữ {kind}”" in refusal.found for kind in kinds)
    assert helps in refusal.remedy


@pytest.mark.parametrize(("rows", "helps"), [("letterhead", "trong hình"), ("no_table", "dòng tiêu đề")])
def test_a_file_with_a_few_rows_and_a_picture_is_refused_for_the_picture(rows, helps):
    parts = [Unread("picture", "BC", "", 1, texts=("hình",))]
    parts += [Unread("no_table", "BC", "", 9)] if rows == "no_table" else []
    file = SourceFile("submissions/a.xlsx", "", (), tuple(parts), {"BC": 9})
    assert helps in refuse_without_table(file, frozenset({"content"})).remedy


def test_texts_of_a_file_that_was_refused_are_not_reported_again():
    parts = tuple(Unread(kind, "S", "", 1, texts=("x",)) for kind in QUOTED_KINDS)
    assert list_unread(SourceFile("submissions/a.xlsx", "", (), parts), OWNERS) == []
