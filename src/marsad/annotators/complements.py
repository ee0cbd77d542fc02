"""Complements: what joins a cue to its content — "that", a colon, a quotation, a preposition — and where the content begins.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.sayings import PARTICIPLE, CueEntry
from marsad.annotators.speech import COLON, COMMAS, LONGEST_NAME, STOPS, Speech
from marsad.annotators.word_classes import preposition_at
from marsad.text.sentences import Quote
from marsad.text.tokens import BEH, LAM, WAW

THAT, AFTER_COLON, QUOTATION, PREPOSITION, OBJECT = "that", "colon", "quotation", "preposition", "object"
_FARTHEST = 30


@dataclass(frozen=True, slots=True)
class Complement:
    """How a content is joined, the word with which it begins, and the code point where that word is cut, if inside."""

    kind: str
    t: int
    start: int | None = None


def complement_at(speech: Speech, entry: CueEntry, t: int, limit: int) -> Complement | None:
    """The complement that begins at word `t` exactly, or None."""
    if t >= limit:
        return None
    norms, speaks = speech.norms, entry.that or entry.speech
    if norms[t] == COLON:
        return Complement(AFTER_COLON, t + 1) if speaks or _quote_after(speech, t + 1, limit) else None
    if speaks and speech.is_that(t) and not _is_foreign(speech, entry, t):
        colon = t + 1 < limit and norms[t + 1] == COLON
        return Complement(THAT, t + 1 + colon)
    light = t + 1 if norms[t] in (BEH, LAM) and t + 1 < limit else t
    if speaks and norms[light] in speech.sets["light"]:
        further = complement_at(speech, entry, light + 1, limit)
        return further if further is not None and further.kind in (THAT, AFTER_COLON, QUOTATION) else None
    if t in speech.open_at and entry.speech:
        return Complement(QUOTATION, t) if _is_speech(speech, t, limit) else None
    found = preposition_at(speech, t)
    if found is None or found[0] not in entry.that_after or speech.grammar.voices.longest(norms, t) is not None:
        return None
    _, after, start = found
    if start is None and after < limit and norms[after] in speech.sets["that"]:
        return Complement(THAT, after + 1)
    if found[0] not in entry.prepositions:
        return None
    if after >= limit or (
        start is None
        and (
            (speech.is_medium(after) and not speech.is_opener(after))
            or (speech.is_time(after) and found[0] in speech.sets["timely"])
        )
    ):
        return None
    return Complement(PREPOSITION, after, start)


def _is_foreign(speech: Speech, entry: CueEntry, t: int) -> bool:
    """Whether a preposition that the cue does not take stands before the complementizer at word `t`: "over the fact that"."""
    before = speech.norms[t - 1] if t else ""
    return len(before) > 1 and before in speech.sets["place_prepositions"] and before not in entry.that_after


def _quote_after(speech: Speech, t: int, limit: int) -> bool:
    while t < limit and speech.kinds[t] in "ns":
        t += 1
    return t in speech.open_at


def _is_speech(speech: Speech, t: int, limit: int) -> bool:
    """Whether the quotation at word `t` is what is said, and not the name of the speaker."""
    quote = speech.open_at[t]
    if quote.j - quote.i > LONGEST_NAME:
        return True
    after = quote.close + 1
    lone = quote.j - quote.i <= 2 and find_that(speech, after, limit) is not None
    if (lone or is_quoted_name(speech, quote)) and after < limit and speech.norms[after] not in STOPS:
        return False
    if after >= limit or speech.norms[after] in COMMAS or speech.norms[after] in STOPS:
        return True
    return find_that(speech, after, limit) is None and preposition_at(speech, after) is None and not speech.is_opener(after)


def is_quoted_name(speech: Speech, quote: Quote) -> bool:
    """Whether a quotation holds nothing but the name of a person or of a body."""
    mention = speech.mention_at(quote.i)
    return mention is not None and bool(mention.j >= quote.j)


def find_that(speech: Speech, t: int, limit: int) -> int | None:
    """The complementizer or colon that follows within a few words and before another cue; None without one."""
    for u in range(t, min(limit, t + _FARTHEST)):
        if speech.norms[u] in STOPS:
            return None
        if (speech.is_that(u) and not _is_joined(speech, u)) or speech.norms[u] == COLON:
            return u
        if any(s.shape == PARTICIPLE for s in speech.saying_at.get(u, ())) or (
            u > t and speech.has_finite_saying(u) and speech.norms[u - 1] not in COMMAS
        ):
            return None
        if speech.grammar.breaks.longest(speech.norms, u) is not None and u > t:
            return None
    return None


def _is_joined(speech: Speech, u: int) -> bool:
    """Whether "and" stands before word `u`, or on it."""
    return speech.words.norms[u][0] == WAW or (u > 0 and speech.words.clitic[u - 1] and speech.norms[u - 1] == WAW)


def _find_colon(speech: Speech, t: int, limit: int) -> int | None:
    """A colon before a quotation further on in the sentence, before any other cue."""
    for u in range(t, min(limit, t + 2 * _FARTHEST)):
        if speech.norms[u] in STOPS or u in speech.open_at or any(not s.entry.guarded for s in speech.saying_at.get(u, ())):
            return None
        if speech.norms[u] == COLON:
            return u if _quote_after(speech, u + 1, limit) else None
    return None


def search_complement(speech: Speech, entry: CueEntry, t: int, limit: int) -> Complement | None:
    """The complement at word `t`, or further on behind adverbs that were not recognized, or an object at `t`."""
    found = complement_at(speech, entry, t, limit)
    if found is not None or t >= limit:
        return found
    if entry.that or entry.speech:
        u = find_that(speech, t, limit)
        opens = entry.takes_object and not entry.object_aside and (entry.transitive or speech.is_opener(t) or t in speech.open_at)
        if u is not None and not opens:
            further = complement_at(speech, entry, u, limit)
            if further is not None and (not entry.takes_object or u - t <= 6 or speech.norms[u - 1] in COMMAS):
                return further
    if entry.speech and (colon := _find_colon(speech, t, limit)) is not None:
        return Complement(AFTER_COLON, colon + 1)
    if entry.takes_object and (speech.kinds[t] in "adl" or t in speech.open_at or speech.norms[t] == "#"):
        if speech.norms[t] in speech.sets["prepositions"] or speech.words.clitic[t] or speech.has_finite_saying(t):
            return None
        if any(s.shape == PARTICIPLE for s in speech.saying_at.get(t, ())):
            return None
        return Complement(OBJECT, t)
    if not entry.takes_object and entry.that_after:
        for u in range(t, min(limit, t + 8)):
            if speech.norms[u] in COMMAS or speech.norms[u] in STOPS:
                break
            further = complement_at(speech, entry, u, limit)
            if further is not None:
                return further
    return None
