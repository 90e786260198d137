"""ActiveX controls as Excel and Word store them."""

import struct


def stored_state(value="1", caption="Hoàn thành", style=4, wrong=0, class_id=b""):
    """The bytes of a check box: its style, its size, its value and its caption."""
    mask = 1 << 0 | 1 << 6 | 1 << 8 | 1 << 22 | 1 << 23
    texts = [value.encode("latin-1"), caption.encode("utf-16-le")]
    fixed = struct.pack("<IBxxxII", 0x1B, style, len(texts[0]) | 0x80000000, len(texts[1]))
    extra = bytes(8) + b"".join(text + bytes(-len(text) % 4) for text in texts)
    inside = struct.pack("<Q", mask) + fixed + extra
    return class_id + b"\x00\x02" + struct.pack("<H", len(inside) + wrong) + inside + b"\x00\x02\x18\x00font"
