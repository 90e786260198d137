"""The covering report as a Word document: what it says, put into the template of the office."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from camket.errors import InputError, raise_together
from camket.figures.audit_record import summarize
from camket.figures.ledger import Figure
from camket.figures.reference_code import label_code
from camket.figures.staging import write_file_atomically
from camket.pipeline import Prepared
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.inline import as_plain
from camket.publishing.opened.other_notebooks import IN_REPORT, REASON, find_notebook
from camket.publishing.report.content import Letter, draft_letter
from camket.publishing.report.facts import gather_facts
from camket.publishing.report.fill_template import fill_template
from camket.publishing.report.registration_section import describe_next_year
from camket.publishing.report.report_slots import FigurePart, load_slots
from camket.publishing.report.word_bytes import to_bytes
from camket.publishing.report.word_runs import Writer, find_notes
from camket.publishing.report.word_styles import NOTE, NOTE_MARK, add_missing_styles
from camket.publishing.report.word_template import Template, find_lacking, open_template
from camket.settings.period import Layout, Period
from camket.settings.project import PeriodFolder

FILE = "report.docx"


def publish_report(folder: PeriodFolder, outputs: Path, prepared: Prepared, code: str = "") -> None:
    """Writes the report of a period into its outputs. `code` ties it to its data."""
    write_file_atomically(outputs / FILE, build_report(folder, prepared, code))


def build_report(folder: PeriodFolder, prepared: Prepared, code: str = "") -> bytes:
    """Returns the report of a prepared period as a Word file. Equal periods and templates give equal bytes.

    Raises `InputError` as `check_report` does.
    """
    template, letter = check_report(folder, prepared, code)
    return letter_to_docx(letter, template, prepared.period, prepared.figures)


def check_report(folder: PeriodFolder, prepared: Prepared, code: str = "") -> tuple[Template, Letter]:
    """The template of a period, and what the report says in it.

    Raises `InputError` where the template cannot be used, lacks a slot for what there is to say, or names an unknown
    figure.
    """
    template = open_template(folder)
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    letter = draft_letter(
        analysis,
        gather_facts(analysis, prepared.records),
        describe_next_year(analysis),
        summarize(prepared.audit),
        label_code(code) if code else "",
    )
    needed = [slot for slot in load_slots().values() if slot.needed == "filled" and letter.says(slot.tag)]
    faults = list(find_lacking(template, needed, lambda slot: letter.says(slot.tag)))
    faults += [
        _unknown_figure(template.place, control.meaning.figure, prepared.figures, folder.project)
        for control in template.controls()
        if isinstance(control.meaning, FigurePart) and control.meaning.figure not in prepared.figures
    ]
    raise_together(faults, template.place)
    return template, letter


def _unknown_figure(place: str, figure: str, figures: Mapping[str, Figure], project: Path) -> InputError:
    if owner := find_notebook(project, figure):
        return InputError(
            where=f"{place} › {figure[:80]}",
            found=REASON.format(notebook=owner, why=IN_REPORT),
            expected="mã của sổ số liệu chung trong trace.html hoặc figures.json",
            remedy=f"bỏ ô này khỏi mẫu; in số liệu ở trang của {owner}, hoặc chép tay và kiểm bằng camket reconcile",
        )
    near = difflib.get_close_matches(figure, figures, n=3)
    return InputError(
        where=place,
        found=f"mã số liệu không có trong kỳ này: {figure[:80]!r}",
        expected=f"gần giống: {', '.join(near)}" if near else "một mã trong trace.html hoặc figures.json",
        remedy="sửa thẻ (tag) của ô trong Developer › Properties",
    )


def letter_to_docx(
    letter: Letter, template: Template, period: Period, figures: Mapping[str, Figure]
) -> bytes:
    """Returns the Word file. Equal letters give equal bytes. Characters that XML forbids are left out."""
    document = template.document
    add_missing_styles(document)
    if template.is_built_in:
        _set_margins(document, period.layout)
    writer = Writer(
        bookmarks=max(
            (_number(mark) for root in template.roots for mark in root.iter(qn("w:bookmarkStart"))), default=0
        ),
        first_note=_last_note(document),
        note_style=document.styles[NOTE].style_id,
        mark_style=document.styles[NOTE_MARK].style_id,
    )
    fill_template(template, letter, figures, writer)
    writer.write_notes(document)
    title, agency, code = (as_plain(letter.texts[tag]) for tag in ("title", "agency", "code"))
    return to_bytes(document, title=title, author=agency, day=period.document_day, comments=code)


def _number(element: Any) -> int:
    said = element.get(qn("w:id"), "0")
    return int(said) if said.isdecimal() else 0


def _last_note(document: Document) -> int:
    part = find_notes(document)
    return 0 if part is None else max(map(_number, part.element.iter(qn("w:footnote"))), default=0)


def _set_margins(document: Document, layout: Layout) -> None:
    """Of the built-in template; a template of the office has the margins that the office gave it."""
    section = document.sections[0]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(size) for size in layout.margins_mm
    )
