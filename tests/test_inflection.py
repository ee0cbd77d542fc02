"""Inflection: the forms that lexicons rely on, one verb or noun of each class; the words stand in data/inflection.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.conjugation import inflect_verb
from marsad.text.folding import fold
from marsad.text.inflection import Form, inflect_noun, inflect_phrase, strip_enclitics

DATA = yaml.safe_load((Path(__file__).parent / "data" / "inflection.yml").read_text(encoding="utf-8"))
LETTERS = "".join(chr(code) for code in range(0x621, 0x64B) if code not in range(0x63B, 0x641))


def conjugate(row: dict[str, Any]) -> list[Form]:
    return inflect_verb(row["lemma"], form=row["form"], vowels=row.get("vowels"))


@pytest.mark.parametrize("row", DATA["verbs"], ids=lambda row: f"{row['lemma']}-{row['form']}")
def test_verbs(row: dict[str, Any]) -> None:
    texts = {form.text for form in conjugate(row)}
    assert set(row["forms"]) - texts == set()
    assert set(row.get("never", ())) & texts == set()
    assert all(fold(text) == text for text in texts)


@pytest.mark.parametrize("row", DATA["readings"], ids=lambda row: row["text"])
def test_a_form_carries_its_readings(row: dict[str, Any]) -> None:
    found = [[f.tense, f.voice, f.person, f.gender, f.number] for f in conjugate(row) if f.text == row["text"]]
    for reading in row["readings"]:
        assert reading in found


def test_forms_are_given_once() -> None:
    for row in DATA["verbs"]:
        forms = conjugate(row)
        assert len(forms) == len(set(forms))


@pytest.mark.parametrize("row", DATA["nouns"], ids=lambda row: row["singular"])
def test_nouns(row: dict[str, Any]) -> None:
    forms = inflect_noun(
        row["singular"], plurals=row.get("plurals", ()), feminine=row.get("feminine"), pos=row.get("pos", "noun")
    )
    texts = {form.text for form in forms}
    assert set(row["forms"]) - texts == set()
    assert set(row.get("never", ())) & texts == set()
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("row", DATA["phrases"], ids=lambda row: " ".join(row["words"]))
def test_phrases_agree(row: dict[str, Any]) -> None:
    forms = inflect_phrase(
        row["words"], plurals=row.get("plurals", ()), human=row.get("human", False), idafa=row.get("idafa", False)
    )
    texts = {" ".join(words) for words, _ in forms}
    assert set(row["forms"]) - texts == set()
    assert set(row.get("never", ())) & texts == set()


@pytest.mark.parametrize("row", DATA["enclitics"], ids=lambda row: row["word"])
def test_enclitics_come_off(row: dict[str, Any]) -> None:
    assert (fold(row["stem"]), row["suffix"]) in strip_enclitics(fold(row["word"]))


@settings(deadline=None, derandomize=True)
@given(st.text(LETTERS, max_size=12))
def test_stripping_any_word_shortens_it(word: str) -> None:
    norm = fold(word)
    for stem, suffix in strip_enclitics(norm):
        assert len(stem) >= 2
        assert len(stem) <= len(norm)
        assert norm.endswith(suffix)


@settings(deadline=None, derandomize=True)
@given(st.text(LETTERS, min_size=3, max_size=6), st.sampled_from(("I", "II", "III", "IV", "V", "VIII", "X", "QI")))
def test_any_letters_inflect_or_are_refused(word: str, form: str) -> None:
    try:
        forms = inflect_verb(word, form=form)
    except ValueError:
        return
    assert all(f.text and f.text == fold(f.text) for f in forms)


def test_what_is_no_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a verb form"):
        inflect_verb("abc", form="XI")
    with pytest.raises(ValueError, match="at least two letters"):
        inflect_verb("", form="I")
    with pytest.raises(ValueError, match="expected vowels"):
        inflect_verb(DATA["verbs"][0]["lemma"], form="I", vowels="o~u")
