"""What is worked out of counts: intervals, clusters, calibration.

Intervals are 95 % percentile bootstrap intervals over articles (Efron and Tibshirani, An Introduction to the Bootstrap,
1993), with a fixed seed, so the same input gives the same figures. Clusters are scored by B³ (Bagga and Baldwin, LREC
1998) over the role fillers of matched claims. The calibration error is the mean distance of belief from what is right,
weighted by claims (Naeini, Cooper and Hauskrecht, AAAI 2015).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SAMPLES, SEED = 1000, 1
LOW, HIGH = 0.025, 0.975
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits among what was found and what was wanted."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Hits among the found, 0 to 1; 0 where nothing is found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Hits among the wanted, 0 to 1; 0 where nothing is wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Clusters:
    """B³ precision and recall of who is who, over so many role fillers."""

    precision: float = 0.0
    recall: float = 0.0
    fillers: int = 0


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a belief in [low, high): how many, their mean belief, and the share that the gold has."""

    low: float
    high: float
    claims: int
    belief: float
    right: float


def intervals(tallies: Sequence[Tally]) -> Mapping[str, Interval]:
    """95 % intervals of precision, recall and F1, by drawing as many articles with replacement, `SAMPLES` times; none
    below two articles."""
    if len(tallies) < 2:
        return {}
    chance = random.Random(SEED)
    drawn = [sum(chance.choices(tallies, k=len(tallies)), Tally()) for _ in range(SAMPLES)]
    return {name: _middle([getattr(t, name) for t in drawn]) for name in ("precision", "recall", "f1")}


def spreads(articles: Sequence[Mapping[str, Tally]]) -> Mapping[str, Interval]:
    """The 95 % interval of the F1 of every tally by name, the same articles drawn for all; drawings in which a name is
    neither found nor wanted say nothing of it. None below two articles."""
    if len(articles) < 2:
        return {}
    import numpy

    names = sorted({name for article in articles for name in article})
    counts = numpy.array(
        [[(t.hits, t.found + t.wanted) for t in (a.get(n, Tally()) for n in names)] for a in articles], float
    )
    chance = random.Random(SEED)
    drawn = [Counter(chance.choices(range(len(articles)), k=len(articles))) for _ in range(SAMPLES)]
    weights = numpy.array([[times[i] for i in range(len(articles))] for times in drawn], float)
    hits, both = numpy.moveaxis(numpy.tensordot(weights, counts, axes=1), 2, 0)
    return {
        name: _middle([2 * h / b for h, b in zip(hits[:, i], both[:, i]) if b])
        for i, name in enumerate(names)
        if both[:, i].any()
    }


def _middle(values: Sequence[float]) -> Interval:
    ordered = sorted(values)
    return float(ordered[int(LOW * len(ordered))]), float(ordered[max(0, int(HIGH * len(ordered)) - 1)])


def b_cubed(together: Sequence[tuple[str, str]]) -> Clusters:
    """B³ within articles, for the ids of gold are an article's own: what of each filler's cluster belongs with it."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for mine, theirs in together:
        found[mine.split("/")[0], theirs][mine] += 1
        wanted[mine][theirs] += 1
    if not together:
        return Clusters()
    clusters = [(found[mine.split("/")[0], theirs], wanted[mine], mine, theirs) for mine, theirs in together]
    precision = sum(cluster[mine] / cluster.total() for cluster, _, mine, _ in clusters)
    recall = sum(whole[theirs] / whole.total() for _, whole, _, theirs in clusters)
    return Clusters(precision / len(together), recall / len(together), len(together))


def calibration(believed: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    """Claims by belief: of those believed to .8, are eight in ten right?"""
    for low, high in pairwise(BINS):
        inside = [(b, right) for b, right in believed if low <= b < high or (b == high == 1.0)]
        if inside:
            belief, right = (sum(part) / len(inside) for part in zip(*inside))
            yield Bin(low, high, len(inside), belief, right)


def calibration_error(bins: Iterable[Bin]) -> float:
    """How far belief is from what is right, on average; 0 where nothing is believed."""
    known = list(bins)
    claims = sum(b.claims for b in known)
    return sum(b.claims * abs(b.belief - b.right) for b in known) / claims if claims else 0.0
