"""Derivation: the regular verbal noun and participles of a verb. Verbal nouns of form I follow no rule and are not built."""

from __future__ import annotations

from marsad.text.conjugation import Root, fill, find_root, find_stems
from marsad.text.forms import HAMZA, WAW, spell

# verbal noun of sound (and assimilated, doubled) roots, of hollow, of defective ones
_VERBAL_NOUNS = {
    "II": ("ta12I3", "ta12I3", "ta12iyah"),
    "III": ("mu1A2a3ah", "mu1A2a3ah", "mu1A2Ah"),
    "IV": ("'i12A3", "'i1A3ah", "'i12A'"),
    "V": ("ta1a22u3", "ta1a22u3", "ta1a22I"),
    "VI": ("ta1A2u3", "ta1A2u3", "ta1A2I"),
    "VII": ("in1i2A3", "in1iyA3", "in1i2A'"),
    "VIII": ("i1i2A3", "i1iyA3", "i1i2A'"),
    "X": ("isti12A3", "isti1A3ah", "isti12A'"),
    "QI": ("1a23a4ah", "1a23a4ah", "1a23Ah"),
    "QII": ("ta1a23u4", "ta1a23u4", "ta1a23I"),
}
_FIRST_ACTIVE = {"sound": "1A2i3", "hollow": "1A'i3", "doubled": "1A22", "defective": "1A2I"}
_FIRST_PASSIVE = {"sound": "ma12U3", "hollow": "ma1I3", "doubled": "ma12U2", "defective": "ma12I"}


def derive_nouns(lemma: str, *, form: str, vowels: str | None = None) -> dict[str, list[str]]:
    """Folded `masdar`, `active_participle` and `passive_participle` of a verb, masculine singular, each a list.

    Defective participles come with their final yeh and without it. ValueError as for `inflect_verb`.
    """
    form, root = find_root(lemma, form, vowels=vowels)
    verbal = _VERBAL_NOUNS.get(form)
    masdars: list[str] = []
    if verbal is not None:
        masdars.append(_write(_assimilate(verbal[{"hollow": 1, "defective": 2}.get(root.kind, 0)], root), root))
    if root.radicals[-1] == HAMZA and form == "II":
        masdars.append(_write("ta12i3ah", root))
    return {
        "masdar": masdars,
        "active_participle": _first(_FIRST_ACTIVE, root) if form == "I" else _participles(root, form, 2),
        "passive_participle": _first(_FIRST_PASSIVE, root) if form == "I" else _participles(root, form, 3),
    }


def _assimilate(template: str, root: Root) -> str:
    """A first radical waw becomes the long vowel of the syllable that it closes."""
    return template.replace("i12", "I2") if root.radicals[0] == WAW and template.startswith(("isti12", "'i12")) else template


def _first(templates: dict[str, str], root: Root) -> list[str]:
    return _shorten(_write(templates[root.kind], root), root)


def _participles(root: Root, form: str, number: int) -> list[str]:
    stem = find_stems(root, form)[number]
    ending = {"i": "I", "a": "Y"}.get(stem.weak, "")
    return _shorten(spell("mu" + stem.full[1:] + ending), root)


def _shorten(word: str, root: Root) -> list[str]:
    return [word, word[:-1]] if root.kind == "defective" and len(word) > 3 else [word]


def _write(template: str, root: Root) -> str:
    return spell(fill(template, root))
