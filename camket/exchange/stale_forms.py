"""Forms in `forms/` that no longer ask for what their unit answers for, as after a split was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from camket.errors import InputError
from camket.exchange.form import form_columns
from camket.intake.formats.books import read_book
from camket.intake.joining.record import Commitment
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder

FORMS = "forms"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class StaleForm:
    """A form by the code of its unit, with the ids that it lacks and those that are another unit's now.

    `is_blank` is whether nobody has filled anything in, so that it may be made anew.
    """

    code: str
    lacking: tuple[str, ...]
    foreign: tuple[str, ...]
    is_blank: bool

    @property
    def place(self) -> str:
        """Its path in the period's folder."""
        return f"{FORMS}/{self.code}.xlsx"

    def __str__(self) -> str:
        said = [
            *([f"thiếu {_name(self.lacking)}"] if self.lacking else []),
            *([f"còn {_name(self.foreign)} nay của đơn vị khác"] if self.foreign else []),
        ]
        return f"{self.place} ({', '.join(said)})"


def find_stale_forms(
    folder: PeriodFolder, commitments: Iterable[Commitment], fields: Fields
) -> list[StaleForm]:
    """The forms that are there and have other commitments than those of the signed list that their units answer for."""
    wanted: dict[str, list[str]] = {}
    for each in commitments:
        wanted.setdefault(each.unit.code, []).append(each.record_id)
    found = []
    for path in sorted((folder.raw / FORMS).glob("*.xlsx")):
        form = _read_form(path, fields)
        own = wanted.get(path.stem, [])
        if form is None or form.keys() == {*own}:
            continue
        lacking = tuple(key for key in own if key not in form)
        foreign = tuple(key for key in form if key not in own)
        found.append(StaleForm(path.stem, lacking, foreign, not any(form.values())))
    return found


def warn_of_forms(folder: PeriodFolder, stale: Iterable[StaleForm], cut_off: str) -> tuple[str, ...]:
    """One sentence that names the forms and how they are made anew; none where all are up to date."""
    named = "; ".join(map(str, stale))
    if not named:
        return ()
    return (
        f"biểu mẫu đã cũ: {named}; làm lại: camket new {folder.name} --cut-off {cut_off} (biểu đã có người điền được "
        "giữ nguyên)",
    )


def _read_form(path: Path, fields: Fields) -> Mapping[str, bool] | None:
    """The keys of a form, each with whether its row has an answer; None where it is no form that can be read."""
    try:
        book, _ = read_book(path, f"{FORMS}/{path.name}", whole=True)
    except InputError:
        return None
    columns = form_columns(fields, with_last=True)
    key = next(column.heading for column in columns if column.hidden)
    # The headings of answers name the days of the period; what is no signed text is an answer.
    signed = {column.heading for column in columns if not column.answer}
    for sheet in book.sheets:
        header: dict[str, int] = {}
        found: dict[str, bool] = {}
        for row in sheet.rows:
            texts = [cell.text for cell in row]
            if not header and key in texts:
                header = {text: number for number, text in enumerate(texts)}
            elif header and texts[header[key]]:
                answers = (texts[number] for heading, number in header.items() if heading not in signed)
                found[texts[header[key]]] = any(answers)
        if header:
            return found
    return None


def _name(ids: tuple[str, ...]) -> str:
    named = ", ".join(ids[:_MOST_NAMED])
    return named if len(ids) <= _MOST_NAMED else f"{named}, … ({len(ids)} nội dung)"
