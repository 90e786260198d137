"""Running text in Word: each number in a bookmark that names its figure, notes as footnotes."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.font import Font

from camket.errors import FigureError
from camket.publishing.blocks.inline import Marked, Printed, Text

# Word allows at most forty letters, digits and underscores, starting with a letter.
_LONGEST = 40
_PREFIX = "so_"
_ID = re.compile(r"(?P<stem>[a-z][a-z0-9]*(?:[_.][a-z][a-z0-9]*)*)(?:@(?P<scope>[A-Za-z0-9]+))?")
_NAME = re.compile(
    rf"{_PREFIX}(?P<stem>[a-z][A-Za-z0-9]*(?:_[a-z][A-Za-z0-9]*)*)(?:__(?P<scope>[A-Za-z0-9]+))?(?:_(?P<occurrence>\d+))?"
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    "<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
# Characters that XML forbids.
_FORBIDDEN = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name_bookmark(figure_id: str, occurrence: int = 1) -> str:
    """Returns the bookmark of a figure: `so_cutOff_completed__SNV` for `cut_off.completed@SNV`.

    An underscore becomes a capital, a dot an underscore, `@` two. Word needs unique names, so the second and
    later occurrences of a figure end in `_<occurrence>`; empty where that no longer fits. `read_bookmark` is the
    inverse. Raises `FigureError` for an id that cannot be written this way.
    """
    match = _ID.fullmatch(figure_id)
    if match:
        stem = re.sub(r"_([a-z])", lambda found: found[1].upper(), match["stem"]).replace(".", "_")
        name = _PREFIX + stem + (f"__{match['scope']}" if match["scope"] else "")
        if len(name) <= _LONGEST:
            name += f"_{occurrence}" if occurrence > 1 else ""
            return name if len(name) <= _LONGEST else ""
    raise FigureError(
        where=f"report.docx › {figure_id}",
        found=f"mã số liệu không viết được thành tên dấu trang (bookmark) của Word: {figure_id}",
        expected=f"chữ thường, số, gạch dưới, dấu chấm; tên dấu trang không quá {_LONGEST} ký tự",
        remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
    )


def read_bookmark(name: str) -> str | None:
    """Returns the figure id of a bookmark; None for any other bookmark."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    stem = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", match["stem"].replace("_", "."))
    return stem + (f"@{match['scope']}" if match["scope"] else "")


@dataclass
class Writer:
    """Writes runs into paragraphs and counts the bookmarks and notes of a document.

    `bookmarks` and `first_note` are the highest numbers that the document has already; the styles of notes are ids.
    """

    bookmarks: int = 0
    first_note: int = 0
    note_style: str = "FootnoteText"
    mark_style: str = "FootnoteReference"
    occurrences: Counter[str] = field(default_factory=Counter)
    notes: list[Text] = field(default_factory=list)

    def write(self, paragraph: Any, text: Text, look: Any = None) -> None:
        """Adds a text to a paragraph element. `look` are the properties that each run gets, a `w:rPr`."""
        for run in text:
            if isinstance(run, Printed):
                self._write_figure(paragraph, run, look)
            else:
                mark = run.mark if isinstance(run, Marked) else ""
                paragraph.append(_run(run if isinstance(run, str) else run.text, look, mark))

    def write_note(self, paragraph: Any, note: Text) -> None:
        """Adds the reference of a footnote. `write_notes` adds its text to the document."""
        self.notes.append(note)
        mark = _run("")
        mark.append(_element("w:footnoteReference", id=str(self.first_note + len(self.notes))))
        paragraph.append(_in_style(mark, self.mark_style))

    def write_notes(self, document: Document) -> None:
        """Adds the collected footnotes to a document, if there are any."""
        if not self.notes:
            return
        part = find_notes(document)
        if part is None:
            root = parse_xml(f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}</w:footnotes>")
            owner = document.part
            owner.relate_to(XmlPart(PackURI("/word/footnotes.xml"), _CONTENT, root, owner.package), _KIND)
            _declare_separators(document)
        else:
            root = part.element
        # The copy keeps the loop finite: writing a note must not add notes.
        for number, note in enumerate(tuple(self.notes), start=self.first_note + 1):
            footnote = _element("w:footnote", id=str(number))
            paragraph = OxmlElement("w:p")
            properties = OxmlElement("w:pPr")
            properties.append(_element("w:pStyle", val=self.note_style))
            mark = _run("")
            mark.append(OxmlElement("w:footnoteRef"))
            paragraph.extend([properties, _in_style(mark, self.mark_style), _run(" ")])
            self.write(paragraph, note)
            footnote.append(paragraph)
            root.append(footnote)

    def _write_figure(self, paragraph: Any, printed: Printed, look: Any) -> None:
        self.occurrences[printed.figure] += 1
        name = name_bookmark(printed.figure, self.occurrences[printed.figure])
        if not name:  # the first place has the bookmark; reconcile reads this one by its words
            paragraph.append(_run(printed.text, look))
            return
        self.bookmarks += 1
        number = str(self.bookmarks)
        paragraph.append(_element("w:bookmarkStart", id=number, name=name))
        paragraph.append(_run(printed.text, look))
        paragraph.append(_element("w:bookmarkEnd", id=number))


def find_notes(document: Document) -> Any:
    """The part of a document that has its footnotes, None where it has none."""
    return next((each.target_part for each in document.part.rels.values() if each.reltype == _KIND), None)


def _declare_separators(document: Document) -> None:
    """Declares the lines above footnotes in the settings. Without it, Word repairs the file on opening."""
    settings = document.settings.element
    if settings.find(qn("w:footnotePr")) is not None:
        return
    declared = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    # The schema wants it before these; the first that there is.
    later = (
        settings.find(qn(f"w:{name}"))
        for name in ("endnotePr", "compat", "docVars", "rsids", "themeFontLang")
    )
    place = next((each for each in later if each is not None), None)
    if place is None:
        settings.append(declared)
    else:
        place.addprevious(declared)


def _run(text: str, look: Any = None, mark: str = "") -> Any:
    run = OxmlElement("w:r")
    if look is not None:
        run.append(deepcopy(look))
    if mark in ("strong", "emphasis"):
        font = Font(run)
        font.bold, font.italic = (True, font.italic) if mark == "strong" else (font.bold, True)
    if text:
        shown = OxmlElement("w:t")
        shown.text = _FORBIDDEN.sub("", text)
        shown.set(qn("xml:space"), "preserve")
        run.append(shown)
    return run


def _in_style(run: Any, style: str) -> Any:
    properties = OxmlElement("w:rPr")
    properties.append(_element("w:rStyle", val=style))
    run.insert(0, properties)
    return run


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
