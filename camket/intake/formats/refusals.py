"""Say why a file cannot be read and what helps: a password, a kind that holds no table, damage."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from email import message_from_bytes, policy

from lxml import etree

from camket.intake.formats.limits import Refusal, parse_xml
from camket.text import clean

_MOST_NAMED = 5
_MISSING = re.compile(r"There is no item named ('.+?') in the archive")
_READ = "tệp .xlsx, .xls, .ods, .csv, .docx hoặc .odt, không đặt mật khẩu"
_BY_CONTENT = ", không phải tệp .xlsx hay .docx (nhận theo nội dung, không theo đuôi tệp)"
_SAVE = "mở tệp bằng Excel hoặc Word và lưu thành .xlsx hoặc .docx"
_SEND_SOURCE = (
    "đề nghị đơn vị gửi tệp Excel hoặc Word gốc; nếu chỉ có tệp này thì nhập lại bảng vào tệp mẫu và lưu thành .xlsx "
    "hoặc .docx"
)
_UNPACK = (
    "giải nén rồi để từng tệp bên trong vào thư mục (tệp Excel, Word nào cũ thì lưu thành .xlsx hoặc .docx)"
)
_KINDS = {
    "empty": (
        "tệp rỗng",
        "tệp không có dữ liệu (0 byte), thường do sao chép chưa xong: đề nghị đơn vị gửi lại",
    ),
    "zeros": (
        "tệp hỏng, chỉ gồm byte 0",
        "tệp chép hoặc tải về chưa xong: chép lại từ nguồn, hoặc đề nghị gửi lại",
    ),
    "ole": ("tệp Excel/Word đời cũ (.xls, .doc) hoặc tệp có đặt mật khẩu", _SAVE),
    "html": (f"trang web (HTML){_BY_CONTENT}", _SAVE),
    "mail": (
        "thư điện tử lưu thành tệp (.eml, .msg), không phải bảng",
        "mở thư, lưu từng tệp đính kèm (Excel, Word) vào thư mục thay cho tệp thư này",
    ),
    "xml": (f"tệp XML{_BY_CONTENT}", _SAVE),
    "flat": (
        "tệp OpenDocument dạng XML phẳng (.fods, .fodt)",
        "mở tệp bằng LibreOffice, lưu lại thành .ods, .xlsx hoặc .docx",
    ),
    "xml_2003": (
        "tệp Excel hoặc Word dạng XML 2003 (.xml)",
        "mở tệp bằng Excel hoặc Word, lưu lại thành .xlsx hoặc .docx",
    ),
    "pdf": (f"tệp PDF{_BY_CONTENT}", _SEND_SOURCE),
    "image": (f"tệp ảnh{_BY_CONTENT}", _SEND_SOURCE),
    "xlsb": (f"tệp Excel nhị phân (.xlsb){_BY_CONTENT}", _SAVE),
    "slides": (f"tệp trình chiếu{_BY_CONTENT}", _SEND_SOURCE),
    "archive": (f"tệp nén{_BY_CONTENT}", _UNPACK),
    "shortcut": (
        "lối tắt đến một tài liệu ở nơi khác (trên mạng hoặc trên máy của người gửi), không chứa dữ liệu",
        "mở tài liệu đó, tải xuống hoặc lưu thành .xlsx hay .docx, rồi gửi chính tệp ấy",
    ),
    "program": (f"chương trình, không được mở{_BY_CONTENT}", _SAVE),
    "binary": (f"tệp không rõ loại{_BY_CONTENT}", _SAVE),
}


def password_refusal() -> Refusal:
    """The refusal of a file that a person protected with a password."""
    return Refusal(
        found="tệp có đặt mật khẩu",
        expected="tệp không đặt mật khẩu",
        remedy="mở tệp bằng mật khẩu, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ), lưu thành .xlsx hoặc .docx",
    )


def refuse_kind(kind: str, content: bytes) -> Refusal:
    """The refusal of a file of a kind that is not read."""
    found, remedy = _KINDS[kind]
    if kind == "archive" and (inside := _list_inside(content)):
        found = f"{found}: {inside}"
    if kind == "mail" and (attached := _list_attached(content)):
        found = f"{found}; tệp đính kèm: {attached}"
    return Refusal(found=found, expected=_READ, remedy=remedy)


def _list_attached(content: bytes) -> str:
    """The names of the files attached to a letter, as far as it is plain text."""
    names = [part.get_filename() or "" for part in message_from_bytes(content, policy=policy.default).walk()]
    named = list(map(clean, filter(None, names)))
    return ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")


def _list_inside(content: bytes) -> str:
    """The files in a zip: "có 3 tệp bên trong: a.docx, b.xlsx, …"."""
    if not content.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [part.filename for part in archive.infolist() if not part.is_dir()]
    more = ", …" if len(names) > _MOST_NAMED else ""
    return (
        f"có {len(names)} tệp bên trong: {', '.join(names[:_MOST_NAMED])}{more}"
        if names
        else "không có tệp nào"
    )


def refuse_damaged(content: bytes, error: Exception) -> Refusal:
    """The refusal of a file on which a reader failed; names the damaged part of a package."""
    missing = _MISSING.search(str(error))
    unknown = "thiếu một phần của tệp" if isinstance(error, KeyError) else type(error).__name__
    why = f"thiếu phần {missing[1]}" if missing else _describe_damage(content) or unknown
    return Refusal(
        found=f"tệp hỏng, không đọc được ({why})",
        expected="một tệp .xlsx hoặc .docx mở được bằng Excel hoặc Word",
        remedy="mở tệp, lưu lại thành bản mới, hoặc đề nghị đơn vị gửi lại",
    )


def _describe_damage(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return ""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "thiếu phần cuối của tệp, thường do sao chép hoặc tải về chưa xong"
    with archive:
        for name in archive.namelist():
            if not name.lower().endswith((".xml", ".rels")):
                continue
            try:
                part = archive.read(name)
            except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError, NotImplementedError):
                return f"phần {name!r} bị hỏng, không giải nén được"
            try:
                parse_xml(part)
            except etree.XMLSyntaxError as wrong:
                return f"phần {name!r} bị hỏng ở dòng {wrong.lineno}"
            except Refusal:
                continue
    return ""
