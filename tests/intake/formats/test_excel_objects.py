"""What an Excel file keeps beside its sheets: the history of changes, ActiveX controls, embedded files."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from active_controls import stored_state
from camket.intake.formats.excel import read_workbook

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
ACTIVE = f'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="{OFFICE}"'


def relations(**targets):
    """Relations of a part, by the last word of their types."""
    nodes = (
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f"<Relationships>{''.join(nodes)}</Relationships>"


def told(kind, parts, inside=""):
    """The texts of one kind beside the cells of a workbook with more `parts`, and with more `inside` its sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("BC").write_row("A1", ["STT", "Nội dung", "Kết quả"])
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "xl/_rels/workbook.xml.rels":
                header = relations(revisionHeaders="/xl/revisions/revisionHeaders.xml").removeprefix(
                    "<Relationships>"
                )
                content = content.replace("</Relationships>", header)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace("</worksheet>", f"{inside}</worksheet>")
                content = content.replace(
                    "<worksheet ", f'<worksheet xmlns:r="{OFFICE}" ', "xmlns:r=" not in content
                )
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name, content)
    found = read_workbook(made.getvalue()).asides
    return [(each.sheet, each.place, each.text) for each in found if each.kind == kind]


def value(tag, text, cell="C2"):
    return (
        f'<{tag} r="{cell}" t="inlineStr"><is><t>{text}</t></is></{tag}>' if text else f'<{tag} r="{cell}"/>'
    )


def change(old, new, sheet="1", number="7"):
    return f'<rcc rId="{number}" sId="{sheet}">{value("oc", old) if old else ""}{value("nc", new)}</rcc>'


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        (change("Chưa xong", "Đã xong"), [("BC", "sửa đổi ở BC!C2", "xóa: Chưa xong; thêm: Đã xong")]),
        (change("Chưa xong", ""), [("BC", "sửa đổi ở BC!C2", "xóa: Chưa xong")]),
        (
            f'<rrc action="deleteRow">{change("Dòng bỏ", "")}</rrc>',
            [("BC", "sửa đổi ở BC!C2", "xóa: Dòng bỏ")],
        ),
        (
            change("Chưa xong", "Đã xong", sheet="9"),
            [("", "sửa đổi ở ô C2", "xóa: Chưa xong; thêm: Đã xong")],
        ),
        (change("Chưa xong", "Đã xong", number="3"), []),
        (change("", "Đã xong"), []),
        (change("Đã xong", "Đã xong"), []),
    ],
    ids=["replaced", "emptied", "a deleted row", "of no sheet", "reviewed", "first words", "unchanged"],
)
def test_what_a_change_in_the_history_replaced_is_told_unless_it_was_reviewed(revision, said):
    parts = {
        "xl/revisions/revisionHeaders.xml": f"<headers {MAIN}><header><reviewedList>"
        '<reviewed rId="3"/></reviewedList></header></headers>',
        "xl/revisions/_rels/revisionHeaders.xml.rels": relations(revisionLog="revisionLog1.xml"),
        "xl/revisions/revisionLog1.xml": f"<revisions {MAIN}>{revision}</revisions>",
    }
    assert told("tracked", parts) == said


PROPERTY = '<ax:ocxPr ax:name="{}" ax:value="{}"/>'
STORED = b"\0\2\x14\0Tahoma\0\0" + "Đã hoàn thành".encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("control", "state", "said"),
    [
        (f'<ax:ocx {ACTIVE} r:id="bin"/>', STORED, "không đọc được trạng thái; chữ: Đã hoàn thành"),
        (f'<ax:ocx {ACTIVE} r:id="bin"/>', b"\0" + STORED, "không đọc được trạng thái; chữ: Đã hoàn thành"),
        (f'<ax:ocx {ACTIVE} r:id="bin"/>', b"\0\0Xong viec\0", "không đọc được trạng thái; chữ: Xong viec"),
        (f'<ax:ocx {ACTIVE}><ax:ocxPr ax:name="Caption" ax:value="Đạt"/></ax:ocx>', b"",
         "không đọc được trạng thái; chữ: Đạt"),
        (f"<ax:ocx {ACTIVE}>{PROPERTY.format('Caption', 'Đạt')}{PROPERTY.format('Value', 1)}</ax:ocx>",
         b"", "đã đánh dấu; chữ: Đạt"),
        (f'<ax:ocx {ACTIVE} r:id="bin"/>', stored_state("0"), "chưa đánh dấu; chữ: Hoàn thành"),
        (f"<ax:ocx {ACTIVE}/>", b"", "không đọc được trạng thái"),
    ],
    ids=["two bytes a letter", "at an odd place", "one byte a letter", "a caption", "a ticked box", "a stored state",
         "no words"],
)  # fmt: skip
def test_an_activex_control_is_named_with_its_words(control, state, said):
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(control="../activeX/activeX1.xml"),
        "xl/activeX/activeX1.xml": control,
        "xl/activeX/_rels/activeX1.xml.rels": relations(activeXControlBinary="activeX1.bin"),
        "xl/activeX/activeX1.bin": state,
    }
    assert told("control", parts) == [("BC", "ô ActiveX trên BC", said)]


def test_an_activex_control_is_named_by_the_cell_at_which_it_begins():
    anchor = "<controlPr><anchor><from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></from></anchor></controlPr>"
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(control="../activeX/activeX1.xml"),
        "xl/activeX/activeX1.xml": f"<ax:ocx {ACTIVE}/>",
    }
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    inside = f'<controls xmlns:xdr="{drawing}"><control r:id="control">{anchor}</control></controls>'
    assert told("control", parts, inside) == [("BC", "ô ActiveX ở BC!C5", "không đọc được trạng thái")]


def make_workbook(text):
    book = openpyxl.Workbook()
    book.active["A1"] = text
    book.save(made := io.BytesIO())
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("package", make_workbook("Nội dung 3 đã dừng"), "Tep1.bin: Nội dung 3 đã dừng"),
        ("package", make_workbook("Nội dung 3 đã dừng")[:-40], "Tep1.bin"),
        ("oleObject", b"\xd0\xcf\x11\xe0", "Tep1.bin"),
    ],
    ids=["a workbook", "damaged", "another format"],
)
def test_an_embedded_file_is_named_with_its_words(kind, content, said):
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(**{kind: "../embeddings/Tep1.bin"}),
        "xl/embeddings/Tep1.bin": content,
    }
    assert told("embedded", parts) == [("BC", "tệp nhúng trên BC", said)]
