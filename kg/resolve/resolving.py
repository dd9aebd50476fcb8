"""All readings' mentions to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.gazetteer import Gazetteer
from kg.gazetteer.places import Places
from kg.model import Reading, Resolution
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.canonical import Thing, most, node_id, spaced
from kg.resolve.cluster import Facts, clusters
from kg.resolve.context import context
from kg.resolve.describe import BACKED
from kg.resolve.equated import equated, listed
from kg.resolve.judged import judgements
from kg.resolve.link import Linker
from kg.resolve.located import listed_areas, located, towns
from kg.resolve.sense import Node, Sense
from kg.resolve.senses import Article


def resolve(
    readings: Sequence[Reading], gazetteer: Gazetteer, ontology: Ontology, places: Places | None = None
) -> Resolution:
    """Which mention is which entity, over all `readings`; the same for any order of them.

    With `places`, towns that stand out there get their link and coordinates, and are one under all their names.
    """
    linker = Linker(gazetteer, ontology, places)
    contexts = [context(reading, linker) for reading in sorted(readings, key=lambda r: r.article.id)]
    heads = frozenset(c.links[key].entry.id for c in contexts for key in c.heads if key in c.links)
    articles = [Article(c, linker, heads) for c in contexts]
    for article in articles:
        article.resolve()
    known = facts(articles)
    cluster, pairs = clusters(known, [pair for a in articles for pair in equated(a)])
    ids = cluster_ids(cluster, articles, gazetteer) | listed_ids(cluster, articles)
    where = located(cluster, ids, known, gazetteer, places) if places else {}
    same = towns(ids, where)
    ids = {node: same.get(id_, id_) for node, id_ in ids.items()}
    things: dict[str, Thing] = {}
    of: dict[tuple[str, str], str] = {}
    for article in articles:
        used = fillers(article.context.reading)
        for key, profile in article.context.profiles.items():
            sense = article.senses[key]
            if all(m.form == "pronoun" and m.id not in used for m in profile.mentions):
                continue
            thing = gather(things, ids[sense.node] if sense.node else str(sense.id), sense)
            for mention in profile.mentions:
                of[mention.article_id, mention.id] = thing.id
                if mention.form == "name":
                    thing.named[names.clean(mention.text)] += 1
                elif mention.form == "nominal" and tells(mention.text, sense):
                    thing.described[names.clean(mention.text)] += 1
            thing.types[sense.type] += len(profile.mentions)
            if not (thing.named or thing.described or sense.name):
                thing.described[names.clean(profile.fullest)] += 1
    if places:
        where |= listed_areas((t.entry for t in things.values() if t.entry), gazetteer, places)
    entities = tuple(things[i].entity(where.get(i)) for i in sorted(things))
    return Resolution(entities, of, judgements(articles, pairs, ids, same, entities))


def facts(articles: Sequence[Article]) -> dict[Node, Facts]:
    """What the articles together know of each node."""
    count: dict[Node, int] = defaultdict(int)
    states: dict[Node, set[str]] = defaultdict(set)
    countries: dict[Node, set[str]] = defaultdict(set)
    designated: set[Node] = set()
    for article in articles:
        named = article.context.states
        for sense in article.senses.values():
            if sense.node is not None:
                count[sense.node] += 1
                states[sense.node] |= named
                countries[sense.node] |= {sense.country} if sense.country else set()
                designated |= {sense.node} if sense.designated else set()
    return {n: Facts(count[n], frozenset(states[n]), frozenset(countries[n]), n in designated) for n in count}


def cluster_ids(
    cluster: Mapping[Node, tuple[Node, ...]], articles: Sequence[Article], gazetteer: Gazetteer
) -> dict[Node, str]:
    """Each node's entity id, from the names said of its cluster and the type most often given there.

    Of things of one name the person, then the first type in the alphabet, has the name as its id.
    """
    types: dict[tuple[Node, ...], Counter[str]] = defaultdict(Counter)
    said: dict[Node, set[str]] = defaultdict(set)
    for article in articles:
        for key, sense in article.senses.items():
            if sense.node is not None:
                types[cluster[sense.node]][sense.type] += 1
                said[sense.node].update(article.context.profiles[key].names)
    plain = {group: node_id(group, said, most(types[group]), gazetteer) for group in sorted(set(cluster.values()))}
    sharing: dict[str, list[tuple[Node, ...]]] = defaultdict(list)
    for group, id_ in plain.items():
        sharing[id_].append(group)
    for id_, groups in sharing.items():
        first = min(groups, key=lambda g: (most(types[g]) != "Person", most(types[g]), g))
        plain |= {g: f"{id_}_{names.slug(spaced(most(types[g])))}" for g in groups if g != first}
    return {node: plain[group] for node, group in cluster.items()}


def listed_ids(cluster: Mapping[Node, tuple[Node, ...]], articles: Sequence[Article]) -> dict[Node, str]:
    """The ids of nodes whose cluster the articles call another name of one listed thing."""
    found: dict[tuple[Node, ...], set[str]] = defaultdict(set)
    for article in articles:
        for node, id_ in listed(article):
            found[cluster[node]].add(id_)
    return {node: min(ids) for group, ids in found.items() if len(ids) == 1 for node in group}


def fillers(reading: Reading) -> frozenset[str]:
    """The ids of the mentions that a reading's claims use."""
    roles = {r.mention for c in reading.claims for r in c.roles}
    return frozenset(roles | {h.mention for c in reading.claims for h in c.stance.holders})


def gather(things: dict[str, Thing], id: str, sense: Sense) -> Thing:
    """The thing of this id, with what `sense` adds to it."""
    thing = things.setdefault(id, Thing(id))
    thing.entry = thing.entry or sense.entry
    if sense.name is not None:
        thing.fixed_name = min(thing.fixed_name or sense.name, sense.name, key=lambda n: (-len(n), n))
    if sense.country:
        thing.countries[sense.country] += 1
    return thing


def tells(text: str, sense: Sense) -> bool:
    """Whether a description is worth keeping as another name: it names its owner, or is all there is.

    One that names a backer or an adversary is none: "anti-Assad insurgents" are not to be found by "Assad".
    """
    words = [w for t in text.split() for w in names.words(t)]
    if any(BACKED.search(w) or w.startswith(("anti-", "pro-")) for w in words):
        return sense.node is None and sense.kind is None and sense.entry is None
    return any(c.isupper() for c in text) or (sense.node is None and sense.kind is None and sense.entry is None)
