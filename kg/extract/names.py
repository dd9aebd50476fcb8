"""Names: which stretches of the text name a thing, and of what type.

Three witnesses are heard: the gazetteer (knows), the model's entity recogniser (guesses), and the grammar around the
name ("the town of X", "X province", "Mr X"), which corrects guesses of the recogniser but never a known person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.extract.syntax import Node, Tree
from kg.gazetteer import Entry, Gazetteer, Places
from kg.lexicon import Lexicon

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
PLACE_TYPES = frozenset({"State", "AdministrativeArea", "Settlement", "Region", "Route", "Facility", "BorderLine"})
TOWN, CITY = 5_000, 30_000  # inhabitants from which a name counts as a town; against a person's name, as a city
IN_PLACE = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout", "into"})
CONNECTORS = frozenset(
    {"of", "for", "and", "the", "de", "del", "la", "al", "el", "bin", "ibn", "-", "’s", "'s", "&", "in", "on", "to"}
)
SPEECH = frozenset({"say", "tell", "add", "announce", "warn", "claim", "state", "argue", "urge", "vow", "insist"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `first` to `last` (both included), its syntactic head, type and gazetteer entry."""

    first: int
    last: int
    head: int
    type: str
    text: str
    entry: Entry | None = None


class Finder:
    """Finds the names of texts; made once, since it indexes the gazetteer's first words."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, places: Places | None = None) -> None:
        self.gazetteer, self.lexicon, self.places = gazetteer, lexicon, places
        self.starts: dict[str, int] = {}
        for phrase, _ in gazetteer.phrases():
            words = phrase.replace("-", " - ").replace("'", " '").replace("’", " ’").split()
            if words:
                first = words[0].lower()
                self.starts[first] = max(self.starts.get(first, 0), len(words) + 1)

    def names(self, tree: Tree) -> list[Name]:
        """All names of the text, in text order, not overlapping."""
        taken: dict[int, Name] = {}
        known = self._known(tree)
        guessed = self._guessed(tree)
        for name in sorted([*known, *guessed], key=lambda n: self._rank(tree, n)):
            if not any(i in taken for i in range(name.first, name.last + 1)):
                for i in range(name.first, name.last + 1):
                    taken[i] = name
        names = sorted({id(n): n for n in taken.values()}.values(), key=lambda n: n.first)
        return self._agree(tree, names)

    def _known(self, tree: Tree) -> list[Name]:
        """Stretches that the gazetteer holds, longest first at each place."""
        found, i, nodes = [], 0, tree.nodes
        while i < len(nodes):
            longest = self.starts.get(nodes[i].low, 0) if nodes[i].text[:1].isupper() and nodes[i].low != "the" else 0
            for j in range(min(i + longest, len(nodes)) - 1, i - 1, -1):
                if nodes[j].sent != nodes[i].sent or nodes[j].tag in ("POS", "IN", ",") or nodes[j].pos == "PUNCT":
                    continue
                entries = self.gazetteer.find(tree.words(i, j))
                if entries and not (j == i and self._ordinary(nodes[i])):
                    entry = entries[0] if len(entries) == 1 else None
                    types = {e.type for e in entries}
                    found.append(_name(tree, i, j, entries[0].type if len(types) == 1 else "", entry))
                    i = j
                    break
            i += 1
        return found

    def _ordinary(self, node: Node) -> bool:
        """Whether a one-word match is an ordinary word that happens to be written large (sentence start, modal May)."""
        return node.pos in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART") or (
            node.pos in ("AUX", "VERB", "ADV", "ADJ") and not node.text.isupper() and node.ent < 0
        )

    def _guessed(self, tree: Tree) -> list[Name]:
        """What the recogniser labelled, and runs of proper nouns that it passed over."""
        found = []
        covered: set[int] = set()
        for ent in tree.ents:
            if ent.label not in LABELS:
                continue
            first, last = self._trim(tree, ent.first, ent.last)
            last = self._extended(tree, first, last)
            if first > last or not any(n.text[:1].isupper() for n in tree.nodes[first : last + 1]):
                continue
            parts = [n for n in tree.nodes[first : last + 1] if n.text not in ("-", "–", "and")]
            if len(parts) > 1 and all(self._demonym(n) for n in parts):
                continue  # "Turkish-Russian": two states
            if first == last and (
                self._demonym(tree.nodes[first]) or ent.label == "NORP" and tree.nodes[first].dep == "amod"
            ):
                continue
            covered.update(range(first, last + 1))
            found.append(_name(tree, first, last, LABELS[ent.label], None))
        i = 0
        while i < len(tree.nodes):
            n = tree.nodes[i]
            if (
                i in covered
                or n.pos != "PROPN"
                or n.ent_label in ("DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL")
                or not n.text[:1].isupper()
            ):
                i += 1
                continue
            j = i
            while j + 1 < len(tree.nodes) and j + 1 not in covered and self._goes_on(tree, j):
                j += 1
            while j > i and tree.nodes[j].pos != "PROPN":
                j -= 1
            first, last = self._trim(tree, i, j)
            if first <= last and not (first == last and self._demonym(tree.nodes[first])):
                found.append(_name(tree, first, last, "", None))
            i = j + 1
        return found

    def _extended(self, tree: Tree, first: int, last: int) -> int:
        """Where a name ends that the recogniser cut short: "Darat" of "Darat Izza"."""
        nodes = tree.nodes
        while (
            first <= last < len(nodes) - 1
            and nodes[last].dep == "compound"
            and nodes[last + 1].pos == "PROPN"
            and nodes[last + 1].ent < 0
            and nodes[last].head.i >= last + 1
            and not self._demonym(nodes[last])
        ):
            if (
                tree.text[nodes[last].end : nodes[last + 1].start] != " "
                or nodes[last + 1].low in self.lexicon.cues.titles["offices"]
                or self.lexicon.kinds.get(nodes[last + 1].low)
            ):
                break
            last += 1
        return last

    def _demonym(self, node: Node) -> bool:
        """Whether the word is a people or its adjective ("Turkish", "Turks"): a mention of the state, not a name of its own."""
        return (
            self.gazetteer.demonym(node.text) is not None
            or node.tag == "NNPS"
            and self.gazetteer.demonym(node.text.removesuffix("s")) is not None
        )

    def _goes_on(self, tree: Tree, j: int) -> bool:
        here, nxt = tree.nodes[j], tree.nodes[j + 1]
        if nxt.sent != here.sent:
            return False
        if nxt.pos == "PROPN" and nxt.text[:1].isupper():
            return tree.text[here.end : nxt.start] in ("", " ")
        return (
            nxt.text == "-" and j + 2 < len(tree.nodes) and tree.nodes[j + 2].pos == "PROPN" and here.end == nxt.start
        )

    def _trim(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        """Without determiners, titles, demonyms before a name, quotes, and possessive endings after it."""
        titles, nodes = self.lexicon.cues.titles, tree.nodes
        if last - first > 2 and nodes[first].low in ("pro", "anti") and nodes[first + 1].text == "-":
            first += 3  # "pro-Damascus Hizbullah group"
        while first <= last and (
            nodes[first].pos in ("DET", "PUNCT", "NUM", "ADP", "SYM")
            or nodes[first].text in ("-", "–", "—")
            or nodes[first].low in ("pro", "anti", "ex")
            and first < last
            or nodes[first].low in titles["courtesy"]
            or (
                first < last
                and nodes[first].low in titles["offices"] | titles["modifiers"]
                and nodes[last].ent_label == "PERSON"
            )
        ):
            first += 1
        while (
            first < last
            and nodes[last].low in titles["offices"]
            and nodes[last].ent_label != "PERSON"
            and nodes[last].dep == "compound"
        ):
            last -= 1  # "Observatory Director" before a person's name
        while first <= last and (
            nodes[last].tag == "POS"
            or nodes[last].pos in ("PUNCT", "DET", "ADP", "CCONJ")
            or nodes[last].low in ("'s", "’s")
        ):
            last -= 1
        return first, last

    def _rank(self, tree: Tree, name: Name) -> tuple[int, int, int]:
        """Longer names first; between equals the gazetteer; a known name wins over a guess that only adds grammar."""
        length = sum(n.pos in ("PROPN", "NOUN", "ADJ", "NUM") for n in tree.nodes[name.first : name.last + 1])
        person = name.type == "Person" and name.entry is None
        return (-length, 0 if name.entry else 1, 0 if person else 1)

    def _agree(self, tree: Tree, names: list[Name]) -> list[Name]:
        """Types corrected by grammar, then made to agree over all places where the text uses the same name."""
        typed = [(n, self._by_grammar(tree, n)) for n in names]
        votes: dict[str, Counter[str]] = {}
        for name, kind in typed:
            if name.entry is None and kind:
                votes.setdefault(name.text.lower(), Counter())[kind] += 1
        out = []
        for name, kind in typed:
            best = votes.get(name.text.lower())
            if name.entry is None and best:
                kind = max(best, key=lambda k: (best[k], k != "Organisation", k))
            if kind or name.last > name.first or tree.nodes[name.head].dep in ("pobj", "dobj", "nsubj", "nsubjpass"):
                kind = kind or "Thing"
                out.append(Name(name.first, name.last, name.head, kind, name.text, name.entry))
        return out

    def _town(self, tree: Tree, name: Name, head: Node) -> bool:
        """Whether a name that the recogniser took for no place is a known town, standing where a place may stand."""
        if (
            self.places is None
            or name.text.isupper()
            and len(name.text) < 5
            or head.dep in ("poss", "appos")
            and name.type == "Person"
        ):
            return False
        human = head.dep in ("nsubj", "conj", "appos", "ROOT", "attr") and name.type == "Person"
        titled = name.first > 0 and tree.nodes[name.first - 1].low in self.lexicon.cues.titles["offices"]
        if human or titled or len(name.text.split()) > 3:
            return False
        return any(
            place.population >= (TOWN if name.type != "Person" else CITY)
            for place, _ in self.places.candidates(name.text)
        )

    def _by_grammar(self, tree: Tree, name: Name) -> str:
        if name.entry is not None:
            return name.type
        head = tree.nodes[name.head]
        last = tree.nodes[name.last]
        kinds = self.lexicon.kinds
        before = tree.nodes[name.first - 1] if name.first else None
        if before is not None and before.sent == head.sent and before.low in self.lexicon.cues.titles["courtesy"]:
            return "Person"
        if name.first < name.last and last.low in kinds and kinds[last.low] != "Person":
            return kinds[last.low]
        first = tree.nodes[name.first]
        if (
            name.first < name.last
            and kinds.get(first.low) in ("GovernmentBody", "Organisation")
            and tree.nodes[name.first + 1].low in ("of", "for")
        ):
            return kinds[first.low]
        if (
            head.dep in ("compound", "nmod")
            and head.head.i > name.last
            and (kind := kinds.get(head.head.lemma)) in PLACE_TYPES - {"State"}
        ):
            return kind if name.type != "Person" else name.type
        if (
            head.dep == "pobj"
            and head.head.low == "of"
            and head.head.head.low in self.lexicon.cues.groups["directions"]["words"]
        ):
            return name.type if name.type in PLACE_TYPES else "Settlement"
        if (
            head.dep == "pobj"
            and head.head.low == "of"
            and (kind := kinds.get(head.head.head.lemma)) in ("Settlement", "AdministrativeArea")
        ):
            return kind
        single = name.first == name.last or "-" in name.text
        if name.type not in PLACE_TYPES and self._town(tree, name, head):
            return "Settlement"
        placed = head.dep == "pobj" and head.head.low in IN_PLACE
        if placed and single and name.type in ("Person", "PopulationGroup", "Organisation", "", "MaterialObject"):
            return "Settlement" if not head.kid("relcl") else name.type or "Settlement"
        if (
            name.type == "PopulationGroup"
            and head.tag.startswith("NNP")
            and head.dep in ("nsubj", "dobj", "pobj", "compound")
            and not self.gazetteer.demonym(head.text)
        ):
            return "PopulationGroup" if head.tag == "NNPS" else ""
        if (
            not name.type
            and head.dep == "compound"
            and tree.nodes[name.last + 1 : name.last + 2]
            and tree.nodes[name.last + 1].low in self.lexicon.cues.titles["offices"]
        ):
            return "Organisation"
        if not name.type and head.dep == "nsubj" and head.head.lemma in SPEECH:
            return "Person" if name.first < name.last and not tree.nodes[name.first].kid("det") else "Organisation"
        return name.type


def _name(tree: Tree, first: int, last: int, kind: str, entry: Entry | None) -> Name:
    inside = range(first, last + 1)
    head = next((i for i in reversed(inside) if tree.nodes[i].head.i not in inside), last)
    # "Ministry of Defence": the head is the first noun, whose head lies outside
    outer = [
        i
        for i in inside
        if tree.nodes[i].head.i not in inside and tree.nodes[i].pos in ("PROPN", "NOUN", "ADJ", "X", "NUM")
    ]
    return Name(first, last, outer[-1] if outer else head, kind, tree.words(first, last), entry)
