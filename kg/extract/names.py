"""Names: which stretches of the text name a thing, and of what type.

Three witnesses are heard: the gazetteer (knows), the model's entity recogniser (guesses), and the grammar around the
name ("the town of X", "X province", "Mr X"), which corrects guesses of the recogniser but never a known person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.guesses import Guesses
from kg.extract.name_types import BRACKETED, NameTypes, initials, name_of
from kg.extract.name_types import PLACE_TYPES as PLACE_TYPES
from kg.extract.name_types import Name as Name
from kg.extract.offices import Offices
from kg.extract.syntax import Node, Tree
from kg.gazetteer import Entry, Gazetteer, Places
from kg.lexicon import Lexicon

LONGEST = 8  # words that an abbreviation may reach back over
GROUPS = frozenset({"ArmedGroup", "PopulationGroup", "PoliticalOrganisation"})


class Finder:
    """Finds the names of texts; made once, since it indexes the gazetteer's first words."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, places: Places | None = None) -> None:
        self.gazetteer, self.lexicon = gazetteer, lexicon
        self._found: dict[str, tuple[Entry, ...]] = {}
        self.offices = Offices(lexicon.cues.titles, lexicon.kinds)
        self.guesses = Guesses(gazetteer, lexicon)
        self.types = NameTypes(gazetteer, lexicon, places)
        self.starts: dict[str, int] = {}
        self.small: set[str] = set()  # first words of names that begin with a small letter: "al-Shabaab", "war in Gaza"
        for phrase, _ in gazetteer.phrases():
            words = phrase.replace("-", " - ").replace("'", " '").replace("’", " ’").split()
            for first in {w.split()[0].lower() for w in (phrase, " ".join(words)) if w}:  # "Jama'at", "al-Islam"
                self.starts[first] = max(self.starts.get(first, 0), len(words) + 1)
            if phrase[:1].islower() and not gazetteer.find(phrase.partition(" ")[2]):  # no "northern Shan State"
                self.small.add(words[0].lower())

    def names(self, tree: Tree) -> list[Name]:
        """All names of the text, in text order, not overlapping."""
        taken: dict[int, Name] = {}
        known = [_stated(tree, n) for n in self._known(tree)]
        held = {i for n in known if n.first < n.last or n.type != "Person" for i in range(n.first, n.last + 1)}

        def blocked(i: int) -> bool:
            return i in held or self.gazetteer.demonym(tree.nodes[i].text) is not None

        titled = self.offices.words(tree, blocked)
        guessed = [_stated(tree, n) for n in self.guesses.names(tree, titled | self.offices.alone(tree, blocked))]
        guessed += [n for name in [*known, *guessed] for n in _abbreviated(tree, name)]
        bodies = {(n.first, n.last): n for n in known if n.type.endswith("Organisation")}
        guessed = [_without_new(tree, n, bodies) for n in guessed]
        for name in sorted([*known, *guessed], key=lambda n: _rank(tree, n)):
            if not any(i in taken for i in range(name.first, name.last + 1)):
                for i in range(name.first, name.last + 1):
                    taken[i] = name
        names = sorted({id(n): n for n in taken.values()}.values(), key=lambda n: n.first)
        return self.types.agreed(tree, names, titled)

    def _known(self, tree: Tree) -> list[Name]:
        """Stretches that the gazetteer holds, longest first at each place."""
        found, behind, nodes = [], 0, tree.nodes
        small = self.small
        for i in [n.i for n in nodes if (n.text[:1].isupper() and n.low != "the") or n.low in small]:
            if i < behind:
                continue
            low = nodes[i].low
            longest = max(2, self.starts.get(low, 0), self.starts.get(low + "s", 0))
            for last in reversed(nodes[i : i + longest]):
                if last.sent != nodes[i].sent or last.tag in ("POS", "IN", ",") or last.pos == "PUNCT":
                    continue
                if last.text.isspace():
                    continue  # "Congo.", and a new line
                if entries := self._entries(tree, i, last.i):
                    entry = entries[0] if len(entries) == 1 else None
                    types = {e.type for e in entries}
                    titled = types == {"Person"} and i < last.i and low in self.offices.offices
                    first = i + 1 if titled else i  # "President Assad": the office is no part of the name
                    found.append(name_of(tree, first, last.i, entries[0].type if len(types) == 1 else "", entry))
                    behind = last.i + 1
                    break
        return found

    def _find(self, words: str) -> tuple[Entry, ...]:
        """The gazetteer's rows of that name; looked up once, since a text says its names again and again."""
        if words not in self._found:
            self._found[words] = self.gazetteer.find(words)
        return self._found[words]

    def _entries(self, tree: Tree, first: int, last: int) -> Sequence[Entry]:
        """What the gazetteer knows by these words, as they are used here."""
        node = tree.nodes[first]
        entries = self._find(tree.words(first, last))
        if first < last:
            people = self.gazetteer.demonym(tree.words(first, last)) if last == first + 1 and not entries else None
            return (people,) if people is not None and tree.nodes[last].tag not in ("NNS", "NNPS") else entries
        if not entries and node.dep in ("amod", "compound", "nmod") and not self.gazetteer.demonym(node.text):
            groups = [e for e in self._find(node.text + "s") if e.type in GROUPS]  # "Houthi leaders"
            return groups if len(groups) == 1 else ()
        loud = (
            node.text.isupper()
            and len(node.text) > 1
            and not tree.words(last, min(last + 1, len(tree.nodes) - 1)).isupper()
        )
        if not entries or (_ordinary(node) and not loud):
            return ()
        after = tree.nodes[first + 1] if first + 1 < len(tree.nodes) else None
        if after is not None and node.head is after and self.lexicon.kinds.get(after.low) in ("Region", "Route"):
            return [e for e in entries if e.type in PLACE_TYPES]  # a river may share a newspaper's name
        return entries


