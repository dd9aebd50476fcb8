"""Where on earth the towns and areas of the articles lie, by GeoNames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from kg.gazetteer import Entry, Gazetteer
from kg.gazetteer.places import Place, Places
from kg.resolve.cluster import Facts
from kg.resolve.sense import Node
from kg.workings import Workings, key

LOCATED = frozenset({"Settlement", "AdministrativeArea"})


def located(
    cluster: Mapping[Node, tuple[Node, ...]],
    ids: Mapping[Node, str],
    known: Mapping[Node, Facts],
    gazetteer: Gazetteer,
    places: Places,
    workings: Workings,
) -> dict[str, Place]:
    """The place of each entity id that stands out by its name, its country if said, and the states named beside it."""
    codes: dict[str, str | None] = {}

    def code(state: str) -> str | None:
        if state not in codes:
            entry = gazetteer.by_id(state)
            codes[state] = places.code(entry) if entry else None
        return codes[state]

    found: dict[str, Place] = {}
    for group in sorted(set(cluster.values())):
        if not all(node.family in LOCATED or node.family == "Region" for node in group):
            continue
        nodes = [node for node in group if node.family in LOCATED]
        countries = {c for node in nodes for s in known[node].countries if (c := code(s))}
        context = sorted({c for node in nodes for s in known[node].states if (c := code(s))})
        country = next(iter(countries)) if len(countries) == 1 else None
        is_area = any(node.family == "AdministrativeArea" for node in nodes)
        called = [" ".join(node.words) for node in nodes]
        asked = key("located", called, is_area, country, context)
        looked_up = partial(places_of, places, called, is_area, country, context)
        hits = workings.once(asked, list[Place], looked_up)
        if len(hits) == 1:
            found[ids[nodes[0]]] = hits[0]
    return found


def places_of(
    places: Places, called: Sequence[str], is_area: bool, country: str | None, context: Sequence[str]
) -> list[Place]:
    """The places that one thing's names may be of, each once; of an area the town of its name, if no area has it."""
    looked_up = places.find_area if is_area else places.find
    hits = {p.id: p for name in called if (p := looked_up(name, country, context))}
    hits = hits or {p.id: p for name in called if is_area and (p := places.find(name, country, context))}
    return list(hits.values())


def listed_areas(entries: Iterable[Entry], gazetteer: Gazetteer, places: Places) -> dict[str, Place]:
    """The places of listed provinces and the like whose rows have no coordinates, by their ids."""
    found: dict[str, Place] = {}
    for entry in entries:
        state = gazetteer.by_id(entry.country or "")
        code = places.code(state) if state else None
        if entry.type == "AdministrativeArea" and entry.latitude is None and code:
            hits = {p.id: p for name in entry.names if (p := places.find_area(name, code))}
            if len(hits) == 1:
                found[entry.id] = next(iter(hits.values()))
    return found


def towns(ids: Mapping[Node, str], where: Mapping[str, Place]) -> dict[str, str]:
    """For each town's id the first id of the same place: Bombay is Mumbai, however different the names are."""
    first: dict[int, str] = {}
    settled = sorted({ids[node] for node in ids if node.family == "Settlement" and ids[node] in where})
    return {id_: first.setdefault(where[id_].id, id_) for id_ in settled}
