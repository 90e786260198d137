"""Which units reported, how much of what they signed, and in time or not."""

from datetime import date

import pytest

from camket.figures.reporting import describe_reporting
from camket.figures.reporting_figures import count_reporting_figures, reporting_rows
from camket.intake.joining.reconciliation import SilentUnits
from camket.judging.classify import classify_record
from samples import HCL, PERIOD, SNV, STC, record, report

UNITS = [SNV, STC, HCL]
DUE = date(2022, 11, 3)
WITH_DUE = PERIOD.model_copy(update={"report_due": DUE})
RECORDS = [
    classify_record(
        record(number=number, unit=unit, reported=True, result_text="", raw={"content": "x", **said}), {}, 2022
    )
    for unit, number, said in (
        (SNV, 1, {"progress_percent": "80%"}), (SNV, 2, {"result_text": "……"}), (STC, 1, {"note": "#REF!"}),
        (HCL, 1, {}), (HCL, 2, {}),
    )
]  # fmt: skip
FILES = [report("a", 1, "SNV", file="snv.xlsx"), report("b", 1, "SNV", file="snv2.xlsx"),
         report("c", 1, "STC", file="stc.xlsx")]  # fmt: skip
SILENT = SilentUnits((HCL,), ())


def ledger(days, period=WITH_DUE):
    reporting = describe_reporting(UNITS, FILES, SILENT, days, period.report_due)
    return {figure.id: figure for figure in count_reporting_figures(RECORDS, UNITS, period, reporting)}


@pytest.mark.parametrize(
    ("figure", "text", "records"),
    [
        ("reported", "02/05 nội dung (chiếm 40,0%)", ("SNV-01", "STC-01")),
        ("reported@SNV", "01/02 nội dung (chiếm 50,0%)", ("SNV-01",)),
        ("reported@HCL", "00/02 nội dung (chiếm 0,0%)", ()),
        ("units.reported", "02/03 đơn vị (chiếm 66,7%)", ("SNV-01", "STC-01")),
        ("units.silent", "01/03 đơn vị (chiếm 33,3%)", ("HCL-01",)),
        ("units.silent@department", "00/02 đơn vị (chiếm 0,0%)", ()),
        ("units.unusable", "00/03 đơn vị (chiếm 0,0%)", ()),
        ("units.blank", "00/03 đơn vị (chiếm 0,0%)", ()),
    ],
)
def test_units_and_commitments_of_which_a_unit_wrote_anything_are_counted(figure, text, records):
    found = ledger(None)[figure]
    assert (found.text, found.records) == (text, records)


@pytest.mark.parametrize(
    ("days", "when"),
    [
        ({"snv.xlsx": "03", "snv2.xlsx": "09", "stc.xlsx": "04"}, {"on_time": 1, "late": 1, "undated": 0}),
        ({"snv2.xlsx": "03"}, {"on_time": 1, "late": 0, "undated": 1}),
        ({"snv2.xlsx": "09", "stc.xlsx": "01"}, {"on_time": 1, "late": 0, "undated": 1}),
        ({}, {"on_time": 0, "late": 0, "undated": 2}),
    ],
)
def test_a_unit_is_late_only_where_every_file_of_it_is_known_to_have_come_late(days, when):
    known = {file: date(2022, 11, int(day)) for file, day in days.items()}
    figures = ledger(known)
    assert {name: figures[f"units.{name}"].numerator for name in when} == when
    assert {figures[f"units.{name}"].denominator for name in when} == {2}


def test_a_unit_whose_form_came_back_blank_did_not_report_and_was_not_late():
    blank = SilentUnits((HCL,), (), (STC,))
    reporting = describe_reporting(UNITS, FILES, blank, {"stc.xlsx": date(2022, 12, 1)}, DUE)
    figures = {figure.id: figure for figure in count_reporting_figures(RECORDS, UNITS, WITH_DUE, reporting)}
    assert {name: figures[f"units.{name}"].fraction for name in ("reported", "silent", "blank", "late")} == {
        "reported": "01/03",
        "silent": "01/03",
        "blank": "01/03",
        "late": "00/01",
    }
    sent = {row["unit"]: row["sent"] for row in reporting_rows(RECORDS, UNITS, WITH_DUE, reporting)}
    assert sent == {"SNV": "reported", "STC": "blank", "HCL": "silent"}


def test_without_a_list_of_days_or_a_day_by_which_to_report_no_timeliness_is_stated():
    assert "units.on_time" not in ledger(None)
    assert "units.on_time" not in ledger({"snv.xlsx": DUE}, PERIOD)


def test_the_table_has_a_row_for_each_unit():
    reporting = describe_reporting(UNITS, FILES, SILENT, {"stc.xlsx": DUE}, DUE)
    rows = reporting_rows(RECORDS, UNITS, WITH_DUE, reporting)
    assert [tuple(row.values()) for row in rows] == [
        ("SNV", "Sở Nội vụ", "department", 2, 1, "reported", "", "undated", ""),
        ("STC", "Sở Tài chính", "department", 1, 1, "reported", "2022-11-03", "on_time", ""),
        ("HCL", "UBND huyện Cao Lãnh", "district", 2, 0, "silent", "", "", ""),
    ]
