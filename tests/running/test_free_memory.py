"""A run that would not fit into memory says so before it starts, with what it needs and what would do."""

from __future__ import annotations

import pytest

from camket.errors import MachineError
from camket.running import free_memory

GIB = 2**30


@pytest.mark.parametrize(
    ("records", "units", "free"),
    [
        (293, 31, GIB // 4),
        (1000, 100, GIB // 4),
        (3000, 300, 8 * GIB),
        (100_000, 10, 4 * GIB),
        (9000, 900, None),
    ],
)
def test_what_fits_is_run(monkeypatch, records, units, free):
    monkeypatch.setattr(free_memory, "read_free_memory", lambda: free)
    free_memory.check_memory(records, units, workers=2)


def test_what_does_not_fit_is_refused_with_its_numbers(monkeypatch):
    monkeypatch.setattr(free_memory, "read_free_memory", lambda: 4 * GIB)
    with pytest.raises(MachineError) as raised:
        free_memory.check_memory(30_000, 3000, workers=2)
    assert "còn trống 4,0 GB" in raised.value.found
    assert "30.000 nội dung, 3.000 đơn vị cần khoảng 13,7 GB với 2 tiến trình" in raised.value.found
    assert "với --jobs 1 cần khoảng 6,9 GB" in raised.value.expected
