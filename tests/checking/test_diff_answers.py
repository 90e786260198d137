import json

import pytest
from lxml import html

from camket.checking.diff import compare_snapshots
from camket.checking.diff_answers import (
    comparison_to_html,
    comparison_to_json,
    describe_circumstances,
    describe_comparison,
    describe_diff_summary,
    describe_field,
)
from camket.checking.snapshots import Snapshot
from camket.figures.ledger import Figure
from samples import SCHEME


@pytest.fixture
def found(make_row):
    """One record changed, one was added and one removed between two periods of a year."""

    def figure(*records):
        return Figure(
            id="cut_off.completed", label="hoàn thành", scope="all", numerator=len(records), denominator=2,
            percent=f"{50 * len(records)}.0", text="", population="", records=records,
        )  # fmt: skip

    def snapshot(name, cut_off, program, counted, *rows):
        return Snapshot(
            name, 2022, cut_off, program, {counted.id: counted}, {row["record_id"]: row for row in rows}
        )

    done = {
        "result_text": "Đã xong", "progress_percent": 80.5, "cut_off_status": "completed", "cut_off_rule": "done",
    }  # fmt: skip
    return compare_snapshots(
        snapshot("2022-10", "2022-10-30", "p", figure(), make_row("SNV-01"), make_row("SNV-02")),
        snapshot(
            "2022-12", "2022-12-15", "q", figure("SNV-01"), make_row("SNV-01", **done), make_row("SNV-03")
        ),
        SCHEME,
    )


def test_the_text_lists_each_change_with_its_records_and_causes(found):
    assert describe_comparison(found).splitlines() == [
        "2022-10 → 2022-12: 1 số liệu thay đổi; 1 nội dung thêm vào; 1 nội dung không còn; 1 nội dung thay đổi",
        "  ngày chốt số liệu: 30/10/2022 → 15/12/2022",
        "  hai bên do hai phiên bản chương trình làm ra",
        "Số liệu chính:",
        "  cut_off.completed (hoàn thành): 00/02 (0,0%) → 01/02 (50,0%)",
        "      thêm: SNV-01",
        "Vì sao: danh mục đã ký (2 nội dung); báo cáo của đơn vị (1 nội dung)",
        "  SNV-01 Sở Nội vụ: Nội dung SNV-01 – thay đổi",
        "      Đến ngày chốt: “Đang thực hiện” → “Hoàn thành”",
        "      vì: đơn vị báo cáo khác: submissions/SNV.xlsx › Sheet1!C2",
        "  SNV-03 Sở Nội vụ: Nội dung SNV-03 – thêm vào",
        "      vì: danh mục có thêm nội dung này",
        "  SNV-02 Sở Nội vụ: Nội dung SNV-02 – không còn",
        "      vì: danh mục không còn nội dung này",
    ]


def test_the_json_lists_the_same_changes_by_id_and_code(found):
    data = json.loads(json.dumps(comparison_to_json(found)))
    assert data["before"] == {"name": "2022-10", "year": 2022, "cut_off": "2022-10-30", "program": "p"}
    assert data["figures"] == [
        {
            "id": "cut_off.completed", "label": "hoàn thành", "scope": "all",
            "before": {"numerator": 0, "denominator": 2, "percent": "0.0"},
            "after": {"numerator": 1, "denominator": 2, "percent": "50.0"},
            "came": ["SNV-01"], "went": [],
        }
    ]  # fmt: skip
    changed = data["records"][0]
    assert (changed["record_id"], changed["record_id_before"], changed["kind"]) == (
        "SNV-01", "SNV-01", "changed",
    )  # fmt: skip
    assert {"field": "cut_off_status", "before": "in_progress", "after": "completed"} in changed["fields"]
    assert [record["kind"] for record in data["records"]] == ["changed", "added", "removed"]


def test_a_figure_of_one_snapshot_and_a_long_list_are_shortened(make_row):
    ids = [f"SNV-{number:02d}" for number in range(1, 13)]
    figure = Figure("a", "có", "all", 12, 12, "100.0", "", "", tuple(ids))
    rows = {name: make_row(name) for name in ids}
    before = Snapshot("x", 2022, "2022-10-30", "p", {}, rows)
    after = Snapshot("y", 2022, "2022-10-30", "p", {"a": figure}, rows)
    lines = describe_comparison(compare_snapshots(before, after, SCHEME)).splitlines()
    assert lines[2] == "  a (có): không có → 12/12 (100,0%)"
    assert lines[3].endswith("SNV-10 … (12)")


