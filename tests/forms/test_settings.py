from __future__ import annotations

import tomllib
from datetime import date

from camket.forms.settings import carry_settings, explain_settings
from camket.inputs.period import Period, read_period

EARLIER = """# ghi nhớ của người lập
title = "nội dung cam kết"
year = 2022
cut_off = 2022-10-30   # ngày chốt
superior_in_text = "UBND Tỉnh"
[report]
number = "158/BC-SKHĐT"
day = 2022-11-09
agency = "Sở Kế hoạch và Đầu tư"
superior = "UBND tỉnh Đồng Tháp"
place = "Đồng Tháp"
[layout]
zero_padded = false
"""


def test_settings_and_comments_are_carried_over_and_the_date_is_new():
    text = carry_settings(EARLIER, date(2022, 12, 15))
    settings = tomllib.loads(text)
    assert (settings["cut_off"], settings["year"]) == (date(2022, 12, 15), 2022)
    assert settings["layout"] == {"zero_padded": False}
    assert "# ghi nhớ của người lập" in text


def test_the_new_reports_number_is_left_open_and_said_to_be():
    text = carry_settings(EARLIER, date(2022, 12, 15))
    assert tomllib.loads(text)["report"]["number"] == "…/BC-SKHĐT"
    assert "ghi số khi phát hành" in text
    assert "158" not in text


def test_a_file_from_nothing_explains_every_key_and_is_read(tmp_path):
    path = tmp_path / "period.toml"
    path.write_text(explain_settings(date(2023, 6, 30)), encoding="utf-8")
    period = read_period(path, "period.toml")
    assert (period.year, period.cut_off) == (2023, date(2023, 6, 30))
    text = path.read_text(encoding="utf-8")
    for model in (Period, *(field.annotation for field in Period.model_fields.values())):
        for field in getattr(model, "model_fields", {}).values():
            assert (field.description or "") in text


def test_an_optional_key_can_be_set_by_taking_its_mark_away(tmp_path):
    path = tmp_path / "period.toml"
    text = explain_settings(date(2023, 6, 30))
    for key in ("zero_padded", "margins_mm", "fonts", "same_text", "common_tasks", "notice"):
        text = text.replace(f"# {key} = ", f"{key} = ")
    path.write_text(text, encoding="utf-8")
    assert read_period(path, "period.toml").layout.margins_mm == (20, 15, 20, 30)
