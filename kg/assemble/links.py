"""All that is found by comparing statements, in one go: disagreement, figures, refinement, follow-up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.assemble.claims import ResolvedClaim
from kg.assemble.counting import figure_links
from kg.assemble.disagreement import disagreements
from kg.assemble.follow_up import follow_up
from kg.assemble.linking import Link, Voiced, Wider, comparing
from kg.assemble.parts import wholes
from kg.assemble.refinement import refinements
from kg.model import Entity, Statement
from kg.ontology import Ontology
from kg.workings import Workings


@dataclass(frozen=True, slots=True)
class Compared:
    """Links sorted, without repeats; `outcomes` has for an announced event's id what came of it, in words."""

    links: tuple[Link, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)


def compared(
    statements: Iterable[tuple[Statement, Sequence[ResolvedClaim]]],
    entities: Sequence[Entity],
    named: Collection[str],
    wider: Wider,
    ontology: Ontology,
    workings: Workings,
) -> Compared:
    """How the statements stand to one another. `named` are the things that texts call by a name."""
    voiced = sorted((Voiced(s, tuple(said)) for s, said in statements), key=lambda v: v.id)
    names = {e.id: e.name for e in entities}
    places = frozenset(e.id for e in entities if ontology.is_a(e.type, "Place"))
    claims = [c for v in voiced for c in v.claims]
    announced = follow_up(voiced, ontology, wholes(entities, claims, comparing()["follow_up"]["ties"]))
    found = {
        *disagreements(voiced, names, named, wider),
        *figure_links(voiced, wider, places),
        *refinements(voiced, ontology, names, wider, workings),
        *announced.links,
    }
    return Compared(tuple(sorted(found)), announced.outcomes)
