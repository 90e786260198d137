"""Files of many layouts: tables with whatever Word and Excel put round, into and beside their cells.

Each text has a word that no other text has, so that a text that is lost or read twice is seen.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from random import Random

import xlsxwriter
from lxml import etree

_WORDS = ["đề án", "kế hoạch", "hộ nghèo", "biên chế", "chuyển đổi số", "nước sạch", "tuyến đường", "thủ tục"]
_HEADINGS = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả thực hiện", "Ước cả năm", "Ghi chú", "Cột khác"]
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_OFFICE = _SPACES["r"]
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WRAPS: list[Callable[[str], str]] = [
    lambda inner: f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
    lambda inner: f'<w:customXml w:uri="u" w:element="e">{inner}</w:customXml>',
]


class Texts:
    """Gives texts, each with a word of its own."""

    def __init__(self, random: Random) -> None:
        self._random, self._count = random, 0

    def make(self) -> str:
        self._count += 1
        return f"{self._random.choice(_WORDS)} ch{self._count}u"


class Document:
    """A Word file with what is drawn by `random`."""

    def __init__(self, random: Random) -> None:
        self.random, self.texts = random, Texts(random)
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}

    def to_bytes(self) -> bytes:
        """The package. Every choice is made here."""
        body = "".join(self._block() for _ in range(self.random.randint(1, 3)))
        body += self._table(headed=True) + "".join(self._block() for _ in range(self.random.randint(0, 2)))
        margins = {name: self._paragraph(plain=True) for name in ("header", "footer") if self._sometimes()}
        references = "".join(f'<w:{name}Reference w:type="default" r:id="{name}"/>' for name in margins)
        parts = {
            "document": f"<w:document {_DECLARED}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>"
        }
        for name, paragraph in margins.items():
            tag = {"header": "hdr", "footer": "ftr"}[name]
            parts[name] = f"<w:{tag} {_DECLARED}>{paragraph}</w:{tag}>"
        for name, notes in self._notes.items():
            if notes:
                parts[f"{name}s"] = f"<w:{name}s {_DECLARED}>{''.join(notes)}</w:{name}s>"
        return _pack_document(parts)

    def _sometimes(self, of: int = 3) -> bool:
        return self.random.randrange(of) == 0

    def _wrapped(self, inner: str) -> str:
        while self._sometimes(4):
            inner = self.random.choice(_WRAPS)(inner)
        return inner

    def _block(self) -> str:
        kind = self.random.randrange(4)
        if kind == 0:
            return self._wrapped(self._table(headed=self._sometimes(2)))
        if kind == 1:
            frame = f"<w:tr><w:tc>{self._table(headed=True)}<w:p/></w:tc></w:tr>"
            return f"<w:tbl>{frame}</w:tbl>"
        return self._wrapped(self._paragraph())

    def _paragraph(self, *, plain: bool = False) -> str:
        runs = [self._plain() if plain else self._run() for _ in range(self.random.randint(1, 2))]
        return f"<w:p>{_SPACE.join(runs)}</w:p>"

    def _plain(self) -> str:
        return f'<w:r><w:t xml:space="preserve">{self.texts.make()}</w:t></w:r>'

    def _run(self) -> str:
        if self._sometimes(2):
            return self._plain()
        return self.random.choice([
            lambda: self._wrapped(self._plain()),
            lambda: f"<w:ins>{self._plain()}</w:ins>",
            lambda: f'<w:smartTag w:uri="u" w:element="e">{self._plain()}</w:smartTag>',
            lambda: f"<w:hyperlink>{self._plain()}</w:hyperlink>",
            lambda: f'<w:fldSimple w:instr=" REF a ">{self._plain()}</w:fldSimple>',
            lambda: f"{self._plain()}<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del>",
            lambda: f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{self.texts.make()}</w:t></w:r>",
            lambda: f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{self.texts.make()}</w:t></w:r>",
            lambda: f"<m:oMath><m:r><m:t>{self.texts.make()}</m:t></m:r></m:oMath>",
            self._choice_box, self._old_box,
            *(lambda name=name: self._note(name) for name in self._notes),
        ])()  # fmt: skip

    def _choice_box(self) -> str:
        inside = f"<w:txbxContent>{self._paragraph(plain=True)}</w:txbxContent>"
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx>'
            f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def _old_box(self) -> str:
        inside = f"<w:txbxContent>{self._paragraph(plain=True)}</w:txbxContent>"
        return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"

    def _note(self, name: str) -> str:
        notes = self._notes[name]
        number = len(notes) + 1
        notes.append(f'<w:{name} w:id="{number}">{self._paragraph(plain=True)}</w:{name}>')
        return f'{self._plain()}<w:r><w:{name}Reference w:id="{number}"/></w:r>'

    def _table(self, *, headed: bool) -> str:
        width = self.random.randint(3, 6)
        rows = []
        if headed:
            cells = "".join(
                f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in _HEADINGS[:width]
            )
            rows.append(f"<w:tr>{cells}</w:tr>")
        rows += [self._row(number, width) for number in range(1, self.random.randint(2, 5))]
        return f"<w:tbl>{''.join(rows)}</w:tbl>"

    def _row(self, number: int, width: int) -> str:
        cells = [f"<w:tc><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:tc>"]
        while width > len(cells):
            cells.append(self._wrapped(self._cell()))
        hidden = "<w:trPr><w:hidden/></w:trPr>" if self._sometimes(8) else ""
        return self._wrapped(f"<w:tr>{hidden}{''.join(cells)}</w:tr>")

    def _cell(self) -> str:
        inner = self._wrapped(self._paragraph())
        if self._sometimes(8):
            cells = "".join(f"<w:tc>{self._paragraph()}</w:tc>" for _ in range(2))
            inner += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>"
        return f"<w:tc>{inner}</w:tc>"


def _pack_document(parts: dict[str, str]) -> bytes:
    kinds = {"document": "document.main"}
    xml = "application/vnd.openxmlformats-package.relationships+xml"
    types = f'<Default Extension="rels" ContentType="{xml}"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kinds.get(name, name)}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    of_packages = "http://schemas.openxmlformats.org/package/2006"
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{of_packages}/content-types">{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{of_packages}/relationships">{main}</Relationships>'
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{of_packages}/relationships">{relations}</Relationships>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def write_workbook(random: Random) -> bytes:
    """A workbook with what is drawn by `random`: merged, hidden, rich and far cells, text beside them."""
    texts, buffer = Texts(random), io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = [
        book.add_format(made) for made in ({"bold": True}, {"font_strikeout": True}, {"num_format": "0%"})
    ]
    for number in range(1, random.randint(2, 4)):
        sheet = book.add_worksheet(random.choice([f"Biểu {number}", f"S{number}", f"Cũ {number} - Bỏ"]))
        if number > 1 and random.randrange(4) == 0:
            sheet.hide()
        top, width = random.randrange(4), random.randint(3, 7)
        for row in range(top):
            sheet.write(row, random.randrange(3), texts.make())
        if random.randrange(5):
            sheet.write_row(top, 0, _HEADINGS[:width])
        bottom = top + random.randint(1, 5)
        for row in range(top + 1, bottom + 1):
            sheet.write(row, 0, row - top)
            for column in range(1, width):
                _write_cell(sheet, row, column, random, texts, formats)
        for _ in range(random.randrange(3)):
            sheet.write(bottom + random.randint(2, 5), random.randrange(width + 1), texts.make())
        if random.randrange(3) == 0:
            sheet.merge_range(bottom + 7, 0, bottom + 8, 2, texts.make())
            sheet.write(bottom + 8, 1, texts.make())  # covered by the range
        _write_beside(sheet, random, texts, bottom, width)
    book.close()
    return buffer.getvalue()


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    random: Random,
    texts: Texts,
    formats: list[xlsxwriter.format.Format],
) -> None:
    bold, struck, percent = formats
    kind = random.randrange(10)
    if kind == 0:
        sheet.write_rich_string(row, column, bold, texts.make(), " ", texts.make())
    elif kind == 1:
        sheet.write(row, column, random.choice([0.8, 12, 44000.5]), percent)
    elif kind == 2:
        sheet.write(row, column, texts.make(), struck)
    elif kind == 3:
        sheet.write_formula(row, column, '="a"', None, texts.make())
    elif kind > 4:
        sheet.write(row, column, texts.make())


def _write_beside(
    sheet: xlsxwriter.worksheet.Worksheet, random: Random, texts: Texts, bottom: int, width: int
) -> None:
    if random.randrange(3) == 0:
        sheet.set_row(random.randrange(bottom + 1), None, None, {"hidden": True})
    if random.randrange(3) == 0:
        column = random.randrange(width)
        sheet.set_column(column, column, None, None, {"hidden": True})
    if random.randrange(3) == 0:
        sheet.insert_textbox(bottom + 9, 1, texts.make())
    if random.randrange(3) == 0:
        sheet.write_comment(random.randrange(bottom + 1), random.randrange(width), texts.make())
    if random.randrange(4) == 0:
        sheet.set_header(f"&L{texts.make()}&RTrang &P/&N")
    if random.randrange(4) == 0:
        sheet.set_footer(f"&C&8{texts.make()}")
    if random.randrange(5) == 0:
        sheet.write(2000, 0, texts.make())


def change_document(content: bytes, random: Random, times: int = 6) -> bytes:
    """A Word file with controls and custom XML round its runs, paragraphs, cells, rows and tables, and added boxes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    made = Document(random)
    for _ in range(times):
        tag = random.choice(["r", "p", "tc", "tr", "tbl"])
        nodes = list(root.iter(f"{{{_SPACES['w']}}}{tag}"))
        if not nodes:
            continue
        node = random.choice(nodes)
        if tag == "r" and random.randrange(2):
            node.addnext(_parse(made._choice_box()))
            continue
        wrap = _parse(random.choice(_WRAPS)("<w:hole/>"))
        hole = next(wrap.iter(f"{{{_SPACES['w']}}}hole"))
        tail, node.tail = node.tail, None
        node.getparent().replace(node, wrap)
        hole.getparent().replace(hole, node)
        wrap.tail = tail
    parts["word/document.xml"] = etree.tostring(root)
    return _pack(parts)


