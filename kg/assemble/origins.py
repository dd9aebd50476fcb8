"""Which articles are copies of one text: ten reprints of a wire story are one origin.

Two articles share an origin where at least half of the sampled word 8-grams of the shorter are in the longer
(containment by a fixed sample of shingle hashes: Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from kg.model import Article

SHINGLE_WORDS = 8
SAMPLE = 4  # one shingle of so many is kept, chosen by its hash, so that every article keeps the same ones
CONTAINMENT = 0.5
COMMON = 50  # a shingle in more articles than this is boilerplate and joins nobody

_WORD = re.compile(r"\w+")


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """For each article's id the id of the article that stands for its origin (the least id of the group)."""
    sketches = {a.id: _sketch(a.text) for a in articles}
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
        if n >= CONTAINMENT * min(len(sketches[a]), len(sketches[b])):
            left, right = sorted((_root(parent, a), _root(parent, b)))
            parent[right] = left
    return {a: _root(parent, a) for a in sketches}


def _sketch(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
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
