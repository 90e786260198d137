"""The status that a text gets against a promise, as a careful person would give it."""

import unicodedata

import pytest

from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.judging.verdict_reasons import rank
from camket.settings.states import BASES, UNRESOLVED
from samples import SCHEME


def find(text, basis="cut_off", content="", target=""):
    return judge_text(text, read_promise(content, target), basis).finding


def status(text, basis="cut_off", content=""):
    found = find(text, basis, content)
    return SCHEME.choose(basis, found.concludes, "unknown") if found else UNRESOLVED


# leave to stop, and what only sounds like it


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    "text",
    [
        "Được UBND Tỉnh cho dừng thực hiện",
        "UBND Tỉnh đồng ý cho dừng thực hiện (Công văn số 1200/UBND-KT ngày 05/8/2022)",
        "UBND Tỉnh đã có Công văn số 12 cho phép tạm dừng",
        "Đã được UBND Tỉnh thống nhất rút khỏi danh mục cam kết",
        "Đã được HĐND tỉnh thống nhất dừng",
        "Chủ tịch UBND Tỉnh cho phép rút khỏi danh mục cam kết",
        "Theo đề nghị của Sở, UBND Tỉnh đã đồng ý cho dừng thực hiện",
        "Đề nghị và được UBND Tỉnh cho dừng tại Công văn số 1",
        "Đơn vị xin dừng; UBND Tỉnh đã có công văn đồng ý",
        "Được UBND Tỉnh cho phép không thực hiện nội dung này",
    ],
)
def test_leave_to_stop_is_a_stop_at_the_cut_off_and_for_the_full_year(text, basis):
    assert status(text, basis) == "stopped"


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị UBND Tỉnh cho dừng thực hiện",
        "Đề nghị UBND Tỉnh chấp thuận cho ngừng thực hiện",
        "Kính đề nghị UBND Tỉnh xem xét, chấp thuận đưa ra khỏi bản cam kết",
        "Đề nghị được dừng thực hiện",
        "Xin được dừng thực hiện",
        "Xin chủ trương dừng thực hiện",
        "Kiến nghị UBND Tỉnh cho phép ngừng thực hiện",
        "Đề xuất đưa ra khỏi danh mục cam kết",
        "Đã trình UBND Tỉnh xin rút nội dung cam kết",
        "Sở đã tham mưu UBND Tỉnh cho dừng thực hiện",
        "Đã gửi văn bản xin UBND Tỉnh cho dừng thực hiện",
        "Đã gửi Công văn đề nghị UBND Tỉnh cho dừng thực hiện",
        "Đơn vị đã có văn bản đề nghị UBND Tỉnh đồng ý cho dừng",
        "Đang xin ý kiến dừng thực hiện",
        "Dự kiến đề nghị UBND Tỉnh cho phép dừng",
        "Đang chờ UBND Tỉnh đồng ý cho dừng thực hiện",
        "Nếu được UBND Tỉnh đồng ý sẽ dừng thực hiện",
        "UBND Tỉnh chưa có ý kiến về đề nghị dừng",
        "ĐỀ NGHỊ UBND TỈNH CHO DỪNG THỰC HIỆN",
    ],
)
def test_a_proposal_to_stop_is_a_question_and_never_a_stop(text):
    assert status(text) == UNRESOLVED
    assert status(text, "full_year") == UNRESOLVED


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị được UBND Tỉnh cho dừng thực hiện",
        "Đã có Tờ trình đề nghị được UBND Tỉnh cho dừng",
        "Sở đã trình UBND Tỉnh cho phép dừng thực hiện",
        "Đã trình UBND Tỉnh xem xét cho dừng",
        "Đã báo cáo UBND Tỉnh cho dừng",
    ],
)
def test_a_proposal_in_the_words_of_leave_is_a_question_too(text):
    assert status(text) == UNRESOLVED


