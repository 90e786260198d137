"""A period as a notebook sees it: tables to reckon with, figures that lead to their cells, and what prints them."""
