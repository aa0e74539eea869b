"""Table to page; no regex here."""
