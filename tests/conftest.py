"""Shared fixtures: the bundled gold, and gold as a perfect coding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from marsad import load
from marsad.cli import app
from marsad.coder import Coder
from marsad.record import Coding, hash_text

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "eval" / "gold"


class Ran(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


def _find(text: str, part: str, n: int = 1) -> int:
    at = -1
    for _ in range(n):
        at = text.index(part, at + 1)
    return at


def _spanned(text: str, mention: dict[str, Any]) -> dict[str, Any]:
    start = _find(text, mention["text"], mention.get("n", 1))
    return {"start": start, "end": start + len(mention["text"]), "text": mention["text"]}


def _proof(*mentions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"rule": "gold.hand", "spans": [{"start": m["start"], "end": m["end"]} for m in mentions]}]


def _statement(text: str, s: dict[str, Any]) -> dict[str, Any]:
    start = _find(text, s["from"], s.get("n", 1))
    end = text.index(s["to"], start) + len(s["to"])
    content = {"start": start, "end": end, "text": text[start:end]}
    kept = {key: s[key] for key in ("id", "speaker", "form", "stance", "cue", "medium")}
    return {**content, **kept, "evidence": {key: _proof(content) for key in ("speaker", "stance", "form", "cue")}}


def _event(text: str, e: dict[str, Any], places: dict[str, Any]) -> dict[str, Any]:
    out = {key: value for key, value in e.items() if key not in ("incident", "triggers", "place", "actors", "targets")}
    out["triggers"] = [_spanned(text, t) for t in e["triggers"]]
    for side in ("actors", "targets"):
        out[side] = [{**_spanned(text, a), "id": a.get("id"), "within": []} for a in e[side]]
    place = places.get(e["place"])
    out["place"] = {key: value for key, value in place.items() if key not in ("start", "end", "rule")} if place else None
    evidence = {"type": _proof(*out["triggers"]), "status": _proof(out["triggers"][0])}
    evidence |= {side: _proof(*out[side]) for side in ("actors", "targets") if out[side]}
    if place:
        evidence["place"] = _proof(place)
    return {**out, "evidence": evidence}


def coding_of(gold: dict[str, Any]) -> Coding:
    """A gold report as the coding that a perfect coder would write."""
    text = gold["text"]
    places = {
        p["text"]: {**{k: v for k, v in p.items() if k != "n"}, **_spanned(text, p), "rule": "gold.hand"} for p in gold["places"]
    }
    return Coding.model_validate(
        {
            **{key: gold[key] for key in ("id", "outlet", "url", "title", "published", "text", "hashtags")},
            "text_hash": hash_text(text),
            "coder": "gold",
            "lexicon": "gold",
            "timexes": [
                {**_spanned(text, t), "type": t["type"], "value": t["value"], "rule": "gold.hand"} for t in gold["timexes"]
            ],
            "places": list(places.values()),
            "statements": [_statement(text, s) for s in gold["statements"]],
            "events": [_event(text, e, places) for e in gold["events"]],
        }
    )


@pytest.fixture(scope="session")
def golds() -> list[dict[str, Any]]:
    """The bundled gold reports, as parsed JSON, by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]


@pytest.fixture(scope="session")
def perfect() -> Callable[[dict[str, Any]], Coding]:
    """Turns a gold report into the coding that a perfect coder would write."""
    return coding_of


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The whole coder, built once."""
    return load()


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Runs a command in a folder of its own, with the coder built once; gives exit code, output and error output."""
    monkeypatch.setattr("marsad.load", lambda: coder)
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str, given: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run_command
