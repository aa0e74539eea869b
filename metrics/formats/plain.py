"""The bytes of a text file in, its text out: UTF-8, or GB18030 where it is that, which is said."""

from metrics.errors import PageError
from metrics.formats.boxes import Print

GB18030_NOTE = "read as GB18030"
FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"
MOST_STRANGE = 0.1  # of its letters beyond ASCII a Chinese text has nearly all among Han characters and their punctuation


def read_plain(name: str, content: bytes) -> Print:
    """The text with its line breaks as one sign; PageError for bytes that are neither encoding."""
    try:
        return Print(_to_lines(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        text = _read_gb18030(content)
        if text is None:
            raise PageError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
        return Print(_to_lines(text), note=GB18030_NOTE)


def _read_gb18030(content: bytes) -> str | None:
    """The text if it is Chinese when read so: almost any bytes can be read, few of them as Chinese."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    return text if sum(map(_is_strange, beyond)) <= MOST_STRANGE * len(beyond) else None


def _is_strange(character: str) -> bool:
    is_punctuation = "\u2010" <= character <= "\u2030" or "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uffe5"
    return not (FIRST_HAN <= character <= LAST_HAN or is_punctuation or character in "·×÷±°℃㎡㎎")


def _to_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
