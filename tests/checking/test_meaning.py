"""Which figure a sentence or a table cell states: by its words, its unit or group, its section, its row and column."""

from datetime import date

import pytest

from camket.checking.reconcile import Verdict, reconcile_report
from camket.checking.report_text import read_report
from camket.checking.report_words import load_report_words
from camket.figures.ledger import Figure
from camket.settings.period import Period, Report
from camket.settings.states import BASES, UNRESOLVED
from camket.settings.units import Unit
from samples import SCHEME

UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1, aliases=("SNV", "NV")),
    Unit(code="STC", name="Sở Tài chính", group="department", order=2, aliases=("Đầu", "Điện")),
    Unit(code="TPCL", name="UBND thành phố Cao Lãnh", group="district", order=3, aliases=("Cao Lãnh",)),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=4, aliases=("Huyện Cao Lãnh",)),
]
PERIOD = Period(
    title="nội dung cam kết hành động với UBND Tỉnh",
    year=2022,
    cut_off=date(2022, 10, 30),
    superior_in_text="UBND Tỉnh",
    report=Report(
        number="158/BC-SKHĐT",
        day=date(2022, 11, 9),
        agency="Sở Kế hoạch và Đầu tư",
        superior="UBND tỉnh Đồng Tháp",
        place="Đồng Tháp",
    ),
)
# A unit that the list of units no longer has counts as many as the departments together.
WHOLES = {
    "": 293, "@CU": 149, "@department": 149, "@district": 144, "@SNV": 10, "@STC": 11, "@TPCL": 12, "@HCL": 13,
}  # fmt: skip
SCOPES = tuple(WHOLES)
LABELS = {
    "due": "đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022)",
    "due.undone": "đến hạn mà chưa hoặc không hoàn thành",
    "reported": "có báo cáo",
    "second_look": "nên xem lại",
    "second_look.overdue": "nên xem lại: chưa hoàn thành mà đã quá thời hạn",
    "since.completed": "mới hoàn thành",
    "units.on_time": "gửi đúng hạn",
    "registration.carried": "tiếp tục nội dung của năm 2022",
    "registration.draft_adjusted": "có chỉ tiêu điều chỉnh theo nghị quyết, kế hoạch",
    "registration.changed": "điều chỉnh chỉ tiêu",
    "registration.total": "đăng ký cam kết hành động năm 2023",
    "registration.counted": "đăng ký, không kể nhiệm vụ giao chung",
    "registration.new": "bổ sung so với năm 2022",
    "registration.unchanged": "giữ nguyên chỉ tiêu",
    "registration.unlike": "đăng ký thuộc các nội dung chung mà các địa phương đề xuất chưa thống nhất",
    "registration.content.1.keeps": "giữ nguyên chỉ tiêu xã nông thôn mới",
    "awaiting_by.so_tai_chinh": "đang chờ Sở Tài chính thẩm định",
    "awaiting_by.so_tai_chinh_b": "đang chờ Sở Tài chính thẩm định lại",
}


def ledger() -> dict[str, Figure]:
    """Every figure that a test names; what it counts plays no part in how it is told."""
    stems = [
        f"{found}{basis}.{status}"
        for basis in BASES
        for status in (*SCHEME.decided(basis), UNRESOLVED, "total")
        for found in ("", "found.")
    ]
    stems += [
        "cut_off.overdue",
        "decided",
        *LABELS,
        "registration.common",
        "registration.dropped",
        "since.total",
    ]
    ids = [f"{stem}{scope}" for stem in stems for scope in SCOPES]
    ids += [
        f"flow.{one}.{other}" for one in SCHEME.decided("cut_off") for other in SCHEME.decided("full_year")
    ]
    return {name: figure(name) for name in ids}


def figure(name: str) -> Figure:
    stem, at, scope = name.partition("@")
    whole = WHOLES[at + scope]
    count = whole if stem.endswith(".total") else 3
    return Figure(name, LABELS.get(stem, name), scope or "all", count, whole, "1.0", "", "", ())


