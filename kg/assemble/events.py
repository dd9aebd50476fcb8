"""Which claims speak of one event: in headline, caption, lead and quote, and across articles.

Wrong merging invents events that nobody reported, so doubt keeps two apart: "two shellings of one town stay two".
Two claims may be one event only where nothing speaks against it (`_compatible`) and enough speaks for it (`_alike`).
Clusters grow by the best pair first, and only while every pair in the joined cluster is compatible. A part and its
whole do not contradict each other: the Ruritanian army and Ruritania, a town and its province.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from kg.assemble.claims import ResolvedClaim
from kg.model import Figure

SPOKEN_OF_WITHIN = timedelta(days=3)  # reports of one event whose time is not said are published this close
NARROW = timedelta(days=7)  # a time wider than this does not tell two events apart, nor join them
SAME_TOPIC = 0.5  # share of the words of the shorter topic that the longer has, too
CONFUSED = {"recipient": "target", "victim": "target", "object": "target", "partner": "actor"}
"""Roles between which reports of one event differ, as one group."""
BLOCK = 60  # within a block, a claim is compared with so many neighbours by date


Wider = Mapping[str, frozenset[str]]


def clusters(claims: Sequence[ResolvedClaim], wider: Wider) -> list[tuple[ResolvedClaim, ...]]:
    """The claims grouped by event, each group and the list of groups sorted by claim id.

    `wider` has for an entity all that it is a part of.
    """
    by_id = {c.id: c for c in claims}
    group: dict[str, str] = {c.id: c.id for c in claims}
    members: dict[str, list[str]] = {c.id: [c.id] for c in claims}
    scored = {pair: score for pair in _candidates(claims) if (score := _alike(by_id[pair[0]], by_id[pair[1]], wider))}
    for (a, b), _ in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        left, right = sorted((group[a], group[b]))
        if left == right or not all(
            _compatible(by_id[x], by_id[y], wider) for x in members[left] for y in members[right]
        ):
            continue
        members[left] += members.pop(right)
        for x in members[left]:
            group[x] = left
    return [tuple(by_id[x] for x in sorted(ids)) for _, ids in sorted(members.items())]


def _candidates(claims: Sequence[ResolvedClaim]) -> Iterator[tuple[str, str]]:
    """Pairs worth a look: same type and modality, and two shared fillers (one, in an article or with an ordinal)."""
    blocks: dict[object, list[ResolvedClaim]] = defaultdict(list)
    for c in claims:
        kind = c.claim.predicate, c.claim.stance.modality
        pairs = sorted(c.pairs())
        for pair in pairs:
            blocks[kind, c.article.id, pair].append(c)
            if c.claim.ordinal is not None:
                blocks[kind, c.claim.ordinal, pair].append(c)
        if c.claim.ordinal is not None:
            blocks[kind, c.article.id, c.claim.ordinal].append(c)
        for two in combinations(pairs, 2):
            blocks[kind, two].append(c)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda c: (_reference(c), c.id))
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + BLOCK]:
                pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _alike(a: ResolvedClaim, b: ResolvedClaim, wider: Wider) -> float:
    """How much speaks for one event, 0 for not enough.

    The same number in a series is one event in an article, and across articles with one party in common. Else an
    article must give the same fillers or two in common, and two articles two in common and the same days.
    """
    if not _compatible(a, b, wider):
        return 0.0
    left, right = _grouped(a), _grouped(b)
    shared = len(left & right)
    score = shared / len(left | right) if left | right else 0.0
    together = a.article.id == b.article.id
    if a.claim.ordinal is not None and a.claim.ordinal == b.claim.ordinal:
        return 2 + score if shared or together else 0.0
    if together:
        return 1 + score if shared and (left == right or shared >= 2) else 0.0
    return score if shared >= 2 and _same_days(a, b) else 0.0


def _grouped(c: ResolvedClaim) -> frozenset[tuple[str, str]]:
    return frozenset((CONFUSED.get(role, role), entity) for role, entity in c.pairs())


def _same_days(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    x, y = _interval(a), _interval(b)
    if x and y:
        return x[1] - x[0] <= NARROW and y[1] - y[0] <= NARROW
    published = a.article.published, b.article.published
    return (
        published[0] is not None and published[1] is not None and abs(published[0] - published[1]) <= SPOKEN_OF_WITHIN
    )


def _compatible(a: ResolvedClaim, b: ResolvedClaim, wider: Wider) -> bool:
    """Whether nothing speaks against one event."""
    if a.claim.ordinal is not None and b.claim.ordinal is not None and a.claim.ordinal != b.claim.ordinal:
        return False
    x, y = _interval(a), _interval(b)
    if x and y and (x[1] < y[0] or y[1] < x[0]):
        return False
    left, right = _by_role(a), _by_role(b)
    if any(not (_within(left[r], right[r], wider) or _within(right[r], left[r], wider)) for r in left.keys() & right):
        return False
    topics = a.one("topic"), b.one("topic")
    if topics[0] and topics[1] and not _same_topic(topics[0], topics[1]):
        return False
    return not any(
        f.kind == g.kind and _unit(f) == _unit(g) and not _overlap(f, g)
        for f in a.claim.figures
        for g in b.claim.figures
    )


def _within(few: set[str], many: set[str], wider: Wider) -> bool:
    """Whether each of `few` is one of `many`, or part of one, or has one as its part."""
    return all(a in many or any(b in wider.get(a, ()) or a in wider.get(b, ()) for b in many) for a in few)


def _by_role(c: ResolvedClaim) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = defaultdict(set)
    for role, entity in c.pairs():
        roles[role].add(entity)
    return dict(roles)


def _interval(c: ResolvedClaim) -> tuple[date, date] | None:
    time = c.claim.time
    if time is None or (time.start is None and time.end is None):
        return None
    return time.start or date.min, time.end or (time.start if time.granularity in ("day", "hour") else None) or date.max


def _reference(c: ResolvedClaim) -> date:
    interval = _interval(c)
    return (interval[0] if interval and interval[0] > date.min else None) or c.article.published or date.min


def _same_topic(a: str, b: str) -> bool:
    x, y = (set(re.findall(r"\w+", t.casefold())) for t in (a, b))
    return bool(x and y) and len(x & y) >= SAME_TOPIC * min(len(x), len(y))


def _unit(figure: Figure) -> str:
    return figure.unit.casefold().removesuffix("s")


def _overlap(f: Figure, g: Figure) -> bool:
    (a, b), (c, d) = _bounds(f), _bounds(g)
    return a <= d and c <= b


def _bounds(f: Figure) -> tuple[float, float]:
    match f.bound:
        case "min":
            return f.value, float("inf")
        case "max":
            return float("-inf"), f.value
        case "approx":
            return 0.8 * f.value, 1.2 * f.value
        case _:
            return f.value, f.value
