"""Pages show units that took over under both names, and a split unit until somebody takes over."""

from camket.publishing.analyses.opened_period import open_analysis
from year_2023 import AFTER, write_year


def test_the_units_of_a_page_are_those_that_answer_and_their_items_add_up(tmp_path, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(write_year(tmp_path)))
    analysis = open_analysis(AFTER)
    assert {unit.code: unit.name for unit in analysis.units} == {
        "SMAU": "Sở Mẫu Thử",
        "SMOI": "Sở Mới Đặt (trước là Sở Cũ Kỹ)",
        "XSEN": "UBND xã Sen Trắng (trước là UBND xã Tre Xanh, UBND xã Mai Hồng, UBND xã Lan Tím)",
        "HLUA": "UBND huyện Lúa Vàng (đã kết thúc, chưa rõ đơn vị tiếp nhận)",
    }
    counted = sum(analysis.figure("cut_off.total", unit.code).numerator for unit in analysis.units)
    assert counted == analysis.figure("cut_off.total").numerator == 8
