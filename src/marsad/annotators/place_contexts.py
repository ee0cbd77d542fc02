"""What a name stands after, and whether it is a place there: a government that speaks, a person, a club or an outlet is none.

Contexts: "noun" (a place noun), "strong" (a preposition or noun of place), "direction", "be" and "lam" (clitics), "attributive"
(a local body), "event", "verb", "list", "weak" (a preposition that settles nothing), "start", "bare"; "head", "person" and
"other" shut the name out.
"""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_cues import after, before, cues, is_verb, is_word
from marsad.annotators.place_found import Found, noun_before
from marsad.annotators.place_governments import SURE, is_government, is_place_of_government
from marsad.lexicons.gazetteer import GazetteerPlace
from marsad.lexicons.gazetteer_tables import near
from marsad.text.tokens import ARTICLE, Words

_FAIR = SURE | {"list", "attributive", "event", "verb", "lam"}
_NAMED = frozenset(("noun", "distance"))
_SPORTY = 4
_ON_THE_WAY = ("from_words", "off_words", "to_words", "far")


def read_contexts(words: Words, names: list[Found], votes: Counter[str]) -> None:
    """Set `context`, `prior`, `rural`, `distance` and `accepted` of each name, in order."""
    ends: dict[int, Found] = {}
    sporty = len({norm for norm in words.norms if norm in cues()["sport"]}) >= _SPORTY
    settled: set[tuple[str, ...]] = set()
    for name in names:
        name.context = _context(words, name, ends)
        for k in range(name.a, name.j):
            ends[k] = name
    for name in names:
        if name.prior is not None:
            name.prior.later = name
        name.at_home = _is_at_home(name, votes)
        name.accepted = _accept(words, name, name.options, sporty) or _is_short_name(name, votes)
        if name.accepted and name.context == "noun":
            settled.add(name.key)
    for name in names:
        if (
            not name.accepted
            and name.key in settled
            and name.context in ("strong", "be", "doubtful", "weak", "lam", "event", "attributive", "list", "verb")
        ):
            name.accepted = not is_government(name, name.options)


def _is_short_name(name: Found, votes: Counter[str]) -> bool:
    """Whether a name like "the South" stands for a part of the country that the report is about."""
    if len(name.key) != 1 or name.context in ("head", "other", "person") or not votes:
        return False
    country = max(sorted(votes), key=lambda c: votes[c])
    return votes[country] * 2 >= sum(votes.values()) and name.key[0] in cues().short_names.get(country, ())


def _is_at_home(name: Found, votes: Counter[str]) -> bool:
    """Whether a candidate lies in the country that most of the report speaks of."""
    total = sum(votes.values())
    return any(p.country is not None and votes[p.country] * 2 > total for p in name.options)


def _context(words: Words, name: Found, ends: dict[int, Found]) -> str:
    table, norms = cues(), words.norms
    k = noun_before(words, name)
    before_noun = norms[k] if k >= 0 else ""
    if _shut_out(words, name, k):
        return "head" if before_noun in table["heads"] else "other"
    if name.prior is not None:
        return "noun" if name.noun is not None else "list"
    if name.noun is not None:
        if k >= 0 and before_noun in table["countryside"]:
            name.rural = True
        return "noun"
    if k < 0:
        return "start"
    return _read_before(words, name, k, ends)


