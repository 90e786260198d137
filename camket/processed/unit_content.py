"""The content of one unit's sheet: `units/<code>.json` in the processed folder.

The sheet depends on this file alone, so the file also tells whether an existing sheet is up to date.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.inputs.units import Unit
from camket.processed.figures_file import write_json
from camket.records.record import Rejected
from camket.settings.states import Basis

FOLDER = "units"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """One field that was signed or that the unit filled in: as it is called, what stands in it, and in which cell."""

    field: str
    title: str
    text: str
    place: str


class Reading(_Part):
    """A status with its rule, the rule's description, the words that decided, and their cell.

    `decided` says who decided and when; it is empty if a rule decided.
    """

    status: str
    rule: str
    says: str
    evidence: str
    place: str
    decided: str = ""


class Item(_Part):
    """A commitment with what else was signed of it, what its unit said of it, and how that was read.

    `differences` are those between the unit's claim, the appraiser's verdict and the cut-off status.
    """

    record_id: str
    item_no: int
    content: str
    signed: tuple[Said, ...]
    reported: bool
    file: str
    said: tuple[Said, ...]
    cut_off: Reading
    full_year: Reading
    differences: tuple[str, ...]


class Asked(_Part):
    """An open question about a commitment, with its reasons."""

    record_id: str
    basis: Basis
    reasons: tuple[str, ...]


class UnitContent(_Part):
    """All that is printed about one unit; `draft` tells whether the period has any open question."""

    unit: Unit
    draft: bool
    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    questions: tuple[Asked, ...]
    problems: tuple[Rejected, ...]


def write_unit_content(tables: Path, content: UnitContent) -> None:
    """Write a unit's content into the processed folder; the same content gives the same bytes."""
    path = content_path(tables, content.unit.code)
    path.parent.mkdir(exist_ok=True)
    write_json(path, content.model_dump(mode="json"))


def read_unit_content(tables: Path, code: str) -> UnitContent:
    """Read a unit's content. Raises `InputError` if no such unit signed anything."""
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
    """The path of a unit's content."""
    return tables / FOLDER / f"{code}.json"
