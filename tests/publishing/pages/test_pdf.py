from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from datetime import date

import openpyxl
import pypdf
import pytest

from camket.errors import CamketError
from camket.figures.record_sources import RecordSource
from camket.publishing.blocks.block import (
    Chart,
    Column,
    Cover,
    Heading,
    LedgerLine,
    Paragraph,
    Picture,
    Row,
    SignOff,
    Table,
)
from camket.publishing.blocks.inline import Printed
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf

COVER = Cover(title="Kết quả", agency="Sở Nội vụ", superior="UBND Tỉnh", issued=date(2022, 11, 9))
COLUMNS = (Column(heading="TT"), Column(heading="Nội dung"))


def leaves_of(*blocks, **cover):
    document = page_to_pdf(Page(cover=COVER.model_copy(update=cover), blocks=blocks))
    return [" ".join(leaf.extract_text().split()) for leaf in pypdf.PdfReader(io.BytesIO(document)).pages]


def test_the_same_page_gives_the_same_bytes_and_is_dated_by_the_report():
    page = Page(cover=COVER, blocks=(Paragraph(text=("Thế ạ",)),))
    document = page_to_pdf(page)
    assert document == page_to_pdf(page)
    assert pypdf.PdfReader(io.BytesIO(document)).metadata.creation_date.date() == date(2022, 11, 9)


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "$x$ *y* _z_ `r`",
        "= không phải tiêu đề",
        "\\u{41} <nhãn> @trích",
        "https://example.org",
        "[a](b)",
    ],
)
def test_text_from_outside_is_never_typst_markup(text):
    assert text in leaves_of(Paragraph(text=(text,)))[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hội thi 🎉", "Hội thi [ký tự lạ]"),
        ("☐ Đạt ☑ Không đạt \uf0fc", "[ ] Đạt [x] Không đạt [x]"),
        ("Mở lớp ภาษาไทย", "Mở lớp [ký tự lạ]"),
        ("Tỷ lệ ≥ 95 % → đạt", "Tỷ lệ ≥ 95 % → đạt"),
    ],
)
def test_a_sign_that_no_font_has_is_shown_by_its_meaning_or_a_replacement(text, shown):
    assert shown in leaves_of(Paragraph(text=(text,)))[0]


def test_a_page_of_many_signs_without_a_font_is_made_and_keeps_its_words():
    signs = " ".join(map(chr, (*range(0x20D0, 0x20F1), *range(0x2C0, 0x370))))
    [leaf] = leaves_of(Paragraph(text=(f"Mở lớp {signs} hết",)))
    assert "Mở lớp" in leaf
    assert "hết" in leaf


def test_vietnamese_text_can_be_extracted_unchanged():
    sentence = "Ưu tiên đẩy nhanh tiến độ giải ngân vốn, hoàn thiện thể chế; nghiệm thu 07 hạng mục"
    assert sentence in leaves_of(Paragraph(text=(sentence,)))[0]


def test_header_rows_and_the_group_name_are_repeated_on_the_next_page():
    rows = [Row(kind="group", cells=(("1. Sở Tài chính",),))]
    rows += [Row(cells=((str(number),), (f"Nội dung thứ {number}",))) for number in range(1, 90)]
    leaves = leaves_of(Table(title="Bảng", columns=COLUMNS, rows=tuple(rows)))
    assert len(leaves) > 1
    assert all("TT Nội dung" in leaf and "1. Sở Tài chính" in leaf for leaf in leaves)


def test_a_row_breaks_across_pages_only_if_it_is_longer_than_a_page():
    rows = tuple(
        Row(cells=((str(number),), (f"đầu{number} " + "chữ " * 250 + f"cuối{number}",)))
        for number in range(9)
    )
    leaves = leaves_of(Table(title="Bảng", columns=COLUMNS, rows=rows))
    for number in range(9):
        assert [f"đầu{number}" in leaf for leaf in leaves] == [f"cuối{number}" in leaf for leaf in leaves]
    endless = Row(cells=(("1",), ("chữ " * 8000 + "hết",)))
    assert "hết" in leaves_of(Table(title="Bảng", columns=COLUMNS, rows=(endless,)))[-1]


