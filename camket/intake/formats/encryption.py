"""Open workbooks that carry the password which Excel itself gives: Excel asks nobody for it."""

from __future__ import annotations

import io

from camket.intake.formats.refusals import password_refusal

# Excel encrypts a workbook whose structure is protected, or that is marked as final by old versions, with this
# password, and tries it before it asks.
_DEFAULT = "VelvetSweatshop"
_MOST_ROUNDS = 1_000_000  # Excel derives a key in 100,000 rounds


def open_with_default_password(content: bytes) -> bytes:
    """The file without its encryption.

    Raises `Refusal` if a person set the password, or the encryption is not one of Excel's or Word's, and `ValueError`
    if the password opens the file and its content is damaged.
    """
    from msoffcrypto import OfficeFile

    opened = io.BytesIO()
    try:
        file = OfficeFile(io.BytesIO(content))
        if int((getattr(file, "info", None) or {}).get("spinValue", 0)) > _MOST_ROUNDS:
            raise password_refusal()
        # An .xls always verifies the password; the format has no such argument.
        checks = {"verify_password": True} if file.format == "ooxml" else {}
        file.load_key(password=_DEFAULT, **checks)
    except Exception:  # a wrong password and a damaged description of the encryption look alike
        raise password_refusal() from None
    try:
        file.decrypt(opened)
    except Exception as error:
        raise ValueError("an encrypted file whose content is damaged") from error
    return opened.getvalue()
