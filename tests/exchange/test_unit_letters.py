"""Each unit is written what concerns it, and nothing else: as a workbook and as a mail to open and send."""

import email
import email.policy
import io
import json
import shutil
from dataclasses import replace

import openpyxl
import pytest

from camket.cli.main import main
from camket.exchange.letter_files import find_address, letter_to_mail, letter_to_workbook, write_letters
from camket.exchange.letter_sources import find_letters, warn_of_letters
from camket.exchange.unit_letters import make_letters
from camket.figures.freshness import hash_inputs
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.saved_period import save_prepared
from camket.settings.project import open_folder
from camket.settings.units import Unit


@pytest.fixture
def folder(small_project):
    return open_folder(small_project, "2022-10")


def make(folder):
    return {letter.unit.code: letter for letter in make_letters(folder, prepare_period(folder))}


def read_mail(letter):
    content = letter_to_mail(letter, letter_to_workbook(letter))
    return content, email.message_from_bytes(content, policy=email.policy.default)


def read_workbook(letter):
    book = openpyxl.load_workbook(io.BytesIO(letter_to_workbook(letter)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def write(folder, name, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder.raw / "submissions" / name)


def finish(folder, *, final=True):
    """The tables and units' sheets of a run, as far as letters look at them."""
    with staged([folder.processed]) as (tables,):
        save_prepared(replace(folder, processed=tables), prepare_period(folder))
        (tables / "history.jsonl").write_text(json.dumps({"run": 1, "final": final}) + "\n", encoding="utf-8")
    for code in ("SNV", "HTN"):
        for kind in ("pdf", "xlsx"):
            path = folder.outputs / "units" / f"{code}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"{code} {kind}".encode())


def test_a_unit_with_an_open_question_is_asked_about_its_cell_and_the_other_has_no_letter(folder):
    letters = make(folder)
    assert {code: dict(letter.tasks) for code, letter in letters.items()} == {"SNV": {"answer": 1}}
    sheets = read_workbook(letters["SNV"])
    assert list(sheets) == ["Việc cần làm", "Cần làm rõ"]
    [row] = sheets["Cần làm rõ"][3:]
    assert row[1:4] == [
        "SNV-03", "Bồi dưỡng cán bộ cấp xã",
        "Kết quả thực hiện (Sheet!C4): Đã trình\nƯớc thực hiện (Sheet!D4): Ước đạt 100% kế hoạch",
    ]  # fmt: skip


def test_a_unit_that_sent_nothing_is_reminded_of_what_it_signed_with_its_form(folder):
    (folder.raw / "submissions" / "HTN.xlsx").unlink()
    (folder.raw / "forms").mkdir()
    (folder.raw / "forms" / "HTN.xlsx").write_bytes(b"form")
    letter = make(folder)["HTN"]
    assert letter.tasks == {"send": 2}
    assert [row[1] for row in read_workbook(letter)["Cần báo cáo"][3:]] == ["HTN-01", "HTN-02"]
    _, mail = read_mail(letter)
    assert mail["Subject"].startswith("Đề nghị gửi báo cáo kết quả thực hiện nội dung cam kết")
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["HTN-viec-can-lam.xlsx", "HTN-bieu-mau.xlsx"]


def test_a_fault_in_a_file_is_named_by_its_cell(folder):
    write(
        folder, "HTN.xlsx", ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ngày hoàn thành"],
        [1, "Giải ngân vốn đầu tư công", "Đang giải ngân", "32/13/2022"],
        [2, "Xây dựng 02 xã nông thôn mới", "Đang làm", ""],
    )  # fmt: skip
    letter = make(folder)["HTN"]
    assert letter.tasks["mend"] == 1
    [row] = read_workbook(letter)["Cần sửa, bổ sung"][5:]
    assert (row[1], row[5]) == ("Sửa", "D2")


@pytest.mark.parametrize(("final", "asked"), [(True, {"confirm"}), (False, set())])
def test_after_a_final_run_alone_each_unit_gets_its_sheet_to_confirm(folder, final, asked):
    finish(folder, final=final)
    letters = make(folder)
    assert set(letters["HTN"].tasks if "HTN" in letters else ()) == asked
    if final:
        _, mail = read_mail(letters["HTN"])
        [_, pdf, sheet] = mail.iter_attachments()
        assert (pdf.get_filename(), pdf.get_content()) == ("HTN-phieu-xac-nhan.pdf", b"HTN pdf")
        assert (sheet.get_filename(), sheet.get_content()) == ("HTN-phieu-xac-nhan.xlsx", b"HTN xlsx")


def test_after_raw_files_moved_the_sheets_of_a_final_run_are_no_longer_sent(folder):
    finish(folder)
    write(
        folder, "HTN lần 2.xlsx", ["STT", "Nội dung cam kết", "Kết quả thực hiện"], [1, "Giải ngân", "Xong"]
    )
    assert all("confirm" not in letter.tasks for letter in make(folder).values())


def test_the_sheets_of_the_last_sealed_issue_are_sent(folder):
    finish(folder, final=False)
    for number in ("2", "10"):
        sealed = folder.outputs / "issues" / number / "units"
        shutil.copytree(folder.outputs / "units", sealed)
        (sealed / "SNV.pdf").write_bytes(f"issue {number}".encode())
    [pdf, _] = make(folder)["SNV"].sheets
    assert pdf.content == b"issue 10"


def test_a_mail_is_a_draft_of_the_same_bytes_without_date_and_sender(folder):
    letter = make(folder)["SNV"]
    content, mail = read_mail(letter)
    assert content == read_mail(make(folder)["SNV"])[0]
    assert [name for name in ("Date", "Message-ID", "From") if name in mail] == []
    assert mail["X-Unsent"] == "1"
    assert b"\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    body = mail.get_body().get_content().replace("\r\n", "\n")
    assert body.startswith("Kính gửi: Sở Nội vụ\n")
    assert "1. Làm rõ kết quả của 01 nội dung" in body
    assert body.rstrip().endswith("Sở Kế hoạch và Đầu tư")


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("snv@dongthap.gov.vn", "snv@dongthap.gov.vn"),
        ("", ""),
        ("a@b.vn\r\nBcc: all@b.vn", ""),
        ("a@b.vn, c@d.vn", ""),
        ("a(b)@c.vn", ""),
        ("sở@nội.vụ", ""),
        ("a@[1.2.3.4].vn", ""),
    ],
)  # fmt: skip
def test_an_address_is_one_safe_address_or_none(folder, address, written):
    letter = make(folder)["SNV"]
    letter = replace(letter, unit=letter.unit.model_copy(update={"email": address}))
    content, mail = read_mail(letter)
    assert find_address(letter) == written
    assert mail["To"] == written
    assert mail["Bcc"] is None
    assert content.count(b"\r\nTo:") == 1


