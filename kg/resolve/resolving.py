"""All readings' mentions to entities; and again, where articles have come or gone, as far as these touch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from kg.gazetteer import Gazetteer, fold
from kg.gazetteer.places import Place, Places
from kg.model import Entity, Reading, Resolution
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.blocks import sounding_alike
from kg.resolve.canonical import most, node_id, spaced
from kg.resolve.cluster import Pair, clusters
from kg.resolve.gathered import Gathered, anchor_of, node_of, put, thing_of
from kg.resolve.idle import is_idle
from kg.resolve.judged import judgements
from kg.resolve.link import Linker
from kg.resolve.located import Locator, towns
from kg.resolve.meant import Meant
from kg.resolve.outline import Outline, outlines
from kg.resolve.sense import Node
from kg.resolve.settled import Group, Row, Settled
from kg.shelf import Shelf
from kg.workings import Workings


def resolve(
    readings: Sequence[Reading], gazetteer: Gazetteer, ontology: Ontology, places: Places | None = None
) -> Resolution:
    """Which mention is which entity, over all `readings`; the same for any order of them.

    With `places`, towns that stand out there get their link and coordinates, and are one under all their names.
    """
    articles = outlines(readings, Linker(gazetteer, ontology, places), {})
    return resolved_together(articles, gazetteer, places, Workings())[0]


def resolved_together(
    articles: Sequence[Outline], gazetteer: Gazetteer, places: Places | None, workings: Workings
) -> tuple[Resolution, Settled]:
    """Which mention of these articles is which entity."""
    outlined = {outline.article: outline for outline in articles}
    found = resolved_again(Settled(), outlined, articles, (), gazetteer, places, workings)
    return replace(found.resolution, of=dict(found.resolution.of)), found.settled


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution, what was settled, and the articles of before in which some mention is another thing than it was."""

    resolution: Resolution
    settled: Settled
    moved: frozenset[str]


def resolved_again(
    before: Settled,
    articles: Mapping[str, Outline],
    new: Sequence[Outline],
    gone: Sequence[Outline],
    gazetteer: Gazetteer,
    places: Places | None,
    workings: Workings,
) -> Resolved:
    """Which mention of all `articles` is which entity, where all but the `new` and the `gone` ones were settled."""
    desk = Desk(before, gazetteer, Locator(gazetteer, places, workings) if places else None)
    desk.take(new, gone)
    desk.compare()
    desk.group()
    desk.identify()
    return desk.resolved(articles, new, gone)


