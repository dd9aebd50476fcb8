"""Precision, recall and what else can be counted of a graph held against gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.gold import GoldArticle, GoldClaim
from kg.evaluate.matching import Pair, Things, distinct, fillers, matched
from kg.evaluate.statistics import Bin, Clusters, Interval, Tally, b_cubed, calibration, intervals, spreads
from kg.graph import ClaimRecord
from kg.ontology import Ontology

LENIENT = "claims, lenient"


@dataclass(frozen=True, slots=True)
class Confusion:
    """A claim that only the gold has ("missed") or only the graph ("extra"), or that both hold otherwise ("stance"),
    with its words. `instead` says what the other side has in its place, where it has something."""

    article: str
    kind: str
    predicate: str
    parties: str
    quote: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was counted. `intervals` has (low, high) of precision, recall and f1, strict; `spreads` that of the F1
    of each predicate, of all claims leniently, and of each share; `shares` holds ratios by name with the number of
    cases they rest on; `absent` names gold articles that the graph does not have."""

    strict: Tally
    lenient: Tally
    core: Tally
    intervals: Mapping[str, Interval]
    predicates: Mapping[str, Tally]
    shares: Mapping[str, tuple[int, int]]
    clusters: Clusters
    calibration: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    articles: Mapping[str, Tally]
    absent: tuple[str, ...] = ()
    lenient_predicates: Mapping[str, Tally] = field(default_factory=dict)
    spreads: Mapping[str, Interval] = field(default_factory=dict)


@dataclass(slots=True)
class _Counts:
    """What is counted of one article. A share is a tally whose found and wanted are its cases."""

    predicates: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lenient: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    believed: list[tuple[float, bool]] = field(default_factory=list)
    together: list[tuple[str, str]] = field(default_factory=list)
    confusions: list[Confusion] = field(default_factory=list)

    def share(self, name: str, right: bool) -> None:
        self.shares[name] += Tally(int(right), 1, 1)


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
    counted, articles, core = [], {}, Tally()
    for gold in present:
        found, things, counts = distinct(by_article[gold.name]), Things(gold), _Counts()
        pairs, kin = matched(found, things, ontology), matched(found, things, ontology, lenient=True)
        articles[gold.name] = Tally(len(pairs), len(found), len(gold.claims))
        wanted = {c.id for c in gold.claims if c.core}
        core += Tally(sum(g.id in wanted for _, g in pairs), 0, len(wanted))
        _count(counts, things, found, pairs, kin, belief)
        counted.append(counts)
    predicates, lenient = _summed(c.predicates for c in counted), _summed(c.lenient for c in counted)
    names = [{**c.predicates, **c.shares, LENIENT: sum(c.lenient.values(), Tally())} for c in counted]
    return Evaluation(
        strict=sum(articles.values(), Tally()),
        lenient=sum(lenient.values(), Tally()),
        core=core,
        intervals=intervals(list(articles.values())),
        predicates=dict(sorted(predicates.items())),
        shares={name: (t.hits, t.found) for name, t in _summed(c.shares for c in counted).items()},
        clusters=b_cubed([pair for c in counted for pair in c.together]),
        calibration=tuple(calibration([believed for c in counted for believed in c.believed])),
        confusions=tuple(confusion for c in counted for confusion in c.confusions),
        articles=articles,
        absent=tuple(g.name for g in golds if g.name not in by_article),
        lenient_predicates=dict(sorted(lenient.items())),
        spreads=spreads(names),
    )


def _summed(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    whole: dict[str, Tally] = defaultdict(Tally)
    for one in tallies:
        for name, tally in one.items():
            whole[name] += tally
    return whole


def _count(
    counts: _Counts,
    things: Things,
    found: Sequence[ClaimRecord],
    pairs: Sequence[Pair],
    kin: Sequence[Pair],
    belief: Callable[[ClaimRecord], float],
) -> None:
    gold = things.gold
    hit_claims, hit_gold = {id(c) for c, _ in pairs}, {g.id for _, g in pairs}
    near_gold, near_claims = {g.id: c for c, g in kin}, {id(c): g for c, g in kin}
    for wanted in gold.claims:
        hit = wanted.id in hit_gold
        counts.predicates[wanted.predicate] += Tally(int(hit), 0, 1)
        counts.lenient[wanted.predicate] += Tally(int(wanted.id in near_gold), 0, 1)
        if not hit:
            near = near_gold.get(wanted.id)
            counts.confusions.append(_missed(gold, wanted, _found_words(near) if near else ""))
    for claim in found:
        kindred = near_claims.get(id(claim))
        counts.predicates[claim.predicate] += Tally(0, 1, 0)
        # a sibling type that is taken for a hit is one of the type that it hit
        counts.lenient[kindred.predicate if kindred else claim.predicate] += Tally(0, 1, 0)
        counts.believed.append((belief(claim), id(claim) in hit_claims))
        if id(claim) not in hit_claims:
            counts.confusions.append(_extra(claim, _gold_words(gold, kindred) if kindred else ""))
    for claim, wanted in pairs:
        _stance(counts, things, claim, wanted)
    counts.together += [(f"{gold.name}/{mine}", theirs) for mine, theirs in fillers(pairs, things)]


def _stance(counts: _Counts, things: Things, claim: ClaimRecord, wanted: GoldClaim) -> None:
    """Whether a matched claim is held as the article holds it."""
    fact = claim.polarity == "affirmed" and claim.modality == "actual"
    counts.share("polarity", claim.polarity == wanted.polarity)
    counts.share("modality", claim.modality == wanted.modality)
    if (claim.polarity, claim.modality) != (wanted.polarity, wanted.modality):
        held = f"{claim.polarity} {claim.modality} for {wanted.polarity} {wanted.modality}"
        counts.confusions.append(Confusion(things.gold.name, "stance", claim.predicate, held, claim.quote))
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


def _missed(gold: GoldArticle, claim: GoldClaim, instead: str) -> Confusion:
    return Confusion(gold.name, "missed", claim.predicate, _gold_parties(gold, claim), claim.quotes[0], instead)


def _extra(claim: ClaimRecord, instead: str) -> Confusion:
    return Confusion(claim.article.name, "extra", claim.predicate, _found_parties(claim), claim.quote, instead)


def _gold_parties(gold: GoldArticle, claim: GoldClaim) -> str:
    parties = [f"{role} {gold.entities[i].name}" for role, ids in claim.roles.items() for i in ids]
    return "; ".join([*parties, claim.title]).strip("; ")


def _found_parties(claim: ClaimRecord) -> str:
    parties = [f"{role} {r.name}" for role, references in claim.roles.items() for r in references]
    return "; ".join([*parties, claim.title or claim.name or ""]).strip("; ")


def _gold_words(gold: GoldArticle, claim: GoldClaim) -> str:
    return f"{claim.predicate} {_gold_parties(gold, claim)}".strip()


def _found_words(claim: ClaimRecord) -> str:
    return f"{claim.predicate} {_found_parties(claim)}".strip()
