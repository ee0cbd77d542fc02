"""Domains: every example is read as its domain, conflict outweighs, and paragraphs of a mixed report are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.domains import find_domains
from marsad.coder import Coder

DATA = lexicons.load("domains")
KEYS = {
    "layer", "version", "conflict", "police", "police_free", "neutral", "losses", "mortal", "years_before", "before_years",
    "plain_speakers", "ratios",
    "domains", "natural", "natural_frames", "examples",
}  # fmt: skip
NAMES = set(DATA["domains"])
OF = {domain: next(e["say"] for e in DATA["examples"] if e["domain"] == domain) for domain in ("crime", "culture", "history")}
CONFLICT = next(e["say"] for e in DATA["examples"] if e["domain"] is None)


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda e: e["say"])
def test_examples_are_read_as_their_domain(example: dict[str, Any], coder: Coder) -> None:
    words = splitter()(example["say"])
    assert set(find_domains(words).foreign.values()) == ({example["domain"]} if example["domain"] else set())
    assert bool(coder.code(example["say"]).events) == (example["domain"] is None)


def test_the_lexicon_is_closed() -> None:
    assert set(DATA) == KEYS
    assert all({"strong", "plain"} <= set(held) <= {"certain", "strong", "plain"} for held in DATA["domains"].values())
    assert set(DATA["conflict"]) == {"certain", "strong", "plain", "weak"}
    for key in ("mortal", "police_free", "natural", "plain_speakers", "ratios"):
        assert set(DATA[key]) <= NAMES, key


@pytest.mark.parametrize("domain", OF)
def test_paragraphs_of_a_mixed_report_are_told_apart(domain: str) -> None:
    told = OF[domain] + " " + " ".join(e["say"] for e in DATA["examples"] if e["domain"] == domain)
    text = f"{CONFLICT}\n\n{told}"
    words = splitter()(text)
    foreign = find_domains(words).foreign
    first = [k for k in range(len(words)) if words.ends[k] <= len(CONFLICT)]
    assert not set(first) & set(foreign)