@pytest.mark.parametrize(
    "text",
    [
        "UBND Tỉnh không đồng ý cho dừng, tiếp tục thực hiện",
        "UBND Tỉnh chưa đồng ý cho dừng",
        "UBND Tỉnh chưa cho dừng",
        "UBND Tỉnh không chấp thuận dừng",
        "UBND Tỉnh cho gia hạn, không dừng thực hiện",
        "Đã được UBND Tỉnh giao thực hiện, chưa cho dừng",
        "Tạm dừng để chờ Nghị định mới",
        "Không dừng thực hiện",
    ],
)
def test_a_refusal_or_a_pause_is_no_stop(text):
    assert status(text) in ("in_progress", UNRESOLVED)


@pytest.mark.parametrize(
    "text",
    [
        "Không được UBND Tỉnh cho dừng",
        "Không được chấp thuận cho dừng",
        "Chưa được UBND Tỉnh cho dừng, vẫn tiếp tục thực hiện",
        "Đã đề nghị dừng nhưng chưa được UBND Tỉnh chấp thuận",
    ],
)
def test_a_refusal_that_names_the_body_is_no_stop_either(text):
    assert status(text) in ("in_progress", UNRESOLVED)


# negation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã hoàn thành", "completed"),
        ("Chưa hoàn thành", "in_progress"),
        ("Không hoàn thành", "not_completed"),
        ("Không thể hoàn thành trong năm", "not_completed"),
        ("Cơ bản hoàn thành", UNRESOLVED),
        ("Sẽ hoàn thành", "in_progress"),
        ("Chưa đạt", "in_progress"),
        ("Không đạt", "not_completed"),
        ("Nguy cơ không đạt", "in_progress"),
        ("Có nguy cơ không hoàn thành chỉ tiêu", "in_progress"),
        ("Hoàn thành trễ hạn", "completed"),
        ("Không hoàn thành đúng hạn", "not_completed"),
        ("Hoàn thành dự thảo", UNRESOLVED),
        ("ko hoàn thành", "not_completed"),
        ("Đã hoàn thành 85%", UNRESOLVED),
    ],
)
def test_what_stands_before_hoan_thanh_and_dat_decides(text, expected):
    assert status(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Không thấp hơn năm 2021",
        "Số doanh nghiệp thành lập mới không thấp hơn năm 2021",
        "Không thấp hơn cam kết",
        "Không trễ hạn",
        "Không có nhiệm vụ trễ hạn",
        "Không để xảy ra trường hợp trễ hạn",
        "Không bị UBND Tỉnh phê bình",
    ],
)
def test_not_below_not_late_and_not_blamed_are_no_failures(text):
    assert status(text) != "not_completed"
    assert status(text, "full_year") not in ("not_completed", "stopped")


@pytest.mark.parametrize(
    "text", ["Không thấp hơn năm 2021", "Ước không trễ hạn", "Ước không để xảy ra trường hợp nào"]
)
def test_an_estimate_of_not_below_or_not_late_is_a_completion(text):
    assert status(text, "full_year") == "completed"


@pytest.mark.parametrize("text", ["Thấp hơn 02 bậc", "Đã để xảy ra 02 vụ trễ hạn", "Bị UBND Tỉnh phê bình"])
def test_the_same_words_without_a_negation_are_failures(text):
    assert status(text) == "not_completed"


@pytest.mark.parametrize("text", ["Không trễ hạn", "Không có nhiệm vụ trễ hạn"])
def test_a_negated_delay_is_not_quoted_as_a_delay(text):
    found = find(text)
    assert found is None or found.evidence != "trễ hạn"


@pytest.mark.parametrize("text", ["Không có 01 trường hợp nào bị phê bình", "Không để xảy ra 01 vụ nào"])
def test_not_one_case_is_no_estimate_of_failure(text):
    assert status(text, "full_year") != "not_completed"


@pytest.mark.parametrize("text", ["Khả năng không đạt trong năm", "Không hoàn thành", "Khó hoàn thành"])
def test_a_failure_that_is_foreseen_is_an_estimate_of_failure(text):
    assert status(text, "full_year") == "not_completed"


@pytest.mark.parametrize("text", ["Nguy cơ không đạt so với kế hoạch", "Có nguy cơ không hoàn thành"])
def test_a_danger_of_failing_is_no_estimate_of_failure(text):
    assert status(text, "full_year") == UNRESOLVED


@pytest.mark.parametrize("text", ["Ước hoàn thành 85%", "Ước cả năm đạt 85%"])
def test_an_estimate_of_a_part_is_no_estimate_of_completion(text):
    assert status(text, "full_year") != "completed"


