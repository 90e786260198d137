from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest
from pydantic import BaseModel

from camket.errors import InputError
from camket.forms.explained import explain_settings
from camket.inputs.period import Period, read_period

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
    }  # fmt: skip


def test_a_blank_that_was_not_filled_in_is_refused_with_the_keys_that_lack(tmp_path):
    (tmp_path / "period.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_period(tmp_path / "period.toml", "period.toml")
    required = re.findall(r"^# BẮT BUỘC: .*\n# (\w+) = ", TEXT, re.MULTILINE)
    assert required == ["title", "superior_in_text", "number", "day", "agency", "superior", "place"]
    for key in required:
        assert key in str(caught.value)


def test_filled_in_it_is_a_period_and_what_is_optional_has_its_default(tmp_path):
    filled = re.sub(r"^(# BẮT BUỘC: .*\n)# (\w+ = )\"\"", r'\1\2"chữ"', TEXT, flags=re.MULTILINE)
    filled = filled.replace("# day = 2022-12-31", "day = 2023-07-05")
    (tmp_path / "period.toml").write_text(filled, encoding="utf-8")
    period = read_period(tmp_path / "period.toml", "period.toml")
    assert (period.title, period.cut_off, period.report.day) == ("chữ", date(2023, 6, 30), date(2023, 7, 5))
    everything = re.sub(r"^# (\w+ = )", r"\1", filled, flags=re.MULTILINE)
    (tmp_path / "period.toml").write_text(everything, encoding="utf-8")
    assert read_period(tmp_path / "period.toml", "period.toml") == period
