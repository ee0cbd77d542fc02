"""Utterances: what verbs and participles of reporting say, with their speaker: before the content, behind it, or inside it.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.complements import AFTER_COLON, OBJECT, PREPOSITION, QUOTATION, THAT, Complement, complement_at, search_complement
from marsad.annotators.contents import Content, read_content
from marsad.annotators.media import find_medium
from marsad.annotators.noun_phrases import preposition_at, read_phrase, skip_adverbs
from marsad.annotators.sayings import PARTICIPLE, CueEntry, Saying
from marsad.annotators.stances import is_one
from marsad.annotators.speakers import Speaker, SpeakerBook
from marsad.annotators.speech import COMMAS, STOPS, Speech, bare, is_noun_of
from marsad.annotators.subjects import issuer_of, is_clause_first, sentence_subject, skip_joints, subject_after, subject_before
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
    echoes: Draft | None = None  # the statement whose content it takes up


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
    a, b = speech.sentence(k)
    if is_anonymity(speech, k, b) or any(d.content.i == k and not d.content.quoted for d in readings.drafts[-2:]):
        return None
    if saying.entry.requires and not any(_is_among(speech.norms[u], saying.entry.requires) for u in range(k + 1, min(b, k + 30))):
        return None
    quote = speech.quote_around(k)
    if saying.shape == PARTICIPLE:
        return _read_participle(readings, saying)
    limit = quote.j if quote is not None else b
    first = is_clause_first(speech, _word_before(speech, k, a) if saying.entry.negated else k, a)
    before = subject_before(speech, k, a) if not first else None
    back = _back_phrase(speech, k, a)
    if back is not None:
        return _read_back(readings, saying, back, (a, limit))
    if not _may_report(speech, saying, a, first, before):
        return None
    subject, complement, t = _read_behind(readings, saying, before, limit)
    if subject is None and not first and complement is not None and complement.kind == AFTER_COLON:
        subject = next(((p.i, p.j) for p in speech.persons if p.j == k), None)
    if subject is None and not saying.entry.takes_object and _is_no_speaker(speech, saying.j, limit):
        return None
    shouted = complement is not None and complement.kind == AFTER_COLON
    if subject is None and not first and not shouted and not _refers_to_medium(speech, k, a) and not _points_back(speech, saying):
        return None
    speaker, rule = _speaker_of(readings, saying, subject, first)
    if speaker is None:
        return None
    if not saying.entry.guarded or complement is not None or (first and subject is not None and _names_somebody(speech, subject[0])):
        readings.note_subject(k, speaker)
    if speech.norms[_word_before(speech, k, a)] in speech.sets["negations"] and not saying.entry.negated:
        return None
    cue_i = k - 1 if k > a and speech.words.clitic[k - 1] and speech.norms[k - 1] in CONJUNCTIONS else k
    if quote is not None and (complement is None or complement.kind != AFTER_COLON):
        return None
    if complement is None:
        return _read_behind_content(readings, saying, speaker, rule, (a, cue_i, t, limit))
    content = read_content(speech, complement.t, limit, after_colon=complement.kind == AFTER_COLON, start=complement.start)
    if content is None or not fits(speech, saying.entry, complement, content):
        return None
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.{complement.kind}", rule, cue_i, _cue_end(speech, saying, complement))
    draft.echoes = _taken_up(readings, complement, content)
    relative = not first and before is None
    draft.cut = None if relative else cut_before(speech, subject_begin(before, cue_i), a)
    _add_medium(speech, draft, saying.j, complement.t)
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
    """Whether the first words of a content that is a noun phrase are among those that the cue asks for and none that it refuses."""
    if complement.kind not in (OBJECT, PREPOSITION):
        return True
    first = [k for k in range(content.i, min(content.j, content.i + 2)) if speech.kinds[k] in "ad"]
    if entry.unless and any(is_one(speech.norms[k], entry.unless) for k in first[:1]):
        return False
    return not entry.only or any(speech.kinds[k] == "d" or is_one(speech.norms[k], entry.only) for k in first)


def is_anonymity(speech: Speech, k: int, b: int) -> bool:
    """Whether the word only says that the source wants no name: asked not to be named."""
    if not any(speech.norms[u] in speech.sets["anonymity"] for u in range(max(k - 2, 0), k + 1)):
        return False
    return any(speech.norms[u] in speech.sets["identity"] for u in range(k + 1, min(b, k + 7)))


def subject_begin(before: tuple[int, int] | None, cue_i: int) -> int:
    """Where the clause of a cue begins that may have its subject before it."""
    return before[0] if before is not None else cue_i


def cut_before(speech: Speech, begin: int, a: int) -> int:
    """Where a content before the clause that begins at word `begin` ends: before its joints."""
    k = begin
    while k > a:
        norm = speech.norms[k - 1]
        while_before = norm not in speech.sets["prefixed"] and speech.norms[k] in speech.sets["whiles"] and norm in speech.sets["prepositions"]
        joint = while_before or norm in COMMAS or norm in speech.sets["prefixed"] or norm in speech.sets["auxiliaries"] or speech.words.clitic[k - 1]
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
    if speech.norms[k] in speech.sets["prepositions"] and k + 1 < speech.n:
        outlet = getattr(speech.actor_at.get(k + 1), "kind", None) == "outlet"
        if outlet or speech.is_medium(k + 1) or k + 1 in speech.open_at or speech.norms[k + 1] in speech.sets["platforms"]:
            return False
    if before is None and speech.norms[k] in speech.sets["impersonal"]:
        after = speech.norms[k + 1] if k + 1 < speech.n else ""
        if after in speech.sets["that"] or after in speech.sets["prepositions"]:
            return False
    return True


def _read_behind(
    readings: Readings, saying: Saying, before: tuple[int, int] | None, limit: int
) -> tuple[tuple[int, int] | None, Complement | None, int]:
    """Subject, complement and the word reached, from what stands behind the verb."""
    speech, entry, subject = readings.speech, saying.entry, before
    t = skip_adverbs(speech, saying.j, limit, complements=entry.prepositions)
    complement = complement_at(speech, entry, t, limit)
    named = complement is not None and complement.kind == QUOTATION and _is_behind_quotation(speech, saying.i, t)
    if complement is not None and not named and not entry.relays:
        return subject, complement, t
    if before is None and not (saying.plural and t in speech.open_at):
        object_first = entry.takes_object and t < limit and _is_object(speech, t, limit)
        displaced = t > saying.j and t < limit and not _names_somebody(speech, t) and t not in speech.open_at
        displaced = displaced and not speech.norms[t].startswith(speech.article)
        found = None if object_first or displaced else subject_after(speech, t, limit, stops=entry.that_after)
        if found is not None and speech.is_medium(t) and (issuer := issuer_of(speech, t, limit)) is not None:
            found = issuer
        if found is not None and entry.transitive and _is_lone_object(readings, saying, found, limit):
            found = None
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
    complement = complement_at(speech, entry, t, limit) if saying.doubtful else search_complement(speech, entry, t, limit)
    if complement is not None and ((complement.kind == OBJECT and saying.suffix) or _points_back(speech, saying)):
        complement = None
    if complement is not None and complement.kind == QUOTATION and _is_behind_quotation(speech, saying.i, None):
        complement = None
    if subject is not None and before is None and complement is not None and complement.kind == THAT:
        subject = _named_in(speech, subject, complement.t)
    return subject, complement, t


def _is_behind_quotation(speech: Speech, k: int, t: int | None) -> bool:
    """Whether the verb at word `k` follows what was said, so that a short quotation at word `t` is the speaker's name."""
    c = k - 1 - (k > 0 and speech.norms[k - 1] in COMMAS)
    quote = speech.close_at.get(c)
    return quote is not None and quote.j - quote.i > 3 and (t is None or speech.open_at[t].j - speech.open_at[t].i <= 3)


