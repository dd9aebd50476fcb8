"""Where the words of an office stand: "Special Envoy", "Secretary of State", "External Affairs Minister".

Names and titles both ask: the words of an office before a person are no name, and a title is all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.syntax import Node, Tree

LONGEST = 7  # words of an office in the lexicon, hyphens counted
# Offices whose field stands before them in words that no list holds: "External Affairs Minister".
OF_A_FIELD = frozenset({"minister", "secretary", "commissioner", "undersecretary"})
# Offices that are as often part of another name: "General Motors", "Justice Department", "Prince Sultan Air Base".
ALSO_NAMES = frozenset(
    {
        "general",
        "justice",
        "major",
        "private",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "chair",
        "head",
        "fellow",
        "chief",
        "deputy",
        "captain",
        "lieutenant",
        "pope",
        "judge",
        "imam",
        "mullah",
        "cardinal",
        "emir",
        "sultan",
        "marshal",
        "coach",
        "speaker",
        "whip",
        "bishop",
        "representative",
    }
)
RANKS = frozenset(
    {
        "general",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "sergeant",
        "corporal",
        "admiral",
        "marshal",
        "brigadier",
        "commodore",
    }
)
OF_RANK = frozenset(
    {
        "major",
        "lieutenant",
        "brigadier",
        "rear",
        "vice",
        "field",
        "air",
        "senior",
        "staff",
        "sergeant",
        "first",
        "second",
        "retired",
        "former",
        "army",
        "ex",
    }
)

Blocked = Callable[[int], bool]


class Offices:
    """The words of offices, with where they stand in a text."""

    def __init__(self, titles: Mapping[str, frozenset[str]]) -> None:
        self.offices, self.modifiers, self.courtesy = titles["offices"], titles["modifiers"], titles["courtesy"]
        self.ends = frozenset(o.split()[-1].split("-")[-1] for o in self.offices)

    def start(self, tree: Tree, end: int, blocked: Blocked) -> int | None:
        """The first token of the title whose last is `end`; None where no office ends there.

        `blocked` tells of tokens that belong to a name, over which no title reaches ("White House spokesman").
        """
        nodes = tree.nodes
        last = nodes[end]
        best, words = None, ""
        for i in range(end, max(end - LONGEST, -1), -1):
            if nodes[i].sent != last.sent or nodes[i].text in (",", ".", ";", ":") or blocked(i):
                break
            words = f"{nodes[i].low} {words}".strip().replace(" - ", "-")
            if words in self.offices or " ".join([*words.split()[:-1], last.lemma]) in self.offices:
                best = i
        if best is None:
            return None
        while best > 0 and nodes[best - 1].sent == last.sent and not blocked(best - 1):
            before = nodes[best - 1]
            hyphened = before.text == "-" and best > 1 and nodes[best - 2].low in self.modifiers
            if last.low in RANKS and before.low not in OF_RANK and not hyphened:
                break  # "army chief General Munir": two titles
            if before.low in self.ends and not before.text[:1].isupper() and nodes[best].text[:1].isupper():
                break  # "spokesman Deputy Minister": two titles
            if not (
                before.low in self.modifiers
                or hyphened
                or (last.low in OF_A_FIELD and _of_field(nodes, best - 1, blocked))
            ):
                break
            best -= 1
        return best

    def words(self, tree: Tree, blocked: Blocked) -> set[int]:
        """The tokens of offices that stand before the person who holds them."""
        found: set[int] = set()
        for node in tree.nodes:
            if node.low in self.ends and self._before_person(tree, node):
                start = self.start(tree, node.i, blocked)
                if start is not None:
                    found.update(range(start, node.i + 1))
        return found

    def _before_person(self, tree: Tree, node: Node) -> bool:
        nodes, i = tree.nodes, node.i + 1
        while i < len(nodes) and nodes[i].low in self.courtesy:
            i += 1
        if i >= len(nodes) or nodes[i].sent != node.sent or nodes[i].pos != "PROPN" or not nodes[i].text[:1].isupper():
            return False
        if nodes[i].low in self.ends:
            return self._before_person(tree, nodes[i])
        if not node.text[:1].isupper():
            return nodes[i].ent_label == "PERSON" or nodes[i].ent < 0
        titled = node.i > 0 and nodes[node.i - 1].low in self.modifiers
        return node.low not in ALSO_NAMES or nodes[i].ent_label == "PERSON" or titled


def _of_field(nodes: list[Node], i: int, blocked: Blocked) -> bool:
    """Whether token `i` goes on the field of a minister: "External Affairs", "Culture and Sports"."""
    node, nxt = nodes[i], nodes[i + 1]
    if not nxt.text[:1].isupper():
        return False
    if node.low in ("and", "&"):
        before = nodes[i - 1] if i else None
        return before is not None and before.sent == node.sent and not blocked(i - 1) and before.text[:1].isupper()
    if not node.text[:1].isupper() or node.pos not in ("PROPN", "NOUN", "ADJ") or node.tag == "POS":
        return False
    return node.ent_label not in ("DATE", "TIME", "PERSON", "GPE", "NORP", "LOC")
