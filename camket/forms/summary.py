"""What `camket new` tells the analyst: what was made, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from camket.dates import print_date
from camket.forms.new_period import NewPeriod


def print_summary(name: str, cut_off: date, done: NewPeriod) -> str:
    """The lines of the summary, in Vietnamese."""
    lines = [f"Kỳ {name}, chốt số liệu {print_date(cut_off)} (data/raw/{name})"]
    for label, places in (("đã tạo", done.made), ("giữ nguyên", done.kept)):
        if places:
            lines.append(f"  {label:<12} {_list(places)}")
    lines += [f"  lưu ý        {note}" for note in done.next_steps]
    if "period.toml" in done.made:
        lines.append("  việc cần làm mở period.toml, điền các khóa ghi CẦN ĐIỀN hoặc BẮT BUỘC")
    if any(place.startswith("forms/") for place in done.made):
        lines.append(
            "  việc cần làm gửi các biểu trong forms/ cho đơn vị; biểu đơn vị gửi lại bỏ vào submissions/"
        )
    return "\n".join(lines)


def _list(places: Sequence[str]) -> str:
    forms = [place for place in places if place.startswith("forms/")]
    named = [place for place in places if place not in forms]
    return ", ".join([*named, f"{len(forms)} biểu trong forms/"] if forms else named)
