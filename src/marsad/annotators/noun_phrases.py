"""Noun phrases of speakers: where the phrase that names a speaker ends, and which adverbs stand between cue and content.

Reads forward over words without a parse: heads, articles and adjectives tell where a phrase is complete. Mentions of persons and
actors are taken whole. Indices are word indices, half-open.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.annotators.speech import COLON, COMMAS, DASHES, LONGEST_NAME, STOPS, Speech, bare, is_noun_of
from marsad.text.forms import ALEF, HEH, LAM, MEEM, NOON, TEH, WAW, YEH
from marsad.lexicons import known_words
from marsad.text.tokens import ARTICLE, BEH, CONJUNCTIONS

MOST_NAMES = 4
_NISBA = (YEH, YEH + HEH, YEH + YEH + NOON, YEH + WAW + NOON, YEH + ALEF + TEH)
_AND = WAW
_JOINED = frozenset((BEH, LAM))
_LONGEST_BRACKET = 12


def is_adjective(speech: Speech, k: int) -> bool:
    """Whether a word looks like an adjective: of relation, or among those of sources."""
    plain = bare(speech.norms[k])
    if plain in speech.sets["adjectives"]:
        return True
    if len(plain) <= 3 or is_noun_of("openers", plain) or is_noun_of("persons", plain):
        return False
    return plain.endswith(_NISBA) or is_participial(speech, k)


def is_participial(speech: Speech, k: int) -> bool:
    """Whether a definite word looks like a participle used as an adjective: linked, supported, loyal to."""
    plain = bare(speech.norms[k])
    if not speech.norms[k].startswith(ARTICLE) or not plain.startswith(MEEM) or len(plain) < 5 or speech.mention_at(k) is not None:
        return False
    return not (is_noun_of("openers", plain) or is_noun_of("persons", plain) or is_noun_of("org_heads", plain) or plain in speech.sets["place_heads"])


def preposition_at(speech: Speech, t: int) -> tuple[str, int, int | None] | None:
    """The preposition at word `t`, the word that it governs, and the code point where that begins if both are one word."""
    norm = speech.norms[t]
    if norm in speech.sets["prepositions"]:
        return norm, t + 1, None
    if norm[0] == BEH and len(norm) == 3 and norm[1:] in speech.sets["openers"]:
        return BEH, t, speech.words.starts[t] + 1
    if norm[0] in _JOINED and len(norm) > 4 and speech.kinds[t] == "a" and t not in speech.person_at and t not in speech.actor_at:
        if is_noun_of("openers", norm[1:]) or (norm[0] == BEH and _is_fused(norm)):
            return norm[0], t, speech.words.starts[t] + 1
    return None


@lru_cache(maxsize=1 << 14)
def _is_fused(norm: str) -> bool:
    """Whether a word that begins with a preposition's letter is no word of its own, but a preposition with its noun."""
    known = known_words()
    found = known.get(norm)
    if found is None:
        return True
    return not found[1] and norm[1:] in known


def read_phrase(speech: Speech, t: int, limit: int, *, stops: frozenset[str] = frozenset()) -> int:
    """End of the noun phrase that begins at word `t`; `t` itself where none begins. `stops`: prepositions that open a content."""
    return _Reader(speech, t, limit, stops).read()


