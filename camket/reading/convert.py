"""Old Word files (.doc, .rtf) turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from camket.reading.refusal import Refusal

_SECONDS = 60.0
_REMEDY = "mở tệp bằng Word và lưu thành .docx"
_NAMES = {"doc": "tệp Excel/Word đời cũ (.xls, .doc)", "rtf": "tệp văn bản RTF"}


def convert_to_docx(content: bytes, kind: str, seconds: float = _SECONDS) -> bytes:
    """The document as .docx. `kind` is `doc` or `rtf`; macros do not run in a fresh profile.

    Raises `Refusal` where LibreOffice is missing, fails, or takes longer than `seconds`.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Refusal(
            found=f"{_NAMES[kind]}, máy này chưa cài LibreOffice để chuyển đổi",
            expected="tệp .docx, hoặc máy có LibreOffice",
            remedy=_REMEDY,
        )
    with tempfile.TemporaryDirectory(prefix="camket-") as name:
        folder = Path(name)
        source = folder / f"source.{kind}"
        source.write_bytes(content)
        profile = (folder / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        _run([*command, "--convert-to", "docx", "--outdir", str(folder / "made"), str(source)], seconds, kind)
        made = folder / "made" / "source.docx"
        if not made.is_file():
            raise _failed(kind, "LibreOffice không chuyển đổi được")
        return made.read_bytes()


def _run(command: list[str], seconds: float, kind: str) -> None:
    # soffice starts a second process, which outlives it unless the whole group is ended.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise _failed(kind, f"LibreOffice chưa chuyển đổi xong sau {seconds:.0f} giây") from None
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()


def _failed(kind: str, found: str) -> Refusal:
    return Refusal(found=f"{_NAMES[kind]}, {found}", expected="tệp .docx", remedy=_REMEDY)
