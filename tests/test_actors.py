"""The lexicons of actors, nationalities and titles prove themselves. Wordings stand in tests/corpora/actors.yml."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from marsad.annotators import splitter
from marsad.annotators.actors import actor_at, actors, find_actors
from marsad.annotators.aliases import POLICIES, alias_table
from marsad.annotators.nationalities import nationalities
from marsad.annotators.persons import find_persons
from marsad.annotators.rosters import ActorMention
from marsad.annotators.title_words import title_words
from marsad.annotators.units import units_of
from marsad.lexicons import load
from marsad.text.folding import fold
from marsad.text.sentences import find_sentences
from marsad.text.tokens import Words

ROOT = Path(__file__).resolve().parent.parent
KEYS = {
    "id", "name_en", "name_ar", "aliases", "kind", "country", "parent", "armed", "generic", "by", "theatre", "when",
    "not", "members",
    "active", "wikidata", "note",
}  # fmt: skip
TOP = {
    "layer", "version", "legend", "heads", "soldiers", "links", "followers", "carriers", "attacks",
    "things", "groups", "units",
    "units_not",
    "tribes", "stops", "before_people", "before_things", "ordinals", "military", "courts", "epithet_adjectives",
    "numbered", "owned", "people", "epithets", "numerals", "harms", "of_nation", "outlets", "crowds",
    "entries",
}  # fmt: skip
KINDS = {"state", "external", "rebel", "militia", "civic", "civilians", "protesters", "rioters", "outlet"}
NATION_KEYS = {
    "country", "id", "name_en", "names", "capital", "seats", "adjectives", "plurals", "demonyms", "actor", "forces", "ministry",
    "ambiguous", "note",
}  # fmt: skip
TITLE_KEYS = {
    "id", "lemma", "group", "gloss", "position", "examples", "not", "feminine", "plural", "forms", "country",
    "abbreviation", "complement",
}  # fmt: skip
FORBIDDEN = re.compile("[\u0640\u06cc\u06a9\ufb50-\ufdff\ufe70-\ufeff\u064b-\u0652]")
ENTRIES: list[dict[str, Any]] = load("actors")["entries"]


@cache
def words_of(text: str) -> Words:
    words = splitter()(text)
    words.sentences = find_sentences(words)
    return words


def read(text: str, country: str | None = None) -> list[ActorMention]:
    return find_actors(words_of(text), country=country)


def test_keys_are_closed() -> None:
    assert set(load("actors")) == TOP
    assert [e["id"] for e in ENTRIES if set(e) - KEYS or e["kind"] not in KINDS or set(e.get("when") or ()) - set(POLICIES)] == []
    nations = load("nationalities")
    assert [row["name_en"] for row in (*nations["countries"], *nations["groups"]) if set(row) - NATION_KEYS] == []
    assert [row["id"] for row in load("titles")["entries"] if set(row) - TITLE_KEYS] == []


def test_letters_are_plain() -> None:
    wrong = [(e["id"], name) for e in ENTRIES for name in (e["name_ar"], *e["aliases"]) if FORBIDDEN.search(name)]
    assert wrong == []


def test_ids_are_there_and_chains_end() -> None:
    known = {e["id"] for e in ENTRIES}
    nations = load("nationalities")["countries"]
    named = [e["parent"] for e in ENTRIES] + [b for e in ENTRIES for b in (e.get("by") or {}).values()]
    named += [row.get(key) for row in nations for key in ("actor", "forces")]
    named += [actor for row in load("actors")["epithets"] for actor in (row.get("default") or {}).values()]
    named += list(load("actors")["people"]["categories"].values()) + list(load("actors")["people"]["own"].values())
    assert sorted({str(actor) for actor in named if actor is not None} - known) == []
    assert [a.id for a in actors() if a.id in a.within] == []


def test_gold_ids_are_kept() -> None:
    used = {
        side["id"]
        for path in sorted((ROOT / "eval" / "gold").glob("*.json"))
        for side in sides(json.loads(path.read_text("utf-8")))
    }
    assert sorted(actor for actor in used if actor is not None and actors().get(actor) is None) == []


def sides(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [side for event in report["events"] for side in (*event["actors"], *event["targets"])]


def test_aliases_collide_only_where_it_is_said() -> None:
    owners: dict[str, list[tuple[str, str | None]]] = {}
    for entry in ENTRIES:
        policies = {fold(alias): policy for policy, aliases in (entry.get("when") or {}).items() for alias in aliases}
        for name in {fold(n) for n in (entry["name_ar"], *entry["aliases"])}:
            owners.setdefault(name, []).append((entry["id"], policies.get(name)))
    shared = {name: who for name, who in owners.items() if len([1 for _, policy in who if policy != "never"]) > 1}
    assert {name: who for name, who in shared.items() if all(policy is None for _, policy in who)} == {}


def plain_aliases() -> list[Any]:
    out = []
    for entry in ENTRIES:
        ambiguous = {fold(alias) for aliases in (entry.get("when") or {}).values() for alias in aliases}
        if entry.get("generic") is None:
            out += [pytest.param(entry, name) for name in (entry["name_ar"], *entry["aliases"]) if fold(name) not in ambiguous]
    return out


def test_every_plain_alias_reads_as_its_actor() -> None:
    wrong = []
    for param in plain_aliases():
        entry, name = param.values
        found = read(name)
        if not any(entry["id"] in (m.id, *m.within) for m in found):
            wrong.append((entry["id"], name, [(m.id, m.rule) for m in found]))
    assert wrong == []


def test_near_misses_are_shut_out() -> None:
    wrong = []
    for entry in ENTRIES:
        for phrase in entry.get("not") or ():
            wrong += [(entry["id"], phrase) for m in read(phrase) if m.id == entry["id"]]
    assert wrong == []


@pytest.mark.parametrize("row", load("actors")["epithets"], ids=lambda row: row["words"][0])
def test_epithets_prove_themselves(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        found = {m.rule for m in read(example) if any(fold(w) in fold(example[m.start : m.end]) for w in row["words"])}
        assert found & {"actors.epithet", "actors.epithet.usual", "actors.name.named", "actors.name.country"}, (
            f"{row['words']} does not fire in {example}"
        )


def test_titles_prove_themselves() -> None:
    known, wrong = title_words().titles, []
    for row in load("titles")["entries"]:
        if row["group"] in ("name_part", "modifier") or row["lemma"] in load("titles")["never_titles"] or "." in row["lemma"]:
            continue
        for example in row["examples"]:
            units = units_of(words_of(example))
            if not any(known.longest([units.bare[k], *units.joined[k + 1 : k + 5]], 0) for k in range(len(units))):
                wrong.append((row["id"], example))
    assert wrong == []


def test_sides_and_arms() -> None:
    known = actors()
    assert known.side("iq_army", "IQ") == "state"
    assert known.side("tr_forces", "IQ") == "foreign_state"
    assert known.side("sy_forces", "IQ") == "foreign_state"
    assert known.side("isis", "IQ") == "nonstate"
    assert known.side("tribe") == "tribe"
    assert known.side("rioters") == "mob"
    assert known.side("protesters") == "protester"
    assert known.side("children") == "civilian"
    assert known.side(None) is None
    assert known.is_armed("pmf")
    assert known.is_armed("iq_police")
    assert not known.is_armed("iq_gov")
    assert not known.is_armed("icrc")
    assert known.is_within("iq_mil_intel", "iq_forces")


def test_years_tell_successors_apart() -> None:
    assert actors().is_active("hts", 2022)
    assert not actors().is_active("sy_intel", 2030)


def test_actor_at_takes_the_longest() -> None:
    text = str(load("actors")["epithets"][0]["examples"][0])
    mentions = read(text)
    assert mentions
    first = mentions[0]
    assert actor_at(mentions, first.i, first.j) == first
    assert actor_at(mentions, len(words_of(text)) + 5, len(words_of(text)) + 6) is None


def test_mentions_are_in_order_and_apart() -> None:
    text = " ".join(str(example) for row in load("actors")["epithets"] for example in row["examples"])
    mentions = read(text)
    assert all(a.j <= b.i for a, b in pairwise(mentions))
    assert mentions == read(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "(", "\u201c", "# _ #", "." * 50, "5" * 30])
def test_odd_texts_cost_nothing(text: str) -> None:
    words = words_of(text)
    assert find_persons(words, actors=find_actors(words)) == []


def test_tables_are_whole() -> None:
    assert alias_table().first_words
    assert {"IQ", "SY", "YE"} <= {a.nation.country for a in nationalities().adjectives.values()}
