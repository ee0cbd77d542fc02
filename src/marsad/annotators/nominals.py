"""Nominals: what verbal nouns and idioms of reporting say: the army's announcement of …, hastened to accuse …, sounded the alarm.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.complements import OBJECT, PREPOSITION, complement_at, search_complement
from marsad.annotators.contents import Content, read_content
from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.readings import Draft, Readings, cut_before
from marsad.annotators.sayings import Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import COMMAS, STOPS, Speech
from marsad.annotators.subjects import clause_start, skip_joints, subject_after, subject_before
from marsad.annotators.utterances import fits
from marsad.annotators.verb_phrases import names_somebody
from marsad.annotators.word_classes import preposition_at
from marsad.lexicons import is_general_noun
from marsad.text.forms import bare_of
from marsad.text.tokens import BEH


def read_nominal(readings: Readings, saying: Saying) -> Draft | None:
    """A verbal noun with its speaker: the army's announcement of …; hastened to accuse …; X's saying: …"""
    speech, k, entry = readings.speech, saying.i, saying.entry
    a, b = speech.sentence(k)
    quote = speech.quote_around(k)
    limit = quote.j if quote is not None else b
    helper = _auxiliary(speech, k, a)
    if speech.norms[k].startswith(speech.article) and not helper:
        return None
    if quote is None and any(
        d.content.i <= k < d.content.j and (d.content.i >= k - 1 or d.content.quoted) for d in readings.since(a)
    ):
        return None
    t, speaker, rule = saying.j, None, "genitive"
    if helper is not None:
        speaker, rule = _helped(readings, helper, k), "auxiliary"
    elif saying.suffix:
        if entry.id not in speech.sets["saying_nouns"] and not entry.speech:
            return None
        speaker, rule = readings.subject_of_sentence(k) or readings.book.last, "chain"
    else:
        pair = _mutual(speech, t, limit)
        found = pair if pair is not None else _genitive(speech, t, limit, entry.that_after)
        if found is None:
            return None
        speaker, t = readings.book.read(*found), found[1]
    if speaker is None:
        return None
    t = skip_adverbs(speech, t, limit, complements=entry.prepositions)
    complement = search_complement(speech, entry, t, limit)
    if complement is None and helper is not None and entry.prepositions:
        complement = next((c for u in range(t, min(limit, t + 8)) if (c := complement_at(speech, entry, u, limit))), None)
        if complement is not None and complement.kind == PREPOSITION and (speech.kinds[t] == "a" or t in speech.open_at):
            complement = type(complement)(OBJECT, t)
    if complement is None:
        return None
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == "colon", start=complement.start)
    if content is None or not fits(speech, entry, complement, content):
        return None
    if helper is None and not content.quoted:
        content = _until_verb(speech, content)
    draft = Draft(saying, speaker, content, f"statements.{entry.id}.nominal", rule, k, saying.j)
    draft.cut = cut_before(speech, helper, a) if helper is not None else None
    return draft


def _until_verb(speech: Speech, content: Content) -> Content:
    """The content up to a comma behind which the main verb of the sentence stands."""
    for k in range(content.i + 1, content.j - 1):
        if speech.norms[k] in COMMAS and k + 1 in speech.verbs:
            return replace(content, j=k)
    return content


def _auxiliary(speech: Speech, k: int, a: int) -> int | None:
    """The helping verb whose preposition governs the verbal noun at word `k`: was content with saying, hastened to accuse."""
    p = k - 1
    if p <= a or speech.norms[p] not in speech.sets["helper_prepositions"]:
        return None
    for v in range(p - 1, max(a, p - 7) - 1, -1):
        if speech.norms[v] in speech.sets["helpers"]:
            return v
        if speech.norms[v] in STOPS or speech.norms[v] in speech.sets["prefixed"] or speech.has_finite_saying(v):
            return None
    return None


def _helped(readings: Readings, helper: int, k: int) -> Speaker | None:
    speech = readings.speech
    t = skip_adverbs(speech, helper + 1, k)
    if t < k - 1:
        found = subject_after(speech, t, k - 1)
        if found is not None:
            return readings.book.read(*found)
    before = subject_before(speech, helper, speech.sentence(helper)[0])
    return readings.book.read(*before) if before is not None else readings.subject_of_sentence(k)


def _genitive(speech: Speech, t: int, limit: int, stops: frozenset[str]) -> tuple[int, int] | None:
    if t + 1 < limit and speech.norms[t] in speech.sets["issued_by"] and speech.norms[t] not in stops:
        return subject_after(speech, t + 1, limit, stops=stops) if names_somebody(speech, t + 1) else None
    if t >= limit or speech.kinds[t] not in "ap" or speech.norms[t] in speech.sets["prepositions"]:
        return None
    known = names_somebody(speech, t)
    quoted = t in speech.open_at and speech.open_at[t].j - speech.open_at[t].i <= 5
    definite = speech.norms[t].startswith(speech.article) and bare_of(speech.norms[t]) not in speech.sets["not_speakers"]
    definite = definite and not is_general_noun(bare_of(speech.norms[t]))
    if not (known or quoted or (definite and not speech.is_opener(t))):
        return None
    end = read_phrase(speech, t, limit, stops=stops)
    return (t, end) if end > t else None


def _mutual(speech: Speech, t: int, limit: int) -> tuple[int, int] | None:
    """The two sides of mutual accusations: between X and Y."""
    if t + 2 < limit and speech.norms[t] in speech.sets["mutual"] and speech.norms[t + 1] in speech.sets["between"]:
        end = t + 2
        while end < limit and speech.norms[end] not in COMMAS:
            found = preposition_at(speech, end)
            if found is not None and found[0] == BEH:
                break
            end += 1
        return t + 2, end
    return None


def read_idiom(readings: Readings, saying: Saying) -> Draft | None:
    """A verb with a fixed object: pointed the finger at, sounded the alarm about, launched a sharp attack on."""
    speech, k = readings.speech, saying.i
    a, b = speech.sentence(k)
    verb = skip_joints(speech, clause_start(speech, k, a), k)
    found = subject_after(speech, skip_adverbs(speech, verb + 1, k), k) if verb + 1 < k else None
    t = saying.j
    while t < b and speech.kinds[t] == "a" and not preposition_at(speech, t) and t < saying.j + 3:
        t += 1
    complement = complement_at(speech, saying.entry, t, b)
    if found is None or found[1] < k or complement is None:
        return None
    content = read_content(speech, complement.t, b, start=complement.start)
    if content is None:
        return None
    draft = Draft(saying, readings.book.read(*found), content, f"statements.{saying.entry.id}.idiom", "subject", verb, saying.j)
    draft.cut = cut_before(speech, verb, a)
    return draft
