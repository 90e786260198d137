"""The days on which files came: named by the clerk, each for one file."""

from datetime import date

import pytest

from camket.errors import InputError
from camket.settings.received import read_received

SENT = ["submissions/SNV.xlsx", "submissions/đợt 1/STC.xlsx", "submissions/đợt 2/STC.xlsx"]
DAY = date(2022, 11, 3)


def read(tmp_path, *lines, sent=SENT):
    path = tmp_path / "received.csv"
    path.write_text("\n".join(["file,received_on", *lines]) + "\n", encoding="utf-8")
    return read_received(path, "data/raw/2022-10/received.csv", sent, 2022)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("SNV.xlsx,2022-11-03", {"submissions/SNV.xlsx": DAY}),
        ("submissions/SNV.xlsx,03/11/2022", {"submissions/SNV.xlsx": DAY}),
        ("đợt 1\\STC.xlsx,2022-11-03", {"submissions/đợt 1/STC.xlsx": DAY}),
        ("", {}),
    ],
)
def test_a_file_is_named_alone_or_with_its_folder(tmp_path, line, days):
    assert read(tmp_path, line) == days


@pytest.mark.parametrize(
    ("lines", "where", "found"),
    [
        (["STC.xlsx,2022-11-03"], "received.csv", "dòng 2: STC.xlsx (nhiều tệp cùng tên)"),
        (["SYT.xlsx,2022-11-03"], "received.csv", "dòng 2: SYT.xlsx"),
        (["SNV.xlsx,2021-11-03"], "dòng 2, received_on", "received_on = 2021-11-03"),
        (["SNV.xlsx,2022-11-03", "SNV.xlsx,2022-11-04"], "dòng 3", "hai ngày nhận"),
        (["SNV.xlsx,hôm qua"], "dòng 2, received_on", "hôm qua"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(tmp_path, lines, where, found):
    with pytest.raises(InputError) as caught:
        read(tmp_path, *lines)
    assert where in caught.value.where
    assert found in caught.value.found


def test_without_a_list_nothing_is_known(tmp_path):
    assert read_received(tmp_path / "received.csv", "", SENT, 2022) is None
