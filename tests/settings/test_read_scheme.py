"""What a project's scheme.toml may say, and each way in which it is incomplete or unusable."""

import re

import pytest

from camket.errors import InputError
from camket.settings.read_scheme import read_scheme
from invented import GOVERNMENT, GROUPS
from samples import SCHEME

PLACE = "data/raw/scheme.toml"


def scheme_of(folder, text):
    path = folder / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    return read_scheme(path, PLACE)


def changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def test_without_a_file_the_built_in_scheme_counts(tmp_path):
    assert read_scheme(tmp_path / "scheme.toml", PLACE) is SCHEME


def test_groups_of_ones_own_keep_the_built_in_statuses(tmp_path):
    scheme = scheme_of(tmp_path, GROUPS)
    assert scheme.group_codes == ("department", "commune", "company")
    assert scheme.statuses == SCHEME.statuses
    assert [group.code for group in scheme.groups_with("screened")] == ["department", "company"]


def test_statuses_of_ones_own_keep_the_built_in_groups(tmp_path):
    scheme = scheme_of(tmp_path, GOVERNMENT)
    assert scheme.groups == SCHEME.groups
    assert scheme.choose("cut_off", "done", "late") == "done_late"
    assert scheme.choose("cut_off", "running", "unknown") == "unresolved"


def test_what_is_listed_apart_has_no_letter_and_takes_none_away(tmp_path):
    scheme = scheme_of(tmp_path, GOVERNMENT)
    assert (
        "".join(scheme.marker("cut_off", status) for status in scheme.possible("cut_off")) == "a)b)c)d)---đ)"
    )


def test_a_state_of_which_some_is_printed_so_and_some_otherwise_has_a_figure_of_its_own(tmp_path):
    scheme = scheme_of(tmp_path, GOVERNMENT)
    assert scheme.stem("cut_off", "done") == "cut_off.done"
    assert scheme.stem("cut_off", "failed") == "cut_off.not_done"


def test_a_state_may_be_counted_with_another_where_the_scheme_says_so(tmp_path):
    text = changed(GOVERNMENT, 'from = ["running.late"]', 'from = ["running.late", "failed"]')
    text = re.sub(r'\[\[status\]\]\ncode = "not_done".*?hatch = "\|\|\|\|"\n', "", text, flags=re.DOTALL)
    scheme = scheme_of(tmp_path, text)
    assert scheme.choose("cut_off", "failed", "unknown") == "running_overdue"
    assert scheme.state_of("running_overdue") == "running"
    assert scheme.only_status("cut_off", "failed") is None


