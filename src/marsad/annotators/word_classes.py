"""Word classes that letters tell: adjectives of relation, participles used as adjectives, prepositions fused with their noun."""

from __future__ import annotations

from functools import lru_cache

from marsad.annotators.speech import Speech, is_noun_of
from marsad.lexicons import is_general_form, is_general_noun, is_general_verb, is_particle, known_words
from marsad.text.forms import ALEF, HEH, LAM, MEEM, NOON, TEH, WAW, YEH, bare_of
from marsad.text.tokens import ARTICLE, BEH

_NISBA = (YEH, YEH + HEH, YEH + YEH + NOON, YEH + WAW + NOON, YEH + ALEF + TEH)
_PLURALS = (ALEF + TEH, WAW + NOON)
_JOINED = frozenset((BEH, LAM))


def is_adjective(speech: Speech, k: int) -> bool:
    """Whether a word looks like an adjective: of relation, or among those of sources."""
    plain = bare_of(speech.norms[k])
    if plain in speech.sets["adjectives"] or (plain.endswith(WAW + NOON) and plain[:-2] in speech.sets["adjectives"]):
        return True
    if len(plain) <= 3 or is_noun_of("openers", plain) or is_noun_of("persons", plain):
        return False
    return plain.endswith(_NISBA) or is_participial(speech, k)


def is_participial(speech: Speech, k: int) -> bool:
    """Whether a definite word looks like a participle used as an adjective: linked, supported, loyal to."""
    plain = bare_of(speech.norms[k])
    if (
        not speech.norms[k].startswith(ARTICLE)
        or not plain.startswith(MEEM)
        or len(plain) < 5
        or speech.mention_at(k) is not None
    ):
        return False
    return not (
        is_noun_of("openers", plain)
        or is_noun_of("persons", plain)
        or is_noun_of("org_heads", plain)
        or plain in speech.sets["place_heads"]
    )


def preposition_at(speech: Speech, t: int) -> tuple[str, int, int | None] | None:
    """The preposition at word `t`, the word that it governs, and the code point where that begins if both are one word."""
    norm = speech.norms[t]
    if norm in speech.sets["prepositions"]:
        return norm, t + 1, None
    if norm[0] == BEH and len(norm) == 3 and norm[1:] in speech.sets["openers"]:
        return BEH, t, speech.words.starts[t] + 1
    joined = norm[0] in _JOINED and len(norm) > 4 and speech.kinds[t] == "a" and speech.mention_at(t) is None
    joined = joined and norm not in speech.sets["leaders"]
    if joined and (is_noun_of("openers", norm[1:]) or (norm[0] == BEH and _is_fused(norm))):
        return norm[0], t, speech.words.starts[t] + 1
    return None


@lru_cache(maxsize=1 << 14)
def _is_fused(norm: str) -> bool:
    """Whether a word that begins with a preposition's letter is no word of its own, but a preposition with its noun."""
    known = known_words()
    found = known.get(norm)
    if found is None:
        return True
    return not found[1] and norm[1:] in known


@lru_cache(maxsize=1 << 14)
def may_be_name(norm: str) -> bool:
    """Whether a folded word is a name of the general vocabulary or no word of it at all."""
    if is_general_form(norm) and not is_particle(norm) and not is_general_verb(norm):
        return True
    found = known_words().get(norm)
    listed = found is not None and (bool(found[1]) or norm.endswith(_PLURALS))
    return not listed and not is_particle(norm) and not is_general_verb(norm) and not is_general_noun(norm)
