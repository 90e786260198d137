import unicodedata
from time import perf_counter

import pytest

from camket.intake.joining.short_names import list_short_names
from camket.intake.joining.unit_names import UnitNames
from camket.settings.units import Unit
from samples import PLACE_KINDS

UNITS = [
    Unit(code="VPUBND", name="Văn phòng UBND Tỉnh", group="department", order=1, aliases=("VP UBND",)),
    Unit(
        code="SKHDT",
        name="Sở Kế hoạch và Đầu tư",
        group="department",
        order=2,
        aliases=("SKHĐT", "Sở KH&ĐT"),
    ),
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=3, aliases=("SNV",)),
    Unit(code="STC", name="Sở Tài chính", group="department", order=4, aliases=("Sở TC",)),
    Unit(
        code="TPCL",
        name="UBND thành phố Cao Lãnh",
        group="district",
        place_kinds=PLACE_KINDS,
        order=20,
        aliases=("TP Cao Lãnh",),
    ),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", place_kinds=PLACE_KINDS, order=21),
    Unit(code="TPSD", name="UBND thành phố Sa Đéc", group="district", place_kinds=PLACE_KINDS, order=22),
]
NAMES = UnitNames(UNITS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # names
        ("Sở Kế hoạch và Đầu tư", "SKHDT"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ TỈNH ĐỒNG THÁP", "SKHDT"),
        ("Sở Kế hoạch & Đầu tư", "SKHDT"),
        ("so ke hoach va dau tu", "SKHDT"),
        (unicodedata.normalize("NFD", "Sở Nội vụ"), "SNV"),
        ("Đơn vị: Sở Nội vụ", "SNV"),
        # aliases
        ("Sở KH&ĐT", "SKHDT"),
        ("Sở KH-ĐT", "SKHDT"),
        ("Sở TC báo cáo", "STC"),
        ("Sở Tài chính không đăng ký lại nội dung số 2", "STC"),
        ("UBND huyện Cao Lãnh xin rút nội dung này", "HCL"),
        # codes, in capitals
        ("SNV", "SNV"),
        ("Số: 12/BC-SNV", "SNV"),
        ("BC_SNV_2022", "SNV"),
        ("SKHĐT - cam kết", "SKHDT"),
        # districts
        ("UBND huyện Cao Lãnh", "HCL"),
        ("Ủy ban nhân dân huyện Cao Lãnh", "HCL"),
        ("Huyện Cao Lãnh", "HCL"),
        ("UBND TP Cao Lãnh", "TPCL"),
        ("TP. Cao Lãnh", "TPCL"),
        ("Thành phố Cao Lãnh", "TPCL"),
        ("UBND TP Sa Đéc", "TPSD"),
        ("Sa Đéc", "TPSD"),
    ],
)
def test_a_unit_is_recognised_by_name_alias_or_code(text, code):
    assert NAMES.find(text) == {code}


@pytest.mark.parametrize("text", ["Cao Lãnh", "CAO LÃNH", "cao lanh bao cao", "Biểu 1 - Cao Lãnh 2022"])
def test_the_bare_name_cao_lanh_is_ambiguous_and_never_guessed(text):
    assert NAMES.find(text) == {"TPCL", "HCL"}


@pytest.mark.parametrize(
    "text", ["", "Sheet1", "snv", "Báo cáo kết quả", "Sở Nội", "SNVX", "Sở Y tế", "UBND huyện Tam Nông"]
)
def test_a_text_that_names_no_unit_of_the_list_gives_none(text):
    assert NAMES.find(text) == set()


@pytest.mark.parametrize("text", ["Sở Nội vụ, Sở Tài chính", "Sở Nội vụ (phối hợp: Sở Kế hoạch và Đầu tư)"])
def test_a_text_that_names_two_units_is_ambiguous(text):
    assert len(NAMES.find(text)) == 2


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["Biểu 1", "Sở Nội vụ", "Sở Tài chính"], {"SNV"}),
        (["Cao Lãnh", "UBND huyện Cao Lãnh"], {"HCL"}),
        (["Cao Lãnh", "Biểu 1"], {"TPCL", "HCL"}),
        (["Kính gửi: Sở Kế hoạch và Đầu tư", "Sở Nội vụ"], {"SNV"}),
        (["Nơi nhận: Sở Kế hoạch và Đầu tư"], set()),
        ([], set()),
    ],
    ids=["first named", "clear after ambiguous", "only ambiguous", "addressee", "receiver", "nothing"],
)
def test_the_first_text_that_names_one_unit_clearly_counts_and_an_addressee_never_does(texts, codes):
    assert NAMES.search(texts).codes == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sở Kế hoach va Đâu tư", {"SKHDT"}),
        ("SỞ KẾ HOẠHC VÀ ĐẦU TƯ", {"SKHDT"}),
        ("Sở Kếhoạch và Đầu tư", {"SKHDT"}),
        ("Sở Nộii vụ", {"SNV"}),
        ("Báo cáo của Sở Tài chnh 2022", {"STC"}),
        ("UBND huyệnn Cao Lãnh", {"HCL"}),
        ("UBND thành phố Sa Đécc", {"TPSD"}),
        ("huyện Cao Lnh", {"HCL"}),
        ("Cao Lãnhh", set()),
        ("Kế hoạch đầu tư công", set()),
        ("Sở Y tế", set()),
        ("Bộ Kế hoạch và Đầu tư", set()),
        ("Cục Tài chính", set()),
        ("UBND huyện Tam Nông", set()),
        ("Phụ lục kết quả thực hiện", set()),
    ],
)
def test_a_misspelt_name_matches_the_nearest_unit_if_there_is_only_one(text, codes):
    assert NAMES.search([text], allow_typos=True).codes == codes


