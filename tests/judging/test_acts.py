"""What an act says in a sentence, by the words around it: each row of `acts.csv` is a sentence and what it says.

`says` are the reasons of its claims, `of` the words that it is said of; "…" stands for all others of `words`.
"""

import csv
from pathlib import Path

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise

ACTS = """
giao; không còn; không thấp hơn; thất bại; tự chấm; trình; gửi; báo cáo lên; đề nghị; tham mưu; đăng ký xây
dựng; chờ; đồng ý; thẩm định; phê duyệt; công nhận; xếp loại; đánh giá; xem xét; họp; công bố; nghiệm thu;
quyết toán; kiểm tra; ban hành; thông qua; trả lời; trả lại; bãi bỏ; thay thế; danh mục đã xử lý; danh mục
chưa xử lý; thu hồi; thành lập; thực hiện; ký kết; lập; hoàn thiện; tiếp thu; lấy ý kiến; giải phóng mặt
bằng; thí điểm; bố trí; phân công; duy trì; hoàn thành; đạt; đạt chỉ tiêu; vượt; đưa vào sử dụng; hoạt động
ổn định; ra khỏi danh mục; tạm dừng; gia hạn; điều chỉnh giảm; chuyển sang; tăng; giảm; hụt; xảy ra; có
"""
PAPERS = """
quyết định; kế hoạch; đề án; báo cáo; tờ trình; dự thảo; hồ sơ; danh mục; luật; giải phóng mặt bằng; phân
công; chủ trương; giao
"""
BODIES = """
ubnd tỉnh; chính phủ; bộ; sở; hội đồng thẩm định; thành phố; nội bộ
"""
MISHAPS = """
bị; khó khăn; trễ hạn; trễ; ra khỏi danh mục; tạm dừng; giảm; hụt; xảy ra; trường hợp; phê bình; bỏ học; tồn
đọng
"""
WORDS = {
    name: " ".join(words.split()).split("; ")
    for name, words in (("acts", ACTS), ("papers", PAPERS), ("bodies", BODIES), ("mishaps", MISHAPS))
}


def read_sentences():
    """Each sentence with its promise, and what it says by the word that is put into it."""
    said: dict[tuple[str, str, str], dict[str, str]] = {}
    with Path(__file__).with_name("acts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            every = WORDS[row["words"]]
            of = every if row["of"] == "…" else row["of"].split("; ")
            sentence = said.setdefault((row["sentence"], row["content"], row["target"]), {})
            sentence |= dict.fromkeys(of, row["says"])
    return said


SENTENCES = read_sentences()


@pytest.mark.parametrize(("sentence", "content", "target"), SENTENCES)
def test_an_act_says_what_the_words_around_it_make_of_it(sentence, content, target):
    said = SENTENCES[sentence, content, target]
    found = {
        word: judge_text(sentence.format(word), read_promise(content.format(word), target)).weighed
        for word in said
    }
    assert {
        word: " ".join(reason for _, reason in weighed if reason) for word, weighed in found.items()
    } == said
