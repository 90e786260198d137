"""The third room: rows find their unit and their commitment, and become records."""
