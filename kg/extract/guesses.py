"""Names that no gazetteer need know: what the recogniser labels, and runs of proper nouns that it passes over."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.extract.name_types import IN_PLACE, Name, name_of
from kg.extract.offices import OF_A_FIELD
from kg.extract.syntax import Node, Tree
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions

LABELS = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Settlement",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "PopulationGroup",
    "LAW": "Agreement",
    "PRODUCT": "MaterialObject",
    "WORK_OF_ART": "",
    "LANGUAGE": "",
}
COUNTED = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL"})
# Prepositions that taggers take for a part of the name at the head of a sentence: "Near Al Qaim".
SWALLOWED = IN_PLACE | {"from", "over", "after", "since", "during", "with"}
# What a word alone at the head of a sentence denotes there, capital or not: "Rebels", "Army commander".
ORDINARY = frozenset(
    {"ArmedForce", "ArmedGroup", "PopulationGroup", "GovernmentBody", "Person", "Facility", "MaterialObject"}
)


class Guesses:
    """Guesses the names of texts; made once with what it looks words up in."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.gazetteer, self.lexicon, self.titles = gazetteer, lexicon, lexicon.cues.titles

    def names(self, tree: Tree, titled: Collection[int]) -> Iterator[Name]:
        """Every guess. `titled` are the words of offices, which are part of no name."""
        covered: set[int] = set()
        for ent in tree.ents:
            plain = tree.nodes[ent.first].tag == "NN" and tree.nodes[ent.first].low in constructions().written_large
            if ent.label in LABELS and not (plain and ent.first == ent.last):
                begin = self._forenames(tree, ent.first, ent.last, titled) if ent.label == "PERSON" else ent.first
                for first, last, kind in self._labelled(tree, begin, ent.last, LABELS[ent.label], titled):
                    covered.update(range(first, last + 1))
                    yield name_of(tree, first, last, kind)
        behind = 0
        for i in [n.i for n in tree.nodes if n.pos == "PROPN" and _proper(n)]:
            if i < behind or i in covered or i in titled:
                continue
            j = i
            while j + 1 < len(tree.nodes) and j + 1 not in covered and j + 1 not in titled and _goes_on(tree, j):
                j += 1
            while j > i and tree.nodes[j].pos != "PROPN":
                j -= 1
            first, last = self._trim(tree, i, _hyphened(tree, j))
            if first <= last and not (
                first == last
                and (self._demonym(tree.nodes[first]) or self._ordinary(tree, first) or self._office(tree.nodes[first]))
            ):
                yield name_of(tree, first, last, "")
            behind = max(j, last) + 1

    def _forenames(self, tree: Tree, first: int, last: int, titled: Collection[int]) -> int:
        """Where a person's name begins that the recogniser cut short: the Martin of "Martin Marin Colin"."""
        nodes = tree.nodes
        while first > 0 and (before := nodes[first - 1]).pos == "PROPN" and before.text.istitle():
            joined = before.dep == "compound" and first <= before.head.i <= last
            apart = tree.text[before.end : nodes[first].start] != " " or first - 1 in titled
            known = before.low in self.lexicon.kinds or before.low in self.titles["offices"] or self._demonym(before)
            if not joined or apart or known or before.ent_label not in ("", "PERSON"):
                break
            first -= 1
        return first

    def _labelled(
        self, tree: Tree, start: int, end: int, kind: str, titled: Collection[int]
    ) -> Iterator[tuple[int, int, str]]:
        """The names within one labelled stretch: "NATO" and "Mark Rutte" of "NATO Secretary General Mark Rutte"."""
        pieces: list[tuple[int, int]] = []
        for i in range(start, end + 1):
            if i in titled or tree.nodes[i].text in ("(", ")", "[", "]"):
                continue
            node = tree.nodes[i]
            if node.tag in ("VBD", "VBZ", "VBP") and node.pos == "VERB" and node.text.islower():
                continue  # "Rebels entered Uvira"
            if pieces and pieces[-1][1] == i - 1:
                pieces[-1] = (pieces[-1][0], i)
            else:
                pieces.append((i, i))
        for a, b in pieces:
            office_before, office_after = a - 1 in titled and a > start, b + 1 in titled and b < end
            first, last = self._trim(tree, a, b)
            last = self._extended(tree, first, last, titled)
            if first > last or not any(n.text[:1].isupper() for n in tree.nodes[first : last + 1]):
                continue
            parts = [n for n in tree.nodes[first : last + 1] if n.text not in ("-", "–", "and")]
            if len(parts) > 1 and all(self._demonym(n) for n in parts):
                continue  # "Turkish-Russian": two states
            alone = tree.nodes[first]
            if first == last and (
                self._demonym(alone)
                or (kind == "PopulationGroup" and alone.dep == "amod")
                or (kind != "Person" and self._ordinary(tree, first))
            ):
                continue
            yield first, last, "Person" if office_before else "" if office_after and kind == "Person" else kind

    def _ordinary(self, tree: Tree, i: int) -> bool:
        """Whether the word stands large only because a sentence begins with it: "Rebels", "Army commander"."""
        node = tree.nodes[i]
        begins = i == tree.sentences[node.sent][0] or tree.nodes[i - 1].text in ("“", '"', ":", "-", "—", "–")
        kind = self.lexicon.kinds.get(node.low) or self.lexicon.kinds.get(node.lemma)
        if node.text.isupper():  # "COMMUNIST rebels blew up a tower", in a paper that prints its first word so
            behind = tree.nodes[i + 1].text if i + 1 < len(tree.nodes) else ""
            return begins and len(node.text) > len("NATO") and behind.islower() and (bool(kind) or node.tag == "VBN")
        if not begins or kind not in ORDINARY:
            return False
        family = (e for e in tree.ents if e.label == "PERSON" and e.first < e.last)
        return all(tree.nodes[e.last].text != node.text for e in family)  # the Cook of "Peter Cook"

    def _office(self, node: Node) -> bool:
        """Whether the word is an office written large, whose field or body follows: "the Minister of Defence"."""
        some = node.kid("det", "poss") is not None or node.low in OF_A_FIELD
        return some and node.low in self.titles["offices"] and any(p.low == "of" for p in node.kids("prep"))

    def _extended(self, tree: Tree, first: int, last: int, titled: Collection[int]) -> int:
        """Where a name ends that the recogniser cut short: "Darat" of "Darat Izza"."""
        nodes = tree.nodes
        last = _hyphened(tree, last)
        while first <= last < len(nodes) - 1 and nodes[last].dep == "compound" and nodes[last].head.i > last:
            nxt = nodes[last + 1]
            apart = tree.text[nodes[last].end : nxt.start] != " " or nxt.i in titled
            family = nodes[last].ent_label == "PERSON" and nxt.ent_label == "ORG" and not nxt.text.isupper()
            alone = family and (last + 2 >= len(nodes) or nodes[last + 2].ent != nxt.ent)  # "Barigye Bahoku"
            if apart or nxt.pos != "PROPN" or (nxt.ent >= 0 and not alone) or self._demonym(nodes[last]):
                break
            if nxt.low in self.titles["offices"] or nxt.low in self.lexicon.kinds:
                break
            last += 1
        return last

    def _demonym(self, node: Node) -> bool:
        """Whether the word is a people or its adjective ("Turkish", "Turks"): a mention of the state, not a name."""
        many = node.tag == "NNPS" and self.gazetteer.demonym(node.text.removesuffix("s")) is not None
        return self.gazetteer.demonym(node.text) is not None or many

    def _trim(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        """Without determiners, titles, demonyms before a name, quotes, and possessive endings after it."""
        nodes, titles = tree.nodes, self.titles
        person = nodes[last].ent_label == "PERSON"
        if last - first > 2 and nodes[first].low in ("pro", "anti") and nodes[first + 1].text == "-":
            first += 3  # "pro-Damascus Hizbullah group"
        while first <= last:
            node, more = nodes[first], first < last
            dropped = node.pos in ("DET", "PUNCT", "NUM", "ADP", "SYM") or node.text in ("-", "–", "—")
            dropped |= node.low in titles["courtesy"] or (more and node.low in ("pro", "anti", "ex"))
            dropped |= more and person and (node.low in titles["offices"] or node.low in titles["modifiers"])
            if more and node.low in SWALLOWED and nodes[first + 1].text[:1].isupper():
                dropped |= not person or node.low == "near"
            if not dropped:
                break
            first += 1
        while first < last and nodes[last].low in titles["offices"] and not person and nodes[last].dep == "compound":
            last -= 1  # "Observatory Director" before a person's name
        while first <= last and _no_end(nodes[last]):
            last -= 1
        return first, last


def _proper(node: Node) -> bool:
    return node.pos == "PROPN" and node.ent_label not in COUNTED and node.text[:1].isupper()


def _no_end(node: Node) -> bool:
    return (
        node.tag == "POS"
        or node.text.isspace()
        or node.pos in ("PUNCT", "DET", "ADP", "CCONJ")
        or node.low in ("'s", "’s")
    )


def _hyphened(tree: Tree, last: int) -> int:
    """Where a name ends that goes on in hyphens and small words: "Port-au-Prince", "Cap-d'Ail", "Trois-en-Vaux"."""
    nodes = tree.nodes
    at = last
    while at + 2 < len(nodes) and nodes[at + 1].text == "-" and nodes[at].end == nodes[at + 2].start - 1:
        at += 2
        if nodes[at].text[:1].isupper() and nodes[at - 2].text.islower():
            return at
        if not nodes[at].text.islower() or len(nodes[at].text) > 4:
            break
    return last


def _goes_on(tree: Tree, j: int) -> bool:
    """Whether the run of proper nouns goes on behind token `j`."""
    here, nxt = tree.nodes[j], tree.nodes[j + 1]
    if nxt.sent != here.sent:
        return False
    if nxt.pos == "PROPN" and nxt.text[:1].isupper():
        return tree.text[here.end : nxt.start] in ("", " ")
    hyphened = nxt.text == "-" and here.end == nxt.start and j + 2 < len(tree.nodes)
    return hyphened and tree.nodes[j + 2].pos == "PROPN"