# who has the ball


@pytest.mark.parametrize(
    "text",
    [
        "Đã thẩm định; UBND tỉnh đã đồng ý lùi thời gian trình sang tháng 12/2022",
        "Đã thẩm định, được UBND Tỉnh đồng ý gia hạn đến 15/12/2022",
        "Đã gửi Sở Tư pháp thẩm định; được gia hạn đến 30/11/2022",
        "Thay đổi thời hạn trình sang tháng 12/2022",
    ],
)
def test_an_extension_wins_over_an_appraisal_that_is_past(text):
    assert find(text).rule == "extended"
    assert status(text) == "in_progress"


def test_an_extension_by_a_new_date_wins_over_what_was_sent_for_appraisal():
    text = "Đã trình Sở Tư pháp thẩm định, UBND Tỉnh đồng ý điều chỉnh thời gian sang quý IV"
    assert status(text) == "in_progress"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Tư pháp đang thẩm định", "awaiting_appraisal"),
        ("Đang chờ Hội đồng thẩm định họp xét", "awaiting_appraisal"),
        ("Đã hoàn thành, đang chờ thẩm định kết quả", "awaiting_appraisal"),
        ("Đang tiếp thu, giải trình ý kiến thẩm định", "in_progress"),
        ("Tạm dừng để chờ Nghị định mới, sẽ tiếp tục khi có hướng dẫn", "in_progress"),
        ("Đã đăng ký xây dựng Quyết định, đang soạn thảo", "in_progress"),
        ("Đã trình", UNRESOLVED),
        ("Đã thẩm định dự thảo", UNRESOLVED),
    ],
)
def test_awaiting_appraisal_needs_another_body_to_hold_the_matter(text, expected):
    assert status(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đến nay không có trường hợp nào", "in_progress"), ("Không có trường hợp nào (cả năm)", "completed")],
)
def test_a_promise_that_nothing_happens_is_kept_only_when_the_year_is_over(text, expected):
    assert status(text, content="Không có trường hợp bị UBND Tỉnh phê bình bằng văn bản") == expected


def test_an_index_that_others_score_is_not_settled_by_the_own_score():
    assert status("Đơn vị tự chấm 92,5 điểm", content="Chỉ số cải cách hành chính") == "awaiting_appraisal"
    assert status("Đơn vị tự chấm 92,5 điểm", content="Công nhận 05 sản phẩm OCOP") == UNRESOLVED


# how a text is typed


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: unicodedata.normalize("NFD", text),
        str.upper,
        lambda text: "  " + text.replace(" ", "\u00a0 ") + "\n",
        lambda text: text.replace(" ", "\u200b "),
    ],
    ids=["decomposed", "upper case", "odd spaces", "invisible characters"],
)
@pytest.mark.parametrize(
    "text",
    [
        "Đã được UBND Tỉnh đồng ý cho dừng thực hiện",
        "Sở Tư pháp đang thẩm định dự thảo",
        "Không đạt chỉ tiêu của năm",
        "Đã hoàn thành, đưa vào sử dụng",
        "Đạt 8/10 xã (còn lại đang thi công)",
        "Dự kiến trình trong tháng 12",
    ],
)
def test_how_a_text_is_typed_does_not_change_what_is_found(text, typed):
    assert find(typed(text)).rule == find(text).rule


@pytest.mark.parametrize(
    "text",
    ["Đã hòan thành", "da hoan thanh", "Đã HT", "đã hoàn  thành", "Đã hoàn thành.", "- Đã hoàn thành;"],
)
def test_common_slips_of_the_hand_are_read_through(text):
    assert status(text) == "completed"


@pytest.mark.parametrize("text", ["", "-", "…", "x", "Có", "Không", "Chưa", "Xem phụ lục", "Theo kế hoạch"])
def test_an_answer_of_a_sign_or_a_word_is_asked(text):
    assert status(text) == UNRESOLVED
    assert status(text, "full_year") == UNRESOLVED


