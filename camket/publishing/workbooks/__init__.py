"""The kit of every workbook: looks by name, texts that stay texts, heights, page set-up, the same bytes."""
