"""Convert documents of other formats (.doc, .rtf, .odt) to .docx with LibreOffice, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from camket.intake.formats.limits import LARGEST_TREE, Refusal, open_package

# CPU seconds and seconds elapsed. A document with a table of 216 rows takes 0.6 s; a cold disk takes longer.
_SECONDS_OF_WORK = 5
_SECONDS = 30.0
_KILOBYTES = 400_000
# Runs a command and ends its process group where standard input breaks off, which it does when this process is gone.
_WITH_US = """
exec 3<&0 </dev/null
(read -r _ <&3; kill -9 0) &
"$@" 3<&-
kill $!
"""
_REMEDY = "mở tệp bằng Word và lưu thành .docx"
_NAMES = {"doc": "tệp Word đời cũ (.doc)", "rtf": "tệp văn bản RTF", "odt": "tệp OpenDocument (.odt)"}
# The installers for Windows and macOS do not add LibreOffice to the PATH.
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
_TODAY = re.compile(rb"<w:instrText[^>]*>\s*(?:DATE|TIME)\b")


def find_libreoffice() -> str | None:
    """The command that starts LibreOffice, or None if it is not installed."""
    places = os.pathsep.join(_USUAL_PLACES)
    return shutil.which("soffice") or shutil.which("libreoffice") or shutil.which("soffice", path=places)


def convert_to_docx(content: bytes, kind: str) -> bytes:
    """Convert a document of `kind` `doc`, `rtf` or `odt` to .docx.

    A profile of its own isolates parallel runs, disables macros and does not follow links. Raises `Refusal`
    if LibreOffice is missing, fails, takes too long, or would replace a date field by today's date.
    """
    program = find_libreoffice()
    if program is None:
        raise Refusal(
            found=f"{_NAMES[kind]}, máy này chưa cài LibreOffice để chuyển đổi",
            expected="tệp .docx, hoặc máy có LibreOffice",
            remedy=_REMEDY,
        )
    with tempfile.TemporaryDirectory(prefix="camket-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source.{kind}"
        source.write_bytes(content)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        settings = files("camket.intake.formats").joinpath("libreoffice.xcu").read_bytes()
        (profile / "user" / "registrymodifications.xcu").write_bytes(settings)
        _run(
            [
                program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                "--convert-to", "docx", "--outdir", str(folder / "made"), str(source),
            ],
            kind,
        )  # fmt: skip
        made = folder / "made" / "source.docx"
        if not made.is_file():
            raise _failed(
                kind, "LibreOffice không chuyển đổi được (thiếu LibreOffice Writer, tệp hỏng hoặc quá lớn)"
            )
        converted = made.read_bytes()
    _refuse_today(converted, kind)
    return converted


def _run(command: list[str], kind: str) -> None:
    if os.name == "posix":
        # Child processes of soffice inherit the limits and the process group, so none outlives the timeout.
        limits = f"ulimit -t {_SECONDS_OF_WORK}; ulimit -d {_KILOBYTES}; "
        command = ["/bin/sh", "-c", limits + _WITH_US, "sh", *command]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise _failed(kind, f"LibreOffice chưa chuyển đổi xong sau {_SECONDS:.0f} giây") from None
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _refuse_today(converted: bytes, kind: str) -> None:
    # LibreOffice replaces a date field by today's date, so each run would give a different text.
    with open_package(converted, LARGEST_TREE) as archive:
        if _TODAY.search(archive.read("word/document.xml")):
            raise _failed(
                kind, "có ngày giờ tự động (trường DATE, TIME) sẽ thành ngày hôm nay khi chuyển đổi"
            )


def _failed(kind: str, found: str) -> Refusal:
    return Refusal(found=f"{_NAMES[kind]}, {found}", expected="tệp .docx", remedy=_REMEDY)