class Desk:
    """What is settled, while articles are put to it and taken out. What they touch is settled anew."""

    def __init__(self, before: Settled, gazetteer: Gazetteer, locator: Locator | None) -> None:
        self.before = before
        self.gazetteer = gazetteer
        self.locator = locator
        self.gathered: Shelf[Gathered] = Shelf(Gathered, before.gathered)
        self.rows = {row.node: row for row in before.rows}
        self.groups: dict[tuple[Node, ...], Group] = {group.nodes: group for group in before.groups}
        self.equal = Counter({(a, b): times for a, b, times in before.equal})
        self.heads = Counter(before.heads)
        self.anchors: set[str] = set()
        self.nodes: set[Node] = set()
        self.touched: set[str] = set()
        self.alike: list[Pair] = []
        self.judged: list[Pair] = []
        self.where: dict[str, Place] = {}
        self.same: dict[str, str] = {}
        self.was = before.ids()

    def take(self, new: Sequence[Outline], gone: Sequence[Outline]) -> None:
        """Gathers what the articles say of each thing."""
        for outlines_, times in ((gone, -1), (new, 1)):
            self.anchors |= put(self.gathered, outlines_, times)
            for outline in outlines_:
                self.equal.update({pair: times * n for pair, n in Counter(outline.equated).items()})
                self.heads.update(dict.fromkeys(outline.heads, times))
        self.nodes = {node for name in self.anchors if (node := node_of(name)) is not None}

    def compare(self) -> None:
        """Compares the names of which something is other with those that sound like them, and clusters all."""
        was: dict[Node, tuple[str, ...]] = {}
        for node in self.nodes:
            old, name = self.rows.pop(node, None), anchor_of(node)
            if name in self.gathered:
                self.rows[node] = Row.of(node, self.gathered[name])
            if old is None or node not in self.rows or old.facts != self.rows[node].facts:
                was[node] = old.keys if old else ()
        facts = {node: row.facts for node, row in self.rows.items()}
        keys = {node: row.keys for node, row in self.rows.items()}
        self.alike = sounding_alike(facts, keys, self.before.alike, was if self.before.rows else None)
        equal = [(a, b) for (a, b), times in self.equal.items() if times > 0 and a in facts and b in facts]
        cluster, self.judged = clusters(facts, self.alike, equal)
        self.clusters = set(cluster.values())

    def group(self) -> None:
        """Finds type, id and place of each cluster that is another, or of which something else is said."""
        known = self.groups
        self.groups = {}
        for nodes in self.clusters:
            group = known.get(nodes) if self.nodes.isdisjoint(nodes) else None
            self.groups[nodes] = group or self._group(nodes)

    def _group(self, nodes: tuple[Node, ...]) -> Group:
        said = {node: self.gathered[anchor_of(node)] for node in nodes}
        types: Counter[str] = Counter()
        for one in said.values():
            types.update(one.types)
        facts = {node: self.rows[node].facts for node in nodes}
        place = self.locator.located(nodes, facts) if self.locator else None
        plain = node_id(nodes, {node: one.named for node, one in said.items()}, most(types), self.gazetteer)
        return Group(nodes, most(types), plain, place)

    def identify(self) -> None:
        """Finds the entity's id of each node, and what has become another thing by that."""
        ids = cluster_ids(self.groups.values()) | listed_ids(self.groups.values(), self.rows)
        for group in sorted((g for g in self.groups.values() if g.place), key=lambda g: g.nodes):
            assert group.place is not None
            self.where[ids[group.nodes[0]]] = group.place
        self.same = towns(ids, self.where)
        for node, row in self.rows.items():
            id_ = self.same.get(ids[node], ids[node])
            if row.id != id_:
                self.rows[node] = msgspec.structs.replace(row, id=id_)
        self.touched = {name for name in self.anchors if node_of(name) is None}
        for node in self.rows.keys() | self.was.keys():
            was, is_ = self.was.get(node), self.rows[node].id if node in self.rows else None
            if was != is_ or node in self.nodes:
                self.touched.update(id_ for id_ in (was, is_) if id_ is not None)

    def resolved(self, articles: Mapping[str, Outline], new: Sequence[Outline], gone: Sequence[Outline]) -> Resolved:
        """The resolution, with what is settled."""
        entities = {e.id: e for e in self.before.entities if e.id not in self.touched}
        called = {id_: name for id_, name in self.before.called.items() if id_ not in self.touched}
        idle = {id_ for id_ in self.before.idle if id_ not in self.touched}
        whys = {id_: found for id_, found in self.before.whys.items() if id_ not in self.touched}
        for id_, found in self._things():
            said = [self.gathered[name] for name in found]
            entities[id_] = e = self._entity(id_, said)
            if any(g.named for g in said):
                called[id_] = fold(e.name)
            if is_idle(e, said):
                idle.add(id_)
            if id_ in self.gathered and (why := self.gathered[id_].whys):
                whys[id_] = tuple(sorted(why))
        settled = Settled(
            gathered=self.gathered.raw(),
            rows=tuple(row for _, row in sorted(self.rows.items())),
            groups=tuple(group for _, group in sorted(self.groups.items())),
            alike=tuple(self.alike),
            equal=tuple(sorted((a, b, times) for (a, b), times in self.equal.items() if times > 0)),
            entities=tuple(e for _, e in sorted(entities.items())),
            idle=tuple(sorted(idle)),
            called=dict(sorted(called.items())),
            whys=dict(sorted(whys.items())),
            heads={head: times for head, times in sorted(self.heads.items()) if times > 0},
        )
        told = judgements(self.rows, self.judged, whys, self.same, called, entities, self.gazetteer)
        moved = self._moved(idle).difference(outline.article for outline in (*new, *gone))
        return Resolved(Resolution(settled.entities, Meant(articles, settled.ids()), told), settled, moved)

    def _things(self) -> Iterator[tuple[str, list[str]]]:
        """The things that are to be made anew, each with its anchors."""
        found: dict[str, list[str]] = defaultdict(list)
        for node, row in self.rows.items():
            if row.id in self.touched:
                found[row.id].append(anchor_of(node))
        for id_ in self.touched:
            if id_ in self.gathered:
                found[id_].append(id_)
        yield from found.items()

    def _entity(self, id: str, said: Iterable[Gathered]) -> Entity:
        thing = thing_of(id, said, self.gazetteer)
        area = self.locator.listed_area(thing.entry) if self.locator and thing.entry else None
        return thing.entity(area or self.where.get(id))

    def _moved(self, idle: Collection[str]) -> frozenset[str]:
        """The articles that speak of a node which is another thing now, or of a thing that has become one or none."""
        flipped = {*self.before.idle} ^ {*idle}
        names = {anchor_of(n) for n, row in self.rows.items() if n in self.was and self.was[n] != row.id}
        names |= {anchor_of(n) for n, row in self.rows.items() if row.id in flipped}
        names |= {id_ for id_ in flipped if id_ in self.gathered}
        return frozenset(chain.from_iterable(self.gathered[name].articles for name in names))


def cluster_ids(groups: Iterable[Group]) -> dict[Node, str]:
    """Each node's entity id, from the names said of its cluster.

    Of things of one name the person, then the first type in the alphabet, has the name as its id.
    """
    sharing: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        sharing[group.plain].append(group)
    ids: dict[Node, str] = {}
    for id_, of_one in sharing.items():
        first = min(of_one, key=lambda g: (g.type != "Person", g.type, g.nodes)) if len(of_one) > 1 else of_one[0]
        for group in of_one:
            name = id_ if group is first else f"{id_}_{names.slug(spaced(group.type))}"
            ids.update(dict.fromkeys(group.nodes, name))
    return ids


def listed_ids(groups: Iterable[Group], rows: Mapping[Node, Row]) -> dict[Node, str]:
    """The ids of nodes whose cluster the articles call another name of one listed thing."""
    found: dict[Node, str] = {}
    for group in groups:
        ids = {id_ for node in group.nodes for id_ in rows[node].listed}
        if len(ids) == 1:
            found.update(dict.fromkeys(group.nodes, ids.pop()))
    return found
