"""Articles that come and go: what they touch is assembled again, and nothing else.

The graph that comes of it is the one that assembling all of it anew would make.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from kg.assemble.accusations import accusations
from kg.assemble.claims import ResolvedClaim
from kg.assemble.collector import no_collection
from kg.assemble.counting import main_places
from kg.assemble.credits import agency_names, credit
from kg.assemble.desk import Desk, Fetch
from kg.assemble.events import said_once
from kg.assemble.gists import Gist, gist, kind, named_in, predicate_of, relation_key
from kg.assemble.ledger import Ledger, known
from kg.assemble.linking import Link
from kg.assemble.links import Compared
from kg.assemble.moving import Moved, moved
from kg.assemble.origins import Origins, copies_beside, sketch
from kg.assemble.recomparing import compared_again
from kg.assemble.regrouping import Regrouped, regrouped, stated
from kg.assemble.sources import Sources, of_claims
from kg.assemble.statements import Assembly, Stated, relation_statements
from kg.assemble.stating import Judge, relations
from kg.gazetteer import Gazetteer
from kg.model import Reading, Resolution, Statement
from kg.ontology import Ontology

MOST = 0.25
"""The share of the articles that may be new, other or gone: of more all is assembled anew, which is faster then."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A graph with other articles, as far as it has changed.

    `assembly` has the statements that were made again, the claims of the `readings` whose graphs may be others, and
    what came of announced events where that has changed (`outcomes` has all of these; None for what is no longer
    announced). `before` are the statements as they were that were made again or are gone. `links` came, `unlinked`
    went, and so did the articles `gone`.
    """

    ledger: Ledger
    readings: tuple[Reading, ...]
    assembly: Assembly
    before: Mapping[str, Statement]
    links: frozenset[Link]
    unlinked: frozenset[Link]
    outcomes: Mapping[str, str | None]
    gone: frozenset[str] = frozenset()


@no_collection()
def carried_on(
    before: Ledger,
    resolution: Resolution,
    keys: Mapping[str, bytes],
    fetch: Fetch,
    ontology: Ontology,
    gazetteer: Gazetteer | None,
) -> Carried | None:
    """The graph of the ledger with other articles: `keys` are those of the gists of all that there are now.

    None where so much has changed that all of it had better be assembled anew.
    """
    changed = frozenset(a for a, key in keys.items() if a not in before.gists or before.gists[a].key != key)
    away = before.gists.keys() - keys.keys() | changed
    if len(away) > MOST * len(keys):
        return None
    desk = Desk(resolution, fetch)
    desk.look(changed)
    gists = _gists(before, desk, keys, changed, ontology, gazetteer)
    origin = _origins(before, gists)
    shift = moved(before, gists, resolution, origin, ontology, gazetteer)
    if shift is None:
        return None
    dirty = _dirty(desk, gists, changed, shift)
    grouped = regrouped(before, gists, desk.by_id, away, dirty, shift)
    rows = _relation_claims(before, desk, gists, away, dirty, ontology)
    desk.look_at(grouped.articles())
    judge = _judge(desk, shift, origin, gists, gazetteer)
    events = stated(grouped, desk.by_id, shift, judge, ontology)
    while more := grouped.renamed():  # what has an id that others have now, too
        desk.look_at(more)
        judge = _judge(desk, shift, origin, gists, gazetteer)
        events = stated(grouped, desk.by_id, shift, judge, ontology)
    made = [*relation_statements(relations(rows, ontology), judge), *events]
    of = {c.id: s.id for s, said in made for c in said} | grouped.statement_of()
    was = {before.gists[c.article.id].of.get(c.id, "") for c in rows if c.article.id in before.gists}
    was |= {s for a in away if a in before.gists for s in before.gists[a].of.values()} | grouped.gone()
    kinds = {k for a in away if a in before.gists for k in before.gists[a].kinds} | {
        *map(kind, rows),
        *grouped.kinds,
    }
    touched = _touched(before, desk, gists, changed, dirty, of, shift, gazetteer)
    return _carried(before, desk, gists, touched, grouped, made, of, was, kinds, shift, origin, ontology)


def _gists(
    before: Ledger,
    desk: Desk,
    keys: Mapping[str, bytes],
    changed: Collection[str],
    ontology: Ontology,
    gazetteer: Gazetteer | None,
) -> dict[str, Gist]:
    """The gists of all articles, but for the statements and main places of the changed ones."""
    agencies = agency_names(gazetteer)
    gists = {a: g for a, g in before.gists.items() if a in keys}
    for a in sorted(changed):
        article, was = desk.readings[a].article, before.gists.get(a)
        named = named_in(desk.readings[a], desk.resolution)
        gists[a] = msgspec.structs.replace(
            gist(article, keys[a], desk.claims[a], named, desk.aside[a], ontology),
            credit=credit(article, agencies),
            sketch=was.sketch if was else tuple(sorted(sketch(article))),
        )
    return gists


def _origins(before: Ledger, gists: Mapping[str, Gist]) -> Origins:
    credits = {a: g.credit for a, g in gists.items() if g.credit}
    sketches = {a: g.sketch for a, g in gists.items()}
    was = {a: g.origin for a, g in before.gists.items()}
    gone = {a: g.sketch for a, g in before.gists.items() if a not in gists}
    published = {a: g.published for a, g in gists.items()}
    return Origins(copies_beside(was, gone, sketches, credits, published), credits, sketches)


def _dirty(desk: Desk, gists: Mapping[str, Gist], changed: Collection[str], shift: Moved) -> frozenset[str]:
    """The ids of claims whose worth may have changed, and of all claims of the changed articles."""
    near, whole, outlets = shift.vouching, shift.origins, shift.outlets
    found = [
        a
        for a, g in gists.items()
        if a not in changed and (a in whole or g.outlet in outlets or not near.isdisjoint(g.nearest))
    ]
    desk.look(found)
    dirty = {c.id for a in changed for c in desk.claims[a]}
    for a in found:
        for c in desk.claims[a]:
            if a in whole or (c.holders[0] in near if c.holders else c.article.outlet in outlets):
                dirty.add(c.id)
    return frozenset(dirty)


def _relation_claims(
    before: Ledger,
    desk: Desk,
    gists: Mapping[str, Gist],
    away: Collection[str],
    dirty: Collection[str],
    ontology: Ontology,
) -> list[ResolvedClaim]:
    """All claims of the relations that are to be made again, sorted by id."""
    old = [before.gists[a] for a in away if a in before.gists]
    again = [c for x in dirty if (c := desk.by_id[x]).claim.kind == "relation"]
    keys = {key for g in old for key in g.relations} | {relation_key(c, ontology) for c in again}
    predicates = {predicate_of(k) for g in old for k in g.kinds if k.startswith("relation ")}
    predicates |= {(c.claim.kind, c.claim.predicate) for c in again}
    said = [a for a, g in gists.items() if not keys.isdisjoint(g.relations)]
    desk.look(said, predicates)
    claims = (c for a in said for c in desk.claims[a] if (c.claim.kind, c.claim.predicate) in predicates)
    found = [c for c in claims if c.claim.kind == "relation" and relation_key(c, ontology) in keys]
    return sorted(found, key=lambda c: c.id)


def _judge(desk: Desk, shift: Moved, origin: Origins, gists: Mapping[str, Gist], gazetteer: Gazetteer | None) -> Judge:
    """What is needed to judge the claims on the desk."""
    claims = desk.all_claims()
    hostile = (pair for g in gists.values() for pair in g.hostile)
    shift.of_claim.update(of_claims(claims, shift.sources, shift.entities, gazetteer))
    classes = {c: source.source_class for c, source in shift.of_claim.items()}
    return Judge(origin, classes, accusations(claims, hostile))


def _touched(
    before: Ledger,
    desk: Desk,
    gists: Mapping[str, Gist],
    changed: Collection[str],
    dirty: frozenset[str],
    of: Mapping[str, str],
    shift: Moved,
    gazetteer: Gazetteer | None,
) -> list[str]:
    """The articles whose graphs may be others, which then are on the desk with all their claims."""

    def is_touched(a: str) -> bool:
        if a in changed or a in shift.origins or not shift.wider.isdisjoint(gists[a].things):
            return True
        old = before.gists[a].of
        return any(c.id in dirty or of.get(c.id, old[c.id]) != old[c.id] for c in desk.claims[a])

    touched = [a for a in desk.claims if is_touched(a)]
    seen = set(desk.by_id)
    desk.look(touched)
    late = [c for c in desk.all_claims() if c.id not in seen]
    shift.of_claim.update(of_claims(late, shift.sources, shift.entities, gazetteer))
    return touched


def _carried(
    before: Ledger,
    desk: Desk,
    gists: dict[str, Gist],
    touched: Sequence[str],
    grouped: Regrouped,
    made: Sequence[Stated],
    of: Mapping[str, str],
    was: set[str],
    kinds: set[str],
    shift: Moved,
    origin: Origins,
    ontology: Ontology,
) -> Carried:
    """What has changed, and the ledger of it."""
    statement_of: dict[str, str] = {}
    for a in touched:
        old = before.gists[a].of if a in before.gists else {}
        now = {c.id: of[c.id] if c.id in of else old[c.id] for c in desk.claims[a]}
        statement_of |= now
        gists[a] = msgspec.structs.replace(gists[a], of=now, origin=origin.of[a])
    final = {a: _final(desk.claims[a], statement_of, shift) for a in touched}
    places = frozenset(e.id for e in shift.entities.values() if ontology.is_a(e.type, "Place"))
    for a in touched:
        gists[a] = msgspec.structs.replace(gists[a], mains=tuple(sorted(main_places(final[a], places))))
    entities = {e.id: known(e, shift.sources.get(e.id)) for e in shift.entities.values()}
    after = Ledger(gists, entities, before.said, before.groups, before.told, before.found)
    grouped.keep(after)
    links, unlinked, outcomes, statements = compared_again(
        before, after, made, was, set(map(predicate_of, kinds)), shift, ontology
    )
    claims_by_id = {c.id: c for _, said in made for c in said} | {c.id: c for said in final.values() for c in said}
    assembly = Assembly(
        statements=tuple(sorted((s for s, _ in made), key=lambda s: s.id)),
        claims=tuple(c for _, c in sorted(claims_by_id.items())),
        statement_of=statement_of,
        origins=origin,
        sources=Sources(shift.sources, shift.of_claim),
        merges=grouped.merges(),
        compared=Compared((), {x: words for x, words in outcomes.items() if words is not None}),
    )
    readings = tuple(desk.readings[a] for a in sorted(touched))
    gone = frozenset(before.gists.keys() - gists.keys())
    return Carried(after, readings, assembly, statements, links, unlinked, outcomes, gone)


def _final(claims: Sequence[ResolvedClaim], of: Mapping[str, str], shift: Moved) -> list[ResolvedClaim]:
    """The claims of one article after those of one event have been joined."""
    events: dict[str, list[ResolvedClaim]] = {}
    final = []
    for c in claims:
        if c.claim.kind == "event":
            events.setdefault(of[c.id], []).append(c)
        else:
            final.append(c)
    for said in events.values():
        final += said if len(said) == 1 else said_once(said, shift.around)
    return sorted(final, key=lambda c: c.id)
