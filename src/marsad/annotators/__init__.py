"""The annotators: one file a layer, each a registered spaCy factory that states what it requires and what it assigns."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from marsad.lexicons import (
    is_general,
    is_general_form,
    is_general_noun,
    is_general_verb,
    is_general_word,
    is_particle,
    known_words,
    load,
)
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.sentences import find_sentences
from marsad.text.tokens import ARTICLE, CONJUNCTIONS, LAM, NOON, PREPOSITIONS, PROCLITICS, MarsadTokenizer, WordSplitter

_CACHED = 100_000
EXTENSIONS = ("report", "published", "numbers", "times", "places", "actors", "persons", "statements", "events")
for extension in EXTENSIONS:
    Doc.set_extension(extension, default=None, force=True)


@cache
def splitter() -> WordSplitter:
    """The word splitter over the vocabulary of the lexicons and the gazetteer."""
    words = known_words()
    in_gazetteer = import_module("marsad.lexicons.gazetteer").shared().has_word

    @lru_cache(maxsize=200_000)
    def is_known(norm: str) -> bool:
        if norm in words or is_general_word(norm):
            return True
        if norm[0] in CONJUNCTIONS and is_particle(norm[1:]):
            return False
        feminine = norm[0] in PREPOSITIONS and norm.endswith(NOON) and is_general_verb(norm)
        if feminine and in_gazetteer(norm[1:]) and not in_gazetteer(norm):
            return False  # "in Aden", and no plural of women that went away
        if norm.startswith(ARTICLE) and len(norm) > 3 and norm[2:] in words:
            return True
        if is_general(norm):
            return True
        if any(is_general_noun(stem) or (len(stem) > 2 and stem in words) for stem, _ in strip_enclitics(norm)) and not (
            _begins_with_proclitic(norm)
        ):
            return True
        if norm.startswith(LAM + LAM) or (norm[0] in PROCLITICS and norm.startswith(ARTICLE, 1)):
            return False  # a word inside a name of the gazetteer, with its proclitic
        return len(norm) > 2 and in_gazetteer(norm)

    def is_verb(norm: str) -> bool:
        """Short forms only: a longer one may be a verbal noun that no lexicon lists."""
        return len(norm) < 4 and norm[0] == ARTICLE[0] and norm not in words and is_general_verb(norm)

    run_on = tuple(load("places")["run_on"])
    return WordSplitter(is_known, is_verb=is_verb, run_on=run_on, says=_plain_speech().__contains__, is_noun=_governed)


def _governed(norm: str) -> bool:
    """Whether a folded word may stand behind a preposition: a noun, a place, a word with a suffix; no name of a person alone."""
    found = known_words().get(norm)
    if found is not None and found[1] != "VERB":
        return True
    return is_general_noun(norm) or any(
        len(stem) > 3 and (is_general_noun(stem) or stem in known_words()) for stem, _ in strip_enclitics(norm)
    )


@cache
def _plain_speech() -> frozenset[str]:
    """Verbs of saying, folded, behind which no preposition stands but the subject."""
    return frozenset(map(fold, load("statements")["grammar"]["plain_speech"]))


def _begins_with_proclitic(norm: str) -> bool:
    """True where a word with a suffix is rather a proclitic and a word: what follows its first letter is known as it stands."""
    words, rest = known_words(), norm[1:]
    if any(stem in words and words[stem][1] != "VERB" for stem, _ in strip_enclitics(norm)):
        return False
    if norm[0] in PREPOSITIONS:
        return rest in words or is_general(rest)
    return norm[0] in CONJUNCTIONS and (rest in words or is_general_form(rest))


@lru_cache(maxsize=_CACHED)
def describe(norm: str) -> tuple[str, str, str] | None:
    """Lemma, part of speech and features of a folded form, or None where the lexicons do not hold it."""
    found = known_words().get(norm)
    return (found[0], found[1], found[2]) if found is not None else None


def prepare(nlp: Language) -> None:
    """Give the pipeline our tokenizer, if it has another one."""
    if not isinstance(nlp.tokenizer, MarsadTokenizer):
        nlp.tokenizer = MarsadTokenizer(nlp.vocab, splitter(), find_sentences=find_sentences, describe=describe)
