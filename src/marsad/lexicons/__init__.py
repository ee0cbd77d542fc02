"""The lexicons: YAML that an Arabic-speaking analyst can read, and the one loader.

`python -m marsad.lexicons` writes the parsed YAML, the vocabulary and its hash to one JSON file, which is used while it is
fresh; a changed YAML file is read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from marsad.text.inflection import Form, find_singulars

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled.json"
FORMAT = 12
_CACHED = 100_000


def stems() -> list[str]:
    """Names of the lexicon files, without suffix, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def read_yaml(stem: str) -> Any:
    """Parsed YAML of one lexicon. ValueError that names the file and the line when it cannot be read."""
    path = FOLDER / f"{stem}.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as err:
        raise ValueError(f"{path}: expected YAML, got {err}") from err


def _stamp() -> dict[str, list[int]]:
    return {stem: [(stat := (FOLDER / f"{stem}.yml").stat()).st_size, stat.st_mtime_ns] for stem in stems()}


def _digest() -> str:
    digest = hashlib.sha256()
    for stem in stems():
        digest.update(f"{stem}\n".encode() + (FOLDER / f"{stem}.yml").read_bytes())
    return digest.hexdigest()


def build() -> dict[str, Any]:
    """Parse every lexicon: `{format, digest, stamp, data, words, verbs, general}`; no files are written."""
    from marsad.lexicons.vocabulary import collect_general, collect_verbs, collect_words

    data = {stem: read_yaml(stem) for stem in stems()}
    plain = json.loads(json.dumps(data, ensure_ascii=False, default=str))
    collected = {"words": collect_words(plain), "verbs": collect_verbs(plain), "general": collect_general(plain["words"])}
    return {"format": FORMAT, "digest": _digest(), "stamp": _stamp(), "data": plain, **collected}


def write_compiled(path: Path = COMPILED, *, built: dict[str, Any] | None = None) -> None:
    """Write the compiled lexicons: those `built`, else built now."""
    data = build() if built is None else built
    partial = path.with_suffix(f".{hashlib.sha256(str(path).encode()).hexdigest()[:6]}.part")
    partial.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    partial.replace(path)


@cache
def _compiled() -> dict[str, Any]:
    if COMPILED.exists():
        try:
            stored = json.loads(COMPILED.read_text(encoding="utf-8"))
        except ValueError:
            stored = {}
        if stored.get("format") == FORMAT:
            now = _stamp()
            if stored["stamp"] == now or (_sizes(stored["stamp"]) == _sizes(now) and stored["digest"] == _digest()):
                return dict(stored)
    fresh = build()
    with suppress(OSError):  # a read-only installation keeps the parsed lexicons in memory only
        write_compiled(built=fresh)
    return fresh


def _sizes(stamp: dict[str, list[int]]) -> dict[str, int]:
    return {stem: size for stem, (size, _) in stamp.items()}


def load(stem: str) -> Any:
    """Parsed data of `lexicons/<stem>.yml`; read-only by convention. KeyError naming the stem where there is none."""
    data = _compiled()["data"]
    if stem not in data:
        raise KeyError(f"expected one of the lexicons {', '.join(data)}, got {stem}")
    return data[stem]


@cache
def known_words() -> dict[str, list[str]]:
    """Folded forms of the lexicons, each with `[lemma, part of speech, features]`: feeds the tokenizer."""
    words: dict[str, list[str]] = _compiled()["words"]
    return words


class _General(NamedTuple):
    """The general vocabulary (lexicons/words.yml), folded."""

    particles: frozenset[str]
    names: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]


@cache
def _general() -> _General:
    stored = _compiled()["general"]
    return _General(*(frozenset(stored[part].split()) for part in _General._fields))


def is_particle(norm: str) -> bool:
    """True for a folded function word, adverb or pronoun of the general vocabulary."""
    return norm in _general().particles


def is_general_word(norm: str) -> bool:
    """True for a folded noun or adjective of the general vocabulary as it is listed."""
    return norm in _general().nouns


@lru_cache(maxsize=_CACHED)
def is_general_noun(norm: str) -> bool:
    """True for a folded form of the nouns and adjectives of the general vocabulary."""
    nouns = _general().nouns
    return any(noun in nouns for noun in find_singulars(norm))


def is_general_form(norm: str) -> bool:
    """True for a folded function word, name or verb form of the general vocabulary."""
    general = _general()
    return norm in general.verbs or norm in general.particles or norm in general.names


def is_general(norm: str) -> bool:
    """True for a folded word of the general vocabulary, inflected or not, without suffixes."""
    return is_general_form(norm) or is_general_noun(norm)


@lru_cache(maxsize=_CACHED)
def is_general_verb(norm: str) -> bool:
    """True for a folded verb form of the general vocabulary that is nothing else in it."""
    general = _general()
    other = norm in general.particles or norm in general.names or is_general_noun(norm)
    return norm in general.verbs and not other


def verb_key(entry: Mapping[str, Any]) -> str:
    """What the forms of an entry's verb depend on."""
    return "|".join(str(entry.get(key) or "") for key in ("lemma", "form", "vowels", "vocalised"))


def verb_forms(entry: Mapping[str, Any]) -> list[Form]:
    """Forms of the verb of a lexicon entry, as `inflect_verb` gives them, from the compiled lexicons."""
    stored: dict[str, Any] = _compiled()["verbs"]
    packed = stored["verbs"].get(verb_key(entry), "").split()
    return [Form(text, "verb", *stored["features"][int(code)]) for text, code in zip(packed[::2], packed[1::2], strict=True)]


def digest() -> str:
    """SHA-256 over all lexicon files, hexadecimal."""
    value: str = _compiled()["digest"]
    return value