@pytest.fixture
def compare(make_row):
    """Two states of one period: the rows of each, and what else tells them apart."""

    def side(rows, figures=(), year=2022, cut_off="2022-10-30", program="p"):
        found = {row["record_id"]: row for row in rows}
        return Snapshot("kỳ", year, cut_off, program, {one.id: one for one in figures}, found)

    return lambda before, after: compare_snapshots(side(**before), side(**after), SCHEME)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {}, "không có gì thay đổi"),
        ({}, {"source_sha256": "b"}, "không có gì thay đổi (1 nội dung chỉ khác tệp nguồn)"),
        ({}, {"source_file": "submissions/khac.xlsx"},
         "không có gì thay đổi (1 nội dung chỉ khác tệp nguồn)"),
        ({}, {"result_text": "Đã xong", "source_sha256": "b"}, "không số liệu nào thay đổi; 1 nội dung thay đổi"),
    ],
)  # fmt: skip
def test_what_moved_is_counted_in_one_line(compare, make_row, before, after, words):
    found = compare({"rows": [make_row(**before)]}, {"rows": [make_row(**after)]})
    assert describe_diff_summary(found) == words


def test_a_file_that_was_sent_again_is_counted_beside_what_moved(compare, make_row):
    rows = [make_row("SNV-01"), make_row("SNV-02")]
    found = compare(
        {"rows": rows},
        {
            "rows": [
                make_row("SNV-01", source_sha256="b"),
                make_row("SNV-02", result_text="x"),
                make_row("SNV-03"),
            ]
        },
    )
    assert describe_diff_summary(found) == (
        "không số liệu nào thay đổi; 1 nội dung thêm vào; 1 nội dung thay đổi; 1 nội dung chỉ khác tệp nguồn"
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({}, []),
        ({"cut_off": "2022-12-15"}, ["ngày chốt số liệu: 30/10/2022 → 15/12/2022"]),
        ({"year": 2023},
         ["năm cam kết: 2022 → 2023; nội dung của hai năm được nối theo đơn vị và nguyên văn"]),
        ({"program": "q"}, ["hai bên do hai phiên bản chương trình làm ra"]),
    ],
)  # fmt: skip
def test_what_else_differs_between_two_states_is_said(compare, after, said):
    assert describe_circumstances(compare({"rows": []}, {"rows": [], **after})) == said


def test_a_figure_that_lost_records_names_them_and_one_of_one_side_says_which(compare):
    def figure(name, *records):
        return Figure(name, "hoàn thành", "all", len(records), 3, None, "", "", records)

    found = compare(
        {"rows": [], "figures": [figure("a", "SNV-01"), figure("b", "SNV-01")]},
        {"rows": [], "figures": [figure("a")]},
    )
    assert describe_comparison(found).splitlines()[1:] == [
        "Số liệu khác (số liệu chính không thay đổi):",
        "  a (hoàn thành): 01/03 (–) → 00/03 (–)",
        "      bớt: SNV-01",
        "  b (hoàn thành): 01/03 (–) → không có",
        "      bớt: SNV-01",
    ]


@pytest.mark.parametrize(("count", "end"), [(10, "SNV-10"), (11, "SNV-10 … (11)")])
def test_of_many_records_ten_are_named_and_the_rest_is_counted(compare, count, end):
    ids = tuple(f"SNV-{number:02d}" for number in range(1, count + 1))
    figure = Figure("a", "có", "all", count, count, None, "", "", ids)
    lines = describe_comparison(compare({"rows": []}, {"rows": [], "figures": [figure]})).splitlines()
    assert lines[-1].endswith(f", {end}")


@pytest.mark.parametrize(
    ("column", "before", "after", "shown"),
    [
        ("reported", True, False, "“có” → “không”"),
        ("progress_percent", 100.0, 80.25, "“100” → “80,25”"),
        ("progress_percent", None, 0.0, "“” → “0”"),
        ("cut_off_status", "stopped", "unresolved", "“Được cho dừng” → “Chưa xác định”"),
    ],
)
def test_a_value_is_shown_as_an_official_reads_it(compare, make_row, column, before, after, shown):
    found = compare({"rows": [make_row(**{column: before})]}, {"rows": [make_row(**{column: after})]})
    [field] = [field for change in found.records for field in change.fields if field.field == column]
    _, was, now = describe_field(field, SCHEME)
    assert f"“{was}” → “{now}”" == shown
    page = html.fromstring(comparison_to_html(found)).text_content()
    assert f"{was} → {now}" in page if was else now in page


def test_the_terminal_lists_whose_result_changed_first_and_counts_the_rest(compare, make_row):
    ids = [f"SNV-{number:02d}" for number in range(1, 31)]
    others = [make_row(name, note="x") for name in ids[:-1]]
    figures = [Figure(f"f{n}", "có", "all", 1, 2, "50.0", "", "", ()) for n in range(1000)]
    found = compare(
        {"rows": [make_row(name) for name in ids]},
        {"rows": [*others, make_row(ids[-1], cut_off_status="completed")], "figures": figures},
    )
    lines = describe_comparison(found).splitlines()
    assert len(lines) < 60
    assert lines[2].startswith("  SNV-30 ")
    assert ("  … và 20 nội dung nữa" in lines, lines[-1]) == (True, "  … và 990 số liệu nữa")
    page = html.fromstring(comparison_to_html(found))
    assert len(page.xpath("//tr[contains(., 'SNV-')]")) >= 30


