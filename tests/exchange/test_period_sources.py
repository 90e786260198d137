from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest
from pydantic import BaseModel

from camket.errors import InputError
from camket.exchange.period_sources import carry_settings, explain_settings, list_marked
from camket.settings.period import Period, read_period

TEXT = explain_settings(date(2023, 6, 30))
MODELS = [Period, *(field.annotation for field in Period.model_fields.values())]
KEYS = [
    (key, field.description)
    for model in MODELS
    if isinstance(model, type) and issubclass(model, BaseModel)
    for key, field in model.model_fields.items()
    if field.description
]


@pytest.mark.parametrize(("key", "description"), KEYS)
def test_every_key_stands_under_its_description(key, description):
    assert re.search(rf"^# .*{re.escape(description)}\.\n(?:# )?{key} = ", TEXT, re.MULTILINE)


def test_what_is_known_is_filled_in_and_the_rest_waits():
    assert tomllib.loads(TEXT) == {
        "year": 2023, "cut_off": date(2023, 6, 30), "report": {}, "layout": {}, "thresholds": {}, "registration": {},
        "decisions": {},
        "notebooks": {},
    }  # fmt: skip


def test_a_blank_that_was_not_filled_in_is_refused_with_the_keys_that_lack(tmp_path):
    (tmp_path / "period.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_period(tmp_path / "period.toml", "period.toml")
    required = re.findall(r"^# BẮT BUỘC: .*\n# (\w+) = ", TEXT, re.MULTILINE)
    assert required == ["title", "superior_in_text", "agency", "superior", "place"]
    for key in required:
        assert key in str(caught.value)


def test_filled_in_it_is_a_period_and_what_is_optional_has_its_default(tmp_path):
    filled = re.sub(r"^(# BẮT BUỘC: .*\n)# (\w+ = )\"\"", r'\1\2"chữ"', TEXT, flags=re.MULTILINE)
    (tmp_path / "period.toml").write_text(filled, encoding="utf-8")
    period = read_period(tmp_path / "period.toml", "period.toml")
    assert (period.title, period.cut_off, period.report.day) == ("chữ", date(2023, 6, 30), None)
    filled = filled.replace("# day = 2022-12-31\n", "")
    everything = re.sub(r"^# (\w+ = )", r"\1", filled, flags=re.MULTILINE)
    (tmp_path / "period.toml").write_text(everything, encoding="utf-8")
    example = {"report_due": date(2023, 6, 30)}  # the one key without a default
    assert read_period(tmp_path / "period.toml", "period.toml") == period.model_copy(update=example)


EARLIER = """# ghi nhớ của người lập
title = "nội dung cam kết"
year = 2022
cut_off = 2022-10-30   # ngày chốt
superior_in_text = "UBND Tỉnh"
notice = "Số liệu chưa kiểm toán"
confirmed = ["notice"]
no_commitments = ["SNV"]
[report]
number = "158/BC-SKHĐT"  # số của Văn phòng
day = 2022-11-09
agency = "Sở Kế hoạch và Đầu tư"
superior = "UBND tỉnh Đồng Tháp"
place = "Đồng Tháp"
legal_bases = [
  "Căn cứ Công văn số 1;",
]
signer_titles = ["GIÁM ĐỐC"]
signer_name = "Nguyễn Văn A"
[layout]
zero_padded = false
"""
DAY = date(2022, 12, 15)


def carried(text=EARLIER, cut_off=DAY):
    return carry_settings(text, cut_off, "period.toml")


def test_the_new_report_has_no_number_and_no_day_and_nothing_of_it_is_confirmed():
    expected = tomllib.loads(EARLIER) | {"cut_off": DAY}
    expected["report"] |= {"number": "/BC-SKHĐT"}
    del expected["report"]["day"], expected["confirmed"]
    assert tomllib.loads(carried()) == expected


def test_units_without_commitments_are_those_of_one_year():
    assert "no_commitments" not in tomllib.loads(carried(cut_off=date(2023, 6, 30)))


def test_a_day_by_which_units_reported_is_not_carried_over():
    assert "report_due" not in carried(EARLIER.replace("[report]", "report_due = 2022-11-05\n[report]"))


@pytest.mark.parametrize(
    "comment", ["# ghi nhớ của người lập\n", "# ngày chốt\n", "# số của Văn phòng; CẦN ĐIỀN"]
)
def test_comments_are_kept(comment):
    assert comment in carried()


def test_what_belongs_to_the_earlier_period_is_marked_to_be_filled_in():
    assert list_marked(EARLIER) == ()
    assert list_marked(carried()) == ("notice", "number", "legal_bases", "signer_titles", "signer_name")


def test_settings_carried_over_twice_are_marked_once():
    twice = carried(carried(), date(2022, 12, 31))
    assert twice.count("CẦN ĐIỀN") == 5
    assert tomllib.loads(twice)["report"]["number"] == "/BC-SKHĐT"


def test_the_year_follows_the_cut_off():
    assert tomllib.loads(carried(cut_off=date(2023, 6, 30)))["year"] == 2023


def test_windows_line_ends_are_kept():
    text = carried(EARLIER.replace("\n", "\r\n"))
    assert text.count("\n") == text.count("\r\n")


def test_settings_that_are_no_period_are_refused():
    with pytest.raises(InputError, match="thêm title"):
        carried(EARLIER.replace('title = "nội dung cam kết"\n', ""))


@pytest.mark.parametrize("written", ["in one line", "with dots"])
def test_the_report_may_be_written_in_other_ways_of_toml(written):
    head, report = EARLIER.partition("[layout]")[0].split("[report]\n")
    lines = [line.partition("  #")[0] for line in report.replace("[\n", "[").replace("\n]", "]").splitlines()]
    if written == "in one line":
        head += "report = { " + ", ".join(lines) + " }\n"
    else:
        head += "".join(f"report.{line}\n" for line in lines)
    assert tomllib.loads(carried(head))["report"]["number"] == "/BC-SKHĐT"


def test_a_mark_beside_true_or_false_is_found_and_a_value_without_a_comment_is_none():
    assert list_marked("x = true\ny = false # CẦN ĐIỀN\n[report]\naudit = true\n") == ("y",)
