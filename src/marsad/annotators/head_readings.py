"""Head readings: which frames one word can evoke by its form, and what the words beside it leave of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad import lexicons
from marsad.annotators.clauses import Clauses
from marsad.annotators.frames import FrameTable, Reading
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, BEH, CONJUNCTIONS, PREPOSITIONS, SEEN, YEH, Words


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of function words of the lexicon `events`, folded."""
    return frozenset(fold(word) for word in lexicons.load("events")["grammar"][name])


class HeadReadings:
    """Readings of the words of one text as heads of triggers."""

    def __init__(self, words: Words, clauses: Clauses, table: FrameTable) -> None:
        self.words, self.clauses, self.table = words, clauses, table

    def at(self, k: int) -> tuple[list[Reading], str | None]:
        """Readings of word `k`, and the suffix that was taken off to find them."""
        norm, bare, heads = self.words.norms[k], self.clauses.bare[k], self.table.heads
        plain = heads.get(norm)
        if plain:
            return self._fitting(k, plain, None), None
        if bare != norm:
            nominal = [r for r in heads.get(bare, ()) if r.pos != "verb"]
            return [r for r in nominal if r.pos != "masdar" or r.gender != "f" or not self._is_adjective(k)], None
        found = self._suffixed(k, norm)
        unsplit = norm[1:3] == ARTICLE or norm not in lexicons.known_words()
        if unsplit and not found[0] and len(norm) > 4 and norm[0] in CONJUNCTIONS | PREPOSITIONS:
            plain = [r for r in heads.get(norm[1:], ()) if r.pos != "verb" or norm[0] in CONJUNCTIONS]
            return (plain, None) if plain or norm[0] not in CONJUNCTIONS else self._suffixed(k, norm[1:])
        return found

    def _suffixed(self, k: int, norm: str) -> tuple[list[Reading], str | None]:
        for stem, suffix in strip_enclitics(norm):
            held = [r for r in self.table.heads.get(stem, ()) if self._takes(r, suffix)]
            if held:
                return self._fitting(k, held, suffix), suffix
        return [], None

    def _fitting(self, k: int, readings: Sequence[Reading], suffix: str | None) -> list[Reading]:
        """The readings that the words before allow: no verb after a preposition, verbs after verbal particles."""
        before = self.words.norms[k - 1] if k else ""
        clitic = bool(k) and self.words.clitic[k - 1]
        if clitic and before == SEEN:
            return [r for r in readings if r.pos == "verb" and r.tense == "imperfect"]
        if before not in word_list("first_person"):
            readings = [r for r in readings if r.person != 1 or r.tense == "perfect"]
        nominal = [r for r in readings if r.pos != "verb"]
        if nominal and len(nominal) < len(readings):
            noun_first = (clitic and before in PREPOSITIONS) or before in word_list("noun_before")
            if noun_first or (suffix is None and self._adjective_after(k)):
                return nominal
            if before in word_list("verb_before"):
                return [r for r in readings if r.pos == "verb"]
        elif clitic and before in PREPOSITIONS and not nominal:
            return [r for r in readings if r.tense == "imperfect"] if before != BEH else []
        return list(readings)

    def _is_adjective(self, k: int) -> bool:
        """A definite word right after a definite noun: of the letters of both, the participle rather than the noun of action."""
        before = self.words.norms[k - 1] if k else ""
        return before.startswith(ARTICLE) and before != self.clauses.bare[k - 1]

    def _adjective_after(self, k: int) -> bool:
        if k + 1 >= len(self.words) or self.words.kinds[k + 1] != "a":
            return False
        return self.words.norms[k + 1] in word_list("adjectives")

    def _takes(self, reading: Reading, suffix: str) -> bool:
        """Whether a form takes a suffix: yeh alone is rather an adjective, dual verbs with one have the letters of plurals."""
        if reading.pos != "verb":
            return suffix != YEH
        return suffix != YEH and reading.number != "du" and not self.table.frames[reading.frame].no_enclitic
