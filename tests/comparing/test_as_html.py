import pytest
from lxml import html

from camket.comparing.as_html import comparison_to_html
from camket.comparing.moves import compare_snapshots
from camket.comparing.side import Snapshot
from camket.figures.ledger import Figure
from samples import SCHEME


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
        "Các sở, ban, ngành tỉnh",
        "Sở Nội vụ",
        "Từng nội dung thay đổi, đổi gì và vì sao",
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
    assert "Không có số liệu, nội dung nào thay đổi." in root.text_content()
    assert not root.xpath("//table | //h2")


def test_a_unit_is_called_as_the_later_tables_call_it_and_one_that_is_gone_as_the_earlier_did(make_row):
    before = snapshot(
        "x", [], [make_row("SNV-01", unit_name="Sở cũ"), make_row("STC-01", unit_name="Sở Tài chính")]
    )
    after = snapshot(
        "y", [figure("SNV"), figure("STC"), figure("BQL")], [make_row("SNV-01", unit_name="Sở mới")]
    )
    root = html.fromstring(comparison_to_html(compare_snapshots(before, after)))
    captions = [caption.text_content() for caption in root.iter("caption")]
    assert captions[:3] == ["Sở mới", "Sở Tài chính", "BQL"]


@pytest.mark.browser
def test_the_page_is_accessible(page, tmp_path, find_barriers):
    path = tmp_path / "diff.html"
    path.write_text(page, encoding="utf-8")
    assert find_barriers(path) == []
