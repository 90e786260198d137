import pytest

from active_controls import stored_state as state
from camket.intake.formats.activex import read_stored_state


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (state(), ("Hoàn thành", True)),
        (state("0"), ("Hoàn thành", False)),
        (state("1", style=5), ("Hoàn thành", True)),
        (state(class_id=bytes(range(1, 17))), ("Hoàn thành", True)),
        (state(""), ("Hoàn thành", None)),
        (state(style=2), ("", None)),
        (state(wrong=4), ("", None)),
        (state()[:30], ("", None)),
        (b"", ("", None)),
    ],
    ids=["ticked", "open", "an option", "below its class", "neither", "a text box", "another size", "cut off", "none"],
)  # fmt: skip
def test_the_state_of_a_check_box_is_read_only_where_its_size_proves_it(stored, expected):
    assert read_stored_state(stored) == expected
