"""Every error has an exit code and a message in four parts."""

import pickle

import pytest

from camket.errors import (
    AccountError,
    CamketError,
    FigureError,
    InputError,
    NotebookError,
    OpenQuestionsError,
    UsageError,
    raise_together,
)

PARTS = {
    "where": "submissions/so-tai-chinh.xlsx › Sheet1!F14",
    "found": "hoàn thành 130%",
    "expected": "tỷ lệ từ 0 đến 100",
    "remedy": "sửa ô này",
}
KINDS = [CamketError, UsageError, InputError, OpenQuestionsError, FigureError, NotebookError, AccountError]


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (CamketError, 1),
        (FigureError, 1),
        (AccountError, 1),
        (NotebookError, 1),
        (UsageError, 2),
        (InputError, 10),
        (OpenQuestionsError, 11),
    ],
)
def test_each_kind_of_error_has_the_exit_code_of_the_contract(kind, exit_code):
    assert kind(**PARTS).exit_code == exit_code


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_a_camket_error(kind):
    with pytest.raises(CamketError):
        raise kind(**PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_an_error_without_one_of_its_four_parts_cannot_be_raised(part):
    with pytest.raises(TypeError, match=part):
        InputError(**{name: text for name, text in PARTS.items() if name != part})


def test_a_message_starts_with_the_place_and_has_each_other_part_on_its_own_line():
    assert str(InputError(**PARTS)).splitlines() == [
        "submissions/so-tai-chinh.xlsx › Sheet1!F14",
        "  thấy:  hoàn thành 130%",
        "  cần:   tỷ lệ từ 0 đến 100",
        "  cách sửa: sửa ô này",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_from_a_worker_process_keeps_its_type_and_parts(kind):
    error = pickle.loads(pickle.dumps(kind(**PARTS)))
    assert type(error) is kind
    assert {name: getattr(error, name) for name in PARTS} == PARTS
    assert str(error) == str(kind(**PARTS))


def test_one_error_is_raised_as_it_is_and_several_as_a_list_of_all_their_parts():
    one, other = InputError(**PARTS), InputError(**{**PARTS, "found": "để trống"})
    raise_together([], "tệp")
    with pytest.raises(InputError) as caught:
        raise_together([one], "tệp")
    assert caught.value is one
    with pytest.raises(InputError) as caught:
        raise_together([one, other], "tệp")
    with pytest.raises(InputError) as nested:
        raise_together([caught.value, one], "thư mục")
    said = str(nested.value)
    assert said.startswith("thư mục\n  thấy:  3 chỗ:\n  1. submissions")
    assert said.count("hoàn thành 130%") == 2
    assert said.count("để trống") == 1
