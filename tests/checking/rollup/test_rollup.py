"""What is added up over projects, what is not, and how each sum leads back."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from camket.checking.rollup import rollup_page
from camket.checking.rollup.project_ledger import ProjectLedger
from camket.checking.rollup.publish_rollup import link_outputs
from camket.checking.rollup.rollup import Missing, Rollup, roll_up
from camket.checking.rollup.rollup_files import parts_to_parquet, records_to_parquet, rollups_to_csv
from camket.checking.rollup.rollup_page import quote_link, rollups_to_html
from camket.figures.ledger import Figure
from camket.running.batch.task_list import Task

CUT_OFF = date(2022, 10, 30)
LABELS = {
    "cut_off.total": "nội dung cam kết",
    "cut_off.completed": "hoàn thành",
    "cut_off.done_late": "hoàn thành quá hạn",
    "decided": "do công chức kết luận",
}


def count(key: str, records: list[str], whole: int, label: str | None = None) -> Figure:
    stem, _, scope = key.partition("@")
    return Figure(
        id=key, label=label or LABELS[stem], scope=scope or "all", numerator=len(records), denominator=whole,
        percent=None, text="", population="nội dung", records=tuple(records),
    )  # fmt: skip


def publish(name: str, *figures: Figure, meanings: dict[str, str] | None = None, **other) -> ProjectLedger:
    said = {figure.id: f'["{figure.label}", {{}}, ""]' for figure in figures} | (meanings or {})
    given = {
        "place": f"../{name}/outputs/2022-10", "period": "2022-10", "title": "cam kết", "year": 2022,
        "cut_off": CUT_OFF, "notice": "", "open_questions": 0,
    }  # fmt: skip
    return ProjectLedger(
        name=name,
        figures={figure.id: figure for figure in figures},
        meanings=said,
        scopes={"department": "các sở", "commune": "các xã"},
        bases={"cut_off": "đến ngày chốt", "full_year": "ước cả năm"},
        **(given | other),
    )


def province(name: str, done: int, whole: int, **other) -> ProjectLedger:
    ids = [f"SNV-{number:02d}" for number in range(1, whole + 1)]
    return publish(
        name, count("cut_off.total", ids, whole), count("cut_off.completed", ids[:done], whole),
        count("cut_off.completed@department", ids[:done], whole), **other,
    )  # fmt: skip


def add(*ledgers: ProjectLedger, missing: tuple[Missing, ...] = ()) -> Rollup:
    [rollup] = roll_up(ledgers, missing)
    return rollup


def test_numerators_and_denominators_are_added_and_the_share_is_that_of_the_sums():
    [rolled] = add(province("a", 1, 2), province("b", 1, 8)).find("cut_off.completed")
    assert rolled.figure.fraction == "02/10"
    assert rolled.figure.share == "20,0%"  # not the mean of 50 % and 12,5 %
    assert rolled.figure.text == "02/10 nội dung (chiếm 20,0%)"
    assert [(part.project, part.figure.fraction) for part in rolled.parts] == [("a", "01/02"), ("b", "01/08")]


def test_records_are_named_by_their_project_and_parts_lead_into_its_trace():
    [rolled] = add(province("a", 1, 2), province("b", 1, 8)).find("cut_off.completed")
    assert rolled.figure.records == ("a/SNV-01", "b/SNV-01")
    assert rolled.parts[1].trace == "../b/outputs/2022-10/trace.html#cut_off.completed"


def test_a_figure_that_a_project_does_not_have_is_not_added_as_zero():
    other = publish("b", count("cut_off.total", ["X-1"], 1), count("cut_off.done_late", ["X-1"], 1))
    rollup = add(province("a", 1, 2), other)
    [completed] = rollup.find("cut_off.completed")
    assert (completed.figure.fraction, completed.absent) == ("01/02", ("b",))
    [late] = rollup.find("cut_off.done_late")
    assert (late.figure.fraction, late.absent) == ("01/01", ("a",))
    [total] = rollup.find("cut_off.total")
    assert (total.figure.numerator, total.absent) == (3, ())


def test_figures_of_one_id_with_other_meanings_stay_apart():
    own = {"cut_off.completed": '["hoàn thành", {"completed": ["done.on_time"]}, ""]'}
    rollup = add(province("a", 1, 2, meanings=own), province("b", 1, 3), province("c", 1, 4))
    common, other = rollup.find("cut_off.completed")
    assert (common.variant, common.figure.fraction, common.absent) == (1, "02/07", ("a",))
    assert (other.variant, other.figure.fraction, other.absent) == (2, "01/02", ("b", "c"))


def test_where_only_the_superior_body_is_called_otherwise_the_sum_names_none():
    meaning = {"cut_off.completed": '["được cấp trên cho dừng", {}, ""]'}
    ledgers = [
        publish(name, count("cut_off.completed", [], 1, f"được {body} cho dừng"), meanings=meaning)
        for name, body in (("a", "UBND Tỉnh"), ("b", "UBND Thành phố"))
    ]
    [rolled] = add(*ledgers).find("cut_off.completed")
    assert rolled.figure.label == "được cấp trên cho dừng"


@pytest.mark.parametrize(
    "other",
    [{"period": "2022-11"}, {"year": 2021}, {"cut_off": date(2022, 11, 30)}],
    ids=lambda each: next(iter(each)),
)
def test_rounds_that_differ_in_name_year_or_cut_off_are_not_added(other):
    rollups = roll_up([province("a", 1, 2), province("b", 1, 2, **other)])
    assert [[ledger.name for ledger in rollup.ledgers] for rollup in rollups] in (
        [["a"], ["b"]],
        [["b"], ["a"]],
    )


def test_a_project_that_failed_is_named_beside_the_sums_of_its_period_alone():
    missing = (Missing("c", "2022-10", "hỏng"), Missing("d", "2022-11", "hỏng"))
    assert [each.project for each in add(province("a", 1, 2), missing=missing).missing] == ["c"]


def test_the_table_has_a_line_for_each_sum_and_part_and_for_each_project_that_is_missing():
    missing = (Missing("c", "2022-10", "hỏng\n  cần: sửa"),)
    rollup = add(province("a", 1, 2), province("b", 1, 8), missing=missing)
    rows = list(csv.DictReader(io.StringIO(rollups_to_csv([rollup], missing).decode("utf-8-sig"))))
    own = [row for row in rows if row["figure"] == "cut_off.completed"]
    assert [(row["project"], row["numerator"], row["denominator"], row["missing"]) for row in own] == [
        ("", "2", "10", "c"), ("a", "1", "2", ""), ("b", "1", "8", ""),
    ]  # fmt: skip
    assert own[1]["trace"] == "../a/outputs/2022-10/trace.html#cut_off.completed"
    assert (rows[-1]["project"], rows[-1]["figure"], rows[-1]["label"]) == ("c", "", "hỏng   cần: sửa")


def test_the_records_of_each_part_lead_into_the_trace_of_their_project(tmp_path):
    path = tmp_path / "records.parquet"
    path.write_bytes(records_to_parquet([add(province("a", 1, 2), province("b", 2, 8))]))
    rows = [row for row in pq.read_table(path).to_pylist() if row["figure"] == "cut_off.completed"]
    assert [(row["project"], row["record"]) for row in rows] == [
        ("a", "SNV-01"),
        ("b", "SNV-01"),
        ("b", "SNV-02"),
    ]
    assert rows[2]["trace"] == "../b/outputs/2022-10/trace.html#SNV-02"


def test_parts_of_other_figures_than_the_headline_are_in_their_own_table_alone(tmp_path):
    rollup = add(province("a", 1, 2), province("b", 2, 8))
    rows = list(csv.DictReader(io.StringIO(rollups_to_csv([rollup], ()).decode("utf-8-sig"))))
    assert [row["project"] for row in rows if row["figure"] == "cut_off.completed@department"] == [""]
    path = tmp_path / "parts.parquet"
    path.write_bytes(parts_to_parquet([rollup]))
    parts = [
        row for row in pq.read_table(path).to_pylist() if row["figure"] == "cut_off.completed@department"
    ]
    assert [(row["project"], row["numerator"], row["denominator"]) for row in parts] == [
        ("a", 1, 2),
        ("b", 2, 8),
    ]
    path.write_bytes(parts_to_parquet([]))
    assert pq.read_table(path).num_rows == 0


EVIL = "<script>alert(1)</script>"


def test_the_page_says_what_is_synthetic_open_missing_and_absent_and_escapes_every_text():
    other = publish("khác", count("cut_off.total", ["X-1"], 1), notice=EVIL)
    missing = (Missing("hỏng", "2022-10", EVIL),)
    rollup = add(province("a", 1, 2, notice="Số liệu giả lập", open_questions=3), other, missing=missing)
    page = rollups_to_html([rollup], missing)
    assert "DỰ THẢO</strong> – còn 03 câu hỏi" in page
    assert "Số liệu giả lập (a)" in page
    assert "Chưa có 1 dự án có kỳ cùng tên: hỏng." in page
    assert "Không có ở: khác." in page
    assert EVIL not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert page == rollups_to_html([rollup], missing)


def test_the_page_links_every_number_of_a_project_to_its_trace():
    page = rollups_to_html([add(province("An Giang", 1, 2), province("b", 0, 3))], ())
    place = "../An%20Giang/outputs/2022-10/trace.html"
    assert f'href="{place}#cut_off.completed"' in page
    assert f'<a href="{place}#SNV-01">An Giang/SNV-01</a>' in page


def test_beyond_the_limit_the_page_points_to_the_table_of_records(monkeypatch):
    monkeypatch.setattr(rollup_page, "MOST_LISTED", 4)
    page = rollups_to_html([add(province("a", 1, 2), province("b", 1, 3))], ())
    assert "a/SNV-01" not in page
    assert "rollup_records.parquet" in page


def test_a_page_without_any_figures_says_so():
    assert "Chưa dự án nào có số liệu" in rollups_to_html([], (Missing("a", "", "hỏng"),))


@pytest.mark.parametrize(
    ("project", "link"),
    [
        ("{root}/provinces/Cà Mau", "../provinces/Cà Mau/outputs/2022-10"),
        ("s3://bucket/ca-mau", "s3://bucket/ca-mau/outputs/2022-10"),
    ],
)
def test_the_way_to_a_project_is_relative_where_it_can_be(tmp_path, project, link):
    task = Task("x", project.format(root=tmp_path), "2022-10")
    assert link_outputs(task, tmp_path / "batch") == link


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../Cà Mau/trace.html#cut_off.done", "../C%C3%A0%20Mau/trace.html#cut_off.done"),
        ("s3://bucket/Cà Mau/trace.html", "s3://bucket/C%C3%A0%20Mau/trace.html"),
        ("javascript:alert(1)/trace.html", "javascript%3Aalert%281%29/trace.html"),
    ],
)
def test_a_link_is_an_address_and_runs_nothing(link, address):
    assert quote_link(link) == address


@pytest.mark.browser
def test_everybody_can_read_the_page(tmp_path: Path, find_barriers):
    missing = (Missing("c", "2022-10", "hỏng"),)
    path = tmp_path / "rollup.html"
    path.write_text(
        rollups_to_html([add(province("a", 1, 2), province("b", 3, 8), missing=missing)], missing), "utf-8"
    )
    assert find_barriers(path) == []
