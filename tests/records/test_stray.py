from datetime import date

import pytest

from camket.records.stray import describe_other_year


@pytest.mark.parametrize(
    ("lines", "cut_off", "doubted"),
    [
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2021"], date(2022, 10, 30), True),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2022"], date(2022, 10, 30), False),
        (["Kết quả năm 2022 và đăng ký năm 2023"], date(2022, 10, 30), False),
        (["Kết quả thực hiện năm 2022"], date(2023, 1, 15), False),
        (["Kết quả thực hiện năm 2021"], date(2023, 1, 15), True),
        (["Căn cứ Báo cáo năm 2021"], date(2022, 10, 30), False),
        (["(Kèm theo Báo cáo số 5 năm 2021)"], date(2022, 10, 30), False),
        (["Biểu 1, ngày 05 tháng 11 năm 2021"], date(2022, 10, 30), False),
        (["Giai đoạn đến năm 2025"], date(2022, 10, 30), False),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT"], date(2022, 10, 30), False),
        (["KẾT QUẢ THỰC HIỆN CAM KẾT NĂM 2021"], None, False),
    ],
)
def test_a_title_that_names_another_year_is_in_doubt(lines, cut_off, doubted):
    assert bool(describe_other_year(lines, cut_off)) is doubted