@pytest.mark.parametrize(
    ("text", "old", "new", "where", "found"),
    [
        pytest.param(GROUPS, "[[group]]", "[[groups]]", "groups", "khóa không rõ groups", id="unknown table"),
        pytest.param(
            GROUPS,
            'label = "các sở, ban, ngành tỉnh"\n',
            "",
            "[[group]] thứ 1 (department)",
            "thiếu label",
            id="missing label",
        ),
        pytest.param(
            GROUPS,
            'code = "company"',
            'code = "Company"',
            "[[group]] thứ 3 (Company)",
            "code = 'Company'",
            id="code in capitals",
        ),
        pytest.param(
            GROUPS, 'code = "company"', 'code = "all"', "group all", "code = 'all'", id="code of all units"
        ),
        pytest.param(
            GROUPS,
            'code = "company"',
            'code = "commune"',
            "group commune",
            "code = 'commune' có hai lần",
            id="code twice",
        ),
        pytest.param(
            GROUPS,
            'short = "Doanh nghiệp"',
            'short = "Xã, Phường"',
            "group company",
            "có hai lần",
            id="short label twice",
        ),
        pytest.param(
            GROUPS,
            'next_year = "screened"',
            'next_year = "checked"',
            "[[group]] thứ 1",
            "next_year = 'checked'",
            id="unknown treatment",
        ),
        pytest.param(
            GROUPS,
            "level = 2",
            "level = 3",
            "group company",
            "company (bậc 2) đứng sau commune (bậc 3)",
            id="levels out of order",
        ),
        pytest.param(
            GROUPS,
            "ngành\\b'",
            "ngành|xã\\b'",
            "group commune, finds",
            "được nhận ra là department",
            id="group taken for another",
        ),
        pytest.param(
            GOVERNMENT, 'from = ["failed"]', "from = []", "[[status]] thứ 6 (not_done)", "from", id="no state"
        ),
        pytest.param(
            GOVERNMENT,
            'from = ["failed"]',
            'from = ["lost"]',
            "[[status]] thứ 6 (not_done)",
            "from",
            id="unknown state",
        ),
        pytest.param(
            GOVERNMENT,
            'asked = ["waiting", "running.unknown"]',
            'asked = ["waiting"]',
            "basis cut_off",
            "đang thực hiện, chưa rõ đúng hạn hay quá hạn",
            id="state forgotten",
        ),
        pytest.param(
            GOVERNMENT,
            'asked = ["waiting", "running.unknown"]',
            'asked = ["waiting", "running"]',
            "status running_on_time, from",
            "đã thuộc asked",
            id="state printed and asked",
        ),
        pytest.param(
            GOVERNMENT,
            'from = ["done.late"]',
            'from = ["done.late", "done.on_time"]',
            "status done_late, from",
            "đã thuộc done_on_time",
            id="state printed twice",
        ),
        pytest.param(
            GOVERNMENT,
            'code = "not_done"',
            'code = "done"',
            "status done, code",
            "code = 'done'",
            id="code of another state",
        ),
        pytest.param(
            GOVERNMENT,
            'code = "not_done"',
            'code = "overdue"',
            "status overdue, code",
            "code = 'overdue'",
            id="code of another figure",
        ),
        pytest.param(
            GOVERNMENT, "{superior}", "{agency}", "status stopped, label", "{agency}", id="unknown place"
        ),
        pytest.param(
            GOVERNMENT, "{superior}", "{superior", "status stopped, label", "{superior", id="open bracket"
        ),
        pytest.param(
            GOVERNMENT,
            'short = "Cho dừng"',
            'short = "Chưa xác định"',
            "status stopped, short",
            "trùng với [unresolved]",
            id="short label of unresolved",
        ),
        pytest.param(
            GOVERNMENT,
            'short = "Cho dừng"',
            'short = "Dừng, cho phép"',
            "status, short",
            "Dừng, cho phép",
            id="comma in a drop-down list",
        ),
        pytest.param(
            GOVERNMENT,
            'short = "Cho dừng"',
            f'short = "{"Cho dừng " * 28}"',
            "status, short",
            "ký tự",
            id="drop-down list too long",
        ),
        pytest.param(
            GOVERNMENT,
            'then = ["done_late"]',
            'then = ["finished"]',
            "status done_late, then",
            "finished",
            id="follows what is none",
        ),
        pytest.param(
            GOVERNMENT,
            'then = ["done_late"]\n',
            "",
            "status done_late, then",
            "final = true mà không có then",
            id="final without what follows",
        ),
        pytest.param(
            GOVERNMENT,
            'colour = "#d0d0d0"\nhatch = "xxxx"',
            'colour = "#f0f0f0"\nhatch = "//"',
            "colour, hatch",
            "in đen trắng thì giống nhau",
            id="alike in a grey print",
        ),
        pytest.param(
            GOVERNMENT,
            'colour = "#4d4d4d"',
            'colour = "dark"',
            "[[status]] thứ 1 (done_on_time)",
            "colour = 'dark'",
            id="no colour",
        ),
        pytest.param(
            GOVERNMENT, "'\\bước\\b'", "'ước('", "basis full_year, finds", "ước(", id="broken expression"
        ),
        pytest.param(
            GOVERNMENT,
            'code = "full_year"',
            'code = "cut_off"',
            "basis",
            "cut_off, cut_off",
            id="a basis twice",
        ),
        pytest.param(
            GOVERNMENT,
            'code = "full_year"',
            'code = "half_year"',
            "[[basis]] thứ 2 (half_year)",
            "half_year",
            id="unknown basis",
        ),
        pytest.param(
            GOVERNMENT,
            'label = "hoàn thành đúng hạn"',
            'label = "hoàn thành quá hạn"',
            "status done_late, label",
            "có hai lần",
            id="label twice",
        ),
        pytest.param(
            GOVERNMENT,
            'label = "hoàn thành đúng hạn"',
            "label = hoàn thành",
            "dòng 4",
            "label = hoàn thành",
            id="no TOML",
        ),
    ],
)
def test_a_scheme_that_leaves_something_open_is_refused_with_its_place_and_what_to_do(
    tmp_path, text, old, new, where, found
):
    with pytest.raises(InputError) as caught:
        scheme_of(tmp_path, changed(text, old, new))
    error = caught.value
    assert error.where.startswith(PLACE)
    assert where in error.where
    assert found in error.found
    assert error.expected
    assert error.remedy


def test_a_table_that_is_empty_or_no_list_is_refused(tmp_path):
    for text in ("group = []", "status = 1"):
        with pytest.raises(InputError, match="ít nhất một mục"):
            scheme_of(tmp_path, text)


def test_a_file_that_is_no_utf_8_is_refused(tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_bytes('label = "Sở"'.encode("cp1258", "replace") + b"\xff")
    with pytest.raises(InputError, match="không đọc được"):
        read_scheme(path, PLACE)


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:(?:x*)y)*", "(?:b{2,})*"])
def test_a_repetition_within_a_repetition_is_refused(tmp_path, pattern):
    text = changed(GOVERNMENT, "'\\bước\\b'", f"'{pattern}'")
    with pytest.raises(InputError, match="lặp lại một nhóm"):
        scheme_of(tmp_path, text)
