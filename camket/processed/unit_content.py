"""What the sheet of one unit is made from, and nothing else: `units/<code>.json` in the processed folder.

It is the unit's own slice of the tables. A unit's sheet changes when this changes, so it is also what tells
whether a sheet that was made earlier is still true.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.inputs.units import Unit
from camket.processed.figures_file import write_json
from camket.records.record import Rejected
from camket.statuses import Basis, Status

FOLDER = "units"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """One field that the unit filled in: as it is called, what stands in it, and in which cell."""

    field: str
    title: str
    text: str
    place: str


class Reading(_Part):
    """A status with its rule, what the rule says, the words that decided and their cell.

    `decided` says who decided and when, and is empty where the rule did.
    """

    status: Status
    rule: str
    says: str
    evidence: str
    place: str
    decided: str = ""


class Item(_Part):
    """A commitment, what its unit said of it, and how that was read.

    `differences` are those of the unit's claim, the appraiser's verdict and the finding at the cut-off.
    """

    record_id: str
    item_no: int
    content: str
    target: str
    deadline: str
    appraiser: str
    reported: bool
    file: str
    said: tuple[Said, ...]
    cut_off: Reading
    full_year: Reading
    differences: tuple[str, ...]


class Asked(_Part):
    """An open question about a commitment, with what makes it one."""

    record_id: str
    basis: Basis
    reasons: tuple[str, ...]


class UnitContent(_Part):
    """All that is printed about one unit. `draft` is whether any question of the period is open, of whatever unit."""

    unit: Unit
    draft: bool
    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    questions: tuple[Asked, ...]
    problems: tuple[Rejected, ...]


def write_unit_content(tables: Path, content: UnitContent) -> None:
    """Writes the slice of a unit into the processed folder. Same content, same bytes."""
    path = content_path(tables, content.unit.code)
    path.parent.mkdir(exist_ok=True)
    write_json(path, content.model_dump(mode="json"))


def read_unit_content(tables: Path, code: str) -> UnitContent:
    """The slice of a unit. Raises `InputError` where no such unit signed anything."""
    try:
        return UnitContent.model_validate_json(content_path(tables, code).read_bytes())
    except FileNotFoundError:
        known = sorted(path.stem for path in (tables / FOLDER).glob("*.json"))
        raise InputError(
            where=f"đơn vị {code!r}",
            found="không có đơn vị nào mang mã này đã ký nội dung của kỳ",
            expected="một trong các mã: " + (", ".join(known) or "(chưa có)"),
            remedy="sửa tham số unit của sổ tay",
        ) from None


def content_path(tables: Path, code: str) -> Path:
    """Where the slice of a unit lies."""
    return tables / FOLDER / f"{code}.json"
