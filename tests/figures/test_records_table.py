"""The ledger from tables: the same figures as from records, whatever the order of rows."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from camket.errors import InputError
from camket.figures.ledger import count_figures
from camket.figures.period_tables import record_rows
from camket.figures.records_table import count_tables
from camket.judging.classify import classify_records
from camket.judging.judgement import find_deadline
from camket.settings.states import BASES, field_of
from tests.samples import HCL, PERIOD, SCHEME, SNV, STC, decision, record

UNITS = (SNV, STC, HCL)
TEXTS = (
    "Đã hoàn thành",
    "Đang xây dựng dự thảo",
    "Được UBND Tỉnh cho dừng thực hiện",
    "",
    "Không thể hoàn thành",
)


@pytest.fixture(scope="module")
def judged():
    records = [
        record(
            f"Việc số {number}", number, unit, result_text=TEXTS[(number + shift) % 5],
            deadline="30/9/2022" if number % 2 else "31/12/2022",
        )
        for shift, unit in enumerate(UNITS)
        for number in range(1, 8 + shift)
    ]  # fmt: skip
    decided = decision("cut_off_status", "completed", "in_progress", "SNV-06")
    return classify_records(records, [decided], 2022, SCHEME, date(2022, 10, 30))


@pytest.fixture
def tables(judged, tmp_path):
    """The folder of the tables, the derived ones in the order of the records turned round."""
    records = record_rows(judged)
    derived = [
        {
            "record_id": each.record.commitment.record_id,
            "deadline_day": (find_deadline(each.record, 2022) or "")
            and str(find_deadline(each.record, 2022)),
            **{f"{basis}_found": each.found[field_of(basis)].status for basis in BASES},
        }
        for each in judged
    ]
    pq.write_table(pa.Table.from_pylist([dict(row) for row in records]), tmp_path / "records.parquet")
    pq.write_table(pa.Table.from_pylist(derived[::-1]), tmp_path / "derived.parquet")
    return tmp_path


def test_tables_give_the_same_figures_as_records(judged, tables):
    counted = count_tables(tables, UNITS, PERIOD)
    assert counted == count_figures(judged, UNITS, PERIOD)
    assert {figure.id: figure.numerator for figure in counted}["cut_off.overdue@SNV"] > 0


def test_records_of_a_unit_that_is_not_listed_are_refused(tables):
    with pytest.raises(InputError, match="HCL"):
        count_tables(tables, (SNV, STC), PERIOD)


@pytest.mark.parametrize("kept", ["some", "one"])
def test_tables_that_do_not_belong_together_are_refused(tables, kept):
    derived = pq.read_table(tables / "derived.parquet")
    others = derived.slice(1) if kept == "some" else derived.take([0] * len(derived))
    pq.write_table(others, tables / "derived.parquet")
    with pytest.raises(InputError, match="không cùng các nội dung"):
        count_tables(tables, UNITS, PERIOD)
