"""Sides, found when a question is asked: a leader, those led and those under their orders. As things they stay apart.

Two things are of one side where one leads or commands the other, as stated facts; a state that leads an alliance and
the alliance are not. No side has two states: a force that two of them are said to command stays with the one of which
more articles say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.rdf import kg, local

COMMANDED = frozenset({"ArmedForce", "ArmedGroup", "GovernmentBody"})
COMMANDING = COMMANDED | {"State", "PoliticalOrganisation", "Person"}


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side a thing is of: `head` has for each thing that is not alone the one that its side is named by."""

    head: Mapping[NamedNode, NamedNode]
    members: Mapping[NamedNode, tuple[NamedNode, ...]]

    def of(self, thing: NamedNode) -> NamedNode:
        """The head of the side that `thing` is of: itself, where it is alone."""
        return self.head.get(thing, thing)

    def with_(self, thing: NamedNode) -> tuple[NamedNode, ...]:
        """All of the side of `thing`, itself first."""
        return (thing, *(m for m in self.members.get(self.of(thing), ()) if m != thing))


def sides(store: Store) -> Sides:
    """The sides in a graph."""
    group: dict[NamedNode, set[NamedNode]] = {}
    leaders: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for _, one, other, leads in sorted(_ties(store), key=lambda t: (-t[0], t[1].value, t[2].value)):
        left, right = group.setdefault(one, {one}), group.setdefault(other, {other})
        if left is not right:
            if len({t for t in left | right if _type(store, t) == "State"}) > 1:
                continue
            left |= right
            for thing in right:
                group[thing] = left
        if leads:
            leaders[other].add(one)
    head: dict[NamedNode, NamedNode] = {}
    members: dict[NamedNode, tuple[NamedNode, ...]] = {}
    for side in {id(s): s for s in group.values()}.values():
        first = _head(store, side, leaders)
        members[first] = tuple(sorted(side, key=lambda t: t.value))
        head.update(dict.fromkeys(side, first))
    return Sides(head, members)


def _ties(store: Store) -> Iterator[tuple[int, NamedNode, NamedNode, bool]]:
    """Who is of one side with whom: articles, the two, and whether the first leads the second."""
    for name, upper, lower in (("leads", {"Person"}, COMMANDING), ("subordinateTo", COMMANDED, COMMANDING)):
        for quad in store.quads_for_pattern(None, rdf.RDF_PREDICATE, kg(name), rdf.DEFAULT):
            about = {q.predicate: q.object for q in store.quads_for_pattern(quad.subject, None, None, rdf.DEFAULT)}
            one, other = about[rdf.RDF_SUBJECT], about[rdf.RDF_OBJECT]
            if about[kg("standing")] != kg("asserted") or not isinstance(other, NamedNode):
                continue
            if _type(store, cast(NamedNode, one)) in upper and _type(store, other) in lower:
                articles = int(cast(Literal, about[kg("articleCount")]).value)
                yield articles, cast(NamedNode, one), other, name == "leads"


def _head(store: Store, side: set[NamedNode], leaders: Mapping[NamedNode, set[NamedNode]]) -> NamedNode:
    """Whom a side is named by: its leader, if it has but one with a name of his own; else its state, body or group."""
    rank = {"State": 0, "GovernmentBody": 1, "ArmedGroup": 2, "PoliticalOrganisation": 3, "ArmedForce": 4}
    top = min(side, key=lambda t: (rank.get(_type(store, t), 9), t.value))
    leading = {person for thing in side if _type(store, thing) in rank for person in leaders.get(thing, ())}
    leader = next(iter(leading)) if len(leading) == 1 else top
    return leader if _named(store, leader) else top


def _named(store: Store, thing: NamedNode) -> bool:
    """Whether a thing goes by a name, as "a rebel commander" does not."""
    label = next(iter(store.quads_for_pattern(thing, rdf.PREF_LABEL, None, rdf.DEFAULT)), None)
    return label is not None and not cast(Literal, label.object).value.split()[-1].islower()


def _type(store: Store, thing: NamedNode) -> str:
    found = next(iter(store.quads_for_pattern(thing, rdf.RDF_TYPE, None, rdf.DEFAULT)), None)
    return local(cast(NamedNode, found.object)) if found else "Thing"
