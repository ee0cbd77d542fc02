"""Subjects: the noun phrase that is the subject of a reporting verb, behind it, before it, or of the whole sentence.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.speech import COLON, COMMAS, DASHES, STOPS, Speech, is_noun_of
from marsad.annotators.word_classes import is_adjective, may_be_name
from marsad.text.forms import bare_of
from marsad.text.tokens import ARTICLE, CONJUNCTIONS, LAM

_FARTHEST = 40
_TANWIN = "\u064b"
_LONGEST_DATELINE = 10
_ASIDE = 14


def clause_start(speech: Speech, k: int, a: int) -> int:
    """Where the clause of word `k` begins, not before `a`: behind a comma, a stop, a colon, an opening mark or a joining word."""
    for c in range(k - 1, max(a, k - _FARTHEST) - 1, -1):
        norm, kind = speech.norms[c], speech.kinds[c]
        if norm in COMMAS or norm in STOPS or norm == COLON or kind == "n":
            return c + 1
        if c in speech.open_at and speech.open_at[c].close > k:
            return c + 1
        if (norm in DASHES or norm == "_") and _is_dateline(speech, a, c):
            return c + 1
        if (
            kind == "a"
            and (norm in speech.sets["that"] or norm in speech.sets["prefixed"])
            and norm not in speech.sets["prepositions"]
        ):
            return c + 1
    return max(a, k - _FARTHEST)


def _is_dateline(speech: Speech, a: int, c: int) -> bool:
    """Whether words `a` to `c - 1` say where, and by which agency, the report was written."""
    while a < c and (speech.kinds[a] in "ns" or speech.norms[a] in "(["):
        a += 1
    outlet = getattr(speech.actor_at.get(a), "kind", None) == "outlet"
    short = speech.norms[c] == "_" and c - a <= 2
    return (
        0 < c - a <= _LONGEST_DATELINE
        and (a in speech.place_at or outlet or short)
        and not any(k in speech.verbs for k in range(a, c))
    )


def skip_joints(speech: Speech, t: int, k: int) -> int:
    """First word from `t` on, before `k`, that is no conjunction, auxiliary or announcement of a new speaker."""
    while t < k:
        norm = speech.norms[t]
        shift = speech.grammar.shifts.longest(speech.norms, t)
        if shift is not None and shift[0] <= k:
            t = shift[0]
        elif (
            (speech.words.clitic[t] and norm in CONJUNCTIONS)
            or norm in speech.sets["prefixed"]
            or norm in speech.sets["auxiliaries"]
            or norm in COMMAS
            or speech.kinds[t] in "ns"
            or (t in speech.open_at and speech.open_at[t].close > k)
        ):
            t += 1
        else:
            break
    return t


def is_clause_first(speech: Speech, k: int, a: int) -> bool:
    """Whether nothing but joints stands between the beginning of the clause and word `k`."""
    return skip_joints(speech, clause_start(speech, k, a), k) >= k


def subject_before(speech: Speech, k: int, a: int) -> tuple[int, int] | None:
    """The subject that stands before the verb at word `k` in its clause, or None."""
    t = skip_joints(speech, clause_start(speech, k, a), k)
    if t >= k:
        return _set_off(speech, k, a)
    if not _may_begin(speech, t):
        return None
    end = read_phrase(speech, t, k)
    if end <= t:
        return None
    rest = end
    while rest < k:
        step = skip_joints(speech, rest, k)
        step = skip_adverbs(speech, step, k)
        if step < k and speech.norms[step] in speech.sets["anonymity"]:
            step = next((u + 1 for u in range(step + 1, min(k, step + 8)) if speech.norms[u] in speech.sets["identity"]), step)
        if step == rest:
            break
        rest = step
    return (t, end) if rest >= k else None


def _set_off(speech: Speech, k: int, a: int) -> tuple[int, int] | None:
    """The person or body at the head of the sentence whom a comma, or an aside, sets off from the verb at word `k`."""
    t = skip_joints(speech, a, k)
    mention = speech.mention_at(t)
    if (
        mention is None
        or speech.norms[k - 1] not in COMMAS
        or getattr(mention, "head", None) in ("people", "country", "adjective")
    ):
        return None
    end = read_phrase(speech, t, k)
    if end == k - 1 and t in speech.person_at and speech.person_at[t].name:
        return t, end
    aside = end < k - 1 and speech.norms[end] in COMMAS and k - end <= _ASIDE
    return (t, end) if aside and not speech.saying_at.get(end + 1) and end + 1 not in speech.verbs else None


def _may_begin(speech: Speech, t: int) -> bool:
    norm = speech.norms[t]
    if (
        norm in speech.sets["prepositions"]
        or norm in speech.sets["relatives"]
        or norm in speech.sets["negations"]
        or speech.is_time(t)
    ):
        return False
    if speech.is_medium(t) and _is_accusative(speech, t):
        return False
    if speech.mention_at(t) is not None or t in speech.open_at or norm == "#" or speech.is_medium(t):
        return True
    if bare_of(norm) in speech.sets["not_speakers"] or speech.has_finite_saying(t) or _is_accusative(speech, t):
        return False
    known = norm.startswith(ARTICLE) or is_noun_of("persons", norm) or is_noun_of("org_heads", norm)
    return known or (speech.kinds[t] in "al" and t not in speech.verbs and not speech.is_opener(t) and may_be_name(norm))


def _is_accusative(speech: Speech, t: int) -> bool:
    """Whether word `t` is printed with the ending of an indefinite object, and no "but" or "that" before it asks for it."""
    before = speech.norms[t - 1] if t else ""
    asked = before in speech.sets["prefixed"] or before in speech.sets["that"]
    return _TANWIN in speech.words.text_of(t, t + 1) and not asked


def subject_after(speech: Speech, t: int, limit: int, *, stops: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The subject that begins at word `t` with its apposition: `(begin, end)`, or None."""
    if t >= limit:
        return None
    if bare_of(speech.norms[t]) in speech.sets["not_speakers"] and speech.mention_at(t) is None:
        return None
    end = read_phrase(speech, t, limit, stops=stops)
    if end <= t:
        return None
    return t, _with_apposition(speech, t, end, limit)


