"""The catalogue reader refuses bad entries and says which file, which entry and why."""

import pytest

from metrics import catalogue
from metrics.catalogue import read_entries, read_words
from metrics.errors import CatalogueError

BAD_ENTRIES = {
    "no id": ('[[unit]]\nname = "亩"\n', r"words\.toml: \[\[unit\]\] entry 1: no id; add it"),
    "an empty id": ('[[unit]]\nid = ""\n', r"words\.toml: \[\[unit\]\] entry 1: no id; add it"),
    "a required key missing": ('[[unit]]\nid = "mu"\n', r"words\.toml: \[\[unit\]\] mu: no name, factor; add it"),
    "an id twice": (
        '[[unit]]\nid = "mu"\nname = "亩"\nfactor = 1\n[[unit]]\nid = "mu"\nname = "亩"\nfactor = 1\n',
        r"words\.toml: \[\[unit\]\] mu: this id stands twice; rename one",
    ),
    "not TOML": ('[[unit]\nid = "mu"\n', r"words\.toml: .*line 1.*; mend the file"),
}
BAD_WORDS = {
    "no such table": ('[other]\na = ["一"]\n', r"words\.toml: no table \[bounds\]; add it"),
    "a word, not a list": ('[bounds]\nabout = "约"\n', r"words\.toml: \[bounds\] about: not a list of words"),
    "a number among the words": ('[bounds]\nabout = ["约", 3]\n', r"words\.toml: \[bounds\] about: not a list of words"),
    "an empty word": ('[bounds]\nabout = [""]\n', r"words\.toml: \[bounds\] about: not a list of words"),
    "not TOML": ("[bounds\n", r"words\.toml: .*line 1.*; mend the file"),
}


@pytest.fixture
def write_catalogue(tmp_path, monkeypatch):
    """Put a catalogue `words.toml` where the reader looks."""
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    read_entries.cache_clear()
    read_words.cache_clear()
    yield (tmp_path / "words.toml").write_text
    read_entries.cache_clear()
    read_words.cache_clear()


@pytest.mark.parametrize(("toml", "message"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_entry_is_refused_by_file_id_and_reason(write_catalogue, toml, message):
    write_catalogue(toml, encoding="utf-8")
    required = ("id",) if "entry 1" in message or " : " in message else ("id", "name", "factor")
    with pytest.raises(CatalogueError, match=message):
        read_entries("words", "unit", required)


@pytest.mark.parametrize(("toml", "message"), BAD_WORDS.values(), ids=BAD_WORDS)
def test_a_bad_word_list_is_refused_by_file_table_and_reason(write_catalogue, toml, message):
    write_catalogue(toml, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        read_words("words", "bounds")


@pytest.mark.usefixtures("write_catalogue")
@pytest.mark.parametrize("read", [read_entries, read_words])
def test_a_missing_file_is_named(read):
    with pytest.raises(CatalogueError, match=r"^words\.toml: .*restore it"):
        read("words", "unit")


def test_entries_come_in_file_order_and_cannot_be_changed(write_catalogue):
    write_catalogue('[[unit]]\nid = "ton"\nname = "吨"\n[[unit]]\nid = "mu"\nname = "亩"\n', encoding="utf-8")
    entries = read_entries("words", "unit", ("id", "name"))
    assert [dict(entry) for entry in entries] == [{"id": "ton", "name": "吨"}, {"id": "mu", "name": "亩"}]
    with pytest.raises(TypeError):
        entries[0]["name"] = "斤"


def test_words_come_as_tuples_and_cannot_be_changed(write_catalogue):
    write_catalogue('[bounds]\nabout = ["约", "近"]\nover = ["超"]\n', encoding="utf-8")
    words = read_words("words", "bounds")
    assert dict(words) == {"about": ("约", "近"), "over": ("超",)}
    with pytest.raises(TypeError):
        words["about"] = ()
