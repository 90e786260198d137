"""Excel's own default password is no password; a person's is refused."""

import io
from hashlib import md5, sha1
from pathlib import Path
from struct import pack, unpack_from

import msoffcrypto
import olefile
import openpyxl
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

from camket.errors import InputError
from camket.intake.formats import encryption
from camket.intake.formats.books import read_book
from camket.intake.formats.encryption import open_with_default_password
from camket.intake.formats.limits import Refusal

DEFAULT = "VelvetSweatshop"
SALT, VERIFIER = bytes(range(16)), bytes(range(40, 56))
SAMPLE = Path(__file__).parents[1] / "samples" / "bao-cao.xls"
PLAIN = {0x809, 0x2F, 0xE1}  # records that stay plain in an encrypted stream


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung", "Kết quả"])
    book.active.append([1, "Trồng rừng", "Đã trồng 12 ha"])
    made = io.BytesIO()
    book.save(made)
    return made


def document():
    written = Document()
    table = written.add_table(2, 3)
    for cell, text in zip(table.rows[1].cells, ["1", "Trồng rừng", "Đã trồng 12 ha"], strict=True):
        cell.text = text
    made = io.BytesIO()
    written.save(made)
    return made


def protect(plain, password):
    made = io.BytesIO()
    OOXMLFile(plain).encrypt(password, made)
    return made.getvalue()


def algorithm(algorithm_id, key_bits, provider):
    """The description of an algorithm, with its length in front."""
    said = pack("<IIIIIIII", 0, 0, algorithm_id, 0x8004, key_bits, provider, 0, 0) + "Crypto\0".encode(
        "utf-16-le"
    )
    return pack("<I", len(said)) + said


def protect_as_in_2007(plain, password):
    """An .xlsx with Standard encryption, in the container of one with agile encryption."""
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 0x18, 128, 16, SALT)
    coder = Cipher(algorithms.AES(key), modes.ECB())
    proof = coder.encryptor().update(VERIFIER), coder.encryptor().update(sha1(VERIFIER).digest() + bytes(12))
    info = pack("<HHI", 3, 2, 0x24) + algorithm(0x660E, 128, 0x18)
    info += pack("<I", 16) + SALT + proof[0] + pack("<I", 20) + proof[1]
    content = plain.getvalue()
    coded = coder.encryptor().update(content + bytes(-len(content) % 16))
    container = io.BytesIO(protect(plain, password))
    ole = olefile.OleFileIO(container, write_mode=True)
    ole.write_stream("EncryptionInfo", info.ljust(ole.get_size("EncryptionInfo"), b"\0"))
    whole = pack("<Q", len(content)) + coded
    ole.write_stream("EncryptedPackage", whole.ljust(ole.get_size("EncryptedPackage"), b"\0"))
    return container.getvalue()


def protect_with_rc4(password):
    """An .xls as Excel 97 encrypted it."""
    proof = DocumentRC4.decrypt(password, SALT, io.BytesIO(VERIFIER + md5(VERIFIER).digest())).read()
    record = pack("<HHHHH", 0x2F, 54, 1, 1, 1) + SALT + proof
    return protect_old(
        record, lambda data: DocumentRC4.decrypt(password, SALT, io.BytesIO(data), blocksize=1024)
    )


def protect_with_crypto_api(password):
    """An .xls as Excel 2003 encrypted it where one chose a strong key."""
    verified = io.BytesIO(VERIFIER + sha1(VERIFIER).digest())
    proof = DocumentRC4CryptoAPI.decrypt(password, SALT, 128, verified).read()
    said = pack("<HHHI", 1, 4, 2, 4) + algorithm(0x6801, 128, 1)
    said += pack("<I", 16) + SALT + proof[:16] + pack("<I", 20) + proof[16:]
    record = pack("<HH", 0x2F, len(said)) + said
    return protect_old(
        record,
        lambda data: DocumentRC4CryptoAPI.decrypt(password, SALT, 128, io.BytesIO(data), blocksize=1024),
    )


