"""All readings' mentions to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

import msgspec

from kg.gazetteer import Gazetteer
from kg.gazetteer.places import Places
from kg.model import Entity, Reading, Resolution
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.canonical import Thing, most, node_id, spaced
from kg.resolve.cluster import Facts, clusters
from kg.resolve.judged import judgements
from kg.resolve.link import Linker
from kg.resolve.located import listed_areas, located, towns
from kg.resolve.outline import Outline, Part, outlines, parts
from kg.resolve.sense import Node
from kg.workings import Workings


def resolve(
    readings: Sequence[Reading], gazetteer: Gazetteer, ontology: Ontology, places: Places | None = None
) -> Resolution:
    """Which mention is which entity, over all `readings`; the same for any order of them.

    With `places`, towns that stand out there get their link and coordinates, and are one under all their names.
    """
    articles = outlines(readings, Linker(gazetteer, ontology, places), {})
    return resolved_together(articles, gazetteer, places, Workings())[0]


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """Of a resolution, what another one with more articles can take over: the id of each node, and the entities."""

    nodes: tuple[tuple[Node, str], ...] = ()
    entities: tuple[Entity, ...] = ()


def resolved_together(
    articles: Sequence[Outline],
    gazetteer: Gazetteer,
    places: Places | None,
    workings: Workings,
    before: Settled | None = None,
    new: Collection[str] = (),
) -> tuple[Resolution, Settled]:
    """Which mention of these articles is which entity; the outlines stand in the order of their articles' ids.

    Where all but the `new` ones have been resolved `before`, only what these touch is gathered again.
    """
    known = facts(articles)
    cluster, pairs = clusters(known, [pair for a in articles for pair in a.equated])
    ids = cluster_ids(cluster, articles, gazetteer) | listed_ids(cluster, articles)
    where = located(cluster, ids, known, gazetteer, places, workings) if places else {}
    same = towns(ids, where)
    ids = {node: same.get(id_, id_) for node, id_ in ids.items()}
    touched = _touched(before, ids, articles, new) if before else None
    things: dict[str, Thing] = {}
    of: dict[tuple[str, str], str] = {}
    for article in articles:
        for part in article.parts:
            if part.idle:
                continue
            id_ = ids[part.node] if part.node else str(part.id)
            if touched is None or id_ in touched:
                gather(things, id_, part, gazetteer)
            for mention in part.mentions:
                of[article.article, mention] = id_
    if places:
        where |= listed_areas((t.entry for t in things.values() if t.entry), gazetteer, places)
    found = {e.id: e for e in before.entities if e.id not in touched} if before and touched is not None else {}
    found |= {id_: thing.entity(where.get(id_)) for id_, thing in things.items()}
    entities = tuple(found[id_] for id_ in sorted(found))
    resolution = Resolution(entities, of, judgements(articles, pairs, ids, same, entities, gazetteer))
    return resolution, Settled(tuple(sorted(ids.items())), entities)


def _touched(
    before: Settled, ids: Mapping[Node, str], articles: Sequence[Outline], new: Collection[str]
) -> frozenset[str]:
    """The ids of the things that new articles speak of, and of those that nodes were or have become."""
    was = dict(before.nodes)
    spoken = (part for article in articles if article.article in new for part in article.parts)
    moved = (x for node, id_ in ids.items() if was.get(node) != id_ for x in (id_, was.get(node, id_)))
    return frozenset(chain((ids[part.node] if part.node else str(part.id) for part in spoken), moved))


def facts(articles: Sequence[Outline]) -> dict[Node, Facts]:
    """What the articles together know of each node."""
    count: dict[Node, int] = defaultdict(int)
    states: dict[Node, set[str]] = defaultdict(set)
    countries: dict[Node, set[str]] = defaultdict(set)
    designated: set[Node] = set()
    for article in articles:
        for part in article.parts:
            if part.node is not None:
                count[part.node] += 1
                states[part.node].update(article.states)
                countries[part.node] |= {part.country} if part.country else set()
                designated |= {part.node} if part.designated else set()
    return {n: Facts(count[n], frozenset(states[n]), frozenset(countries[n]), n in designated) for n in count}


def cluster_ids(
    cluster: Mapping[Node, tuple[Node, ...]], articles: Sequence[Outline], gazetteer: Gazetteer
) -> dict[Node, str]:
    """Each node's entity id, from the names said of its cluster and the type most often given there.

    Of things of one name the person, then the first type in the alphabet, has the name as its id.
    """
    types: dict[tuple[Node, ...], Counter[str]] = defaultdict(Counter)
    said: dict[Node, set[str]] = defaultdict(set)
    for part in parts(articles):
        if part.node is not None:
            types[cluster[part.node]][part.type] += 1
            said[part.node].update(part.names)
    plain = {group: node_id(group, said, most(types[group]), gazetteer) for group in sorted(set(cluster.values()))}
    sharing: dict[str, list[tuple[Node, ...]]] = defaultdict(list)
    for group, id_ in plain.items():
        sharing[id_].append(group)
    for id_, groups in sharing.items():
        first = min(groups, key=lambda g: (most(types[g]) != "Person", most(types[g]), g))
        plain |= {g: f"{id_}_{names.slug(spaced(most(types[g])))}" for g in groups if g != first}
    return {node: plain[group] for node, group in cluster.items()}


def listed_ids(cluster: Mapping[Node, tuple[Node, ...]], articles: Sequence[Outline]) -> dict[Node, str]:
    """The ids of nodes whose cluster the articles call another name of one listed thing."""
    found: dict[tuple[Node, ...], set[str]] = defaultdict(set)
    for article in articles:
        for node, id_ in article.listed:
            found[cluster[node]].add(id_)
    return {node: min(ids) for group, ids in found.items() if len(ids) == 1 for node in group}


def gather(things: dict[str, Thing], id: str, part: Part, gazetteer: Gazetteer) -> None:
    """Puts what `part` adds to the thing of this id among the things."""
    thing = things.get(id)
    if thing is None:
        thing = things[id] = Thing(id)
    if part.entry is not None and thing.entry is None:
        thing.entry = gazetteer.by_id(part.entry)
    if part.name is not None:
        thing.fixed_name = min(thing.fixed_name or part.name, part.name, key=lambda n: (-len(n), n))
    if part.country:
        thing.countries[part.country] += 1
    for name in part.names:
        thing.named[names.clean(name)] += 1
    for text in part.told:
        thing.described[text] += 1
    thing.types[part.type] += len(part.mentions)
    if not (thing.named or thing.described or part.name):
        thing.described[names.clean(part.fullest)] += 1
