"""The signs of fonts without letters: a file keeps a tick of Wingdings as the letter at its place, `ü`."""

from __future__ import annotations

_SIGNS = {
    "Wingdings": {0x6F: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {
        0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xD6: "√",
    },
}  # fmt: skip
PRIVATE = 0xF000  # where Unicode keeps the places of such a font


def is_symbol_font(font: str | None) -> bool:
    """Whether a font has signs whose meaning is known."""
    return font in _SIGNS


def map_signs(text: str, font: str | None) -> str:
    """A text in a font with the signs that it shows; it keeps its length.

    >>> map_signs("ü", "Wingdings"), map_signs("ü", "Arial")
    ('✓', 'ü')
    """
    known = _SIGNS.get(font or "")
    if known is None:
        return text
    return "".join(known.get(ord(c) - PRIVATE if ord(c) >= PRIVATE else ord(c), c) for c in text)
