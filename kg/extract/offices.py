"""Where the words of an office stand: "Special Envoy", "Secretary of State", "External Affairs Minister".

Names and titles both ask: the words of an office before a person are no name, and a title is all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from kg.extract.syntax import Node, Tree

LONGEST = 7  # words of an office in the lexicon, hyphens counted
# Offices whose field stands before them in words that no list holds: "External Affairs Minister", "policy chief".
OF_A_FIELD = frozenset({"minister", "secretary", "commissioner", "undersecretary"})
IN_A_FIELD = OF_A_FIELD | {
    "chief",
    "boss",
    "commander",
    "leader",
    "adviser",
    "advisor",
    "coordinator",
    "negotiator",
    "envoy",
}
LEADING = frozenset({"commander", "leader"})
BODY_KINDS = frozenset(
    {"ArmedForce", "ArmedGroup", "GovernmentBody", "Organisation", "PoliticalOrganisation", "InternationalOrganisation"}
)
# Offices that are as often part of another name: "General Motors", "Justice Department", "Prince Sultan Air Base".
ALSO_NAMES = frozenset(
    {
        *("general", "justice", "major", "private", "king", "queen", "prince", "princess", "sheikh", "chair", "head"),
        *("fellow", "chief", "deputy", "captain", "lieutenant", "pope", "judge", "imam", "mullah", "cardinal", "emir"),
        *("sultan", "marshal", "coach", "speaker", "whip", "bishop", "representative"),
    }
)

Blocked = Callable[[int], bool]


class Offices:
    """The words of offices, with where they stand in a text."""

    def __init__(self, titles: Mapping[str, frozenset[str]], kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        self.offices, self.modifiers, self.courtesy = titles["offices"], titles["modifiers"], titles["courtesy"]
        self.ranks, self.of_rank = titles["ranks"], titles["of_rank"]
        self.callings = titles["callings"]
        self.ends = _last_words(self.offices)
        self.plurals = _plurals(self.ends)

    def plural(self, title: str) -> str:
        """The office of which a title before several names is the plural: "Presidents" is "President"; "" for one."""
        return title[:-1] if title.lower().split()[-1] in self.plurals and title[:1].isupper() else ""

    def start(self, tree: Tree, end: int, blocked: Blocked) -> int | None:
        """The first token of the title whose last is `end`; None where no office ends there.

        `blocked` tells of tokens that belong to a name, over which no title reaches ("White House spokesman").
        """
        nodes = tree.nodes
        last = nodes[end]
        best, words = None, ""
        for i in range(end, max(end - LONGEST, -1), -1):
            shortened = nodes[i].text == "." and nodes[i - 1].low in self.of_rank  # "Lt. Gen."
            if nodes[i].sent != last.sent or blocked(i) or (nodes[i].text in (",", ".", ";", ":") and not shortened):
                break
            words = f"{nodes[i].low} {words}".strip().replace(" - ", "-").replace(" .", ".")
            one = words[:-1] if last.low in self.plurals else words
            if {words, one, " ".join([*words.split()[:-1], last.lemma])} & self.offices:
                best = i
        if best is None:
            return None
        while best > 0 and nodes[best - 1].sent == last.sent and not blocked(best - 1):
            if not self._reaches(nodes, best, last, blocked):
                break
            best -= 1
        return best

    def _reaches(self, nodes: list[Node], first: int, last: Node, blocked: Blocked) -> bool:
        """Whether the word before token `first` belongs to the title that ends in `last`."""
        before = nodes[first - 1]
        hyphened = before.text == "-" and first > 1 and nodes[first - 2].low in self.modifiers
        if last.low in self.ranks and before.low not in self.of_rank and not hyphened:
            return False  # "army chief General Munir": two titles
        if before.low in self.ends and not before.text[:1].isupper() and nodes[first].text[:1].isupper():
            return False  # "spokesman Deputy Minister": two titles
        if before.low == "under":
            return nodes[first].low.startswith("secretar")  # "the government under President Ali Noor"
        if before.low in self.modifiers or hyphened:
            return True
        if last.low in IN_A_FIELD | LEADING and before.text.islower() and before.dep in ("compound", "amod", "nmod"):
            fields = ("NOUN",) if last.low in LEADING else ("NOUN", "VERB")  # no "detained leader"
            return before.pos in fields and self.kinds.get(before.lemma) not in BODY_KINDS
        if last.low in self.callings and before.dep == "compound" and before.text.islower():
            return (
                before.pos == "NOUN" and not before.ent_label and self.kinds.get(before.lemma) not in BODY_KINDS
            )  # "security guard"
        joined = before.low in ("and", "&") and first > 1 and nodes[first - 2].low in self.ends
        return last.low in OF_A_FIELD and not joined and _of_field(nodes, first - 1, blocked)

    def words(self, tree: Tree, blocked: Blocked) -> set[int]:
        """The tokens of offices that stand before the person who holds them."""
        found: set[int] = set()
        for node in tree.nodes:
            if node.low not in self.ends and not (node.low in self.plurals and _heads_names(tree, node)):
                continue
            last = designate(tree.nodes, node.i)
            start = self.start(tree, node.i, blocked) if self._before_person(tree, tree.nodes[last]) else None
            if start is not None and (start < node.i or self._surely(tree, node)):
                found.update(range(start, last + 1))
        return found

    def alone(self, tree: Tree, blocked: Blocked) -> set[int]:
        """The tokens of offices written large that nobody's name follows: "the Prime Minister said"."""
        found: set[int] = set()
        nodes = tree.nodes
        for node in nodes:
            if node.tag != "NNP" or node.low not in self.ends or not node.text.istitle() or blocked(node.i):
                continue
            if node.i and nodes[node.i - 1].text in ("-", "–"):
                continue  # Port-au-Prince
            if node.dep in ("compound", "nmod", "amod") or _goes_on(nodes, node.i) or _in_body(node):
                continue
            start = self.start(tree, node.i, blocked)
            if start is not None and nodes[start].text[:1].isupper() and self._known(nodes, start, node.i, blocked):
                found.update(range(start, node.i + 1))
        return found

    def _known(self, nodes: list[Node], start: int, end: int, blocked: Blocked) -> bool:
        """Whether what stands before an office says that it is one: an article, whose it is; else its own words do."""
        before = nodes[start - 1] if start else None
        if before is None or before.sent != nodes[start].sent:
            return start < end
        return before.tag in ("DT", "PRP$", "POS") or blocked(before.i) or (start < end and before.pos != "PROPN")

    def _surely(self, tree: Tree, node: Node) -> bool:
        """Whether an office of one word is not part of another name: "General Motors"."""
        after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else None
        return node.low not in ALSO_NAMES or (after is not None and after.ent_label == "PERSON")

    def _before_person(self, tree: Tree, node: Node) -> bool:
        nodes, i = tree.nodes, node.i + 1
        while i < len(nodes) and nodes[i].low in self.courtesy:
            i += 1
        if i < len(nodes) - 1 and nodes[i].text == "," and node.text[:1].isupper():
            return nodes[i + 1].ent_label == "PERSON" and nodes[i + 1].sent == node.sent and node.i > 0
        surely = node.text[:1].isupper() and node.low not in ALSO_NAMES
        if i < len(nodes) - 1 and nodes[i].low in ("and", "&") and surely:
            i = self._next_end(nodes, i + 1)  # "Deputy Prime Minister and Foreign Minister X"
        if i >= len(nodes) or nodes[i].sent != node.sent or not nodes[i].text[:1].isupper():
            return False
        if nodes[i].low in self.ends:
            return self._before_person(tree, nodes[i])
        if nodes[i].pos != "PROPN":
            return False
        if not node.text[:1].isupper():
            return nodes[i].ent_label == "PERSON" or nodes[i].ent < 0
        return True

    def _next_end(self, nodes: list[Node], i: int) -> int:
        """The token at which the office that begins at token `i` ends; past the text where none begins there."""
        while i < len(nodes) and nodes[i].low in self.modifiers and nodes[i].low not in self.ends:
            i += 1
        return i if i < len(nodes) and nodes[i].low in self.ends else len(nodes)


