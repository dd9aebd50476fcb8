"""What kind of source vouches for a claim: a government, an armed actor, state media of a state, an agency, a witness …

A holder is classed by the gazetteer, else by the body that it speaks for as the texts say (a minister by his state, a
director by his observatory), else by its type. A claim without a holder is its outlet's. The classes and the tables
are in sources.toml.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.assemble.claims import ResolvedClaim
    from kg.gazetteer import Gazetteer
    from kg.model import Entity, Reading, Resolution

STEPS = 3  # a spokesman of a ministry of a state is so many steps from it
Tie = tuple[str, str, str]
"""Who is tied to whom, and by which relation: the one, the relation, the other."""

OF_A_STATE = frozenset({"government", "armed actor", "state media"})


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of source, and the state whose it is where that is known (an entity's id)."""

    source_class: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What kind of source each holder and each claim has, by entity id and claim id."""

    of_entity: Mapping[str, Source] = field(default_factory=dict)
    of_claim: Mapping[str, Source] = field(default_factory=dict)


def source_classes() -> Mapping[str, str]:
    """Every class of source with a word on it."""
    return dict(_tables()["classes"])


def sources(
    readings: Sequence[Reading], resolution: Resolution, claims: Sequence[ResolvedClaim], gazetteer: Gazetteer | None
) -> Sources:
    """The classes of all who vouch for a claim or have a class in the gazetteer, and of all claims."""
    entities = {e.id: e for e in resolution.entities}
    named = named_things(readings, resolution)
    holders = {h for c in claims for h in c.holders}
    classed = classes(entities, holders, (tie for c in claims for tie in ties(c)), named, gazetteer)
    return Sources(classed, of_claims(claims, classed, entities, gazetteer))


def classes(
    entities: Mapping[str, Entity],
    holders: Collection[str],
    said: Iterable[Tie],
    named: Collection[str],
    gazetteer: Gazetteer | None,
) -> dict[str, Source]:
    """The classes of all who vouch for a claim or have a class in the gazetteer; `said` are the ties of all claims."""
    ranked = _ranked(said)
    return {
        e.id: _source(e, entities, ranked, named, gazetteer)
        for e in entities.values()
        if e.id in holders or _listed(e, gazetteer)
    }


def of_claims(
    claims: Sequence[ResolvedClaim],
    classed: Mapping[str, Source],
    entities: Collection[str],
    gazetteer: Gazetteer | None,
) -> dict[str, Source]:
    """The class of each claim: of its holder, else of its outlet."""
    outlets = outlet_classes((c.article.outlet for c in claims), entities, gazetteer)
    return {c.id: classed[c.holders[0]] if c.holders else outlets.get(c.article.outlet or "", _UNKNOWN) for c in claims}


def outlet_classes(
    names: Iterable[str | None], entities: Collection[str], gazetteer: Gazetteer | None
) -> dict[str, Source]:
    """What kind of source each outlet is, by its name; `entities` are the ids of those that the graph has."""
    return {name: _outlet(name, entities, gazetteer) for name in set(names) if name is not None}


_UNKNOWN = Source("article")


def _source(
    entity: Entity,
    entities: Mapping[str, Entity],
    ties: Mapping[str, Sequence[tuple[str, str]]],
    named: Collection[str],
    gazetteer: Gazetteer | None,
) -> Source:
    """The class of an entity: its own, else that of what it speaks for; the state is the nearest on the way."""
    tables = _tables()
    path = _path(entity.id, entities, ties)
    listed = next((c for e in path if (c := _listed(entities[e], gazetteer))), None)
    body = next((entities[e] for e in path if entities[e].type not in ("Person", "PopulationGroup")), None)
    if any(e in tables["un"]["ids"] for e in path):
        found = "UN"
    elif listed:
        found = listed
    elif body is None:
        found = "individual" if entity.type == "Person" and entity.id in named else "witness"
    elif body.type == "MediaOrganisation" and any(entities[e].type in ("State", "GovernmentBody") for e in path):
        found = "state media"
    else:
        found = tables["type"].get(body.type, "organisation")
    state = next((e for e in path if entities[e].type == "State"), None) or next(
        (country for e in path if (country := entities[e].country) in entities), None
    )
    return Source(found, state if found in OF_A_STATE else None)


def _path(entity: str, entities: Mapping[str, Entity], ties: Mapping[str, Sequence[tuple[str, str]]]) -> list[str]:
    """The entity and those it speaks for, step by step, along its closest tie."""
    order = _tables()["ties"]
    path = [entity]
    while len(path) <= STEPS:
        kinds = order["person" if entities[path[-1]].type in ("Person", "PopulationGroup") else "body"]
        found = [(kinds.index(kind), n, to) for n, (kind, to) in enumerate(ties.get(path[-1], ())) if kind in kinds]
        following = next((to for _, _, to in sorted(found) if to in entities and to not in path), None)
        if following is None:
            break
        path.append(following)
    return path


def ties(c: ResolvedClaim) -> Iterator[Tie]:
    """The tie that a claim says, as a fact, between an entity and what it speaks for."""
    if c.claim.predicate in _tying() and c.affirmed and c.actual:
        one, other = c.one("subject"), c.one("of") if c.claim.predicate == "holdsPosition" else c.one("object")
        if one and other:
            yield one, c.claim.predicate, other


def _ranked(ties: Iterable[Tie]) -> Mapping[str, list[tuple[str, str]]]:
    """For each entity the (relation, entity) pairs that tie it to others, the most said first."""
    said = Counter(ties)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, kind, other in sorted(said, key=lambda tie: (-said[tie], tie)):
        found[one].append((kind, other))
    return found


@cache
def _tying() -> frozenset[str]:
    """The relations that tie a holder to what it speaks for."""
    return frozenset(kind for table in _tables()["ties"].values() for kind in table)


def named_things(readings: Iterable[Reading], resolution: Resolution) -> Collection[str]:
    """The entities that some text calls by a name, not only by a description."""
    return {
        resolution.of[reading.article.id, m.id]
        for reading in readings
        for m in reading.mentions
        if m.form == "name" and (reading.article.id, m.id) in resolution.of
    }


def _listed(entity: Entity, gazetteer: Gazetteer | None) -> str | None:
    """The class that the gazetteer gives an entity, by our name for it."""
    own = entity.source_class
    if own is None and gazetteer is not None:
        entry = gazetteer.by_id(entity.id)
        own = entry.source_class if entry else None
    return _tables()["gazetteer"].get(own, own) if own else None


def _outlet(name: str, entities: Collection[str], gazetteer: Gazetteer | None) -> Source:
    """What kind of source an outlet is, by its name; nothing is known of one that the gazetteer does not list."""
    listed = [e for e in (gazetteer.find(name) if gazetteer else ()) if e.source_class]
    if len(listed) != 1:
        return _UNKNOWN
    found = _tables()["gazetteer"].get(listed[0].source_class, listed[0].source_class)
    state = listed[0].country
    return Source(found, state if found in OF_A_STATE and state in entities else None)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("kg.assemble") / "sources.toml").read_text(encoding="utf-8"))
