"""The text as the layer of statements sees it: sentences, quotations, mentions and sayings by word, and the grammar words.

Indices are word indices, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.sayings import Saying, find_sayings
from marsad.lexicons import is_general_verb, known_words
from marsad.text.folding import fold
from marsad.text.forms import bare_of
from marsad.text.inflection import inflect_noun, strip_enclitics
from marsad.text.sentences import Quote, find_quotes, find_sentences
from marsad.text.tokens import ALEF, ARTICLE, CONJUNCTIONS, Words
from marsad.text.tries import Trie

COMMAS = frozenset(("\u060c", ",", "\u061b", ";"))
STOPS = frozenset((".", "!", "?", "\u061f", "\u2026"))
DASHES = frozenset(("-", "\u2013", "\u2014", "\u0640"))
COLON = ":"
LONGEST_NAME = 7  # words of a name in quotation marks
LONGEST_SENTENCE = 600
_PHRASES = ("shifts", "breaks", "comments", "voices", "backs", "relays", "circumstances")


class Mention(Protocol):
    """A mention of another layer, by words."""

    @property
    def i(self) -> int: ...

    @property
    def j(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar words of `statements.yml` and `sources.yml`, folded; nouns without the article."""

    sets: dict[str, frozenset[str]]
    shifts: Trie[bool]
    breaks: Trie[bool]
    comments: Trie[bool]
    voices: Trie[bool]
    backs: Trie[bool]
    relays: Trie[bool]
    circumstances: Trie[bool]
    media: frozenset[str]


@cache
def grammar() -> Grammar:
    """The grammar words, read once."""
    data = lexicons.load("statements")["grammar"]
    sets = {key: frozenset(map(fold, value)) for key, value in data.items() if isinstance(value, list)}
    openers = data["openers"]
    parts = ("auxiliaries", "prefixed", "that", "prepositions", "relatives", "negations", "particles")
    sets["function_words"] = frozenset(w for part in parts for w in sets[part] if len(w) > 1)
    sets["opener_words"] = frozenset(map(fold, openers["words"]))
    sets["openers"] = frozenset(map(fold, openers["nouns"]))
    sources = lexicons.load("sources")
    for key, nouns in (("persons", [*data["persons"], *sources["legend"]["heads"]]), ("org_heads", data["org_heads"])):
        sets[key] = frozenset(
            {bare_of(fold(noun)) for noun in nouns} | {bare_of(form.text) for noun in nouns for form in inflect_noun(noun)}
        )
    media = frozenset(bare_of(fold(form).split()[0]) for form in _media_forms(sources["entries"]))
    tries = {key: phrase_trie(data[key]) for key in _PHRASES}
    return Grammar(sets=sets, media=media, **tries)


