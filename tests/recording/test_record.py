import pytest

from camket.errors import InputError
from camket.recording import record as record_module


def test_a_raw_file_changed_during_a_run_stops_it_and_keeps_the_earlier_outputs(record, monkeypatch):
    folder = record()
    before = {path: path.read_bytes() for path in folder.outputs.rglob("*") if path.is_file()}

    def change_then_check(prepared_folder):
        path = folder.raw / "submissions" / "SNV.xlsx"
        path.write_bytes(path.read_bytes() + b" ")
        return is_fresh(prepared_folder)

    is_fresh = record_module.is_fresh
    monkeypatch.setattr(record_module, "is_fresh", change_then_check)
    with pytest.raises(InputError, match="trong khi đang chạy"):
        record()
    assert {path: path.read_bytes() for path in folder.outputs.rglob("*") if path.is_file()} == before
