"""What type a name is of: the recogniser's guess, corrected by the words around it and by the text's other places.

The grammar corrects a guess ("the town of X", "X province", "X, a militia") but never what the gazetteer knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from kg.extract.syntax import Node, Tree, conjuncts, first_conjunct
from kg.gazetteer import Entry, Gazetteer, Places
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions

PLACE_TYPES = frozenset({"State", "AdministrativeArea", "Settlement", "Region", "Route", "Facility", "BorderLine"})
# What a description beside a name may say that it is.
SAID = frozenset(
    {
        "ArmedGroup",
        "PoliticalOrganisation",
        "MediaOrganisation",
        "AidOrganisation",
        "InternationalOrganisation",
        "Organisation",
        "ArmedForce",
        "GovernmentBody",
        "Settlement",
        "AdministrativeArea",
        "Route",
    }
)
# Bodies whose name may begin with what they are: "Ministry of Defence".
HEADED = frozenset({"GovernmentBody", "Organisation", "PoliticalOrganisation", "AidOrganisation", "ArmedForce"})
LINKS = frozenset({"be", "become", "remain"})
STORMS = frozenset({"typhoon", "hurricane", "cyclone"})
SURE = 3  # votes of a type that the words beside a name say; a mere guess has one
TOWN, CITY = 5_000, 30_000  # inhabitants from which a name counts as a town; against a person's name, as a city
IN_PLACE = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout", "into"})
SPEECH = frozenset({"say", "tell", "add", "announce", "warn", "claim", "state", "argue", "urge", "vow", "insist"})
BRACKETED = re.compile(r"\s*\(([A-Z][A-Z.]{1,7})\)")


class Name(NamedTuple):
    """A name in the text: tokens `first` to `last` (both included), its syntactic head, type and gazetteer entry."""

    first: int
    last: int
    head: int
    type: str
    text: str
    entry: Entry | None = None


def name_of(tree: Tree, first: int, last: int, kind: str, entry: Entry | None = None) -> Name:
    """The name that stands on these tokens; its head is the noun that the rest of the sentence hangs it on."""
    outer = [n for n in tree.nodes[first : last + 1] if not first <= n.head.i <= last] if first < last else []
    # "Ministry of Defence": the head is the first noun, whose head lies outside
    nouns = [n for n in outer if n.pos in ("PROPN", "NOUN", "ADJ", "X", "NUM")] or outer
    return Name(first, last, nouns[-1].i if nouns else last, kind, tree.words(first, last), entry)


class NameTypes:
    """Types the names of texts; made once with what it looks words up in."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, places: Places | None) -> None:
        self.gazetteer, self.lexicon, self.places = gazetteer, lexicon, places

    def agreed(self, tree: Tree, names: list[Name], titled: Collection[int]) -> list[Name]:
        """The names typed, each alike over all places where the text uses it. `titled` are the words of offices."""
        typed = [(n, *self._by_grammar(tree, n, titled)) for n in names]
        votes: dict[str, Counter[str]] = {}
        for name, kind, weight in typed:
            if name.entry is None and kind:
                votes.setdefault(name.text.lower(), Counter())[kind] += weight
        out = []
        named = {n.entry.id for n in names if n.entry is not None}
        people = {word.lower() for n in names if n.type == "Person" and n.last > n.first for word in n.text.split()}
        for name, kind, _ in typed:
            best = votes.get(name.text.lower())
            if name.entry is None and best:
                kind = max(best, key=lambda k: (best[k], k != "Organisation", k))
                seat = self.gazetteer.seat(name.text) if kind == "Person" and name.first == name.last else None
                if seat is not None and seat.id in named and name.text.lower() not in people:
                    kind = "Settlement"  # "Kigali rejected this", where Rwanda is named, too
            if kind or name.last > name.first or tree.nodes[name.head].dep in ("pobj", "dobj", "nsubj", "nsubjpass"):
                kind = kind or "Thing"
                out.append(name if name.type == kind else name._replace(type=kind))
        return self._listed(tree, out)

    def _listed(self, tree: Tree, names: list[Name]) -> list[Name]:
        """Places in a row of places: where "between A and B" has a town and a guess, the guess is a town too, and
        where both "were shelled"."""
        by_head = {n.head: n for n in names}
        out = []
        for name in names:
            head = tree.nodes[name.head]
            if (
                name.entry is None
                and name.type in ("Person", "Organisation", "Thing", "PopulationGroup", "MaterialObject")
                and name.last - name.first < 2
            ):
                first = first_conjunct(head)
                others = [by_head[n.i] for n in conjuncts(first) if n.i in by_head and n is not head]
                row = first.dep == "pobj" and first.head.low in {*IN_PLACE, "between", "from", "to"}
                row = row or (first.dep in ("dobj", "nsubjpass") and first.head.lemma in constructions().walled)
                if row and others and all(o.type in ("Settlement", "AdministrativeArea") for o in others):
                    name = name._replace(type="Settlement")
            out.append(name)
        return out

    def _town(self, tree: Tree, name: Name, head: Node) -> bool:
        """Whether a name that the recogniser took for no town is a known one, standing where a place may stand."""
        if (
            self.places is None
            or (name.text.isupper() and (len(name.text) < 5 or head.kid("det") is not None))
            or (head.dep in ("poss", "appos") and name.type == "Person")
        ):
            return False
        human = head.dep in ("nsubj", "conj", "appos", "ROOT", "attr") and name.type == "Person"
        if human or len(name.text.split()) > 3:
            return False
        least = CITY if name.type in ("Person", "Region", "Facility") else TOWN
        return any(place.population >= least for place, _ in self.places.candidates(name.text))

    def _by_grammar(self, tree: Tree, name: Name, titled: Collection[int]) -> tuple[str, int]:
        """The type of one name as its own place says it, with the weight of that witness."""
        if name.entry is not None:
            return name.type, SURE
        head = tree.nodes[name.head]
        before = tree.nodes[name.first - 1] if name.first else None
        if (
            before is not None
            and before.sent == head.sent
            and (before.low in self.lexicon.cues.titles["courtesy"] or before.i in titled)
        ):
            return "Person", SURE
        said = self._own_words(tree, name) or self._said(tree, name, head)
        if said:
            return said, SURE
        return self._by_place(tree, name, head, before), 1

    def _own_words(self, tree: Tree, name: Name) -> str:
        """The type that a word of the name itself says: "Arakan Army", "Ministry of Defence"."""
        kinds = self.lexicon.kinds
        if name.first == name.last:
            alone = tree.nodes[name.first]
            governs = kinds.get(alone.low) == "GovernmentBody" and name.type == "Organisation" and alone.text.istitle()
            return "GovernmentBody" if governs else ""
        last, first = tree.nodes[name.last], tree.nodes[name.first]
        if first.low in STORMS:
            return "Thing"
        inside = tree.nodes[name.first : name.last]
        for noun, after in pairwise(inside):  # "State Committee for National Security", "Party for Freedom"
            if after.low in ("of", "for") and kinds.get(noun.low) in HEADED and noun.text[:1].isupper():
                return kinds[noun.low]
        word = last.low if last.low in kinds else last.lemma
        if last.text == "Front":
            return "ArmedGroup" if name.type not in ("PoliticalOrganisation", "Person") else name.type
        if last.text in ("state", "department"):
            return "AdministrativeArea"
        pair = kinds.get(f"{tree.nodes[name.last - 1].low} {last.low}", "Person")
        vague = kinds.get(word, "Person") in ("Person", "PopulationGroup")
        if vague and pair in HEADED | {"Facility"} and last.text[:1].isupper():
            return pair  # "General Staff", "Woomera Detention Centre"
        if kinds.get(word, "Person") != "Person":
            if name.type == "Person" and last.low in constructions().surnames and last.text[:1].isupper():
                return ""  # Robert Wall, Jane Street
            known = kinds[word] == "Facility" and self._town(tree, name, tree.nodes[name.head])
            return "Settlement" if known else kinds[word]  # Cox's Bazar, Fort Portal
        return ""

    def _said(self, tree: Tree, name: Name, head: Node) -> str:
        """The type that words beside the name say: "X province", "the town of X", "X, a militia", "X is a town"."""
        kinds = self.lexicon.kinds
        if (
            head.dep in ("compound", "nmod", "amod")  # an unknown name may be tagged as an adjective
            and head.head.i > name.last
            and (kind := kinds.get(head.head.lemma)) in PLACE_TYPES - {"State"}
        ):
            beside = (
                head.head.i == name.last + 1
                and kind in ("Settlement", "AdministrativeArea", "Route", "Region")
                and name.last - name.first < 2
            )
            return kind if name.type != "Person" or beside else name.type
        if head.dep == "pobj" and head.head.low == "of" and (said := self._of(name, head.head.head)):
            return said
        titled = head.dep == "appos" and head.head.lemma in self.lexicon.cues.titles["offices"]
        whose = head.head.kid("det", "poss") is not None and head.head.tag == "NN"
        if titled and whose and 0 < name.last - name.first < 3 and name.type == "Organisation":
            return "Person"  # "the gang's leader, Luckson Elan"
        if said := self._ahead(tree, name, head):
            return said
        described = [c for c in head.kids("appos") if c.i > name.last and not _named(c)]
        if head.dep in ("nsubj", "nsubjpass") and head.head.lemma in LINKS:
            described += head.head.kids("attr")
        for noun in described:
            kind = kinds.get(noun.lemma)
            spots = constructions().towns | constructions().strongholds | constructions().scenes
            if noun.lemma in spots and noun.tag == "NN" and (name.type == "Person" or name.first == name.last):
                return "Settlement"
            if kind in SAID and noun.tag == "NN" and name.type not in ("Agreement", kind) and not noun.kids("poss"):
                specific = kind not in ("Organisation", "GovernmentBody") or name.type in ("Person", "Settlement", "")
                return kind if specific else name.type
        if (
            name.type in ("Person", "Settlement", "")
            and (m := BRACKETED.match(tree.text, tree.nodes[name.last].end))
            and m.group(1).replace(".", "") == initials(name.text)
        ):
            return "Organisation"
        return ""

    def _of(self, name: Name, noun: Node) -> str:
        """The type that the noun before "of" gives a name: "the town of X", "professor of International Relations"."""
        if noun.low in self.lexicon.cues.groups["directions"]["words"]:
            return name.type if name.type in PLACE_TYPES else "Settlement"
        if (kind := self.lexicon.kinds.get(noun.lemma)) in ("Settlement", "AdministrativeArea"):
            return kind
        if noun.lemma in constructions().scholars and name.type == "Organisation":
            return "Thing"
        lettered = name.text.isupper() or any(c.isdigit() for c in name.text)
        bodily = constructions().of_bodies | constructions().wings
        if lettered and noun.lemma in bodily and name.type in ("", "Thing", "Settlement", "Region", "Facility"):
            return "Organisation"  # "the armed wing of the KIO"
        port = noun.low in ("port", "harbour", "harbor") and name.type in ("Person", "Organisation", "")
        return "Settlement" if port else ""

    def _ahead(self, tree: Tree, name: Name, head: Node) -> str:
        """The type that the noun right before a name gives it: "the airline Belavia", "rebel group X"."""
        noun = tree.nodes[name.first - 1] if name.first else None
        if noun is None or noun.tag != "NN" or not noun.text.islower() or noun.dep == "poss":
            return ""
        beside = noun.head is head or (noun is head.head and head.dep == "appos")
        kind = self.lexicon.kinds.get(noun.lemma, "")
        vague = name.type == "Person" and kind in ("Organisation", "GovernmentBody")
        return kind if beside and kind in SAID and not vague else ""

    def _by_place(self, tree: Tree, name: Name, head: Node, before: Node | None) -> str:
        """The type that its place in the sentence allows."""
        single = name.first == name.last or "-" in name.text
        lettered = name.first == name.last and head.text.isalpha() and head.text.isupper() and len(head.text) > 2
        if (
            lettered
            and name.type in ("Person", "Settlement", "AdministrativeArea")
            and any(c.text in ("the", "The") for c in head.kids("det"))
        ):
            return "Organisation"  # "the KIO", not "THE HAGUE"
        if (
            name.type not in PLACE_TYPES - {"Region", "Facility"}
            and not (name.type == "Region" and head.kid("det"))
            and self._town(tree, name, head)
        ):
            return "Settlement"
        placed = (head.dep == "pobj" and head.head.low in IN_PLACE) or (before is not None and before.low == "near")
        near = placed and name.last - name.first < 3 and (head.head.low == "near" or _townlike(tree.nodes[name.first]))
        if ((placed and single) or near or self._beside_place(tree, name)) and name.type in (
            "Person",
            "PopulationGroup",
            "Organisation",
            "",
            "MaterialObject",
        ):
            return "Settlement" if not head.kid("relcl") else name.type or "Settlement"
        if (
            name.type == "PopulationGroup"
            and head.tag.startswith("NNP")
            and head.dep in ("nsubj", "dobj", "pobj", "compound")
            and not self.gazetteer.demonym(head.text)
        ):
            return "PopulationGroup" if head.tag == "NNPS" else ""
        taken = (
            head.dep in ("dobj", "nsubjpass") and head.head.lemma in constructions().taken and not head.text.isupper()
        )
        if taken and single and (name.type in ("Organisation", "") or head.head.lemma in constructions().walled):
            return "Settlement"
        if single and name.type in ("Person", "") and head.dep == "nsubj" and _far_off(head.head):
            return "Settlement"
        fled = head.dep == "dobj" and head.head.lemma == "flee" and single and name.type in ("Person", "")
        if fled and any(p.low in ("to", "for") and p.i > head.i for p in head.head.kids("prep")):
            return "Settlement"  # "fled Gumsuri for Maiduguri"
        if single and name.type in ("Person", "Organisation", "") and _fell(head):
            return "Settlement"
        after = tree.nodes[name.last + 1 : name.last + 2]
        if not name.type and head.dep == "compound" and after and after[0].low in self.lexicon.cues.titles["offices"]:
            return "Organisation"
        if not name.type and head.dep == "nsubj" and head.head.lemma in SPEECH:
            return "Person" if name.first < name.last and not tree.nodes[name.first].kid("det") else "Organisation"
        return name.type

    def _beside_place(self, tree: Tree, name: Name) -> bool:
        """Whether the words before a name are a place's: "a clinic in X Y", "the road to X"."""
        if name.first < 2:
            return False
        noun, preposition = tree.nodes[name.first - 2 : name.first]
        kind = self.lexicon.kinds.get(noun.lemma) if noun.is_noun and noun.text.islower() else None
        return (kind == "Route" and preposition.low == "to") or (
            kind in ("Facility", "Settlement") and preposition.low in ("in", "at")
        )


