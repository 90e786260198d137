"""What a project may add to the dictionary in `data/raw/fields.toml`, and what is refused, in words it can act on."""

from __future__ import annotations

from datetime import date

import pytest

from camket.errors import InputError
from camket.settings.fields import BUILT_IN
from camket.settings.project_fields import read_project_fields
from samples import PERIOD

FUNDING = """[[field]]
name = "funding"
label = "Nguồn vốn"
type = "choice"
source = "reported"
choices = ["Trung ương", "Ngân sách Tỉnh"]
"""


def entry(**changed: str) -> str:
    """An entry of the file with some keys changed, as TOML values; an empty one leaves the key out."""
    keys = {
        "name": '"households"', "label": '"Số hộ"', "type": '"integer"', "source": '"reported"', **changed
    }  # fmt: skip
    return "[[field]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value)


@pytest.fixture
def read(tmp_path):
    def read_one(text: str):
        path = tmp_path / "fields.toml"
        path.write_text(text, encoding="utf-8")
        return read_project_fields(path, PERIOD)

    return read_one


def test_without_a_file_the_fields_are_the_built_in_ones(tmp_path):
    assert read_project_fields(tmp_path / "fields.toml") is BUILT_IN


def test_a_field_stands_behind_those_of_its_source_and_its_label_is_a_heading(read):
    fields = read(
        FUNDING + entry(name='"task_code"', label='"Mã định danh"', type='"text"', source='"signed"')
    )
    names = [field.name for field in fields]
    assert names[names.index("appraiser") + 1] == "task_code"
    assert names[names.index("note") + 1] == "funding"
    assert fields["funding"].headings == ("Nguồn vốn",)
    assert [field.name for field in fields.asked][-1] == "funding"
    assert "funding" not in fields.found_in("register")
    assert "task_code" in fields.found_in("register")


def test_one_project_adds_nothing_to_another(read):
    read(FUNDING)
    assert "funding" not in BUILT_IN


def test_a_day_is_bounded_by_the_days_of_the_period(read):
    fields = read(entry(type='"day"', not_before='"year"', not_after='"cut_off"'))
    assert (fields["households"].earliest, fields["households"].latest) == (date(2022, 1, 1), PERIOD.cut_off)


def test_a_project_adds_a_heading_to_a_built_in_field(read):
    fields = read('[headings]\nresult_text = ["Kết quả công tác"]\n')
    assert fields["result_text"].headings[-1] == "Kết quả công tác"


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        (entry(name='"note"'), "field 1 (note)", "tên 'note' đã dùng"),
        (entry(name='"source_row"'), "field 1 (source_row)", "tên 'source_row' đã dùng"),
        (FUNDING + FUNDING, "field 2 (funding)", "tên 'funding' đã dùng"),
        (entry(name='"Số hộ"'), "field.0.name", "Số hộ"),
        (entry(label='"GHI CHÚ"'), "field 1", "nhãn “GHI CHÚ” đã là của note"),
        (entry(label='"Đến ngày chốt"'), "field 1", "đã là của cut_off_status"),
        (entry(label='"Số hộ [2022]"'), "field.0.label", "Số hộ [2022]"),
        (entry(headings='["tỷ lệ"]'), "field 1", "tiêu đề “tỷ lệ” đã được nhận là cột progress_percent"),
        (FUNDING + entry(headings='["NGUỒN VỐN:"]'), "field 2", "đã được nhận là cột funding"),
        (entry(headings='["…"]'), "field 1", "không có chữ nào"),
        (entry(type='"money"'), "field.0.type", "money"),
        (entry(type=""), "field.0.type", "thiếu field.0.type"),
        (entry(source='"found"'), "field.0.source", "found"),
        (entry(type='"choice"'), "field.0", ""),
        (entry(choices='["một"]'), "field.0", ""),
        (entry(type='"choice"', choices='["một, hai"]'), "field.0", ""),
        (entry(not_after='"cut_off"'), "field.0", ""),
        (entry(judged="true"), "field.0.judged", "khóa không rõ"),
        ('[headings]\nresults = ["kết quả"]\n', "headings.results", "không có trường 'results'"),
        ('[headings]\nnote = ["tỷ lệ"]\n', "headings.note", "cột progress_percent"),
        ('[headings]\nnote = ["cách làm"]\nresult_text = ["CÁCH LÀM"]\n', "headings.result_text", "cột note"),
        ("[[field]\n", "data/raw/fields.toml", "không đọc được"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_its_place_with_what_to_do(read, text, where, said):
    with pytest.raises(InputError) as caught:
        read(text)
    error = caught.value
    assert error.where.startswith("data/raw/fields.toml")
    assert where in error.where
    assert said in error.found
    assert error.expected
    assert error.remedy
