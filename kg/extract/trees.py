"""A spaCy Doc as a `Tree`, with what its parse gets wrong in news put right."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.mending import mend, mend_clauses
from kg.extract.syntax import Ent, Node, Tree
from kg.lexicon.constructions import constructions

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

KEPT = 100_000
"""Forms of words kept from one text to the next, some 30 MB."""


def tree_of(doc: Doc, text: str | None = None, verbs: frozenset[str] = frozenset()) -> Tree:
    """The tree of a parsed document. `text` is the article's own text, of the same length as `doc.text`, whose words
    quotes are taken from; without it, `doc.text`. `verbs` are lemmas that exist: the model's lemmatizer makes "wag" of
    "waged", which is mended where only the one with an "e" is known."""
    # one array instead of a view a token: several times faster than asking each token
    rows = doc.to_array(["ORTH", "LEMMA", "TAG", "POS", "DEP", "IDX", "HEAD"]).astype("int64").tolist()
    strings, forms = _known(doc.vocab.strings, verbs)
    sentences: list[tuple[int, int]] = []
    for sent in doc.sents:
        if sentences and _goes_on(strings[rows[sent.start - 1][0]]):
            sentences[-1] = sentences[-1][0], sent.end
        else:
            sentences.append((sent.start, sent.end))
    nodes: list[Node] = []
    for number, (start, end) in enumerate(sentences):
        for i in range(start, end):
            orth, lemma_id, tag, pos, dep, idx, _ = rows[i]
            word, low, lemma, kind = forms[orth, lemma_id, pos]
            nodes.append(Node(i, word, lemma, strings[tag], kind, strings[dep], idx, number, low))
    for node, row in zip(nodes, rows, strict=True):
        if away := row[6]:
            node.head = head = nodes[node.i + away]
            head.children.append(node)
    ents = []
    for number, e in enumerate(doc.ents):
        ents.append(Ent(e.label_, e.start, e.end - 1))
        for node in nodes[e.start : e.end]:
            node.ent, node.ent_label = number, e.label_
    mend(nodes, verbs)
    mend_clauses(nodes, verbs)
    return Tree(doc.text if text is None else text, nodes, sentences, ents)


def _goes_on(before: str) -> bool:
    """Whether no sentence begins behind a word, whatever the parse says: a comma, or "Maj."."""
    return before == "," or before.lower() in constructions().ranks


class _Strings(dict[int, str]):
    """spaCy's strings by their hash, each looked up once; 0 is the empty string."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self.strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        return found


class _Forms(dict[tuple[int, int, int], tuple[str, str, str, str]]):
    """Word, its small letters, mended lemma and part of speech by the hashes of the three, each mended once."""

    def __init__(self, strings: _Strings, verbs: frozenset[str]) -> None:
        super().__init__()
        self.strings, self.verbs = strings, verbs

    def __missing__(self, key: tuple[int, int, int]) -> tuple[str, str, str, str]:
        word, lemma, kind = (self.strings[part] for part in key)
        low, lemma = word.lower(), lemma.lower()
        if kind == "VERB" and lemma not in self.verbs and lemma + "e" in self.verbs and low != lemma:
            lemma += "e"
        lemma = constructions().lemmas.get(low, lemma)
        if lemma.startswith("co-"):
            lemma = "co" + lemma[3:]  # co-operation
        if len(self) >= KEPT:
            self.clear()
            self.strings.clear()
        found = self[key] = word, low, lemma, kind
        return found


@lru_cache(maxsize=1)
def _known(strings: StringStore, verbs: frozenset[str]) -> tuple[_Strings, _Forms]:
    """What was looked up in a pipeline's strings so far: texts say the same words again and again."""
    known = _Strings(strings)
    return known, _Forms(known, verbs)
