"""Keys of place names: the folded words under which the gazetteer knows a name, and its regular other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from marsad.lexicons import read_yaml
from marsad.text.folding import fold

_WORD = re.compile(r"[^\W\d_]+|\d+")
# Standard Arabic letters only: names in Persian, Urdu, Kurdish, Uyghur … spelling carry letters outside.
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a\u064b-\u0652\u0660-\u06690-9 \-]+")


def key_of(name: str) -> tuple[str, ...]:
    """Folded words of a name: the form in which names are stored and looked up."""
    return tuple(_WORD.findall(fold(name)))


def keys_of(name: str, *, joined: bool = False) -> Iterator[tuple[str, ...]]:
    """Key of a name and of its regular other spellings: compound first names and, with `joined`, two words written as one."""
    key = key_of(name)
    if not key or (len(key) > 1 and any(len(part) == 1 and part > "z" for part in key)):
        return  # a single Arabic letter would be read out of any clitic
    yield key
    servant, father, fathers = _name_words()
    for k, word in enumerate(key[:-1]):
        if word == servant:
            yield (*key[:k], word + key[k + 1], *key[k + 2 :])
    if key[0] == father and len(key) > 1:
        yield (fathers, *key[1:])
    if len(key) == 2 and (joined or key[0] in (father, fathers)) and len(key[0] + key[1]) > 5 and not key[1].isdigit():
        yield (key[0] + key[1],)


@cache
def words_file() -> dict[str, Any]:
    """The cue words of places, where the builder needs them: read from the YAML, so that no compiled lexicon is needed."""
    data: dict[str, Any] = read_yaml("places")
    return data


@cache
def verb_letters() -> str:
    """Letters that begin verbs of the present: a short name in them would be read after the future particle."""
    return fold("".join(words_file()["verb_letters"]))


@cache
def _swaps() -> dict[str, list[str]]:
    """Nouns of facilities that outlets put for one another."""
    classes = [[fold(word) for word in words] for words in words_file()["swaps"]]
    return {word: [w for words in classes if word in words for w in words if w != word] for words in classes for word in words}


def swapped_of(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Keys of a facility with its noun changed for the others of its class."""
    for noun in _swaps().get(key[0], ()) if len(key) > 1 else ():
        yield (noun, *key[1:])


@cache
def _name_words() -> tuple[str, str, str]:
    """The words of compound names, from `places.yml`: servant (of), father (of) and its other case."""
    servant, father, fathers = map(fold, words_file()["name_words"])
    return servant, father, fathers


def is_arabic(name: str) -> bool:
    """Whether a name is written in the letters of Arabic alone."""
    return _ARABIC.fullmatch(unicodedata.normalize("NFC", name)) is not None
