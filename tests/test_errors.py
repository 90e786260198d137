"""Every error has an exit code and a message in four parts."""

import errno
import os
import pickle

import pytest

from camket.errors import (
    AccountError,
    CamketError,
    FigureError,
    InputError,
    MachineError,
    NotebookError,
    OpenQuestionsError,
    StoppedNotebookError,
    UsageError,
    explain_refusal,
    find_refusal,
    raise_together,
)

PARTS = {
    "where": "submissions/so-tai-chinh.xlsx › Sheet1!F14",
    "found": "hoàn thành 130%",
    "expected": "tỷ lệ từ 0 đến 100",
    "remedy": "sửa ô này",
}
KINDS = [
    CamketError, UsageError, InputError, OpenQuestionsError, FigureError, NotebookError, AccountError, MachineError,
    StoppedNotebookError,
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (CamketError, 1),
        (FigureError, 1),
        (AccountError, 1),
        (UsageError, 2),
        (InputError, 10),
        (NotebookError, 10),
        (StoppedNotebookError, 10),
        (OpenQuestionsError, 11),
        (MachineError, 15),
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


@pytest.mark.parametrize(
    ("number", "found", "remedy"),
    [
        (errno.ENOSPC, "ổ đĩa đã hết chỗ", "xóa bớt tệp"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc", "ổ đĩa ghi được"),
        (errno.EACCES, "máy không cho ghi, hoặc tệp đang mở", "đóng tệp Excel"),
        (errno.EFBIG, "tệp lớn hơn mức máy cho ghi", "nâng giới hạn cỡ tệp"),
        (errno.EMFILE, "máy không cho mở thêm tệp", "nâng giới hạn"),
        (errno.ENAMETOOLONG, "tên hoặc đường dẫn quá dài", "đường dẫn ngắn"),
        (errno.ENOTDIR, "không ghi được", "kiểm tra ổ đĩa"),
    ],
)
def test_what_the_machine_refuses_is_said_in_words_with_a_remedy(number, found, remedy):
    error = explain_refusal(OSError(number, os.strerror(number), "outputs/2022-10"))
    assert (error.where, error.exit_code) == ("outputs/2022-10", 15)
    assert error.found.startswith(found)
    assert remedy in error.remedy
    assert error.remedy.endswith("kết quả cũ còn nguyên")


def test_a_refusal_is_found_behind_the_error_of_a_library():
    refusal = OSError(errno.ENOSPC, "No space left on device")
    library = RuntimeError("cannot save")
    library.__cause__ = refusal
    assert find_refusal(library) is refusal
    assert find_refusal(MemoryError()).errno == errno.ENOMEM
    assert find_refusal(FileNotFoundError(errno.ENOENT, "no such file")) is None
    assert find_refusal(ValueError()) is None