def _with_apposition(speech: Speech, t: int, end: int, limit: int) -> int:
    """End of the subject with a name or an office between commas."""
    while end + 1 < limit:
        called = _called(speech, end, limit)
        if called > end:
            end = called
            continue
        comma = speech.norms[end] in COMMAS
        if bare_of(speech.norms[end + comma]) in speech.sets["wings"] and speech.norms[end + comma].startswith(ARTICLE):
            inner = read_phrase(speech, end + comma, limit)
            closed = inner < limit and speech.norms[inner] in COMMAS
            if inner > end + comma and (closed or not comma):
                end = inner
                continue
        if not comma:
            break
        after = end + 1
        person = speech.person_at.get(after)
        named = person is not None
        quoted = after in speech.open_at and speech.open_at[after].j - speech.open_at[after].i < 5
        office = is_noun_of("persons", speech.norms[after]) and not speech.is_time(after)
        unknown = _is_name(speech, after) and _is_office(speech, t)
        if not (named or quoted or office or unknown) or speech.saying_at.get(after):
            break
        inner = read_phrase(speech, after, limit)
        if inner <= after or inner >= limit:
            break
        closes = speech.norms[inner] in COMMAS or speech.is_that(inner) or speech.norms[inner] == COLON
        if not closes and not named and not unknown:
            break
        end = inner
    return end


def _called(speech: Speech, end: int, limit: int) -> int:
    """End of "by the name of X" behind a phrase that ends at word `end`, over one adjective; `end` where none stands."""
    for k in range(end, min(end + 2, limit - 1)):
        if speech.norms[k] in speech.sets["called"] and k + 1 in speech.person_at:
            return min(int(speech.person_at[k + 1].j), limit)
        if not is_adjective(speech, k):
            break
    return end


def _is_office(speech: Speech, t: int) -> bool:
    return is_noun_of("persons", speech.norms[t]) and speech.norms[t] not in speech.sets["mixed_plurals"]


def _is_name(speech: Speech, k: int) -> bool:
    norm = speech.norms[k]
    plain = (
        speech.kinds[k] == "a" and not speech.is_opener(k) and not speech.is_time(k) and norm not in speech.sets["prepositions"]
    )
    plain = (
        plain
        and k not in speech.verbs
        and norm not in speech.sets["negations"]
        and norm not in speech.sets["relatives"]
        and norm not in speech.sets["anonymity"]
        and norm not in speech.sets["prefixed"]
    )
    if norm.startswith(ARTICLE) or k in speech.actor_at or k in speech.place_at:
        return False
    return (
        plain and not speech.words.clitic[k] and k + 1 < speech.n and speech.kinds[k + 1] == "a" and not speech.saying_at.get(k)
    )


def sentence_subject(speech: Speech, a: int, k: int) -> tuple[int, int] | None:
    """The subject of the sentence that begins at `a`, before word `k`: the first person or body, else the phrase behind the verb.

    None where the sentence opens with a preposition.
    """
    if speech.norms[skip_joints(speech, a, k)] in speech.sets["prepositions"]:
        return None
    people: tuple[int, int] | None = None
    for t in range(a, k):
        mention = speech.mention_at(t)
        if mention is None or mention.j > k or speech.quote_around(t) is not speech.quote_around(k):
            continue
        before = speech.norms[t - 1] if t > a else ""
        governed = before in speech.sets["prepositions"] and before not in CONJUNCTIONS
        if not governed and getattr(mention, "head", None) != "people":
            return t, int(mention.j)
        people = people or ((t, int(mention.j)) if not governed else None)
    first = skip_joints(speech, a, k)
    if people is not None or first >= k or (first not in speech.verbs and not _may_begin(speech, first)):
        return people
    t = skip_adverbs(speech, first + (first in speech.verbs and not _may_begin(speech, first)), k)
    if (
        t < k
        and speech.quote_around(t) is None
        and speech.kinds[t] == "a"
        and speech.norms[t] not in speech.sets["prepositions"]
        and not speech.is_opener(t)
    ):
        end = read_phrase(speech, t, k)
        if end > t:
            return t, _with_apposition(speech, t, end, k)
    return None


def issuer_of(speech: Speech, t: int, limit: int, *, stops: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Who issued the statement whose noun stands at word `t`: behind "of", "from", or as subject of "issued".

    `stops`: prepositions that open a content."""
    for u in range(t + 1, min(limit, t + 10)):
        norm = speech.norms[u]
        if norm in COMMAS or norm in STOPS or norm == COLON or speech.is_that(u) or norm in speech.sets["particles"]:
            return None
        if speech.is_opener(u) or (u in speech.verbs and norm not in speech.sets["issuing_verbs"] | speech.sets["issues"]):
            return None
        if (
            (norm == LAM and speech.words.clitic[u])
            or (norm in speech.sets["issuer_prepositions"] and norm not in stops)
            or norm in speech.sets["issuing_verbs"]
        ):
            return subject_after(speech, u + 1, limit)
        if u == t + 1 and not is_adjective(speech, u) and (speech.mention_at(u) is not None or is_noun_of("org_heads", norm)):
            return subject_after(speech, u, limit)
    return None
