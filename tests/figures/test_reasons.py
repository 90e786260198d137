import pytest

from camket.figures.reasons import find_reason, quote_reason
from samples import record


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Không thể hoàn thành do hai lần đấu giá không có nhà đầu tư", "do hai lần đấu giá không có nhà đầu tư"),
        ("Bị phê bình (Công văn số 1120, do chậm bàn giao mặt bằng)", "do chậm bàn giao mặt bằng"),
        ("Dự án đang vướng giải phóng mặt bằng; tiếp tục vận động", "vướng giải phóng mặt bằng"),
        ("Không đạt. Nguyên nhân: Trung ương lùi lịch thẩm định. Sẽ làm lại",
         "Nguyên nhân: Trung ương lùi lịch thẩm định"),
        ("KHÔNG ĐẠT DO THIẾU VỐN ĐỐI ỨNG", "DO THIẾU VỐN ĐỐI ỨNG"),
        ("Mới xong phần nền. Chưa được cấp phép băng tần nên không thể thực hiện", "Chưa được cấp phép băng tần"),
        ("Không đạt do UBND Tỉnh giao chỉ tiêu, do thiếu nguồn vốn", "do thiếu nguồn vốn"),
        ("Không đạt do thiếu vốn", "do thiếu vốn"),
        ("Không đạt do thiếu vốn! Sẽ làm lại", "do thiếu vốn"),
        ("Chưa được cấp phép nên không thực hiện được", "Chưa được cấp phép"),
        ("Chưa cấp phép nên chưa làm", "Chưa cấp phép"),
        ("(Chưa được cấp phép nên chưa làm)", "Chưa được cấp phép"),
    ],
)  # fmt: skip
def test_the_clause_that_says_why_is_quoted_word_for_word(text, reason):
    assert quote_reason(text) == reason


@pytest.mark.parametrize(
    "text",
    ["", "Không đạt", "Hội chợ do Sở Công Thương tổ chức", "Chỉ số do VCCI công bố", "Khu vực tự do thương mại mới",
     "Không hoàn thành do dịch",
     "Thiếu vốn nên chưa làm", "Quỹ vì người nghèo huyện Tam Nông", "Doanh nghiệp không thể thực hiện trong năm"],
)  # fmt: skip
def test_a_clause_without_a_reason_is_not_quoted(text):
    assert quote_reason(text) == ""


def test_the_reason_is_looked_for_in_the_estimate_first_then_in_the_result_then_in_the_note():
    said = {
        "note": "Không đạt do trời mưa nhiều",
        "result_text": "Không đạt do thiếu vốn đối ứng",
        "estimate_text": "Không hoàn thành do chậm bàn giao mặt bằng",
    }
    found = []
    while said:
        found.append(find_reason(record(**said)))
        said.popitem()
    assert found == ["do chậm bàn giao mặt bằng", "do thiếu vốn đối ứng", "do trời mưa nhiều"]
    assert find_reason(record(result_text="Đã hoàn thành")) == ""
