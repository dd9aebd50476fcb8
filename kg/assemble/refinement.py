"""Which statement says more exactly what another says: an air strike on Idlib supports an attack on Syria.

The idea is INDRA's (Gyori et al. 2017, doi:10.15252/msb.20177651): the narrower one supports the wider one, and both
stay. Events: of the same type or a kind of it, at a time that does not speak against it, with a filler that is the
same or a part for every role of the wider one. Relations: of the same subject, where a place lies in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.assemble.linking import Link, Voiced, Wider, days_apart, times_meet
from kg.ontology import Ontology

BY_PLACE = frozenset({"basedAt", "locatedIn"})
"""Relations that hold of a place where they hold of a part of it."""

REPORTED_WITHIN = 3  # days between the reports of two events without a time that are taken for one
BLOCK = 30  # a statement is compared with so many that share a thing with it, the next by day of report


def refinements(kind: str, voiced: Iterable[Voiced], names: Mapping[str, str], wider: Wider) -> list[Link]:
    """Links from what is narrower to what is wider and of this very predicate; both said as facts.

    `voiced` are the statements of this predicate and, of an event, of the types below it.
    """
    alike = [v for v in voiced if v.statement.standing == "asserted"]
    blocks: dict[str, list[Voiced]] = defaultdict(list)
    for v in alike:
        for thing in v.who("subject") if v.statement.kind == "relation" else v.things():
            blocks[thing].append(v)
    found: list[Link] = []
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda v: (v.day(), v.id))
        for i, one in enumerate(block):
            for other in block[i + 1 : i + 1 + BLOCK]:
                for a, b in ((one, other), (other, one)):
                    if b.statement.predicate == kind and (a.id, b.id) not in seen:
                        seen.add((a.id, b.id))
                        if _narrower(a, b, wider):
                            found.append(Link("supports", a.id, b.id, _why(a, b, names)))
    return found


def wider_types(kind: str, predicate: str, ontology: Ontology) -> list[str]:
    """The predicates of statements that one of this kind and predicate may be narrower than."""
    if kind == "relation":
        return [predicate] if predicate in BY_PLACE else []
    return [
        predicate,
        *sorted(a for a in ontology.ancestors.get(predicate, ()) if a in ontology.events and a != predicate),
    ]


def _narrower(a: Voiced, b: Voiced, wider: Wider) -> bool:
    """Whether `a` says more exactly what `b`, of whose kind it is, says. What most pairs fail by is asked first."""
    if a.id == b.id:
        return False
    if a.statement.kind == "relation":
        ends = a.who("object"), b.who("object")
        return a.who("subject") == b.who("subject") and all(y in wider.get(x, ()) for x in ends[0] for y in ends[1])
    if len(b.parts) < 2 or not b.parts.keys() <= a.parts.keys() or not _one_time(a, b):
        return False
    if a.statement.ordinal != b.statement.ordinal and None not in (a.statement.ordinal, b.statement.ordinal):
        return False
    if b.statement.figures and b.statement.figures != a.statement.figures:
        return False
    if a.parts == b.parts:
        return a.statement.predicate != b.statement.predicate
    return all(any(x == y or y in wider.get(x, ()) for x in a.who(role)) for role in b.parts for y in b.who(role)) and (
        a.statement.predicate != b.statement.predicate or any(a.who(role) != b.who(role) for role in b.parts)
    )


def _one_time(a: Voiced, b: Voiced) -> bool:
    met = times_meet((a.statement.start, a.statement.end), (b.statement.start, b.statement.end))
    if met is not None:
        return met
    apart = days_apart(a.statement, b.statement)
    return apart is not None and apart <= REPORTED_WITHIN


def _why(a: Voiced, b: Voiced, names: Mapping[str, str]) -> str:
    parts = []
    if a.statement.predicate != b.statement.predicate:
        parts.append(f"{a.statement.predicate} is a kind of {b.statement.predicate}")
    for role in sorted(b.roles()):
        for x in sorted(a.who(role) - b.who(role)):
            parts.append(
                f"{role}: {names.get(x, x)} is part of {', '.join(sorted(names.get(y, y) for y in b.who(role)))}"
            )
    return "; ".join(parts)
