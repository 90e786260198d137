"""Every reason that the code gives is described in verdict_reasons.toml, and the code gives each that is described."""

import ast
from pathlib import Path

import pytest

from camket import judging
from camket.judging.judge import judge_text
from camket.judging.promise import as_answer, read_promise
from camket.judging.verdict_reasons import describe_reason, load_reasons, rank
from camket.settings.states import BASES, UNRESOLVED
from samples import SCHEME

REASONS = load_reasons()
MODULES = {path.name: ast.parse(path.read_text("utf-8")) for path in Path(judging.__path__[0]).glob("*.py")}


def texts(tree):
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def returned(tree):
    """The names that a function returns: what stands in a condition is none of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value:
            choices = [node.value]
            while choices:
                choice = choices.pop()
                if isinstance(choice, ast.IfExp):
                    choices += [choice.body, choice.orelse]
                elif isinstance(choice, ast.Constant) and isinstance(choice.value, str) and choice.value:
                    yield choice.value


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("weigh_")])
def test_a_claim_gives_only_reasons_that_are_described(module):
    assert set(returned(MODULES[module])) - REASONS.keys() == set()


def test_the_code_names_every_reason_that_is_described():
    assert REASONS.keys() - set().union(*map(texts, MODULES.values())) == set()


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_concludes_a_state_that_a_basis_prints_or_asks_a_person(name):
    concludes = REASONS[name].concludes
    printed = {SCHEME.choose(basis, concludes, "unknown") for basis in BASES}
    assert printed == {UNRESOLVED} if concludes == UNRESOLVED else printed - {UNRESOLVED}


def test_a_reason_that_stands_higher_in_the_file_ranks_lower():
    assert [rank(name) for name in REASONS] == list(range(len(REASONS)))
    assert rank("stop_approved") < rank("failed") < rank("waits_for_verdict") < rank("done")


def test_a_reason_is_described_in_words_and_no_other_name_is():
    assert describe_reason("done") == "Nói rõ đã hoàn thành"
    assert describe_reason("no_rule") == "không quy tắc nào kết luận được"
    with pytest.raises(KeyError):
        describe_reason("no_such_reason")


# reason, commitment, text
RESULTS = [
    ("stop_approved", "", "Được UBND Tỉnh cho dừng thực hiện tại Công văn số 512/UBND-KT ngày 20/6/2022"),
    ("failed_for_the_year", "", "Không thể hoàn thành trong năm 2022"),
    ("failed", "", "Không đạt"),
    ("fell", "", "Giảm 03 bậc so với năm 2021"),
    ("promise_broken", "Không để xảy ra phá rừng", "Đã xảy ra 01 vụ phá rừng"),
    ("closed_short", "Kết nạp 60 hội viên", "Cả năm kết nạp được 42 hội viên"),
    ("asks_to_stop_or_change", "", "Xin điều chỉnh giảm chỉ tiêu còn 02 xã"),
    ("moved_to_next_year", "", "Chuyển sang thực hiện năm 2023 theo chỉ đạo"),
    ("halted", "", "Tạm dừng"),
    ("refuses", "", "Không thực hiện"),
    ("open", "", "Hoàn thành hay không còn tùy thuộc nguồn vốn"),
    ("over_limit", "Chi phí quản lý không quá 8%", "Chi phí quản lý chiếm 9%"),
    ("late_in_part", "Giải quyết đúng hạn 30 hồ sơ", "Đã giải quyết 30/30 hồ sơ, trong đó 02 hồ sơ trễ hạn"),
    ("nearly_done", "", "Cơ bản hoàn thành các hạng mục"),
    ("met_by_old_measure", "", "Đạt 19/19 tiêu chí theo bộ cũ"),
    ("says_two_things", "Hoàn thành 02 nội dung", "Đã hoàn thành, còn đang thực hiện"),
    ("period_unclear", "Trồng 40 ha rừng", "Năm 2022 trồng 31 ha rừng"),
    ("so_far", "Số vụ cháy giảm 5%", "10 tháng giảm 7%"),
    ("estimate_only", "Thu ngân sách 100% dự toán", "Ước đạt 102% dự toán"),
    ("number_unsaid", "Hỗ trợ 05 hợp tác xã", "Đã hỗ trợ hợp tác xã"),
    ("only_a_step", "", "Đã lấy ý kiến"),
    ("only_a_document", "Nâng cấp tuyến đường liên xã", "Quyết định số 34/QĐ-UBND ngày 02/3/2022"),
    ("being_sent", "", "Đang trình UBND Tỉnh phê duyệt"),
    ("sent", "", "Đã trình"),
    ("agreed", "", "UBND Tỉnh đã đồng ý"),
    ("answered", "", "Đã có văn bản trả lời"),
    ("not_asserted", "", "Kế hoạch hoàn thành ngày 15/12"),
    ("trouble", "Xây dựng cầu", "Đã hoàn thành nhưng mặt đường bị sụt lún"),
    ("unexplained", "", "Không rõ"),
    ("unaccounted", "Ban hành quy chế", "Đã ban hành quy chế; các xã đánh giá thấp"),
    ("waits_for_verdict", "", "Đã nộp 05 hồ sơ OCOP, chờ Hội đồng cấp Tỉnh chấm điểm"),
    ("under_appraisal", "", "Sở Tư pháp đang thẩm định dự thảo mới"),
    ("sent_for_verdict", "", "Đã gửi Sở Tư pháp thẩm định ngày 22/5/2026"),
    ("scored_later", "Chỉ số cải cách hành chính tăng hạng", "Chưa có kết quả"),
    ("extended", "", "Đã xin gia hạn và được UBND Tỉnh đồng ý đến 15/12/2022"),
    ("not_yet", "", "Chưa hoàn thành, trong hạn"),
    ("unanswered", "", "Chưa được phê duyệt"),
    ("part_done", "", "Mới hoàn thành phần móng, còn lại đang thi công"),
    ("number_short", "", "Đã công nhận 2/3 xã đạt chuẩn"),
    ("paused", "", "Tạm dừng để chờ Nghị định mới, sẽ tiếp tục khi có hướng dẫn"),
    ("back_with_unit", "", "Đang giải trình, tiếp thu ý kiến thẩm định"),
    ("waits_for_regulation", "", "Chờ Bộ Nông nghiệp ban hành bộ tiêu chí mới để triển khai"),
    ("waits", "", "Đang chờ"),
    ("consults_above", "", "Đang lấy ý kiến thành viên UBND Tỉnh"),
    ("on_the_way", "", "Đã ban hành kế hoạch triển khai thực hiện Đề án"),
    ("within_limit_so_far", "Tai nạn không quá 12 vụ", "10 tháng xảy ra 8 vụ"),
    (
        "nothing_happened_yet",
        "Không có trường hợp bị UBND Tỉnh phê bình bằng văn bản",
        "Đến nay không có trường hợp nào bị phê bình",
    ),
    ("number_met", "", "Giải quyết việc làm 20.951 lao động, đạt 104,8%"),
    ("surpassed", "", "Tăng 02 bậc so với năm 2021, đạt cam kết"),
    ("done", "", "Đã hoàn thành đúng hạn"),
    ("issued", "", "Đã phê duyệt tại Quyết định số 925/QĐ-UBND-HC ngày 18/8/2022"),
    ("in_use", "", "Đã vận hành chính thức hệ thống từ 01/7/2022"),
    ("recognised", "Thu hồi đất của 02 dự án treo", "UBND Tỉnh đã ban hành quyết định thu hồi đất"),
    ("did_it", "Tổ chức lễ phát động", "Đã tổ chức lễ phát động ngày 15/8"),
    ("submitted", "Trình UBND Tỉnh phương án giá nước", "Đã trình UBND Tỉnh phương án giá nước"),
    ("nothing_happened", "", "Không còn hộ nghèo thuộc diện người có công"),
    ("running", "", "Đang chọn đơn vị tư vấn lập báo cáo nghiên cứu khả thi"),
    ("behind", "", "Chậm tiến độ"),
    ("planned", "", "Sẽ khởi công trong quý IV"),
    ("care", "", "Tiếp tục theo dõi, duy tu"),
    ("conditional", "", "Nếu có vốn thì hoàn thành"),
    ("hindered", "", "Vướng mặt bằng"),
    ("other_matter", "Ban hành quy chế chợ", "Đang cấy lại mấy giàn mướp hương dọc bờ rào sau vườn ươm"),
    ("done_besides", "Kéo điện cho xóm Đồng", "Sẽ kiểm tra lại; Điện lực đã tiến hành đấu nối cho các hộ"),
    ("not_said_to_go_on", "Đăng ký ấp văn hóa", "Còn một số ấp đăng ký"),
    ("number_unexplained", "Đưa trạm bơm vào vận hành", "Trạm bơm đã đưa vào vận hành, có 61% hộ"),
    ("who_holds_it", "Lắp đèn chiếu sáng hẻm 12", "Hồ sơ đã gửi Sở Xây dựng thẩm định"),
    (
        "much_unread",
        "Ban hành quy chế chợ",
        "Đã ban hành quy chế chợ, mấy giàn mướp hương dọc bờ rào hướng tây nam phía sau",
    ),
]
ESTIMATES = [
    ("estimate_open", "", "Phấn đấu hoàn thành nếu được bố trí vốn"),
    ("estimate_surpasses", "", "Ước cả năm tăng 3,6%, vượt chỉ tiêu"),
    ("estimate_fails", "", "Ước đạt 92% kế hoạch, không hoàn thành chỉ tiêu"),
    ("estimate_falls", "", "Ước giảm 02 bậc so với năm 2021"),
    ("estimate_short", "", "Ước đạt 92% kế hoạch"),
    ("estimate_met", "", "Ước đạt 100% kế hoạch"),
    ("estimate_next_year", "", "Lùi thời gian hoàn thành sang năm 2023"),
    ("estimate_late", "", "Dự kiến trễ hạn"),
    ("estimate_extended", "", "Được gia hạn đến quý II/2023"),
    ("estimate_rises", "Thứ hạng chuyển đổi số bằng hoặc cao hơn năm 2021", "Ước tăng 03 bậc"),
    ("estimate_completes", "", "Hoàn thành trong tháng 12/2022"),
    ("estimate_keeps_up", "", "Không thấp hơn năm 2021"),
]


def reasons_of(text, promise, basis):
    """The reason that counts and those that the claims give by themselves."""
    judged = judge_text(text, promise, basis)
    return {judged.finding.rule, *(weighed.reason for weighed in judged.weighed)}


@pytest.mark.parametrize(("reason", "content", "text"), RESULTS)
def test_a_result_gives_the_reason_that_it_is_an_example_of(reason, content, text):
    assert reason in reasons_of(text, read_promise(content), "cut_off")


@pytest.mark.parametrize(("reason", "content", "text"), ESTIMATES)
def test_an_estimate_gives_the_reason_that_it_is_an_example_of(reason, content, text):
    assert judge_text(text, read_promise(content), "full_year").finding.rule == reason


def test_in_a_column_of_its_own_one_word_is_an_answer():
    assert judge_text("Đạt", as_answer(read_promise("Ban hành Đề án"))).finding.rule == "answers_met"
    assert judge_text("Đạt", read_promise("Ban hành Đề án")).finding is None


def test_every_reason_that_a_text_can_give_has_an_example():
    names = list(REASONS)
    given = {*names[: names.index("decision")]} - {"answers_met"}
    assert {reason for reason, _, _ in (*RESULTS, *ESTIMATES)} == given
