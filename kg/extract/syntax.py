"""A parsed text as plain nodes: what the rest of `extract` walks on.

spaCy's tokens are views that look every attribute up again; a `Node` holds them as Python values, which makes
walking many times cheaper and lets tests build trees by hand. Dependency labels are those of spaCy's English
pipelines (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from kg.model import Span

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})
SMALL = frozenset({"aux", "auxpass", "case", "cc", "det", "mark", "nummod", "poss", "prep", "prt", "punct"})
"""The labels of half the words of a text: those that join the others."""
PLACE = attrgetter("i")
"""A node's place in the text, to sort by."""


class Node:
    """One token. `start` and `end` are code points of the article's text, `i` its place in the tree."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "ent_label",
        "head",
        "i",
        "lemma",
        "low",
        "pos",
        "sent",
        "start",
        "tag",
        "text",
    )

    def __init__(
        self, i: int, text: str, lemma: str, tag: str, pos: str, dep: str, start: int, sent: int, low: str | None = None
    ) -> None:
        """`low` are the small letters of the text, where they are at hand."""
        self.i = i
        self.text = text
        self.low = text.lower() if low is None else low
        self.lemma = lemma
        self.tag = tag
        self.pos = pos
        self.dep = dep
        self.start = start
        self.end = start + len(text)
        self.sent = sent
        self.head: Node = self
        self.children: list[Node] = []
        self.ent = -1
        self.ent_label = ""

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def kids(self, *deps: str) -> list[Node]:
        """The children with one of these dependency labels, in text order."""
        found = []
        for c in self.children:  # few have any of the labels, for which a comprehension is the slower way
            if c.dep in deps:
                found.append(c)
        return found

    def kid(self, *deps: str) -> Node | None:
        """The first child with one of these dependency labels."""
        for c in self.children:
            if c.dep in deps:
                return c
        return None

    @property
    def is_verb(self) -> bool:
        """Whether the token is used as a verb."""
        return self.pos in VERBS

    @property
    def is_noun(self) -> bool:
        """Whether the token is a common noun or a name."""
        return self.pos in NOUNS


class Ent(NamedTuple):
    """A stretch that the model's entity recogniser labelled: tokens `first` to `last`, both included."""

    label: str
    first: int
    last: int


@dataclass(slots=True)
class Tree:
    """The nodes of one text with its sentences (token ranges, end exclusive) and entity spans."""

    text: str
    nodes: list[Node]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    ents: list[Ent] = field(default_factory=list)

    def span(self, first: Node, last: Node) -> Span:
        """From the start of one node to the end of another."""
        return Span(first.start, last.end)

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return self.text[self.nodes[first].start : self.nodes[last].end]

    def sentence(self, node: Node) -> list[Node]:
        """The nodes of the sentence that `node` stands in."""
        first, last = self.sentences[node.sent]
        return self.nodes[first:last]


def hang(node: Node, head: Node, dep: str) -> None:
    """Move a node, with all below it, to another head; a head that lies below the node is left where it is."""
    if head is node or any(above is node for above in ancestors(head)):
        return
    if node in node.head.children:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    head.children.append(node)
    head.children.sort(key=PLACE)


def subtree(node: Node) -> list[Node]:
    """The node and all below it, in text order."""
    found = [node]
    for n in found:
        found.extend(n.children)
    return sorted(found, key=PLACE) if len(found) > 1 else found


def premodifiers(node: Node) -> list[Node]:
    """All that stands before a noun in its phrase, with what hangs on it."""
    found: list[Node] = []
    stack = [c for c in node.children if c.i < node.i and c.dep not in ("nsubj", "nsubjpass", "expl", "dobj", "cc")]
    while stack:
        n = stack.pop()
        found.append(n)
        stack.extend(n.children)
    return found


def conjuncts(node: Node) -> list[Node]:
    """The node and what is coordinated with it ("A, B and C"), in text order; the first must be given."""
    found = [node]
    for n in found:
        for c in n.children:
            if c.dep == "conj" and not (c.is_noun and c.kid("neg") is not None):  # "the army, and not the rebels"
                found.append(c)
    return found


def first_conjunct(node: Node) -> Node:
    """The head of the coordination that the node belongs to."""
    while node.dep == "conj":
        node = node.head
    return node


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes above, nearest first."""
    while node.head is not node:
        node = node.head
        yield node


def is_passive(verb: Node) -> bool:
    """Whether the verb form is passive: "was captured", "got hit", or a bare participle after a noun ("held by")."""
    for c in verb.children:
        if c.dep in PASSIVE:
            return True
    if verb.tag == "VBN" and verb.dep in ("acl", "advcl", "amod", "xcomp", "ccomp", "conj", "oprd"):
        if verb.dep == "conj" and verb.head.is_verb and not _own_aux(verb):
            return is_passive(verb.head) if verb.head.tag == "VBN" else not has_object(verb)
        agent = any(c.dep == "agent" for c in verb.children)
        if verb.dep == "acl" and has_object(verb) and not agent:
            return False  # "a wave of bombings killed 58 people", parsed as if it were "bombings killed"
        return not any(c.dep in ("aux", "nsubj") for c in verb.children)
    return False


def has_object(verb: Node) -> bool:
    """Whether the verb has a direct object of its own."""
    return any(c.dep == "dobj" for c in verb.children)


def _own_aux(verb: Node) -> bool:
    return any(c.dep in ("aux", "auxpass") for c in verb.children)


def ranked(noun: Node) -> bool:
    """Whether the words before a noun compare it: "the region's third-largest navy", "the world's strongest armies"."""
    return any(c.tag == "JJS" for n in noun.children if n.i < noun.i for c in (n, *n.children))
