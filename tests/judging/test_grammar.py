"""What single lists of grammar.toml do: which words stand between acts, are asked for, or make a decision."""

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise


def acts(text, content="", target=""):
    return [claim.act for claim, _ in judge_text(text, read_promise(content, target)).weighed]


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Các", ""),
        ("Tất cả", ""),
        ("Một số", ""),
        ("17", ""),
        ("17/17", ""),
        ("80%", ""),
        ("17", "17 kiến nghị"),
        ("12", "17 kiến nghị"),
        ("100%", "100% kiến nghị"),
    ],
)
def test_counted_petitions_are_things_and_ask_for_nothing(said, target):
    content = "Giải quyết kiến nghị" if target else ""
    assert "ĐỀ_NGHỊ" not in acts(f"{said} kiến nghị đã chuyển", content, target)
    assert "ĐỀ_NGHỊ" in acts("Kiến nghị UBND tỉnh cấp vốn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã báo cáo lên UBND tỉnh rà soát, kiểm tra chợ", ["BÁO_LÊN"]),
        ("Đã tham mưu UBND tỉnh rà soát, kiểm tra chợ", ["THAM_MƯU"]),
        ("Đã giao Sở Y tế rà soát, kiểm tra chợ", ["GIAO"]),
        ("Đã trình UBND tỉnh rà soát, kiểm tra chợ", ["TRÌNH"]),
        ("Đã gửi Sở Y tế rà soát, kiểm tra chợ", ["GỬI"]),
        ("Đã đề nghị Sở Y tế rà soát, kiểm tra chợ", ["ĐỀ_NGHỊ"]),
        ("Đã trình UBND tỉnh, tăng 5%", ["TRÌNH", "TĂNG"]),
        ("Đã trình UBND tỉnh, giảm 5%", ["TRÌNH", "GIẢM"]),
        ("Đã trình UBND tỉnh, đạt 5%", ["TRÌNH", "ĐẠT"]),
        ("Đã trình UBND tỉnh, vượt 5%", ["TRÌNH", "VƯỢT"]),
        ("Đã trình UBND tỉnh, hoàn thành 5%", ["TRÌNH", "HOÀN_THÀNH"]),
        ("Đã trình UBND tỉnh, trả lại 5 hồ sơ", ["TRÌNH", "TRẢ_LẠI"]),
    ],
)
def test_what_is_asked_of_others_is_no_act_of_its_own_but_what_came_of_it_is(text, expected):
    assert acts(text) == expected


@pytest.mark.parametrize("between", ["", "việc ", "các ", "toàn bộ ", "được ", "được việc "])
def test_small_words_do_not_part_a_light_act_from_the_one_that_it_stands_for(between):
    assert acts(f"Đã tổ chức {between}nghiệm thu") == ["NGHIỆM_THU"]


@pytest.mark.parametrize("act", ["phê duyệt", "ban hành", "thông qua", "công nhận", "xếp loại", "công bố"])
def test_what_was_proposed_and_decided_by_a_paper_with_a_number_is_issued(act):
    promise = read_promise("Ban hành quy chế quản lý chợ")
    text = f"Đã tham mưu UBND tỉnh {act} tại Quyết định số 12/QĐ-UBND"
    assert judge_text(text, promise).finding.rule == "issued"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Mua sắm xe, phê duyệt kết quả", "Đã được phê duyệt"),
        ("Mua sắm xe, ban hành kết quả", "Đã được ban hành"),
        ("Mua sắm xe, thông qua kết quả", "Đã được thông qua"),
    ],
)
def test_a_decision_that_the_promise_names_is_what_was_promised(content, text):
    assert judge_text(text, read_promise(content)).finding.rule == "issued"
    other = judge_text(text, read_promise("Mua sắm xe")).finding
    assert not other or other.rule != "issued"
