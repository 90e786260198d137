"""The types that later steps use: signed commitments, reported rows, joined records, rejections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from camket.inputs.units import Unit
from camket.numerals import print_percent
from camket.reading.sheet import print_place
from camket.reading.table import Row
from camket.records.sending import Sending

# The fields of a submission that say what became of a commitment.
REPORTED_FIELDS = (
    "item_no", "content", "result_text", "progress_percent", "self_assessment", "appraisal",
    "estimate_text", "note",
)  # fmt: skip
SIGNED_FIELDS = ("content", "target", "deadline", "appraiser")
# What a unit says became of a commitment, as an official calls each field.
SAID_FIELDS = {
    "result_text": "kết quả",
    "progress_percent": "tỷ lệ",
    "self_assessment": "tự đánh giá",
    "appraisal": "thẩm định",
    "estimate_text": "ước cả năm",
    "note": "ghi chú",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a row: file with hash, sheet or table, row."""

    file: str
    sha256: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """One item of the signed list: the denominator."""

    record_id: str
    unit: Unit
    item_no: int
    content: str
    target: str
    deadline: str
    appraiser: str
    source: Source
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One submitted row before it is joined to a commitment.

    Each instance equals only itself. `doubts` are review questions in Vietnamese about the commitment it
    joins.
    """

    source: Source
    row: Row
    unit: str
    sending: Sending = field(default_factory=Sending)
    doubts: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The file and the cell of the content, as printed."""
        cell = self.row.cells.get("content")
        return f"{self.source.file} › {print_place(cell.place) if cell else f'dòng {self.row.number}'}"

    @property
    def key(self) -> str:
        """The record id that our form carries in a hidden cell of the row."""
        return self.row.text("key").upper()

    @property
    def item_no(self) -> int | None:
        """The item number, if the cell holds one ("3", "3.", "(03)")."""
        digits = self.row.text("item_no").strip("(.) ")
        return int(digits) if digits.isdecimal() else None


# What was not used: a file or table, a row, a cell of a used row, a row that repeats another, a row that its
# unit replaced, something missing, hidden content that may be commitments, and other content that was not
# read.
RejectedKind = Literal["file", "row", "cell", "repeated", "superseded", "missing", "hidden", "unread"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, row, cell or part of a sheet that was not used, worded to be forwarded to the unit."""

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

    @property
    def to_mend(self) -> bool:
        """Whether someone has to act on it."""
        return self.kind in ("file", "row", "cell", "missing")

    @property
    def is_notice(self) -> bool:
        """Whether its unit should look at it but may leave it unchanged."""
        return self.kind in ("hidden", "unread")

    @property
    def where(self) -> str:
        """The printed place: the file with cell, row or sheet; the unit if nothing was sent."""
        sheet = self.sheet
        if self.is_notice and self.cell:
            place = f"{sheet}, {self.cell}"
        else:
            place = self.cell or (f"{sheet}, dòng {self.row}" if self.row else sheet)
        return " › ".join(part for part in (self.file, print_place(place)) if part) or self.unit


@dataclass(frozen=True, slots=True)
class Record:
    """A commitment with its unit's report; texts are cleaned, `raw` holds them as stored in the file.

    `spoken` has the words to judge a field by where it also shows others (see `reading.join_cells`).
    """

    commitment: Commitment
    source: Source
    reported: bool = False
    result_text: str = ""
    progress_percent: Decimal | None = None
    self_assessment: str = ""
    appraisal: str = ""
    estimate_text: str = ""
    note: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    review_reasons: tuple[str, ...] = ()

    def words(self, name: str) -> str:
        """The words of a field to derive a status from, without sub-headings and earlier periods."""
        shown: str = getattr(self, name)
        return self.spoken.get(name, shown) if self.spoken else shown

    def said_in(self, name: str) -> str:
        """One of `SAID_FIELDS` as text, empty where the unit left it out."""
        if name == "progress_percent":
            return "" if self.progress_percent is None else print_percent(self.progress_percent)
        return str(getattr(self, name))

    @property
    def said(self) -> str:
        """All that the unit says about the commitment, in one line; empty where it says nothing."""
        return " | ".join(
            f"{title}: {text}" for name, title in SAID_FIELDS.items() if (text := self.said_in(name))
        )
