"""The types that later steps use: signed commitments, reported rows, joined records, rejections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from camket.intake.formats.sheet import label_place
from camket.intake.joining.field_values import Value, describe_value, split_values
from camket.intake.joining.file_versions import FileVersion
from camket.intake.tables.item_numbers import read_item_number
from camket.intake.tables.row_kinds import is_blank
from camket.intake.tables.table import Row
from camket.settings.fields import BUILT_IN, Field, Fields
from camket.settings.units import Unit

# What was not used: a file or table, a row, a cell of a used row, a row that repeats another, a row that its
# unit replaced, something missing, hidden content that may be commitments, other content that was not read, a
# result that is read from the column of another field, and signs that a page cannot show as they are.
RejectedKind = Literal[
    "file", "row", "cell", "repeated", "superseded", "missing", "hidden", "unread", "misplaced", "unprinted"
]

# What says which commitment a row is about.
_NAMING = frozenset({"item_no", "content"})


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a row: file with hash, sheet or table, row."""

    file: str
    sha256: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """One item of the signed list: the denominator.

    `unit` answers for it; `signed_by` is the one that signed it, if it has ended since. `shares_number` is whether its
    unit has another one of the same number, from another unit. `values` has the signed fields without an attribute,
    `asks` the review questions that the list itself raises.
    """

    record_id: str
    unit: Unit
    item_no: int
    content: str
    target: str
    deadline: str
    appraiser: str
    source: Source
    places: Mapping[str, str]
    values: Mapping[str, Value] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    signed_by: Unit | None = None
    shares_number: bool = False

    @property
    def own_number(self) -> int | None:
        """The item number where it tells the commitment from the others of its unit."""
        return None if self.shares_number else self.item_no

    @property
    def summary(self) -> str:
        """What was signed, in one line; it guards decisions about next year's lists."""
        return f"{self.content} ({self.target})".removesuffix(" ()")

    def value(self, name: str) -> Value:
        """The value of a signed field."""
        value: Value = getattr(self, name) if name in _SIGNED else self.values.get(name)
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One submitted row before it is joined to a commitment.

    Each instance equals only itself. `doubts` are review questions in Vietnamese about the commitment it
    joins. `named_by` says in Vietnamese what names its unit, `against` is the unit that the heading names against the
    key of the row, or empty.
    """

    source: Source
    row: Row
    unit: str
    file_version: FileVersion = field(default_factory=FileVersion)
    doubts: tuple[str, ...] = ()
    named_by: str = ""
    against: str = ""

    @property
    def place(self) -> str:
        """The file and the cell of the content, as printed."""
        cell = self.row.cells.get("content")
        return f"{self.source.file} › {label_place(cell.place) if cell else f'dòng {self.row.number}'}"

    @property
    def key(self) -> str:
        """The record id in the hidden cell of camket's form."""
        return self.row.text("key").upper()

    @property
    def item_no(self) -> int | None:
        """The item number, if the cell holds one of one level ("3", "3.", "(03)", "3/")."""
        return read_item_number(self.row.text("item_no"))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, row, cell or part of a sheet that was not used, worded to be forwarded to the unit.

    `is_asked` says that the review asks a person which commitment the row is.
    """

    unit: str
    file: str
    sha256: str
    sheet: str
    row: int | None
    cell: str
    found: str
    expected: str
    remedy: str
    kind: RejectedKind = "row"
    is_asked: bool = False

    @property
    def to_mend(self) -> bool:
        """Whether someone has to act on it."""
        return self.kind in ("file", "row", "cell", "missing")

    @property
    def is_notice(self) -> bool:
        """Whether its unit should look at it but may leave it unchanged."""
        return self.kind in ("hidden", "unread", "misplaced", "unprinted")

    @property
    def where(self) -> str:
        """The printed place: the file with cell, row or sheet; the unit if nothing was sent."""
        sheet = self.sheet
        if self.kind in ("hidden", "unread") and self.cell:
            place = f"{sheet}, {self.cell}"
        else:
            place = self.cell or (f"{sheet}, dòng {self.row}" if self.row else sheet)
        return " › ".join(part for part in (self.file, label_place(place)) if part) or self.unit


@dataclass(frozen=True, slots=True)
class Record:
    """A commitment with its unit's report; texts are cleaned, `raw` holds them as stored in the file.

    A reported field that the program uses is an attribute, the others are in `values`. `judged_words` has the
    words that a field is judged by, if the field also shows others (see `tables.row_fields`). `doubts` are those of the
    `review_reasons` that concern the row as a whole: whose it is, of which year, whether another row counts, what is
    noted or hidden in it. `chosen_by` is who decided that its file is later than another one that says something else.
    """

    commitment: Commitment
    source: Source
    reported: bool = False
    result_text: str = ""
    progress_percent: Decimal | None = None
    completed_on: date | None = None
    self_assessment: str = ""
    appraisal: str = ""
    estimate_text: str = ""
    note: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    judged_words: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    review_reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    chosen_by: str = ""

    @property
    def is_filled_in(self) -> bool:
        """Whether the unit wrote anything of the commitment; its row in a form may be left blank."""
        return any(name not in _NAMING and not is_blank(text) for name, text in self.raw.items())

    def words_to_judge(self, name: str) -> str:
        """The words of a field to derive a status from, without sub-headings and earlier periods."""
        shown: str = getattr(self, name)
        return self.judged_words.get(name, shown) if self.judged_words else shown

    def value(self, name: str) -> Value:
        """What the unit reported in a field."""
        value: Value = getattr(self, name) if name in _REPORTED else self.values.get(name)
        return value

    def describe_field(self, name: str) -> str:
        """The value of a reported field as text, empty if the unit left it out."""
        return describe_value(self.value(name))

    def reported_fields(self, fields: Fields = BUILT_IN) -> Iterator[tuple[Field, str, str]]:
        """Each reported field that the unit filled in: the field, its text, its place in the file."""
        for each in fields.reported:
            if text := self.describe_field(each.name):
                yield each, text, self.places.get(each.name, "")

    @property
    def summary(self) -> str:
        """What the unit reports about the commitment, in one line; empty if it reports nothing.

        Decisions quote it as their guard, so it never changes for the same cells.
        """
        return " | ".join(
            f"{each.quoted_as}: {text}" for each, text, _ in self.reported_fields() if each.quoted_as
        )


_SIGNED = split_values(dict.fromkeys(each.name for each in BUILT_IN.signed), Commitment)[0].keys()
_REPORTED = split_values(dict.fromkeys(each.name for each in BUILT_IN.reported), Record)[0].keys()
