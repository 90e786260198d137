"""What tests are about: three units, a period, commitments, what was reported of them, what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from camket.checking.audit.blind_sample import Tables
from camket.intake.formats.sheet import Cell
from camket.intake.joining.file_versions import read_file_version
from camket.intake.joining.record import Commitment, Record, Report, Source
from camket.intake.tables.table import Row
from camket.settings.decisions import Decision
from camket.settings.period import Period
from camket.settings.period import Report as PrintedReport
from camket.settings.read_scheme import built_in_scheme
from camket.settings.units import Unit

SNV = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)
STC = Unit(code="STC", name="Sở Tài chính", group="department", order=2)
HCL = Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=3)
PERIOD = Period(
    title="nội dung cam kết",
    year=2022,
    cut_off=date(2022, 10, 30),
    superior_in_text="UBND Tỉnh",
    report=PrintedReport(
        number="158/BC", day=date(2022, 11, 9), agency="Sở A", superior="UBND tỉnh", place="Đồng Tháp"
    ),
)
SCHEME = built_in_scheme()
PLACE_KINDS = SCHEME.group("district").place_kinds
# The column in which a record says it.
_COLUMNS = {
    "progress_percent": "D",
    "result_text": "E",
    "estimate_text": "F",
    "self_assessment": "G",
    "note": "H",
    "appraisal": "I",
}


def sign(
    content: str = "Tham mưu ban hành Đề án",
    number: int = 1,
    unit: Unit = SNV,
    *,
    target: str = "",
    deadline: str = "",
    appraiser: str = "",
) -> Commitment:
    """A commitment as signed, in the row of the register that follows its number."""
    row = number + 1
    source = Source("register.xlsx", "r" * 64, "Sheet1", row)
    places = {"content": f"register.xlsx!Sheet1!C{row}"}
    record_id = f"{unit.code}-{number:02d}"
    return Commitment(record_id, unit, number, content, target, deadline, appraiser, source, places)


def record(
    content: str = "Tham mưu ban hành Đề án",
    number: int = 1,
    unit: Unit = SNV,
    *,
    target: str = "",
    deadline: str = "",
    appraiser: str = "",
    **said: Any,
) -> Record:
    """A commitment with what its unit said of it, each text in its cell of the row that follows its number."""
    signed = sign(content, number, unit, target=target, deadline=deadline, appraiser=appraiser)
    row = number + 4
    places = {name: f"Sheet1!{_COLUMNS[name]}{row}" for name in said if name in _COLUMNS}
    source = Source("submissions/snv.xlsx", "a" * 64, "Sheet1", row)
    return Record(signed, source, places=places, **{"reported": True, **said})


def report(
    content: str,
    number: int | str = "",
    unit: str = "SNV",
    row: int = 5,
    file: str = "a.xlsx",
    **said: str | Cell,
) -> Report:
    """A row that a unit sent, its cells one after the other from column A."""
    cells = {
        name: text if isinstance(text, Cell) else Cell(text, text, f"Sheet1!{'ABCDEFGH'[column]}{row}")
        for column, (name, text) in enumerate({"item_no": str(number), "content": content, **said}.items())
    }
    return Report(
        Source(file, "a" * 64, "Sheet1", row),
        Row(row, "record", cells),
        unit,
        read_file_version(f"submissions/{file}"),
    )


def decision(field: str, value: str, expect: str, record_id: str = "SNV-01", **more: Any) -> Decision:
    """What a person decided of a record."""
    made = {"reason": "Đã xem", "decided_by": "Nguyễn Văn A", "decided_on": date(2022, 11, 2), **more}
    return Decision.model_validate(
        {"record_id": record_id, "field": field, "value": value, "expect": expect, **made}
    )


def audit_tables(*rows, documented=()):
    """Tables of one period for an audit; a row is its id, its two statuses and the rules that gave them."""
    return Tables(
        {"2022-10": "sha"},
        {
            f"2022-10/{name}": {
                "record_id": name,
                "cut_off_status": cut_off,
                "full_year_status": full_year,
                "cut_off_rule": rules[0],
                "full_year_rule": rules[-1],
            }
            for name, cut_off, full_year, *rules in rows
        },
        frozenset((f"2022-10/{name}", field) for name, field in documented),
    )