def test_programs_are_told_of_new_and_gone_records_and_of_figures_of_one_side(compare, make_row):
    figure = Figure("a", "có", "all", 1, 1, "100.0", "", "", ("SNV-02",))
    data = comparison_to_json(
        compare({"rows": [make_row("SNV-01")]}, {"rows": [make_row("SNV-02")], "figures": [figure]})
    )
    assert [(one["record_id"], one["record_id_before"], one["kind"]) for one in data["records"]] == [
        ("SNV-02", None, "added"),
        ("SNV-01", "SNV-01", "removed"),
    ]
    assert data["records"][0]["reasons"] == [{"kind": "register", "says": "danh mục có thêm nội dung này"}]
    assert data["figures"][0]["before"] is None
    assert data["figures"][0]["after"] == {"numerator": 1, "denominator": 1, "percent": "100.0"}
    assert data["resent"] == 0


def figure(scope, *records):
    name = "cut_off.completed" if scope == "all" else f"cut_off.completed@{scope}"
    return Figure(name, "hoàn thành", scope, len(records), 2, f"{50 * len(records)}.0", "", "", records)


def snapshot(name, figures, rows):
    return Snapshot(name, 2022, "2022-10-30", "p", {each.id: each for each in figures},
                {row["record_id"]: row for row in rows})  # fmt: skip


@pytest.fixture
def page(make_row):
    scopes = ("all", "department", "SNV")
    hostile = "<script>alert(1)</script>"
    before = snapshot(
        "2022-10", [figure(scope) for scope in scopes], [make_row("SNV-01"), make_row("SNV-02")]
    )
    after = snapshot(
        "2022-12",
        [figure(scope, "SNV-01") for scope in scopes],
        [make_row("SNV-01", result_text=hostile, note="", cut_off_status="completed"), make_row("SNV-02")],
    )
    return comparison_to_html(compare_snapshots(before, after, SCHEME))


def test_the_page_lists_figures_by_scope_and_records_with_changes_and_causes(page):
    root = html.fromstring(page)
    captions = [caption.text_content() for caption in root.iter("caption")]
    assert captions == [
        "Toàn bộ",
        "Từng nội dung thay đổi, đổi gì và vì sao",
        "Các sở, ban, ngành tỉnh",
        "Sở Nội vụ",
    ]
    [first, *_] = root.cssselect("tbody tr")
    assert [cell.text_content() for cell in first] == [
        "hoàn thành",
        "00/02 (0,0%) → 01/02 (50,0%)",
        "SNV-01",
        "",
    ]
    record = root.get_element_by_id("SNV-01")
    assert "Đến ngày chốt: Đang thực hiện → Hoàn thành" in record.text_content()
    assert "đơn vị báo cáo khác: submissions/SNV.xlsx › Sheet1!C2" in record.text_content()


def test_every_link_on_the_page_has_its_target(page):
    root = html.fromstring(page)
    targets = root.xpath("//a/@href")
    assert set(targets) == {"#SNV-01"}
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))
    assert "SNV-01" in root.xpath("//@id")


def test_the_page_is_vietnamese_works_offline_and_escapes_every_text(page):
    root = html.fromstring(page)
    assert root.get("lang") == "vi"
    assert root.findtext("head/title") == root.findtext(".//h1") == "Thay đổi từ 2022-10 đến 2022-12"
    assert all(cell.get("scope") in ("col", "row") for cell in root.iter("th"))
    assert "default-src 'none'" in page
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//link | //iframe | //img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_comparison_without_changes_has_no_tables(make_row):
    one = snapshot("x", [], [make_row()])
    root = html.fromstring(comparison_to_html(compare_snapshots(one, one, SCHEME)))
    assert "Không có gì thay đổi." in root.text_content()
    assert not root.xpath("//table | //h2")


def test_a_unit_is_called_as_the_later_tables_call_it_and_one_that_is_gone_as_the_earlier_did(make_row):
    before = snapshot(
        "x", [], [make_row("SNV-01", unit_name="Sở cũ"), make_row("STC-01", unit_name="Sở Tài chính")]
    )
    after = snapshot(
        "y", [figure("SNV"), figure("STC"), figure("BQL")], [make_row("SNV-01", unit_name="Sở mới")]
    )
    root = html.fromstring(comparison_to_html(compare_snapshots(before, after, SCHEME)))
    captions = [caption.text_content() for caption in root.iter("caption")]
    assert captions[-3:] == ["Sở mới", "Sở Tài chính", "BQL"]


@pytest.mark.browser
def test_the_page_is_accessible(page, tmp_path, find_barriers):
    path = tmp_path / "diff.html"
    path.write_text(page, encoding="utf-8")
    assert find_barriers(path) == []
