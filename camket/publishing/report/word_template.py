"""Opens the template of the report, the office's own or the built-in one; refuses what cannot be filled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import PartFactory, XmlPart
from docx.oxml.ns import nsmap, qn
from lxml import etree

from camket.errors import InputError, explain_refusal, lacks_means, raise_together
from camket.intake.formats.limits import LARGEST_FILE, LARGEST_TREE, Refusal, check_document, open_package
from camket.publishing.report.active_content import find_active_content, refuse_active
from camket.publishing.report.built_in_template import find_built_in_template
from camket.publishing.report.report_slots import Condition, FigurePart, Meaning, Slot, load_slots, read_tag
from camket.publishing.report.word_runs import read_bookmark
from camket.settings.project import REPORT_TEMPLATE, PeriodFolder

_TEMPLATE = "report_template"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The parts in which slots are filled, by their content: a name says nothing.
_FILLED = frozenset(
    {
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        CONTENT_TYPE.WML_HEADER,
        CONTENT_TYPE.WML_FOOTER,
        CONTENT_TYPE.WML_FOOTNOTES,
        CONTENT_TYPE.WML_ENDNOTES,
    }
)
# Changes that nobody has accepted or refused yet; those of a format end in Change.
_CHANGES = frozenset(
    {
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "moveFromRangeStart",
        "moveToRangeStart",
        "cellIns",
        "cellDel",
        "cellMerge",
    }
)
# python-docx leaves the notes of a document unparsed otherwise.
PartFactory.part_type_for |= dict.fromkeys((CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES), XmlPart)
_WORD = nsmap["w"]
_REMEDY = "sửa trong Word rồi lưu lại; mẫu có sẵn để làm lại từ đầu: camket new --report-template"


@dataclass(frozen=True, slots=True)
class Control:
    """A content control with a tag that camket knows. `element` is the `w:sdt`."""

    element: Any
    tag: str
    meaning: Meaning

    def stays(self, holds: Callable[[Slot], bool]) -> bool:
        """Whether no other control takes this one away. `holds` says whether a slot has something to say."""
        around = tuple(self.element.iterancestors())
        if any(isinstance(_read_meaning(each), Slot | FigurePart) for each in around):
            return False
        conditions = [meaning for each in around if isinstance(meaning := _read_meaning(each), Condition)]
        # A condition within a paragraph takes the whole paragraph with it, and so does a block.
        for paragraph in (each for each in around if each.tag == qn("w:p")):
            for other in paragraph.iter(qn("w:sdt")):
                meaning = _read_meaning(other)
                if other is self.element or next(other.iterancestors(qn("w:p"))) is not paragraph:
                    continue
                if isinstance(meaning, Condition):
                    conditions.append(meaning)
                elif isinstance(meaning, Slot) and meaning.kind == "block":
                    return False
        return all(each.slot.tag == self.tag or holds(each.slot) for each in conditions)


@dataclass(frozen=True, slots=True)
class Template:
    """A Word document to fill. `roots` are its parts that have text; `place` is how messages call it."""

    document: Document
    place: str
    is_built_in: bool
    roots: tuple[Any, ...]

    def controls(self) -> Iterator[Control]:
        """The controls of camket in reading order, without those that others removed meanwhile."""
        for root in self.roots:
            for element in list(root.iter(qn("w:sdt"))):
                tag = read_control_tag(element)
                meaning = read_tag(tag) if tag else None
                if meaning and (element is root or next(element.iterancestors(root.tag), None) is not None):
                    yield Control(element, tag, meaning)


def find_template(folder: PeriodFolder) -> Path | None:
    """The template of the period, else that of the project; None where neither is there.

    Raises `InputError` for one that has another kind of name, which nobody would notice.
    """
    for path in folder.report_templates:
        if path.is_file():
            return path
        for other in path.parent.glob(f"{_TEMPLATE}.*"):
            raise InputError(
                where=folder.place_in_project(other),
                found="mẫu báo cáo không phải tệp .docx",
                expected=REPORT_TEMPLATE,
                remedy="mở tệp trong Word, lưu thành Word Document (.docx) với đúng tên này, bỏ tệp cũ",
            )
    return None


def open_template(folder: PeriodFolder) -> Template:
    """The template of a period. Raises `InputError` with everything that is wrong in one that cannot be used."""
    path = find_template(folder)
    if path is None:
        return read_template(find_built_in_template(), REPORT_TEMPLATE, is_built_in=True)
    place = folder.place_in_project(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        if lacks_means(error):
            raise explain_refusal(error, place) from error
        raise _unusable(place, f"không mở được tệp ({error.strerror})") from None
    return read_template(content, place)


def read_template(content: bytes, place: str, *, is_built_in: bool = False) -> Template:
    """The bytes of a template as a document. Raises `InputError` as `open_template` does."""
    document = _read_document(content, place)
    roots = tuple(part.element for part in document.part.package.iter_parts() if part.content_type in _FILLED)
    template = Template(document, place, is_built_in, roots)
    _drop_attached_template(document)
    raise_together([*find_active_content(document.part.package, place), *_find_faults(template)], place)
    return template


def _read_document(content: bytes, place: str) -> Document:
    try:
        if len(content) > LARGEST_FILE:
            raise _unusable(place, "tệp quá lớn")
        with open_package(content, LARGEST_TREE) as archive:
            check_document(archive)
            kinds = archive.read("[Content_Types].xml").decode("utf-8", "replace")
        if "macroEnabled" in kinds:
            raise refuse_active(place, "macro")
        if _MAIN not in kinds:
            raise _unusable(place, "không phải văn bản Word (.docx)")
        return docx.Document(io.BytesIO(content))
    except Refusal as refusal:
        raise _unusable(place, refusal.found) from None
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise _unusable(
            place, f"không phải văn bản Word (.docx), hoặc tệp hỏng ({type(error).__name__})"
        ) from None


def _unusable(place: str, found: str) -> InputError:
    return InputError(
        where=place,
        found=found,
        expected="một văn bản Word (.docx), không đặt mật khẩu, không phải .doc, .dotx, .docm",
        remedy="mở tệp trong Word, lưu thành Word Document (.docx); hoặc bỏ tệp này để dùng mẫu có sẵn",
    )


def _drop_attached_template(document: Document) -> None:
    """Drops the link to the file a Word document was begun from, which Word would load: often a path of one machine."""
    for element in document.settings.element.findall(qn("w:attachedTemplate")):
        element.getparent().remove(element)
    relations = document.part._settings_part.rels
    for key in [key for key, each in relations.items() if each.reltype.lower().endswith("attachedtemplate")]:
        del relations[key]


def _find_faults(template: Template) -> Iterator[InputError]:
    found: set[str] = set()
    for root in template.roots:
        for element in root.iter(qn("w:sdt")):
            tag = read_control_tag(element)
            meaning = read_tag(tag) if tag else None
            found.add(tag)
            if tag and meaning is None:
                yield InputError(
                    where=f"{template.place} › ô “{_label(element)}”",
                    found=f"thẻ (tag) không có trong camket: {tag[:80]!r}",
                    expected=f"{', '.join(load_slots())}; if:<thẻ>; count:, fraction:, share:<mã số liệu>",
                    remedy="sửa thẻ trong Developer › Properties, hoặc xóa trắng thẻ nếu là ô của cơ quan",
                )
            elif isinstance(meaning, Slot) and meaning.kind == "block" and (words := _words_beside(element)):
                yield InputError(
                    where=f"{template.place} › ô “{meaning.name}” (thẻ {tag})",
                    found=f"cùng đoạn còn có chữ: “{words[:60]}”",
                    expected="ô này đứng một mình trong một đoạn, vì đoạn được lặp lại cho từng dòng",
                    remedy="xuống dòng trước và sau ô",
                )
        if any(read_bookmark(mark.get(qn("w:name"), "")) for mark in root.iter(qn("w:bookmarkStart"))):
            yield InputError(
                where=template.place,
                found="có số liệu của một báo cáo đã làm (dấu trang so_…)",
                expected="mẫu chỉ có ô để điền, không có số liệu cũ",
                remedy="làm mẫu từ mẫu có sẵn (camket new --report-template), không từ report.docx",
            )
        if any(map(_is_change, root.iter(etree.Element))):
            yield InputError(
                where=template.place,
                found="có thay đổi đang theo dõi (Track Changes) chưa duyệt",
                expected="mẫu không còn thay đổi chờ duyệt",
                remedy="chấp nhận hoặc từ chối hết các thay đổi rồi lưu lại",
            )
    if not any(map(read_tag, filter(None, found))):
        yield InputError(
            where=template.place,
            found="không có ô nào của camket: văn bản chưa đặt ô, hoặc chương trình lưu tệp đã bỏ thẻ của các ô",
            expected="các ô điều khiển nội dung (content control) có thẻ như trong mẫu có sẵn",
            remedy="làm lại từ mẫu có sẵn (camket new --report-template); sửa bằng Word, hoặc LibreOffice từ bản 7.5",
        )
        return
    always = (slot for slot in load_slots().values() if slot.needed == "always")
    yield from find_lacking(template, always, lambda slot: False)


def find_lacking(
    template: Template, needed: Iterable[Slot], holds: Callable[[Slot], bool]
) -> Iterator[InputError]:
    """An error for each needed slot that the template lacks, or has only where another control takes it away."""
    there = {control.tag: False for control in template.controls()}
    for control in template.controls():
        there[control.tag] |= control.stays(holds)
    for slot in needed:
        if slot.tag not in there:
            yield _lacks_slot(template.place, slot)
        elif not there[slot.tag]:
            yield InputError(
                where=template.place,
                found=f"ô “{slot.name}” (thẻ {slot.tag}) chỉ đứng nơi có thể bị bỏ đi: trong ô if:… hoặc trong ô khác",
                expected=f"một ô có thẻ {slot.tag} đứng ngoài các ô khác (được đứng trong if:{slot.tag})",
                remedy="đưa ô ra ngoài, hoặc thêm một ô cùng thẻ ở ngoài",
            )


def _is_change(element: Any) -> bool:
    name = etree.QName(element)
    return name.namespace == _WORD and (name.localname in _CHANGES or name.localname.endswith("Change"))


def _lacks_slot(place: str, slot: Slot) -> InputError:
    return InputError(
        where=place,
        found=f"thiếu ô “{slot.name}” (thẻ {slot.tag})",
        expected=f"một ô điều khiển nội dung (content control) có thẻ {slot.tag}",
        remedy=_REMEDY,
    )


def read_control_tag(element: Any) -> str:
    """The tag of a content control, empty where it has none."""
    tag = element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if tag is None else str(tag.get(qn("w:val"), "")).strip()


def _read_meaning(element: Any) -> Meaning | None:
    """What a control of camket means; None for every other element."""
    return read_tag(read_control_tag(element)) if element.tag == qn("w:sdt") else None


def _label(element: Any) -> str:
    alias = element.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
    shown = alias.get(qn("w:val"), "") if alias is not None else ""
    return (shown or _words(element))[:60]


def _words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t"))).strip()


def _words_beside(element: Any) -> str:
    """What stands in a control's paragraph outside of it."""
    paragraph = next(element.iterancestors(qn("w:p")), None)
    if paragraph is None:
        return ""
    own = set(element.iter(qn("w:t")))
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")) if node not in own).strip()