def test_the_evidence_is_the_clause_that_decided_as_the_unit_wrote_it():
    found = find("Đã họp; nội dung này ĐÃ ht đúng hạn.")
    assert (found.rule, found.evidence) == ("done", "nội dung này ĐÃ ht đúng hạn")


def test_the_finding_that_counts_stands_first_and_the_others_after_it_in_the_order_of_the_reasons():
    found = judge_text("Đã hoàn thành; đang chờ thẩm định; còn 02 hộ chưa xong", read_promise("")).findings
    assert (
        found[0]
        == judge_text("Đã hoàn thành; đang chờ thẩm định; còn 02 hộ chưa xong", read_promise("")).finding
    )
    ranks = [rank(each.rule) for each in found[1:]]
    assert len(ranks) > 1
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("text", "target", "basis"),
    [
        ("Ước đạt 8 sản phẩm", "10 sản phẩm", "full_year"),
        ("Ước thực hiện đạt 450 tỷ đồng", "500 tỷ đồng", "full_year"),
        ("Ước tăng 3,1% so với năm 2021", "Tăng 3,5%", "full_year"),
        ("Được UBND Tỉnh thống nhất không dừng thực hiện", "", "cut_off"),
        ("Đã nghiệm thu giai đoạn 1", "", "cut_off"),
        ("Đã khởi công ngày 1/5, đưa vào sử dụng năm 2024", "", "cut_off"),
        ("Giải ngân đạt 100% kế hoạch vốn đợt 1", "", "cut_off"),
    ],
)
def test_numbers_below_the_target_parts_and_refusals_settle_nothing_good(text, target, basis):
    assert status(text, basis, target) not in ("completed", "stopped", "awaiting_appraisal")


# what comes close


@pytest.mark.parametrize(
    "text",
    [
        "Đã đôn đốc các xã hoàn thành chỉ tiêu",
        "Đã chỉ đạo các phòng hoàn thành nhiệm vụ",
        "Đã hướng dẫn các xã ban hành Quyết định công nhận",
        "Đã tập huấn vận hành phần mềm",
        "Nếu hoàn thành sẽ báo cáo",
        "Hoàn thành việc trình UBND Tỉnh phê duyệt",
        "Chỉ tiêu: hoàn thành 100%; kết quả: đang thực hiện",
        "Đã thi công xong, chờ nghiệm thu",
        "Hoàn thành hay không còn tùy thuộc nguồn vốn",
        "Đã hoàn thành dự thảo",
        "Đã hoàn thành một số nội dung",
        "Hoàn thành 02 nội dung",
        "Hoàn thành trong quý IV/2022",
        "Đã có kế hoạch hoàn thành trong tháng 12",
        "Nhà ở công nhân đã được phê duyệt chủ trương",
        "Đã ban hành danh mục văn bản tại Quyết định số 2156/QĐ-UBND",
    ],
)
def test_what_only_sounds_done_is_not_completed(text):
    assert status(text) != "completed"


@pytest.mark.parametrize(
    "text",
    [
        "Không hoàn thành thì kiểm điểm trách nhiệm",
        "Chưa thể khẳng định đạt hay không đạt",
        "Đang khắc phục các tiêu chí không đạt",
        "Giảm 3 vụ so với cùng kỳ năm trước",
        "Xử lý 05 trường hợp vi phạm",
        "Không thấp hơn cam kết",
    ],
)
def test_what_only_sounds_failed_is_not_failed(text):
    assert status(text) != "not_completed"


