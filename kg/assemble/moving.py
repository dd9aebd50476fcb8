"""What has become another of the things and articles that are there, so that more than the new articles is touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.assemble.gists import Gist
from kg.assemble.ledger import Known, Ledger
from kg.assemble.origins import Origins
from kg.assemble.parts import Part, Wholes, in_countries
from kg.assemble.sources import Source, classes, outlet_classes
from kg.gazetteer import Gazetteer
from kg.model import Entity, Resolution
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Moved:
    """The things as they are now, and those of before that are others now.

    `entities` and `names` are by id, `sources` the classes of those that vouch, `around` what each is a part of,
    `sides` on whose side, `named` those that some text calls by a name. Of those that were there before: `renamed` have
    another name, `wider` are part of something else, `aside` on another side, `unnamed` no longer or only now called by
    a name; `vouching` have another class or other adversaries. `origins` are the articles that have another origin,
    `outlets` those of another class. `of_claim` has the classes of claims, as they are found.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, str]
    sources: Mapping[str, Source]
    around: Wholes
    sides: Wholes
    named: Collection[str]
    renamed: frozenset[str]
    wider: frozenset[str]
    aside: frozenset[str]
    unnamed: frozenset[str]
    vouching: frozenset[str]
    origins: frozenset[str]
    outlets: frozenset[str]
    of_claim: dict[str, Source] = field(default_factory=dict)

    @property
    def regrouping(self) -> frozenset[str]:
        """The things whose events are to be grouped and named again."""
        return self.renamed | self.wider

    @property
    def comparing(self) -> frozenset[str]:
        """The things whose statements are to be compared again."""
        return self.renamed | self.wider | self.aside | self.unnamed


def moved(
    before: Ledger,
    gists: Mapping[str, Gist],
    resolution: Resolution,
    origin: Origins,
    ontology: Ontology,
    gazetteer: Gazetteer | None,
) -> Moved | None:
    """What has moved. None where something is now a place that was none, or the other way round: that changes all."""
    entities = {e.id: e for e in resolution.entities}
    old = before.entities
    for x, was in old.items():
        if (
            x in entities
            and was.type != entities[x].type
            and _is_place(was.type, ontology) != _is_place(entities[x].type, ontology)
        ):
            return None
    was_there, here = before.gists.values(), gists.values()
    named = {x for g in here for x in g.named}
    holders = {h for g in here for h in g.holders}
    found = classes(entities, holders, (tie for g in here for tie in g.ties), named, gazetteer)
    countries = list(in_countries(entities.values()))
    parts, sides = ({*countries, *(p for g in here for p in get(g))} for get in (_parts, _sides))
    of_old = {(x, k.country) for x, k in old.items() if k.country and k.country != x}
    hostile = {p for g in was_there for p in g.hostile} ^ {p for g in here for p in g.hostile}
    reclassed = {x for x, k in old.items() if found.get(x) != k.source}
    return Moved(
        entities=entities,
        names={e.id: e.name for e in resolution.entities},
        sources=found,
        around=Wholes(parts),
        sides=Wholes(sides),
        named=named,
        renamed=frozenset(x for x, k in old.items() if x not in entities or entities[x].name != k.name),
        wider=_below(parts, {*of_old, *(p for g in was_there for p in g.parts)}, old),
        aside=_below(sides, {*of_old, *(p for g in was_there for p in g.sides)}, old),
        unnamed=frozenset((named ^ {x for g in was_there for x in g.named}) & old.keys()),
        vouching=frozenset({*reclassed, *(x for pair in hostile for x in pair)} & old.keys()),
        origins=frozenset(a for a, g in before.gists.items() if a in gists and origin.of[a] != g.origin),
        outlets=_outlets((g.outlet for g in was_there), old, entities, gazetteer),
    )


def _parts(g: Gist) -> Iterable[Part]:
    return g.parts


def _sides(g: Gist) -> Iterable[Part]:
    return g.sides


def _is_place(type_: str, ontology: Ontology) -> bool:
    return ontology.is_a(type_, "Place")


def _below(now: set[Part], before: set[Part], old: Mapping[str, Known]) -> frozenset[str]:
    """The things of before that are part of something else now, with all their parts."""
    waiting = [part for part, _ in now ^ before if part in old]
    if not waiting:
        return frozenset()
    below: dict[str, set[str]] = defaultdict(set)
    for part, whole in now | before:
        if part in old:
            below[whole].add(part)
    found: set[str] = set()
    while waiting:
        if (thing := waiting.pop()) not in found:
            found.add(thing)
            waiting += below.get(thing, ())
    return frozenset(found)


def _outlets(
    names: Iterable[str | None], old: Collection[str], now: Collection[str], gazetteer: Gazetteer | None
) -> frozenset[str]:
    """The outlets that are of another class now, since the state whose they are has come or gone."""
    outlets = {name for name in names if name is not None}
    was, are = (outlet_classes(outlets, there, gazetteer) for there in (old, now))
    return frozenset(name for name in outlets if was[name] != are[name])