def test_a_subject_keeps_its_spaces_wherever_it_is_folded(folder):
    letter = make(folder)["SNV"]
    asked = "Đề nghị làm rõ báo cáo kết quả thực hiện nội dung cam kết hành động với UBND Tỉnh năm 2022"
    for words in range(1, 12):
        name = "Sở" + " Giáo dục và" * words
        content = letter_to_mail(replace(letter, unit=letter.unit.model_copy(update={"name": name})), b"")
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert mail["Subject"] == f"{asked} – {name}"
        assert content.isascii()
        assert all(len(line) <= 78 for line in content.partition(b"\r\n\r\n")[0].split(b"\r\n"))


def test_a_name_cannot_end_a_header(folder):
    letter = make(folder)["SNV"]
    hostile = Unit(code="SNV", name="Sở\r\nBcc: all@b.vn\u202e", group="department", order=1)
    _, mail = read_mail(replace(letter, unit=hostile))
    assert mail["Bcc"] is None
    assert mail["Subject"].endswith("– Sở Bcc: all@b.vn")


def test_a_letter_says_nothing_of_another_unit(prepared_demonstration, tmp_path):
    from conftest import CHECKOUT

    letters = make_letters(open_folder(CHECKOUT, "2022-10"), prepared_demonstration)
    assert letters
    names = {unit.name for unit in prepared_demonstration.units} - {"Sở Kế hoạch và Đầu tư"}
    for letter in letters:
        _, mail = read_mail(letter)
        said = mail.get_body().get_content() + json.dumps(read_workbook(letter), ensure_ascii=False)
        assert [name for name in names - {letter.unit.name} if name in said] == []


def test_new_letters_take_the_place_of_earlier_ones(folder):
    stale = folder.outputs / "letters" / "XYZ.eml"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"x")
    write_letters(folder, list(make(folder).values()), {})
    assert sorted(path.name for path in stale.parent.iterdir()) == ["SNV.eml", "SNV.xlsx", "made_from.json"]


def test_the_agency_writes_itself_no_letter_and_says_so(folder, capsys):
    path = folder.raw / "period.toml"
    text = path.read_text("utf-8").replace("Sở Kế hoạch và Đầu tư", "SỞ NỘI VỤ")
    path.write_text(text, encoding="utf-8")
    assert make(folder) == {}
    assert main(["letters", "2022-10", "--project", str(folder.project)]) == 0
    assert "Sở Nội vụ là cơ quan tổng hợp, không viết thư" in capsys.readouterr().out


def test_letters_know_when_what_they_were_made_from_has_changed(folder):
    assert find_letters(folder) is None
    write_letters(folder, list(make(folder).values()), hash_inputs(folder))
    assert (find_letters(folder).count, find_letters(folder).stale) == (1, "")
    write(folder, "moi.xlsx", ["STT", "Nội dung"])
    assert find_letters(folder).stale == "1 tệp nguồn đã thay đổi (submissions/moi.xlsx)"
    assert warn_of_letters(folder)[0].startswith("1 thư trong outputs/2022-10/letters đã cũ, không gửi nữa")
    write_letters(folder, list(make(folder).values()), hash_inputs(folder))
    assert warn_of_letters(folder) == ()
    finish(folder)
    assert find_letters(folder).stale == "phiếu xác nhận nay là của lần phát hành khác"
    (folder.outputs / "letters" / "made_from.json").unlink()
    assert find_letters(folder).stale == "không rõ viết từ tệp nào"


def test_the_command_lists_what_was_written_and_who_has_no_address(folder, capsys):
    assert main(["letters", "2022-10", "--project", str(folder.project)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "SNV: nội dung cần làm rõ 1",
        "Đã ghi 1 thư vào outputs/2022-10/letters; mở từng tệp .eml để xem lại và gửi.",
        "Chưa có địa chỉ thư (1 đơn vị): SNV. Ghi vào cột email của data/raw/units.csv, hoặc điền khi gửi.",
    ]
