"""The covering report: its content as blocks, and its layout as a Word document."""