def _townlike(word: Node) -> bool:
    """Whether a name begins as those of towns do: "Deir Hafir", "Abu Kamal"."""
    return word.low in constructions().of_towns


def _far_off(verb: Node) -> bool:
    """Whether it is told how far from somewhere something lies: "Gao is 1,200 km from Bamako"."""
    return verb.lemma in ("be", "lie", "sit", "stand") and any(
        c.low in ("km", "kilometre", "kilometres", "kilometer", "kilometers", "miles") and c.kid("nummod") is not None
        for n in (verb, *verb.kids("advmod", "prep"))
        for c in n.children
    )


def _fell(subject: Node) -> bool:
    """Whether something fell to somebody, as towns do, and not to the ground."""
    verb = subject.head
    if subject.dep != "nsubj" or verb.lemma != "fall":
        return False
    return any(o.lemma not in constructions().falls for p in verb.kids("prep") if p.low == "to" for o in p.kids("pobj"))


def _named(noun: Node) -> bool:
    """Whether the noun is the end of another name: the province of "Komanda, Ituri province"."""
    return any(c.text[:1].isupper() for c in noun.kids("compound", "nmod") if c.i < noun.i)


def initials(text: str) -> str:
    """The first letters of the words written large: "SOHR" of "Syrian Observatory for Human Rights"."""
    return "".join(w[0] for w in re.split(r"[\s-]+", text) if w[:1].isupper())
