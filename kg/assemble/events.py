"""Which claims speak of one event: in headline, caption, lead and quote, and across articles.

Wrong merging invents events that nobody reported, so doubt keeps two apart: "two shellings of one town stay two".
Clusters grow by the best pair first, and only while every pair in the joined cluster is compatible (`reports`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.assemble.claims import ResolvedClaim, fullness, join, repeats
from kg.assemble.linking import Surrounding, Wider, surroundings
from kg.assemble.reports import Block, Report, Said, alike, block_keys, compatible, report, said, why, within
from kg.assemble.shares import in_shares
from kg.workings import Workings, key

BLOCK = 60  # within a block, a claim is compared with so many neighbours by date

Grouped = tuple[list[str], list[str]]
"""The ids of the claims of one event, and the reasons why they were put together."""


class Kind(NamedTuple):
    """The claims of one type and modality, and what is known of the things in them: all that they are grouped by.

    It is the key of their groups, too, so that nothing can decide which is not in the key.
    """

    alike: Sequence[Said]
    around: Sequence[Surrounding]

    @classmethod
    def of(cls, alike: Sequence[Said], wider: Wider, names: Mapping[str, str]) -> Kind:
        """These claims, with what is known of the things in them."""
        return cls(alike, surroundings((f.value for one in alike for f in one.fillers), wider, names))


@dataclass(frozen=True, slots=True)
class Cluster:
    """The claims of one event, and why they were put together: a reason for each report joined."""

    claims: tuple[ResolvedClaim, ...]
    reasons: tuple[str, ...] = ()


def clusters(
    claims: Sequence[ResolvedClaim],
    wider: Wider,
    names: Mapping[str, str],
    workings: Workings | None = None,
    workers: int = 1,
) -> list[Cluster]:
    """The claims grouped by event, each group and the list of groups sorted by claim id.

    `wider` has for an entity all that it is a part of, `names` its name. Events of different types or modalities are
    never one, so that each kind is a share of the work.
    """
    by_id = {c.id: c for c in claims}
    kinds: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for c in claims:
        kinds[c.claim.predicate, c.claim.stance.modality].append(said(c))
    largest_first = [
        Kind.of(alike, wider, names) for alike in sorted(kinds.values(), key=lambda alike: (-len(alike), alike[0].id))
    ]
    workings = workings or Workings()
    keys = [key("events", kind) for kind in largest_first]
    known = [workings.found(key, list[Grouped]) for key in keys]
    todo = [n for n, groups in enumerate(known) if groups is None]
    made = in_shares(lambda n: grouped(largest_first[n]), todo, workers)
    for n, groups in zip(todo, made, strict=True):
        known[n] = workings.kept(keys[n], groups)
    found = sorted(group for groups in known for group in groups or ())
    return [Cluster(tuple(by_id[x] for x in ids), tuple(reasons)) for ids, reasons in found]


def grouped(kind: Kind) -> list[Grouped]:
    """The ids of the claims of each event, and why they were put together."""
    wider = {thing: frozenset(wholes) for thing, _, wholes in kind.around}
    names = {thing: name for thing, name, _ in kind.around if name is not None}
    reports = {one.id: report(one) for one in kind.alike}
    pairs = ((a, b, alike(reports[a], reports[b], wider)) for a, b in _candidates(reports.values()))
    return joined(reports, [(-score, a, b) for a, b, score in pairs if score], wider, names)


def joined(
    reports: Mapping[str, Report], scored: Iterable[tuple[float, str, str]], wider: Wider, names: Mapping[str, str]
) -> list[Grouped]:
    """The groups of some reports by their pairs, each with how little speaks for it: the best pair comes first."""
    group = {x: x for x in reports}
    members = {x: [x] for x in reports}
    shapes = {r.id: {r.shape(): r} for r in reports.values()}
    reasons: dict[str, list[str]] = defaultdict(list)
    for _, a, b in sorted(scored):
        left, right = sorted((group[a], group[b]))
        if left == right or not all(
            compatible(x, y, wider) for x in shapes[left].values() for y in shapes[right].values()
        ):
            continue
        moved = members.pop(right)
        members[left] += moved
        shapes[left] |= shapes.pop(right)
        reasons[left] += [*reasons.pop(right, ()), why(reports[a], reports[b], names)]
        for x in moved:
            group[x] = left
    return [(sorted(ids), sorted(set(reasons[left]))) for left, ids in sorted(members.items())]


def said_once(cluster: Sequence[ResolvedClaim], wider: Wider) -> list[ResolvedClaim]:
    """The claims of one event, those of one article joined that say no more than a fuller one there.

    Headline, caption and lead repeat each other: "Ruritanian forces on patrol in Ruritania" adds nothing to
    "Ruritania's army patrolled the R7 near Strelsau".
    """
    kept: list[ResolvedClaim] = []
    for one in sorted(cluster, key=lambda c: (-len(c.pairs()), fullness(c))):
        for i, full in enumerate(kept):
            if (
                _same_voice(one, full)
                and repeats(one, full)
                and _adds_nothing(report(said(one)), report(said(full)), wider)
            ):
                kept[i] = join(full, one)
                break
        else:
            kept.append(one)
    return sorted(kept, key=lambda c: c.id)


def _same_voice(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    return a.article.id == b.article.id and a.claim.stance.polarity == b.claim.stance.polarity


def _adds_nothing(one: Report, full: Report, wider: Wider) -> bool:
    """Whether `full` has each filler of `one`, or a part or whole of it, in a role that is taken for the same."""
    roles: dict[str, set[str]] = defaultdict(set)
    for role, entity in full.grouped:
        roles[role].add(entity)
    return all(within(frozenset({entity}), frozenset(roles[role]), wider) for role, entity in one.grouped)


def _candidates(reports: Iterable[Report]) -> Iterator[tuple[str, str]]:
    """Pairs of one type and modality worth a look."""
    blocks: dict[Block, list[Report]] = defaultdict(list)
    for one in reports:
        for name in block_keys(one):
            blocks[name].append(one)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda r: (r.day(), r.id))
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + BLOCK]:
                pair_ids = (a.id, b.id) if a.id < b.id else (b.id, a.id)
                if pair_ids not in seen:
                    seen.add(pair_ids)
                    yield pair_ids
