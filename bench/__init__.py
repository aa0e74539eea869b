"""Measurements of the reader: `python -m bench`, never a timed test."""
