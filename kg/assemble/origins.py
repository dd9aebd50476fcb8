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
from datetime import timedelta
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
    sketches = {a.id: workings.once(_key(a), frozenset[int], partial(_sketch, a)) for a in by_id.values()}
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(sketches):
        for shingle in sketches[article]:
            holders[shingle].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for group in holders.values():
        if 1 < len(group) <= COMMON:
            shared.update((a, b) for i, a in enumerate(group) for b in group[i + 1 :])
    parent = {a: a for a in sketches}
    for (a, b), n in sorted(shared.items()):
        enough = CREDITED_CONTAINMENT if _one_story(by_id[a], by_id[b], credits) else CONTAINMENT
        shorter = min(len(sketches[a]), len(sketches[b]))
        if n >= min(LEAST, shorter) and n >= enough * shorter:
            left, right = sorted((_root(parent, a), _root(parent, b)))
            parent[right] = left
    return Origins({a: _root(parent, a) for a in sketches}, credits, sketches)


def _one_story(a: Article, b: Article, credits: Mapping[str, str]) -> bool:
    """Whether both are credited to the same agency and of about the same day."""
    if a.id not in credits or credits[a.id] != credits.get(b.id):
        return False
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= SAME_STORY


def _key(article: Article) -> bytes:
    return key("sketch", article.text, [dropped.span for dropped in article.dropped])


def _sketch(article: Article) -> frozenset[int]:
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
