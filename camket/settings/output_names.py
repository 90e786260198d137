"""The names of outputs that more than one room speaks of, relative to the period's outputs."""

INDEX = "index.html"
REVIEW = "review.xlsx"
PROBLEMS = "problems.xlsx"
# Folders: pages of received files, drafts of the next year, letters to units.
SHOWN, NEXT_YEAR, LETTERS = "show", "next_year", "letters"
