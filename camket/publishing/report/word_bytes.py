"""A Word document as the bytes of its file, the same on every run."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

# The earliest date that a zip archive can store.
_EARLIEST = date(1980, 1, 1)
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
# Parts that no reader needs: a thumbnail and a second copy of the styles.
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, _EFFECTS)


def to_bytes(document: Document, *, title: str, author: str, day: date, comments: str = "") -> bytes:
    """Returns the file, with the report's day as all its dates. Equal documents give equal bytes."""
    for owner in (document.part.package, document.part):
        for name, relationship in list(owner.rels.items()):
            if relationship.reltype in _NEEDLESS:
                del owner.rels[name]
    properties = document.core_properties
    moment = datetime.combine(day, time(), UTC)
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = moment
    properties.revision, properties.language, properties.comments, properties.keywords = (
        1,
        "vi-VN",
        comments,
        "",
    )
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    made = io.BytesIO()
    document.save(made)
    return _dated(made.getvalue(), max(day, _EARLIEST))


def _dated(content: bytes, day: date) -> bytes:
    dated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(dated, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the default names the operating system
            new.writestr(entry, old.read(name))
    return dated.getvalue()
