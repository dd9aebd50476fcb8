"""Entities and relations between actors in reports on a war, as the annotators of re3d marked them, from raw text.

    python benchmarks/re3d.py [FOLDER] [--errors TYPE]     FOLDER is by default ../shared/bench/re3d

Unit: one annotation. An entity is right if begin, end and type are the same ("exact"), or if it overlaps one of the
type ("overlap"); only Person, Organisation, Location and Nationality are scored. A relation is right if type, source
and target are the same, where source and target need only overlap. re3d.toml says what of ours is what of theirs; the
spans are widened as they mark them: descriptions with determiner and number, persons with their titles.
"""

from __future__ import annotations

import json
import operator
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.lines import present, row
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article, Claim, Mention, Reading, Span
from kg.ontology import Ontology
from kg.parse import load, parse

Demonym = Callable[[str], object]
HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "bench" / "re3d"
SCORED = "Location", "Nationality", "Organisation", "Person"


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One entity as they mark it."""

    document: str
    span: Span
    type: str


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """One relation as they mark it; of a symmetric one the first span comes first."""

    document: str
    source: Span
    target: Span
    type: str


@dataclass(frozen=True, slots=True)
class Tie:
    """How one of their relations is said in our predicates and roles."""

    type: str
    symmetric: bool
    predicates: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """re3d.toml."""

    types: Mapping[str, Sequence[str]]
    left_out: frozenset[str]
    widening: frozenset[str]
    ties: tuple[Tie, ...]

    @classmethod
    def load(cls, path: Path = HERE / "re3d.toml") -> Scheme:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        ties = tuple(
            Tie(
                name, row["symmetric"], frozenset(row["predicates"]), frozenset(row["source"]), frozenset(row["target"])
            )
            for name, row in data["relations"].items()
        )
        return cls(
            data["types"], frozenset(data["pronouns"]["left_out"]), frozenset(data["spans"]["widened_over"]), ties
        )


def gold(folder: Path, mapping: Scheme) -> tuple[set[Entity], set[Relation]]:
    """What they marked, of the types scored."""
    entities, relations = set(), set()
    symmetric = {tie.type: tie.symmetric for tie in mapping.ties}
    for mark in rows(folder, "entities"):
        if mark["type"] in SCORED:
            entities.add(Entity(mark["documentId"], Span(mark["begin"], mark["end"]), mark["type"]))
    for mark in rows(folder, "relations"):
        if mark["type"] in symmetric:
            pair = Span(mark["sourceBegin"], mark["sourceEnd"]), Span(mark["targetBegin"], mark["targetEnd"])
            relations.add(Relation(mark["documentId"], *ordered(pair, symmetric[mark["type"]]), mark["type"]))
    return entities, relations


def rows(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(f"*/{kind}.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def ordered(pair: tuple[Span, Span], symmetric: bool) -> tuple[Span, Span]:
    return (min(pair), max(pair)) if symmetric else pair


def entities_of(reading: Reading, mapping: Scheme, demonym: Demonym) -> Iterator[Entity]:
    """What we found, as they would mark it."""
    acting = {
        r.mention for c in reading.claims for r in c.roles if r.name in ("actor", "subject") and c.kind == "event"
    }
    acting |= {h.mention for c in reading.claims for h in c.stance.holders}
    offices = [c for c in reading.claims if c.predicate == "holdsPosition"]
    titled = {filler: c.span for c in offices for filler in c.fillers("subject")}
    peoples = {m.span for m in reading.mentions if m.type == "PopulationGroup"}
    for mention in reading.mentions:
        words = reading.quote(mention.span)
        adjective = mention.form == "name" and demonym(words) is not None
        if adjective and mention.type == "State" and mention.span in peoples:
            continue
        acts = mention.type == "State" and mention.form == "name" and (mention.id in acting or mention.metonym)
        kind = (
            "Nationality"
            if adjective and not mention.plural
            else "Organisation"
            if acts
            else type_of(mention, words, mapping)
        )
        span = (
            widened(mention, reading.article.text, mapping.widening)
            if mention.form == "nominal" or acts
            else mention.span
        )
        title = titled.get(mention.id)
        if title is not None and mention.form == "name" and title.end == span.end:
            span = title
        modifies = mention.form == "nominal" and not mention.plural and span == mention.span
        if kind and not modifies:
            yield Entity(reading.article.name, span, kind)


def type_of(mention: Mention, words: str, mapping: Scheme) -> str:
    """Their type of one of our mentions; "" where they mark none."""
    if mention.form == "pronoun" and words.lower() in mapping.left_out:
        return ""
    column = {"name": 0, "nominal": 2 if mention.plural else 1, "pronoun": 3}[mention.form]
    return mapping.types.get(mention.type, ("", "", "", ""))[column]


def widened(mention: Mention, text: str, over: Container[str]) -> Span:
    """The span with the determiner and the number before it."""
    start = mention.span.start
    while True:
        before = text[:start].rstrip(" ")
        word = before[before.rfind(" ") + 1 :].rsplit("\n", 1)[-1]
        if before.endswith("\n") or not (word.lower() in over or word.replace(",", "").isdigit()):
            return Span(start, mention.span.end)
        start = len(before) - len(word)


def relations_of(reading: Reading, mapping: Scheme) -> Iterator[Relation]:
    """The relations that our claims say, in their vocabulary."""
    spans = {m.id: m.span for m in reading.mentions}
    for claim in reading.claims:
        if claim.stance.polarity == "negated":
            continue
        for tie in mapping.ties:
            if claim.predicate in tie.predicates or ("*" in tie.predicates and claim.kind == "event"):
                for source, target in pairs(claim, tie):
                    both = ordered((spans[source], spans[target]), tie.symmetric)
                    if not meets(*both):  # "Iraqi forces": whose they are is no relation to them
                        yield Relation(reading.article.name, *both, tie.type)


def pairs(claim: Claim, tie: Tie) -> Iterator[tuple[str, str]]:
    targets = tie.targets - {"object"} if claim.kind == "event" and "*" in tie.predicates else tie.targets
    for a in claim.roles:
        for b in claim.roles:
            if (
                a.mention != b.mention
                and a.name in tie.sources
                and b.name in targets
                and (a.name, b.name) != ("object", "object")
            ):
                yield a.mention, b.mention


def meets(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def same(a: Relation, b: Relation) -> bool:
    return a.document == b.document and a.type == b.type and meets(a.source, b.source) and meets(a.target, b.target)


def touching(a: Entity, b: Entity) -> bool:
    return a.document == b.document and a.type == b.type and meets(a.span, b.span)


Item = TypeVar("Item", Entity, Relation)


def of(items: set[Item], kind: str) -> set[Item]:
    """Those of one type; all where none is named."""
    return {item for item in items if kind in ("", item.type)}


def score(name: str, said: set[Item], wanted: set[Item], agree: Callable[[Item, Item], bool]) -> str:
    """A line to paste: precision over what is said, recall over what is wanted, by who agrees with anyone there."""
    if agree is operator.eq:
        right = reached = len(said & wanted)
    else:
        right = sum(any(agree(a, b) for b in wanted) for a in said)
        reached = sum(any(agree(a, b) for a in said) for b in wanted)
    precision, recall = right / max(len(said), 1), reached / max(len(wanted), 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return row(name, f"F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}", f"{len(said)} for {len(wanted)}")


def main() -> None:
    arguments = ArgumentParser(description="re3d: entities and relations from raw text.")
    arguments.add_argument("folder", nargs="?", type=Path, default=DATA)
    arguments.add_argument("--errors", help="list misses and spurious ones of this type")
    given = arguments.parse_args()
    mapping = Scheme.load()
    wanted, ties = gold(present(given.folder), mapping)
    articles = [Article(id=row["_id"], name=row["_id"], text=row["text"]) for row in rows(given.folder, "documents")]
    gazetteer = Gazetteer.load()
    extractor = Extractor(Lexicon.load(), gazetteer, Ontology.load())
    readings = [extractor.extract(doc, article) for article, doc in parse(load(None), articles)]
    said = {e for r in readings for e in entities_of(r, mapping, gazetteer.demonym)}
    found = {e for r in readings for e in relations_of(r, mapping)}
    print(score("entities, overlapping", said, wanted, touching))
    for kind in ("", *SCORED):
        print(score(f"{kind or 'entities'}, exact", of(said, kind), of(wanted, kind), operator.eq))
    actors = {r for r in found if r.type != "CoLocated"}, {r for r in ties if r.type != "CoLocated"}
    print(score("relations between actors", *actors, same))
    for tie in mapping.ties:
        print(score(tie.type, of(found, tie.type), of(ties, tie.type), same))
    if given.errors:
        texts = {a.name: a.text for a in articles}
        for line in errors(said, wanted, given.errors, texts):
            print(line)


def errors(said: set[Entity], wanted: set[Entity], kind: str, texts: Mapping[str, str]) -> Iterable[str]:
    """What is spurious (+) and what is missing (-), of one type, in text order."""
    marks = [(e, "+") for e in said - wanted] + [(e, "-") for e in wanted - said]
    for e, mark in sorted(marks):
        if e.type == kind:
            around = texts[e.document][max(0, e.span.start - 30) : e.span.end + 30]
            yield f"{mark} {e.span.of(texts[e.document])!r}  in {' '.join(around.split())!r}"


if __name__ == "__main__":
    main()
