"""Is belief what it says: of claims believed to .8, are about eight in ten right?

    python benchmarks/belief.py [GOLD_FOLDER...]     by default ../shared/gold/dev, dev2, dev3, and tests/gold

Unit: one claim of the graph built from annotated articles, right where the annotation has it (lenient: a kind of its
event for the event, a part of its roles). Claims are put in bins by the belief of their statement, and by the chance
that they were read rightly. Error is the mean distance of what is said and the share that is right over the bins,
weighted by their claims (expected calibration error: Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated
probabilities using Bayesian binning").

Gold tells what articles say, not what is so: it calibrates the random half of belief, how well rules read. How often a
class of source is wrong all the same (the systematic half of kg/assemble/belief.toml) is not to be had from it, so
belief should be lower than what is right, by about that much. `fitted` is the random half anew, as belief.toml writes
it; `held out` is its error where each article is judged by what was fitted to all others.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy

import kg
from benchmarks.gold import OURS, articles, metadata
from benchmarks.lines import present, say
from kg import rdf
from kg.assemble.error_rates import read_rightly
from kg.evaluate import read_gold
from kg.evaluate.matching import Things, distinct, matched
from kg.graph import ClaimRecord, Graph
from kg.ontology import Ontology

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
DEFAULT = (*(GOLD / name for name in ("dev", "dev2", "dev3")), OURS)
WIDTH = 10  # bins a tenth wide
LOW = 0.8  # a confidence below is that of a rule of nouns
STEPS, PENALTY = 50, 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what is believed of it, and whether the gold has it; `as_fact` where its statement is said so."""

    article: str
    belief: float
    confidence: float
    as_fact: bool
    right: bool


def main() -> None:
    folders = [Path(a).resolve() for a in sys.argv[1:]] or [present(folder) for folder in DEFAULT]
    found = [one for folder in folders for one in judged_of(folder)]
    right = [j.right for j in found]
    reading = [read_rightly(j.confidence, j.as_fact) for j in found]
    for name, values in (("belief", [j.belief for j in found]), ("reading", reading)):
        for mean, share, claims in bins(values, right):
            least = int(mean * WIDTH + 1e-9) / WIDTH
            say(
                f"{name} {least:.1f} to {least + 1 / WIDTH:.1f}",
                f"said {mean:.3f}, right {share:.3f}  ({claims} claims)",
            )
        say(f"error of {name}", f"{error(values, right):.3f}  ({len(found)} claims)")
    nouns, verbs, odds = fitted(found)
    say("reading, fitted", f"nouns {nouns:.3f}, verbs {verbs:.3f}, unasserted {odds:.2f}")
    number = len({j.article for j in found})
    say("error of reading, held out", f"{error(held_out(found), right):.3f}  ({number} articles)")


def judged_of(folder: Path) -> list[Judged]:
    """The claims of one folder's articles, each held against their gold."""
    with TemporaryDirectory() as place:
        graph = kg.build(articles(folder), Path(place) / "graph", metadata=metadata(folder))
        return list(judged(graph, folder))


def judged(graph: Graph, folder: Path) -> Iterator[Judged]:
    """Each claim that is no repetition, with the belief of its statement."""
    ontology = Ontology.load()
    statements = {s.id: s for s in graph.statements()}
    of: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in graph.claims():
        of[claim.article.name].append(claim)
    for gold in read_gold([folder], ontology):
        said = distinct(of[gold.name])
        right = {pair[0].id for pair in matched(said, Things(gold), ontology, lenient=True)}
        for claim in said:
            statement = statements[rdf.local(claim.statement)]
            as_fact = statement.standing in ("asserted", "disputed")
            yield Judged(gold.name, statement.belief, claim.confidence, as_fact, claim.id in right)


def fitted(found: Sequence[Judged]) -> tuple[float, float, float]:
    """The share of facts that rules of nouns and of verbs read rightly, and by what the odds are multiplied where
    something is not said as a fact: a logistic regression, its weights held near 0 by a small penalty."""
    weights = numpy.zeros(3)
    cases, right = _cases(found), numpy.array([j.right for j in found], float)
    penalty = numpy.diag([0.0, PENALTY, PENALTY])
    for _ in range(STEPS):
        chance = _chance(cases @ weights)
        curve = cases.T @ (cases * (chance * (1 - chance))[:, None]) + penalty
        weights += numpy.linalg.solve(curve, cases.T @ (right - chance) - penalty @ weights)
    verbs, noun, unasserted = weights
    return float(_chance(verbs + noun)), float(_chance(verbs)), float(numpy.exp(unasserted))


def held_out(found: Sequence[Judged]) -> list[float]:
    """For each claim the chance that it was read rightly, as fitted to the claims of all other articles."""
    by_article = {name: fitted([j for j in found if j.article != name]) for name in {j.article for j in found}}
    return [_said(j, *by_article[j.article]) for j in found]


def _said(judged: Judged, nouns: float, verbs: float, odds: float) -> float:
    right = nouns if judged.confidence < LOW else verbs
    return right if judged.as_fact else odds * right / (odds * right + 1 - right)


def _cases(found: Sequence[Judged]) -> numpy.ndarray:
    return numpy.array([(1.0, j.confidence < LOW, not j.as_fact) for j in found], float)


def _chance(score: numpy.ndarray) -> numpy.ndarray:
    return 1 / (1 + numpy.exp(-score))


def bins(values: Sequence[float], right: Sequence[bool]) -> Iterator[tuple[float, float, int]]:
    """For each bin with claims the mean value, the share that is right, and how many there are."""
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for value, is_right in zip(values, right, strict=True):
        by_bin[min(WIDTH - 1, int(value * WIDTH + 1e-9))].append((value, is_right))
    for _, found in sorted(by_bin.items()):
        yield sum(v for v, _ in found) / len(found), sum(r for _, r in found) / len(found), len(found)


def error(values: Sequence[float], right: Sequence[bool]) -> float:
    """The mean distance of what is said and what is right, over the bins, weighted by their claims."""
    return sum(abs(said - share) * claims for said, share, claims in bins(values, right)) / max(1, len(values))


if __name__ == "__main__":
    main()
