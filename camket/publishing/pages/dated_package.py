"""An Office package with the same bytes on every run: the day of its document replaces the clock in all its parts."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

# The earliest date that a zip archive can store.
_EARLIEST = date(1980, 1, 1)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_PROPERTIES = "docProps/core.xml"


def date_package(content: bytes, day: date) -> bytes:
    """The same package, and the workbooks embedded in it, with `day` in its properties and as the time of each part."""
    dated, moment = io.BytesIO(), max(day, _EARLIEST)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(dated, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _PROPERTIES:
                part = _STAMP.sub(rb"\g<1>%sT00:00:00Z\g<3>" % day.isoformat().encode(), part)
            elif name.endswith(".xlsx"):
                part = date_package(part, day)
            entry = zipfile.ZipInfo(name, (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the default names the operating system
            new.writestr(entry, part)
    return dated.getvalue()