def _named_in(speech: Speech, subject: tuple[int, int], j: int) -> tuple[int, int]:
    """The subject with the named person who stands between it and its content in apposition."""
    if any(speech.person_at[k].name for k in range(*subject) if k in speech.person_at):
        return subject
    for k in range(subject[1], j):
        person = speech.person_at.get(k)
        if person is not None and person.name and person.j <= j and speech.norms[k - 1] in COMMAS:
            return subject[0], person.j
    return subject


def _is_lone_object(readings: Readings, saying: Saying, found: tuple[int, int], limit: int) -> bool:
    """Whether the only noun phrase behind a transitive verb is its object, and the subject goes on from the cue before."""
    speech = readings.speech
    a, _ = speech.sentence(saying.i)
    joined = saying.i > a and speech.words.clitic[saying.i - 1] and any(at < saying.i for at, _ in readings.subjects.get(a, ()))
    after = skip_adverbs(speech, found[1], limit, complements=saying.entry.prepositions)
    behind = preposition_at(speech, after) if after < limit else None
    lone = behind is not None and behind[0] in saying.entry.prepositions
    known = any(k in speech.person_at for k in range(*found))
    return not known and (lone or (joined and speech.mention_at(found[0]) is None))


def _is_no_speaker(speech: Speech, t: int, limit: int) -> bool:
    t = skip_adverbs(speech, t, limit)
    return t < limit and bare(speech.norms[t]) in speech.sets["not_speakers"]


