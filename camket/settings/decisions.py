"""What a person decided, on what evidence: `data/raw/<period>/decisions.csv`, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from camket.errors import InputError
from camket.settings.csv_tables import append_rows, read_csv_table
from camket.settings.decision_fields import AMENDED, AMENDMENTS, FIELDS, DecisionField
from camket.settings.states import Basis
from camket.settings.value_types import Day
from camket.text import clean, fold

# In a file of eight columns the guard is this quotation at the end of the reason.
_QUOTED = " [Đơn vị ghi khi quyết định: "
# The columns that a file of the first version does not have.
OPTIONAL_COLUMNS = ("written", "role", "checked_by", "document_sha256")
_BETWEEN_IDS = ";"
_BETWEEN_FILES = " | "
# What people choose to take a decision back; in the file its value is then empty.
REVOKE = "Thu hồi"
# The thing and the field that a decision settles.
DecisionKey = tuple[str, str]
Latest = Mapping[DecisionKey, "Decision"]


class Decision(BaseModel):
    """One field of one thing as a person decided it; an empty value revokes what was decided before.

    Two guards end it when the source changes: `expect`, what the program found by itself when the person decided
    (a value, or one with its reason: `unresolved:nearly_done`), and `written`, what the unit had written (empty
    where nobody noted it). `role` is the person's function, `checked_by` who checked it,
    `document_sha256` identifies the file of the document.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_id: str
    field: str
    value: str = ""
    expect: str = Field("", validate_default=True)
    reason: str = Field(min_length=1)
    document: str = ""
    decided_by: str = Field(min_length=1)
    decided_on: Day
    written: str = ""
    role: str = ""
    checked_by: str = ""
    document_sha256: str = Field("", pattern=r"^([0-9a-f]{64})?$")

    @model_validator(mode="before")
    @classmethod
    def _read_the_guard_of_eight_columns(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("written"):
            return {**data, **split_quotation(str(data["reason"]))} if data.get("reason") else data
        return data

    @field_validator("field")
    @classmethod
    def _is_a_field(cls, name: str) -> str:
        if name not in FIELDS:
            raise ValueError(f"một trong: {', '.join(FIELDS)}")
        return name

    @field_validator("expect")
    @classmethod
    def _is_given_with_a_value(cls, expect: str, info: ValidationInfo) -> str:
        if info.data.get("value") and not expect:
            raise ValueError("điều chương trình tự xác định khi quyết định; chỉ dòng thu hồi mới để trống")
        return expect

    @field_validator("document_sha256", mode="before")
    @classmethod
    def _in_small_letters(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @property
    def key(self) -> DecisionKey:
        """What it settles; a later decision with the same key replaces it."""
        return self.record_id, self.field

    @property
    def definition(self) -> DecisionField:
        """The definition of its field."""
        return FIELDS[self.field]

    @property
    def basis(self) -> Basis:
        """The basis of the status that is decided. Raises `LookupError` for a field of the next year."""
        if self.definition.basis is None:
            raise LookupError(f"{self.field} is no status")
        return self.definition.basis

    @property
    def is_revocation(self) -> bool:
        """Whether it takes back what was decided before, so that the program's own finding counts again."""
        return not self.value

    @property
    def is_checked(self) -> bool:
        """Whether a second, different person checked it."""
        return bool(fold(self.checked_by)) and fold(self.checked_by) != fold(self.decided_by)

    def holds(self, found: str, written: str) -> bool:
        """Whether it applies to what the program finds by itself and the unit writes now.

        Under one finding a unit may say many things, so the words noted with the decision have to stand too;
        case, marks and signs do not count.
        """
        same_finding = self.expect in (found, found.partition(":")[0])
        return same_finding and (not self.written or fold(self.written) == fold(written))


def split_quotation(reason: str) -> dict[str, str]:
    """Split a reason of the old file into `reason` and `written`, which is empty unless the reason quotes it."""
    why, quoted, said = reason.partition(_QUOTED)
    return {"reason": why, "written": said.removesuffix("]")} if quoted else {"reason": reason}


def split_ids(value: str) -> tuple[str, ...]:
    """The ids that a value names, each once: several items of this year may have become one.

    >>> split_ids("SNV-01 ; SNV-02;SNV-01")
    ('SNV-01', 'SNV-02')
    """
    return tuple(dict.fromkeys(each.strip() for each in value.split(_BETWEEN_IDS)))


def join_ids(ids: Iterable[str]) -> str:
    """Several ids as one value."""
    return _BETWEEN_IDS.join(ids)


def name_files(one: str, other: str) -> str:
    """Two files as the id of a decision about them.

    >>> name_files("submissions/SNV 2.xlsx", "submissions/SNV 1.xlsx")
    'submissions/SNV 1.xlsx | submissions/SNV 2.xlsx'
    """
    return _BETWEEN_FILES.join(sorted((one, other)))


def split_files(record_id: str) -> tuple[str, ...]:
    """The files that such an id names."""
    return tuple(record_id.split(_BETWEEN_FILES))


def last_lines(decisions: Iterable[Decision]) -> dict[DecisionKey, Decision]:
    """The last line of each thing and field, in the order of these lines."""
    last: dict[DecisionKey, Decision] = {}
    for made in decisions:
        last.pop(made.key, None)
        last[made.key] = made
    return last


def latest_decisions(decisions: Iterable[Decision]) -> dict[DecisionKey, Decision]:
    """What is decided of each thing and field: a later line replaces an earlier one, an empty value revokes it.

    With the answer about an item of the next year its amendments are revoked.
    """
    latest: dict[DecisionKey, Decision] = {}
    for made in decisions:
        fields = (made.field, *AMENDMENTS) if made.is_revocation and made.field == AMENDED else (made.field,)
        for name in fields:
            latest.pop((made.record_id, name), None)
        if not made.is_revocation:
            latest[made.key] = made
    return latest


def set_unchecked_aside(
    decisions: Iterable[Decision], *, second_person: bool
) -> tuple[tuple[Decision, ...], dict[DecisionKey, Decision]]:
    """The lines that apply, and the last one of each status that waits for its check.

    With `second_person` a line on a status counts once a second, different person has checked it; until then the
    lines before it stand.
    """
    applied: list[Decision] = []
    waiting: dict[DecisionKey, Decision] = {}
    for made in decisions:
        if second_person and made.definition.is_status and not made.is_checked:
            waiting[made.key] = made
        else:
            applied.append(made)
            waiting.pop(made.key, None)
    return tuple(applied), waiting


def names_document(document: str) -> bool:
    """Whether a text can name a document; it needs a digit from 1 to 9, which "không", a dash and 0 lack."""
    return any(letter.isdigit() and letter != "0" for letter in document)


def read_lines(path: Path, place: str) -> list[tuple[int, Decision]]:
    """Every decision with its line, unchanged. A missing file means no decisions.

    The file has eight columns or twelve. Raises `InputError` for an invalid line, one without a name, or one that
    gives two versions of what the unit had written.
    """
    if not path.exists():
        return []
    lines = read_csv_table(path, place, Decision, optional=OPTIONAL_COLUMNS)
    for line, decision in lines:
        if not fold(decision.decided_by):
            raise InputError(
                where=f"{place}, dòng {line}, decided_by",
                found=f"decided_by = {decision.decided_by!r}",
                expected="họ tên người quyết định",
                remedy="ghi họ tên vào cột decided_by",
            )
        if _QUOTED in decision.reason:
            raise InputError(
                where=f"{place}, dòng {line}, written",
                found="lời đơn vị ghi khi quyết định có cả ở cột written và ở cuối cột reason",
                expected="lời đơn vị chỉ ở cột written; cột reason chỉ ghi lý do",
                remedy="giữ lời đúng ở cột written, xóa phần [Đơn vị ghi khi quyết định: …] ở cột reason",
            )
    return lines


def add_decisions(path: Path, place: str, decisions: Sequence[Decision]) -> None:
    """Adds lines to the file, whole or not at all. Raises `MachineError` where it cannot be written.

    A file of eight columns gets the other four once, and the guards at the end of its reasons move into `written`.
    """
    rows = [decision.model_dump(mode="json") for decision in decisions]
    append_rows(path, place, tuple(Decision.model_fields), rows, widen=_move_guard)


def _move_guard(row: Mapping[str, str]) -> dict[str, str]:
    """The cells of an old line that change; a line without a quotation stays as typed."""
    moved = split_quotation(clean(row.get("reason", "")))
    return moved if "written" in moved else {}