def _media_forms(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        if entry["kind"] == "medium":
            yield from entry["forms"]
            yield from entry.get("plural", ())


def phrase_trie(phrases: Iterable[str]) -> Trie[bool]:
    """Phrases as they are written and as the tokenizer splits them."""
    trie: Trie[bool] = Trie()
    for phrase in phrases:
        words = fold(phrase).split()
        trie.add(words, True)
        trie.add([piece for word in words for piece in splitter().split(word)], True)
    return trie


@lru_cache(maxsize=1 << 15)
def is_noun_of(kind: str, norm: str) -> bool:
    """Whether a folded word, without article, number ending or possessive suffix, is among the grammar words of a kind."""
    words = grammar().sets[kind]
    plain = bare_of(norm)
    if plain in words:
        return True
    return any(stem in words for stem, _ in strip_enclitics(norm))


@lru_cache(maxsize=1 << 15)
def is_verb(norm: str) -> bool:
    """Whether a folded word is a verb form of the lexicons or of the general vocabulary."""
    found = known_words().get(norm)
    return found[1] == "VERB" if found is not None and found[1] else is_general_verb(norm)


class Speech:
    """A text with everything that the layer looks up by word."""

    def __init__(
        self, words: Words, persons: Sequence[Any], actors: Sequence[Any], places: Sequence[Any], times: Sequence[Any]
    ) -> None:
        self.grammar, self.article = grammar(), ARTICLE
        self.sets = self.grammar.sets
        self.words, self.kinds, self.n = words, words.kinds, len(words)
        self.norms = tuple(_without_and(norm, self.sets["function_words"]) for norm in words.norms)
        self._sentences = list(_bounded(words, words.sentences or find_sentences(words)))
        self._begins = [i for i, _ in self._sentences]
        self.quotes = find_quotes(words)
        self._within = _innermost(self.quotes, self.n)
        self.open_at: dict[int, Quote] = {q.open: q for q in self.quotes}
        self.close_at: dict[int, Quote] = {q.close: q for q in self.quotes}
        self.person_at = _by_begin(persons)
        self.actor_at = _by_begin(actors)
        self.place_at = _by_begin(places)
        self.time_at = _by_begin(times)
        self.persons, self.actors = persons, actors
        self.verbs = frozenset(k for k, norm in enumerate(self.norms) if words.kinds[k] == "a" and is_verb(norm))
        self.saying_at: dict[int, list[Saying]] = {}
        for saying in find_sayings(words):
            self.saying_at.setdefault(saying.i, []).append(saying)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """All sentences, in order."""
        return self._sentences

    def sentence(self, k: int) -> tuple[int, int]:
        """The sentence of word `k`."""
        return self._sentences[max(bisect_right(self._begins, k) - 1, 0)]

    def quote_around(self, k: int) -> Quote | None:
        """The innermost quotation that holds word `k` between its marks."""
        return self._within[k]

    def level(self, i: int, j: int) -> Quote | None:
        """The innermost quotation that holds all of words `i` to `j - 1`."""
        quote = self._within[i]
        while quote is not None and j > quote.j:
            quote = self._within[quote.open]
        return quote

    def mention_at(self, k: int) -> Any:
        """The person, else the actor, that is mentioned from word `k` on."""
        return self.person_at.get(k) or self.actor_at.get(k)

    def is_that(self, k: int) -> bool:
        """Whether word `k` is a complementizer that opens a content."""
        if self.norms[k] not in self.sets["that"]:
            return False
        return k == 0 or self.norms[k - 1] not in self.sets["no_that_after"]

    def is_time(self, k: int) -> bool:
        """Whether an expression of time, or a word of one, stands at word `k`."""
        if k in self.time_at or (self.kinds[k] == "a" and self.norms[k] in self.sets["time"]):
            return True
        return self.kinds[k] == "d" and k + 1 < self.n and self.kinds[k + 1] == "a" and self.norms[k + 1] in self.sets["time"]

    def is_opener(self, k: int) -> bool:
        """Whether word `k` may open a content that is a noun phrase."""
        if self.kinds[k] == "d":
            return True
        norm = self.norms[k]
        return self.kinds[k] == "a" and (norm in self.sets["opener_words"] or is_noun_of("openers", norm))

    def is_medium(self, k: int) -> bool:
        """Whether word `k` is the noun of a medium: statement, agency, post, interview."""
        return self.kinds[k] == "a" and _is_media(self.norms[k])

    def has_finite_saying(self, k: int) -> bool:
        """Whether a finite verb of reporting stands at word `k` that can be nothing else."""
        return any(s.shape in ("perfect", "imperfect") and not s.entry.guarded for s in self.saying_at.get(k, ()))


def _bounded(words: Words, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, those beyond all measure cut at a comma or a line break, so that the cost of a text stays linear."""
    for begin, end in sentences:
        a = begin
        while end - a > LONGEST_SENTENCE:
            stop = a + LONGEST_SENTENCE
            middle = a + LONGEST_SENTENCE * 2 // 3
            c = next((k + 1 for k in range(middle, stop) if words.norms[k] in COMMAS or words.kinds[k] == "n"), stop)
            yield a, c
            a = c
        yield a, end


def _innermost(quotes: Sequence[Quote], n: int) -> list[Quote | None]:
    """The innermost quotation around each word. Quotations are nested and sorted by their opening marks."""
    within: list[Quote | None] = [None] * n
    stack: list[Quote] = []
    ahead = iter(quotes)
    following = next(ahead, None)
    for k in range(n):
        while stack and k >= stack[-1].j:
            stack.pop()
        within[k] = stack[-1] if stack else None
        while following is not None and following.open <= k:
            stack.append(following)
            following = next(ahead, None)
    return within


@lru_cache(maxsize=1 << 14)
def _is_media(norm: str) -> bool:
    media = grammar().media
    plain = bare_of(norm)
    return (
        plain in media
        or (plain.endswith(ALEF) and plain[:-1] in media)
        or any(len(stem) > 3 and stem in media for stem, _ in strip_enclitics(norm))
    )


def _without_and(norm: str, function_words: frozenset[str]) -> str:
    """A function word without the conjunction that the tokenizer left on it."""
    return norm[1:] if norm[0] in CONJUNCTIONS and norm[1:] in function_words else norm


def _by_begin(mentions: Iterable[Any]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for mention in mentions:
        if mention.i not in found or mention.j > found[mention.i].j:
            found[mention.i] = mention
    return found
