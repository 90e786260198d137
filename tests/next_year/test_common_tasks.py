"""Common tasks are recognised in any wording, and nothing else is."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from camket.next_year.common_tasks import find_common_task, settle
from camket.settings.decisions import Decision, latest_decisions
from camket.settings.period import Registration

MODEL = "Áp dụng chuyển đổi số có mô hình mới, cách làm hiệu quả"
SOFTWARE = "Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm giao việc"
LIMITS = Registration()


def verdict(text):
    found = find_common_task(text, "", (MODEL, SOFTWARE))
    if found is None or found.share < LIMITS.common_asked:
        return "no", None
    return ("yes" if found.share >= LIMITS.common_sure else "asked"), found.task


@pytest.mark.parametrize(
    ("text", "task"),
    [
        (SOFTWARE, SOFTWARE),
        ("100% nhiệm vụ được giao trên phần mềm giao việc hoàn thành đúng hạn", SOFTWARE),
        ("Thực hiện đúng thời hạn toàn bộ nhiệm vụ trên phần mềm giao việc của Tỉnh 100% đúng hạn", SOFTWARE),
        ("Có mô hình mới, cách làm hiệu quả trong chuyển đổi số", MODEL),
        ("Áp dụng chuyển đổi số, có ít nhất 01 mô hình mới, cách làm hiệu quả", MODEL),
        ("Mỗi đơn vị có ít nhất 01 mô hình chuyển đổi số hiệu quả", MODEL),
        ("Có 01 cách làm hay về CĐS", MODEL),
        ("Xử lý đúng hạn các nhiệm vụ UBND Tỉnh giao trên phần mềm", SOFTWARE),
        ("100% nhiêm vụ trên hệ thống theo dõi của Tỉnh không trễ hạn", SOFTWARE),
    ],
)
def test_a_common_task_in_other_words_is_one(text, task):
    assert verdict(text) == ("yes", task)


@pytest.mark.parametrize(
    "text",
    ["Hoàn thành 100% nhiệm vụ được giao trong Chương trình công tác đúng hạn"],
)
def test_a_possible_common_task_is_asked(text):
    assert verdict(text)[0] == "asked"


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành 100% dịch vụ công trực tuyến đúng hạn",
        "Xây dựng mô hình mới trong nông nghiệp đạt hiệu quả",
        "Nâng hạng chỉ số chuyển đổi số",
        "Giải quyết hồ sơ thủ tục hành chính đúng hạn đạt 100%",
        "Trả lời 100% phản ánh, kiến nghị của công dân trên Cổng thông tin đúng hạn",
        "",
    ],
)
def test_a_text_that_shares_some_words_is_not_a_common_task(text):
    assert verdict(text) == ("no", None)


# The phrases of each concept: a text that says one of them says what a task says with another.
CONCEPTS = {
    "digital": "chuyển đổi số; công nghệ số; số hóa; nền tảng số; chính quyền số",
    "reform": "cải cách hành chính; cải cách thủ tục hành chính",
    "model": "mô hình; cách làm; cách làm hay; điển hình; sáng kiến; giải pháp",
    "task": "nhiệm vụ; công việc; việc; việc được giao; đầu việc; việc giao",
    "late": (
        "đúng hạn; đúng thời hạn; đúng tiến độ; đúng và trước hạn; trước hạn; trước và đúng hạn; trong hạn; "
        "trễ hạn; quá hạn; chậm tiến độ; kịp tiến độ; đúng thời gian; trong thời hạn; bảo đảm thời hạn; đảm "
        "bảo thời hạn; bảo đảm tiến độ; đảm bảo tiến độ"
    ),
    "channel": (
        "phần mềm; hệ thống; ủy ban nhân dân tỉnh; tỉnh giao; tỉnh phân công; cấp tỉnh giao; lãnh đạo tỉnh; "
        "ủy ban tỉnh; bị tỉnh; của tỉnh"
    ),
    "criticised": "phê bình; nhắc nhở; kiểm điểm; khiển trách; chấn chỉnh",
    "assigned": "giao; được giao; phân công; chỉ đạo; giao việc; theo dõi; điều hành",
    "new": "mới; sáng tạo; tiên phong; lần đầu; cải tiến",
    "good": "hiệu quả; hay; tốt; thiết thực; tiêu biểu",
    "done": "hoàn thành; thực hiện; xử lý; giải quyết; xử lý xong",
    "applied": "áp dụng; ứng dụng; triển khai; xây dựng; nhân rộng",
    "all": "toàn bộ; tất cả; các",
    "never": "không để; không có; không còn; không bị; không xảy ra; không",
    "case": "trường hợp; vụ việc; vụ; lần",
    "written": "văn bản; bằng văn bản",
    "recognised": "được công nhận; công nhận",
}  # fmt: skip


def read_book():
    return tomllib.loads(files("camket.next_year").joinpath("common_tasks.toml").read_text("utf-8"))


def test_every_phrase_of_the_book_has_its_row():
    book = read_book()
    there = {name: phrases for kind in ("core", "alone", "side") for name, phrases in book[kind].items()}
    assert there == {name: phrases.split("; ") for name, phrases in CONCEPTS.items()}


@pytest.mark.parametrize(
    ("first", "phrase"),
    [(phrases.split("; ")[0], phrase) for phrases in CONCEPTS.values() for phrase in phrases.split("; ")[1:]],
)
def test_the_phrases_of_a_concept_say_the_same(first, phrase):
    found = find_common_task(f"Tổ xanh {phrase}", "", [f"Tổ xanh {first}"])
    assert found.share == 1
    assert phrase in found.words


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Không bị UBND tỉnh phê bình bằng văn bản", "yes"),
        ("Không để lãnh đạo tỉnh nhắc nhở", "yes"),
        ("Tổ chức kiểm điểm đảng viên cuối năm", "no"),
        ("Có 01 giải pháp cải cách hành chính được công nhận", "yes"),
        ("Có 01 sáng kiến chuyển đổi số được công nhận", "yes"),
        ("Có 01 sáng kiến trong sản xuất được công nhận", "no"),
    ],
)
def test_a_task_that_names_two_fields_wants_either_and_one_of_criticism_whoever_criticises(text, answer):
    tasks = (
        "Không để xảy ra trường hợp bị UBND Tỉnh phê bình bằng văn bản",
        "Có mô hình, sáng kiến về cải cách hành chính, chuyển đổi số được công nhận",
    )
    found = find_common_task(text, "", tasks)
    share = found.share if found else 0
    said = "yes" if share >= LIMITS.common_sure else "asked" if share >= LIMITS.common_asked else "no"
    assert said == answer


def test_a_long_item_that_says_all_of_a_task_in_passing_is_mostly_about_other_things():
    other = (
        "; xây trạm y tế, mở lớp dạy nghề cho thanh niên, trồng rừng ven biển, nâng cấp đê bao, bê tông hóa"
    )
    assert find_common_task(MODEL, "", (MODEL,)).is_mostly_other is False
    found = find_common_task(MODEL + other, "", (MODEL,))
    assert (found.share, found.is_mostly_other) == (1, True)


def decide(value, expect, field="carried_from"):
    return Decision(
        record_id="SNV-2023-01", field=field, value=value, expect=expect, reason="Đã hỏi đơn vị",
        decided_by="Nguyễn Văn A", decided_on=date(2022, 11, 20),
    )  # fmt: skip


def find(found, *decisions):
    return settle(found, "SNV-2023-01", "carried_from", latest_decisions(decisions))


def test_without_a_decision_the_finding_holds():
    assert find("new").value == "new"
    assert find("asked:weak").is_asked


def test_a_decision_holds_while_the_finding_stays():
    finding = find("asked:weak", decide("SNV-03", "asked:weak"))
    assert (finding.value, finding.is_asked, finding.fallen_text) == ("SNV-03", False, "")
    assert find("asked:weak", decide("SNV-03", "asked")).value == "SNV-03"


def test_a_decision_falls_when_the_finding_changes_and_says_so():
    finding = find("SNV-02:target_changed", decide("SNV-03", "asked:weak"))
    assert finding.value == "SNV-02"
    assert "Nguyễn Văn A" in finding.fallen_text
    assert "chưa rõ (chỉ giống một phần" in finding.fallen_text
    assert "SNV-02 (điều chỉnh chỉ tiêu)" in finding.fallen_text


def test_a_later_line_takes_the_place_of_an_earlier_one():
    assert find("new", decide("SNV-03", "new"), decide("SNV-04", "new")).value == "SNV-04"


def test_a_decision_that_notes_what_was_written_holds_while_it_stands_there():
    made = decide("SNV-03", "asked:weak").model_copy(update={"written": "Kiểm tra công vụ"})
    about = ("SNV-2023-01", "carried_from", latest_decisions([made]))
    assert settle("asked:weak", *about, "KIỂM TRA  công vụ").value == "SNV-03"
    assert settle("asked:weak", *about, "Tinh giản biên chế").is_asked