def change_workbook(content: bytes, random: Random) -> bytes:
    """A workbook with some rows and columns hidden, cells merged, strings inside their cells, margins of pages."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = [
        "".join(node.itertext(f"{{{main}}}t")) for node in etree.fromstring(parts["xl/sharedStrings.xml"])
    ]
    name = random.choice(sorted(part for part in parts if part.startswith("xl/worksheets/sheet")))
    root = etree.fromstring(parts[name])
    rows = list(root.iter(f"{{{main}}}row"))
    for row in random.sample(rows, min(2, len(rows))):
        row.set(*random.choice([("hidden", "1"), ("ht", "0")]))
    cells = [cell for cell in root.iter(f"{{{main}}}c") if cell.get("t") == "s"]
    for cell in random.sample(cells, min(5, len(cells))):
        value = next(each for each in cell if each.tag.endswith("}v"))
        cell.set("t", "inlineStr")
        inline = etree.SubElement(etree.SubElement(cell, f"{{{main}}}is"), f"{{{main}}}t")
        inline.text = strings[int(value.text)]
        cell.remove(value)
    parts[name] = etree.tostring(root)
    return _pack(parts)


def _parse(markup: str) -> etree._Element:
    return etree.fromstring(f"<x {_DECLARED}>{markup}</x>")[0]


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def write_text_file(random: Random) -> bytes:
    """A comma-separated file: a table, with texts above and below it."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(_lines(random))
    return buffer.getvalue().encode("utf-8-sig")