@pytest.fixture
def judge(tmp_path):
    def judge(text: str, name: str = "bao cao.txt") -> list[Verdict]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = reconcile_report(
            read_report(tmp_path / name), load_report_words(SCHEME), PERIOD, UNITS, ledger()
        )
        return list(found.verdicts)

    return judge


@pytest.fixture
def tell(judge):
    """The ids of the figures that the statements of a text may state, those of one statement joined by `|`."""

    def tell(text: str, name: str = "bao cao.txt") -> list[str]:
        return ["|".join(sorted(one.id for one in verdict.figures)) for verdict in judge(text, name)]

    return tell


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("SNV có 03/10 nội dung hoàn thành", "cut_off.completed@SNV"),
        ("NV có 03/10 nội dung hoàn thành", "cut_off.completed@SNV"),
        ("Sở Tài chính có 03/11 nội dung hoàn thành", "cut_off.completed@STC"),
        ("Điện có 03/11 nội dung hoàn thành", "cut_off.completed@STC"),
        # "Đầu" is an alias of that unit too, but too short to be told from a word in small letters.
        ("Theo từng đầu mối có 03/293 nội dung hoàn thành", "cut_off.completed"),
        ("Huyện Cao Lãnh có 03/13 nội dung hoàn thành", "cut_off.completed@HCL"),
        ("Cao Lãnh có 03/12 nội dung hoàn thành", "cut_off.completed@TPCL"),
        ("Mã SNVX có 03/293 nội dung hoàn thành", "cut_off.completed"),
        ("Các sở, ban, ngành có 03/149 nội dung hoàn thành", "cut_off.completed@department"),
        ("Các huyện, thành phố có 03/144 nội dung hoàn thành", "cut_off.completed@district"),
        ("Có 03/10 nội dung của Sở Nội vụ hoàn thành", "cut_off.completed@SNV"),
        ("Toàn tỉnh có 03/293 nội dung hoàn thành", "cut_off.completed"),
        ("Có 03/10 nội dung hoàn thành của Sở Nội vụ, Sở Tài chính có 04/11 nội dung hoàn thành",
         "cut_off.completed@SNV cut_off.completed@STC"),
        ("Có 03/293 nội dung hoàn thành, Sở Nội vụ có 03 nội dung hoàn thành, 02 nội dung không hoàn thành",
         "cut_off.completed cut_off.completed@SNV cut_off.not_completed@SNV"),
        ("Có 03/293 nội dung hoàn thành, gồm: Sở Nội vụ có 03/10 nội dung hoàn thành",
         "cut_off.completed cut_off.completed@SNV"),
        ("Sở Nội vụ có 03/10 nội dung hoàn thành, có 20/293 nội dung không hoàn thành",
         "cut_off.completed@SNV cut_off.not_completed"),
        ("Sở Nội vụ có 03/10 nội dung hoàn thành, 02/10 nội dung không hoàn thành",
         "cut_off.completed@SNV cut_off.not_completed@SNV"),
    ],
)  # fmt: skip
def test_a_statement_is_of_the_unit_or_group_that_its_sentence_names(tell, sentence, figures):
    assert tell(f"Lũy kế đến ngày 30/10/2022: {sentence}.") == figures.split()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1. Sở Nội vụ\n\nLũy kế có 03/10 nội dung hoàn thành.", "cut_off.completed@SNV"),
        ("I. Các huyện, thành phố\n\n1. UBND huyện Cao Lãnh\n\nLũy kế có 03/13 nội dung hoàn thành.",
         "cut_off.completed@HCL"),
        ("KẾT QUẢ THỰC HIỆN CAM KẾT CỦA SỞ NỘI VỤ NĂM 2022\n\nLũy kế có 03/10 nội dung hoàn thành.",
         "cut_off.completed@SNV"),
        ("KẾT QUẢ THỰC HIỆN CAM KẾT CỦA SỞ NỘI VỤ NĂM 2022\n\nLũy kế có 03/293 nội dung hoàn thành.",
         "cut_off.completed"),
        ("1. Ước cả năm\n\nCó 03/293 nội dung hoàn thành.", "full_year.completed"),
        ("I. Ước cả năm\n\n1. Lũy kế\n\nCó 03/293 nội dung hoàn thành.", "cut_off.completed"),
        ("KẾT QUẢ ƯỚC THỰC HIỆN CẢ NĂM CỦA CÁC ĐƠN VỊ\n\nCó 03/293 nội dung hoàn thành.", "full_year.completed"),
        ("Có 03/293 nội dung hoàn thành.", "cut_off.completed|full_year.completed"),
        ("Có 03/293 nội dung hoàn thành lũy kế và ước cả năm.", "cut_off.completed|full_year.completed"),
        ("Có 03/293 nội dung hoàn thành đến ngày 30/10/2022 và 04/293 nội dung hoàn thành ước cả năm.",
         "cut_off.completed full_year.completed"),
        ("Ước cả năm có 03/293 nội dung hoàn thành, lũy kế có 03/293 nội dung hoàn thành.",
         "full_year.completed cut_off.completed"),
        ("Có 03/293 nội dung đang chờ thẩm định.", "cut_off.awaiting_appraisal"),
    ],
)  # fmt: skip
def test_where_a_sentence_names_none_the_headings_above_it_and_the_title_do(tell, text, figures):
    assert tell(text) == figures.split()


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Tổng số có 293 nội dung cam kết, trong đó hoàn thành 81 nội dung", "|total cut_off.completed"),
        ("Tổng số 293 nội dung", "|total"),
        ("Các đơn vị đã ký cam kết 293 nội dung, trong đó các sở, ban, ngành tỉnh 149 nội dung, UBND các huyện, thành "
         "phố 144 nội dung", "|total |total@department |total@district"),
        ("Có 04 nội dung do công chức tổng hợp rà soát, kết luận", "decided"),
        ("Sở Nội vụ có 10 nội dung", "|total@SNV"),
        ("Có 04 nội dung đã quá hạn", "cut_off.overdue"),
        ("Có 04 nội dung hoàn thành theo quyết định của người có thẩm quyền", "decided"),
        ("Có 12 nội dung chưa xác định được kết quả", "cut_off.unresolved"),
        ("Có 03/293 nội dung được UBND Tỉnh cho dừng thực hiện", "cut_off.stopped"),
        ("Có 03/293 nội dung đang triển khai thực hiện", "cut_off.in_progress"),
        ("Số nội dung không đạt: 20", "cut_off.not_completed"),
        ("Hoàn thành: 81/293 (27,6%)", "cut_off.completed"),
        ("Không hoàn thành (20/293)", "cut_off.not_completed"),
        ("Tổng số 293 nội dung: 81 hoàn thành, 20 không hoàn thành", "|total cut_off.completed cut_off.not_completed"),
        ("Trong 103 nội dung đang thực hiện, có 98 nội dung hoàn thành", "cut_off.in_progress -"),
        ("Trong 293 nội dung đã ký, có 20 nội dung không hoàn thành", "|total cut_off.not_completed"),
        ("Tỷ lệ nội dung hoàn thành đạt 27,6%", "cut_off.completed"),
        ("Tỷ lệ nội dung có báo cáo đạt 27,6%", "-"),
        ("Có 81/293 hồ sơ hoàn thành", "-"),
        ("Sở Nội vụ có 03/10 nội dung", "-"),
        ("Có 02 đơn vị gửi đúng hạn, 05 đơn vị phải nhắc", "units.on_time"),
        ("Kết quả của 03/293 nội dung do công chức tổng hợp rà soát", "decided"),
        ("Đề nghị kết luận 02/293 nội dung, hoàn thành trước ngày 31/12/2022", "-"),
        ("Có 03/293 nội dung đang thực hiện ước hoàn thành", "flow.in_progress.completed"),
        ("Có 97/102 nội dung đang thực hiện ước hoàn thành", "-"),
        ("Chờ Sở Tài chính (03 nội dung)", "awaiting_by.so_tai_chinh"),
        ("Có 03 nội dung mới hoàn thành", "since.completed"),
        ("Từ kỳ trước đến nay, thêm 03/293 nội dung hoàn thành", "since.completed"),
        ("Có 03/293 nội dung nên xem lại: 01 nội dung chưa hoàn thành mà đã quá thời hạn",
         "second_look second_look.overdue"),
        ("Có 03/293 nội dung tiếp tục nội dung của năm 2022", "registration.carried"),
        ("Có 03 nội dung", "-"),
        ("Có 03/11 nội dung đang chờ Sở Tài chính thẩm định", "awaiting_by.so_tai_chinh"),
        ("Có 03/11 nội dung đang chờ Sở Tài chính thẩm định lại", "awaiting_by.so_tai_chinh_b"),
        ("Có 03/10 nội dung đang chờ Sở Nội vụ thẩm định", "cut_off.awaiting_appraisal@SNV"),
    ],
)  # fmt: skip
def test_a_statement_is_told_by_the_words_beside_its_number(tell, sentence, figures):
    total = {f"|total{scope}": f"cut_off.total{scope}|full_year.total{scope}" for scope in SCOPES}
    wanted = ["" if one == "-" else total.get(one, one) for one in figures.split()]
    assert tell(f"Lũy kế: {sentence}.") == wanted


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Có 03/293 nội dung bổ sung so với năm 2022", "registration.new"),
        ("Các sở, ban, ngành có 03/149 nội dung bổ sung so với năm 2022", "registration.new@department"),
        ("Các huyện, thành phố có 03 nội dung bổ sung so với năm 2022", "registration.new@district"),
        ("Toàn tỉnh có 03/293 nội dung bổ sung so với năm 2022", "registration.new"),
        ("Có 03/144 nội dung bổ sung so với năm 2022", "registration.new@district"),
        ("Các sở, ban, ngành có 03/144 nội dung bổ sung so với năm 2022", "registration.new@district"),
        ("Có 03/293 nội dung giữ nguyên chỉ tiêu xã nông thôn mới", "registration.unchanged"),
        ("Trong 144 đề xuất của các huyện, thành phố về nội dung đăng ký, có 101 đề xuất (chiếm 70,1%) thuộc "
         "nội dung mà các địa phương đề xuất chưa thống nhất", "registration.unlike@district"),
        ("Trong 144 đề xuất của các huyện, thành phố về nội dung đăng ký, có 101 đề xuất được ghi nhận", "-"),
        ("Có 05 nội dung (Sở Nội vụ), 06 nội dung (Sở Tài chính)",
         "registration.counted@SNV registration.counted@STC"),
        ("Có 05/10 nội dung (Sở Nội vụ)", "-"),
        ("Có 05 nội dung (tạm tính)", "-"),
        ("Số lượng chênh lệch: Sở Nội vụ (05 nội dung)", "registration.counted@SNV"),
        ("Dự thảo danh mục có 03 nội dung điều chỉnh chỉ tiêu theo nghị quyết", "registration.draft_adjusted"),
        # A denominator that happens to be that of one unit.
        ("Các sở, ban, ngành có 03/10 nội dung bổ sung so với năm 2022", "registration.new@department"),
        ("Có 03/293 nội dung hoàn thành", "-"),
    ],
)  # fmt: skip
def test_what_is_registered_for_the_next_year_is_told_by_its_label_and_its_group(tell, sentence, figures):
    wanted = ["" if one == "-" else one for one in figures.split()]
    assert tell(f"II. Đăng ký cam kết năm 2023\n\n{sentence}.") == wanted


