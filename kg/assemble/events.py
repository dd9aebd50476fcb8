"""Which claims speak of one event: in headline, caption, lead and quote, and across articles.

Wrong merging invents events that nobody reported, so doubt keeps two apart: "two shellings of one town stay two".
Two claims may be one event only where nothing speaks against it (`_compatible`) and enough speaks for it (`_alike`).
Clusters grow by the best pair first, and only while every pair in the joined cluster is compatible. A part and its
whole do not contradict each other: the Ruritanian army and Ruritania, a town and its province.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from kg.assemble.claims import ResolvedClaim, fullness, join, repeats
from kg.assemble.linking import Surrounding, surroundings
from kg.assemble.shares import in_shares
from kg.model import Figure, Filler, TimeSpan
from kg.workings import Workings, key

SPOKEN_OF_WITHIN = timedelta(days=3)  # reports of one event whose time is not said are published this close
NARROW = timedelta(days=7)  # a time wider than this does not tell two events apart, nor join them
SAME_TOPIC = 0.5  # share of the words of the shorter topic that the longer has, too
OTHER_SIZE = 10  # two bounds so many times apart are of two things: a day's dead and a war's
CONFUSED = {"recipient": "target", "victim": "target", "object": "target", "partner": "actor"}
"""Roles between which reports of one event differ, as one group."""
BLOCK = 60  # within a block, a claim is compared with so many neighbours by date

Wider = Mapping[str, frozenset[str]]

Grouped = tuple[list[str], list[str]]
"""The ids of the claims of one event, and the reasons why they were put together."""


class Said(NamedTuple):
    """All of a claim by which it is put together with others."""

    id: str
    article: str
    published: date | None
    ordinal: int | None
    time: TimeSpan | None
    fillers: tuple[Filler, ...]
    figures: tuple[Figure, ...]


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
class _Report:
    """What a claim says of its event, in the form in which two are compared. `figures` are kind, unit and bounds."""

    id: str
    article: str
    published: date | None
    ordinal: int | None
    interval: tuple[date, date] | None
    roles: Mapping[str, frozenset[str]]
    grouped: frozenset[tuple[str, str]]
    topic: frozenset[str]
    figures: tuple[tuple[str, str, float, float], ...]

    def shape(self) -> object:
        """What its compatibility depends on: reports of one shape fit the same others."""
        return self.ordinal, self.interval, self.published, tuple(sorted(self.roles.items())), self.topic, self.figures

    def day(self) -> date:
        """The day by which neighbours are found."""
        return (self.interval[0] if self.interval and self.interval[0] > date.min else None) or (
            self.published or date.min
        )


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
    reports = {one.id: _report(one) for one in kind.alike}
    group = {x: x for x in reports}
    members = {x: [x] for x in reports}
    shapes = {r.id: {r.shape(): r} for r in reports.values()}
    reasons: dict[str, list[str]] = defaultdict(list)
    scored = [
        (-score, a, b) for a, b in _candidates(reports.values()) if (score := _alike(reports[a], reports[b], wider))
    ]
    for _, a, b in sorted(scored):
        left, right = sorted((group[a], group[b]))
        if left == right or not all(
            _compatible(x, y, wider) for x in shapes[left].values() for y in shapes[right].values()
        ):
            continue
        joined = members.pop(right)
        members[left] += joined
        shapes[left] |= shapes.pop(right)
        reasons[left] += [*reasons.pop(right, ()), _why(reports[a], reports[b], names)]
        for x in joined:
            group[x] = left
    return [(sorted(ids), sorted(set(reasons[left]))) for left, ids in sorted(members.items())]


def _why(a: _Report, b: _Report, names: Mapping[str, str]) -> str:
    """What two reports have in common that made them one event."""
    parts = []
    if a.ordinal is not None and a.ordinal == b.ordinal:
        parts.append(f"number {a.ordinal} of its series")
    parts += [f"{role} {names.get(thing, thing)}" for role, thing in sorted(a.grouped & b.grouped)]
    if a.interval and b.interval:
        parts.append("days that meet")
    if a.article == b.article:
        parts.append("in one article")
    elif a.published and b.published:
        parts.append(f"in articles {abs(a.published - b.published).days} days apart")
    return ", ".join(parts)


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
                and _adds_nothing(_report(said(one)), _report(said(full)), wider)
            ):
                kept[i] = join(full, one)
                break
        else:
            kept.append(one)
    return sorted(kept, key=lambda c: c.id)


def _same_voice(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    return a.article.id == b.article.id and a.claim.stance.polarity == b.claim.stance.polarity


def _adds_nothing(one: _Report, full: _Report, wider: Wider) -> bool:
    """Whether `full` has each filler of `one`, or a part or whole of it, in a role that is taken for the same."""
    roles: dict[str, set[str]] = defaultdict(set)
    for role, entity in full.grouped:
        roles[role].add(entity)
    return all(_within(frozenset({entity}), frozenset(roles[role]), wider) for role, entity in one.grouped)


def said(c: ResolvedClaim) -> Said:
    """All of a claim by which it is put together with others."""
    claim = c.claim
    return Said(c.id, c.article.id, c.article.published, claim.ordinal, claim.time, c.fillers, claim.figures)


def _report(one: Said) -> _Report:
    roles: dict[str, set[str]] = defaultdict(set)
    pairs = {(f.role, f.value) for f in one.fillers if not f.literal}
    for role, entity in pairs:
        roles[role].add(entity)
    topic = next((f.value for f in one.fillers if f.role == "topic"), "")
    return _Report(
        id=one.id,
        article=one.article,
        published=one.published,
        ordinal=one.ordinal,
        interval=_interval(one.time),
        roles={role: frozenset(who) for role, who in roles.items()},
        grouped=frozenset((CONFUSED.get(role, role), entity) for role, entity in pairs),
        topic=frozenset(re.findall(r"\w+", topic.casefold())),
        figures=tuple(sorted((f.kind, f.unit.casefold().removesuffix("s"), *bounds(f)) for f in one.figures)),
    )


def _interval(time: TimeSpan | None) -> tuple[date, date] | None:
    if time is None or (time.start is None and time.end is None):
        return None
    return time.start or date.min, time.end or (time.start if time.granularity in ("day", "hour") else None) or date.max


def bounds(f: Figure) -> tuple[float, float]:
    """The least and the most that a figure allows; "about" allows a fifth more or less."""
    match f.bound:
        case "min":
            return f.value, float("inf")
        case "max":
            return float("-inf"), f.value
        case "approx":
            return 0.8 * f.value, 1.2 * f.value
        case _:
            return f.value, f.value


def _candidates(reports: Iterable[_Report]) -> Iterator[tuple[str, str]]:
    """Pairs of one type and modality worth a look: two shared fillers (one, in an article or with an ordinal)."""
    blocks: dict[object, list[_Report]] = defaultdict(list)
    for report in reports:
        pairs = sorted(report.grouped)
        for pair in pairs:
            blocks[report.article, pair].append(report)
            if report.ordinal is not None:
                blocks[report.ordinal, pair].append(report)
        if report.ordinal is not None:
            blocks[report.article, report.ordinal].append(report)
        for two in combinations(pairs, 2):
            blocks[two].append(report)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda r: (r.day(), r.id))
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + BLOCK]:
                pair_ids = (a.id, b.id) if a.id < b.id else (b.id, a.id)
                if pair_ids not in seen:
                    seen.add(pair_ids)
                    yield pair_ids


def _alike(a: _Report, b: _Report, wider: Wider) -> float:
    """How much speaks for one event, 0 for not enough.

    The same number in a series is one event in an article, and across articles with one party in common. Else an
    article must give the same fillers or two in common, where the actors are the same or what they hit is, and two
    articles two in common.
    """
    if not _compatible(a, b, wider):
        return 0.0
    shared = len(a.grouped & b.grouped)
    score = shared / len(a.grouped | b.grouped) if a.grouped or b.grouped else 0.0
    together = a.article == b.article
    if a.ordinal is not None and a.ordinal == b.ordinal:
        return 2 + score if shared or together else 0.0
    if together:
        acting = {r.roles["actor"] for r in (a, b) if "actor" in r.roles}
        apart = len(acting) > 1 and not any(role == "target" for role, _ in a.grouped & b.grouped)
        return 1 + score if shared and (a.grouped == b.grouped or (shared >= 2 and not apart)) else 0.0
    return score if shared >= 2 else 0.0


def _same_days(a: _Report, b: _Report) -> bool:
    if a.interval and b.interval:
        return all(last - first <= NARROW for first, last in (a.interval, b.interval))
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= SPOKEN_OF_WITHIN


def _compatible(a: _Report, b: _Report, wider: Wider) -> bool:
    """Whether nothing speaks against one event."""
    if a.ordinal is not None and b.ordinal is not None:
        if a.ordinal != b.ordinal:
            return False
    elif a.article != b.article and not _same_days(a, b):
        return False
    if a.interval and b.interval and (a.interval[1] < b.interval[0] or b.interval[1] < a.interval[0]):
        return False
    if a.topic and b.topic and len(a.topic & b.topic) < SAME_TOPIC * min(len(a.topic), len(b.topic)):
        return False
    for role, ours in a.roles.items():
        theirs = b.roles.get(role)
        if theirs is None or ours == theirs:  # most often: the rest costs ten times as much
            continue
        few, many = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
        if not few <= many and not _within(few, many, wider):
            return False
    if not a.figures or not b.figures:
        return True
    return not any(f[:2] == g[:2] and not _fit(f, g) for f in a.figures for g in b.figures)


def _fit(f: tuple[str, str, float, float], g: tuple[str, str, float, float]) -> bool:
    """Whether two figures of one kind and unit may count the same: some number fits both, and neither dwarfs the
    other."""
    if not (f[2] <= g[3] and g[2] <= f[3]):
        return False
    small, large = sorted(abs(x[2] if x[2] != float("-inf") else x[3]) for x in (f, g))
    return large <= OTHER_SIZE * small


def _within(few: frozenset[str], many: frozenset[str], wider: Wider) -> bool:
    """Whether each of `few` is one of `many`, or part of one, or has one as its part."""
    return all(a in many or any(b in wider.get(a, ()) or a in wider.get(b, ()) for b in many) for a in few)
