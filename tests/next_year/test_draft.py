"""A text about one year is shifted to the next."""

import pytest

from camket.next_year.draft import shift_years


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Giải ngân vốn năm 2022", "Giải ngân vốn năm 2023"),
        ("Bằng hoặc cao hơn năm 2021", "Bằng hoặc cao hơn năm 2022"),
        ("trước 30/11/2022", "trước 30/11/2023"),
        ("Quý IV/2022", "Quý IV/2023"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("Nghị quyết số 12/2022/NQ-HĐND", "Nghị quyết số 12/2022/NQ-HĐND"),
        ("theo Quyết định số 45/QĐ-UBND ngày 20/01/2022", "theo Quyết định số 45/QĐ-UBND ngày 20/01/2022"),
        ("2.022 tỷ đồng", "2.022 tỷ đồng"),
        ("tầm nhìn đến năm 2050", "tầm nhìn đến năm 2050"),
        ("", ""),
    ],
)
def test_years_shift_by_one_but_ranges_and_documents_stay(before, after):
    assert shift_years(before, 2023) == after