@pytest.mark.parametrize(
    "text",
    [
        "Chờ hướng dẫn của Bộ Tài chính",
        "Chờ Quốc hội thông qua Luật",
        "Chờ kết quả đấu giá",
        "Phòng chuyên môn đang thẩm định nội bộ",
        "Đang hoàn thiện hồ sơ để trình UBND Tỉnh phê duyệt",
        "Đã trình UBND Tỉnh nhưng bị trả lại, đang chỉnh sửa",
        "Chưa gửi hồ sơ thẩm định",
        "Sẽ gửi Sở Tư pháp thẩm định",
    ],
)
def test_what_only_names_another_body_does_not_wait_for_its_verdict(text):
    assert status(text) == "in_progress"


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Quyết định số 123/QĐ-UBND-HC", "Hoàn thành tuyến đường ĐT.857", UNRESOLVED),
        ("123/QĐ-UBND-HC", "Xây dựng công trình cầu Tân Phú", UNRESOLVED),
        ("Báo cáo số 45/BC-UBND ngày 12/9/2022", "Sửa chữa trụ sở Ủy ban nhân dân xã", UNRESOLVED),
        ("Quyết định số 12/QĐ-UBND phê duyệt dự án; đang thi công", "Nâng cấp đê bao", "in_progress"),
        ("Quyết định số 12/QĐ-UBND-HC; đã nghiệm thu", "Xây dựng 10 nhà văn hóa ấp", "completed"),
        ("Quyết định số 123/QĐ-UBND-HC", "Xây dựng Quy định về nâng cấp đường", "completed"),
        ("Quyết định số 123/QĐ-UBND-HC", "Ban hành Quy chế quản lý công trình", "completed"),
        ("Quyết định số 123/QĐ-UBND-HC", "Trình ban hành giá xây dựng nhà, công trình", "completed"),
    ],
)
def test_a_document_alone_answers_a_promise_to_issue_and_none_to_build(text, content, expected):
    assert status(text, content=content) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 19/19 tiêu chí theo bộ cũ, đang rà soát theo bộ mới", UNRESOLVED),
        ("Đã đạt chuẩn theo bộ tiêu chí giai đoạn trước", UNRESOLVED),
        ("Đạt 15/19 tiêu chí theo bộ cũ", "in_progress"),
        ("Đạt 19/19 tiêu chí theo bộ mới", "completed"),
    ],
)
def test_what_is_met_by_a_measure_that_was_replaced_is_asked(text, expected):
    assert status(text) == expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Trễ hạn", "", "not_completed"),
        ("Dự kiến trễ hạn do nhà thầu thi công chậm", "", "not_completed"),
        ("Chậm tiến độ", "", UNRESOLVED),
        ("Ước tăng 03 bậc", "Chỉ số CCHC bằng hoặc cao hơn năm 2021", "completed"),
        ("Ước tăng 03 bậc", "Chỉ số CCHC tăng ít nhất 02 bậc", "completed"),
        ("Ước tăng 01 bậc", "Chỉ số CCHC tăng ít nhất 02 bậc", "not_completed"),
        ("Ước tăng 01 bậc", "Cải thiện ít nhất 02 bậc chỉ số PCI", UNRESOLVED),
        ("Ước tăng 03 bậc", "Chỉ số PCI giữ vững trong nhóm 05 tỉnh dẫn đầu", UNRESOLVED),
        ("Ước tăng 03 bậc", "", UNRESOLVED),
        ("Sẽ đạt chuẩn vào cuối năm", "Xã đạt chuẩn nông thôn mới", "completed"),
        ("Sẽ đạt 85%", "", UNRESOLVED),
        ("Sẽ đạt nếu được bố trí vốn", "", UNRESOLVED),
        ("Sẽ nghiệm thu giai đoạn 1", "", UNRESOLVED),
        ("Ước hụt thu 15 tỷ đồng so dự toán", "Thu ngân sách đạt 100% dự toán", "not_completed"),
    ],
)
def test_an_estimate_in_everyday_words_is_read(text, content, expected):
    assert status(text, "full_year", content) == expected


# what a text is about, and how much of it was read

RULES_OF_A_MARKET = "Ban hành quy chế quản lý chợ"
STRANGE = "mấy giàn mướp hương dọc bờ rào"


@pytest.mark.parametrize(
    ("text", "content", "reason"),
    [
        (f"Đang cấy lại {STRANGE}", RULES_OF_A_MARKET, "other_matter"),
        (f"Đang cấy lại quy chế {STRANGE}", RULES_OF_A_MARKET, "running"),
        (f"Đang cấy lại {STRANGE}", "", "running"),
        ("Đang thực hiện", RULES_OF_A_MARKET, "running"),
        (f"Đã ban hành (kèm {STRANGE} hướng tây nam)", RULES_OF_A_MARKET, "issued"),
        (f"Đã ban hành “{STRANGE} hướng tây nam”", RULES_OF_A_MARKET, "issued"),
        (f"Đã hoàn thành {STRANGE} hướng tây nam", RULES_OF_A_MARKET, "not_asserted"),
        (f"Đã ban hành quy chế, {STRANGE} hướng tây nam", RULES_OF_A_MARKET, "much_unread"),
    ],
)
def test_a_long_text_of_which_little_was_read_or_that_names_nothing_of_the_promise_is_asked_about(
    text, content, reason
):
    assert find(text, content=content).rule == reason


