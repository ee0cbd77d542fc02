"""Derivation: the regular verbal noun and participles of a verb. Verbal nouns of form I follow no rule and are not built."""

from __future__ import annotations

from marsad.text.conjugation import conjugate_verb
from marsad.text.folding import fold
from marsad.text.forms import YEH

_KASRATAN = "\u064d"
_UNKNOWN = "?"
_SLOTS = {"masdar": "vn", "active_participle": "ap", "passive_participle": "pp"}


def derive_nouns(lemma: str, *, form: str, vowels: str | None = None) -> dict[str, list[str]]:
    """Folded `masdar`, `active_participle` and `passive_participle` of a verb, masculine singular, each a list.

    Defective participles come with their final yeh and without it. ValueError as for `inflect_verb`.
    """
    verb = conjugate_verb(lemma, form=form, vowels=vowels)
    found: dict[str, list[str]] = {}
    for name, slot in _SLOTS.items():
        printed = [f.form for f in verb.slots.get(slot, ()) if _UNKNOWN not in f.form]
        if name == "masdar" and form == "I":
            printed = []
        words = [word for p in printed for word in ([fold(p) + YEH, fold(p)] if p.endswith(_KASRATAN) else [fold(p)])]
        found[name] = list(dict.fromkeys(words))
    return found
