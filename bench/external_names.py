"""Places, persons and actors beside NewsFANE's newswire; nationalities and listed entities beside lists of names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from external_rows import Overlaps, Row, Span, Table, coder, covering, overlaps, read_csv, read_rows

from marsad.annotators.nationalities import Nation, nationalities
from marsad.annotators.units import phrase_of
from marsad.coder import UnreadableReport
from marsad.record import Report
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, BEH, FEH, KAF, LAM, NOON, SEEN, WAW, YEH

_HEH, _MEEM = chr(0x647), chr(0x645)
_BEFORE = frozenset((WAW, FEH, BEH, LAM, KAF, SEEN))
_AFTER = frozenset((_HEH, _HEH + ALEF, _HEH + _MEEM, _HEH + _MEEM + ALEF, NOON + ALEF, YEH, NOON + YEH, KAF + _MEEM))
_PLACES = ("GPE", "LOC", "FAC")
_OURS_BY_CONVENTION = ("Nation", "Population-Center", "State-or-Province", "County-or-District")
_POLITICAL = ("Government", "Police", "Non-Governmental", "Group")
_FORMS = ("male", "males", "female", "females", "the_male", "the_female")


def joined(tokens: list[str]) -> tuple[str, list[Span]]:
    """A text of tokens whose proclitics and pronouns were split off, joined again, and the span of each token."""
    text, spans, glued = "", [], True
    for token in tokens:
        if text and not glued and token not in _AFTER:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glued = token in _BEFORE
    return text, spans


def entities(tags: list[str], spans: list[Span]) -> list[tuple[str, Span]]:
    """Class and span of each entity of a row of B-, I- and O tags."""
    found: list[tuple[str, Span]] = []
    for tag, span in zip(tags, spans, strict=True):
        if tag.startswith("B-"):
            found.append((tag[2:], span))
        elif tag.startswith("I-") and found:
            found[-1] = (found[-1][0], (found[-1][1][0], span[1]))
    return found


def read_names(text: str, name: str) -> dict[str, list[Span]]:
    """Spans of our places, persons and actors in a text; empty for a text without Arabic words."""
    try:
        doc = coder().read(Report(id=name, text=text))
    except UnreadableReport:
        return {"place": [], "person": [], "actor": []}
    return {
        "place": [(p.start, p.end) for p in doc._.places or ()],
        "person": [(p.start, p.end) for p in doc._.persons or () if p.name is not None],
        "actor": [(a.start, a.end) for a in doc._.actors or ()],
    }


def measure_newswire(folder: Path) -> Table:
    """Recall and precision of places, persons, actors, and what of each fine class any of our layers marks."""
    rows = read_rows(folder / "ner" / "newsfane_dev.jsonl")
    table = Table("names: NewsFANE, newswire of many subjects (sport, film, trade), folded and without hamzas")
    counts = {name: Overlaps() for name in ("place", "person", "actor")}
    classes: dict[str, Counter[str]] = {}
    for row in rows:
        _count_row(row, counts, classes, table)
    table.spans("places, beside GPE LOC FAC", counts["place"])
    table.spans("persons, beside PER", counts["person"])
    table.spans("actors, beside ORG NORP GPE", counts["actor"])
    for name, c in sorted(classes.items(), key=lambda item: -item[1]["all"]):
        if name in _OURS_BY_CONVENTION or name in _POLITICAL:
            table.share(f"{name}, as a place or an actor", c["found"], c["all"])
    return table


def _count_row(row: Row, counts: dict[str, Overlaps], classes: dict[str, Counter[str]], table: Table) -> None:
    text, spans = joined(row["tokens"])
    ours = read_names(text, row["id"])
    coarse, fine = entities(row["coarse"], spans), entities(row["tags"], spans)
    everything = [span for _, span in coarse]
    counts["place"].add([s for kind, s in coarse if kind in _PLACES], ours["place"])
    counts["person"].add([s for kind, s in coarse if kind == "PER"], ours["person"])
    wanted = [s for kind, s in coarse if kind in ("ORG", "NORP", "GPE")]
    counts["actor"].add(wanted, [s for s in ours["actor"] if covering(s, everything) is None or covering(s, wanted)])
    for name, span in fine:
        marked = any(overlaps(span, other) for layer in ("place", "actor") for other in ours[layer])
        classes.setdefault(name, Counter()).update(all=1, found=int(marked))
        if not marked and name in (*_OURS_BY_CONVENTION, *_POLITICAL):
            table.wrong.append(f"missed  {name:18} {text[span[0] : span[1]]}")
    places = [s for kind, s in coarse if kind in _PLACES]
    table.wrong += [f"extra   place {text[a:b]} | {text}" for a, b in ours["place"] if covering((a, b), places) is None]


def measure_nationalities(folder: Path) -> Table:
    """Adjectives of countries that our lexicon names, form by form; right where they lead to that country."""
    known = nationalities()
    table = Table("nationalities: adjectives of a list of countries and peoples")
    marks: Counter[str] = Counter()
    for row in read_csv(folder / "actors" / "nationalities_ar.csv"):
        marks["rows"] += 1
        home = _nation(row["country_ar"])
        if home is None:
            marks["unknown"] += 1
            table.wrong.append(f"country not in the lexicon: {row['country_ar']}")
            continue
        for column in _FORMS:
            for form in filter(None, (part.strip() for part in row[column].split("|"))):
                adjective = known.adjectives.get(fold(form))
                kind = "missing" if adjective is None else "right" if adjective.nation.country == home.country else "other"
                marks["forms"] += 1
                marks[kind] += 1
                if kind != "right":
                    table.wrong.append(f"{kind:8}{form} of {row['country_ar']}")
    table.share("countries of the list that the lexicon names", marks["rows"] - marks["unknown"], marks["rows"])
    table.share("forms of their adjectives, right", marks["right"], marks["forms"])
    table.share("  given to another country", marks["other"], marks["forms"])
    return table


def _nation(name: str) -> Nation | None:
    """The nation of a country's name, if the whole name is known."""
    phrase = phrase_of(name)
    found = nationalities().names.longest(phrase, 0) if phrase else None
    return found[1][0][0] if found is not None and found[0] == len(phrase) else None


def measure_sanctioned(folder: Path) -> Table:
    """Entities of a sanctions list, name by name: marked as an actor, and with an id of the lexicon."""
    table = Table("listed entities: names of the Security Council's list")
    marks: Counter[str] = Counter()
    for row in read_csv(folder / "actors" / "un_sc_entities_ar.csv"):
        names = [name.strip() for name in (row["name_ar"], *(row["alt_ar"] or "").split("|")) if name.strip()]
        found = [_recognised(name, row["ref"]) for name in names if ARTICLE in name]
        if not found:
            continue
        marks["all"] += 1
        marks["marked"] += any(mark is not None for mark in found)
        marks["known"] += any(bool(mark) for mark in found)
        table.wrong += [f"missed  {row['ref']} {name}" for name, mark in zip(names, found, strict=False) if not mark]
    table.share("entities marked as an actor", marks["marked"], marks["all"])
    table.share("  with an id of the lexicon", marks["known"], marks["all"])
    return table


def _recognised(name: str, ref: str) -> str | None:
    """The id of an actor that covers half of a name, an empty string for one without an id, None where none does."""
    doc = coder().read(Report(id=ref, text=name))
    for actor in doc._.actors or ():
        if 2 * (actor.end - actor.start) >= len(name):
            return actor.id or ""
    return None