def test_a_table_title_stays_on_the_page_of_its_table():
    filler = tuple(Paragraph(text=(f"dòng {number}",)) for number in range(24))
    for cut in range(12, 24):
        rows = tuple(Row(cells=((str(number),), ("hàng",))) for number in range(3))
        leaves = leaves_of(*filler[:cut], Table(title="Tên bảng", columns=COLUMNS, rows=rows))
        (with_title,) = [leaf for leaf in leaves if "Tên bảng" in leaf]
        assert "TT Nội dung" in with_title


def test_draft_and_notice_are_printed_on_every_page():
    blocks = tuple(Paragraph(text=("chữ " * 200,)) for _ in range(12))
    leaves = leaves_of(*blocks, draft=("còn 03 nội dung",), notice="Số liệu giả lập")
    assert len(leaves) > 1
    assert all("DỰ THẢO – còn 03 nội dung" in leaf and "Số liệu giả lập" in leaf for leaf in leaves)


def test_an_inaccessible_page_is_not_published():
    with pytest.raises(CamketError, match="PDF"):
        page_to_pdf(Page(cover=COVER, blocks=(Heading(level=5, text=("nhảy cấp",)),)))


def test_a_chart_without_alternative_text_is_not_published():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'
    with pytest.raises(CamketError, match="PDF"):
        page_to_pdf(Page(cover=COVER, blocks=(Chart(title="Biểu đồ", alt=("",), svg=svg),)))


def test_a_bitmap_of_an_analysts_own_cell_is_printed():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    png += chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")
    block = Picture(png=base64.b64encode(png).decode(), alt="Một điểm xám")
    document = page_to_pdf(Page(cover=COVER, blocks=(block,)))
    assert len(pypdf.PdfReader(io.BytesIO(document)).pages[0].images) == 1


LINE = LedgerLine(
    id="cut_off.completed@SNV",
    label="hoàn thành",
    scope="SNV",
    numerator=3,
    denominator=10,
    percent="30.0",
    text="03/10 nội dung (chiếm 30,0%)",
    population="nội dung cam kết năm 2022 của Sở Nội vụ",
    records=("SNV-01", "SNV-04", "SNV-09"),
)


def test_a_number_links_to_its_trail_beside_the_pdf():
    printed = Paragraph(text=("Có ", Printed(figure=LINE.id, text="03/10"), " nội dung."))
    cover = COVER.model_copy(update={"ledger": (LINE,)})
    pdf = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=cover, blocks=(printed,)))))
    [link] = [note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]]
    assert link == "../trace.html#cut_off.completed@SNV"
    words = " ".join(leaf.extract_text() for leaf in pdf.pages)
    assert LINE.id not in words
    assert LINE.population not in words


