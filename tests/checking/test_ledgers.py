"""A report is held against the published figures, and what they are now stands beside them."""

import pytest

from camket.checking.ledgers import read_ledgers
from camket.cli.main import main
from camket.errors import InputError


def test_while_nothing_moved_no_figure_has_another_value(save_tables):
    assert read_ledgers(save_tables()).moved == {}


def test_after_a_raw_file_moved_the_published_figures_count(save_tables, report):
    folder = save_tables()
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    ledgers = read_ledgers(folder)
    assert ledgers.published["cut_off.completed"].numerator == 1
    assert ledgers.moved["cut_off.completed"].numerator == 2
    assert "cut_off.total" not in ledgers.moved
    assert [unit.code for unit in ledgers.units] == ["SNV", "HTN"]


def test_raw_files_that_cannot_be_read_leave_the_published_figures(save_tables):
    folder = save_tables()
    (folder.raw / "register.xlsx").write_bytes(b"broken")
    ledgers = read_ledgers(folder)
    assert ledgers.published["cut_off.completed"].numerator == 1
    assert ledgers.notes[0].startswith("Tệp nguồn hiện nay không đọc được (register.xlsx")


def test_broken_tables_are_reported_with_a_remedy(save_tables, report):
    folder = save_tables()
    report("C2", "Đã ban hành")
    (folder.processed / "figures.json").write_text("[", encoding="utf-8")
    with pytest.raises(InputError, match="chạy lại `camket run 2022-10`"):
        read_ledgers(folder)


def test_a_sentence_of_the_report_has_the_present_number_beside_it(save_tables, report, tmp_path, capsys):
    folder = save_tables()
    report("C2", "Đã ban hành Đề án vị trí việc làm")
    written = tmp_path / "report.txt"
    written.write_text(
        "Kết quả đến ngày 30/10/2022: có 01/05 nội dung hoàn thành (chiếm 20,0%).", encoding="utf-8"
    )
    code = main(["reconcile", folder.name, str(written), "--project", str(folder.project)])
    said = capsys.readouterr().out
    assert code == 0
    assert "khớp cut_off.completed (nay: 02/05 (40,0%))" in said
    assert said.splitlines()[-1].startswith("Kết quả công bố của kỳ 2022-10 đã cũ")
    assert "(nay: 02/05 (40,0%))" in (folder.outputs / "reconcile.html").read_text(encoding="utf-8")
