"""Open triples of a text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.opentriples.clauses import clauses
from kg.extract.opentriples.confidence import confidence
from kg.extract.opentriples.nominals import nominals
from kg.extract.opentriples.phrases import words
from kg.extract.opentriples.propositions import Construction, Proposition
from kg.extract.syntax import Tree

LONGEST = 300
"""Tokens of a sentence; what is longer is a list or no prose, and its clauses within clauses would take minutes."""


@dataclass(frozen=True, slots=True)
class OpenTriple:
    """What one clause says: `predicate` of `subject` and the `arguments`, all in the words of the text.

    `sentence` is the number of its sentence, from 0; `confidence`, 0 to 1, is that of the construction.
    """

    sentence: int
    confidence: float
    predicate: str
    subject: str
    arguments: tuple[str, ...]
    construction: Construction = "clause"


def open_triples(tree: Tree) -> list[OpenTriple]:
    """Every triple that the text says, in text order, none twice."""
    found: dict[tuple[int, str, str, tuple[str, ...]], OpenTriple] = {}
    for p in sorted(propositions(tree), key=lambda p: p.at.i):
        triple = written(tree, p)
        if triple is None:
            continue
        key = (triple.sentence, triple.predicate, triple.subject, triple.arguments)
        if key not in found or found[key].confidence < triple.confidence:
            found[key] = triple
    return list(found.values())


def propositions(tree: Tree) -> Iterator[Proposition]:
    """Of the verbs, then of the nouns."""
    for first, end in tree.sentences:
        if end - first <= LONGEST:
            for node in tree.nodes[first:end]:
                yield from clauses(node)
                yield from nominals(node)


def written(tree: Tree, p: Proposition) -> OpenTriple | None:
    """The proposition in words; none where a slot is left without any."""
    predicate = " ".join(filter(None, (p.understood, words(tree, p.predicate))))
    subject = words(tree, p.subject)
    arguments = tuple(filter(None, (words(tree, a) for a in p.arguments)))
    if not predicate or not subject:
        return None
    return OpenTriple(p.at.sent, confidence(p, _length(tree, p)), predicate, subject, arguments, p.construction)


def _length(tree: Tree, p: Proposition) -> int:
    first, end = tree.sentences[p.at.sent]
    return end - first
