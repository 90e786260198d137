import json

import pytest

from camket.comparing.answer import comparison_to_json, print_comparison
from camket.comparing.moves import compare_snapshots
from camket.comparing.side import Snapshot
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
    assert print_comparison(found).splitlines() == [
        "2022-10 → 2022-12: 1 số liệu thay đổi; 1 nội dung thêm vào; 1 nội dung không còn; 1 nội dung thay đổi",
        "  ngày chốt số liệu: 30/10/2022 → 15/12/2022",
        "  hai bên do hai phiên bản chương trình làm ra",
        "Số liệu:",
        "  cut_off.completed (hoàn thành): 00/02 (0,0%) → 01/02 (50,0%)",
        "      thêm: SNV-01",
        "Nội dung:",
        "  SNV-01 Sở Nội vụ: Nội dung SNV-01 – thay đổi",
        "      Kết quả thực hiện: “Đang làm” → “Đã xong”",
        "      Tỷ lệ (%): “” → “80,5”",
        "      Đến ngày chốt: “Đang thực hiện” → “Hoàn thành”",
        "      Quy tắc đến ngày chốt: “running” → “done”",
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
    lines = print_comparison(compare_snapshots(before, after, SCHEME)).splitlines()
    assert lines[2] == "  a (có): không có → 12/12 (100,0%)"
    assert lines[3].endswith("SNV-10 … (12)")