def protect_old(password_record, encode):
    """An .xls whose stream is encrypted, in the container of a sample."""
    stream = old_stream(password_record)
    kept, hidden, at = [], bytearray(), 0
    while at < len(stream):
        kind, length = unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        open_part = length if kind in PLAIN else 4 if kind == 0x85 else 0  # a sheet's offset stays plain
        kept += [(at, stream[at : at + 4 + open_part])]
        hidden += bytes(4 + open_part) + data[open_part:]
        at += 4 + length
    coded = bytearray(encode(hidden).read())
    for at, part in kept:
        coded[at : at + len(part)] = part
    container = io.BytesIO(SAMPLE.read_bytes())
    ole = olefile.OleFileIO(container, write_mode=True)
    rest = ole.get_size("Workbook") - len(coded) - 4
    ole.write_stream("Workbook", bytes(coded) + pack("<HH", 0, rest) + bytes(rest))  # same size as before
    return container.getvalue()


def old_stream(password_record):
    def record(kind, data=b""):
        return pack("<HH", kind, len(data)) + data

    begin = pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0x41, 6)
    font = record(0x31, pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    style = record(0xE0, pack("<HHHBBBBIIH", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0))
    globals_ = record(0x809, begin) + password_record + font + style
    globals_ += record(0x85, pack("<IHBB", len(globals_) + 14 + 4, 0, 2, 0) + b"S0") + record(0x0A)
    sheet = record(0x809, pack("<HHHHII", 0x600, 16, 0x0DBB, 0x07CC, 0x41, 6))
    sheet += record(0x203, pack("<HHHd", 0, 0, 0, 80.5)) + record(0x0A)
    return globals_ + sheet


def read(tmp_path, content):
    path = tmp_path / "bao cao.xlsx"
    path.write_bytes(content)
    return read_book(path, "bao cao.xlsx")[0]


@pytest.mark.parametrize("plain", [workbook, document])
@pytest.mark.parametrize("encrypt", [protect, protect_as_in_2007])
def test_a_file_with_excels_default_password_is_read_like_an_open_one(tmp_path, plain, encrypt):
    (sheet,) = read(tmp_path, encrypt(plain(), DEFAULT)).sheets
    assert [cell.text for cell in sheet.rows[1]] == ["1", "Trồng rừng", "Đã trồng 12 ha"]


@pytest.mark.parametrize("encrypt", [protect_with_rc4, protect_with_crypto_api])
def test_an_old_workbook_with_excels_default_password_is_read(tmp_path, encrypt):
    (sheet,) = read(tmp_path, encrypt(DEFAULT)).sheets
    assert sheet.rows[0][0].text == "80,5"


@pytest.mark.parametrize(
    "content",
    [
        protect(workbook(), "bi mat"), protect_as_in_2007(workbook(), "bi mat"), protect_with_rc4("bi mat"),
        protect_with_crypto_api("bi mat"), protect(document(), "bi mat"),
    ],
    ids=["xlsx", "xlsx of 2007", "xls", "xls with CryptoAPI", "docx"],
)  # fmt: skip
def test_a_file_with_a_persons_password_is_refused(tmp_path, content):
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.found == "tệp có đặt mật khẩu"
    assert "bỏ mật khẩu" in caught.value.remedy


def test_a_key_that_would_take_minutes_to_derive_is_not_derived(monkeypatch):
    content = protect(workbook(), DEFAULT)
    monkeypatch.setattr(encryption, "_MOST_ROUNDS", 99_999)
    monkeypatch.setattr(
        msoffcrypto.format.ooxml.OOXMLFile, "load_key", lambda *_, **__: pytest.fail("derived")
    )
    with pytest.raises(Refusal, match="mật khẩu"):
        open_with_default_password(content)


def test_a_damaged_file_with_excels_default_password_is_called_damaged(tmp_path):
    container = io.BytesIO(protect(workbook(), DEFAULT))
    ole = olefile.OleFileIO(container, write_mode=True)
    size = ole.get_size("EncryptedPackage")
    ole.write_stream("EncryptedPackage", pack("<Q", size - 8) + bytes(size - 8))
    with pytest.raises(InputError) as caught:
        read(tmp_path, container.getvalue())
    assert "hỏng" in caught.value.found
    assert "mật khẩu" not in caught.value.found
