"""Is belief what it says: of claims believed to .8, are about eight in ten right?

    python benchmarks/belief.py [GOLD_FOLDER...]     by default ../shared/gold/dev, dev2 and dev3

Unit: one claim of the graph built from annotated articles, right where the annotation has it (lenient: a kind of its
event for the event, a part of its roles). Claims are put in bins by the belief of their statement, and by the
confidence of their rule. Error is the mean distance of belief and share right over the bins, weighted by their claims
(expected calibration error: Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian
binning"). Gold tells what articles say, not what is so: it calibrates the random half of belief, how well rules read;
how often a class of source is wrong (kg/assemble/belief.toml) is not to be had from it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import kg
from benchmarks.gold import articles
from benchmarks.lines import present, say
from kg import rdf
from kg.evaluate import read_gold
from kg.evaluate.matching import Things, distinct, matched
from kg.graph import ClaimRecord, Graph
from kg.ontology import Ontology

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
DEFAULT = tuple(GOLD / name for name in ("dev", "dev2", "dev3"))
WIDTH = 10  # bins a tenth wide


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what is believed of it, and whether the gold has it."""

    belief: float
    confidence: float
    right: bool


def main() -> None:
    folders = [Path(a).resolve() for a in sys.argv[1:]] or [present(folder) for folder in DEFAULT]
    found = [one for folder in folders for one in judged_of(folder)]
    for name, values in (("belief", [j.belief for j in found]), ("confidence", [j.confidence for j in found])):
        for mean, share, claims in bins(values, [j.right for j in found]):
            least = int(mean * WIDTH + 1e-9) / WIDTH
            say(
                f"{name} {least:.1f} to {least + 1 / WIDTH:.1f}",
                f"said {mean:.3f}, right {share:.3f}  ({claims} claims)",
            )
        say(f"error of {name}", f"{error(values, [j.right for j in found]):.3f}  ({len(found)} claims)")


def judged_of(folder: Path) -> list[Judged]:
    """The claims of one folder's articles, each held against their gold."""
    with TemporaryDirectory() as place:
        metadata = folder.parent / "metadata.csv"
        graph = kg.build(articles(folder), Path(place) / "graph", metadata=metadata if metadata.is_file() else None)
        return list(judged(graph, folder))


def judged(graph: Graph, folder: Path) -> Iterator[Judged]:
    """Each claim that is no repetition, with the belief of its statement."""
    ontology = Ontology.load()
    beliefs = {s.id: s.belief for s in graph.statements()}
    of: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in graph.claims():
        of[claim.article.name].append(claim)
    for gold in read_gold([folder], ontology):
        said = distinct(of[gold.name])
        right = {pair[0].id for pair in matched(said, Things(gold), ontology, lenient=True)}
        for claim in said:
            yield Judged(beliefs[rdf.local(claim.statement)], claim.confidence, claim.id in right)


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
