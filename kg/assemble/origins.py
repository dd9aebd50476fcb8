"""Which articles are copies of one text: ten reprints of a wire story are one origin.

Two articles share an origin where at least half of the sampled word 8-grams of the shorter are in the longer
(containment by a fixed sample of shingle hashes: Broder 1997, "On the resemblance and containment of documents"), or a
sixth where both are credited to one agency and published within two days: the papers have cut and mended one story.

The libraries that do MinHash (datasketch, rensa) estimate resemblance, which a reprint cut to a quarter no longer has;
containment needs the sets that are sampled here, or datasketch's ensemble, which brings scipy. What is no news in an
article (cookie notices, lists of links) is nobody's text and does not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from hashlib import blake2b

from kg.assemble.credits import credit
from kg.model import Article
from kg.workings import Workings, key

SHINGLE_WORDS = 8
SAMPLE = 4  # one shingle of so many is kept, chosen by its hash, so that every article keeps the same ones
CONTAINMENT = 0.5
CREDITED_CONTAINMENT = 1 / 6  # where both credit the same agency
SAME_STORY = timedelta(days=2)
LEAST = 3  # sampled shingles in common, at least: a shared credit line alone is no shared text
COMMON = 50  # a shingle in more articles than this is boilerplate and joins nobody

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Origins:
    """`of` has for each article's id the article that stands for its origin (the least id of the group); `credit` the
    agency that it credits, where it does, `sketches` what their texts are compared by."""

    of: Mapping[str, str] = field(default_factory=dict)
    credit: Mapping[str, str] = field(default_factory=dict)
    sketches: Mapping[str, Collection[int]] = field(default_factory=dict)


def origins(
    articles: Iterable[Article], agencies: Mapping[str, str] | None = None, workings: Workings | None = None
) -> Origins:
    """The origin of each article; `agencies` has the ids of news agencies by their folded names."""
    workings = workings or Workings()
    by_id = {a.id: a for a in articles}
    credits = {a.id: found for a in by_id.values() if (found := credit(a, agencies or {}))}
    sketches = {a.id: workings.once(_key(a), frozenset[int], partial(sketch, a)) for a in by_id.values()}
    return Origins(copies(sketches, credits, {a.id: a.published for a in by_id.values()}), credits, sketches)


def copies(
    sketches: Mapping[str, Collection[int]], credits: Mapping[str, str], published: Mapping[str, date | None]
) -> dict[str, str]:
    """The article that stands for the origin of each."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(sketches):
        for shingle in sketches[article]:
            holders[shingle].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for group in holders.values():
        if 1 < len(group) <= COMMON:
            shared.update((a, b) for i, a in enumerate(group) for b in group[i + 1 :])
    return _united({a: a for a in sketches}, shared, sketches, credits, published)


def copies_beside(
    before: Mapping[str, str],
    gone: Mapping[str, Collection[int]],
    sketches: Mapping[str, Collection[int]],
    credits: Mapping[str, str],
    published: Mapping[str, date | None],
) -> dict[str, str]:
    """As `copies`, where articles have come, and some are `gone`, of which and of the others `before` has the origins.

    Those of the origin of one that is gone are put together anew.
    """
    lost = {shingle for sketch_ in gone.values() for shingle in sketch_}
    was = Counter(shingle for sketch_ in gone.values() for shingle in sketch_)
    left = Counter(shingle for sketch_ in sketches.values() for shingle in lost.intersection(sketch_))
    old = Counter(was)
    for article in before.keys() - gone.keys():
        old.update(lost.intersection(sketches[article]))
    if any(1 < left[shingle] <= COMMON < old[shingle] for shingle in lost):
        return copies(sketches, credits, published)  # what was boilerplate joins others now
    parted = {before[article] for article in gone}
    stay = {a: origin for a, origin in before.items() if a in sketches and origin not in parted}
    return copies_with(sorted(sketches.keys() - stay.keys()), stay, sketches, credits, published)


def copies_with(
    new: Collection[str],
    before: Mapping[str, str],
    sketches: Mapping[str, Collection[int]],
    credits: Mapping[str, str],
    published: Mapping[str, date | None],
) -> dict[str, str]:
    """As `copies`, of articles of which all but the `new` ones have the origins `before`."""
    ours = {shingle for article in new for shingle in sketches[article]}
    holders: dict[int, list[str]] = defaultdict(list)
    for article in before:
        for shingle in ours.intersection(sketches[article]):
            holders[shingle].append(article)
    old = {shingle: len(group) for shingle, group in holders.items()}
    for article in new:
        for shingle in sketches[article]:
            holders[shingle].append(article)
    if any(1 < count <= COMMON < len(holders[shingle]) for shingle, count in old.items()):
        return copies(sketches, credits, published)  # what has become boilerplate no longer joins the others
    shared: Counter[tuple[str, str]] = Counter()
    for shingle, group in holders.items():
        if len(group) <= COMMON:
            last = old.get(shingle, 0)
            shared.update((min(a, b), max(a, b)) for n, a in enumerate(group[last:], last) for b in group[:n])
    return _united({**before, **{a: a for a in new}}, shared, sketches, credits, published)


def _united(
    parent: dict[str, str],
    shared: Mapping[tuple[str, str], int],
    sketches: Mapping[str, Collection[int]],
    credits: Mapping[str, str],
    published: Mapping[str, date | None],
) -> dict[str, str]:
    """The least article of each group, where two are in one that share enough shingles; `parent` are those so far."""
    for (a, b), n in shared.items():
        enough = CREDITED_CONTAINMENT if _one_story(a, b, credits, published) else CONTAINMENT
        shorter = min(len(sketches[a]), len(sketches[b]))
        if n >= min(LEAST, shorter) and n >= enough * shorter:
            left, right = sorted((_root(parent, a), _root(parent, b)))
            parent[right] = left
    return {a: _root(parent, a) for a in parent}


def _one_story(a: str, b: str, credits: Mapping[str, str], published: Mapping[str, date | None]) -> bool:
    """Whether both are credited to the same agency and of about the same day."""
    if a not in credits or credits[a] != credits.get(b):
        return False
    days = published[a], published[b]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= SAME_STORY


def _key(article: Article) -> bytes:
    return key("sketch", article.text, [dropped.span for dropped in article.dropped])


def sketch(article: Article) -> frozenset[int]:
    """The sampled shingles of what is news in an article, by their hashes."""
    text, at = [], 0
    for dropped in sorted(article.dropped, key=lambda d: d.span):
        text.append(article.text[at : dropped.span.start])
        at = max(at, dropped.span.end)
    words = _WORD.findall(" ".join([*text, article.text[at:]]).casefold())
    hashes = {
        int.from_bytes(
            blake2b(" ".join(words[i : i + SHINGLE_WORDS]).encode("utf-8", "replace"), digest_size=8).digest()
        )
        for i in range(max(1, len(words) - SHINGLE_WORDS + 1))
    }
    return frozenset(h for h in hashes if h % SAMPLE == 0)


def _root(parent: dict[str, str], a: str) -> str:
    while parent[a] != a:
        parent[a] = parent[parent[a]]
        a = parent[a]
    return a
