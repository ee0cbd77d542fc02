"""Echoes: "in his words", "by a statement" behind what somebody was already said to have said, which name no further speaker."""

from __future__ import annotations

from marsad.annotators.readings import Readings
from marsad.annotators.sayings import Saying
from marsad.annotators.speech import STOPS, Speech
from marsad.annotators.subjects import issuer_of
from marsad.text.forms import bare_of
from marsad.text.tokens import LAM


def told_before(readings: Readings, saying: Saying, a: int, limit: int) -> int | None:
    """The word behind "according to" that names no new speaker: his words, a statement without an issuer, or, where the sentence
    has told who speaks, an outlet. None for any other."""
    speech, t = readings.speech, saying.j
    if t < limit and speech.norms[t] == LAM and speech.words.clitic[t]:
        t += 1
    if t >= limit:
        return None
    if speech.norms[t] in speech.sets["own_words"]:
        return t
    bare = not speech.norms[t].startswith(speech.article)
    document = bare and bare_of(speech.norms[t]) in speech.sets["documents"] and issuer_of(speech, t, limit) is None
    earlier = [d for d in readings.since(a) if d.cue_i < saying.i]
    joined = not any(speech.grammar.breaks.longest(speech.norms, k) for d in earlier[-1:] for k in range(d.content.i, saying.i))
    outlet = getattr(speech.actor_at.get(t), "kind", None) == "outlet" or speech.is_medium(t)
    return t if earlier and joined and (document or outlet) else None


def is_last(speech: Speech, t: int, limit: int) -> bool:
    """Whether only marks follow from word `t` on."""
    while t < limit and t in speech.close_at:
        t += 1
    return t >= limit or speech.norms[t] in STOPS
