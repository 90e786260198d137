"""Typed values of settings."""

from datetime import date

import pytest

from camket.settings.value_types import check_signs, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-11-02", date(2022, 11, 2)),
        ("02/11/2022", date(2022, 11, 2)),
        ("2/11/2022", date(2022, 11, 2)),
        ("2022-W44-3", None),
        ("20221102", None),
        ("2022-11-31", None),
        ("31/11/2022", None),
    ],
)
def test_a_day_is_typed_in_one_of_two_ways(text, day):
    assert read_day(text) == day


def test_a_sign_that_a_page_would_replace_is_refused_with_its_code_point_and_what_would_stand_there():
    with pytest.raises(ValueError, match="viết bằng chữ") as refused:
        check_signs("nội dung ✅ cam kết ภ")
    assert str(refused.value).endswith(": ✅ (U+2705, in thành “(đạt)”), ภ (U+0E20, in thành “[ký tự lạ]”)")


@pytest.mark.parametrize(
    "text",
    [
        "158\N{NON-BREAKING HYPHEN}BC",
        "Tiến độ → 95 m² ≥ ½",
        "\N{FULLWIDTH LATIN CAPITAL LETTER S}ở\N{ZERO WIDTH SPACE}",
    ],
)
def test_a_sign_that_looks_alike_on_the_page_is_taken(text):
    assert check_signs(text) == text