class _Reader:
    """Reads one phrase. `complete`: a definite word or a name has closed it; `person`: its head is a title or a person."""

    def __init__(self, speech: Speech, t: int, limit: int, stops: frozenset[str]) -> None:
        self.speech, self.t, self.limit, self.stops = speech, t, limit, stops
        self.complete = self.person = self.closed = self.follows_body = False
        self.names = 0
        self.head = t

    def read(self) -> int:
        e = self._read_head(self.t)
        if e == self.t:
            return e
        while e < self.limit:
            step = self._step(e)
            if step == e:
                break
            e = step
        return e

    def _read_head(self, e: int) -> int:
        """End of the first member: a mention, a name in quotation marks or after a hash, or one word."""
        speech, kinds = self.speech, self.speech.kinds
        if e >= self.limit:
            return e
        mention = speech.mention_at(e)
        if mention is not None:
            self.complete, self.person = True, e in speech.person_at or self._is_person(e)
            self.closed = e in speech.person_at and bool(speech.person_at[e].name)
            self.names = 2 if e in speech.person_at and not self.closed else 0
            self.follows_body = not self.closed and is_noun_of("org_heads", speech.norms[e])
            plural = speech.norms[mention.j - 1].endswith((WAW + NOON, YEH + NOON))
            if getattr(mention, "head", None) in ("people", "body") and not plural and not any(n.startswith(ARTICLE) for n in speech.norms[e : mention.j]):
                self.complete = False
            return self._until_stop(e, int(mention.j))
        if kinds[e] == "p":
            return self._read_mark(e, first=True)
        if kinds[e] == "l":
            self.complete = True
            return e + 1
        if kinds[e] != "a" or speech.words.clitic[e] or speech.is_that(e) or speech.norms[e] in speech.sets["prepositions"]:
            return e
        self.head = e
        self.person = self._is_person(e)
        possessed = speech.norms[e] not in speech.sets["persons"] and not speech.norms[e].startswith(ARTICLE)
        if self.person and (speech.norms[e].endswith(WAW + NOON) or possessed):
            self.complete = True
            return e + 1
        plain = not self.person and not speech.is_medium(e) and not is_noun_of("org_heads", speech.norms[e])
        before_body = e + 1 in speech.actor_at and speech.norms[e + 1].startswith(ARTICLE) and bare(speech.norms[e]) not in speech.sets["place_heads"]
        named = plain and (speech.norms[e] not in known_words() or before_body)
        self.person = self.person or named
        self.complete = named or speech.norms[e].startswith(ARTICLE) or (not self.person and not is_noun_of("org_heads", speech.norms[e]) and e in speech.place_at)
        return e + 1

    def _until_stop(self, i: int, j: int) -> int:
        """`j`, or the first preposition before it that opens a content, or the first noun of an act in a person without a name."""
        if i not in self.speech.person_at:
            return min(j, self.limit)
        for k in range(i + 1, min(j, self.limit)):
            norm = self.speech.norms[k]
            if k > i + 1 and norm.startswith(ARTICLE) and is_noun_of("rumours", norm):
                return k
            if norm == LAM and k + 1 in self.speech.open_at:
                return k
            if norm in self.stops and norm not in self.speech.sets["inner_prepositions"] and norm != BEH:
                return k
        return min(j, self.limit)

    def _is_person(self, k: int) -> bool:
        return is_noun_of("persons", self.speech.norms[k])

    def _read_mark(self, e: int, *, first: bool = False) -> int:
        """End of a name in quotation marks, of a hash with its words, of a bracket; `e` where the mark ends the phrase."""
        speech, norms = self.speech, self.speech.norms
        quote = speech.open_at.get(e)
        if quote is not None and quote.close < self.limit:
            short = quote.j - quote.i <= LONGEST_NAME and (first or not speech.is_medium(quote.i) or self._takes_name(e - 1)) and not any(speech.has_finite_saying(k) for k in range(quote.i, quote.j))
            headed = first or not self.complete or self._takes_name(e - 1) or (self.person and self._is_person(e - 1))
            if short and headed and not speech.is_opener(quote.i):
                self.complete = True
                return quote.close + 1
            return e
        if norms[e] == "#":
            end = e + 2
            while end + 1 < self.limit and norms[end] == "_":
                end += 2
            self.complete = True
            return min(end, self.limit)
        if norms[e] == "(" and not first:
            for close in range(e + 1, min(e + _LONGEST_BRACKET, self.limit)):
                if norms[close] == ")":
                    return close + 1
        if norms[e] in ("/", "_") and not first:
            return e + 1
        return e

    def _takes_name(self, k: int) -> bool:
        norm = self.speech.norms[k]
        return bare(norm) in self.speech.sets["name_heads"] or (not norm.startswith(ARTICLE) and is_noun_of("org_heads", norm))

    def _step(self, e: int) -> int:
        """End of the next member of the phrase, or `e`."""
        speech, norm = self.speech, self.speech.norms[e]
        kind = speech.kinds[e]
        if kind == "p":
            return self._read_mark(e)
        if kind not in "al" or speech.is_that(e) or speech.has_finite_saying(e):
            return e
        if norm in speech.sets["light"] or (speech.words.clitic[e] and norm in CONJUNCTIONS and norm != _AND):
            return e
        if norm in speech.sets["prepositions"]:
            return self._step_preposition(e)
        if BEH in self.stops and norm[0] == BEH and preposition_at(speech, e) is not None:
            return e
        if norm == _AND and speech.words.clitic[e]:
            return self._step_and(e)
        if e in speech.place_at and e - 1 < self.limit and self.follows_body and speech.place_at[e].j <= self.limit:
            self.follows_body = False
            return int(speech.place_at[e].j)
        if speech.is_time(e) and not (self.complete is False and norm.startswith(ARTICLE)):
            return e
        mention = speech.mention_at(e)
        if mention is not None and (not self.complete or (self.person and e in speech.person_at)) and mention.j <= self.limit:
            self.complete = True
            return self._until_stop(e, int(mention.j))
        if norm.startswith(ARTICLE) and len(norm) > 3:
            return self._step_definite(e)
        return self._step_bare(e)

    def _step_definite(self, e: int) -> int:
        if not self.complete:
            if e - 1 > self.head and is_adjective(self.speech, e - 1):
                return e
            self.complete = True
            return e + 1
        if is_adjective(self.speech, e) or (self.names and self.t not in self.speech.person_at) or (self.person and self._is_person(e)):
            self.names += bool(self.names)
            return e + 1 if self.names <= MOST_NAMES else e
        return e

    def _step_bare(self, e: int) -> int:
        speech = self.speech
        if speech.is_opener(e):
            follows_head = not self.complete and e == self.head + 1 and (self._is_person(self.head) or is_noun_of("org_heads", speech.norms[self.head]))
            return e + 1 if follows_head and not self._is_indefinite_source(e) else e
        if not self.complete:
            return e if e - 1 > self.head and is_adjective(speech, e - 1) and not is_adjective(speech, e) and self.person else e + 1
        if self.person and speech.norms[self.head].endswith(WAW + NOON):
            return e + 1 if e == self.head + 1 and is_adjective(speech, e) else e
        if self.closed:
            return e
        if self.head == self.t and self.t in speech.person_at and speech.norms[e] in known_words():
            return e
        if self.person and not is_noun_of("org_heads", speech.norms[e]) and self.names < MOST_NAMES:
            self.names += 1
            return e + 1
        return e

    def _is_indefinite_source(self, e: int) -> bool:
        """Whether the head before is a source that stands alone (sources, activists), so that an object may follow."""
        norm = self.speech.norms[self.head]
        return norm.endswith((WAW + NOON, YEH + NOON)) or norm in self.speech.sets["lone_sources"]

    def _step_preposition(self, e: int) -> int:
        """A complement inside the phrase: in a place or body, of a body, in the name of a body."""
        speech, norm, after = self.speech, self.speech.norms[e], e + 1
        if after >= self.limit or speech.is_time(after) or speech.is_medium(after) and norm != LAM:
            return e
        if norm in speech.sets["name_prepositions"]:
            return self._nested(after)
        if speech.kinds[after] not in "al#p" and after not in speech.open_at:
            return e
        next_norm = speech.norms[after]
        placed = after in speech.place_at or speech.mention_at(after) is not None or is_noun_of("org_heads", next_norm)
        placed = placed or bare(next_norm) in speech.sets["place_heads"] or speech.kinds[after] == "p" and speech.norms[after] == "#"
        if norm in self.stops and (norm != BEH or not self.person) and norm not in speech.sets["inner_prepositions"]:
            return e
        if e - 1 > self.t and bare(speech.norms[e - 1]) in speech.sets["linked"]:
            return self._nested(after)
        if norm == BEH:
            return self._nested(after) if placed and self.person and not (speech.is_opener(after) and after not in speech.place_at) else e
        if norm == LAM:
            media = after in speech.open_at or speech.is_medium(after) or speech.norms[after] == "("
            outlet = getattr(speech.actor_at.get(after), "kind", None) == "outlet"
            construct = after + 1 < self.limit and speech.norms[after + 1].startswith(ARTICLE) and (self.complete or self.person)
            return e if media or outlet or not (placed or next_norm.startswith(ARTICLE) or construct) else self._nested(after)
        if norm in speech.sets["place_prepositions"]:
            definite = next_norm.startswith(ARTICLE) and not speech.is_opener(after)
            return self._nested(after) if placed or definite or self.person and not speech.is_opener(after) else e
        return e

    def _nested(self, after: int) -> int:
        inner = _Reader(self.speech, after, self.limit, self.stops)
        end = inner.read()
        if end > after:
            self.complete = True
            return end
        return after - 1

    def _step_and(self, e: int) -> int:
        """A second speaker or office joined by "and"."""
        speech, after = self.speech, e + 1
        if after >= self.limit:
            return e
        joins = speech.mention_at(after) is not None or (
            (self._is_person(after) or is_noun_of("org_heads", speech.norms[after])) and not speech.is_opener(after) and not speech.saying_at.get(after)
        )
        return self._nested(after) if joins else e


