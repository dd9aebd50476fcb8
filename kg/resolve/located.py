"""Where on earth the towns and areas of the articles lie, by GeoNames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kg.gazetteer import Entry, Gazetteer
from kg.gazetteer.places import Place, Places
from kg.resolve.cluster import Facts
from kg.resolve.sense import Node
from kg.workings import Workings, key

LOCATED = frozenset({"Settlement", "AdministrativeArea"})


@dataclass(slots=True)
class Locator:
    """Says where things lie; keeps the codes of states, and in the workings what it has looked up."""

    gazetteer: Gazetteer
    places: Places
    workings: Workings
    codes: dict[str, str | None] = field(default_factory=dict)

    def code(self, state: str) -> str | None:
        """The code of a state by its id."""
        if state not in self.codes:
            entry = self.gazetteer.by_id(state)
            self.codes[state] = self.places.code(entry) if entry else None
        return self.codes[state]

    def located(self, group: Sequence[Node], known: Mapping[Node, Facts]) -> Place | None:
        """The place of one thing that stands out by its names, its country if said, and the states beside it."""
        nodes = [node for node in group if node.family in LOCATED]
        if not nodes or not all(node.family in LOCATED or node.family == "Region" for node in group):
            return None
        countries = {c for node in nodes for s in known[node].countries if (c := self.code(s))}
        context = sorted({c for node in nodes for s in known[node].states if (c := self.code(s))})
        country = next(iter(countries)) if len(countries) == 1 else None
        is_area = any(node.family == "AdministrativeArea" for node in nodes)
        called = [" ".join(node.words) for node in nodes]
        asked = key("located", called, is_area, country, context)
        looked_up = partial(places_of, self.places, called, is_area, country, context)
        hits = self.workings.once(asked, list[Place], looked_up)
        return hits[0] if len(hits) == 1 else None

    def listed_area(self, entry: Entry) -> Place | None:
        """The place of a listed province or the like whose row has no coordinates."""
        code = self.code(entry.country) if entry.country else None
        if entry.type != "AdministrativeArea" or entry.latitude is not None or not code:
            return None
        hits = {p.id: p for name in entry.names if (p := self.places.find_area(name, code))}
        return next(iter(hits.values())) if len(hits) == 1 else None


def places_of(
    places: Places, called: Sequence[str], is_area: bool, country: str | None, context: Sequence[str]
) -> list[Place]:
    """The places that one thing's names may be of, each once; of an area the town of its name, if no area has it."""
    looked_up = places.find_area if is_area else places.find
    hits = {p.id: p for name in called if (p := looked_up(name, country, context))}
    hits = hits or {p.id: p for name in called if is_area and (p := places.find(name, country, context))}
    return list(hits.values())


def towns(ids: Mapping[Node, str], where: Mapping[str, Place]) -> dict[str, str]:
    """For each town's id the first id of the same place: Bombay is Mumbai, however different the names are."""
    first: dict[int, str] = {}
    settled = sorted({ids[node] for node in ids if node.family == "Settlement" and ids[node] in where})
    return {id_: first.setdefault(where[id_].id, id_) for id_ in settled}