def _read_before(words: Words, name: Found, k: int, ends: dict[int, Found]) -> str:
    table, norms = cues(), words.norms
    norm = norms[k]
    if k in ends and k + 1 == name.i and norms[name.a] in table["directions"]:
        return "direction"  # a town and the region that it lies in, one after the other
    if norm[1:] in table["strong"] and norm[0] in table["ands"]:
        norm = norm[1:]  # a conjunction that the tokenizer left on
    if norm in table["ands"] or norm in table["list_marks"] or norm in table["then_words"]:
        return _in_list(words, name, k, ends)
    if name.i > 0 and words.norms[name.i - 1] in table["opening"] and norm in table["clitics_to"]:
        return "other"  # told to an outlet in quotation marks
    if words.clitic[k]:
        if norm in table["clitics_in"] and (m := before(words, k)) >= 0 and norms[m] in table["nicknames"]:
            return "person"
        if norm in table["clitics_in"]:
            return "be" if norms[name.a] not in table["not_after_be"] else "doubtful"
        return "lam" if norm in table["clitics_to"] else "bare"
    if norm in table["countryside"]:
        name.rural = True
        return "strong"
    if norm in table["directions"] or (
        norm in table["region_words"] and before(words, k) >= 0 and norms[before(words, k)] in table["directions"]
    ):
        return "direction" if not _measured(words, name, k) else "distance"
    if norm in table["strong"]:
        return "strong"
    if norm in table["weak"]:
        return _weak(words, name, k)
    if norm in table["capitals_nouns"] or norm in table["noun_adjectives"] or (norm in table.nationality and k not in ends):
        m = before(words, k)
        if norm in table["capitals_nouns"] or (m >= 0 and norms[m] in table["capitals_nouns"]):
            return "noun"
    if norm in table["given"] or norm in table["titles"]:
        return "attributive" if norm in table["bodies"] else "person"
    if norm in table["bodies"]:
        return "attributive"
    if norm in table["events"]:
        return "event"
    if norm in table["verbs"]:
        return "verb"
    return "bare"


def _weak(words: Words, name: Found, k: int) -> str:
    """A preposition that settles nothing by itself: "weak", or "strong" after "in each of", or "distance" after a measure."""
    table, norms = cues(), words.norms
    if norms[k] in table["from_words"]:
        m = before(words, k)
        if m >= 0 and norms[m] in table["all_words"]:
            m = before(words, m)
            return "strong" if m >= 0 and (norms[m] in table["strong"] or words.clitic[m]) else "weak"
        if m >= 0 and norms[m] in table["directions"]:
            return "distance" if _measured(words, name, m) else "direction"
    if _measured(words, name, k):
        return "distance"
    return "weak"


def _measured(words: Words, name: Found, k: int) -> bool:
    """Whether a distance stands before word `k`: number, unit, and perhaps direction; it is kept in `name.distance`."""
    table, norms = cues(), words.norms
    direction: list[str] = []
    for _ in range(4):
        if k < 0:
            return False
        norm = norms[k]
        if norm in table["units"]:
            m = before(words, k)
            if m >= 0 and words.kinds[m] == "d":
                name.distance = (float(norms[m].replace(",", "")) if norms[m].count(".") < 2 else 0.0, " ".join(direction))
                return True
            return m >= 0
        if norm in table["directions"]:
            direction.insert(0, norm)
        elif all(norm not in table[key] for key in _ON_THE_WAY):
            return False
        k = before(words, k)
    return False


def _in_list(words: Words, name: Found, k: int, ends: dict[int, Found]) -> str:
    """After "and", "then" or a comma: in a list with the name before, unless a clause begins."""
    table = cues()
    m = before(words, k)
    if m >= 0 and words.norms[m] in table["list_marks"] | table["ands"]:
        m = before(words, m)
    if m < 0:
        return "start"
    prior = ends.get(m)
    if prior is None:
        if words.norms[k] in table["ands"] and words.norms[m] in table["strong"]:
            return "strong"
        return "bare" if words.norms[k] in table["ands"] else "start"
    if words.norms[k] in table["list_marks"]:
        following = after(words, name.j)
        if following >= 0 and (is_verb(words.norms[following])):
            return "start"
    name.prior = prior
    return "list"


def _shut_out(words: Words, name: Found, k: int) -> bool:
    """Whether the name belongs to an outlet, a group, a club, a person, or to a hashtag of more words."""
    table, norms = cues(), words.norms
    if k >= 0 and norms[k] in table["heads"] and not (norms[k] in table["bodies"] and name.noun is None):
        return True
    if k >= 0 and norms[k] in table["not_before"]:
        return True
    if k > 0 and norms[k] in table["causes"] and (m := before(words, k)) >= 0 and norms[m] in table["heads"]:
        return True
    begin, end = (name.head if name.head >= 0 else name.i), name.j
    if begin > 0 and norms[begin - 1] == "_" and name.noun is None:
        return True
    if end < len(words) and norms[end] == "_":
        return True
    following = after(words, end)
    if norms[name.a] in table["months"] and name.noun is None and _beside_date(words, k, following):
        return True
    if following < 0:
        return False
    norm = norms[following]
    if norm in table["democratic"] or (norm in table["not_after"] and name.noun is None):
        return norm in table["democratic"] or not _is_today(words, name, following)
    return norm in table["outlet_tails"] and following == end


