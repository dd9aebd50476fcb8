"""Statements compared again, of the predicates of which one has changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import merge

from kg.assemble.gists import predicate_of
from kg.assemble.ledger import Ledger, Told, from_shelf, on_shelf, told
from kg.assemble.linking import Link, Telling, Voiced
from kg.assemble.links import Around, Found, Predicate, found, works
from kg.assemble.moving import Moved
from kg.assemble.statements import Stated
from kg.model import Statement
from kg.ontology import Ontology

Compared = tuple[frozenset[Link], frozenset[Link], dict[str, str | None], dict[str, Statement]]
"""The links that came and went; the outcomes that are others, None where one is gone; the statements as they were."""


def compared_again(
    before: Ledger,
    after: Ledger,
    made: Sequence[Stated],
    was: Collection[str],
    predicates: Collection[Predicate],
    shift: Moved,
    ontology: Ontology,
) -> Compared:
    """What comparing finds otherwise than before, which is put into the ledger `after`.

    `made` are the statements that were made again, `was` the ids of those in whose place they are, and
    `predicates` those of the latter.
    """
    awaited = _outcomes(before)
    old, dirty = _replaced(before, after, made, was, predicates)
    for a, g in after.gists.items():
        moved = not shift.comparing.isdisjoint(g.things) or (a in before.gists and before.gists[a].mains != g.mains)
        if moved:
            dirty |= {predicate_of(k) for k in g.kinds}
    around = Around(shift.names, shift.named, shift.around, shift.sides, {a: g.mains for a, g in after.gists.items()})
    came, went = _links(after, dirty, around, ontology)
    outcomes = _outcomes(after)
    others = {x: outcomes.get(x) for x in awaited.keys() | outcomes.keys() if awaited.get(x) != outcomes.get(x)}
    again = {s.id: outcomes[s.id] for s, _ in made if s.id in outcomes}
    return frozenset(came - went), frozenset(went - came), {**others, **again}, old


def _replaced(
    before: Ledger, after: Ledger, made: Sequence[Stated], was: Collection[str], predicates: Collection[Predicate]
) -> tuple[dict[str, Statement], set[Predicate]]:
    """The statements of which the new ones take the place, and the predicates of which one is to be compared anew."""
    new: dict[Predicate, dict[str, Told]] = {}
    for s, said in made:
        new.setdefault((s.kind, s.predicate), {})[s.id] = told(Voiced(s, Telling.of(s, said)))
    old: dict[str, Statement] = {}
    dirty: set[Predicate] = set()
    for predicate in sorted({*new, *predicates}):
        name, mine = on_shelf(predicate), new.get(predicate, {})
        rows = {row[0].id: row for row in before.told.get(name, [])}
        gone = {x: row for x, row in rows.items() if x in was or x in mine}
        old |= {x: row[0] for x, row in gone.items()}
        if gone == mine:
            continue
        dirty.add(predicate)
        left = {x: row for x, row in rows.items() if x not in gone} | mine
        if left:
            after.told.put(name, [row for _, row in sorted(left.items())])
        else:
            after.told.drop(name)
    return old, dirty


def _links(after: Ledger, dirty: set[Predicate], around: Around, ontology: Ontology) -> tuple[set[Link], set[Link]]:
    """The links that the works with statements of these predicates find now, and those that they found before."""
    came: set[Link] = set()
    went: set[Link] = set()
    voiced: dict[Predicate, list[Voiced]] = {}

    def rows(predicate: Predicate) -> list[Voiced]:
        if predicate not in voiced:
            voiced[predicate] = [Voiced(*row) for row in after.told.get(on_shelf(predicate), [])]
        return voiced[predicate]

    todo = works(map(from_shelf, after.told.names()), ontology)
    for name in after.found.names() - set(map(on_shelf, todo)):
        went.update(after.found.get(name, Found()).links)
        after.found.drop(name)
    for work, needed in todo.items():
        if not dirty.isdisjoint(needed):
            name = on_shelf(work)
            went.update(after.found.get(name, Found()).links)
            now = found(work, list(merge(*map(rows, needed), key=lambda v: v.id)), around)
            came.update(now.links)
            after.found.put(name, now)
    return came, went


def _outcomes(ledger: Ledger) -> dict[str, str]:
    """What came of each announced event, in words."""
    last = ledger.last()
    works = (name for name in ledger.found.names() if from_shelf(name)[0] == "happened")
    return {a.id: a.outcome(last) for name in works for a in ledger.found.get(name, Found()).awaited}
