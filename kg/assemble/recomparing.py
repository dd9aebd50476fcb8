"""Statements compared again, of the predicates of which one has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from kg.assemble.gists import predicate_of
from kg.assemble.ledger import Ledger, Told, from_shelf, on_shelf, told
from kg.assemble.linking import Link, Telling, Voiced
from kg.assemble.links import Around, Found, Predicate, Work, found, works
from kg.assemble.moving import Moved
from kg.assemble.refinement import refined_again
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
    old, new, gone = _replaced(before, after, made, was, predicates)
    moved: set[Predicate] = set()
    for a, g in after.gists.items():
        if not shift.comparing.isdisjoint(g.things) or (a in before.gists and before.gists[a].mains != g.mains):
            moved |= {predicate_of(k) for k in g.kinds}
    around = Around(shift.names, shift.named, shift.around, shift.sides, {a: g.mains for a, g in after.gists.items()})
    came, went = _links(after, _Dirty(new, gone, moved, shift.comparing), around, ontology)
    outcomes = _outcomes(after)
    others = {x: outcomes.get(x) for x in awaited.keys() | outcomes.keys() if awaited.get(x) != outcomes.get(x)}
    again = {s.id: outcomes[s.id] for s, _ in made if s.id in outcomes}
    return frozenset(came - went), frozenset(went - came), {**others, **again}, old


@dataclass(frozen=True, slots=True)
class _Dirty:
    """What is to be compared again.

    By predicate the ids of the statements that are `new` or others, and those `gone` as they were; the predicates of
    whose articles or things something has `moved`, and these `things`.
    """

    new: Mapping[Predicate, Collection[str]]
    gone: Mapping[Predicate, Collection[Told]]
    moved: Collection[Predicate]
    things: frozenset[str]

    def predicates(self) -> set[Predicate]:
        """The predicates of all that, among them such as no statement has any more."""
        return {*self.new, *self.gone, *self.moved}


def _replaced(
    before: Ledger, after: Ledger, made: Sequence[Stated], was: Collection[str], predicates: Collection[Predicate]
) -> tuple[dict[str, Statement], dict[Predicate, set[str]], dict[Predicate, list[Told]]]:
    """The statements of which others take the place, and by predicate what is new and gone as far as it is compared."""
    mine: dict[Predicate, dict[str, Told]] = {}
    for s, said in made:
        mine.setdefault((s.kind, s.predicate), {})[s.id] = told(Voiced(s, Telling.of(s, said)))
    old: dict[str, Statement] = {}
    new: dict[Predicate, set[str]] = {}
    gone: dict[Predicate, list[Told]] = {}
    for predicate in sorted({*mine, *predicates}):
        name, now = on_shelf(predicate), mine.get(predicate, {})
        rows = {row[0].id: row for row in before.told.get(name, [])}
        replaced = {x: row for x, row in rows.items() if x in was or x in now}
        old |= {x: row[0] for x, row in replaced.items()}
        if replaced == now:
            continue
        new[predicate] = {x for x, row in now.items() if replaced.get(x) != row}
        gone[predicate] = [row for x, row in replaced.items() if now.get(x) != row]
        left = {x: row for x, row in rows.items() if x not in replaced} | now
        if left:
            after.told.put(name, [row for _, row in sorted(left.items())])
        else:
            after.told.drop(name)
    return old, new, gone


def _links(after: Ledger, dirty: _Dirty, around: Around, ontology: Ontology) -> tuple[set[Link], set[Link]]:
    """The links that the works with such statements find now, and those that they found before."""
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
    touched = works(dirty.predicates(), ontology)
    for work, needed in todo.items():
        if work in touched:
            before = after.found.get(on_shelf(work), Found())
            now = _again(work, list(merge(*map(rows, needed), key=lambda v: v.id)), needed, before, dirty, around)
            went.update(before.links)
            came.update(now.links)
            after.found.put(on_shelf(work), now)
    return came, went


def _again(
    work: Work, voiced: Sequence[Voiced], needed: Sequence[Predicate], before: Found, dirty: _Dirty, around: Around
) -> Found:
    """What a work finds now; of refinements only what may be other than before is looked at."""
    how, what = work
    if how != "supports":
        return found(work, voiced, around)
    new = {x for p in needed for x in dirty.new.get(p, ())}
    if dirty.things:
        new |= {v.id for v in voiced if not dirty.things.isdisjoint(v.things())}
    gone = [Voiced(*row) for p in needed for row in dirty.gone.get(p, ())]
    kind = what.partition(" ")[2]
    links = refined_again(kind, voiced, around.names, around.wider, before.links, new, gone)
    return Found(tuple(sorted(set(links))))


def _outcomes(ledger: Ledger) -> dict[str, str]:
    """What came of each announced event, in words."""
    last = ledger.last()
    works = (name for name in ledger.found.names() if from_shelf(name)[0] == "happened")
    return {a.id: a.outcome(last) for name in works for a in ledger.found.get(name, Found()).awaited}
