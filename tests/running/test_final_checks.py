"""What keeps a report from being final, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from camket.errors import InputError, OpenQuestionsError
from camket.exchange.period_sources import carry_settings
from camket.pipeline import prepare_period
from camket.running.final_checks import find_changed_files, find_unfinished, refuse_unfinished
from camket.settings.decisions import Decision
from camket.settings.project import open_folder

PERIOD = "2022-10"
BASES = 'legal_bases = ["Căn cứ Công văn số 1/UBND ngày 05/01/2022;"]\n'
SIGNER = 'signer_titles = ["GIÁM ĐỐC"]\nsigner_name = "Trần Thị B"\n'


@pytest.fixture
def folder(small_project):
    return open_folder(small_project, PERIOD)


@pytest.fixture
def settle(folder):
    """Completes the settings of the small period, with lines at their top and in [report]."""
    path = folder.raw / "period.toml"
    text = path.read_text(encoding="utf-8")

    def write(top="", report=BASES + SIGNER):
        path.write_text(f"{top}\n{text}{report}", encoding="utf-8")

    write()
    return write


def findings(folder):
    return [
        f"{each.where.rpartition('/')[2]}: {each.found}"
        for each in find_unfinished(folder, prepare_period(folder))
    ]


def add_unit(folder, line):
    with folder.units_file.open("a", encoding="utf-8") as file:
        file.write(line)


def test_a_finished_report_has_nothing_to_say(folder, settle):
    assert findings(folder) == []


def test_a_decision_that_nobody_checked_keeps_a_report_from_being_final(folder, settle):
    settle(report=f"{BASES}{SIGNER}[decisions]\nsecond_person = true\n")
    [record] = [each for each in prepare_period(folder).records if each.cut_off.status != "unresolved"][:1]
    name = record.record.commitment.record_id
    decided = (
        f"{name},cut_off_status,in_progress,{record.cut_off.status},Đã xem hồ sơ,,Lê Văn C,2022-11-01,,,,\n"
    )
    path = folder.raw / "decisions.csv"
    columns = ",".join(Decision.model_fields)
    path.write_text(f"{columns}\n{decided}", encoding="utf-8-sig")
    [found] = findings(folder)
    assert f"1 quyết định chờ người thứ hai kiểm tra: {name}" in found
    path.write_text(f"{columns}\n{decided.replace(',,,,', ',,,Đỗ Thị D,')}", encoding="utf-8-sig")
    assert findings(folder) == []


def test_a_report_needs_neither_number_nor_day(folder, settle):
    path = folder.raw / "period.toml"
    text = path.read_text(encoding="utf-8").replace("158/BC", "/BC").replace("day = 2022-11-09\n", "")
    path.write_text(text, encoding="utf-8")
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (SIGNER, ["period.toml, report.legal_bases: chưa có legal_bases (các căn cứ)"]),
        (BASES, ["period.toml, report.signer_name: chưa có signer_name (họ và tên người ký)"]),
        ('legal_bases = []\nsigner_name = ""\n', []),
    ],
)
def test_legal_bases_and_signer_are_given_or_said_to_be_none(folder, settle, report, found):
    settle(report=report)
    assert findings(folder) == found


@pytest.mark.parametrize(
    ("top", "report", "key"),
    [
        ("", BASES.replace("số 1/", "số …/") + SIGNER, "legal_bases"),
        ("", BASES + SIGNER.replace("Trần Thị B", "......"), "signer_name"),
        ('notice = "CẦN ĐIỀN"', BASES + SIGNER, "notice"),
        ("", BASES + SIGNER + 'recipients = ["____"]\n', "recipients"),
    ],
)
def test_a_place_left_blank_is_found_wherever_it_stands(folder, settle, top, report, key):
    settle(top, report)
    [found] = findings(folder)
    assert found.startswith(f"period.toml, {key}: còn chỗ để trống “")


def carry_over(folder, change=lambda text: text):
    """A later period with the settings of the small one, as `camket new --from` makes them or by hand."""
    raw = folder.raw.parent / "2022-12"
    raw.mkdir()
    text = (folder.raw / "period.toml").read_text(encoding="utf-8")
    (raw / "period.toml").write_text(change(text), encoding="utf-8")
    (raw / "register.xlsx").write_bytes((folder.raw / "register.xlsx").read_bytes())
    (raw / "submissions").mkdir()
    return open_folder(folder.project, "2022-12")


def test_what_was_marked_for_the_new_period_waits_until_it_is_mended_or_confirmed(folder, settle):
    settle('notice = "Số liệu chưa kiểm toán"')
    later = carry_over(folder, lambda text: carry_settings(text, date(2022, 12, 30), "period.toml"))
    assert [found.partition(":")[0] for found in findings(later)] == [
        "period.toml, notice", "period.toml, legal_bases", "period.toml, signer_titles", "period.toml, signer_name",
    ]  # fmt: skip
    path = later.raw / "period.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'confirmed = ["notice", "signer_name"]\n{text}', encoding="utf-8")
    assert findings(later) == ["period.toml, legal_bases: còn ghi CẦN ĐIỀN"]
    path.write_text(f'confirmed = ["notice", "signer_name", "legal_bases"]\n{text}', encoding="utf-8")
    assert findings(later) == []
    titles = 'confirmed = ["notice", "signer_titles", "legal_bases"]'
    path.write_text(f"{titles}\n{text}", encoding="utf-8")
    assert findings(later) == ["period.toml, signer_name: còn ghi CẦN ĐIỀN"]


def test_what_was_copied_by_hand_is_found_by_its_words(folder, settle):
    settle('notice = "Số liệu chưa kiểm toán"')
    later = carry_over(folder, lambda text: text.replace("2022-10-30", "2022-12-15"))
    assert findings(later) == [
        "period.toml, notice: lưu ý in trên mọi sản phẩm giống hệt kỳ 2022-10",
        "period.toml, legal_bases: các căn cứ giống hệt kỳ 2022-10",
        "period.toml, signer_name: người ký giống hệt kỳ 2022-10",
        "period.toml, number, day: số và ngày báo cáo giống hệt kỳ 2022-10",
    ]
    assert findings(folder) == []  # the earlier period copied nothing


def test_a_unit_without_commitments_is_named_until_it_is_declared_to_have_none(folder, settle):
    add_unit(folder, "STC,Sở Tài chính,department,3,,,\nSYT,Sở Y tế,department,4,,2023-01-01,\n")
    [found] = findings(folder)
    assert found.startswith("units.csv: 1/3 đơn vị không có nội dung nào")
    assert found.endswith("STC (Sở Tài chính)")
    settle('no_commitments = ["STC"]')
    assert findings(folder) == []
    settle('no_commitments = ["STC", "SNV", "XYZ"]')
    [found] = findings(folder)
    assert found.startswith("period.toml, no_commitments: SNV, XYZ")


def test_everything_is_named_in_one_list(folder, settle):
    settle(report="")
    add_unit(folder, "STC,Sở Tài chính,department,3,,,\n")
    prepared = prepare_period(folder)
    with pytest.raises(OpenQuestionsError) as caught:
        refuse_unfinished(folder, prepared, [])
    said = str(caught.value)
    assert "còn 4 việc" in said
    for what in ("SNV-03 (cut_off_status)", "legal_bases", "signer_name", "STC (Sở Tài chính)"):
        assert what in said
    with pytest.raises(InputError, match="còn 3 việc"):
        refuse_unfinished(folder, replace(prepared, questions=()), [])


def test_open_questions_alone_are_said_as_ever(folder, settle):
    with pytest.raises(OpenQuestionsError) as caught:
        refuse_unfinished(folder, prepare_period(folder), [])
    assert caught.value.where == "data/processed/2022-10/review.csv"
    assert "còn 1 câu hỏi chưa trả lời: SNV-03" in caught.value.found


def test_files_that_changed_after_the_last_draft_are_named(record, small_project):
    folder = record()
    assert list(find_changed_files(folder)) == []
    with folder.units_file.open("a", encoding="utf-8") as file:
        file.write("\n")
    [found] = find_changed_files(folder)
    assert found.found.startswith("1 tệp đã đổi sau lần chạy gần nhất: data/raw/units.csv: đã bị sửa")
    assert "không có --final" in found.remedy


def test_where_nothing_was_run_yet_no_file_has_changed(folder):
    assert list(find_changed_files(folder)) == []
