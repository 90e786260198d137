"""A text about one year is shifted to the next."""

import pytest

from camket.next_year.shifted_years import shift_years


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
        ("theo Luật Đất đai 2022", "theo Luật Đất đai 2022"),
        ("Thi hành Luật Các tổ chức tín dụng năm 2022", "Thi hành Luật Các tổ chức tín dụng năm 2022"),
        ("Tuyên truyền Luật Đất đai trong năm 2022", "Tuyên truyền Luật Đất đai trong năm 2023"),
        ("Phổ biến pháp luật năm 2022", "Phổ biến pháp luật năm 2023"),
        ("Quyết định số 123/QĐ-UBND năm 2022", "Quyết định số 123/QĐ-UBND năm 2022"),
        ("Nghị quyết 12 của HĐND tỉnh năm 2022", "Nghị quyết 12 của HĐND tỉnh năm 2022"),
        (
            "Quyết định số 45/QĐ-UBND ngày 20 tháng 01 năm 2022, xong trong năm 2022",
            "Quyết định số 45/QĐ-UBND ngày 20 tháng 01 năm 2022, xong trong năm 2023",
        ),
        ("Kế hoạch năm 2022", "Kế hoạch năm 2023"),
        ("Quyết định giao dự toán năm 2022", "Quyết định giao dự toán năm 2023"),
        ("Trồng 2022 ha rừng", "Trồng 2022 ha rừng"),
        ("tạo việc làm cho 2022 lao động", "tạo việc làm cho 2022 lao động"),
        ("năm 2022 xã Mỹ An đạt chuẩn", "năm 2023 xã Mỹ An đạt chuẩn"),
        ("trước 30/11/2022 xã báo cáo", "trước 30/11/2023 xã báo cáo"),
        ("2.022 tỷ đồng", "2.022 tỷ đồng"),
        ("tầm nhìn đến năm 2050", "tầm nhìn đến năm 2050"),
        ("", ""),
    ],
)
def test_years_shift_by_one_but_ranges_and_documents_stay(before, after):
    assert shift_years(before, 2023) == after
