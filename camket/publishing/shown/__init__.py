"""One received file as a page: what was taken for what, whose each row is, what it joined, what was left and why."""
