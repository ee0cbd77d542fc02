"""Sayings: the reporting words of a text, before anybody knows who speaks or what is said.

A saying is one occurrence of a cue of `lexicons/statements.yml`: a verb, a participle, a verbal noun or a phrase such as
"according to". Whether it makes a statement is for `statements.py` to see. Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.lexicons import known_words
from marsad.text.folding import fold
from marsad.text.forms import ALEF, HEH, NOON, TEH, WAW, YEH
from marsad.text.tokens import ARTICLE, CONJUNCTIONS, Words
from marsad.text.tries import Trie

VERB, PARTICIPLE, NOMINAL, WE = "verb", "participle", "nominal", "we"
KEYS = frozenset(
    ("id", "lemma", "sense", "pos", "form", "vowels", "imperfect", "active_participle", "masdar", "pattern", "forms", "guarded",
     "complements", "object", "negated", "relays", "requires", "transitive", "unless", "only",
     "suffixed", "claims", "stance", "by_content", "when", "chains", "examples", "not", "comment")
)  # fmt: skip
_DAMMA = "\u064f"
_PLAIN = ("assert", "confirm")  # what "we" state, recall, know is no statement to be told apart
_SUFFIXES = (HEH + ALEF, HEH, HEH + chr(0x645) + ALEF, HEH + chr(0x645))
_MASDAR_SUFFIXES = (HEH, HEH + ALEF, HEH + chr(0x645))


@dataclass(frozen=True, slots=True)
class Condition:
    """A stance that holds where the content begins with (`starts`) or holds (`has`) one of the folded words."""

    words: frozenset[str]
    stance: str
    starts: bool


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One entry of the lexicon: what joins the cue to its content, and which stance it carries."""

    id: str
    pattern: str
    stance: str
    by_content: tuple[str, ...] | None  # None: every condition may overrule the stance; empty: none
    that: bool
    speech: bool
    takes_object: bool
    object_aside: bool
    negated: bool
    relays: frozenset[str]  # prepositions before the source whom the subject quotes
    prepositions: frozenset[str]
    guarded: bool
    when: tuple[Condition, ...]
    that_after: frozenset[str]  # prepositions that may stand before the complementizer
    unless: frozenset[str]  # first words of what is no content
    only: frozenset[str]  # the first words that a content must have
    claims: bool  # what the speaker says to have done itself is a claim, whoever speaks
    transitive: bool  # a single noun phrase behind it is its object
    requires: frozenset[str]  # one of these words follows in the sentence


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue in the text. `shape`: perfect, imperfect, participle, nominal or the pattern of a phrase; `plural` without a subject
    means "they"; `suffix` is an object or possessive pronoun at the end of the cue."""

    i: int
    j: int
    entry: CueEntry
    shape: str
    plural: bool = False
    suffix: str = ""
    doubtful: bool = False  # the conjunction before it may be a letter of another word


_Reading = tuple[CueEntry, str, bool, str]


@dataclass(frozen=True, slots=True)
class CueTable:
    """Cues by folded form; `phrases` for those of more than one word."""

    entries: dict[str, CueEntry]
    forms: dict[str, tuple[_Reading, ...]]
    phrases: Trie[tuple[CueEntry, str]]


@cache
def cue_table() -> CueTable:
    """The cues of the lexicon with their generated forms, built once. ValueError on an unknown key."""
    data = lexicons.load("statements")
    kinds = {kind: [fold(w) for w in words] for kind, words in data["grammar"]["complements"].items()}
    entries: dict[str, CueEntry] = {}
    forms: dict[str, list[_Reading]] = {}
    phrases: Trie[tuple[CueEntry, str]] = Trie()
    for raw in data["cues"]:
        unknown = set(raw) - KEYS
        if unknown:
            raise ValueError(f"statements.yml, {raw.get('id')}: expected keys of {sorted(KEYS)}, got {sorted(unknown)}")
        entry = entries[raw["id"]] = _read_entry(raw, kinds)
        if raw["pos"] == "verb":
            for text, shape, plural, suffix in _verb_forms(raw, takes_pronoun=entry.takes_object or bool(raw.get("suffixed"))):
                forms.setdefault(text, []).append((entry, shape, plural, suffix))
        for phrase in raw.get("forms", ()) if raw["pos"] != "verb" else ():
            words = [fold(w) for w in phrase.split()]
            if len(words) > 1:
                phrases.add(words, (entry, entry.pattern))
            else:
                forms.setdefault(words[0], []).append((entry, entry.pattern, False, ""))
            if entry.pattern == NOMINAL:
                forms.setdefault(ARTICLE + words[0], []).append((entry, NOMINAL, False, ""))
                for suffix in _MASDAR_SUFFIXES:
                    forms.setdefault(_joined(words[0], suffix), []).append((entry, NOMINAL, False, suffix))
    return CueTable(entries, {text: tuple(dict.fromkeys(found)) for text, found in forms.items()}, phrases)


def _joined(noun: str, suffix: str) -> str:
    return (noun[:-1] + TEH if noun.endswith(HEH) else noun) + suffix


def _read_entry(raw: dict[str, Any], kinds: dict[str, list[str]]) -> CueEntry:
    takes = [fold(w) for w in raw.get("complements", ())]
    prepositions = {w for w in takes if w in kinds["prepositions"]}
    that_after = prepositions | {w.split()[0] for w in takes if " " in w and w in kinds["that"]}
    known = {w for words in kinds.values() for w in words}
    if set(takes) - known and raw["pos"] == "verb":
        raise ValueError(f"statements.yml, {raw['id']}: expected known complements, got {sorted(set(takes) - known)}")
    by_content = raw.get("by_content", "full")
    when = tuple(
        Condition(frozenset(map(fold, c.get("starts") or c["has"])), c["stance"], "starts" in c) for c in raw.get("when", ())
    )
    return CueEntry(
        id=raw["id"], pattern=raw.get("pattern", VERB), stance=raw["stance"],
        by_content=None if by_content == "full" else () if by_content == "fixed" else tuple(by_content),
        that=any(w in kinds["that"] for w in takes), speech=any(w in kinds["speech"] for w in takes),
        takes_object=any(w in kinds["object"] for w in takes) or raw.get("object") == "content",
        object_aside=raw.get("object") == "aside", negated=bool(raw.get("negated")),
        relays=frozenset(map(fold, raw.get("relays", ()))), prepositions=frozenset(prepositions),
        guarded=bool(raw.get("guarded")), when=when,
        transitive=bool(raw.get("transitive")), claims=bool(raw.get("claims")),
        that_after=frozenset(that_after),
        unless=frozenset(map(fold, raw.get("unless", ()))), only=frozenset(map(fold, raw.get("only", ()))),
        requires=frozenset(map(fold, raw.get("requires", ()))),
    )  # fmt: skip


def _verb_forms(raw: dict[str, Any], *, takes_pronoun: bool) -> list[tuple[str, str, bool, str]]:
    """Folded forms of a verb in the third person and of its participle in the accusative: `(form, shape, plural, suffix)`."""
    found: list[tuple[str, str, bool, str]] = []
    for form in lexicons.verb_forms(raw):
        if form.voice == "active" and form.person == 1 and form.number == "pl" and form.tense == "imperfect":
            if raw["stance"] not in _PLAIN and form.state != "short" and (raw.get("requires") or not raw.get("guarded")):
                found.append((form.text, WE, True, ""))
            continue
        dual = form.number == "du" and form.tense == "perfect"
        if form.voice != "active" or form.person != 3 or dual or (form.state == "short" and form.number != "sg"):
            continue
        shape, plural = str(form.tense), form.number != "sg"
        if form.state == "short" and not raw.get("negated"):
            continue
        if form.state == "short":
            found.append((form.text, "short", plural, ""))
            continue
        found.append((form.text, shape, plural, ""))
        if raw.get("guarded") or not takes_pronoun:
            continue
        base = form.text[:-1] + ALEF if form.tense == "perfect" and form.text.endswith(YEH) else form.text
        base = base[:-1] if plural and base.endswith(WAW + ALEF) else base
        found.extend((base + suffix, shape, plural, suffix) for suffix in _SUFFIXES)
    base = fold(raw.get("imperfect", ""))
    if base and all(form != base for form, *_ in found):
        found.extend(
            (text, "imperfect", plural, "")
            for text, plural in ((base, False), (TEH + base[1:], False), (base + WAW + NOON, True))
        )
    participle = fold(raw.get("active_participle", ""))
    if participle:
        stem = participle[:-1] if participle.endswith(YEH) else participle
        endings = (
            (participle + ALEF, False),
            (participle + HEH, False),
            (stem + YEH + NOON, True),
            (participle + ALEF + TEH, True),
        )
        found.extend((text, PARTICIPLE, plural, "") for text, plural in endings)
    return found


def find_sayings(words: Words) -> list[Saying]:
    """Every occurrence of a cue, in order; where several entries share a form, one saying for each."""
    table = cue_table()
    norms, kinds, n = words.norms, words.kinds, len(words)
    found: list[Saying] = []
    k = 0
    while k < n:
        if kinds[k] != "a":
            k += 1
            continue
        phrase = table.phrases.longest(norms, k)
        if phrase is None and norms[k][0] in CONJUNCTIONS and not words.clitic[k]:
            joined = table.phrases.longest((norms[k][1:], *norms[k + 1 : k + 5]), 0) if len(norms[k]) > 2 else None
            phrase = (joined[0] + k, joined[1]) if joined is not None else None
        if phrase is not None:
            end, values = phrase
            found.extend(Saying(k, end, entry, shape) for entry, shape in values)
            k = end
            continue
        readings, doubtful = table.forms.get(norms[k]), False
        if readings is None and norms[k][0] in CONJUNCTIONS and len(norms[k]) > 2 and not words.clitic[k]:
            readings = table.forms.get(norms[k][1:])
            doubtful = norms[k] in known_words()
        if readings is not None:
            passive = _is_passive(words, k)
            for entry, shape, plural, suffix in readings:
                if not (passive and shape == "perfect"):
                    found.append(Saying(k, k + 1, entry, shape, plural, suffix, doubtful))
        k += 1
    return found


def _is_passive(words: Words, k: int) -> bool:
    """True where a damma is printed on one of the first letters: a perfect that says nothing of who speaks."""
    return _DAMMA in words.text[words.starts[k] : words.starts[k] + 4]
