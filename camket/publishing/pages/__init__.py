"""An executed notebook becomes HTML, PDF or slides; the outputs of a period get their index."""
