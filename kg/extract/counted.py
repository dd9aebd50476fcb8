"""What a number counts: the noun, and its words as the unit."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.figure_words import figure_words
from kg.extract.numbers import number_words
from kg.extract.syntax import NOUNS, Node, Tree
from kg.model import FigureKind, Span

BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NNP", "NNPS", "NN", "HYPH", ",", "POS"})


def counted_by(number: Node, run: Sequence[Node], tree: Tree, taken: Sequence[Span]) -> Node | None:
    """The noun that the number `run` with the root `number` counts; None where it stands alone or before a time."""
    return _outside(_past_hyphen(_counted(number, run, tree), tree), taken)


def _counted(number: Node, run: Sequence[Node], tree: Tree) -> Node | None:
    """The noun that the number counts: the one it modifies, the one behind its "of", or the next one in the text."""
    last = run[-1]
    if (
        number.head.i > last.i
        and number.dep in ("nummod", "amod", "quantmod", "det", "compound", "nmod", "predet")
        and _is_thing(number.head)
    ):
        return number.head
    for n in reversed(run):
        for preposition in n.kids("prep"):
            if preposition.low == "of" and preposition.i > last.i:
                return preposition.kid("pobj")
    if number.head.dep == "nummod" and number.head.head.i > last.i and _is_thing(number.head.head):
        return number.head.head
    for n in tree.nodes[last.i + 1 : last.i + 4]:
        if n.tag in ("NNS", "NNPS") or n.lemma in figure_words().distance or n.lemma in figure_words().money:
            return n
        if n.tag not in BEFORE_NOUN or n.tag == ",":
            break
    return None


def _past_hyphen(counted: Node | None, tree: Tree) -> Node | None:
    """The noun itself where the parse stops at its first half: "nine ex-soldiers"."""
    if counted is None or counted.i + 2 >= len(tree.nodes) or tree.nodes[counted.i + 1].text != "-":
        return counted
    return next((n for n in tree.nodes[counted.i + 2 : counted.i + 5] if n.tag in ("NNS", "NNPS")), None)


def _outside(counted: Node | None, taken: Sequence[Span]) -> Node | None:
    """What is counted, unless it is a time: "2,770 on Wednesday" counts no Wednesday."""
    return None if counted is not None and any(s.start <= counted.start < s.end for s in taken) else counted


def of_total(number: Node, tree: Tree) -> Node | None:
    """What a total counts: "the number of victims reached 1,200", "the death toll rose to 45"."""
    verb = number.head.head if number.head.dep == "prep" else number.head
    subject = verb.kid("nsubj", "nsubjpass") if verb.is_verb else None
    if subject is None or subject.lemma not in figure_words().totals or number.head.low == "from":
        return None
    of = next((p for p in subject.kids("prep") if p.low == "of"), None)
    inner = of.kid("pobj") if of is not None else None
    return inner if inner is not None else next((c for c in subject.children if c.dep == "compound"), None)


def _is_thing(node: Node) -> bool:
    return node.pos in NOUNS or node.low in figure_words().kinds or node.pos == "PRON"


def unit_of(counted: Node | None, after: Node | None, sign: Node | None, tree: Tree) -> tuple[str, FigureKind]:
    """The unit in words, and what they say of the kind."""
    known = figure_words()
    if sign is not None:
        return known.money[sign.low], "money"
    if counted is None:
        return "", known.kinds.get(after.low, "other") if after is not None else "other"
    if counted.lemma in known.distance or counted.low in known.distance:
        area = next((c for c in counted.children if c.low in ("square", "cubic")), None)
        return (f"{area.low} {counted.low}", "other") if area is not None else ("km", "distance")
    if counted.lemma in known.money:
        return known.money[counted.lemma], "money"
    modifiers = [c for c in counted.children if c.i < counted.i]
    kinds = [
        known.kinds.get(n.lemma) or known.kinds.get(n.low) for n in (counted, *modifiers, *([after] if after else []))
    ]
    kind: FigureKind = next((k for k in kinds if k is not None and k != "deployed"), "other")
    if counted.pos not in NOUNS or (kind != "other" and counted.tag == "NN" and counted.lemma in known.kinds):
        return "", kind  # "100 wounded", the "death" of a toll
    return _words(counted, tree), kind


def _words(counted: Node, tree: Tree) -> str:
    """The noun with its compounds, its twin ("towns and villages") and, for a lot, what it is a lot of."""
    known = figure_words()
    first = min(
        [c.i for c in counted.children if c.dep == "compound" and c.i < counted.i and c.pos == "NOUN"],
        default=counted.i,
    )
    last = counted
    if counted.lemma in known.collective:
        for preposition in counted.kids("prep"):
            if preposition.low == "of" and (inner := preposition.kid("pobj")) is not None:
                last = inner
    twin = last.kid("conj")
    if twin is not None and _is_twin(last, twin, tree):
        last = twin
    return " ".join(tree.words(first, last.i).split())


def _is_twin(noun: Node, twin: Node, tree: Tree) -> bool:
    """Whether `twin` follows behind "and" without a number or word of its own: "towns and villages"."""
    behind_and = twin.i - noun.i == 2 and tree.nodes[twin.i - 1].dep == "cc"
    bare = twin.low not in number_words() and not any(c.dep in ("nummod", "det", "amod") for c in twin.children)
    return behind_and and bare and twin.tag == noun.tag


def counts_dead(node: Node) -> bool:
    """Whether a noun is a total of those who died: "the death toll", "the number of dead"."""
    words = figure_words()
    of = [o.low for p in node.kids("prep") for o in p.kids("pobj")] + [c.low for c in node.kids("compound")]
    return node.lemma in words.totals and (node.lemma == "toll" or any(words.kinds.get(w) == "killed" for w in of))
