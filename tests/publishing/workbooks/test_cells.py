import pytest

from camket.publishing.workbooks.cells import fit_cell


def test_half_a_character_is_spelled_out():
    assert fit_cell("tệp \udcff.xlsx") == "tệp \\udcff.xlsx"


@pytest.mark.parametrize("length", [0, 1, 32_767])
def test_what_a_cell_holds_is_left_as_it_is(length):
    assert fit_cell("x" * length) == "x" * length


def test_of_a_longer_text_the_beginning_is_kept_and_the_rest_counted():
    text = fit_cell("x" * 180_000)
    kept = text.index(" …")
    assert 32_760 < len(text) <= 32_767
    assert text.endswith(f"… (còn {180_000 - kept} ký tự, xem ô nguồn)")
