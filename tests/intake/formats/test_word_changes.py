"""What tracked changes delete and insert is told with its place, the deletions first; the text is read without them."""

import pytest

from camket.intake.formats.word import read_document
from word_files import cell, document, notes_part, paragraph, plain, row, run, table

BY = 'w:id="1" w:author="x"'


def deleted(text):
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(text):
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def changes_of(body):
    return [
        (each.place, each.text) for each in read_document(document(body)).asides if each.kind == "tracked"
    ]


def in_cell(inside):
    return table(row(plain("1"), cell(paragraph(inside))))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (in_cell(run("Xong")), []),
        (in_cell(deleted("15/15 bến phà")), [("bảng 1, dòng 1, cột 2", "xóa: 15/15 bến phà")]),
        (in_cell(deleted("15") + deleted("/15") + run(" bến")), [("bảng 1, dòng 1, cột 2", "xóa: 15/15")]),
        (
            in_cell(inserted("12") + deleted("15") + run(" bến")),
            [("bảng 1, dòng 1, cột 2", "xóa: 15"), ("bảng 1, dòng 1, cột 2", "thêm: 12")],
        ),
        (in_cell(f"<w:ins {BY}>{deleted('tạm')}</w:ins>"), [("bảng 1, dòng 1, cột 2", "xóa: tạm")]),
        (
            table(row(plain("1"), cell(paragraph(run("Sửa cầu")), f"<w:cellDel {BY}/>"))),
            [("bảng 1, dòng 1, cột 2", "xóa: Sửa cầu")],
        ),
        (
            table(row(plain("1")), row(plain("2"), plain("Sửa cầu"), properties=f"<w:del {BY}/>")),
            [("bảng 1, dòng 2", "xóa: cả dòng: 2 | Sửa cầu")],
        ),
        (
            table(row(plain("2"), cell(paragraph(inserted("Sửa cầu"))), properties=f"<w:ins {BY}/>")),
            [("bảng 1, dòng 1", "thêm: cả dòng: 2 | Sửa cầu")],
        ),
        (
            paragraph(run("Kính gửi Sở") + deleted(" (bản nháp)")) + paragraph(deleted("Gửi sau")),
            [("đoạn “Kính gửi Sở…”", "xóa: (bản nháp)"), ("một đoạn văn", "xóa: Gửi sau")],
        ),
        (
            in_cell(f"<w:moveFrom {BY}>{run('Xong')}</w:moveFrom><w:moveTo {BY}>{run('Xong')}</w:moveTo>"),
            [],
        ),
        (
            table(
                row(plain("1"), cell(paragraph(f"<w:moveFrom {BY}>{run('Xong')}</w:moveFrom>"))),
                row(plain("2"), cell(paragraph(f"<w:moveTo {BY}>{run('Xong')}</w:moveTo>"))),
            ),
            [("bảng 1, dòng 1, cột 2", "xóa: Xong"), ("bảng 1, dòng 2, cột 2", "thêm: Xong")],
        ),
    ],
)  # fmt: skip
def test_a_tracked_change_is_told_with_its_place(body, told):
    assert changes_of(body) == told


def test_a_row_of_a_table_inside_a_cell_that_is_deleted_is_told():
    inner = table(row(plain("Đợt 2"), properties=f"<w:del {BY}/>"), row(plain("Đợt 1")))
    body = table(row(plain("1"), cell(inner + paragraph(run("")))))
    assert changes_of(body) == [("bảng 1, dòng 1, cột 2", "xóa: Đợt 2")]


def test_words_deleted_in_a_footnote_are_told_with_it():
    noted = in_cell(run("Xong") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    made = document(noted, **notes_part("footnote", run("Trừ xã A") + deleted(" và B")))
    (sheet,) = read_document(made).sheets
    assert "sửa đổi chưa duyệt: xóa “và B”" in sheet.rows[0][1].notes[0].text