def _refers_to_medium(speech: Speech, k: int, a: int) -> bool:
    """Whether a verb in a relative clause belongs to a statement or post: tweets in which she said …"""
    return any(speech.is_medium(p) for p in range(max(a, k - 3), k))


def _is_object(speech: Speech, t: int, limit: int) -> bool:
    """Whether what begins at word `t` is said and no speaker: the noun of an act, or a quotation behind which nothing follows."""
    quote = speech.open_at.get(t)
    if quote is not None:
        after = quote.close + 1
        return quote.j - quote.i > 1 and (after >= limit or speech.norms[after] in COMMAS or speech.norms[after] in STOPS)
    return speech.is_opener(t) and not _names_somebody(speech, t)


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
    a, _ = readings.speech.sentence(saying.i)
    if not first or skip_joints(readings.speech, a, saying.i) < saying.i:
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
    if comma and not saying.entry.guarded:
        begin = skip_joints(speech, a, c)
        if c + 1 - begin >= _SHORTEST_CLAUSE and speech.norms[begin] not in speech.sets["prepositions"] and not speech.is_time(begin):
            found = read_content(speech, begin, c + 1)
            if found is not None:
                return Draft(saying, speaker, found, f"statements.{saying.entry.id}.behind", rule, saying.i, saying.j)
    return _read_relative(readings, saying, speaker, rule, at)


def _read_relative(readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[int, int, int, int]) -> Draft | None:
    """A verb with a pronoun for its object in a relative clause: a curfew that X announced, which X denies."""
    speech, (a, cue_i, t, limit) = readings.speech, at
    if rule != "subject" or (not (saying.suffix and saying.entry.takes_object) and not _points_back(speech, saying)):
        return None
    begin = cue_i
    while begin > a and not (speech.norms[begin - 1] in COMMAS or speech.norms[begin - 1] in STOPS or speech.kinds[begin - 1] in "np"):
        if (speech.is_time(begin - 1) and speech.norms[begin - 1] not in speech.sets["units"] and speech.kinds[begin - 1] != "d") or speech.norms[begin - 1] in speech.sets["relatives"]:
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


def _back_phrase(speech: Speech, k: int, a: int) -> int | None:
    """Beginning of "which" before the verb at word `k`, where it takes up all that was said."""
    for p in range(max(a, k - 3), k):
        found = speech.grammar.backs.longest(speech.norms, p)
        if found is not None and found[0] == k:
            return p
    return None


def _read_back(readings: Readings, saying: Saying, back: int, at: tuple[int, int]) -> Draft | None:
    """…, which X denies: the content is what was said before in the sentence."""
    speech, (a, limit) = readings.speech, at
    if not saying.suffix and not _points_back(speech, saying):
        return None
    t = skip_adverbs(speech, saying.j, limit)
    subject = subject_after(speech, t, limit)
    earlier = [d for d in readings.drafts if a <= d.cue_i < saying.i]
    if subject is None or not earlier:
        return None
    cut = cut_before(speech, back, a)
    draft = Draft(saying, readings.book.read(*subject), earlier[-1].content, f"statements.{saying.entry.id}.back", "subject", saying.i, saying.j)
    draft.echoes = earlier[-1]
    draft.cut = cut
    return draft


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
    if quote is not None and (complement is None or complement.kind != AFTER_COLON):
        return None
    if complement is None or (complement.kind not in (THAT, AFTER_COLON) and not after_mark):
        return None
    speaker = readings.subject_of_sentence(k) or readings.book.last
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
    _add_medium(speech, draft, saying.j, complement.t)
    return draft


def _add_medium(speech: Speech, draft: Draft, i: int, j: int) -> None:
    found = find_medium(speech, i, j)
    if found is not None:
        words = speech.words
        draft.medium, draft.medium_span = found[0], (words.starts[found[1]], words.ends[found[2] - 1])



def _is_among(norm: str, words: frozenset[str]) -> bool:
    return norm in words or bare(norm) in words
