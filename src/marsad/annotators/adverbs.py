"""Adverbs between a cue and its content: of time, occasion and medium, asides and appositions, which are passed over.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.noun_phrases import LONGEST_BRACKET, read_phrase
from marsad.annotators.speech import COLON, COMMAS, DASHES, LONGEST_NAME, STOPS, Speech
from marsad.text.forms import LAM, WAW
from marsad.text.tokens import ARTICLE, BEH


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
        return min(int(timed.j), limit)
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
    if norm in speech.sets["adverbial_prepositions"] and t + 1 < limit and t not in speech.person_at:
        return _skip_preposition(speech, t, limit, complements)
    if t and norms[t - 1] in COMMAS and (norm in speech.sets["anonymity"] or norm in speech.sets["asides"]):
        return _next_comma(speech, t, limit)
    if t and norms[t - 1] in COMMAS and norm in speech.sets["inserted"]:
        return _next_comma(speech, t, limit)
    if norm in speech.sets["relatives"] and norm.startswith(ARTICLE):
        return _next_comma(speech, t, limit)
    if norm in speech.sets["addressees"]:
        return t + 1
    if (
        norm == WAW
        and speech.words.clitic[t]
        and t + 1 < limit
        and (speech.is_time(t + 1) or norms[t + 1] in speech.sets["asides"])
    ):
        return _next_comma(speech, t, limit) if norms[t + 1] in speech.sets["asides"] else t + 1
    return t


def _skip_mark(speech: Speech, t: int, limit: int) -> int:
    norm = speech.norms[t]
    if norm in COMMAS:
        return t + 1
    if norm == "(":
        for close in range(t + 1, min(t + LONGEST_BRACKET, limit)):
            if speech.norms[close] == ")":
                return close + 1
    if norm in DASHES:
        for close in range(t + 1, min(t + 2 * LONGEST_BRACKET, limit)):
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
        if not (
            media
            or outlet
            or after in speech.open_at
            or norms[after] == "("
            or norms[after] == "#"
            or norms[after] in speech.sets["outlets"]
        ):
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
        if norm == "(" and (close := _skip_mark(speech, end, limit)) > end:
            end = close
            continue
        quote = speech.open_at.get(end)
        if quote is not None:
            if end > t and quote.j - quote.i > LONGEST_NAME:
                break
            end = quote.close + 1
            continue
        if end > t and speech.is_opener(end) and not speech.is_medium(end) and not norm.startswith(ARTICLE):
            break
        if end > t and (
            (end in speech.person_at and speech.norms[end - 1] not in speech.sets["prepositions"])
            or (norm in complements and norm not in speech.sets["inner_prepositions"])
        ):
            break
        if end > t and norm == BEH and end + 1 < limit and speech.is_opener(end + 1):
            break
        if end > t and (speech.has_finite_saying(end)) and not speech.is_medium(end - 1):
            break
        end += 1
    return max(end, t + 1)