@lru_cache(maxsize=4)
def _last_words(offices: frozenset[str]) -> frozenset[str]:
    return frozenset(o.split()[-1].split("-")[-1] for o in offices)


@lru_cache(maxsize=4)
def _plurals(ends: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{o}s" for o in ends if o.isalpha() and not o.endswith("s"))


def _heads_names(tree: Tree, node: Node) -> bool:
    """Whether the word is written large and a person's name begins right behind it: "Presidents Ruto and Kagame"."""
    after = tree.nodes[node.i + 1] if node.i + 1 < len(tree.nodes) else node
    return node.text[:1].isupper() and after is not node and after.ent_label == "PERSON"


def _in_body(office: Node) -> bool:
    """Whether a body is named after the office: "the Office of the High Commissioner"."""
    above = office.head.head
    return office.dep == "pobj" and office.head.low == "of" and above.tag == "NNP" and above.text.istitle()


def _goes_on(nodes: list[Node], end: int) -> bool:
    """Whether a name goes on behind the word: "President Hotel", "the Prosecutor's Office", "the Speaker-elect"."""
    after = nodes[end + 1 : end + 3]
    if after and after[0].tag == "POS":
        after = after[1:]
    sent = nodes[end].sent
    return bool(after) and after[0].sent == sent and (after[0].text[:1].isupper() or after[0].text in ("-", "&"))


def designate(nodes: list[Node], end: int) -> int:
    """The last token of an office that its holder is yet to take up: "Prime Minister-designate"."""
    hyphened = end + 2 < len(nodes) and nodes[end + 1].text == "-" and nodes[end + 2].low in ("designate", "elect")
    return end + 2 if hyphened else end


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
