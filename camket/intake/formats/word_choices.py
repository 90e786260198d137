"""Check boxes and drop-downs of Word: old form fields and content controls."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from camket.intake.formats.word_visibility import is_on
from camket.text import fold

_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PROMPTS = ("chọn", "nhấp", "bấm", "kích", "nhập", "click", "choose", "enter", "select", "tap", "type")
# How the text of a choice begins that nobody has made, folded.
PROMPTS = tuple(fold(prompt) for prompt in _PROMPTS)
_TICKED, _OPEN = "☒☑✓✗√", "☐□"
_QUOTED = 200


def read_old_choice(mark: Any) -> tuple[str, str]:
    """The tick of an old check box or the entry that an old drop-down shows, and the doubt about it.

    A list that nobody touched shows an entry as if it were chosen.
    """
    for box in mark.iter(qn("w:checkBox")):
        return _box(box), ""
    for choices in mark.iter(qn("w:ddList")):
        entries = [entry.get(qn("w:val")) or "" for entry in choices.iterfind(qn("w:listEntry"))]
        chosen = choices.find(qn("w:result"))
        shown = choices.find(qn("w:default")) if chosen is None else chosen
        number = (shown.get(qn("w:val")) or "0") if shown is not None else "0"
        entry = entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
        if not entry or fold(entry).startswith(PROMPTS):
            return "", ""
        return (
            entry,
            f"danh sách lựa chọn chưa được chọn, đang hiển thị “{entry[:_QUOTED]}”" if chosen is None else "",
        )
    return "", ""


def _box(node: Any) -> str:
    """`☒` or `☐` for a legacy form check box (`w:checkBox`), by its state, else by its default."""
    for tag in ("w:checked", "w:default"):
        state = node.find(qn(tag))
        if state is not None:
            return "☒" if is_on(state) else "☐"
    return "☐"


def tick(box: Any, shown: str) -> str:
    """The sign of a check box control: what it shows, else its state."""
    return shown if shown.strip() else "☒" if _is_checked(box) else "☐"


def doubt_tick(box: Any, shown: str) -> str:
    signs = _OPEN if _is_checked(box) else _TICKED
    return (
        "dấu hiển thị ở ô chọn khác với giá trị được lưu, không rõ có được chọn hay không"
        if any(s in shown for s in signs)
        else ""
    )


def _is_checked(box: Any) -> bool:
    state = box.find(f"{_WORD_2010}checked")
    return state is not None and state.get(f"{_WORD_2010}val") not in ("0", "false", "off")
