"""A letter as files: a workbook with what is asked of a unit, and a draft of a mail that carries it along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from camket.exchange.letter_sources import FOLDER, record_sources
from camket.exchange.unit_letters import Attachment, UnitLetter, load_letter_wording
from camket.figures.staging import staged
from camket.intake.formats.sheet import label_place
from camket.publishing.workbooks.book import Book, set_page, write_table
from camket.publishing.workbooks.cell_styles import LINE, TITLE
from camket.publishing.workbooks.cell_text import write_text
from camket.publishing.workbooks.problems import problem_rows, write_problem_sheet
from camket.settings.fields import label_of
from camket.settings.project import PeriodFolder

_TASKS = {"TT": 5, "Việc đề nghị": 78, "Chi tiết": 47}
_CONTENT = label_of("content")
_ANSWERS = {"TT": 5, "Mã": 12, _CONTENT: 38, "Nội dung đơn vị báo cáo (vị trí ô)": 42, "Điều chưa rõ": 45}
_REPORTS = {"TT": 5, "Mã": 12, _CONTENT: 75, "Đã ký": 50}
_MARGINS = (0.6, 0.6, 0.8, 0.8)
_HEADER_ROW = 2
_EXCEL = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_PDF = ("application", "pdf")
# Narrower than RFC 5322: what every mail program takes, and nothing that could end a header.
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# Base64 and quoted-printable hold no such text.
_BOUNDARY = "=_camket_=_"


def write_letters(period: PeriodFolder, letters: Sequence[UnitLetter], inputs: Mapping[str, str]) -> None:
    """Writes the workbook and the mail of each letter into the folder of letters, in the place of earlier ones.

    `inputs` are the hashes of what the letters were made from.
    """
    with staged([period.outputs / FOLDER]) as [folder]:
        record_sources(folder, period, inputs)
        for letter in letters:
            workbook = letter_to_workbook(letter)
            (folder / f"{letter.unit.code}.xlsx").write_bytes(workbook)
            (folder / f"{letter.unit.code}.eml").write_bytes(letter_to_mail(letter, workbook))


def find_address(letter: UnitLetter) -> str:
    """The unit's address; empty where it has none that is safe in a header."""
    email = letter.unit.email
    return email if _ADDRESS.fullmatch(email) else ""


def letter_to_workbook(letter: UnitLetter) -> bytes:
    """The workbook: what is asked of the unit, then the details of each task; the same bytes each time."""
    words, period = load_letter_wording()["workbook"], letter.period
    book = Book(words["title"].format(**letter.words), period.cut_off, author=period.report.agency)
    about = words["about"].format(**letter.words)
    tasks = [(str(number), *task) for number, task in enumerate(letter.describe_tasks(), start=1)]
    _add_table(book, words["tasks"], words["title"].format(**letter.words), about, _TASKS, tasks)
    if letter.problems:
        write_problem_sheet(book, words["mend"], letter.unit.name, problem_rows(letter.problems), period, "")
    if letter.unclear:
        asked = words["answers"].format(**letter.words)
        _add_table(book, words["answer"], asked, about, _ANSWERS, list(_list_unclear(letter)))
    if letter.unreported:
        owed = words["reports"].format(**letter.words)
        _add_table(book, words["send"], owed, about, _REPORTS, list(_list_unreported(letter)))
    return book.to_bytes()


def _list_unclear(letter: UnitLetter) -> Iterator[Sequence[str]]:
    for item, reasons in letter.unclear:
        said = "\n".join(f"{each.title} ({label_place(each.place)}): {each.text}" for each in item.said)
        why = "\n".join(reason[:1].upper() + reason[1:] for reason in reasons)
        yield str(item.item_no), item.record_id, item.content, said, why


def _list_unreported(letter: UnitLetter) -> Iterator[Sequence[str]]:
    for item in letter.unreported:
        signed = "\n".join(f"{each.title}: {each.text}" for each in item.signed)
        yield str(item.item_no), item.record_id, item.content, signed


def _add_table(
    book: Book, name: str, title: str, about: str, columns: dict[str, int], rows: Sequence[Sequence[str]]
) -> None:
    sheet = book.add_sheet(name)
    set_page(sheet, _MARGINS, header_rows=(_HEADER_ROW, _HEADER_ROW))
    write_text(sheet, 0, 0, title, book.cell_format({**TITLE, "font_size": 14}))
    write_text(sheet, 1, 0, about[:1].upper() + about[1:], book.cell_format(LINE))
    write_table(book, sheet, _HEADER_ROW, columns, rows)


def letter_to_mail(letter: UnitLetter, workbook: bytes) -> bytes:
    """The mail as a draft to open and send. It has no date and no sender, so that its bytes are the same each time."""
    words = load_letter_wording()
    first = next(iter(letter.tasks))
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = find_address(letter)
    message.set_content(_write_body(letter), cte="quoted-printable")
    files = [
        Attachment(letter.words["workbook"], workbook),
        *([letter.form] if letter.form else []),
        *letter.sheets,
    ]
    for file in files:
        main, sub = _PDF if file.name.endswith(".pdf") else _EXCEL
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    message.set_boundary(_BOUNDARY)
    subject = _as_line(f"{words['subject'][first].format(**letter.words)} – {letter.unit.name}")
    return _encode_subject(subject) + message.as_bytes()


def _encode_subject(subject: str) -> bytes:
    # EmailMessage of Python 3.11 loses a space where it folds a long subject in Vietnamese.
    encoded = Header(subject, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {encoded}\r\n".encode("ascii")


def _write_body(letter: UnitLetter) -> str:
    words = load_letter_wording()["body"]
    opening = words["issued" if letter.sheets else "opening"]
    lines = [words["to"], "", opening, ""]
    lines = [line.format(**letter.words) for line in lines]
    for number, (task, where) in enumerate(letter.describe_tasks(), start=1):
        lines += [f"{number}. {task}", words["place"].format(where=where)]
    lines += ["", words["attached"].format(**letter.words)]
    if letter.tasks.keys() & {"mend", "answer"}:
        lines.append(words["again"].format(**letter.words))
    lines += ["", words["closing"], letter.period.report.agency]
    if letter.period.notice:
        lines += ["", words["notice"].format(**letter.words)]
    return "\n".join(lines) + "\n"


def _as_line(text: str) -> str:
    """A text as one line of a header: nothing in it ends the line or shows otherwise than it reads."""
    shown = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cf") else " " for sign in text)
    return " ".join(shown.split())