def _abbreviated(tree: Tree, name: Name) -> Iterator[Name]:
    """The longer name that a bracketed abbreviation tells: all of "Jamiat-i-Islami Afghanistan (JIA)"."""
    found = BRACKETED.match(tree.text, tree.nodes[name.last].end)
    letters = found.group(1).replace(".", "") if found else ""
    if len(letters) < 3 or initials(name.text) == letters:
        return
    for first in range(name.first - 1, max(name.first - LONGEST, -1), -1):
        node = tree.nodes[first]
        if node.sent != tree.nodes[name.first].sent or (node.pos == "PUNCT" and node.text != "-"):
            return
        if node.text[:1].isupper() and initials(tree.words(first, name.last)) == letters:
            yield name_of(tree, first, name.last, "Organisation")
            return


def _without_new(tree: Tree, name: Name, bodies: Mapping[tuple[int, int], Name]) -> Name:
    """Without the word that a sentence begins with, where the rest is all of a listed body's name: the "World Bank" of
    "New World Bank President Jim Kim", but "New Guinea" whole."""
    new = tree.nodes[name.first]
    begins = new.low == "new" and (new.i == 0 or tree.nodes[new.i - 1].sent != new.sent)
    return bodies.get((name.first + 1, name.last), name) if begins else name


def _stated(tree: Tree, name: Name) -> Name:
    """With the word that makes a state's part of it: "White Nile state", "Cauca department"."""
    vague = name.type == "Organisation" and name.entry is None and name.first == name.last and not name.text.isupper()
    apt = vague or name.type in ("AdministrativeArea", "Settlement", "Region", "Person", "")
    if name.last + 1 >= len(tree.nodes) or not apt:
        return name
    head, after = tree.nodes[name.last], tree.nodes[name.last + 1]
    if (
        after.text not in ("state", "department")
        or head.head is not after
        or after.dep in ("compound", "nmod", "poss", "amod")
    ):
        return name
    entry = name.entry if name.type == "AdministrativeArea" else None
    return name_of(tree, name.first, after.i, "AdministrativeArea", entry)


def _ordinary(node: Node) -> bool:
    """Whether a one-word match is an ordinary word that happens to be written large (sentence start, modal May)."""
    return node.pos in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART") or (
        node.pos in ("AUX", "VERB", "ADV", "ADJ") and not node.text.isupper() and node.ent < 0
    )


def _rank(tree: Tree, name: Name) -> tuple[int, int, int]:
    """Longer names first; between equals the gazetteer; a known name wins over a guess that only adds grammar."""
    length = sum(n.pos in ("PROPN", "NOUN", "ADJ", "NUM") for n in tree.nodes[name.first : name.last + 1])
    person = name.type == "Person" and name.entry is None
    return (-length, 0 if name.entry else 1, 0 if person else 1)
