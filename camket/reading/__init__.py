"""The second room: files as they arrived become tables whose every cell knows its place."""
