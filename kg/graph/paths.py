"""How two things hang together: the shortest way from one to the other over what stands as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.errors import UsageError
from kg.rdf import kg

LONGEST = 6  # steps; what is farther apart does not hang together in any way that helps
_EVIDENCE = kg("evidence")
_STANDING, _ARTICLES = kg("standing"), kg("articleCount")


@dataclass(frozen=True, slots=True)
class Step:
    """One statement or event that ties two things."""

    left: NamedNode
    via: NamedNode
    right: NamedNode


def path_query(store: Store, ends: Sequence[NamedNode]) -> str:
    """SPARQL that gives the steps of the shortest path with their claims. Raises `UsageError` where there is none."""
    start, goal = ends
    steps = shortest(store, start, goal)
    if not steps:
        raise UsageError(f"no way of at most {LONGEST} steps leads from one to the other")
    rows = [
        f"({claim} {n} {step.left} {step.via} {step.right})"
        for n, step in enumerate(steps, 1)
        for claim in sorted(str(q.object) for q in store.quads_for_pattern(step.via, _EVIDENCE, None, rdf.DEFAULT))
    ]
    return f"SELECT ?claim ?step ?from ?via ?to {{ VALUES (?claim ?step ?from ?via ?to) {{ {' '.join(rows)} }} }}"


def shortest(store: Store, start: NamedNode, goal: NamedNode) -> list[Step]:
    """The steps from `start` to `goal`, the fewest; of equals those that more articles report. Empty where none is."""
    came: dict[NamedNode, Step | None] = {start: None}
    level = [start]
    for _ in range(LONGEST):
        if goal in came:
            break
        following: list[NamedNode] = []
        for thing in level:
            for step in sorted(
                _steps(store, thing), key=lambda s: (-_articles(store, s.via), s.via.value, s.right.value)
            ):
                if step.right not in came:
                    came[step.right] = step
                    following.append(step.right)
        level = following
    found: list[Step] = []
    at = came.get(goal)
    while at is not None:
        found.append(at)
        at = came[at.left]
    return found[::-1]


def _steps(store: Store, thing: NamedNode) -> Iterator[Step]:
    """Every statement and event that stands and ties `thing` to another."""
    for quad in store.quads_for_pattern(None, None, thing, rdf.DEFAULT):
        via = cast(NamedNode, quad.subject)
        if not any(store.quads_for_pattern(via, _STANDING, kg("asserted"), rdf.DEFAULT)):
            continue
        for other in store.quads_for_pattern(via, None, None, rdf.DEFAULT):
            ends = isinstance(other.object, NamedNode) and other.object != thing
            if (
                ends
                and _ties(other.predicate)
                and any(store.quads_for_pattern(cast(NamedNode, other.object), rdf.PREF_LABEL, None, rdf.DEFAULT))
            ):
                yield Step(thing, via, cast(NamedNode, other.object))


def _ties(predicate: NamedNode) -> bool:
    return predicate not in (rdf.RDF_TYPE, rdf.RDF_PREDICATE, _EVIDENCE, _STANDING)


def _articles(store: Store, via: NamedNode) -> int:
    found = next(iter(store.quads_for_pattern(via, _ARTICLES, None, rdf.DEFAULT)), None)
    return int(cast(Literal, found.object).value) if found else 0