def _beside_date(words: Words, k: int, following: int) -> bool:
    """Whether digits or words of dates stand before or after a name that is also that of a month."""
    marks = cues()["month_marks"]
    return any(m >= 0 and (words.kinds[m] == "d" or words.norms[m] in marks) for m in (k, following))


def _is_today(words: Words, name: Found, following: int) -> bool:
    """Whether the word after is plain time ("in Baghdad today") and not the tail of an outlet's name in quotes."""
    opened = name.i > 0 and words.kinds[name.i - 1] == "p" and words.norms[name.i - 1] not in "#_(-,\u060c/"
    return is_word(words.norms[following]) and not opened and words.norms[following] in cues()["today"]


def _accept(words: Words, name: Found, places: list[GazetteerPlace], sporty: bool) -> bool:
    """Whether the name is a place where it stands."""
    context = name.context
    if context in ("head", "person", "other"):
        return False
    if name.unknown:
        return context == "noun"
    if context == "list" and name.prior is not None and not name.prior.accepted:
        context = "bare"
    best = max(places, key=lambda p: (p.source == "marsad", p.weight))
    listed = context == "list" and (_near_prior(name, places) or _among_cities(name, best))
    if context == "list" and name.key[0] in cues()["not_after_be"] and not listed:
        return False
    if is_government(name, places):
        return is_place_of_government(words, name, places, context)
    if name.key in cues().noun_only:
        weighty = best.weight >= 5 and context in ("strong", "be", "weak", "direction")
        return context in ("noun", "distance") or listed or (weighty and name.at_home)
    if sporty and (best.common or best.weight < 3 or context not in SURE):
        return context == "noun" or (context in SURE and not best.common)
    return context in _allowed(name, best)


def _allowed(name: Found, best: GazetteerPlace) -> frozenset[str]:
    """The contexts in which a name counts, by how well it is known and how like an ordinary word it is."""
    single = len(name.key) == 1
    ordinary = single and (is_word(name.key[0]) or name.key[0] in cues().all_words or name.key[0] in cues().nationality)
    common = best.common or (single and name.key[0] in cues()["ordinary"])
    anywhere = _FAIR | {"weak", "start", "bare"}
    if not single and name.key[0] in cues()["fathers"] and best.weight < 3:
        return _NAMED | {"strong", "direction", "be", "list"}
    if best.source != "marsad":
        if best.weight >= 3 and not ordinary and not common:
            return anywhere
        at_hand = best.country in cues()["region"] and (best.weight >= 1 or not single)
        return SURE | {"list"} if not ordinary and not common and (best.weight >= 2 or at_hand) else _NAMED
    if common:
        fair = _FAIR - {"lam"}
        return fair | {"weak"} if best.weight >= 4 else fair - {"event"} if best.weight >= 3 else SURE | {"list"}
    if best.weight >= 3 or not single:
        return anywhere
    return _FAIR | {"weak"} if ordinary or best.weight < 2 else anywhere


def _among_cities(name: Found, best: GazetteerPlace) -> bool:
    """Whether a name without article, though a plain word, is a big town listed between others of its country."""
    prior = name.prior
    if best.weight < 3 or best.kind not in ("city", "admin1") or name.key[0].startswith(ARTICLE) or prior is None:
        return False
    return prior.accepted and any(p.country == best.country and p.kind == "city" and p.weight >= 2 for p in prior.options)


def _near_prior(name: Found, places: list[GazetteerPlace]) -> bool:
    prior = name.prior
    return prior is not None and any(near((p.lat, p.lon), (q.lat, q.lon), 100.0) for p in places for q in prior.options)
