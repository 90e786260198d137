"""The words in the header or footer of a printed Excel page, without its codes."""

from __future__ import annotations

import re

from camket.intake.formats.encodings import clean_stored

# Page, pages, date, time, file, path, sheet, picture; parts; font, size, colour, looks.
_CODE = re.compile(r'&(?:&|"[^"]*"|[0-9]+|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[LCRPNDTFZAGBIUESXYOHp])')
_SAID_BY_CODE = {"&&": "&", "&L": " ", "&C": " ", "&R": " "}


def strip_margin_codes(text: str) -> str:
    """The words of a header or footer; empty if it has none.

    >>> strip_margin_codes('&L&"Arial,Bold"&12Sở KH&&ĐT&R&P/&N')
    'Sở KH&ĐT /'
    """
    words = clean_stored(_CODE.sub(lambda code: _SAID_BY_CODE.get(code[0], ""), text))
    return words if any(map(str.isalnum, words)) else ""