def write_opendocument(random: Random) -> bytes:
    """An OpenDocument spreadsheet of two sheets, with texts in paragraphs, spans and links."""
    spaces = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    wraps = [
        "{}",
        "<text:span>{}</text:span>",
        "<text:a>{}</text:a>",
        "<text:span><text:span>{}</text:span></text:span>",
    ]
    sheets = []
    for number in (1, 2):
        rows = "".join(
            "<table:table-row>"
            + "".join(
                '<table:table-cell office:value-type="string">'
                f"<text:p>{random.choice(wraps).format(text)}</text:p></table:table-cell>"
                for text in line
            )
            + "</table:table-row>"
            for line in _lines(random)
        )
        sheets.append(f'<table:table table:name="S{number}">{rows}</table:table>')
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {declared}>{body}</office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return _pack({"mimetype": mimetype.encode(), **parts})


def _lines(random: Random) -> list[list[str]]:
    texts, width = Texts(random), random.randint(3, 7)
    above = [[texts.make(), *[""] * (width - 1)] for _ in range(random.randrange(3))]
    rows = [
        [str(number), *(texts.make() if random.randrange(4) else "" for _ in range(width - 1))]
        for number in range(1, random.randint(2, 7))
    ]
    below = [["", texts.make(), *[""] * (width - 2)] for _ in range(random.randrange(3))]
    return [*above, _HEADINGS[:width], *rows, *below]