def test_an_exact_name_takes_precedence_over_a_misspelt_one():
    assert NAMES.search(["Sở Tài chínnh", "Sở Nội vụ"], allow_typos=True).codes == {"SNV"}


def test_a_misspelling_near_two_units_is_ambiguous():
    names = UnitNames(
        [
            Unit(code="HTN", name="UBND huyện Tam Nông", group="district", place_kinds=PLACE_KINDS, order=1),
            Unit(code="HTH", name="UBND huyện Tân Hồng", group="district", place_kinds=PLACE_KINDS, order=2),
        ]
    )
    assert names.search(["Huyện Tan Nông"], allow_typos=True).codes == {"HTN", "HTH"}
    assert names.search(["Huyện Tan Nông", "Huyện Tamm Nông"], allow_typos=True).codes == {"HTN"}


def test_a_text_is_looked_up_among_many_names_as_fast_as_among_few():
    def reading_time(aliases):
        many = Unit(code="SXD", name="Sở Xây dựng", group="department", order=9, aliases=aliases)
        names = UnitNames([*UNITS, many])
        times = []
        for _ in range(5):
            start = perf_counter()
            assert names.find("Báo cáo kết quả của Sở Xây dựng năm 2022") == {"SXD"}
            times.append(perf_counter() - start)
        return min(times)

    few = reading_time(("Văn phòng số 1",))
    assert reading_time(tuple(f"Văn phòng số {number} của đơn vị" for number in range(20_000))) < 10 * few


DEPARTMENTS = {
    "SNN": "Sở Nông nghiệp và Phát triển nông thôn", "SLD": "Sở Lao động - Thương binh và Xã hội",
    "SGD": "Sở Giáo dục và Đào tạo", "STN": "Sở Tài nguyên và Môi trường", "STT": "Sở Thông tin và Truyền thông",
    "SVH": "Sở Văn hóa, Thể thao và Du lịch", "SKH": "Sở Kế hoạch và Đầu tư", "SKC": "Sở Khoa học và Công nghệ",
    "SYT": "Sở Y tế", "SGT": "Sở Giao thông vận tải", "BKT": "Ban Quản lý Khu kinh tế", "STP": "Sở Tư pháp",
}  # fmt: skip


def name_units(**aliases):
    return UnitNames(
        Unit(code=code, name=name, group="department", order=order, aliases=aliases.get(code, ()))
        for order, (code, name) in enumerate(DEPARTMENTS.items(), start=1)
    )


SHORT = name_units()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "SNN") for text in ("Sở Nông nghiệp và PTNT", "Sở NN và PTNT", "Sở NN&PTNT", "SỞ NNPTNT")),
        *((text, "SLD") for text in ("Sở LĐ-TB&XH", "Sở LĐTB&XH", "Sở LĐTBXH", "Sở Lao động - TB và XH")),
        *((text, "SGD") for text in ("Sở GD&ĐT", "Sở GDĐT", "Sở Giáo dục và ĐT")),
        *(
            (text, "SVH")
            for text in ("Sở VHTT&DL", "Sở VH, TT và DL", "Sở VHTTDL", "Sở VH, Thể thao và Du lịch")
        ),
        ("Sở TN&MT (chủ trì)", "STN"),
        ("Sở TT-TT", "STT"),
        ("Sở KHĐT", "SKH"),
        ("Sở KH&CN", "SKC"),
        ("Sở GTVT tỉnh", "SGT"),
        ("Ban Quản lý KKT", "BKT"),
    ],
)
def test_a_department_is_recognised_by_each_way_of_shortening_its_name(text, code):
    assert SHORT.find(text) == {code}


@pytest.mark.parametrize(
    "text", ["Sở KH", "Sở TN", "Sở GD", "Sở TNM", "Sở GDTĐ", "Sở ĐT", "các cơ sở y tế", "Cơ sở YT", "Sở TP Hà Nội"]
)  # fmt: skip
def test_what_is_no_short_form_of_one_department_names_none(text):
    assert SHORT.search([text], allow_typos=True).codes == set()


def test_a_name_that_a_unit_has_goes_before_what_another_is_only_short_for():
    names = {"SNV": "Sở Nội vụ", "SNG": "Sở Ngoại vụ"}

    def find(**more):
        return UnitNames(
            [
                Unit(code=code, name=name, group="department", order=1, aliases=more.get(code, ()))
                for code, name in names.items()
            ]
        ).find("Sở NV")

    assert find() == {"SNV", "SNG"}
    assert find(SNG=("Sở NV",)) == {"SNG"}
    past = Unit(code="SNC", name="Sở NV", group="department", order=3)
    now = [Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)]
    assert UnitNames(now, [past]).find("Sở NV") == {"SNV"}


@pytest.mark.parametrize("name", ["UBND huyện Tam Nông", "Văn phòng UBND", "Sở A, B, C, D và E"])
def test_a_place_an_office_and_a_name_of_many_parts_have_no_short_form(name):
    assert list(list_short_names(name)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UBND TỈNH ĐỒNG THÁP VĂN PHÒNG ỦY BAN NHÂN DÂN", {"VPUBND"}),
        ("Văn phòng UBND", {"VPUBND"}),
        ("Văn phòng UBND huyện Cao Lãnh", set()),
        ("Văn phòng UBND huyện Tân Hưng", set()),
        ("Văn phòng UBND thị trấn", set()),
        ("UBND", set()),
    ],
)
def test_the_office_of_the_province_may_leave_the_province_out(text, codes):
    assert UnitNames(UNITS, superiors=["UBND tỉnh Đồng Tháp"]).find(text) == codes
