"""The kind of a file, recognised by its content; the name is ignored."""

from __future__ import annotations

import io
import re

from xlrd.compdoc import CompDoc

from camket.intake.formats.limits import open_package
from camket.intake.formats.package_parts import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"{\\rtf", "rtf"),
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
# What the main part of a package says that it is. The parts may have any names.
_MAIN_TYPES = (
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("spreadsheetml.template.main+xml", "xlsx"),
    ("ms-excel.sheet.macroenabled.main+xml", "xlsx"),
    ("ms-excel.template.macroenabled.main+xml", "xlsx"),
    ("wordprocessingml.document.main+xml", "docx"),
    ("wordprocessingml.template.main+xml", "docx"),
    ("ms-word.document.macroenabled.main+xml", "docx"),
    ("ms-word.template.macroenabledtemplate.main+xml", "docx"),
    ("ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    ("presentationml.presentation.main+xml", "slides"),
)
# Where a package does not say so, the usual names. Word on the web names the main part document2.xml.
_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
    ("word/document2.xml", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "slides"),
)
_MIMETYPES = (
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.text", "odt"),
    (b"opendocument.presentation", "slides"),
)
# What the main part is where it has another name.
_MAIN_ELEMENTS = {"workbook": "xlsx", "document": "docx"}
# Names of streams do not distinguish upper and lower case.
_STREAMS = {
    "encryptedpackage": "encrypted",
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
    "__properties_version1.0": "mail",
}
_WEB = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<table", b"mime-version:")
# Documents of one XML file, by what their root declares.
_XML_KINDS = (
    (b"<office:document ", "flat"),
    (b'progid="excel.sheet"', "xml_2003"),
    (b'progid="word.document"', "xml_2003"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "xml_2003"),
)
# A letter as a mail program saves it, and a web page with its pictures, which begins alike but is sent to nobody.
_MAIL = re.compile(rb"(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_ADDRESSED = re.compile(rb"^(?:to|received|delivered-to|message-id|return-path):", re.MULTILINE)
_SHORTCUTS = (b"[internetshortcut]", b"[desktop entry]", b"[{000214a0-")
_LINK = b"L\0\0\0\x01\x14\x02\0"  # a shortcut of Windows
_LOOKED_AT = 2000


def recognise(content: bytes) -> str:
    """The format: `xlsx`, `docx`, `ods`, `odt`, `xls`, `doc`, `rtf`, `text`, or one that is not supported.

    `encrypted` is an .xlsx or .docx with a password. Not supported are `empty`, `zeros`, `ole`, `html`, `mail`,
    `xml`, `flat`, `xml_2003`, `pdf`, `image`, `xlsb`, `slides`, `archive`, `shortcut`, `program` and `binary`. Raises
    `BadZipFile` or `Refusal` if a package is damaged or too large.
    """
    if not content:
        return "empty"
    if content.startswith(b"PK"):
        return _recognise_package(content)
    if not content.strip(b"\0"):
        return "zeros"
    if content.startswith(_LINK):
        return "shortcut"
    if content.startswith(_OLE):
        return _recognise_ole(content)
    for beginning, kind in _BEGINNINGS:
        # A text may begin with the same two letters, but only an image or a program has null bytes.
        if content.startswith(beginning) and (len(beginning) > 2 or b"\0" in content[:_LOOKED_AT]):
            return kind
    head = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _MAIL.match(head):
        return "mail" if _ADDRESSED.search(head) else "html" if b"mime-version:" in head else "text"
    if head.startswith(_WEB) or (head.startswith(b"<") and b"<html" in head):
        return "html"
    if head.startswith((b"<?xml", b"<office:document")):
        return next((kind for sign, kind in _XML_KINDS if sign in head), "xml")
    # A document on Google Drive is a file that only says where it is.
    if head.startswith(_SHORTCUTS) or (head.startswith(b"{") and b'"doc_id"' in head):
        return "shortcut"
    return "text" if is_text(content) else "binary"


def is_text(content: bytes) -> bool:
    """Whether bytes may be text: UTF-16, or free of the control bytes that only other formats have."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(content):
        return True
    head = content[:_LOOKED_AT]
    return not any(byte < 9 or 13 < byte < 26 or 27 < byte < 32 for byte in head)


def utf16_without_mark(content: bytes) -> str:
    """The name of a UTF-16 variant without its mark: every other byte of mostly Latin text is zero."""
    head = content[:_LOOKED_AT]
    half = len(head) // 2
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 2 and head[start::2].count(0) > 0.6 * half and head[1 - start :: 2].count(0) < 0.1 * half:
            return name
    return ""


def _recognise_package(content: bytes) -> str:
    with open_package(content) as archive:
        package = Package(archive)
        if "mimetype" in package:
            mimetype = package.read("mimetype")[:100]
            if kind := next((kind for sign, kind in _MIMETYPES if sign in mimetype), ""):
                return kind
        if "[content_types].xml" in package:
            types = package.read("[content_types].xml").decode("utf-8", "replace").lower()
            if kind := next((kind for sign, kind in _MAIN_TYPES if sign in types), ""):
                return kind
        if kind := next((kind for part, kind in _PARTS if part in package), ""):
            return kind
        main = package.find_main_part()
        root = package.parse(main).tag.rpartition("}")[2] if main.endswith(".xml") else ""
        return _MAIN_ELEMENTS.get(root, "archive")


def _recognise_ole(content: bytes) -> str:
    try:
        folder = CompDoc(content, logfile=io.StringIO()).dirlist
        names = {folder[child].name.lower() for child in folder[0].children}
    except Exception:  # the directory is damaged, but the names may still be found
        lowered = content.lower()
        names = {name for name in _STREAMS if name.encode("utf-16-le") in lowered}
    return next((kind for name, kind in _STREAMS.items() if name in names), "ole")