def page(heading: str, *rows: tuple[str, ...]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><body><p>{heading}</p><table>{body}</table></body></html>"


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ([("STT", "Đơn vị", "Hoàn thành"), ("1", "Sở Nội vụ", "03")], "cut_off.completed@SNV"),
        ([("Đơn vị", "Tổng số", "Hoàn thành"), ("Sở Nội vụ", "10", "03")],
         "cut_off.total@SNV|full_year.total@SNV cut_off.completed@SNV"),
        ([("Kết quả", "Toàn tỉnh", "Sở, ban, ngành"), ("Hoàn thành", "03", "03")],
         "cut_off.completed cut_off.completed@department"),
        ([("Đến ngày chốt", "Hoàn thành", "Không hoàn thành"), ("Đang thực hiện", "03", "03")],
         "flow.in_progress.completed flow.in_progress.not_completed"),
        ([("Kết quả", "Chưa kể quyết định", "Đã kể"), ("Hoàn thành", "03", "03")],
         "found.cut_off.completed cut_off.completed"),
        ([("Chờ ai", "Số nội dung"), ("Đang chờ Sở Tài chính thẩm định", "03")], "awaiting_by.so_tai_chinh"),
        ([("Đơn vị", "Ước cả năm hoàn thành"), ("Sở Nội vụ", "03")], "full_year.completed@SNV"),
        ([("Đơn vị", "Quá hạn", "Hoàn thành"), ("Tổng cộng", "03", "03")], "cut_off.overdue cut_off.completed"),
        ([("Thay đổi", "Toàn tỉnh / Số nội dung", "Sở, ban, ngành / Số nội dung"), ("Mới hoàn thành", "03", "03"),
          ("Nội dung có ở cả hai kỳ", "293", "149")],
         "since.completed since.completed@department since.total since.total@department"),
        ([("Đơn vị", "Chưa hoàn thành mà đã quá thời hạn", "Số nội dung nên xem lại"), ("Tổng số", "03", "03")],
         "second_look.overdue second_look"),
        ([("Đơn vị", "Tổng số nội dung", "Số liệu thấp hơn kỳ trước"), ("Tổng số", "293", "03")],
         "cut_off.total|full_year.total"),
        ([("Đơn vị", "Chưa xác định"), ("Sở Nội vụ (trước là Sở Tổ chức cán bộ tỉnh cũ)", "03")],
         "cut_off.unresolved@SNV"),
        ([("Nội dung", "Hoàn thành"), ("Hoàn thành 05 xã nông thôn mới ở vùng sâu, vùng xa", "03")], ""),
        ([("Đơn vị", "Hoàn thành"), ("Sở Nội vụ", "03 nội dung hoàn thành")], ""),
        ([("Tiêu chí", "Số nội dung"), ("Số xã hoàn thành tiêu chí", "03")], ""),
        ([("Kết quả", "Số nội dung"), ("Số đã hoàn thành", "03")], "cut_off.completed"),
        ([("Đơn vị", "Lũy kế / Hoàn thành", "STT / Mục"), ("Sở Nội vụ", "03", "04")], "cut_off.completed@SNV"),
        ([("Đơn vị", "Năm", "Mã số", "Hạng"), ("Sở Nội vụ", "2022", "12", "3")], ""),
    ],
)  # fmt: skip
def test_a_table_cell_states_what_its_row_and_its_column_are_called(tell, rows, figures):
    assert tell(page("1. Lũy kế đến ngày 30/10/2022", *rows), "bc.html") == figures.split()


def test_a_table_of_what_fell_due_is_told_by_its_caption_and_its_columns(tell):
    rows = [
        ("Đơn vị", "Đến hạn", "Chưa, không hoàn thành"),
        ("Tổng cộng", "03", "03"),
        ("Sở Nội vụ", "03", "03"),
    ]
    wanted = ["due", "due.undone", "due@SNV", "due.undone@SNV"]
    assert tell(page("Nội dung đến hạn trong kỳ, theo đơn vị", *rows), "bc.html") == wanted


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("Sở Nội vụ", ["total", "common", "counted", "unchanged", "new", "dropped"]),
        ("Xây dựng nông thôn mới", []),
    ],
)
def test_a_table_of_what_is_registered_is_told_by_its_columns(tell, row, figures):
    heading = ("Đơn vị", "Đăng ký", "Giao chung", "Còn tính", "Giữ nguyên", "Bổ sung", "Giảm", "Ghi chú")
    rows = (heading, (row, *["03"] * 7))
    wanted = [f"registration.{stem}@SNV" for stem in figures]
    assert tell(page("II. Đăng ký năm 2023", *rows), "bc.html") == wanted
