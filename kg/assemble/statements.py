"""What the claims of all articles say together: relations by their fillers, events by cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from kg.assemble.accusations import accusations
from kg.assemble.claims import ResolvedClaim, SetAside, resolved
from kg.assemble.collector import no_collection
from kg.assemble.counting import main_places
from kg.assemble.credits import agency_names
from kg.assemble.events import Cluster, clusters, said_once
from kg.assemble.linking import Telling, Voiced, comparing
from kg.assemble.links import (
    Around,
    Compared,
    Found,
    Predicate,
    Work,
    by_predicate,
    compared,
    last_report,
    together,
)
from kg.assemble.origins import Origins, origins
from kg.assemble.parts import wholes
from kg.assemble.shares import in_shares, slices
from kg.assemble.sources import Sources, named_things, sources
from kg.assemble.stating import Identity, Judge, event, relation, relations
from kg.gazetteer import Gazetteer
from kg.model import Entity, Reading, Resolution, Statement
from kg.ontology import Ontology
from kg.rdf import content_id
from kg.workings import Workings


class Group(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The claims of one event, as they were before those of an article were joined, and why they are one.

    `base` is the id that their content gives, `id` the one they have, since several may have one base; `evidence` are
    the claims that are left.
    """

    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    base: str
    evidence: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Groundwork:
    """What an assembly was made of, so that it can be carried on.

    All claims as they were resolved; the groups of the events; the statements by predicate, as they are compared; what
    each work of comparing found, and what was known around.
    """

    claims: tuple[ResolvedClaim, ...]
    groups: tuple[Group, ...]
    voiced: Mapping[Predicate, Sequence[Voiced]]
    found: Mapping[Work, Found]
    around: Around


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the claims say together. `statement_of` maps a claim's id to its statement's; `origins` says
    which articles are copies; `set_aside` lists the claims that could not enter, with the reason;
    `sources` says what kind of source vouches for each; `merges` why reports were taken for one event, by its id;
    `compared` how the statements stand to one another; `ground` what it was all made of."""

    statements: tuple[Statement, ...]
    claims: tuple[ResolvedClaim, ...]
    statement_of: Mapping[str, str]
    origins: Origins
    set_aside: tuple[SetAside, ...] = ()
    sources: Sources = field(default_factory=Sources)
    merges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compared: Compared = field(default_factory=Compared)
    ground: Groundwork | None = None


Stated = tuple[Statement, Sequence[ResolvedClaim]]
"""A statement with its claims."""


@no_collection()
def assemble(
    readings: Sequence[Reading],
    resolution: Resolution,
    ontology: Ontology,
    gazetteer: Gazetteer | None = None,
    workers: int = 1,
    workings: Workings | None = None,
) -> Assembly:
    """The statements and events of all readings, sorted by id; the same for any number of processes (`workers`).

    A relation is one statement for its predicate and fillers, whoever holds it and however; events are clustered
    (`kg.assemble.events`). What kind of source a holder is says `kg.assemble.sources`. What is among the `workings` is
    not worked out again.
    """
    workings = workings or Workings()
    claims, aside = resolved(readings, resolution)
    origin = origins((r.article for r in readings), agency_names(gazetteer), workings)
    names = {e.id: e.name for e in resolution.entities}
    known = sources(readings, resolution, claims, gazetteer)
    judge = Judge(origin, {c: s.source_class for c, s in known.of_claim.items()}, accusations(claims))
    statements = relation_statements(relations(claims, ontology), judge, workers)
    wider = wholes(resolution.entities, claims)
    happened = clusters([c for c in claims if c.claim.kind == "event"], wider, names, workings, workers)
    drafts = event_drafts(happened, wider, names, ontology, judge, workers)
    groups = told_apart(drafts)
    statements += [(replace(s, id=group.id), said) for (_, s, said), group in zip(drafts, groups, strict=True)]
    named = named_things(readings, resolution)
    around = _around(resolution.entities, statements, names, named, wider, ontology)
    voiced = by_predicate(Voiced(s, Telling.of(s, said)) for s, said in statements)
    found = compared(voiced, around, ontology)
    return Assembly(
        statements=tuple(sorted((s for s, _ in statements), key=lambda s: s.id)),
        claims=tuple(sorted((c for _, said in statements for c in said), key=lambda c: c.id)),
        statement_of={c.id: s.id for s, said in statements for c in said},
        origins=origin,
        set_aside=tuple(aside),
        sources=known,
        merges={group.id: group.reasons for group in groups if group.reasons},
        compared=together(found.values(), last_report(s for s, _ in statements)),
        ground=Groundwork(tuple(claims), tuple(groups), voiced, found, around),
    )


def relation_statements(found: Mapping[Identity, list[ResolvedClaim]], judge: Judge, workers: int = 1) -> list[Stated]:
    """The relations, each with its claims."""
    keyed = list(found.items())

    def made(share: slice) -> list[Statement]:
        return [relation(predicate, identity, said, judge) for (predicate, identity), said in keyed[share]]

    shares = in_shares(made, slices(len(keyed), workers), workers)
    statements = (statement for share in shares for statement in share)
    return [(statement, said) for statement, (_, said) in zip(statements, keyed, strict=True)]


Draft = tuple[Cluster, Statement, Sequence[ResolvedClaim]]
"""A cluster, the event it tells of, and its claims, those of one article that say the same joined."""


def event_drafts(
    happened: Sequence[Cluster],
    wider: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
    ontology: Ontology,
    judge: Judge,
    workers: int = 1,
) -> list[Draft]:
    """The events of some clusters, under the ids that their content gives."""
    once = [said_once(cluster.claims, wider) for cluster in happened]

    def made(share: slice) -> list[Statement]:
        return [event(said, ontology, names, judge) for said in once[share]]

    shares = in_shares(made, slices(len(once), workers), workers)
    statements = (statement for share in shares for statement in share)
    return list(zip(happened, statements, once, strict=True))


def told_apart(drafts: Iterable[Draft]) -> list[Group]:
    """The groups of the events, in the same order, each under an id of its own."""
    groups = [
        Group(tuple(c.id for c in cluster.claims), cluster.reasons, s.id, s.evidence, s.id) for cluster, s, _ in drafts
    ]
    named = {group.claims: name for name, group in distinct(groups)}
    return [msgspec.structs.replace(group, id=named[group.claims]) for group in groups]


def distinct(groups: Iterable[Group]) -> Iterable[tuple[str, Group]]:
    """Each group with its id. Those that would have one id are told apart by their first claim."""
    alike: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        alike[group.base].append(group)
    for base, of_one in alike.items():
        for n, group in enumerate(sorted(of_one, key=lambda group: group.evidence)):
            yield (base if n == 0 else content_id("v", base, group.evidence[0])), group


def _around(
    entities: Sequence[Entity],
    statements: Sequence[Stated],
    names: Mapping[str, str],
    named: Collection[str],
    wider: Mapping[str, frozenset[str]],
    ontology: Ontology,
) -> Around:
    """What is known of the things and articles that are compared."""
    by_article: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in (c for _, said in statements for c in said):
        by_article[c.article.id].append(c)
    places = frozenset(e.id for e in entities if ontology.is_a(e.type, "Place"))
    mains = {article: main_places(claims, places) for article, claims in by_article.items()}
    sides = wholes(entities, (c for _, said in statements for c in said), comparing()["follow_up"]["ties"])
    return Around(names, named, wider, sides, mains)
