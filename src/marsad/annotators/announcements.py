"""Announcements: a speaker and a colon, a document given in full, and what the issuer of a text says as "we".

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.complements import THAT, search_complement
from marsad.annotators.contents import read_content
from marsad.annotators.readings import Draft, Readings
from marsad.annotators.sayings import WE, Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import COLON, Speech
from marsad.annotators.subjects import issuer_of, skip_joints, subject_after
from marsad.annotators.utterances import fits, meets
from marsad.annotators.verb_phrases import names_somebody

_SHORTEST = 3
_OPENING = 12  # words at the head of a text among which its issuer stands


def read_label(readings: Readings, a: int, b: int) -> Draft | None:
    """A sentence that opens with a speaker and a colon."""
    speech = readings.speech
    t = skip_joints(speech, a, b)
    while t < b and speech.kinds[t] in "ps" and t not in speech.open_at and speech.norms[t] not in "([#":
        t = skip_joints(speech, t + 1, b)
    if (
        t >= b
        or speech.kinds[t] not in "al"
        or t in speech.place_at
        or getattr(speech.actor_at.get(t), "head", None) == "country"
    ):
        return None
    if not names_somebody(speech, t):
        return None
    found = subject_after(speech, t, b)
    if found is None:
        return None
    end = skip_adverbs(speech, found[1], b)
    if end >= b or speech.norms[end] != COLON or speech.kinds[end - 1] == "d":
        return None
    content = read_content(speech, end + 1, b, after_colon=True)
    if content is None or content.j - content.i < _SHORTEST - 1:
        return None
    return Draft(None, readings.book.read(*found), content, "statements.colon.label", "label", end, end + 1)


def read_document(readings: Readings, a: int, b: int) -> Draft | None:
    """A statement given in full: X issued the following statement: …; this is its text: …"""
    speech = readings.speech
    colon = next((k for k in range(a + 2, b) if speech.norms[k] == COLON and _announces(speech, k)), None)
    noun = next((k for k in range(a, colon) if speech.is_medium(k)), None) if colon is not None else None
    if colon is None or noun is None:
        return None
    verb = next((k for k in range(a, colon) if speech.norms[k] in speech.sets["giving_out"]), None)
    if verb is None:
        return None
    behind = _issuer(speech, verb, noun, colon)
    if behind is None:
        return None
    end = b if any(speech.kinds[k] in "adl" for k in range(colon + 1, b)) else _document_end(speech, b)
    content = read_content(speech, colon + 1, end, after_colon=True)
    if content is None or content.j - content.i < _SHORTEST:
        return None
    draft = Draft(None, readings.book.read(*behind), content, "statements.colon.document", "issuer", verb, verb + 1)
    draft.medium, draft.medium_span = speech.words.text_of(noun, noun + 1), (speech.words.starts[noun], speech.words.ends[noun])
    return draft


def _announces(speech: Speech, colon: int) -> bool:
    return any(speech.norms[k] in speech.sets["following"] for k in range(max(colon - 3, 0), colon))


def _issuer(speech: Speech, verb: int, noun: int, colon: int) -> tuple[int, int] | None:
    """Whose document it is: behind "of" or "for" at its noun, behind "was issued by", or the subject of the verb."""
    t = skip_adverbs(speech, verb + 1, colon)
    if speech.norms[t] in speech.sets["issuer_prepositions"]:
        return subject_after(speech, t + 1, colon)
    for u in range(noun + 1, colon - 1):
        if speech.words.clitic[u] and names_somebody(speech, u + 1):
            return subject_after(speech, u + 1, colon)
    return issuer_of(speech, noun, colon) or (subject_after(speech, t, colon) if t < noun else None)


def _document_end(speech: Speech, b: int) -> int:
    """Where a document ends that begins in the sentence from word `b` on: with its paragraph, or with the list that it holds."""
    end = b
    for i, j in speech.sentences:
        if i < b:
            continue
        first = next((k for k in range(i, j) if speech.kinds[k] not in "ns"), j)
        listed = first < j and (speech.kinds[first] == "d" or speech.kinds[first] == "p")
        broken = end > b and speech.kinds[i - 1] == "n"
        if broken and not listed:
            break
        end = j
    return end


def read_we(readings: Readings, saying: Saying) -> Draft | None:
    """What the issuer of a text says of itself: we call on …, we hold … responsible."""
    speech, k = readings.speech, saying.i
    a, b = speech.sentence(k)
    others = [d for d in readings.since(a) if d.saying is None or d.saying.shape != WE]
    if speech.quote_around(k) is not None or any(d.content.i <= k < d.content.j for d in others):
        return None
    if saying.entry.id in speech.sets["no_we"] or not meets(speech, saying, b):
        return None
    speaker = readings.book.last or _issuer_of_text(readings)
    if speaker is None:
        return None
    t = skip_adverbs(speech, saying.j, b, complements=saying.entry.prepositions)
    complement = search_complement(speech, saying.entry, t, b)
    if complement is None or (complement.kind == THAT and saying.entry.stance == "assert"):
        return None
    content = read_content(speech, complement.t, b, after_colon=complement.kind == "colon", start=complement.start)
    if content is None or not fits(speech, saying.entry, complement, content):
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] else k
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.we", "issuer", cue_i, saying.j)
    draft.cut = cue_i
    return draft


def _issuer_of_text(readings: Readings) -> Speaker | None:
    """The body that heads a text."""
    speech = readings.speech
    for k in range(min(_OPENING, speech.n)):
        actor = speech.actor_at.get(k)
        if actor is not None and actor.head in ("named", "body", "group") and (k == 0 or speech.kinds[k - 1] in "pns"):
            return replace(readings.book.read(k, int(actor.j)))
    return None