# a number or a word of the promise that the text does not claim as done


@pytest.mark.parametrize(
    ("content", "target", "text", "right"),
    [
        ("Xây dựng cầu", "01 cầu", "Dự án đã được bố trí vốn hoàn thành", "in_progress|unresolved"),
        (
            "Xây dựng cầu",
            "01 cầu",
            "Công trình chưa nghiệm thu nhưng đã đưa vào sử dụng tạm",
            "completed|unresolved|in_progress",
        ),
        (
            "Ban hành đề án",
            "01 đề án",
            "Đã được UBND Tỉnh thống nhất không ban hành đề án",
            "stopped|unresolved",
        ),
        ("Ban hành đề án", "01 đề án", "UBND Tỉnh đã trả lại hồ sơ", "in_progress|unresolved"),
        (
            "Ban hành đề án",
            "01 đề án",
            "Đã trình nhưng HĐND tỉnh không thông qua",
            "not_completed|unresolved",
        ),
        ("Ban hành đề án", "01 đề án", "Đã ban hành đề án thí điểm", "completed|unresolved"),
        ("Ban hành đề án", "01 đề án", "Đã ban hành kế hoạch xây dựng đề án", "in_progress|unresolved"),
        (
            "Trồng 50 ha rừng",
            "50 ha",
            "Đã trồng 50 ha nhưng chết 30 ha",
            "unresolved|in_progress|not_completed",
        ),
        ("Trồng 50 ha rừng", "50 ha", "Đã chuẩn bị cây giống cho 50 ha", "in_progress|unresolved"),
        ("Trồng 50 ha rừng", "50 ha", "Đã đăng ký 50 ha", "in_progress|unresolved"),
        ("Trồng 50 ha rừng", "50 ha", "50 ha đã thiết kế", "in_progress|unresolved"),
        ("Trồng 50 ha rừng", "50 ha", "Đã trồng được nửa diện tích", "in_progress|unresolved"),
        ("Trồng 50 ha rừng", "50 ha", "Vượt tiến độ", "in_progress|unresolved"),
        (
            "Mở 10 lớp tập huấn",
            "10 lớp",
            "Đã mở 10 lớp, có 02 lớp phải học lại",
            "unresolved|completed|in_progress",
        ),
        ("Mở 10 lớp tập huấn", "10 lớp", "Đã duyệt kinh phí cho 10 lớp", "in_progress|unresolved"),
        ("Mở 10 lớp tập huấn", "10 lớp", "Sắp mở 10 lớp", "in_progress|unresolved"),
        ("Hỗ trợ 20 hộ nghèo", "20 hộ", "Xét duyệt 20 hộ", "in_progress|unresolved"),
        ("Hỗ trợ 20 hộ nghèo", "20 hộ", "Lập danh sách 20 hộ", "in_progress|unresolved"),
        ("Hỗ trợ 20 hộ nghèo", "20 hộ", "Đề xuất hỗ trợ 20 hộ", "in_progress|unresolved|awaiting_appraisal"),
        (
            "Giải quyết 15 vụ tồn đọng",
            "15 vụ",
            "Phát sinh thêm 15 vụ",
            "in_progress|unresolved|not_completed",
        ),
        ("Kiểm tra 30 cơ sở", "30 cơ sở", "Lập kế hoạch kiểm tra 30 cơ sở", "in_progress|unresolved"),
        ("Đạt 95% dân số tham gia bảo hiểm", "95%", "Chỉ tiêu giao 95%", "in_progress|unresolved"),
        ("Đạt 95% dân số tham gia bảo hiểm", "95%", "96% hộ được tuyên truyền", "in_progress|unresolved"),
        (
            "Đạt 95% dân số tham gia bảo hiểm",
            "95%",
            "Có huyện đạt 98%, toàn tỉnh đạt 91%",
            "in_progress|unresolved",
        ),
        ("Không để xảy ra cháy rừng", "", "Đã chữa cháy kịp thời 02 vụ", "not_completed|unresolved"),
        ("Không để xảy ra cháy rừng", "", "Phòng cháy tốt", "in_progress|unresolved"),
        ("Không để xảy ra cháy rừng", "", "Không xảy ra vụ cháy nào trong 9 tháng", "in_progress"),
        ("Không để xảy ra cháy rừng", "", "Giảm 03 vụ cháy so với cùng kỳ", "not_completed|unresolved"),
        (
            "Chỉ số cải cách hành chính tăng 02 bậc",
            "tăng 02 bậc",
            "Năm 2021 xếp hạng 12, tăng 03 bậc",
            "unresolved|in_progress|completed",
        ),
        (
            "Chỉ số cải cách hành chính tăng 02 bậc",
            "tăng 02 bậc",
            "Phấn đấu tăng 02 bậc",
            "in_progress|unresolved",
        ),
        ("Đóng cửa bãi rác", "01 bãi", "Bãi rác vẫn hoạt động", "in_progress|unresolved"),
        ("Đóng cửa bãi rác", "01 bãi", "Đã đóng cửa bãi rác từ tháng 3", "completed|unresolved"),
        (
            "Đóng cửa bãi rác",
            "01 bãi",
            "UBND Tỉnh cho tiếp tục hoạt động đến năm 2025",
            "unresolved|in_progress|not_completed|stopped",
        ),
        ("Giải ngân 100% vốn", "100%", "Phân bổ 100% vốn", "in_progress|unresolved"),
        ("Giải ngân 100% vốn", "100%", "Giải ngân 100% vốn năm 2021 kéo dài", "unresolved|in_progress"),
        ("Giải ngân 100% vốn", "100%", "Giải ngân đạt 100% kế hoạch tháng", "unresolved|in_progress"),
        ("Tuyển 10 bác sĩ", "10 bác sĩ", "Có 10 bác sĩ nộp hồ sơ", "in_progress|unresolved"),
        ("Tuyển 10 bác sĩ", "10 bác sĩ", "Được giao 10 chỉ tiêu", "in_progress|unresolved"),
        ("Tuyển 10 bác sĩ", "10 bác sĩ", "Thiếu 10 bác sĩ", "in_progress|unresolved|not_completed"),
        (
            "Ban hành quy chế",
            "",
            "Quy chế đã ban hành nhưng bị HĐND tỉnh bãi bỏ",
            "unresolved|not_completed|in_progress",
        ),
        ("Ban hành quy chế", "", "UBND Tỉnh chưa ký ban hành", "in_progress|awaiting_appraisal|unresolved"),
        ("Ban hành quy chế", "", "Không đủ cơ sở để ban hành", "not_completed|unresolved|in_progress"),
        (
            "Ban hành quy chế",
            "",
            "Đã ban hành thông báo dừng xây dựng quy chế",
            "stopped|unresolved|in_progress",
        ),
        (
            "Ban hành quy chế",
            "",
            "Đã hoàn thành quy chế nội bộ của phòng",
            "unresolved|in_progress|completed",
        ),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã hoàn thành hồ sơ thiết kế", "in_progress"),
        (
            "Xây dựng nhà văn hóa",
            "01 nhà",
            "Đã hoàn thành đấu thầu, nhà thầu bỏ cuộc",
            "unresolved|in_progress|not_completed",
        ),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã bàn giao mặt bằng cho nhà thầu", "in_progress"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã bàn giao hồ sơ cho chủ đầu tư", "in_progress|unresolved"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã nghiệm thu phần móng", "in_progress|unresolved"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã nghiệm thu khối lượng đợt 2", "in_progress|unresolved"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã ký biên bản bàn giao tim mốc", "in_progress|unresolved"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Đã tổ chức lễ động thổ", "in_progress|unresolved"),
        ("Xây dựng nhà văn hóa", "01 nhà", "Nhà thầu cam kết hoàn thành", "in_progress|unresolved"),
        (
            "Xây dựng nhà văn hóa",
            "01 nhà",
            "Chủ đầu tư báo cáo đã hoàn thành nhưng kiểm tra thực tế còn dang dở",
            "in_progress|unresolved",
        ),
        ("Đào tạo nghề cho lao động", "500 người", "Có 510 người đăng ký học nghề", "in_progress|unresolved"),
        ("Xóa 30 nhà tạm", "30 nhà", "Rà soát có 30 nhà tạm", "in_progress|unresolved"),
        ("Xóa 30 nhà tạm", "30 nhà", "Còn 30 nhà tạm", "in_progress|unresolved|not_completed"),
        ("Xóa 30 nhà tạm", "30 nhà", "Đã khởi công 30 nhà, hoàn thành 12 nhà", "in_progress"),
        ("Cấp 1.000 giấy chứng nhận", "1.000 giấy", "Tiếp nhận 1.200 hồ sơ", "in_progress|unresolved"),
        ("Tỷ lệ hài lòng đạt 90%", "90%", "Tỷ lệ không hài lòng 92%", "unresolved|in_progress|not_completed"),
        ("Tỷ lệ hài lòng đạt 90%", "90%", "95% phiếu chưa thu về", "unresolved|in_progress"),
        ("Tỷ lệ hài lòng đạt 90%", "90%", "Khảo sát 95% hộ dân", "unresolved|in_progress"),
        ("Tăng 03 bậc chỉ số PCI", "03 bậc", "Giảm 03 bậc", "not_completed|unresolved"),
        ("Tăng 03 bậc chỉ số PCI", "03 bậc", "Cần tăng 03 bậc nữa", "in_progress|unresolved"),
        (
            "Tổ chức hội thi",
            "01 hội thi",
            "Hội thi bị hoãn vô thời hạn",
            "unresolved|in_progress|not_completed",
        ),
        ("Tổ chức hội thi", "01 hội thi", "Đã tổ chức họp chuẩn bị hội thi", "in_progress|unresolved"),
        ("Tổ chức hội thi", "01 hội thi", "Đã tổ chức 01 cuộc họp", "in_progress|unresolved"),
    ],
)
def test_what_only_names_the_promise_or_its_number_is_not_done(content, target, text, right):
    found = find(text, content=content, target=target)
    assert (SCHEME.choose("cut_off", found.concludes, "unknown") if found else UNRESOLVED) in right.split("|")


