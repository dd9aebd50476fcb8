"""Events grouped again, of the kinds that something new is said of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from kg.assemble.claims import ResolvedClaim
from kg.assemble.events import Cluster, Kind, grouped
from kg.assemble.gists import Gist, kind, predicate_of
from kg.assemble.ledger import Ledger
from kg.assemble.links import Predicate
from kg.assemble.moving import Moved
from kg.assemble.nearby import grouped_again
from kg.assemble.reports import Said, said
from kg.assemble.statements import Group, Stated, distinct, event_drafts, told_apart
from kg.assemble.stating import Judge
from kg.ontology import Ontology

Needed = dict[str, set[Predicate]]
"""By article the predicates of the claims that are needed."""

Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The claims of a group, and why they are one."""


@dataclass(slots=True)
class OfKind:
    """The groups of one kind of event: those that stay as they `are`, those to be made `anew`, and the `old` ones.

    `articles` has the article of each claim. `said` are the claims of the kind, where they are others than before.
    """

    are: list[Group]
    anew: list[Key]
    old: Sequence[Group]
    articles: Mapping[str, str]
    said: list[Said] | None = None
    made: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Regrouped:
    """The kinds of events in which some group is to be made anew, by name."""

    kinds: dict[str, OfKind]

    def articles(self) -> Needed:
        """The claims that are needed."""
        needed: Needed = {}
        for name, k in self.kinds.items():
            for ids, _ in k.anew:
                _ask(needed, k, name, ids)
        return needed

    def renamed(self) -> Needed:
        """The claims of groups that stay, but whose id would be another now; they are to be made anew, too."""
        needed: Needed = {}
        for kind_, k in self.kinds.items():
            new = {group.claims for group in k.made}
            left = {group.claims for group in k.are}
            bases = {group.base for group in k.made} | {g.base for g in k.old if g.claims not in left}
            concerned = [group for group in (*k.are, *k.made) if group.base in bases]
            for name, group in distinct(concerned):
                if group.claims not in new and group.id != name:
                    k.are.remove(group)
                    k.anew.append((group.claims, group.reasons))
                    _ask(needed, k, kind_, group.claims)
        return needed

    def statement_of(self) -> dict[str, str]:
        """The event of each claim of the groups that were made anew."""
        return {c: group.id for k in self.kinds.values() for group in k.made for c in group.claims}

    def gone(self) -> set[str]:
        """The ids of the groups that did not stay as they were."""
        return {
            g.id
            for k in self.kinds.values()
            for left in [{x.claims for x in k.are}]
            for g in k.old
            if g.claims not in left
        }

    def merges(self) -> dict[str, tuple[str, ...]]:
        """Why the reports of each group that was made anew were put together."""
        return {group.id: group.reasons for k in self.kinds.values() for group in k.made if group.reasons}

    def keep(self, ledger: Ledger) -> None:
        """Puts the groups, and the claims where they are others, into the ledger."""
        for name, k in self.kinds.items():
            if groups := sorted((*k.are, *k.made), key=lambda group: group.claims):
                ledger.groups.put(name, groups)
            else:
                ledger.groups.drop(name)
            if k.said:
                ledger.said.put(name, k.said)
            elif k.said is not None:
                ledger.said.drop(name)


def _ask(needed: Needed, k: OfKind, name: str, claims: Iterable[str]) -> None:
    """Asks for all claims of a kind in the articles of these."""
    for c in claims:
        needed.setdefault(k.articles[c], set()).add(predicate_of(name))


def regrouped(
    before: Ledger,
    gists: Mapping[str, Gist],
    claims: Mapping[str, ResolvedClaim],
    away: Collection[str],
    dirty: Collection[str],
    shift: Moved,
) -> Regrouped:
    """The groups of all kinds of which the `dirty` claims are, or things that have moved, or what articles said that
    are others now or gone (`away`, with those that are new)."""
    new: dict[str, list[Said]] = {}
    touched: dict[str, set[str]] = {}
    for x in dirty:
        if (c := claims[x]).claim.kind == "event":
            touched.setdefault(kind(c), set()).add(x)
            if c.article.id in away:
                new.setdefault(kind(c), []).append(said(c))
    again = {k for a in away if a in before.gists for k in before.gists[a].kinds} | new.keys()
    again |= {k for g in gists.values() if not shift.regrouping.isdisjoint(g.things) for k in g.kinds}
    names = {k for k in again if k.startswith("event ")} | touched.keys()
    return Regrouped(
        {
            name: _of_kind(before, name, new.get(name, []), away, touched.get(name, set()), name in again, shift)
            for name in sorted(names)
        }
    )


def _of_kind(
    before: Ledger,
    name: str,
    new: Sequence[Said],
    away: Collection[str],
    dirty: set[str],
    again: bool,
    shift: Moved,
) -> OfKind:
    old = before.groups.get(name, [])
    there = before.said.get(name, [])
    rows = sorted((*(one for one in there if one.article not in away), *new), key=lambda one: one.id)
    articles = {one.id: one.article for one in rows}
    if not again:
        apart = [g for g in old if not dirty.isdisjoint(g.claims)]
        stay = [g for g in old if dirty.isdisjoint(g.claims)]
        return OfKind(stay, [(g.claims, g.reasons) for g in apart], old, articles)
    things = shift.regrouping
    moving = {one.id for one in rows if any(f.value in things for f in one.fillers)} if things else set()
    gone = [one for one in there if one.article in away]
    if moving:
        about, found = set(articles), grouped(Kind.of(rows, shift.around, shift.names))
    else:
        about, found = grouped_again(rows, {one.id for one in new}, gone, shift.around, shift.names)
    about |= {one.id for one in gone}
    known = {(g.claims, g.reasons): g for g in old if not about.isdisjoint(g.claims)}
    stay = [g for g in old if about.isdisjoint(g.claims)]
    are = [g for g in stay if dirty.isdisjoint(g.claims)]
    anew = [(g.claims, g.reasons) for g in stay if not dirty.isdisjoint(g.claims)]
    for ids, reasons in found:
        key = tuple(ids), tuple(reasons)
        if key in known and dirty.isdisjoint(ids) and moving.isdisjoint(ids):
            are.append(known[key])
        else:
            anew.append(key)
    return OfKind(are, anew, old, articles, rows)


def stated(
    grouped: Regrouped, claims: Mapping[str, ResolvedClaim], shift: Moved, judge: Judge, ontology: Ontology
) -> list[Stated]:
    """The events of the groups that are to be made anew."""
    found: list[Stated] = []
    for k in grouped.kinds.values():
        clusters = [Cluster(tuple(claims[c] for c in ids), reasons) for ids, reasons in k.anew]
        drafts = event_drafts(clusters, shift.around, shift.names, ontology, judge)
        made = told_apart(drafts)
        bases = {group.base for group in made}
        names = {group.claims: name for name, group in distinct((*made, *(g for g in k.are if g.base in bases)))}
        k.made = [msgspec.structs.replace(group, id=names[group.claims]) for group in made]
        found += [(replace(s, id=g.id), said) for (_, s, said), g in zip(drafts, k.made, strict=True)]
    return found
