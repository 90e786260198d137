"""The text of a Word paragraph as a person sees it, with what is hidden, struck, chosen or noted in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from docx.oxml.ns import qn

from camket.intake.formats.limits import check_notes
from camket.intake.formats.sheet import Note, NoteKind
from camket.intake.formats.superscripts import raise_digits
from camket.intake.formats.symbol_fonts import PRIVATE, map_signs
from camket.intake.formats.word_bindings import find_stale
from camket.intake.formats.word_choices import PROMPTS, doubt_tick, read_old_choice, tick
from camket.intake.formats.word_equations import read_equation
from camket.intake.formats.word_package import FIGURES, MATH, WORD_ART, WordParts
from camket.intake.formats.word_pictures import is_scan
from camket.intake.formats.word_visibility import Look, RunStyles, deleted_words, is_on
from camket.text import clean, fold

_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXTS = frozenset({qn("w:t"), "{http://schemas.openxmlformats.org/drawingml/2006/main}t"})
_EQUATIONS = frozenset({f"{MATH}oMath", f"{MATH}oMathPara"})
_RUN, _BOX, _CONTROL, _OVERRIDE = map(qn, ("w:r", "w:txbxContent", "w:sdt", "w:bdo"))
_ACTIVE = qn("w:control")
_SYMBOL, _FIELD_CHAR = map(qn, ("w:sym", "w:fldChar"))
# A tracked move takes words away at one place and adds them at another.
_DELETIONS, _INSERTIONS = (
    frozenset(map(qn, names)) for names in (("w:del", "w:moveFrom"), ("w:ins", "w:moveTo"))
)
_PICTURES = frozenset({
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata",
    qn("w:object"), *FIGURES,
})  # fmt: skip
# What belongs to a text without being part of it: properties, codes of fields, deleted and moved text.
UNSEEN = frozenset(
    map(
        qn,
        (
            "w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:sectPr", "w:sdtPr",
            "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:del", "w:moveFrom", "w:delText", "w:instrText",
            "w:delInstrText", "w:rt",
        ),
    )
)  # fmt: skip
_SIGN_TAGS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
}  # fmt: skip
_NOTES: dict[str, tuple[str, NoteKind]] = {
    qn("w:footnoteReference"): ("footnotes", "note"),
    qn("w:endnoteReference"): ("endnotes", "note"),
    qn("w:commentReference"): ("comments", "comment"),
}
_PLACEHOLDER_STYLE = "placeholder text"
_RAISED = re.compile(r"\d{1,2}")
QUOTED = 200


@dataclass(slots=True)
class Text:
    """What a stretch of a document says.

    `parts` are seen. `hidden` and `struck` are their words, each stretch by itself; `doubts` are problems in
    Vietnamese; `notes` are footnotes, endnotes and comments. Under open tracked changes `deleted` is not seen, and
    `inserted` is. `boxes` are text boxes anchored there, `boxed` the words of those that were read with
    a cell. `goes_on`: the next paragraph goes on in the same line.
    """

    parts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    has_picture: bool = False
    has_scan: bool = False
    goes_on: bool = False
    marked: dict[str, int] = field(default_factory=dict)  # where the last stretch of each kind ends

    @property
    def shown(self) -> str:
        """The text that is seen."""
        return "".join(self.parts)

    def mark(self, kind: str, said: str, *, stays: bool = False) -> None:
        """Add hidden, struck or deleted words to the last stretch if nothing else stands between, else as a new one.

        Those that stay are added to `parts` right after.
        """
        stretches: list[str] = getattr(self, kind)
        if stretches and self.marked.get(kind) == len(self.parts):
            stretches[-1] += said
        else:
            stretches.append(said)
        self.marked[kind] = len(self.parts) + stays

    def add(self, other: Text) -> None:
        """Add all that another stretch says, except its visible text and its boxes."""
        self.hidden += other.hidden
        self.struck += other.struck
        self.doubts += other.doubts
        self.notes += other.notes
        self.deleted += other.deleted
        self.inserted += other.inserted
        self.has_picture = self.has_picture or other.has_picture
        self.has_scan = self.has_scan or other.has_scan


@dataclass(slots=True)
class _Field:
    """An open field: whether its code goes on, the text held back in it, and the choice of an old form."""

    in_code: bool = True
    held: list[str] = field(default_factory=list)
    choice: str = ""
    doubt: str = ""
    begins: int = 0


class TextReader:
    """Reads paragraphs of one document. Without `keep_struck`, struck words are no part of what a paragraph shows."""

    def __init__(self, parts: WordParts, *, keep_struck: bool = True) -> None:
        self._keep_struck = keep_struck
        self._styles = RunStyles(parts.styles, parts.document.find(qn("w:background")))
        self._paragraph: Any = None
        self._notes = {
            name: _index_notes(getattr(parts, name)) for name in ("footnotes", "endnotes", "comments")
        }
        self._said: dict[tuple[str, str | None], str] = {}
        self._letters = 0
        margins = (each.content for each in parts.attached if each.kind in ("header", "footer"))
        read = (part for part in (parts.document, *margins) if part is not None)
        self._stale = find_stale(parts.document, parts.stores)
        self._prompts = set(chain.from_iterable(map(_placeholder_runs, read)))

    def read(self, paragraph: Any) -> Text:
        """What a paragraph says."""
        text = Text(goes_on=self._styles.is_mark_gone(paragraph))
        text.doubts += [self._stale[paragraph]] if paragraph in self._stale else []
        fields: list[_Field] = []
        self._paragraph = paragraph
        self._walk(paragraph, text, fields, self._styles.look_of_paragraph(paragraph))
        for left in reversed(fields):  # a field without an end holds nothing back
            text.parts += left.held
            self._choose(left, text)
        return text

    def read_all(self, container: Any) -> Iterator[Text]:
        """What each paragraph of a container says, those in its tables and text boxes included."""
        for paragraph in find_nodes(container, qn("w:p")):
            text = self.read(paragraph)
            yield text
            for box in text.boxes:
                yield from self.read_all(box)

    def _walk(self, node: Any, text: Text, fields: list[_Field], look: Look) -> None:
        for child in node:
            tag = child.tag
            if tag in UNSEEN or not isinstance(tag, str):
                self._pass_over(child, text)
                continue
            if tag == _RUN:
                own = self._styles.look_of_run(child, look)
                if not own.hidden and self._styles.is_unseen(child, self._paragraph):
                    own = own._replace(hidden=True)
                self._walk(child, text, fields, own)
            elif (said := self._literal(child, node, text)) is not None:
                for reference in child.iter(*_NOTES):  # those within an equation
                    self._note(reference, text)
                self._say(said, node, text, fields, look)
            elif tag == _BOX:
                text.boxes.append(child)
            elif tag in _NOTES:
                self._note(child, text)
            elif tag == _FIELD_CHAR:
                self._at_field(child, text, fields)
            elif tag == _CONTROL:
                self._control(child, text, fields, look)
            else:
                text.has_picture = text.has_picture or tag in _PICTURES
                text.doubts += ["ô có nút chọn (ActiveX), không đọc được trạng thái"] * (tag == _ACTIVE)
                text.has_scan = text.has_scan or (tag in _PICTURES and is_scan(child))
                if tag == _OVERRIDE and child.get(qn("w:val")) == "rtl":
                    text.doubts.append("ô có chữ hiển thị từ phải sang trái, không rõ nội dung")
                before = len(text.parts)
                self._walk(child, text, fields, look)
                text.inserted += ["".join(text.parts[before:])] * (tag in _INSERTIONS)

    def _pass_over(self, node: Any, text: Text) -> None:
        """Keep what is deleted under tracked changes apart; other elements that are unseen hold no text."""
        if node.tag in _DELETIONS:
            text.mark("deleted", deleted_words(node))

    def _literal(self, node: Any, run: Any, text: Text) -> str | None:
        """What an element says by itself, or None if what it says stands inside it."""
        tag = node.tag
        if tag in _TEXTS:
            said = _in_symbol_font(run, node.text or "")
            raised = _RAISED.fullmatch(said) and self._styles.is_raised(run)
            return raise_digits(said, text.shown) if raised else said
        if tag in _SIGN_TAGS and run.tag == _RUN:
            return _SIGN_TAGS[tag]
        if tag == _SYMBOL:
            return _symbol(node)
        if tag in _EQUATIONS:
            return read_equation(node)
        return node.get("string") or "" if tag == WORD_ART else None

    def _say(self, said: str, run: Any, text: Text, fields: list[_Field], look: Look) -> None:
        if not said:
            return
        if run in self._prompts:
            if self._styles.name_of(run) == _PLACEHOLDER_STYLE or fold(said).startswith(PROMPTS):
                return
            text.doubts.append(f"không rõ “{_quote(said)}” là lời nhắc của mẫu hay câu trả lời")
        if look.hidden:
            text.mark("hidden", said)
            return
        if look.struck:
            text.mark("struck", said, stays=self._keep_struck)
            if not self._keep_struck:
                return
        code = next((each for each in fields if each.in_code), None)
        (text.parts if code is None else code.held).append(said)

    def _note(self, reference: Any, text: Text) -> None:
        part, kind = _NOTES[reference.tag]
        key = part, reference.get(qn("w:id"))
        if key not in self._said:
            self._said[key] = ""  # a note that refers to itself says no more
            found = self._notes[part].get(key[1])
            paragraphs = () if found is None else found.iter(qn("w:p"))
            self._said[key] = self._describe_note(paragraphs)
        if words := self._said[key]:
            self._letters += len(words)
            check_notes(self._letters)
            text.notes.append(Note(kind, words))

    def _describe_note(self, paragraphs: Iterable[Any]) -> str:
        """The words of a note, then what is hidden, struck or doubtful in it."""
        said, around = Text(), self._paragraph
        words = []
        for each in paragraphs:
            text = self.read(each)
            words.append(text.shown)
            said.add(text)
        self._paragraph = around  # the note stands within the paragraph that is being read
        if said.deleted:
            said.doubts.append(f"sửa đổi chưa duyệt: xóa {quote_stretches(said.deleted)}")
        problems = describe_problems(said, "chú thích")
        return clean(f"{' '.join(words)} ({problems})" if problems else " ".join(words))

    def _at_field(self, mark: Any, text: Text, fields: list[_Field]) -> None:
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            choice, doubt = read_old_choice(mark)
            fields.append(_Field(choice=choice, doubt=doubt, begins=len(text.parts)))
        elif fields and kind == "separate":
            fields[-1].in_code = False
            fields[-1].held.clear()
        elif fields and kind == "end":
            self._choose(fields.pop(), text)

    def _choose(self, ended: _Field, text: Text) -> None:
        """Say the choice of an old form field, unless the field shows it as its result, and any doubt about it."""
        text.doubts += [ended.doubt] if ended.doubt else []
        if ended.choice and not "".join(text.parts[ended.begins :]).strip():
            text.parts.append(ended.choice)

    def _control(self, control: Any, text: Text, fields: list[_Field], look: Look) -> None:
        inside = Text()
        content = control.find(qn("w:sdtContent"))
        if content is not None:
            self._walk(content, inside, fields, look)
        box = control.find(f"{qn('w:sdtPr')}/{_WORD_2010}checkbox")
        if box is not None:
            inside.parts, doubt = [tick(box, inside.shown)], doubt_tick(box, inside.shown)
            inside.doubts += [doubt] if doubt else []
        text.parts += inside.parts
        text.boxes += inside.boxes
        text.add(inside)


def find_nodes(container: Any, *tags: str) -> Iterator[Any]:
    """The blocks, rows or cells of a container in reading order, whatever stands between them and it.

    Content controls, custom XML, smart tags and marks of tracked changes are passed through, at any depth;
    properties and what was deleted are left out.
    """
    for child in container:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from find_nodes(child, *tags)


def describe_problems(text: Text, where: str = "ô") -> str:
    """The problems of a cell in Vietnamese: hidden text, struck text, doubts; empty if there is none."""
    found = list(text.doubts)
    if hidden := quote_stretches(text.hidden):
        found.append(f"{where} có chữ bị ẩn {hidden}, không được đọc")
    if struck := quote_stretches(text.struck):
        found.append(f"{where} có chữ bị gạch bỏ {struck}, không rõ có còn được tính hay không")
    return "; ".join(dict.fromkeys(found))


def quote_stretches(stretches: Iterable[str]) -> str:
    """Each stretch of words in quotes: “chưa nghiệm thu”, “09 lớp”."""
    return ", ".join(f"“{_quote(words)}”" for each in stretches if (words := clean(each)))


def _quote(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _index_notes(part: Any) -> Mapping[str, Any]:
    return {} if part is None else {note.get(qn("w:id")): note for note in part}


def _placeholder_runs(part: Any) -> Iterator[Any]:
    """The runs of content controls that nobody has filled in."""
    for mark in part.iter(qn("w:showingPlcHdr")):
        if is_on(mark) and mark.getparent().tag == qn("w:sdtPr"):
            yield from _runs_of(mark.getparent().getparent())


def _runs_of(control: Any) -> Iterator[Any]:
    content = control.find(qn("w:sdtContent"))
    return iter(()) if content is None else content.iter(qn("w:r"))


def _in_symbol_font(run: Any, text: str) -> str:
    """A text with the signs of its font: Word keeps a tick of Wingdings as the letter at its place."""
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is None:
        return text
    return map_signs(text, fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")))


def _symbol(node: Any) -> str:
    """The Unicode character of a `w:sym`, where it is known."""
    code = int(node.get(qn("w:char")) or "0", 16)
    is_sign = 0x20 <= code < 0xD800 or PRIVATE <= code <= 0xF8FF
    return map_signs(chr(code), node.get(qn("w:font"))) if is_sign else ""
