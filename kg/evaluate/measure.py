"""Precision, recall and what else can be counted of a graph held against gold.

Intervals are 95 % percentile bootstrap intervals over articles (Efron and Tibshirani, An Introduction to the Bootstrap,
1993), with a fixed seed, so the same input gives the same figures. Clusters are scored by B³ (Bagga and Baldwin, LREC
1998) over the role fillers of matched claims.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.evaluate.gold import GoldArticle, GoldClaim
from kg.evaluate.matching import Pair, Things, distinct, fillers, matched
from kg.graph import ClaimRecord
from kg.ontology import Ontology

SAMPLES, SEED = 1000, 1
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)


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
        """Hits among the found; 0 where nothing is found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Hits among the wanted; 0 where nothing is wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Clusters:
    """B³ precision and recall of who is who, over so many role fillers."""

    precision: float = 0.0
    recall: float = 0.0
    fillers: int = 0


@dataclass(frozen=True, slots=True)
class Confusion:
    """A claim that only the gold has ("missed") or only the graph ("extra"), with its words."""

    article: str
    kind: str
    predicate: str
    parties: str
    quote: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a belief in [low, high): how many, their mean belief, and the share that the gold has."""

    low: float
    high: float
    claims: int
    belief: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was counted. `intervals` has (low, high) of precision, recall and f1, strict; `shares` holds ratios by
    name with the number of cases they rest on; `absent` names gold articles that the graph does not have."""

    strict: Tally
    lenient: Tally
    core: Tally
    intervals: Mapping[str, tuple[float, float]]
    predicates: Mapping[str, Tally]
    shares: Mapping[str, tuple[int, int]]
    clusters: Clusters
    calibration: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    articles: Mapping[str, Tally]
    absent: tuple[str, ...] = ()


@dataclass(slots=True)
class _Counts:
    """What is counted while the articles go by."""

    predicates: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    believed: list[tuple[float, bool]] = field(default_factory=list)
    together: list[tuple[str, str]] = field(default_factory=list)
    confusions: list[Confusion] = field(default_factory=list)

    def share(self, name: str, right: bool) -> None:
        self.of[name] += 1
        self.shares[name] += right


def evaluate(
    golds: Sequence[GoldArticle],
    claims: Iterable[ClaimRecord],
    ontology: Ontology,
    belief: Callable[[ClaimRecord], float] = lambda claim: claim.confidence,
    articles_read: Iterable[str] = (),
) -> Evaluation:
    """The claims of a graph held against gold; articles of the graph without gold are left out.

    `articles_read` are the names of the graph's articles: one of them in which nothing was found has missed all of its
    gold. Without it only articles with claims are known to be in the graph.
    """
    by_article: dict[str, list[ClaimRecord]] = {name: [] for name in articles_read}
    for claim in claims:
        by_article.setdefault(claim.article.name, []).append(claim)
    present = [g for g in golds if g.name in by_article]
    counts, articles, lenient, core = _Counts(), {}, Tally(), Tally()
    for gold in present:
        found, things = distinct(by_article[gold.name]), Things(gold)
        pairs = matched(found, things, ontology)
        articles[gold.name] = Tally(len(pairs), len(found), len(gold.claims))
        lenient += Tally(len(matched(found, things, ontology, lenient=True)), len(found), len(gold.claims))
        wanted = {c.id for c in gold.claims if c.core}
        core += Tally(sum(g.id in wanted for _, g in pairs), 0, len(wanted))
        _count(counts, things, found, pairs, belief)
    return Evaluation(
        strict=sum(articles.values(), Tally()),
        lenient=lenient,
        core=core,
        intervals=_intervals(list(articles.values())),
        predicates=dict(sorted(counts.predicates.items())),
        shares={name: (counts.shares[name], of) for name, of in counts.of.items()},
        clusters=_b_cubed(counts.together),
        calibration=tuple(_calibration(counts.believed)),
        confusions=tuple(counts.confusions),
        articles=articles,
        absent=tuple(g.name for g in golds if g.name not in by_article),
    )


def _count(
    counts: _Counts,
    things: Things,
    found: Sequence[ClaimRecord],
    pairs: Sequence[Pair],
    belief: Callable[[ClaimRecord], float],
) -> None:
    gold = things.gold
    hit_claims, hit_gold = {id(c) for c, _ in pairs}, {g.id for _, g in pairs}
    for wanted in gold.claims:
        hit = wanted.id in hit_gold
        counts.predicates[wanted.predicate] += Tally(int(hit), 0, 1)
        if not hit:
            counts.confusions.append(_missed(gold, wanted))
    for claim in found:
        counts.predicates[claim.predicate] += Tally(0, 1, 0)
        counts.believed.append((belief(claim), id(claim) in hit_claims))
        if id(claim) not in hit_claims:
            counts.confusions.append(_extra(claim))
    for claim, wanted in pairs:
        _stance(counts, things, claim, wanted)
    counts.together += [(f"{gold.name}/{mine}", theirs) for mine, theirs in fillers(pairs, things)]


def _stance(counts: _Counts, things: Things, claim: ClaimRecord, wanted: GoldClaim) -> None:
    """Whether a matched claim is held as the article holds it."""
    fact = claim.polarity == "affirmed" and claim.modality == "actual"
    counts.share("polarity", claim.polarity == wanted.polarity)
    counts.share("modality", claim.modality == wanted.modality)
    if not fact:
        counts.share("nonfact precision", not wanted.is_fact)
    if not wanted.is_fact:
        counts.share("nonfact recall", not fact)
    counts.share("false facts", fact and not wanted.is_fact)
    if wanted.holders:
        holders = claim.holders[:1]
        counts.share("holder", any(i in things.of(r) for r in holders for i in wanted.holders))
    if wanted.start:
        counts.share("time", claim.time is not None and claim.time.start == wanted.start)
    if wanted.figures:
        have = {(f.kind, f.value) for f in claim.figures if f.kind != "distance"}
        counts.share("figures", bool(have) and have <= wanted.figures)


def _missed(gold: GoldArticle, claim: GoldClaim) -> Confusion:
    parties = [f"{role} {gold.entities[i].name}" for role, ids in claim.roles.items() for i in ids]
    return Confusion(
        gold.name, "missed", claim.predicate, "; ".join([*parties, claim.title]).strip("; "), claim.quotes[0]
    )


def _extra(claim: ClaimRecord) -> Confusion:
    parties = [f"{role} {r.name}" for role, references in claim.roles.items() for r in references]
    said = "; ".join([*parties, claim.title or claim.name or ""]).strip("; ")
    return Confusion(claim.article.name, "extra", claim.predicate, said, claim.quote)


def _intervals(tallies: Sequence[Tally]) -> Mapping[str, tuple[float, float]]:
    """95 % intervals by drawing as many articles with replacement, `SAMPLES` times; none below two articles."""
    if len(tallies) < 2:
        return {}
    chance = random.Random(SEED)
    drawn = [sum(chance.choices(tallies, k=len(tallies)), Tally()) for _ in range(SAMPLES)]
    out = {}
    for name in ("precision", "recall", "f1"):
        values = sorted(getattr(tally, name) for tally in drawn)
        out[name] = values[int(0.025 * SAMPLES)], values[int(0.975 * SAMPLES) - 1]
    return out


def _b_cubed(together: Sequence[tuple[str, str]]) -> Clusters:
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


def _calibration(believed: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    for low, high in pairwise(BINS):
        inside = [(b, right) for b, right in believed if low <= b < high or (b == high == 1.0)]
        if inside:
            yield Bin(
                low, high, len(inside), sum(b for b, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            )