# what single claims say


@pytest.mark.parametrize(
    ("content", "text", "reason"),
    [
        ("Hỗ trợ 02 hợp tác xã", "Đã hỗ trợ hợp tác xã", "number_unsaid"),
        ("Hỗ trợ 01 hợp tác xã", "Đã hỗ trợ hợp tác xã", "did_it"),
        ("Ban hành quy chế", "Đã tham mưu UBND Tỉnh ban hành Quyết định số 15/QĐ-UBND", "issued"),
        ("Xây dựng cầu", "Đã tham mưu UBND Tỉnh ban hành Quyết định số 15/QĐ-UBND", "only_a_step"),
        ("Trồng xoài", "Tiếp tục giảm", "trouble"),
        ("Trồng xoài", "Đang giảm", "running"),
        ("Trồng xoài", "Tiếp tục tăng", ""),
        ("Trồng xoài", "Kế hoạch hoàn thành ngày 15/12", "not_asserted"),
        ("Trồng xoài", "Nhiệm vụ hoàn thành ngày 15/9", "done"),
        ("Ban hành quy chế", "UBND Tỉnh đang thông qua", "under_appraisal"),
        ("Ban hành quy chế", "Quy chế đang được ban hành", "running"),
        ("Ban hành quy chế", "Đang lấy ý kiến thẩm định", "running"),
    ],
)
def test_a_claim_gives_its_reason(content, text, reason):
    found = find(text, content=content)
    assert (found.rule if found else "") == reason


def test_the_evidence_of_what_came_of_a_cause_has_the_cause():
    said = "Đã mời thầu 02 lần. Không có nhà đầu tư (năm 2022) nên không hoàn thành trong năm"
    finding = judge_text(said, read_promise("Xây dựng chợ")).finding
    assert finding.evidence == "Không có nhà đầu tư (năm 2022) nên không hoàn thành trong năm"
