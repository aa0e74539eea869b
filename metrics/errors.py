"""The family of errors a person must fix; each message says what, where and what to do."""


class MetricsError(Exception):
    """Base of every error this package raises on purpose."""


class PageError(MetricsError):
    """A page that cannot be read: missing, empty, too large, not text."""


class CatalogueError(MetricsError):
    """A catalogue entry that is wrong; names file, id and reason."""


class StoreError(MetricsError):
    """A store that cannot be opened, read or written."""


class LinkError(MetricsError):
    """A shared link with a value we cannot read."""


class ReviewError(MetricsError):
    """A decision that cannot be taken: a value that cannot be, a missing reason, somebody else decided first.

    `word` and `slots` let the page say the same in the language of its reader.
    """

    def __init__(self, message: str, word: str = "", **slots: object) -> None:
        """The message in English, and the sentence of the interface that says it."""
        super().__init__(message)
        self.word, self.slots = word, slots
