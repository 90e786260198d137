"""What a test needs that converts with LibreOffice."""

from pathlib import Path

import pytest

from camket.intake.formats.libreoffice import find_libreoffice


def has_writer():
    program = find_libreoffice()
    return program is not None and any(Path(program).resolve().parent.glob("*swlo*"))


with_writer = pytest.mark.skipif(not has_writer(), reason="LibreOffice Writer is not installed")
