"""Words of titles and of persons' names, from `lexicons/titles.yml`, folded and with their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from marsad import lexicons
from marsad.annotators.units import phrase_of
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, NOON, WAW, YEH
from marsad.text.tries import Trie

TitleKind = Literal["office", "rank", "honorific", "kin", "plain"]
_RANKS = frozenset(("rank_army", "rank_police"))
_SKIPPED = frozenset(("name_part", "modifier"))


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of `lexicons/titles.yml`, folded."""

    titles: Trie[TitleKind]
    first: frozenset[str]
    bare_not: frozenset[str]
    org_heads: frozenset[str]
    org_weak: frozenset[str]
    prepositions: frozenset[str]
    by_name: frozenset[str]
    affairs: frozenset[str]
    qualifiers: frozenset[str]
    particles: frozenset[str]
    names: frozenset[str]
    common_names: frozenset[str]
    name_ends: frozenset[str]
    god: frozenset[str]
    media: frozenset[str]
    aka: frozenset[str]
    called: frozenset[str]
    opening: frozenset[str]
    rank_by: frozenset[str]
    alone: frozenset[str]
    no_idafa: frozenset[str]
    place_nouns: frozenset[str]
    printed: dict[str, str]
    org_not: frozenset[str]
    local: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The titles and names, read once."""
    data = lexicons.load("titles")
    titles: Trie[TitleKind] = Trie()
    first: set[str] = set()
    for phrase, kind in _title_forms(data):
        titles.add(phrase, kind)
        first.add(phrase[0])
    folded = {
        key: frozenset(fold(w) for w in data[key])
        for key in ("no_titles", "org_heads", "org_weak", "qualifiers", "name_particles")
    }
    complement = {key: frozenset(fold(w) for w in words) for key, words in data["complement"].items()}
    names = frozenset(fold(name) for name in data["names"])
    return TitleWords(
        titles=titles,
        first=frozenset(first),
        bare_not=folded["no_titles"],
        org_heads=folded["org_heads"],
        org_weak=folded["org_weak"],
        prepositions=complement["prepositions"],
        by_name=complement["by_name"],
        affairs=complement["shuun"],
        qualifiers=folded["qualifiers"],
        particles=folded["name_particles"],
        names=names,
        common_names=frozenset(fold(name) for name in data["names_common"]),
        name_ends=frozenset(fold(word) for word in data["name_ends"]),
        god=frozenset(fold(word) for word in data["god"]),
        media=frozenset(fold(word) for word in data["media"]),
        org_not=frozenset(fold(word) for word in data["org_not"]),
        local=frozenset(fold(word) for word in data["local"]),
        alone=frozenset(fold(word) for word in data["alone"]),
        no_idafa=frozenset(fold(word) for word in data["no_idafa"]),
        place_nouns=frozenset(fold(word) for word in data["place_nouns"]),
        printed={fold(word): word[0] for word in data["printed"]},
        opening=names | frozenset(fold(word) for word in data["kunya"]),
        aka=frozenset(fold(word) for word in data["aka"]),
        called=frozenset(fold(word) for word in data["called"]),
        rank_by=complement["rank"],
    )


def _title_forms(data: dict[str, Any]) -> list[tuple[tuple[str, ...], TitleKind]]:
    rows: list[tuple[str, TitleKind]] = [(word, "plain") for word in data["also_plain"]]
    rows += [(word, "office") for word in data["also_titles"]]
    for entry in data["entries"]:
        group = entry["group"]
        if group in _SKIPPED:
            continue
        kind: TitleKind = (
            "rank" if group in _RANKS else "honorific" if group == "honorific" else "kin" if group == "kin" else "office"
        )
        words = [entry["lemma"], *entry.get("forms", ()), *([entry["feminine"]] if "feminine" in entry else ())]
        rows += [(word, kind) for word in words]
    single = {fold(word) for word, _ in rows if " " not in word}
    rows = [(word, kind) for word, kind in rows if kind == "rank" or " " not in word or fold(word).split()[0] not in single]
    never = frozenset(phrase_of(word) for word in data["never_titles"])
    forms = [
        (phrase, kind) for word, kind in rows if "." not in word for phrase in _variants(phrase_of(word)) if phrase not in never
    ]
    return [*forms, *(((phrase_of(word)[0], "."), kind) for word, kind in rows if word.endswith(".") and word.count(".") == 1)]


def _variants(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not phrase:
        return []
    head, rest = phrase[0], phrase[1:]
    heads = [head, head + ALEF] if not head.startswith(ARTICLE) else [head]
    if head.endswith(WAW + NOON):
        heads += [head[:-2] + YEH + NOON, head[:-2] + WAW, head[:-2] + YEH]
    out = [(h, *rest) for h in heads]
    if not head.startswith(ARTICLE):
        out += [(ARTICLE + h, *rest) for h in heads if not h.endswith(ALEF) or h == head]
        if rest and not any(word.startswith(ARTICLE) for word in rest):
            out.append((ARTICLE + head, *(ARTICLE + word for word in rest)))
            out.append((head, *rest[:-1], ARTICLE + rest[-1]))
    return out