def skip_adverbs(speech: Speech, t: int, limit: int, *, complements: frozenset[str] = frozenset()) -> int:
    """First word from `t` on that belongs to no adverb, apposition or aside between a cue and its content."""
    while t < limit:
        step = _skip_one(speech, t, limit, complements)
        if step == t:
            return t
        t = step
    return t


def _skip_one(speech: Speech, t: int, limit: int, complements: frozenset[str]) -> int:
    norms, kinds, norm = speech.norms, speech.kinds, speech.norms[t]
    if kinds[t] == "p":
        return _skip_mark(speech, t, limit)
    if kinds[t] == "s":
        return t + 1
    timed = speech.time_at.get(t)
    if timed is not None:
        return min(timed.j, limit)
    if kinds[t] == "d":
        return t + 1 if (t + 1 < limit and speech.is_time(t + 1)) or speech.is_time(t - 1) else t
    if kinds[t] != "a":
        return t
    if speech.is_time(t):
        return t + 1
    voice = speech.grammar.voices.longest(norms, t)
    if voice is not None and voice[0] < limit:
        return max(read_phrase(speech, voice[0], limit), voice[0])
    shift = speech.grammar.shifts.longest(norms, t) or speech.grammar.comments.longest(norms, t)
    if shift is not None and not speech.is_medium(shift[0] - 1):
        return min(shift[0], limit)
    if norm in speech.sets["occasions"] and t and norms[t - 1] in COMMAS and (after := _next_comma(speech, t, limit)) > t:
        return after
    if norm in speech.sets["adverbial_prepositions"] and t + 1 < limit:
        return _skip_preposition(speech, t, limit, complements)
    if t and norms[t - 1] in COMMAS and (norm in speech.sets["anonymity"] or norm in speech.sets["asides"]):
        return _next_comma(speech, t, limit)
    if norm in speech.sets["relatives"] and norm.startswith(ARTICLE):
        return _next_comma(speech, t, limit)
    if norm in speech.sets["addressees"]:
        return t + 1
    if norm == _AND and speech.words.clitic[t] and t + 1 < limit and (speech.is_time(t + 1) or norms[t + 1] in speech.sets["asides"]):
        return _next_comma(speech, t, limit) if norms[t + 1] in speech.sets["asides"] else t + 1
    return t


