"""What a text claims: acts with their modifiers, their scope, and how each clause stands to the others."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from camket.judging.claims import load_grammar, read_claims
from camket.judging.words import COLON, COMMA, load_words

GRAMMAR = load_grammar()


def claims_of(text):
    return read_claims(load_words().read(text))


def describe(claim):
    """Its act with every modifier that is not the ordinary one: "aside not_yet THẨM_ĐỊNH"."""
    ordinary = ("main", "fact", "bare", "affirmed")
    said = (claim.role, claim.modality, claim.aspect, claim.polarity)
    return " ".join(
        [*(one for one, usual in zip(said, ordinary, strict=True) if one != usual), claim.act or "–"]
    )


def read(text):
    return [describe(claim) for claim in claims_of(text)]


def one(text):
    [claim] = claims_of(text)
    return claim


# Modifiers: each changes what is said of the act after it.


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Khởi công", "BẮT_ĐẦU"),
        ("Đã khởi công", "done BẮT_ĐẦU"),
        ("Vừa khởi công", "done BẮT_ĐẦU"),
        ("Đang thi công", "running LÀM_KHÁC"),
        ("Đã và đang thi công", "running LÀM_KHÁC"),
        ("Chuẩn bị nghiệm thu", "preparing NGHIỆM_THU"),
        ("Tiếp tục thi công", "continuing LÀM_KHÁC"),
        ("Đang tiếp tục thi công", "continuing LÀM_KHÁC"),
        ("Sẽ tiếp tục thi công", "planned LÀM_KHÁC"),
        ("Đẩy mạnh thi công", "running LÀM_KHÁC"),
        ("Sẽ nghiệm thu", "planned NGHIỆM_THU"),
    ],
)
def test_an_aspect_says_whether_an_act_is_done_running_or_to_come(text, claim):
    assert read(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Chưa nghiệm thu", "not_yet NGHIỆM_THU"),
        ("Chưa thể nghiệm thu", "not_yet NGHIỆM_THU"),
        ("Không nghiệm thu", "denied NGHIỆM_THU"),
        ("Không kịp nghiệm thu", "impossible NGHIỆM_THU"),
        ("Không còn khả năng nghiệm thu", "impossible NGHIỆM_THU"),
    ],
)
def test_a_polarity_says_that_it_is_not_yet_so_not_so_or_cannot_be(text, claim):
    assert read(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ước đạt 900 tấn", "expected ĐẠT"),
        ("Dự kiến bàn giao", "expected VẬN_HÀNH"),
        ("Bảo đảm bàn giao", "assured VẬN_HÀNH"),
        ("Phấn đấu bàn giao", "wished VẬN_HÀNH"),
        ("Cần bàn giao", "wished VẬN_HÀNH"),
        ("Có thể bàn giao", "possible VẬN_HÀNH"),
        ("Khó bàn giao", "feared VẬN_HÀNH"),
        ("Nếu bàn giao", "conditional VẬN_HÀNH"),
        ("Sau khi bàn giao", "upon VẬN_HÀNH"),
    ],
)
def test_a_modality_says_that_an_act_is_no_fact(text, claim):
    assert read(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Có thể không bàn giao", "possible denied VẬN_HÀNH"),
        ("Nguy cơ chưa bàn giao", "feared not_yet VẬN_HÀNH"),
        ("Dự kiến sẽ không trình", "expected planned denied TRÌNH"),
        ("Phấn đấu tiếp tục bàn giao", "wished continuing VẬN_HÀNH"),
    ],
)
def test_modifiers_of_different_kinds_add_up(text, claim):
    assert read(text) == [claim]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Mới xong phần móng", "only"),
        ("Chỉ mở được hai lớp", "only"),
        ("Còn lại sáu hộ", "rest"),
        ("Cơ bản hoàn thành", "nearly"),
        ("Hoàn thành một phần", "part"),
        ("Hoàn thành giai đoạn 1", "part"),
        ("Hoàn thành hay không", "open"),
    ],
)
def test_a_limit_says_how_much_of_an_act_is_meant(text, limit):
    assert limit in one(text).limits


def test_a_limit_after_a_named_thing_says_what_kind_of_thing_it_is():
    assert one("Đã thi công tuyến mới").limits == frozenset()


# Scope: a modifier reaches forward to the acts after it, up to the next modifier or the end of the clause.


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Chưa phê duyệt, công bố", ["not_yet PHÊ_DUYỆT", "not_yet CÔNG_BỐ"]),
        ("Sẽ thi công, nghiệm thu", ["planned LÀM_KHÁC", "planned NGHIỆM_THU"]),
        ("Đang rà soát và khảo sát", ["running VIỆC_PHỤ", "running VIỆC_PHỤ"]),
    ],
)
def test_a_modifier_reaches_over_a_comma(text, claims):
    assert read(text) == claims


def test_an_act_after_a_comma_names_the_one_whose_modifiers_it_shares():
    first, second = claims_of("Chưa phê duyệt, công bố")
    assert (first.joined, second.joined) == ("", "PHÊ_DUYỆT")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Đã khảo sát, đang thi công", ["done VIỆC_PHỤ", "running LÀM_KHÁC"]),
        ("Đã họp đang lập hồ sơ", ["done HỌP", "running SOẠN"]),
        ("Đã thẩm định chưa phê duyệt", ["done THẨM_ĐỊNH", "not_yet PHÊ_DUYỆT"]),
        ("Chưa khởi công; thi công", ["not_yet BẮT_ĐẦU", "LÀM_KHÁC"]),
        ("Chưa khởi công. Nghiệm thu", ["not_yet BẮT_ĐẦU", "NGHIỆM_THU"]),
        ("Chưa khởi công nhưng thi công", ["not_yet BẮT_ĐẦU", "LÀM_KHÁC"]),
    ],
)
def test_a_modifier_ends_at_the_next_one_and_at_the_end_of_the_clause(text, claims):
    assert read(text) == claims


def test_a_modifier_does_not_reach_back():
    assert read("Nghiệm thu, chưa bàn giao") == ["NGHIỆM_THU", "not_yet VẬN_HÀNH"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Nếu được cấp vốn, khởi công", ["conditional CẤP_VỐN", "conditional BẮT_ĐẦU"]),
        ("Sau khi họp, đã ban hành", ["upon HỌP", "done BAN_HÀNH"]),
        ("Khi đủ vốn, sẽ khởi công", ["upon –", "planned BẮT_ĐẦU"]),
    ],
)
def test_a_condition_ends_where_another_modifier_says_what_is_so(text, claims):
    assert read(text) == claims


# Acts that govern others, and acts that lend their modifiers.


@pytest.mark.parametrize(
    ("text", "act", "asked"),
    [
        ("Đã trình UBND Tỉnh phê duyệt", "TRÌNH", "PHÊ_DUYỆT"),
        ("Đề nghị Sở ban hành hướng dẫn", "ĐỀ_NGHỊ", "BAN_HÀNH"),
        ("Đang chờ Bộ công nhận", "CHỜ", "CÔNG_NHẬN"),
        ("Tham mưu ban hành nghị quyết", "THAM_MƯU", "BAN_HÀNH"),
        ("UBND Tỉnh đồng ý dừng", "ĐỒNG_Ý", "DỪNG"),
        ("Được giao triển khai", "GIAO", "LÀM"),
        ("Đã trình phê duyệt, công bố", "TRÌNH", "CÔNG_BỐ"),
    ],
)
def test_an_act_that_governs_takes_what_it_asks_for_as_its_object(text, act, asked):
    claim = one(text)
    assert claim.act == act
    assert asked in claim.objects


def test_what_was_reached_begins_a_claim_of_its_own_after_a_comma_even_where_an_act_governs():
    assert read("Trình phê duyệt, đạt 30 hồ sơ") == ["TRÌNH", "ĐẠT"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Đã hoàn thành lấy ý kiến", "done LẤY_Ý_KIẾN"),
        ("Đã thực hiện rà soát", "done VIỆC_PHỤ"),
        ("Có ban hành quy chế", "BAN_HÀNH"),
        ("Chưa hoàn thành thẩm định", "not_yet THẨM_ĐỊNH"),
        ("Đã tổ chức nghiệm thu", "done NGHIỆM_THU"),
        ("Đã thực hiện hoàn thành các bước", "done HOÀN_THÀNH"),
    ],
)
def test_a_light_act_lends_its_modifiers_to_the_act_after_it(text, claim):
    assert read(text) == [claim]


def test_a_light_act_that_names_something_of_its_own_keeps_its_claim():
    claim = one("Đã thực hiện hồ sơ thẩm định")
    assert (claim.act, claim.objects) == ("LÀM", ("HỒ_SƠ", "THẨM_ĐỊNH"))


def test_a_proposal_that_is_counted_is_a_thing():
    assert read("17 kiến nghị đã trả lời") == ["done TRẢ_LỜI"]
    assert read("Đã kiến nghị Sở trả lời") == ["done ĐỀ_NGHỊ"]


def test_what_is_asked_to_go_on_does_not_go_on():
    claim = one("Đã đề nghị UBND Tỉnh tiếp tục công nhận ấp văn hóa")
    assert (describe(claim), "CÔNG_NHẬN" in claim.objects) == ("done ĐỀ_NGHỊ", True)
    assert read("Đã đề nghị hỗ trợ, tiếp tục thi công") == ["done ĐỀ_NGHỊ", "continuing LÀM_KHÁC"]


def test_an_act_that_tells_which_things_were_counted_is_not_what_was_done():
    assert read("Đã cấp nước cho 450 hộ đăng ký") == ["done –"]
    assert read("Đã tưới tiêu, đăng ký 450 hộ") == ["done ĐĂNG_KÝ"]
    assert read("Đã có 06 sản phẩm được công nhận") == ["done CÔNG_NHẬN"]


def test_what_there_is_may_be_the_subject_of_a_denial():
    claim = one("Có 03 hồ sơ không trình")
    assert (describe(claim), claim.subjects) == ("denied TRÌNH", ("SỐ", "HỒ_SƠ"))


def test_what_is_said_not_to_exist_takes_the_denial_after_it_as_its_object():
    claim = one("Không có hồ sơ chưa giải quyết")
    assert (describe(claim), claim.objects) == ("denied CÓ", ("HỒ_SƠ", "CHƯA", "LÀM"))


def test_finished_and_a_first_act_are_one_thing_that_was_finished():
    assert read("Đã hoàn tất và bàn giao mặt bằng") == ["done VIỆC_ĐẦU"]
    assert read("Đã hoàn tất và thi công") == ["done HOÀN_THÀNH", "done LÀM_KHÁC"]


# Who, what, and which part.


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("UBND Tỉnh đã phê duyệt", "CẤP_TRÊN"),
        ("Đã được UBND Tỉnh phê duyệt", "CẤP_TRÊN"),
        ("Sở Xây dựng đang thẩm định", "CƠ_QUAN"),
        ("Thủ tướng Chính phủ công nhận", "TRUNG_ƯƠNG"),
        ("Đã phê duyệt", ""),
        ("Đã trình UBND Tỉnh", ""),
    ],
)
def test_the_body_before_an_act_does_it(text, by):
    assert one(text).by == by


def test_what_stands_before_an_act_is_its_subject_and_what_stands_after_it_its_object():
    claim = one("Hồ sơ đã gửi Sở ngày 02/8/2022")
    assert (claim.subjects, claim.act, claim.objects) == (("HỒ_SƠ",), "GỬI", ("CƠ_QUAN", "NGÀY"))


def test_what_a_purpose_or_a_reference_names_is_no_part_of_the_core():
    claim = one("Đã thi công để bàn giao")
    assert claim.names("VẬN_HÀNH")
    assert "VẬN_HÀNH" not in claim.core
    claim = one("Đã hoàn thiện hồ sơ theo ý kiến thẩm định")
    assert claim.names("HỒ_SƠ", "TIẾP_THU")


def test_words_that_name_no_known_act_are_a_claim_without_one():
    assert read("Mặt đường rộng 6 m") == ["–"]
    assert read("") == []


# Roles: how a clause stands to the promise.


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Đã trình (chưa thẩm định)", ["done TRÌNH", "aside not_yet THẨM_ĐỊNH"]),
        ("Đã hoàn thành (10 tuyến)", ["done HOÀN_THÀNH", "aside –"]),
        ("Đã họp (từ tháng 5) và ban hành", ["done HỌP", "done BAN_HÀNH", "aside –"]),
    ],
)
def test_what_stands_in_brackets_is_an_aside(text, claims):
    assert sorted(read(text)) == sorted(claims)


def test_a_document_in_brackets_belongs_to_the_claim_before_them():
    assert claims_of("Đã phê duyệt (Quyết định số 15/QĐ-UBND)")[0].names("SỐ_HIỆU_TỈNH")
    assert claims_of("Không có vụ nào (cả năm)")[0].names("CẢ_NĂM")
    first, second, _ = claims_of("Đã họp; đã phê duyệt (Quyết định số 15/QĐ-UBND)")
    assert (first.names("SỐ_HIỆU_TỈNH"), second.names("SỐ_HIỆU_TỈNH")) == (False, True)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Đã xử lý, trong đó 02 hồ sơ chưa duyệt", ["done LÀM", "part not_yet PHÊ_DUYỆT"]),
        (
            "Đã xử lý, trong đó 02 hồ sơ chưa duyệt; 01 hồ sơ đã trả lời",
            ["done LÀM", "part not_yet PHÊ_DUYỆT", "part done TRẢ_LỜI"],
        ),
        ("Đã xử lý, trong đó 02 hồ sơ chưa duyệt. Đã họp", ["done LÀM", "part not_yet PHÊ_DUYỆT", "done HỌP"]),
    ],
)  # fmt: skip
def test_trong_do_begins_parts_that_go_on_to_the_end_of_the_sentence(text, claims):
    assert read(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Chưa thi công do chưa cấp vốn", ["not_yet LÀM_KHÁC", "cause not_yet CẤP_VỐN"]),
        ("Không hoàn thành vì dừng thi công", ["denied HOÀN_THÀNH", "cause DỪNG"]),
        (
            "Chưa thi công vì chưa bồi thường; đã họp",
            ["not_yet LÀM_KHÁC", "cause not_yet VIỆC_ĐẦU", "done HỌP"],
        ),
        ("Đang thi công, vướng bồi thường", ["running LÀM_KHÁC", "cause VIỆC_ĐẦU"]),
    ],
)
def test_what_follows_do_is_a_cause_to_the_end_of_the_clause(text, claims):
    assert read(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Mặc dù chưa được cấp vốn, đã khởi công", ["conceded not_yet CẤP_VỐN", "done BẮT_ĐẦU"]),
        ("Tuy chưa họp nhưng đã ban hành", ["conceded not_yet HỌP", "done BAN_HÀNH"]),
    ],
)
def test_what_is_conceded_is_marked_and_ends_with_its_clause(text, claims):
    assert read(text) == claims


def test_what_follows_nhung_is_marked_as_a_contrast():
    assert [claim.contrast for claim in claims_of("Đã trình nhưng chưa duyệt")] == [False, True]


def test_a_claim_that_no_comma_parts_from_the_objects_of_the_one_before_is_attached_to_it():
    assert [claim.attached for claim in claims_of("Chưa bồi thường đất không thể thi công")] == [False, True]
    assert [claim.attached for claim in claims_of("Chưa bồi thường đất, không thể thi công")] == [
        False,
        False,
    ]
    assert [claim.attached for claim in claims_of("Đã họp đang lập hồ sơ")] == [False, False]


def test_what_a_given_task_names_is_to_be_done_up_to_the_end_of_the_sentence():
    assert read("UBND Tỉnh giao Sở lập hồ sơ; hoàn thành trước tháng 9. Đang thi công") == [
        "GIAO", "wished HOÀN_THÀNH", "running LÀM_KHÁC",
    ]  # fmt: skip
    assert read("UBND Tỉnh giao Sở lập hồ sơ; đã hoàn thành") == ["GIAO", "done HOÀN_THÀNH"]


# Names of places and people.


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Đã thi công cầu Bình Phước", ["done LÀM_KHÁC"]),
        ("Xã Tân Dừng Lợi đã bàn giao", ["done VẬN_HÀNH"]),
        ("Tuyến Chợ Đạt Mới đang thi công", ["running LÀM_KHÁC"]),
    ],
)
def test_a_word_within_a_name_claims_nothing(text, claims):
    assert read(text) == claims


# The grammar's lists.


def test_every_name_of_the_grammar_is_a_list_of_words():
    known = load_words().lists.tokens
    named = {*GRAMMAR.aspects, *GRAMMAR.polarities, *GRAMMAR.modalities, *GRAMMAR.limits}
    assert named.union(*GRAMMAR.sets.values()) - known - {COMMA, COLON} == set()


def test_no_act_is_a_modifier_too():
    assert [act for act in GRAMMAR["acts"] if GRAMMAR.parts()[act] != "act"] == []


@pytest.mark.parametrize("name", ["governing", "light", "breaking", "stops"])
def test_the_acts_of_a_set_are_acts(name):
    assert GRAMMAR[name] <= GRAMMAR["acts"]


def test_a_claim_keeps_its_place_in_the_text():
    text = "Đã họp; UBND Tỉnh đã ban hành quy chế"
    reading = load_words().read(text)
    first, second = read_claims(reading)
    assert (first.clause, second.clause) == (0, 1)
    start, end, verb = second.place(reading)
    assert text[start:end] == "UBND Tỉnh đã ban hành quy chế"
    assert text[verb:end] == "ban hành quy chế"


def test_clauses_of_the_same_tokens_have_places_of_their_own():
    text = "Đã cấp 5 giấy; đã cấp 12.000 giấy"
    reading = load_words().read(text)
    claims = read_claims(reading)
    assert [text[slice(*claim.place(reading)[:2])] for claim in claims] == [
        "Đã cấp 5 giấy",
        "đã cấp 12.000 giấy",
    ]


def test_what_brackets_tell_is_told_of_the_claim_before_them_alone():
    told, untold = claims_of("Đã trình hồ sơ (số 12/TTr-SNV)")[0], one("Đã trình hồ sơ")
    assert (told.objects, untold.objects) == (("HỒ_SƠ", "SỐ_HIỆU"), ("HỒ_SƠ",))


def test_the_page_on_judging_names_files_and_tables_that_exist():
    page = (Path(__file__).parents[2] / "docs" / "judging.md").read_text("utf-8")
    room = files("camket.judging")
    tests = {path.name for path in Path(__file__).parent.iterdir()}
    there = {path.name for path in room.iterdir()} | tests
    named = set(re.findall(r"`([\w]+\.(?:py|toml|csv))`", page))
    assert len(named) > 12
    assert named - there == set()
    assert all(
        table in room.joinpath("grammar.toml").read_text("utf-8")
        for table in re.findall(r"`(\[\w+\])`", page)
    )
