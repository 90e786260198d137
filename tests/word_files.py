"""Word files of raw XML, with whatever python-docx cannot write."""

import io
import zipfile
from functools import cache

import docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside):
    return f"<w:p>{inside}</w:p>"


def cell(inside, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def plain(text):
    return cell(paragraph(run(text)))


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def plain_table(rows):
    return table(*(row(*map(plain, texts)) for texts in rows))


def document(body, parts=None, relations="", change=lambda name, content: content):
    """A Word file with a body, and `parts` by name besides those that python-docx writes."""
    made = f"<w:body {SPACES}>{body}".encode()
    with zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for name, blank in blank_parts().items():
            content = blank
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", made)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            new.writestr(name, change(name, content))
        for name, content in (parts or {}).items():
            new.writestr(name, content)
    return out.getvalue()


@cache
def blank_parts():
    """The parts of an empty document by name, as python-docx writes them."""
    docx.Document().save(buffer := io.BytesIO())
    with zipfile.ZipFile(buffer) as package:
        return {name: package.read(name) for name in package.namelist()}


def control(inside, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def custom(inside):
    return f'<w:customXml w:element="x"><w:customXmlPr/>{inside}</w:customXml>'


def smart(inside):
    return f'<w:smartTag w:element="x">{inside}</w:smartTag>'


def branches(first, second):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def box(inside):
    return f"<w:drawing><w:x><w:txbxContent>{inside}</w:txbxContent></w:x></w:drawing>"


def math(inside):
    return f"<m:oMath>{inside}</m:oMath>"


def of(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def notes_part(tag, *notes):
    """Footnotes, endnotes or comments with the ids 1, 2, …; each is a text, or runs."""
    runs = [note if note.startswith("<") else run(note) for note in notes]
    made = "".join(f'<w:{tag} w:id="{n}">{paragraph(each)}</w:{tag}>' for n, each in enumerate(runs, start=1))
    name = f"{tag}s"
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    return {
        "parts": {f"word/{name}.xml": f"<w:{name} {SPACES}>{made}</w:{name}>"},
        "relations": f'<Relationship Id="rIdNote" Type="{kind}" Target="{name}.xml"/>',
    }


def old_drop_down(result, *entries):
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    chosen = "" if result is None else f'<w:result w:val="{result}"/>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{chosen}{listed}</w:ddList></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
    )