def _skip_mark(speech: Speech, t: int, limit: int) -> int:
    norm = speech.norms[t]
    if norm in COMMAS:
        return t + 1
    if norm == "(":
        for close in range(t + 1, min(t + _LONGEST_BRACKET, limit)):
            if speech.norms[close] == ")":
                return close + 1
    if norm in DASHES:
        for close in range(t + 1, min(t + 2 * _LONGEST_BRACKET, limit)):
            if speech.norms[close] in DASHES:
                return close + 1
    if norm == "/":
        return t + 1
    return t


def _next_comma(speech: Speech, t: int, limit: int) -> int:
    """The comma, the complementizer or the colon that ends an aside; `limit` where none does."""
    for k in range(t + 1, limit):
        if speech.norms[k] in COMMAS or speech.norms[k] in DASHES or speech.norms[k] == COLON:
            return k
        if speech.is_that(k) and k > t + 2:
            return k
        if speech.norms[k] in STOPS:
            return t
    return t


def _skip_preposition(speech: Speech, t: int, limit: int, complements: frozenset[str]) -> int:
    """End of an adverbial phrase: of time, of the medium, of the occasion; `t` where the preposition opens the content."""
    norms, after = speech.norms, t + 1
    if speech.is_time(after):
        return after
    media = speech.is_medium(after) or norms[after] in speech.sets["platforms"]
    if norms[t] in complements and norms[t] not in speech.sets["inner_prepositions"] and speech.is_opener(after):
        return t
    if norms[t] == LAM:
        outlet = getattr(speech.actor_at.get(after), "kind", None) == "outlet"
        if not (media or outlet or after in speech.open_at or norms[after] == "(" or norms[after] == "#" or norms[after] in speech.sets["outlets"]):
            return t
        return _read_medium(speech, after, limit, complements)
    if media:
        return _read_medium(speech, after, limit, complements)
    if norms[t] in complements or norms[t] == BEH:
        return t
    end = read_phrase(speech, after, limit)
    return end if end > after else t


def _read_medium(speech: Speech, t: int, limit: int, complements: frozenset[str]) -> int:
    """End of the phrase of a medium, with the clause that describes it."""
    if speech.norms[t] == "(":
        return _skip_mark(speech, t, limit)
    if t in speech.open_at:
        return min(speech.open_at[t].close + 1, limit)
    end = t
    while end < limit:
        norm = speech.norms[end]
        if speech.is_that(end) or norm in COMMAS or norm == COLON or norm in STOPS:
            break
        quote = speech.open_at.get(end)
        if quote is not None:
            if end > t and quote.j - quote.i > LONGEST_NAME:
                break
            end = quote.close + 1
            continue
        if end > t and speech.is_opener(end) and not speech.is_medium(end) and not norm.startswith(ARTICLE):
            break
        if end > t and ((end in speech.person_at and speech.norms[end - 1] not in speech.sets["prepositions"]) or (norm in complements and norm not in speech.sets["inner_prepositions"])):
            break
        if end > t and norm == BEH and end + 1 < limit and speech.is_opener(end + 1):
            break
        if end > t and (speech.has_finite_saying(end)) and not speech.is_medium(end - 1):
            break
        end += 1
    return max(end, t + 1)

