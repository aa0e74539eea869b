"""Text to observations; no pandas here."""
