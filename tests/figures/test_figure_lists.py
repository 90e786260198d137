"""The records behind the figures of a large period: in a table, found by every reader as before."""

from __future__ import annotations

import json

import pytest

from camket.figures import figure_lists, store
from camket.figures.ledger import build_figure
from camket.figures.store import read_figures, write_figures
from tests.samples import PERIOD

IDS = tuple(f"SNV-{number:02d}" for number in range(1, 13))


def figure(name, chosen, whole):
    return build_figure(name, "hoàn thành", "all", "nội dung", tuple(chosen), whole, PERIOD)


def ledger(whole):
    return [
        figure("cut_off.completed", IDS[::2], whole),
        figure("cut_off.failed", (), whole),
        figure("cut_off.total", IDS, whole),
        figure("cut_off.completed@SNV", IDS[::2], 12),
    ]


@pytest.mark.parametrize(("whole", "is_apart"), [(10_000, False), (10_001, True)])
def test_lists_of_more_than_ten_thousand_records_stand_in_a_table(tmp_path, whole, is_apart):
    write_figures(tmp_path, ledger(whole))
    written = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert (tmp_path / figure_lists.FILE).is_file() == is_apart
    assert all(("records" in each) != is_apart for each in written)
    assert list(read_figures(tmp_path, zero_padded=True).values()) == ledger(whole)


def test_equal_ledgers_give_equal_tables(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_figures(tmp_path / name, ledger(20_000))
    one, two = (tmp_path / name / figure_lists.FILE for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_a_table_of_another_ledger_is_refused(tmp_path):
    write_figures(tmp_path, ledger(20_000))
    content = (tmp_path / store.FIGURES).read_bytes()
    write_figures(tmp_path, [figure("cut_off.total", IDS[:3], 20_000)])
    (tmp_path / store.FIGURES).write_bytes(content)
    with pytest.raises(ValueError, match=figure_lists.FILE):
        read_figures(tmp_path, zero_padded=True)


def test_the_table_is_described_beside_the_others(tmp_path):
    store.save_processed(tmp_path, "2022-10", PERIOD, {"records": []}, ledger(20_000))
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    [described] = [each for each in package["resources"] if each["path"] == figure_lists.FILE]
    assert [each["name"] for each in described["schema"]["fields"]] == ["figure", "record_id"]
