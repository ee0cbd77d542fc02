"""The corpora are the specification: every wording of `tests/corpora/<stem>.yml` is read by the layer of the same stem.

A corpus is a YAML list of items; one item is one meaning in many wordings:

    - expect: {text: ..., low: 5, high: null}    # a mapping, or a list of mappings
      texts: [..., ...]                          # one test each
      published: 2021-02-27                      # optional, as are title and outlet
      exactly: true                              # optional: nothing beside what is expected
    - nothing: the reason why                    # the layer reads nothing in these texts
      texts: [...]
    - xfail: what is not read yet                # strict: it fails when the expectation is met
      expect: ...
      texts: [...]

The wiring is the stem: `tests/corpora_adapters/<stem>.py` holds `read(nlp, text, item) -> list[dict]`, which turns the layer's
mentions into plain mappings. Every expected mapping must be contained in another mapping that was read: keys that are
not expected are not compared, mappings inside are contained likewise, lists are equal, dates count as their ISO form.
An adapter may hold `LAYERS` (the pipeline; else every layer up to the stem), `KEYS` (further keys of items), and
`TEXT_KEYS` (expected values under these keys must stand in the text, character for character).
"""

from __future__ import annotations

import datetime
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from spacy.language import Language

from marsad.coder import LAYERS, build_pipeline

HERE = Path(__file__).parent
ITEM_KEYS = {"expect", "nothing", "xfail", "texts", "published", "title", "outlet", "exactly", "note"}


@cache
def load_adapter(stem: str) -> ModuleType:
    path = HERE / "corpora_adapters" / f"{stem}.py"
    assert path.exists(), f"expected {path} to read tests/corpora/{stem}.yml with"
    spec = util.spec_from_file_location(f"corpora_adapters_{stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def load_pipeline(layers: tuple[str, ...]) -> Language:
    return build_pipeline(layers)


def pipeline_of(stem: str) -> Language:
    default = LAYERS[: LAYERS.index(stem) + 1] if stem in LAYERS else ()
    return load_pipeline(tuple(getattr(load_adapter(stem), "LAYERS", default)))


def plain(value: Any) -> Any:
    """Dates as ISO text, tuples as lists, so that what YAML holds compares with what a layer holds."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def contains(read: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(read, dict) and all(key in read and contains(read[key], value) for key, value in expected.items())
    return bool(read == expected)


def missing(read: list[Any], expected: list[Any]) -> list[Any]:
    """Expected mappings that find no mapping of their own; the pickiest choose first."""
    left = list(read)
    lacking = []
    for want in sorted(expected, key=lambda want: sum(contains(got, want) for got in read)):
        found = next((got for got in left if contains(got, want)), None)
        if found is None:
            lacking.append(want)
        else:
            left.remove(found)
    return lacking


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def load_corpora() -> list[Any]:
    cases = []
    for path in sorted((HERE / "corpora").glob("*.yml")):
        for number, item in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or ()):
            for text in item.get("texts") or ("",):
                cases.append(pytest.param(path.stem, item, text, id=f"{path.stem}-{number}-{text[:40]}"))
    return cases


@pytest.mark.parametrize(("stem", "item", "text"), load_corpora())
def test_corpus(stem: str, item: dict[str, Any], text: str) -> None:
    adapter = load_adapter(stem)
    unknown = set(item) - ITEM_KEYS - set(getattr(adapter, "KEYS", ()))
    assert not unknown, f"unknown keys in {stem}.yml: {sorted(unknown)}"
    assert text, f"an item of {stem}.yml holds no texts: {item}"
    assert ("expect" in item) != ("nothing" in item), f"expected either expect or nothing in {stem}.yml: {item}"
    read = plain(adapter.read(pipeline_of(stem), text, item))
    if "nothing" in item:
        problems = read
    else:
        expected = plain(as_list(item["expect"]))
        for want in expected:
            for key in set(want) & set(getattr(adapter, "TEXT_KEYS", ())):
                assert all(part in text for part in as_list(want[key])), f"{want[key]} does not stand in {text}"
        problems = missing(read, expected)
        if item.get("exactly") and len(read) != len(expected):
            problems = [*problems, f"{len(read)} read, {len(expected)} expected"]
    if "xfail" in item:
        assert problems, f"xfail, but it is read: {item['xfail']}"
        pytest.xfail(item["xfail"])
    assert not problems, f"not met: {problems}; read: {read}"
