import json

import pytest

from camket.comparing.side import read_snapshot, take_snapshot
from camket.errors import InputError
from camket.processed.prepare import prepare_period


def test_the_tables_of_a_run_equal_what_its_raw_files_give(save_tables):
    folder = save_tables()
    written = read_snapshot(folder.processed, "2022-10", zero_padded=True)
    taken = take_snapshot(folder, prepare_period(folder))
    assert written.records == taken.records
    assert written.figures == taken.figures
    assert (written.year, written.cut_off, written.program) == (2022, "2022-10-30", taken.program)
    assert taken.name == "2022-10 (theo tệp nguồn hiện nay)"


def test_a_column_is_called_as_its_tables_call_it_and_one_that_camket_knows_as_camket_does(save_tables):
    folder = save_tables()
    path = folder.processed / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    [columns] = [one["schema"]["fields"] for one in package["resources"] if one["name"] == "records"]
    columns += [{"name": "own", "title": "Cột riêng"}, {"name": "bare"}]
    columns[0]["title"] = "Tên cũ"
    path.write_text(json.dumps(package), encoding="utf-8")
    labels = read_snapshot(folder.processed, "2022-10", zero_padded=True).labels
    assert labels["own"] == "Cột riêng"
    assert "bare" not in labels
    assert labels[columns[0]["name"]] not in ("Tên cũ", "")


@pytest.mark.parametrize("name", ["datapackage.json", "inputs.json", "figures.json", "records.parquet"])
@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_missing_or_broken_tables_are_reported_with_a_remedy(save_tables, name, content):
    folder = save_tables()
    path = folder.processed / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_snapshot(folder.processed, "2022-10", zero_padded=True)
    assert caught.value.where == "2022-10"
    assert "camket run" in caught.value.remedy
    assert content is not None or name in caught.value.found
