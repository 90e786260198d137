from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from datetime import date

import pypdf
import pytest

from camket.errors import CamketError
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
        ("Hội thi 🎉", "Hội thi [U+1F389]"),
        ("Gia đình 👨‍👩‍👧 hạnh phúc ❤️", "Gia đình [U+1F468][U+1F469][U+1F467] hạnh phúc [U+2764]"),
        ("Mở lớp 中文", "Mở lớp [U+4E2D][U+6587]"),
        ("Dấu \ue000 riêng", "Dấu [U+E000] riêng"),
        ("Tỷ lệ ≥ 95 % → đạt", "Tỷ lệ ≥ 95 % → đạt"),
    ],
)
def test_a_character_that_no_font_has_stands_as_its_code(text, shown):
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


def test_a_number_links_to_its_line_in_the_index_and_the_ledger_is_attached():
    sentence = Paragraph(text=("Có ", Printed(figure=LINE.id, text="03/10"), " nội dung."))
    other = LINE.model_copy(update={"id": "cut_off.total@SNV"})
    cover = COVER.model_copy(update={"ledger": (LINE, other)})
    reader = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=cover, blocks=(sentence,)))))
    [leaf] = reader.pages
    [link] = [one.get_object() for one in leaf["/Annots"]]
    assert link["/Dest"][0].get_object() == leaf
    assert float(link["/Dest"][3]) < float(link["/Rect"][1])
    words = " ".join(leaf.extract_text().split())
    assert "Tổng thể: nội dung cam kết năm 2022 của Sở Nội vụ (10 nội dung)" in words
    assert "03/10 (chiếm 30,0%) hoàn thành cut_off.completed@SNV" in words
    assert other.id not in words  # the index lists the figures of the page, the attached ledger lists all
    [attached] = reader.attachments["figures.json"]
    assert [line["id"] for line in json.loads(attached)] == [LINE.id, other.id]
    assert json.loads(attached)[0]["records"] == list(LINE.records)


def test_without_an_index_a_number_links_to_trace_html_and_the_ledger_is_attached():
    printed = Paragraph(text=("Có ", Printed(figure=LINE.id, text="03/10"), " nội dung."))
    cover = COVER.model_copy(update={"ledger": (LINE,), "index": False})
    pdf = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=cover, blocks=(printed,)))))
    [link] = [note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]]
    assert link == "../trace.html#cut_off.completed@SNV"
    assert len(pdf.pages) == 1
    assert list(pdf.attachments) == ["figures.json"]


def test_a_sign_off_never_breaks_across_pages():
    room = SignOff(
        choices=("Thống nhất.",), lines=4, day="ngày …", left=("NGƯỜI RÀ SOÁT",), right=("THỦ TRƯỞNG",)
    )
    for number in range(24, 36):
        leaves = leaves_of(*[Paragraph(text=("Một dòng.",))] * number, room)
        assert [leaf.count("Thống nhất.") for leaf in leaves] == [leaf.count("THỦ TRƯỞNG") for leaf in leaves]


def test_a_page_without_figures_has_no_index():
    assert len(leaves_of(Paragraph(text=("Không có số liệu",)))) == 1


def test_the_index_of_an_appendix_starts_on_a_new_page():
    cover = COVER.model_copy(update={"label": "Phụ lục I", "ledger": (LINE,)})
    sentence = Paragraph(text=("Có ", Printed(figure=LINE.id, text="03/10"), " nội dung."))
    reader = pypdf.PdfReader(io.BytesIO(page_to_pdf(Page(cover=cover, blocks=(sentence,)))))
    assert ["Chỉ mục số liệu" in leaf.extract_text() for leaf in reader.pages] == [False, True]


@pytest.mark.parametrize(("before", "rows"), [(25, 7), (26, 6), (27, 5), (29, 4)])
def test_a_short_table_and_its_source_stay_on_one_page(before, rows):
    filler = [Paragraph(text=(f"Dòng {number}",)) for number in range(before)]
    low = tuple(Row(cells=((str(row),), ("x",))) for row in range(rows))
    leaves = leaves_of(*filler, Table(title="Bảng thấp", columns=COLUMNS, rows=low, source="báo cáo"))
    assert ["Bảng thấp" in leaf and "Nguồn: báo cáo" in leaf for leaf in leaves] == [False, True]
