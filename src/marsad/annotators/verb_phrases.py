"""Verb phrases of reporting: whether a verb reports here, who its subject is and what joins its content.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.agreement import FEMININE, gender_of, gender_of_cue
from marsad.annotators.complements import OBJECT, QUOTATION, THAT, Complement, complement_at, is_quoted_name, search_complement
from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.readings import Readings
from marsad.annotators.sayings import Saying
from marsad.annotators.speech import COMMAS, STOPS, Speech, is_noun_of
from marsad.annotators.subjects import issuer_of, subject_after
from marsad.annotators.word_classes import preposition_at
from marsad.text.forms import NOON, YEH, bare_of
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import CONJUNCTIONS

OBLIQUE = YEH + NOON


def is_anonymity(speech: Speech, k: int, b: int) -> bool:
    """Whether the word only says that the source wants no name: asked not to be named."""
    if not any(speech.norms[u] in speech.sets["anonymity"] for u in range(max(k - 2, 0), k + 1)):
        return False
    return any(speech.norms[u] in speech.sets["identity"] for u in range(k + 1, min(b, k + 7)))


def word_before(speech: Speech, k: int, a: int) -> int:
    """The word before a verb and its conjunctions and particles."""
    p = k - 1
    while p > a and (speech.words.clitic[p] or speech.norms[p] in speech.sets["particles"]):
        p -= 1
    return max(p, a)


def may_report(speech: Speech, saying: Saying, a: int, first: bool, before: tuple[int, int] | None) -> bool:
    """Whether a verb can be a verb of reporting here at all."""
    k, entry = saying.i, saying.entry
    if speech.norms[k] in speech.sets["called"] and (k + 1 in speech.person_at or k + 1 in speech.open_at):
        return False
    if saying.suffix and (entry.that and not entry.takes_object) and not entry.prepositions:
        return False
    previous = speech.norms[word_before(speech, k, a)]
    if entry.negated and previous not in speech.sets["negations"]:
        return False
    if entry.guarded and not first and before is None:
        return False
    masdar_alike = speech.norms[k].endswith(YEH)  # the verbal noun of a defective verb has its letters
    if k > a and speech.norms[k - 1] in speech.sets["prepositions"] and not masdar_alike:
        return False
    if previous in speech.sets["relatives"] and k > a:
        return speech.norms[k - 1] == previous and (previous.startswith(speech.article) or saying.entry.that)
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


def read_verb_phrase(
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
        found = _subject_behind(readings, saying, t, limit)
        if found is not None:
            subject = found
            t = skip_adverbs(speech, found[1], limit, complements=entry.prepositions)
            voice = _voice(speech, found[1], t, limit)
            subject = voice or subject
    if subject is not None and (quoted := _quoted_source(speech, subject[1], limit)) is not None:
        readings.book.note(saying.i, readings.book.read(*subject))
        subject, t = quoted, skip_adverbs(speech, quoted[1], limit, complements=entry.prepositions)
    if entry.relays:
        relayed = _read_relayed(speech, saying, t, limit)
        if relayed is not None:
            if subject is not None:
                readings.book.note(saying.i, readings.book.read(*subject))
            subject, t = relayed
            t = skip_adverbs(speech, t, limit)
    complement = complement_at(speech, entry, t, limit) if saying.doubtful else search_complement(speech, entry, t, limit)
    if complement is not None and ((complement.kind == OBJECT and saying.suffix) or points_back(speech, saying)):
        complement = None
    if complement is not None and complement.kind == QUOTATION and _is_behind_quotation(speech, saying.i, None):
        complement = None
    if subject is not None and before is None and complement is not None and complement.kind == THAT:
        subject = _named_in(speech, subject, complement.t)
    return subject, complement, t


def _subject_behind(readings: Readings, saying: Saying, t: int, limit: int) -> tuple[int, int] | None:
    """The subject that begins at word `t` behind the verb; None where an object, an adverb or nothing stands there."""
    speech, entry = readings.speech, saying.entry
    object_first = (
        entry.takes_object and t < limit and _is_object(speech, t, limit) and not _agrees_with_medium(speech, saying, t)
    )
    displaced = t > saying.j and t < limit and not names_somebody(speech, t) and t not in speech.open_at
    displaced = displaced and not speech.norms[t].startswith(speech.article)
    if object_first or displaced:
        return None
    found = subject_after(speech, t, limit, stops=entry.that_after)
    if found is None:
        return None
    outlet = getattr(speech.actor_at.get(t), "kind", None) == "outlet"
    if speech.is_medium(t) and not outlet:
        found = issuer_of(speech, t, limit, stops=entry.that_after | entry.relays) or found
    direct = found[0] == t and _goes_on(readings, saying, turns=True)
    if direct and entry.takes_object and not may_be_subject(speech, saying, found):
        return None
    if entry.takes_object and _is_oblique(speech, found[0]):
        return None
    if (entry.transitive or _is_possessed(speech, found[0])) and _is_lone_object(readings, saying, found, limit):
        return None
    return found


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
    joined = _goes_on(readings, saying)
    after = skip_adverbs(speech, found[1], limit, complements=saying.entry.prepositions)
    behind = preposition_at(speech, after) if after < limit else None
    lone = behind is not None and behind[0] in saying.entry.prepositions
    known = any(k in speech.person_at for k in range(*found))
    if not known and _is_possessed(speech, found[0]):
        return any(at < saying.i for at, _ in readings.subjects.get(a, ()))
    return not known and (lone or (joined and speech.mention_at(found[0]) is None))


def _is_possessed(speech: Speech, k: int) -> bool:
    """Whether a noun for people carries "his" or "their": its owner is the subject."""
    norm = speech.norms[k]
    return norm not in speech.sets["persons"] and any(
        bare_of(stem) in speech.sets["persons"] for stem, _ in strip_enclitics(norm)
    )


def is_no_speaker(speech: Speech, t: int, limit: int) -> bool:
    t = skip_adverbs(speech, t, limit)
    return t < limit and bare_of(speech.norms[t]) in speech.sets["not_speakers"]


def refers_to_medium(speech: Speech, k: int, a: int) -> bool:
    """Whether a verb in a relative clause belongs to a statement or post: tweets in which she said …"""
    return any(speech.is_medium(p) or is_noun_of("rumours", speech.norms[p]) for p in range(max(a, k - 3), k))


def _is_oblique(speech: Speech, t: int) -> bool:
    """Whether word `t` names people in a case that no subject has: the plural in -in."""
    norm = speech.norms[t]
    people = is_noun_of("persons", norm) or getattr(speech.actor_at.get(t), "head", None) == "people"
    return people and len(bare_of(norm)) > 5 and norm.endswith(OBLIQUE)


def _is_object(speech: Speech, t: int, limit: int) -> bool:
    """Whether what begins at word `t` is said and no speaker: the noun of an act, or a quotation behind which nothing follows."""
    quote = speech.open_at.get(t)
    if quote is not None:
        after = quote.close + 1
        if is_quoted_name(speech, quote):
            return False
        return quote.j - quote.i > 1 and (after >= limit or speech.norms[after] in COMMAS or speech.norms[after] in STOPS)
    return speech.is_opener(t) and not names_somebody(speech, t)


def _goes_on(readings: Readings, saying: Saying, *, turns: bool = False) -> bool:
    """Whether "and" joins the cue to what somebody said before in the sentence; `turns`: or "while"."""
    speech, k = readings.speech, saying.i
    a, _ = speech.sentence(k)
    joined = k > a and (speech.words.clitic[k - 1] or (turns and speech.norms[k - 1] in speech.sets["turns"]))
    return joined and any(at < k for at, _ in readings.subjects.get(a, ()))


def may_be_subject(speech: Speech, saying: Saying, found: tuple[int, int]) -> bool:
    """Whether the gender of a verb that takes an object lets the noun phrase behind it be its subject."""
    if speech.person_at.get(found[0]) is not None or found[0] in speech.open_at:
        return True
    asked, has = gender_of_cue(speech, saying), gender_of(speech, speech.words.text_of(found[0], found[0] + 1))
    return asked is None or has is None or asked in (has, FEMININE)


def _agrees_with_medium(speech: Speech, saying: Saying, t: int) -> bool:
    """Whether the noun of a medium behind a feminine verb may be its subject: reports warned of."""
    return speech.is_medium(t) and gender_of_cue(speech, saying) == FEMININE == gender_of(speech, speech.words.text_of(t, t + 1))


def names_somebody(speech: Speech, t: int) -> bool:
    """Whether word `t` begins the name of somebody: a mention, or a noun for persons or for organisations."""
    return speech.mention_at(t) is not None or is_noun_of("persons", speech.norms[t]) or is_noun_of("org_heads", speech.norms[t])


def _read_relayed(speech: Speech, saying: Saying, t: int, limit: int) -> tuple[tuple[int, int], int] | None:
    """The source whom an agency or a page quotes: the phrase behind the preposition."""
    for u in range(saying.j, min(limit - 1, t + 3)):
        if speech.norms[u] in saying.entry.relays:
            end = read_phrase(speech, u + 1, limit)
            if end > u + 1:
                return (u + 1, end), end
    return None


def _quoted_source(speech: Speech, t: int, limit: int) -> tuple[int, int] | None:
    """The source from whom the subject relays: the agency said, quoting X, that."""
    for u in range(t, min(limit, t + 3)):
        found = speech.grammar.relays.longest(speech.norms, u)
        if found is not None:
            return subject_after(speech, found[0], limit)
    return None


def _voice(speech: Speech, i: int, j: int, limit: int) -> tuple[int, int] | None:
    """The person by whose mouth a body speaks, named among the adverbs in words `i` to `j - 1`."""
    for t in range(i, j):
        found = speech.grammar.voices.longest(speech.norms, t)
        if found is not None:
            return subject_after(speech, found[0], limit)
    return None


def points_back(speech: Speech, saying: Saying) -> bool:
    return saying.j < speech.n and bool(saying.entry.prepositions) and speech.norms[saying.j] in speech.sets["back_pronouns"]
