"""A parsed text as plain nodes: what the rest of `extract` walks on.

spaCy's tokens are views that look every attribute up again; a `Node` holds them as Python values, which makes
walking many times cheaper and lets tests build trees by hand. Dependency labels are those of spaCy's English
pipelines (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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

    def __init__(self, i: int, text: str, lemma: str, tag: str, pos: str, dep: str, start: int, sent: int) -> None:
        self.i, self.text, self.low, self.lemma = i, text, text.lower(), lemma
        self.tag, self.pos, self.dep = tag, pos, dep
        self.start, self.end, self.sent = start, start + len(text), sent
        self.head: Node = self
        self.children: list[Node] = []
        self.ent = -1
        self.ent_label = ""

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def kids(self, *deps: str) -> list[Node]:
        """The children with one of these dependency labels, in text order."""
        return [c for c in self.children if c.dep in deps]

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


@dataclass(frozen=True, slots=True)
class Ent:
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


def tree_of(doc: Doc, text: str | None = None, verbs: frozenset[str] = frozenset()) -> Tree:
    """The tree of a parsed document. `text` is the article's own text, of the same length as `doc.text`, whose words
    quotes are taken from; without it, `doc.text`. `verbs` are lemmas that exist: the model's lemmatizer makes "wag" of
    "waged", which is mended where only the one with an "e" is known."""
    # one array instead of a view a token: several times faster than asking each token
    rows = doc.to_array(["ORTH", "LEMMA", "TAG", "POS", "DEP", "IDX", "HEAD"]).astype("int64").tolist()
    strings = _Strings(doc.vocab.strings)
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    nodes: list[Node] = []
    for number, (start, end) in enumerate(sentences):
        for i in range(start, end):
            orth, lemma_id, tag, pos, dep, idx, _ = rows[i]
            word, lemma, kind = strings[orth], strings[lemma_id].lower(), strings[pos]
            if kind == "VERB" and lemma not in verbs and lemma + "e" in verbs and word.lower() != lemma:
                lemma += "e"
            if lemma.startswith("co-"):
                lemma = "co" + lemma[3:]  # co-operation
            nodes.append(Node(i, word, lemma, strings[tag], kind, strings[dep], idx, number))
    for node, row in zip(nodes, rows, strict=True):
        if row[6]:
            node.head = nodes[node.i + row[6]]
            node.head.children.append(node)
    for node in nodes:
        _mistagged(node, verbs)
        _clause_without_comma(node, nodes)
    ents = []
    for number, e in enumerate(doc.ents):
        ents.append(Ent(e.label_, e.start, e.end - 1))
        for node in nodes[e.start : e.end]:
            node.ent, node.ent_label = number, e.label_
    return Tree(doc.text if text is None else text, nodes, sentences, ents)


class _Strings(dict[int, str]):
    """spaCy's strings by their hash, each looked up once; 0 is the empty string."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self.strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        return found


def _mistagged(node: Node, verbs: frozenset[str]) -> None:
    """Make a verb of a word that has a subject and an object but was tagged as none ("which back the general")."""
    clause = node.dep in ("relcl", "ROOT", "ccomp", "conj", "advcl") and node.pos in ("ADV", "ADP", "NOUN", "ADJ")
    if clause and node.low in verbs and node.kid("nsubj") is not None and node.kid("dobj") is not None:
        node.pos, node.tag, node.lemma = "VERB", "VBP", node.low


def _clause_without_comma(verb: Node, nodes: list[Node]) -> None:
    """Give a second clause its subject: "The EU imposed sanctions on Belarus and the United States froze its aid".

    Without a comma the parse takes the subject for a second object: a finite conjunct with no subject of its own,
    directly before which ends a noun coordinated with something of the first clause.
    """
    first = verb.head
    finite = verb.tag in ("VBD", "VBZ", "VBP") and verb.dep == "conj" and first.is_verb
    if not finite or verb.kid("nsubj", "nsubjpass", "expl") is not None:
        return
    at = (
        min([c.i for c in verb.children if c.dep in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i] + [verb.i])
        - 1
    )
    if nodes[at].text == ",":
        at -= 1
    noun = nodes[at]
    while noun.dep != "conj" and noun.head is not noun and noun.head.i > first.i and noun.head is not verb:
        noun = noun.head
    if (
        noun.dep != "conj"
        or not noun.is_noun
        or noun.head.is_verb
        or noun.i <= first.i
        or max(n.i for n in subtree(noun)) > at
    ):
        return
    left = min(n.i for n in subtree(noun))
    if nodes[left - 1].dep == "cc" and nodes[left - 1].low in ("and", "but", "while"):
        noun.head.children.remove(noun)
        noun.head, noun.dep = verb, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj"
        verb.children.append(noun)


def subtree(node: Node) -> list[Node]:
    """The node and all below it, in text order."""
    found = [node]
    for n in found:
        found.extend(n.children)
    return sorted(found, key=lambda n: n.i)


def conjuncts(node: Node) -> list[Node]:
    """The node and what is coordinated with it ("A, B and C"), in text order; the first must be given."""
    found = [node]
    for n in found:
        found.extend(c for c in n.children if c.dep == "conj")
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
    if any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
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


def first_of(nodes: Iterable[Node]) -> Node | None:
    """The first of them in the text, or None."""
    return min(nodes, key=lambda n: n.i, default=None)
