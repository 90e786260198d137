import pytest

from camket.records.objects import differs_in_object, holds_another

SIGNED = "Nâng cấp đường A, xã Mỹ An dài 03 km, kinh phí 1.500 triệu đồng, hoàn thành năm 2022"


@pytest.mark.parametrize(
    ("reported", "differs"),
    [
        (SIGNED, False),
        (SIGNED.replace("đường A", "đường B"), True),
        (SIGNED.replace("Mỹ An", "Mỹ Hòa"), True),
        (SIGNED.replace("03 km", "05 km"), True),
        (SIGNED.replace("2022", "2021"), True),
        (SIGNED.replace("03 km", "3 km"), False),
        (SIGNED.replace("03 km", "03km"), False),
        (SIGNED.replace("1.500", "1500"), False),
        (SIGNED.replace(", xã Mỹ An", ""), False),
        (SIGNED + " (Quyết định số 12)", False),
        (SIGNED[:21], False),
        (SIGNED[:24], False),
        (SIGNED.upper(), False),
        (SIGNED.replace("Mỹ An", "Mỹ Hòa").upper(), True),
        ("Nang cap duong A, xa My An dai 3 km, kinh phi 1500 trieu dong, hoan thanh nam 2022", False),
        ("Xã Mỹ An: nâng cấp đường A dài 03 km", False),
    ],
    ids=["same", "another letter", "another commune", "another number", "another year", "no zero", "no space",
         "no dot", "left out", "added", "cut short", "cut within a name", "capitals", "another in capitals",
         "no marks", "other order"],
)  # fmt: skip
def test_a_name_a_number_or_a_letter_in_place_of_another_makes_another_object(reported, differs):
    assert differs_in_object(reported, SIGNED) is differs


@pytest.mark.parametrize(
    ("reported", "signed", "differs"),
    [
        ("Phối hợp UBND Tỉnh", "Phối hợp Ủy ban nhân dân Tỉnh", False),
        ("Đạt chuẩn xã Long Thuận", "Đạt chuẩn xã Long Thuâm", False),
        ("Đạt chuẩn xã Long Khánh A", "Đạt chuẩn xã Long Khánh B", True),
        ("Hoàn thành. Báo cáo Tỉnh", "Hoàn thành. Trình Tỉnh", False),
        ("Công nhận 02 xã", "Công nhận hai xã", False),
        ("", SIGNED, False),
    ],
    ids=[
        "a short form",
        "a slip in a long name",
        "a letter after a name",
        "a sentence begins",
        "in words",
        "empty",
    ],
)
def test_a_short_form_a_slip_or_a_word_for_a_number_does_not(reported, signed, differs):
    assert differs_in_object(reported, signed) is differs


OTHER = "Giải ngân hết vốn đầu tư công được giao trong năm"


@pytest.mark.parametrize(
    ("reported", "holds"),
    [
        (f"{SIGNED}; {OTHER}", True),
        (f"- {OTHER}\n- {SIGNED}", True),
        (SIGNED, False),
        (f"{SIGNED} (đã được UBND huyện phê duyệt chủ trương và bố trí vốn từ đầu năm)", False),
    ],
)
def test_a_row_that_holds_two_commitments_is_known(reported, holds):
    assert holds_another(reported, SIGNED, [SIGNED, OTHER]) is holds


def test_a_commitment_that_is_a_part_of_another_is_not_held_by_its_row():
    part = "Nâng cấp đường A, xã Mỹ An"
    assert not holds_another(SIGNED + " theo đúng kế hoạch đã được phê duyệt", SIGNED, [SIGNED, part])