def test_a_pdf_carries_the_way_from_each_printed_number_to_its_cells():
    """By page and printed text, from the PDF alone; what the page does not print is left out."""
    number = Printed(figure=LINE.id, text="03/10")
    other = LINE.model_copy(update={"id": "cut_off.total@SNV", "records": ("SNV-02",)})
    sources = tuple(
        RecordSource(
            record=record,
            content="Ban hành đề án",
            file="submissions/SNV.docx",
            cells=("Nội dung\tregister.xlsx!'Danh muc'!D7", "Kết quả\ttable 2, row 3, column 5"),
        )
        for record in ("SNV-01", "SNV-02")
    )
    cover = COVER.model_copy(update={"ledger": (LINE, other), "sources": sources})
    filler = tuple(Paragraph(text=(f"Dòng {line}",)) for line in range(40))
    blocks = (Paragraph(text=("Có ", number)), *filler, Paragraph(text=("Lại có ", number)))
    pdf = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=cover, blocks=blocks))))
    [content] = pdf.attachments["nguon_so_lieu.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    numbers, cells = ([*sheet.iter_rows(min_row=4, values_only=True)] for sheet in book)
    described = (LINE.id, LINE.label, LINE.population, 3, 10, "30,0", "SNV-01, SNV-04, SNV-09")
    assert numbers == [(page, "03/10", *described) for page in (1, 2)]
    assert cells == [
        ("SNV-01", "Ban hành đề án", "Nội dung", "register.xlsx", "Danh muc", "D7"),
        ("SNV-01", "Ban hành đề án", "Kết quả", "submissions/SNV.docx", "bảng 2", "dòng 3, cột 5"),
    ]


def test_a_sign_off_never_breaks_across_pages():
    room = SignOff(
        choices=("Thống nhất.",), lines=4, day="ngày …", left=("NGƯỜI RÀ SOÁT",), right=("THỦ TRƯỞNG",)
    )
    for number in range(24, 36):
        leaves = leaves_of(*[Paragraph(text=("Một dòng.",))] * number, room)
        assert [leaf.count("Thống nhất.") for leaf in leaves] == [leaf.count("THỦ TRƯỞNG") for leaf in leaves]


def test_a_page_without_figures_carries_nothing():
    document = page_to_pdf(Page(cover=COVER, blocks=(Paragraph(text=("Không có số liệu",)),)))
    assert pypdf.PdfReader(io.BytesIO(document)).attachments == {}


UNITS = tuple(
    row
    for unit in range(1, 5)
    for row in (
        Row(kind="group", cells=((f"{unit}. Sở số {unit}",),)),
        *(Row(cells=((str(number),), (f"Nội dung thứ {number} " + "chữ " * 40,))) for number in range(1, 12)),
    )
)


def test_a_later_page_of_an_appendix_says_of_which_and_with_which_unit_it_goes_on():
    label, table = "Phụ lục II", Table(title="Bảng", columns=COLUMNS, rows=UNITS)
    first, *later = leaves_of(table, label=label)
    assert "(tiếp theo)" not in first
    for number, leaf in enumerate(later, start=2):
        current = re.search(r"(\d\. Sở số \d) TT Nội dung (\d\. Sở số \d)", leaf)
        assert leaf.startswith(f"Phụ lục II (tiếp theo) {number} ")
        assert current
        assert current[1] == current[2]


def test_each_unit_of_a_table_is_a_bookmark_once():
    blocks = (Heading(level=2, text=("1. Mục",)), Table(title="Bảng", columns=COLUMNS, rows=UNITS))
    reader = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=COVER, blocks=blocks))))
    [title, [section, units]] = reader.outline
    assert (title["/Title"], section["/Title"]) == ("KẾT QUẢ", "1. Mục")
    assert [unit["/Title"] for unit in units] == [f"{unit}. Sở số\xa0{unit}" for unit in range(1, 5)]


def test_one_cell_of_each_row_is_tagged_as_its_head():
    total = Row(kind="total", cells=(("",), ("Tổng số",)))
    tables = (
        Table(title="Một", columns=COLUMNS, rows=(*UNITS[:4], total)),
        Table(title="Hai", columns=COLUMNS, rows=UNITS[1:4], head_column=0),
    )
    reader = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=COVER, blocks=tables))))
    heads = [
        [
            [cell["/S"] for cell in row]
            for row in rows_of(table)
            if any("/Row" in str(cell.get("/A")) for cell in row)
        ]
        for table in elements(reader.trailer["/Root"]["/StructTreeRoot"], "/Table")
    ]
    assert heads == [[["/TD", "/TH"]] * 4, [["/TH", "/TD"]] * 3]


def elements(element, kind):
    """The elements of a kind in the tag tree below one."""
    held = element.get("/K", ())
    for part in held if isinstance(held, list) else [held]:
        part = part.get_object()  # noqa: PLW2901
        if isinstance(part, dict) and "/S" in part:
            if part["/S"] == kind:
                yield part
            yield from elements(part, kind)


def rows_of(table):
    return [[cell.get_object() for cell in row["/K"]] for row in elements(table, "/TR")]


@pytest.mark.parametrize("rows", range(28, 34))
def test_no_page_holds_one_row_of_a_table_alone(rows):
    body = tuple(Row(cells=((str(row),), (f"hàng{row}",))) for row in range(rows))
    leaves = leaves_of(Table(title="Bảng", columns=COLUMNS, rows=body))
    counts = [len(re.findall(r"hàng\d+", leaf)) for leaf in leaves]
    assert sum(counts) == rows
    assert 1 not in counts


@pytest.mark.parametrize(("before", "rows"), [(25, 7), (26, 6), (27, 5), (29, 4)])
def test_a_short_table_and_its_source_stay_on_one_page(before, rows):
    filler = [Paragraph(text=(f"Dòng {number}",)) for number in range(before)]
    low = tuple(Row(cells=((str(row),), ("x",))) for row in range(rows))
    leaves = leaves_of(*filler, Table(title="Bảng thấp", columns=COLUMNS, rows=low, source="báo cáo"))
    assert ["Bảng thấp" in leaf and "Nguồn: báo cáo" in leaf for leaf in leaves] == [False, True]
