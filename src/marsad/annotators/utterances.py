"""Utterances: what verbs and participles of reporting say, with their speaker.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.complements import AFTER_COLON, OBJECT, PREPOSITION, THAT, Complement, search_complement
from marsad.annotators.contents import Content, read_content
from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.postponements import back_phrase, read_back, read_behind_content
from marsad.annotators.readings import Draft, Readings, add_medium, cut_before
from marsad.annotators.sayings import PARTICIPLE, CueEntry, Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import COMMAS, Speech, is_noun_of
from marsad.annotators.stances import is_one
from marsad.annotators.subjects import is_clause_first, skip_joints, subject_after, subject_before
from marsad.annotators.verb_phrases import (
    is_anonymity,
    is_no_speaker,
    may_report,
    names_somebody,
    points_back,
    read_verb_phrase,
    refers_to_medium,
    word_before,
)  # fmt: skip
from marsad.annotators.word_classes import preposition_at
from marsad.text.forms import ALEF, NOON, WAW, bare_of
from marsad.text.tokens import CONJUNCTIONS


def read_utterance(readings: Readings, saying: Saying) -> Draft | None:
    """The statement that a verb or participle of reporting makes, or None."""
    speech, k = readings.speech, saying.i
    a, b = speech.sentence(k)
    if is_anonymity(speech, k, b) or any(d.content.i == k and not d.content.quoted for d in readings.drafts[-2:]):
        return None
    if not meets(speech, saying, b):
        return None
    quote = speech.quote_around(k)
    if saying.shape == PARTICIPLE:
        return _read_participle(readings, saying)
    limit = quote.j if quote is not None else b
    first = is_clause_first(speech, word_before(speech, k, a) if saying.entry.negated else k, a)
    before = subject_before(speech, k, a) if not first or speech.norms[k - 1] in COMMAS else None
    back = back_phrase(speech, k, a)
    if back is not None:
        return read_back(readings, saying, back, (a, limit))
    if not may_report(speech, saying, a, first, before):
        return None
    if k > a + 2 and speech.norms[k - 1] in speech.sets["relatives"]:
        return _read_in_relative(readings, saying, limit)
    subject, complement, t = read_verb_phrase(readings, saying, before, limit)
    if subject is None and not first and complement is not None and complement.kind == AFTER_COLON:
        subject = next(((p.i, p.j) for p in speech.persons if p.j == k), None)
    if subject is None and not saying.entry.takes_object and is_no_speaker(speech, saying.j, limit):
        return None
    shouted = complement is not None and complement.kind == AFTER_COLON
    shouted = shouted or _says_more(readings, saying, complement)
    if subject is None and not first and not shouted and not refers_to_medium(speech, k, a) and not points_back(speech, saying):
        return None
    speaker, rule = _speaker_of(readings, saying, subject, first)
    if speaker is None or (rule == "sentence" and _is_inside(readings, saying)):
        return None
    if not (complement is None and _is_within(readings, k)) and (
        not saying.entry.guarded
        or complement is not None
        or (first and subject is not None and names_somebody(speech, subject[0]))
    ):
        readings.note_subject(k, speaker)
    if speech.norms[word_before(speech, k, a)] in speech.sets["negations"] and not saying.entry.negated:
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] and speech.norms[k - 1] in CONJUNCTIONS else k
    if quote is not None and (complement is None or complement.kind != AFTER_COLON):
        return None
    if complement is None:
        return read_behind_content(readings, saying, speaker, rule, (a, cue_i, t))
    draft = _draft(readings, saying, speaker, rule, (complement, limit, cue_i))
    joined = cue_i < k and not saying.entry.guarded
    joined = joined and (subject is not None or (complement is not None and complement.kind == THAT))
    if draft is not None and (first or before is not None or joined):
        draft.cut = cut_before(speech, subject_begin(before, cue_i), a)
    return draft


def _read_in_relative(readings: Readings, saying: Saying, limit: int) -> Draft | None:
    """What a source says further in a relative clause: according to the army, which pointed to …"""
    speech, k = readings.speech, saying.i
    told = next((d for d in reversed(readings.drafts) if k - 3 <= d.speaker.j <= k - 1 and d.speaker_rule == "source"), None)
    pronoun = speech.norms[k - 1].startswith(speech.article)
    t = skip_adverbs(speech, saying.j, limit, complements=saying.entry.prepositions)
    speaker: Speaker | None = None
    if told is not None:
        speaker = told.speaker
    elif pronoun and speech.norms[k - 2] in COMMAS:
        speaker = _antecedent(readings, k)
    else:
        found = subject_after(speech, t, limit) if t < limit and names_somebody(speech, t) else None
        speaker = readings.book.read(*found) if found is not None and not pronoun else None
        t = skip_adverbs(speech, found[1], limit) if found is not None else t
    complement = search_complement(speech, saying.entry, t, limit) if speaker is not None else None
    if speaker is None or complement is None or (told is None and complement.kind not in (THAT, AFTER_COLON)):
        return None
    draft = _draft(readings, saying, speaker, "source", (complement, limit, k))
    if draft is not None:
        draft.cut = cut_before(speech, k - 1, speech.sentence(k)[0])
    return draft


def _antecedent(readings: Readings, k: int) -> Speaker | None:
    """Whom the relative pronoun before word `k` takes up: the people or the body named right before its comma."""
    speech = readings.speech
    for t in range(k - 3, max(k - 9, 0), -1):
        if names_somebody(speech, t) and read_phrase(speech, t, k - 2) == k - 2:
            return readings.book.read(t, k - 2)
    return None


def _says_more(readings: Readings, saying: Saying, complement: Complement | None) -> bool:
    """Whether "and said that" goes on with who spoke before in the sentence, though no comma stands before it."""
    speech, k = readings.speech, saying.i
    joined = k > 0 and speech.words.clitic[k - 1] and not saying.entry.guarded and not saying.doubtful
    that = complement is not None and complement.kind == THAT
    return joined and that and bool(readings.since(speech.sentence(k)[0]))


def _is_within(readings: Readings, k: int) -> bool:
    """Whether word `k` stands inside what somebody is already said to have said."""
    earlier = readings.since(readings.speech.sentence(k)[0])
    return any(d.content.i < k <= d.content.j and not d.content.quoted for d in earlier)


def _is_inside(readings: Readings, saying: Saying) -> bool:
    """Whether a verb tells what a rumour says inside what somebody has begun to say: information that speaks of a cell."""
    speech, k = readings.speech, saying.i
    earlier = [d for d in readings.since(speech.sentence(k)[0]) if d.content.i < k <= d.content.j and not d.content.quoted]
    return bool(earlier) and any(is_noun_of("rumours", speech.norms[p]) for p in range(max(k - 3, 0), k))


def _draft(readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[Complement, int, int]) -> Draft | None:
    """The draft of a content behind its verb, not beyond a limit; `cue_i` is where the cue begins with its conjunction."""
    speech, (complement, limit, cue_i) = readings.speech, at
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == AFTER_COLON, start=complement.start)
    if content is None or not fits(speech, saying.entry, complement, content):
        return None
    read_by = f"statements.{saying.entry.id}.{complement.kind}"
    draft = Draft(saying, speaker, content, read_by, rule, cue_i, _cue_end(speech, saying, complement))
    draft.echoes = _taken_up(readings, complement, content)
    add_medium(speech, draft, saying.j, complement.t)
    return draft


def _taken_up(readings: Readings, complement: Complement, content: Content) -> Draft | None:
    """The earlier statement that "this account", "these accusations" take up, or None."""
    speech = readings.speech
    if complement.kind != OBJECT or speech.norms[content.i] not in speech.sets["these"] or content.i + 1 >= content.j:
        return None
    if not is_one(speech.norms[content.i + 1], speech.sets["rumours"]) or not readings.drafts:
        return None
    accused = [d for d in readings.drafts if d.saying is not None and d.saying.entry.stance == "accuse"]
    return (accused or readings.drafts)[-1]


def fits(speech: Speech, entry: CueEntry, complement: Complement, content: Content) -> bool:
    """Whether the first words of a content that is a noun phrase are those that the cue asks for and none that it refuses."""
    if complement.kind not in (OBJECT, PREPOSITION):
        return True
    first = [k for k in range(content.i, min(content.j, content.i + 2)) if speech.kinds[k] in "ad"]
    subject = speech.norms[content.i].startswith(speech.article) and speech.norms[content.i].endswith(WAW + NOON)
    if complement.kind == OBJECT and subject and entry.stance == "accuse":
        return False  # the accused in the nominative: a passive that does not tell who accuses
    if entry.unless and any(is_one(speech.norms[k], entry.unless) for k in first[:1]):
        return False
    return not entry.only or any(speech.kinds[k] == "d" or is_one(speech.norms[k], entry.only) for k in first)


def subject_begin(before: tuple[int, int] | None, cue_i: int) -> int:
    """Where the clause of a cue begins that may have its subject before it."""
    return before[0] if before is not None else cue_i


def _cue_end(speech: Speech, saying: Saying, complement: Complement) -> int:
    if saying.j < complement.t and speech.norms[saying.j] in speech.sets["light"]:
        return saying.j + 1
    return saying.j


def _speaker_of(readings: Readings, saying: Saying, subject: tuple[int, int] | None, first: bool) -> tuple[Speaker | None, str]:
    if subject is not None:
        return readings.book.read(*subject), "subject"
    a, _ = readings.speech.sentence(saying.i)
    if not first or skip_joints(readings.speech, a, saying.i) < saying.i:
        found = readings.subject_of_sentence(saying.i)
        if found is not None:
            return readings.carried_on(saying, found), "sentence"
    return readings.carried_on(saying, None), "chain"


def _read_participle(readings: Readings, saying: Saying) -> Draft | None:
    """An accusative participle that goes on with the subject of its sentence: …, adding that …"""
    speech, k = readings.speech, saying.i
    a, b = speech.sentence(k)
    quote = speech.quote_around(k)
    limit = quote.j if quote is not None else b
    p = k - 1
    if p >= a and speech.words.clitic[p] and speech.norms[p] in CONJUNCTIONS:
        p -= 1
    after_mark = p < a or speech.norms[p] in COMMAS or speech.kinds[p] in "np"
    t = skip_adverbs(speech, saying.j, limit, complements=saying.entry.prepositions)
    complement = search_complement(speech, saying.entry, t, limit)
    inside = quote is not None and (complement is None or complement.kind != AFTER_COLON)
    if inside and not (complement is not None and complement.kind == THAT and p >= a and speech.norms[p] in COMMAS):
        return None
    calls = saying.entry.stance != "assert" and speech.norms[k].endswith(ALEF) and not saying.entry.guarded
    calls = calls and complement is not None and complement.kind == OBJECT and names_somebody(speech, complement.t)
    if complement is None or (complement.kind not in (THAT, AFTER_COLON) and not (after_mark or calls)):
        return None
    quoted = next((d for d in readings.drafts[-1:] if d.content.quoted and d.content.i < k < d.content.j), None)
    if inside and quoted is None:
        return None
    speaker = quoted.speaker if quoted is not None else readings.carried_on(saying, readings.subject_of_sentence(k))
    if speaker is None:
        return None
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == AFTER_COLON, start=complement.start)
    if content is None or not fits(speech, saying.entry, complement, content):
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] else k
    previous = readings.drafts[-1] if readings.drafts else None
    if previous is not None and previous.cue_j == k and previous.cue_j > previous.cue_i:
        return None
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.participle", "participle", cue_i, saying.j)
    draft.cut = cut_before(speech, cue_i, a)
    if quoted is not None:
        quoted.content = replace(quoted.content, j=draft.cut or cue_i)
    add_medium(speech, draft, saying.j, complement.t)
    return draft


def meets(speech: Speech, saying: Saying, b: int) -> bool:
    """Whether a word that the cue requires follows in the sentence that ends at word `b`."""
    required = saying.entry.requires
    return not required or any(_is_among(speech, u, required) for u in range(saying.i + 1, min(b, saying.i + 30)))


def _is_among(speech: Speech, k: int, words: frozenset[str]) -> bool:
    """Whether word `k`, without its article, or the preposition with which it begins, is one of `words`."""
    found = preposition_at(speech, k)
    return speech.norms[k] in words or bare_of(speech.norms[k]) in words or (found is not None and found[0] in words)
