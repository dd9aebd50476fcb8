"""Descriptions and pronouns: nouns that denote a party or a place, what narrows them, and whose they are."""

from __future__ import annotations

from kg.extract.counted import counts_dead
from kg.extract.drafts import Draft
from kg.extract.names import PLACE_TYPES, Name
from kg.extract.noun_phrases import is_assailed, is_mass, narrowing
from kg.extract.owners import owners
from kg.extract.syntax import NOUNS, Node, Tree, conjuncts, premodifiers
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions
from kg.model import Span

OWNED = frozenset(
    (
        "ArmedForce", "GovernmentBody", "ArmedGroup", "MediaOrganisation", "Person",
        "PopulationGroup", "PoliticalOrganisation", "Organisation", "AidOrganisation", "Facility",
        "MaterialObject",
    )
)  # fmt: skip
BODY_NOUNS = frozenset(
    {
        "ArmedGroup",
        "Organisation",
        "PoliticalOrganisation",
        "ArmedForce",
        "AidOrganisation",
        "InternationalOrganisation",
        "MediaOrganisation",
    }
)
BODIES = frozenset({"ArmedGroup", "ArmedForce", "GovernmentBody", "PoliticalOrganisation", "MediaOrganisation"})
ROUND_NUMBERS = frozenset(
    {"dozen", "dozens", "score", "scores", "hundred", "hundreds", "thousand", "thousands", "million", "millions"}
)
PERSONAL = {
    "he": "Person", "him": "Person", "his": "Person", "himself": "Person",
    "she": "Person", "her": "Person", "hers": "Person", "herself": "Person",
    "it": "", "its": "", "itself": "", "they": "", "them": "", "their": "", "theirs": "", "themselves": "",
    "we": "", "us": "", "our": "", "ours": "", "i": "Person", "me": "Person", "my": "Person",
}  # fmt: skip
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"})
MENTIONING = NOUNS | {"NUM"}
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my", "your"})
DROPPED_LEFT = frozenset({"DET", "NUM", "PUNCT", "SYM", "ADP", "ADV", "CCONJ", "SCONJ"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", *POSSESSIVE})


class Described:
    """The mentions of one text by node, and how its nouns become some. `Mentions` adds the names."""

    def __init__(self, tree: Tree, names: list[Name], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.tree, self.lexicon, self.gazetteer = tree, lexicon, gazetteer
        self.all: list[Draft] = []
        self.by_node: dict[int, list[Draft]] = {}
        self.name_at: dict[int, Name] = {i: n for n in names for i in range(n.first, n.last + 1)}
        self.measures = lexicon.cues.groups["measures"]
        self.directions = lexicon.cues.groups["directions"]["words"]
        self.titles = lexicon.cues.titles

    def of(self, node: Node) -> list[Draft]:
        """The mentions whose head is `node`, looking through measures ("dozens of towns and farms") and titles."""
        found = self.by_node.get(node.i)
        if found:
            if len(found) == 1 and not found[0].members:
                return [found[0]]
            return [m for d in found for m in (d.members or [d])]
        if (inner := self.measured(node)) is not None:
            return [d for n in ([inner] if node.low == "one" else conjuncts(inner)) for d in self.of(n)]
        name = self.name_at.get(node.i)
        return self.by_node.get(name.head, []) if name else []

    def measured(self, node: Node) -> Node | None:
        """What a measure measures: "towns" of "dozens of towns"; None where the node is no measure."""
        if node.lemma in self.measures["words"] or node.low in self.measures["words"] or node.pos == "NUM":
            for prep in node.kids("prep"):
                if prep.low == "of" and (inner := prep.kid("pobj")) is not None and inner.pos != "PRON":
                    return inner
        return None

    def acting(self, draft: Draft) -> Draft:
        """The same words as the government they stand for: "Ankara" the state, where it is a seat of power."""
        if draft.acting is not None:
            return draft.acting
        if draft.type != "Settlement" or (seat := self.gazetteer.seat(draft.text)) is None:
            return draft
        twin = Draft(draft.node, draft.span, draft.text, seat.type, "name", entry=seat, metonym=True)
        draft.acting = twin
        self.all.append(twin)
        return twin

    def add(self, draft: Draft) -> Draft:
        """Register a mention that a later step makes."""
        self.all.append(draft)
        self.by_node.setdefault(draft.node.i, []).append(draft)
        return draft

    def _add_common(self, node: Node) -> None:
        if node.i in self.by_node:
            return
        if node.tag in ("PRP", "PRP$") and node.low in PERSONAL:
            kind, span = PERSONAL[node.low], Span(node.start, node.end)
            self.add(Draft(node, span, node.text, kind, "pronoun", plural=node.low in PLURAL_PRONOUNS))
        elif node.low == "there":
            if node.tag == "RB" and node.dep == "advmod":
                self.add(Draft(node, Span(node.start, node.end), node.text, "", "pronoun"))
        elif node.lemma in ROUND_NUMBERS and node.dep in ("nsubj", "nsubjpass", "dobj") and not self._counts(node):
            last = self.measured(node) or node  # "hundreds of thousands fled"
            span = self.tree.span(self.left(node), last)
            self.add(Draft(node, span, span.of(self.tree.text), "PopulationGroup", "nominal", "people", plural=True))
        elif node.low == "lives" and node.dep == "dobj" and node.head.lemma in constructions().taking_lives:
            span = Span(self._number_before(node), node.end)  # "cost 40 lives"
            self.add(Draft(node, span, span.of(self.tree.text), "PopulationGroup", "nominal", "people", plural=True))
        elif (
            node.low == "sides"
            and any(c.low in ("two", "both", "the") for c in node.children)
            and not node.kids("prep")
        ):
            span = self.tree.span(self.left(node), node)  # whose sides, coreference finds; nobody's, where it does not
            self.add(Draft(node, span, span.of(self.tree.text), "", "nominal", "side", plural=True, definite=True))
        elif node.low == "both" and node.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and not node.children:
            span = Span(node.start, node.end)
            self.add(Draft(node, span, node.text, "", "nominal", "both", plural=True, definite=True))
        elif (bracketed := self._bracketed(node)) is not None:
            self.by_node[node.i] = [bracketed]
        elif node.low == "old" and node.kid("det") is not None and self.kind_of(node) == "Person":
            self.add_nominal(node)  # "the 57-year-old"
        elif self._describes(node):
            self.add_nominal(node)
        elif self._counts_people(node):
            span = self.tree.span(self.left(node), node)
            self.add(
                Draft(node, span, span.of(self.tree.text), "PopulationGroup", "nominal", head="people", plural=True)
            )

    def _describes(self, node: Node) -> bool:
        """Whether a noun denotes somebody or something itself, or as a word before another noun."""
        if node.is_noun and node.dep != "compound" and self.measured(node) is None:
            return True
        if node.is_noun and node.dep == "compound":
            return self.lexicon.kinds.get(node.lemma) in BODIES
        return node.dep == "amod" and node.head.is_noun and node.low in self.lexicon.cues.groups["adjectival"]["words"]

    def _counts_people(self, number: Node) -> bool:
        """Whether a number stands for so many people: "two were killed"."""
        alone = number.dep in ("nsubj", "nsubjpass", "dobj") or (number.dep == "ROOT" and number.kid("acl") is not None)
        return (
            number.pos == "NUM"
            and (alone or _is_toll(number))
            and self.measured(number) is None
            and number.ent_label in ("", "CARDINAL")
        )

    def _counts(self, number: Node) -> bool:
        """Whether a round number counts somebody named behind it: "thousands of people"."""
        inner = self.measured(number)
        return inner is not None and (inner.lemma not in ROUND_NUMBERS or self.measured(inner) is not None)

    def _bracketed(self, node: Node) -> Draft | None:
        """The name that "group" repeats in "Islamic State (IS) group"."""
        nodes = self.tree.nodes
        if node.i < 4 or nodes[node.i - 1].text != ")" or nodes[node.i - 3].text != "(" or not node.is_noun:
            return None
        if node.tag == "NNS" and node.kid("nummod") is not None:
            return None  # "two Islamic State (IS) fighters"
        name = self.name_at.get(node.i - 4)
        if name is None:
            return None
        found = self.by_node.get(name.head)
        return (
            found[0]
            if found
            and node.head is not self.tree.nodes[name.head]
            and self.lexicon.kinds.get(node.lemma) in BODY_NOUNS
            else None
        )

    def add_nominal(self, node: Node) -> None:
        """Register the mention that a noun is, where it denotes a party, a place or a thing."""
        kind = self.kind_of(node)
        if node.low in self.directions and not node.text[:1].isupper():
            if (node.dep == "pobj" and node.head.low == "to") or (node.kid("det") is None and node.kid("poss") is None):
                return  # "to the west of": a bearing, no place
            kind = "Region"
        if kind is None:
            return
        vague, definite = True, False
        for child in node.children:
            if child.dep == "det" and child.low == "no":
                return  # "no group" is nobody
            vague = vague and not (child.dep in ("amod", "compound") and child.i < node.i)
            definite = definite or child.dep == "poss" or child.low in DEFINITE
        if is_mass(node):
            return
        first = self.left(node)
        span = self.tree.span(first, node)
        if kind == "PopulationGroup" or (kind in ("Settlement", "Region", "AdministrativeArea") and vague):
            span = self._described(node, span, kind)
        plural = node.tag in ("NNS", "NNPS")
        whose = owners(self, node) if kind in OWNED or kind in PLACE_TYPES else []
        own = span.of(self.tree.text)
        named: list[tuple[str, Draft | None]] = [(own, whose[0] if whose else None)]
        if len(whose) > 1 and kind in OWNED:
            last = max(o.node.i for o in whose)
            tail = self.tree.words(last + 1, node.i).lstrip(") ") if last < node.i else ""
            named = [(f"{o.text} {tail}" if tail else f"{own} from {o.text}", o) for o in whose]
        drafts = [Draft(node, span, t, kind, "nominal", node.lemma, plural, definite, owner=o) for t, o in named]
        self.all.extend(drafts)
        self.by_node[node.i] = drafts

    def _described(self, node: Node, span: Span, kind: str) -> Span:
        """With what makes a vague description somebody's or some number: "dozens of towns", "areas lost to rebels"."""
        start, end = span.start, span.end
        share = node.head.head.ent_label == "PERCENT"  # its number is no part of a name
        if node.dep == "pobj" and node.head.low == "of" and not share and self.measured(node.head.head) is node:
            some = node.head.head.pos == "NUM" and node.kid("nummod") is not None  # "89 of the 1,500 people"
            start = self._number_before(node, of_all=True) if some else self.left(node.head.head).start
        elif kind == "PopulationGroup":
            start = min(start, self._number_before(node))
        if kind != "PopulationGroup" and node.kid("poss") is None:
            for child in node.children:
                if child.i == node.i + 1 and child.dep in ("acl", "prep") and child.low not in ("near", "from", "to"):
                    if kind == "Region" and child.tag == "VBG":
                        continue  # "withdrew toward the northwest carrying their wounded"
                    more = self.tree.text[end : narrowing(child).end]
                    if len(more) <= 60 and "," not in more:
                        end += len(more.rpartition("(")[0].rstrip() if "(" in more and ")" not in more else more)
        return Span(start, end)

    def _number_before(self, node: Node, *, of_all: bool = False) -> int:
        """Where the number that makes people a group of its own begins: "107 people", not "the three people"."""
        number = node.kid("nummod")
        if number is None or number.i > node.i or any(c.low == "more" for c in node.children):
            return node.start
        if not of_all and any(c.low in DEFINITE for c in node.children):
            return node.start
        run = {number.i, *(c.i for c in number.children if c.pos == "NUM" or c.text == "-")}  # "twenty-two"
        first = number.i
        while first - 1 in run:
            first -= 1
        while self.tree.nodes[first].text == "-":  # "half-dozen"
            first += 1
        return self.tree.nodes[first].start

    def kind_of(self, node: Node) -> str | None:
        """The entity type that a noun denotes, by the longest phrase of the lexicon that ends in it."""
        if node.i and self.tree.nodes[node.i - 1].text == "-":
            before = self.tree.nodes[max(node.i - 4, 0) : node.i]
            if [n.low for n in before[1:]] == ["-", "year", "-"]:
                return "Person" if node.low == "old" else None  # "the 57-year-old"
            if len(before) > 1 and before[-2].pos == "NUM":
                return None  # "the 27-nation bloc"
        best = self.lexicon.kinds.get(node.low) or self.lexicon.kinds.get(node.lemma)
        if node.lemma == "bomber" and node.i and _numbered(self.tree.nodes[node.i - 1]):
            return "MaterialObject"
        if node.lemma in constructions().out_there and is_assailed(node):
            return "ArmedForce"  # "ambushed a patrol"
        if best == "PopulationGroup" and self._serves(node.lemma):
            best = "Person"
        if node.lemma == "figure" and any(c.i in self.name_at for c in node.kids("compound", "amod", "nmod")):
            return "Person"  # "an al-Qaida figure"
        if node.lemma not in self.lexicon.ends:
            return best
        words, i = [node.lemma], node.i - 1
        while i >= max(0, node.i - 3) and self.tree.nodes[i].pos in ("NOUN", "ADJ", "PROPN", "PUNCT", "VERB"):
            words.insert(0, self.tree.nodes[i].low)
            phrase = " ".join(words).replace(" - ", "-")
            best = self.lexicon.kinds.get(phrase) or best
            i -= 1
        if best == "Person" and node.tag == "NNS" and len(words) > 1 and node.lemma not in self.titles["offices"]:
            many = " ".join([*words[1:-1], node.low])  # "asylum seekers"
            best = self.lexicon.kinds.get(many) or self.lexicon.kinds.get(f"{words[-2]} {node.low}") or best
        return best

    def _serves(self, noun: str) -> bool:
        """Whether a noun for people names them by whom they work for: "staffers", "aides"."""
        titles = self.titles
        private = noun in titles["servants"] and noun not in titles["of_state"]
        return (noun in titles["employed"] or private) and noun != "delegation"

    def _parts(self, mark: Node) -> bool:
        """Whether a mark stands between two phrases, as that behind a dateline does: "Basilan - Troops killed"."""
        if mark.pos != "PUNCT" or mark.text not in ("-", "–"):
            return mark.pos == "PUNCT"
        before, after = self.tree.nodes[mark.i - 1], self.tree.nodes[mark.i + 1]
        apart = before.end < mark.start and mark.end < after.start and before.tag == "NNP"
        return apart and after.text.istitle() and after.tag in ("NN", "NNS", "JJ")

    def left(self, node: Node) -> Node:
        """The first word of the description that ends in `node`, without determiners, numbers and "his"."""
        if not node.children:
            return node
        below = {n.i for n in premodifiers(node)}
        i = node.i
        while i - 1 in below and not self._parts(self.tree.nodes[i - 1]):
            i -= 1
        while i < node.i:
            n = self.tree.nodes[i]
            if n.pos == "NUM" and self.tree.nodes[i + 1].text == "-" and self.tree.nodes[i + 1].start == n.end:
                break  # "56-year-old man"
            if (
                n.pos in DROPPED_LEFT
                or (n.pos == "ADJ" and self.tree.nodes[i + 1].pos == "NUM")  # "shot dead two soldiers"
                or n.low in POSSESSIVE
                or (n.low in self.measures["quantifiers"] and not _another(n, self.tree.nodes[i - 1]))
                or n.tag == "POS"
                or n.low in ("`", "'")
            ):
                i += 1
            else:
                break
        return self.tree.nodes[i]


def describing(nodes: list[Node]) -> list[Node]:
    """A quick look that passes over most words: those that may be a noun, number or pronoun for somebody."""
    return [
        n
        for n in nodes
        if n.pos in MENTIONING
        or n.dep == "amod"
        or n.tag in ("PRP", "PRP$")
        or n.lemma in ROUND_NUMBERS
        or n.low in ("sides", "old", "there", "both")
    ]


def _numbered(word: Node) -> bool:
    """Whether a word is the name of a make with its number: the B-52 of "B-52 bombers"."""
    return word.text[:1].isupper() and word.text[-1:].isdigit()


def _another(word: Node, before: Node) -> bool:
    """Whether "second" tells one from the first: "a second highway", but not "the second attack"."""
    return word.low == "second" and before.low == "a"


def _is_toll(number: Node) -> bool:
    """Whether a number is how many died by a total: "the death toll rose to 34", "put the number of dead at 60"."""
    prep = number.head
    if number.dep != "pobj" or prep.low not in ("to", "at"):
        return False
    beside = [prep.head, *prep.head.kids("nsubj", "nsubjpass", "dobj")]
    return any(counts_dead(n) for n in beside)
