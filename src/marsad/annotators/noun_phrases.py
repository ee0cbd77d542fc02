"""Noun phrases of speakers: where the phrase that names a speaker ends.

Reads forward over words without a parse: heads, articles and adjectives tell where a phrase is complete. Mentions of persons and
actors are taken whole. Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.speech import LONGEST_NAME, Speech, is_noun_of
from marsad.annotators.word_classes import is_adjective, may_be_name, preposition_at
from marsad.text.forms import LAM, NOON, WAW, YEH, bare_of
from marsad.text.tokens import ARTICLE, BEH, CONJUNCTIONS

MOST_NAMES = 4
_AND = WAW
LONGEST_BRACKET = 12


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
            if (
                getattr(mention, "head", None) in ("people", "body")
                and not plural
                and not any(n.startswith(ARTICLE) for n in speech.norms[e : mention.j])
            ):
                self.complete = False
            return self._until_stop(e, int(mention.j))
        if kinds[e] == "p":
            return self._read_mark(e, first=True)
        if kinds[e] == "l":
            self.complete = True
            return e + 1
        if kinds[e] != "a" or speech.words.clitic[e] or speech.is_that(e) or speech.norms[e] in speech.sets["prepositions"]:
            return e
        fused = preposition_at(speech, e)
        if fused is not None and fused[2] is not None:
            return e
        self.head = e
        self.person = self._is_person(e)
        possessed = speech.norms[e] not in speech.sets["persons"] and not speech.norms[e].startswith(ARTICLE)
        if self.person and (speech.norms[e].endswith(WAW + NOON) or possessed):
            self.complete = True
            return e + 1
        plain = not self.person and not speech.is_medium(e) and not is_noun_of("org_heads", speech.norms[e])
        before_body = (
            e + 1 in speech.actor_at
            and speech.norms[e + 1].startswith(ARTICLE)
            and bare_of(speech.norms[e]) not in speech.sets["place_heads"]
        )
        named = plain and (may_be_name(speech.norms[e]) or before_body)
        self.person = self.person or named
        self.complete = (
            named
            or speech.norms[e].startswith(ARTICLE)
            or (not self.person and not is_noun_of("org_heads", speech.norms[e]) and e in speech.place_at)
        )
        return e + 1

    def _until_stop(self, i: int, j: int) -> int:
        """`j`, or the first preposition before it that opens a content, or the noun of a rumour in a person's phrase."""
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
        norm = self.speech.norms[k]
        return bare_of(norm) not in self.speech.sets["place_heads"] and is_noun_of("persons", norm)

    def _read_mark(self, e: int, *, first: bool = False) -> int:
        """End of a name in quotation marks, of a hash with its words, of a bracket; `e` where the mark ends the phrase."""
        speech, norms = self.speech, self.speech.norms
        quote = speech.open_at.get(e)
        if quote is not None and quote.close < self.limit:
            short = (
                quote.j - quote.i <= LONGEST_NAME
                and (first or not speech.is_medium(quote.i) or self._takes_name(e - 1))
                and not any(speech.has_finite_saying(k) for k in range(quote.i, quote.j))
            )
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
            for close in range(e + 1, min(e + LONGEST_BRACKET, self.limit)):
                if norms[close] == ")":
                    return close + 1
        if norms[e] in ("/", "_") and not first:
            return e + 1
        return e

    def _takes_name(self, k: int) -> bool:
        norm = self.speech.norms[k]
        return bare_of(norm) in self.speech.sets["name_heads"] or (not norm.startswith(ARTICLE) and is_noun_of("org_heads", norm))

    def _step(self, e: int) -> int:
        """End of the next member of the phrase, or `e`."""
        speech, norm = self.speech, self.speech.norms[e]
        kind = speech.kinds[e]
        if kind == "p":
            return self._read_mark(e)
        if (
            kind not in "al"
            or speech.is_that(e)
            or speech.has_finite_saying(e)
            or (norm in speech.sets["relatives"] and norm.startswith(ARTICLE))
        ):
            return e
        if norm in speech.sets["what"] and e + 1 < self.limit and speech.norms[e + 1] in speech.sets["so_called"]:
            self.complete = self.closed = False
            self.head = e + 1
            return e + 2
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
        if (
            is_adjective(self.speech, e)
            or (self.names and self.t not in self.speech.person_at)
            or (self.person and self._is_person(e))
        ):
            self.names += bool(self.names)
            return e + 1 if self.names <= MOST_NAMES else e
        return e

    def _step_bare(self, e: int) -> int:
        speech = self.speech
        if speech.is_opener(e):
            follows_head = (
                not self.complete
                and e == self.head + 1
                and (self._is_person(self.head) or is_noun_of("org_heads", speech.norms[self.head]))
            )
            return e + 1 if follows_head and not self._is_indefinite_source(e) else e
        if not self.complete:
            return (
                e if e - 1 > self.head and is_adjective(speech, e - 1) and not is_adjective(speech, e) and self.person else e + 1
            )
        if self.person and speech.norms[self.head].endswith(WAW + NOON):
            return e + 1 if e == self.head + 1 and is_adjective(speech, e) else e
        if self.closed:
            return e
        part = speech.norms[e] in speech.sets["name_parts"] or speech.norms[e - 1] in speech.sets["name_parts"]
        if not part and not may_be_name(speech.norms[e]):
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
        if (
            after >= self.limit
            or speech.is_time(after)
            or (speech.is_medium(after) and norm != LAM and after not in speech.place_at)
        ):
            return e
        if norm in speech.sets["name_prepositions"]:
            return self._nested(after)
        if speech.kinds[after] not in "al#p" and after not in speech.open_at:
            return e
        next_norm = speech.norms[after]
        placed = after in speech.place_at or speech.mention_at(after) is not None or is_noun_of("org_heads", next_norm)
        placed = (
            placed
            or bare_of(next_norm) in speech.sets["place_heads"]
            or (speech.kinds[after] == "p" and speech.norms[after] == "#")
        )
        if norm in self.stops and (norm != BEH or not self.person) and norm not in speech.sets["inner_prepositions"]:
            return e
        if e - 1 > self.t and bare_of(speech.norms[e - 1]) in speech.sets["linked"]:
            return self._nested(after)
        if norm == BEH:
            return (
                self._nested(after)
                if placed and self.person and not (speech.is_opener(after) and after not in speech.place_at)
                else e
            )
        if norm == LAM:
            media = after in speech.open_at or speech.is_medium(after) or speech.norms[after] == "("
            outlet = getattr(speech.actor_at.get(after), "kind", None) == "outlet"
            construct = after + 1 < self.limit and speech.norms[after + 1].startswith(ARTICLE) and (self.complete or self.person)
            return e if media or outlet or not (placed or next_norm.startswith(ARTICLE) or construct) else self._nested(after)
        if norm in speech.sets["place_prepositions"]:
            definite = next_norm.startswith(ARTICLE) and not speech.is_opener(after)
            return self._nested(after) if placed or definite or (self.person and not speech.is_opener(after)) else e
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
            (self._is_person(after) or is_noun_of("org_heads", speech.norms[after]))
            and not speech.is_opener(after)
            and not speech.saying_at.get(after)
        )
        return self._nested(after) if joins else e
