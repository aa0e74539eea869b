"""The words of the interface: each is said in both languages, with the same slots."""

from string import Formatter

import pytest

from metrics.catalogue import read_entries
from metrics.show.words import ENGLISH, label, say, speak, speaking, spoken

TEXTS = read_entries("interface", "text", ("id", "text"))
CHINESE_FOR_ALL = {"readme_zh", "readme_en", "printed_in", "printed", "by", "citation"}  # files, and what an editor pastes


def slots(text):
    return {name.partition(":")[0] for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["id"])
def test_every_sentence_is_said_in_english_too(entry):
    assert ("en" in entry) != (entry["id"] in CHINESE_FOR_ALL)


@pytest.mark.parametrize("entry", [entry for entry in TEXTS if "en" in entry], ids=lambda entry: entry["id"])
def test_a_sentence_drops_no_fact_in_english(entry):
    free = {"m", "y", "d", "month"}  # a day names its month in words or in digits
    assert slots(entry["en"]) - free == slots(entry["text"]) - free or entry["id"].startswith("claim_")


def test_a_language_holds_until_its_block_ends():
    with speaking(ENGLISH):
        assert (say("copy"), label("measure", "growth")) == ("Copy", "Growth")
    assert (say("copy"), spoken()) == ("复制", "zh")


def test_a_language_nobody_speaks_is_chinese():
    with speaking(ENGLISH):
        speak("fr")
        assert spoken() == "zh"
