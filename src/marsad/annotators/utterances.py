"""Utterances: what verbs and participles of reporting say, with their speaker: before the content, behind it, or inside it.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.complements import AFTER_COLON, OBJECT, QUOTATION, THAT, Complement, complement_at, search_complement
from marsad.annotators.contents import Content, read_content
from marsad.annotators.media import find_medium
from marsad.annotators.noun_phrases import read_phrase, skip_adverbs
from marsad.annotators.sayings import PARTICIPLE, Saying
from marsad.annotators.speakers import Speaker, SpeakerBook
from marsad.annotators.speech import COMMAS, STOPS, Speech, is_noun_of
from marsad.annotators.subjects import clause_start, is_clause_first, sentence_subject, skip_joints, subject_after, subject_before
from marsad.text.tokens import CONJUNCTIONS

_SHORTEST_CLAUSE = 3


@dataclass(slots=True)
class Draft:
    """A statement before contents are cut at each other. `cut`: word at which an earlier content of the sentence ends."""

    saying: Saying | None
    speaker: Speaker
    content: Content
    rule: str
    speaker_rule: str
    cue_i: int
    cue_j: int
    cut: int | None = None
    medium: str | None = None
    medium_span: tuple[int, int] = (0, 0)
    stance: str = "assert"
    stance_rule: str = ""


@dataclass(slots=True)
class Readings:
    """What was read so far: drafts in order, speakers, and the subject of the last cue by sentence, also of cues without content."""

    speech: Speech
    book: SpeakerBook
    drafts: list[Draft] = field(default_factory=list)
    subjects: dict[int, list[tuple[int, Speaker]]] = field(default_factory=dict)

    def note_subject(self, k: int, speaker: Speaker) -> None:
        """Remember the subject of the cue at word `k`."""
        self.subjects.setdefault(self.speech.sentence(k)[0], []).append((k, speaker))

    def subject_of_sentence(self, k: int) -> Speaker | None:
        """Subject of the cue before word `k` in its sentence, else of the sentence itself."""
        a, _ = self.speech.sentence(k)
        quote = self.speech.quote_around(k)
        noted = [s for at, s in self.subjects.get(a, ()) if at < k and self.speech.quote_around(at) is quote]
        if noted:
            return noted[-1]
        span = sentence_subject(self.speech, quote.i if quote is not None else a, k)
        return self.book.read(*span) if span is not None else None


def read_utterance(readings: Readings, saying: Saying) -> Draft | None:
    """The statement that a verb or participle of reporting makes, or None."""
    speech, k = readings.speech, saying.i
    if saying.shape == PARTICIPLE:
        return _read_participle(readings, saying)
    a, b = speech.sentence(k)
    quote = speech.quote_around(k)
    limit = quote.j if quote is not None else b
    first = is_clause_first(speech, k, a)
    before = subject_before(speech, k, a) if not first else None
    if not _may_report(speech, saying, a, first, before):
        return None
    subject, complement, t = _read_behind(speech, saying, before, limit)
    speaker, rule = _speaker_of(readings, saying, subject, first)
    if speaker is None:
        return None
    readings.note_subject(k, speaker)
    if speech.norms[_word_before(speech, k, a)] in speech.sets["negations"] and not saying.entry.negated:
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] and speech.norms[k - 1] in CONJUNCTIONS else k
    if complement is None:
        return _read_behind_content(readings, saying, speaker, rule, (a, cue_i, t, limit))
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == AFTER_COLON, start=complement.start)
    if content is None:
        return None
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.{complement.kind}", rule, cue_i, _cue_end(speech, saying, complement))
    relative = not first and before is None
    draft.cut = None if relative else _cut(speech, subject_begin(before, cue_i), a)
    _add_medium(speech, draft, saying.j, complement.t)
    return draft


def subject_begin(before: tuple[int, int] | None, cue_i: int) -> int:
    """Where the clause of a cue begins that may have its subject before it."""
    return before[0] if before is not None else cue_i


def _cut(speech: Speech, begin: int, a: int) -> int:
    """Where a content before the clause that begins at word `begin` ends: before its joints."""
    k = begin
    while k > a:
        norm = speech.norms[k - 1]
        joint = norm in COMMAS or norm in speech.sets["prefixed"] or norm in speech.sets["auxiliaries"] or speech.words.clitic[k - 1]
        if not joint or (norm in speech.sets["that"] and speech.norms[k - 2] not in speech.sets["no_that_after"]):
            break
        k -= 1
    return k


def _cue_end(speech: Speech, saying: Saying, complement: Complement) -> int:
    if saying.j < complement.t and speech.norms[saying.j] in speech.sets["light"]:
        return saying.j + 1
    return saying.j


def _word_before(speech: Speech, k: int, a: int) -> int:
    """The word before a verb and its conjunctions and particles."""
    p = k - 1
    while p > a and (speech.words.clitic[p] or speech.norms[p] in speech.sets["particles"]):
        p -= 1
    return max(p, a)


def _may_report(speech: Speech, saying: Saying, a: int, first: bool, before: tuple[int, int] | None) -> bool:
    """Whether a verb can be a verb of reporting here at all."""
    k, entry = saying.i, saying.entry
    if saying.suffix and (entry.that and not entry.takes_object) and not entry.prepositions:
        return False
    previous = speech.norms[_word_before(speech, k, a)]
    if entry.negated and previous not in speech.sets["negations"]:
        return False
    if entry.guarded and not first and before is None:
        return False
    if previous in speech.sets["relatives"] and k > a:
        return False
    if k > a and speech.words.clitic[k - 1] and speech.norms[k - 1] not in CONJUNCTIONS:
        return False
    if before is None and speech.norms[k] in speech.sets["impersonal"]:
        after = speech.norms[k + 1] if k + 1 < speech.n else ""
        if after in speech.sets["that"] or after in speech.sets["prepositions"]:
            return False
    return True


def _read_behind(
    speech: Speech, saying: Saying, before: tuple[int, int] | None, limit: int
) -> tuple[tuple[int, int] | None, Complement | None, int]:
    """Subject, complement and the word reached, from what stands behind the verb."""
    entry, subject = saying.entry, before
    t = skip_adverbs(speech, saying.j, limit, complements=entry.prepositions)
    complement = complement_at(speech, entry, t, limit)
    if complement is not None and not (complement.kind == OBJECT):
        return subject, complement, t
    if before is None and not (saying.plural and t in speech.open_at):
        object_first = entry.takes_object and t < limit and speech.is_opener(t) and not _names_somebody(speech, t)
        found = None if object_first else subject_after(speech, t, limit)
        if found is not None:
            subject = found
            t = skip_adverbs(speech, found[1], limit, complements=entry.prepositions)
            voice = _voice(speech, found[1], t, limit)
            subject = voice or subject
    if entry.relays:
        relayed = _read_relayed(speech, saying, t, limit)
        if relayed is not None:
            subject, t = relayed
            t = skip_adverbs(speech, t, limit)
    return subject, search_complement(speech, entry, t, limit), t


def _names_somebody(speech: Speech, t: int) -> bool:
    return speech.mention_at(t) is not None or is_noun_of("persons", speech.norms[t]) or is_noun_of("org_heads", speech.norms[t])


def _read_relayed(speech: Speech, saying: Saying, t: int, limit: int) -> tuple[tuple[int, int], int] | None:
    """The source whom an agency or a page quotes: the phrase behind the preposition."""
    for u in range(saying.j, min(limit - 1, t + 3)):
        if speech.norms[u] in saying.entry.relays:
            end = read_phrase(speech, u + 1, limit)
            if end > u + 1:
                return (u + 1, end), end
    return None


def _voice(speech: Speech, i: int, j: int, limit: int) -> tuple[int, int] | None:
    """The person by whose mouth a body speaks, named among the adverbs in words `i` to `j - 1`."""
    for t in range(i, j):
        found = speech.grammar.voices.longest(speech.norms, t)
        if found is not None:
            return subject_after(speech, found[0], limit)
    return None


def _speaker_of(readings: Readings, saying: Saying, subject: tuple[int, int] | None, first: bool) -> tuple[Speaker | None, str]:
    if subject is not None:
        return readings.book.read(*subject), "subject"
    if not first:
        found = readings.subject_of_sentence(saying.i)
        if found is not None:
            return found, "sentence"
    return readings.book.last, "chain"


def _read_behind_content(
    readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[int, int, int, int]
) -> Draft | None:
    """A cue behind its content or between two halves of it: «…», said X, «…»."""
    speech, (a, cue_i, t, limit) = readings.speech, at
    if not (saying.entry.speech or saying.entry.that) or cue_i != saying.i or cue_i == a:
        return _read_relative(readings, saying, speaker, rule, at)
    c = cue_i - 1
    comma = speech.norms[c] in COMMAS
    c -= comma
    quote = speech.close_at.get(c)
    if quote is not None and quote.j - quote.i >= _SHORTEST_CLAUSE:
        content = Content(quote.i, quote.j, speech.words.starts[quote.i], True, "direct")
        second = speech.open_at.get(t) or speech.open_at.get(t - 1)
        if second is not None and second.open >= saying.j and second.close < speech.n:
            content = Content(quote.i, second.j, content.start, True, "direct")
        return Draft(saying, speaker, content, f"statements.{saying.entry.id}.behind", rule, saying.i, saying.j)
    if comma:
        begin = skip_joints(speech, a, c)
        if c + 1 - begin >= _SHORTEST_CLAUSE and speech.norms[begin] not in speech.sets["prepositions"] and not speech.is_time(begin):
            found = read_content(speech, begin, c + 1)
            if found is not None:
                return Draft(saying, speaker, found, f"statements.{saying.entry.id}.behind", rule, saying.i, saying.j)
    return _read_relative(readings, saying, speaker, rule, at)


def _read_relative(readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[int, int, int, int]) -> Draft | None:
    """A verb with a pronoun for its object in a relative clause: a curfew that X announced, which X denies."""
    speech, (a, cue_i, t, limit) = readings.speech, at
    if not (saying.suffix and saying.entry.takes_object) and not _points_back(speech, saying):
        return None
    begin = cue_i
    while begin > a and not (speech.norms[begin - 1] in COMMAS or speech.norms[begin - 1] in STOPS or speech.kinds[begin - 1] in "np"):
        if speech.is_time(begin - 1) or speech.norms[begin - 1] in speech.sets["relatives"]:
            break
        begin -= 1
    if cue_i - begin < 2:
        return None
    content = read_content(speech, begin, cue_i)
    if content is None:
        return None
    return Draft(saying, speaker, content, f"statements.{saying.entry.id}.relative", rule, saying.i, saying.j)


def _points_back(speech: Speech, saying: Saying) -> bool:
    return saying.j < speech.n and bool(saying.entry.prepositions) and speech.norms[saying.j] in speech.sets["back_pronouns"]


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
    if complement is None or (complement.kind == OBJECT and not after_mark):
        return None
    speaker = readings.subject_of_sentence(k) or readings.book.last
    if speaker is None:
        return None
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == AFTER_COLON, start=complement.start)
    if content is None:
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] else k
    previous = readings.drafts[-1] if readings.drafts else None
    if previous is not None and previous.cue_j == k and previous.cue_j > previous.cue_i:
        return None
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.participle", "participle", cue_i, saying.j)
    draft.cut = _cut(speech, cue_i, a)
    _add_medium(speech, draft, saying.j, complement.t)
    return draft


def _add_medium(speech: Speech, draft: Draft, i: int, j: int) -> None:
    found = find_medium(speech, i, j)
    if found is not None:
        words = speech.words
        draft.medium, draft.medium_span = found[0], (words.starts[found[1]], words.ends[found[2] - 1])


_ = (THAT, QUOTATION, clause_start)
