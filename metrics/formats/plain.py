"""The bytes of a text file in, its text out: UTF-8, or GB18030 where it is that, which is said."""

import regex

from metrics.errors import PageError
from metrics.formats.prints import Print

GB18030_NOTE = "read as GB18030"
MOST_STRANGE = 0.1  # of its letters beyond ASCII a Chinese text has nearly all among Han characters and their punctuation
STRANGE = regex.compile(
    r"""[^
        \p{ASCII}
        \p{Script=Han}
        \p{Block=General_Punctuation}            # “ ” — …
        \p{Block=CJK_Symbols_And_Punctuation}    # 。 、 《 》
        \p{Block=Halfwidth_And_Fullwidth_Forms}  # ， ： ％ ４
        \p{Block=CJK_Compatibility}              # ㎡
        ·×÷±°℃
    ]""",
    regex.VERBOSE,
)


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
    beyond = sum(character > "\x7f" for character in text)
    return text if len(STRANGE.findall(text)) <= MOST_STRANGE * beyond else None


def _to_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
