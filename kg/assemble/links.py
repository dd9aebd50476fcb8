"""All that is found by comparing statements: disagreement, figures, refinement, follow-up.

What is compared with what depends on the predicates alone, so that each comparison is a work of its own, and one in
which nothing has changed need not be done again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import merge

import msgspec

from kg.assemble.counting import figure_links
from kg.assemble.disagreement import incompatible, opposed
from kg.assemble.follow_up import Awaited, deed_types, follow_up
from kg.assemble.linking import Link, Voiced, Wider, comparing
from kg.assemble.refinement import refinements, wider_types
from kg.model import Statement
from kg.ontology import Ontology

Predicate = tuple[str, str]
"""The kind ("relation", "event") and predicate of a statement."""

Work = tuple[str, str]
"""What is looked for, and of which predicate (of `incompatible` the number of the rule)."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Links sorted, without repeats; `outcomes` has for an announced event's id what came of it, in words."""

    links: tuple[Link, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)


class Found(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one work finds."""

    links: tuple[Link, ...] = ()
    awaited: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the things and articles that are compared.

    The `names` of the things; which are `named` in texts; what each is a part of (`wider`), and on whose side it is
    (`sides`); the main places of each article (`mains`).
    """

    names: Mapping[str, str]
    named: Collection[str]
    wider: Wider
    sides: Wider
    mains: Mapping[str, Collection[str]]


def works(predicates: Iterable[Predicate], ontology: Ontology) -> Mapping[Work, Sequence[Predicate]]:
    """All works that there are with statements of these predicates, and those whose statements each needs."""
    needs: dict[Work, list[Predicate]] = defaultdict(list)
    for kind, predicate in sorted(predicates):
        for work in _needing(kind, predicate, ontology):
            needs[work].append((kind, predicate))
    return needs


def _needing(kind: str, predicate: str, ontology: Ontology) -> Iterator[Work]:
    yield "opposed", f"{kind} {predicate}"
    yield "figures", f"{kind} {predicate}"
    for number, rule in enumerate(comparing()["incompatible"]):
        if predicate in rule["pair"]:
            yield "incompatible", str(number)
    for of in wider_types(kind, predicate, ontology):
        yield "supports", f"{kind} {of}"
    for of in deed_types(predicate, ontology) if kind == "event" else ():
        yield "happened", of


def found(work: Work, voiced: Sequence[Voiced], around: Around) -> Found:
    """What a work finds among the statements that it needs, which stand in the order of their ids."""
    if work[0] == "happened":
        links, awaited = follow_up(work[1], voiced, around.sides)
        return Found(tuple(sorted(set(links))), tuple(awaited))
    return Found(tuple(sorted(set(_found(work, voiced, around)))))


def _found(work: Work, voiced: Sequence[Voiced], around: Around) -> Iterable[Link]:
    how, what = work
    match how:
        case "opposed":
            return opposed(voiced)
        case "figures":
            return figure_links(voiced, around.wider, around.mains)
        case "incompatible":
            rule = comparing()["incompatible"][int(what)]
            return incompatible(rule, voiced, around.names, around.named, around.wider)
        case _:
            return refinements(what.partition(" ")[2], voiced, around.names, around.wider)


def compared(voiced: Mapping[Predicate, Sequence[Voiced]], around: Around, ontology: Ontology) -> Mapping[Work, Found]:
    """How the statements stand to one another, work by work; those of a predicate stand in the order of their ids."""
    return {
        work: found(work, list(merge(*(voiced[p] for p in needed), key=lambda v: v.id)), around)
        for work, needed in works(voiced, ontology).items()
    }


def together(all_found: Iterable[Found], last: date | None) -> Compared:
    """All that was found; `last` is the day of the last report of anything."""
    every = list(all_found)
    links = {link for one in every for link in one.links}
    return Compared(tuple(sorted(links)), {a.id: a.outcome(last) for one in every for a in one.awaited})


def by_predicate(voiced: Iterable[Voiced]) -> dict[Predicate, list[Voiced]]:
    """The statements by kind and predicate, in the order of their ids."""
    found: dict[Predicate, list[Voiced]] = defaultdict(list)
    for v in sorted(voiced, key=lambda v: v.id):
        found[v.statement.kind, v.statement.predicate].append(v)
    return found


def last_report(statements: Iterable[Statement]) -> date | None:
    """The day of the last report of anything."""
    return max((s.last_reported for s in statements if s.last_reported), default=None)
