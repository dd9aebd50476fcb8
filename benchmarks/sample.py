"""Claims drawn at random, one after the other, to be read by eye.

    python benchmarks/sample.py [PATH…] [--count 100] [--seed 1] [--predicate NAME] [--modality NAME]

PATH (without one, the seeds) is a text file, a JSON-lines file (its rows' `text`, or `sentence`), or a folder of such
files. Every claim is as likely to be drawn as any other. For each: what it says with its stance, its holder, its rule,
and its sentence with the words of the claim between [[ ]]. No publication date is known.
"""

from __future__ import annotations

import json
import random
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article, Claim, Reading, Span
from kg.ontology import Ontology
from kg.parse import load, parse
from kg.resources import data_path

FIELDS = "text", "sentence"
TEXTS = ".txt", ".jsonl"
SENTENCE_ENDS = (". ", "? ", "! ", "\n")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim with the reading that it is of."""

    reading: Reading
    claim: Claim


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The name and the text of each item below `paths`; rows without a text are passed over, and a text comes once."""
    seen: set[str] = set()
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix in TEXTS) if path.is_dir() else [path]
        for file in files:
            for name, text in items(file):
                if text not in seen:
                    seen.add(text)
                    yield name, text


def items(file: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of each item of one file."""
    if file.suffix != ".jsonl":
        yield file.stem, file.read_text(encoding="utf-8")
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        text = next((row[f] for f in FIELDS if isinstance(row.get(f), str)), None)
        if text:
            yield f"{file.stem}:{number}", text


def readings(named: Iterable[tuple[str, str]]) -> Iterator[Reading]:
    """What our engine reads in each text."""
    extractor, nlp = Extractor(Lexicon.load(), Gazetteer.load(), Ontology.load()), load(None)
    articles = (Article(id=sha256(text.encode()).hexdigest()[:16], name=name, text=text) for name, text in named)
    for article, doc in parse(nlp, articles):
        yield extractor.extract(doc, article)


def draw(found: Iterable[Reading], count: int, seed: int, predicate: str | None, modality: str | None) -> list[Drawn]:
    """`count` claims at random, in an order of chance; the same for the same seed and readings."""
    everything = [
        Drawn(reading, claim)
        for reading in found
        for claim in reading.claims
        if predicate in (None, claim.predicate) and modality in (None, claim.stance.modality)
    ]
    return random.Random(seed).sample(everything, min(count, len(everything)))


def shown(drawn: Drawn) -> str:
    """What a claim says, who says so, and where."""
    reading, claim = drawn.reading, drawn.claim
    words = {m.id: m for m in reading.mentions}
    stands_for = dict(reading.chains())

    def name(mention: str) -> str:
        own, root = words[mention], words[stands_for[mention]]
        text = " ".join(own.text.split())
        return f"{text}:{own.type}" + (
            f" (= {' '.join(root.text.split())})" if root is not own and root.text != own.text else ""
        )

    stance = claim.stance
    marks = ["NOT"] if stance.polarity == "negated" else []
    marks += [] if stance.modality == "actual" else [stance.modality.upper()]
    marks += [f"IF {stance.condition!r}"] if stance.condition else []
    held = "; ".join(f"{name(h.mention)} [{h.cue}]" for h in stance.holders)
    roles = "; ".join(f"{r.name}={name(r.mention)}" for r in claim.roles)
    extra = [f"{v.name}={v.text!r}" for v in claim.values]
    extra += [f"{f.kind} {f.bound} {f.value:g} {f.unit}" for f in claim.figures]
    extra += [f"time={claim.time.text!r}"] if claim.time else []
    lines = [" ".join([*marks, claim.predicate]) + f"({roles})  {'; '.join(extra)}"]
    lines += (
        [f"  held by {held}" + (f" through {stance.channel}" if stance.channel else "")]
        if held or stance.channel
        else []
    )
    lines += [f"  {claim.rule}  {reading.article.name}", f"  {marked(reading.article.text, claim.span)}"]
    return "\n".join(lines)


def marked(text: str, span: Span) -> str:
    """The sentence around a span, the span's words between [[ ]], on one line.

    >>> marked("It rained. Rebels took Nubl on Sunday. All fled.", Span(11, 27))
    '[[Rebels took Nubl]] on Sunday.'
    """
    first = max(
        (text.rfind(end, 0, span.start) + len(end) for end in SENTENCE_ENDS if end in text[: span.start]), default=0
    )
    ends = [at + 1 for end in SENTENCE_ENDS if (at := text.find(end, span.end)) >= 0]
    last = min(ends, default=len(text))
    return " ".join(f"{text[first : span.start]}[[{span.of(text)}]]{text[span.end : last]}".split())


def main() -> None:
    arguments = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("paths", nargs="*", type=Path, default=[data_path("seeds")])
    arguments.add_argument("--count", type=int, default=100, help="how many claims")
    arguments.add_argument("--seed", type=int, default=1, help="of the draw")
    arguments.add_argument("--predicate", help="only claims of this predicate")
    arguments.add_argument("--modality", help="only claims of this modality")
    given = arguments.parse_args()
    found = readings(texts(given.paths))
    for number, drawn in enumerate(draw(found, given.count, given.seed, given.predicate, given.modality), start=1):
        print(f"{number}. {shown(drawn)}\n")


if __name__ == "__main__":
    main()
