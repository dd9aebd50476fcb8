"""What follows from what stands, by the SPARQL rules of `kg/query/rules/`, in a graph of its own: `e:g-inferred`.

The rules read the default graph (what stands) and the ontology, and nothing that they infer: each runs once, so that
nothing follows from a conclusion. What does not stand has no conclusions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg import paths, rdf
from kg.ontology import NOT_VOCABULARY
from kg.paths import AnyPath
from kg.resources import data_path

_ONTOLOGY = rdf.node("g-ontology")


def rules() -> list[str]:
    """The rules as SPARQL updates, in the order of their files' names."""
    folder = files("kg.query") / "rules"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".ru")), key=lambda f: f.name)
    return [f.read_text("utf-8") for f in found]


def inferred(store: Store, ontology: Sequence[Path]) -> Iterator[Quad]:
    """Every conclusion as a quad of `e:g-inferred`, sorted; `ontology` are Turtle files."""
    memory = with_ontology(store, ontology)
    for rule in rules():
        memory.update(rule, prefixes=dict(rdf.PREFIXES))
    yield from sorted(memory.quads_for_pattern(None, None, None, rdf.INFERRED), key=str)


def with_ontology(store: Store, ontology: Sequence[Path]) -> Store:
    """What stands in a store, in memory, with the ontology in a graph of its own."""
    memory = Store()
    memory.bulk_extend(store.quads_for_pattern(None, None, None, rdf.DEFAULT))
    for path in ontology:
        memory.bulk_load(path=str(path), format=RdfFormat.TURTLE, to_graph=_ONTOLOGY)
    return memory


def with_conclusions(store: Store, conclusions: Sequence[Quad]) -> Store:
    """A copy of a whole store in memory with the conclusions added."""
    memory = Store()
    memory.bulk_extend(iter(store))
    memory.bulk_extend(conclusions)
    return memory


def vocabulary_files(folders: Sequence[AnyPath] = ()) -> list[Path]:
    """The project's ontology and those of `folders`."""
    own = (p for folder in paths.folders(folders) for p in sorted(folder.glob("*.ttl")) if p.name not in NOT_VOCABULARY)
    return [data_path("ontology", "kg.ttl"), *own]
