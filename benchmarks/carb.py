"""How well open triples agree with those that people wrote for the same sentences.

    python benchmarks/carb.py [SHARED] [--half odd|even]      SHARED is the folder with bench/, by default ../shared

Unit: precision, recall and F1 at the best threshold of confidence, and the area under precision over recall; 0 to 1.
Corpus: bench/carb/dev.tsv, 638 sentences of Wikipedia and newswire with 2,548 triples (Bhardwaj, Aggarwal and Mausam
2019, "CaRB: A Crowdsourced Benchmark for Open IE"). `--half` takes every second sentence, to tune on one half and
look at the other.
Method: theirs, in our own code. A triple of ours and one of theirs are compared slot by slot: predicate, subject, and
all other arguments as one. The words both have in a slot, counted as often as both have them, are shares of our words
(precision) and of theirs (recall); nothing counts where the predicates share no word. An inserted "be" stands for any
of its forms, and for verbs of saying the speaker may stand in either place. Recall is that of the best of our triples
for each of theirs, so that one may answer several; precision pairs each of ours with one of theirs, best pairs first,
and what is left without a pair has none. The curve has a point for each confidence that occurs, and begins at recall 0,
precision 1. Beside it, over the same parse: a script that takes each verb with its subject and object.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from benchmarks.lines import present, say
from kg.extract.opentriples import open_triples
from kg.extract.trees import tree_of
from kg.parse import load

BE = frozenset({"be", "is", "am", "are", "was", "were", "been", "being"})
SAYING = ("said", "told", "added", "adds", "says")

Words = Counter[str]
Slots = tuple[Words, Words, Words]
"""The words of predicate, subject, and the other arguments together."""


@dataclass(frozen=True, slots=True)
class Found:
    """A triple of ours, and how sure it is."""

    confidence: float
    slots: Slots


@dataclass(frozen=True, slots=True)
class Point:
    """Where the curve stands when triples below one confidence are left out."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def slots(predicate: str, arguments: Sequence[str]) -> Slots:
    """The words of a triple by slot."""
    subject = arguments[0] if arguments else ""
    return Counter(predicate.split()), Counter(subject.split()), Counter(" ".join(arguments[1:]).split())


def agreement(gold: Slots, ours: Slots) -> tuple[float, float]:
    """Precision and recall of our words in one triple."""
    found = _agreement(gold, ours)
    if any(word in " ".join(gold[0]) for word in SAYING):
        found = max(found, _agreement(gold, (ours[0], ours[2], ours[1])))
    return found


def _agreement(gold: Slots, ours: Slots) -> tuple[float, float]:
    in_predicate = (gold[0] & ours[0]).total()
    if ours[0]["be"] > gold[0]["be"] and BE & set(gold[0]):
        in_predicate += 1
    if not in_predicate or (gold[2] and not ours[2]):
        return 0.0, 0.0
    compared = range(3) if gold[2] else range(2)
    both = in_predicate + sum((gold[i] & ours[i]).total() for i in compared if i)
    return both / sum(ours[i].total() for i in compared), both / sum(slot.total() for slot in gold)


def curve(gold: Sequence[Sequence[Slots]], ours: Sequence[Sequence[Found]]) -> list[Point]:
    """Points of precision over recall, from the most certain triples to all; both by sentence, in the same order."""
    tables = [
        [[agreement(g, o.slots) for o in found] for g in wanted] for wanted, found in zip(gold, ours, strict=True)
    ]
    wanted = sum(map(len, gold))
    points = []
    for threshold in sorted({o.confidence for found in ours for o in found}, reverse=True):
        right = recalled = 0.0
        said = 0
        for table, found in zip(tables, ours, strict=True):
            kept = [j for j, o in enumerate(found) if o.confidence >= threshold]
            said += len(kept)
            recalled += sum(max((row[j][1] for j in kept), default=0.0) for row in table)
            right += _paired([[row[j][0] for j in kept] for row in table])
        points.append(Point(right / said, recalled / wanted))
    return points


def _paired(table: list[list[float]]) -> float:
    """The sum over pairs of row and column, each used once, the best pair first."""
    cells = sorted(((v, -i, -j) for i, row in enumerate(table) for j, v in enumerate(row) if v), reverse=True)
    rows: set[int] = set()
    columns: set[int] = set()
    total = 0.0
    for value, i, j in cells:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            total += value
    return total


def area(points: Iterable[Point]) -> float:
    """Under the straight lines from (recall 0, precision 1) through the points."""
    total, last = 0.0, Point(1.0, 0.0)
    for point in points:
        total += (point.recall - last.recall) * (point.precision + last.precision) / 2
        last = point
    return total


def read(path: Path) -> dict[str, list[Slots]]:
    """The triples that people wrote, by sentence."""
    found: dict[str, list[Slots]] = {}
    for line in path.read_text("utf-8").splitlines():
        sentence, predicate, *arguments = (cell.strip() for cell in line.strip().split("\t"))
        found.setdefault(sentence, []).append(slots(predicate, arguments))
    return found


def ours(doc: Doc) -> list[Found]:
    """The open triples of the engine."""
    return [Found(t.confidence, slots(t.predicate, (t.subject, *t.arguments))) for t in open_triples(tree_of(doc))]


def subject_verb_object(doc: Doc) -> list[Found]:
    """What a script of ten lines finds: each verb with its subject, and its object or what its preposition governs."""
    found = []
    for verb in doc:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        objects = [c for c in verb.children if c.dep_ in ("dobj", "attr", "prep", "agent")]
        if verb.pos_ in ("VERB", "AUX"):
            found += [Found(1.0, slots(verb.text, (phrase(s), phrase(o)))) for s in subjects for o in objects]
    return found


def phrase(head: Token) -> str:
    return " ".join(token.text for token in head.subtree)


def scores(gold: Sequence[Sequence[Slots]], found: Sequence[Sequence[Found]]) -> tuple[float, str]:
    """The best F1, and a line of all that is measured."""
    points = curve(gold, found)
    best = max(points, key=lambda point: point.f1)
    line = f"F1 {best.f1:.3f}  P {best.precision:.3f}  R {best.recall:.3f}  area {area(points):.3f}"
    return best.f1, f"{line}  ({sum(map(len, found)):,} triples)"


def main() -> None:
    """Prints one line."""
    arguments = sys.argv[1:]
    half = {"odd": 1, "even": 0}[arguments.pop(arguments.index("--half") + 1)] if "--half" in arguments else None
    folders = [a for a in arguments if a != "--half"]
    shared = Path(folders[0]) if folders else Path(__file__).resolve().parents[2] / "shared"
    gold = read(present(shared / "bench" / "carb" / "dev.tsv"))
    chosen = [s for number, s in enumerate(gold) if half is None or number % 2 == half]
    wanted = [gold[s] for s in chosen]
    nlp = load(None)
    docs = list(nlp.pipe(chosen, batch_size=8))
    f1, mine = scores(wanted, [ours(doc) for doc in docs])
    theirs, line = scores(wanted, [subject_verb_object(doc) for doc in docs])
    say(
        f"open triples of {len(chosen)} sentences",
        mine,
        f"subject-verb-object {line}",
        f"{f1 / theirs:.2f} times in F1",
    )


if __name__ == "__main__":
    main()
