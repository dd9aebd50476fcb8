"""Mentions: every name, acting or acted-on description, and personal pronoun of a text, with whose it is."""

from __future__ import annotations

from kg.extract.described import Described, describing
from kg.extract.drafts import Draft
from kg.extract.frames import PREFIXES
from kg.extract.names import PLACE_TYPES, Name
from kg.extract.qualified import divide, qualify
from kg.extract.syntax import Node, Tree
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions
from kg.model import Span

SIZES = {"AdministrativeArea": 3, "Region": 3, "Settlement": 2, "Facility": 1}


class Mentions(Described):
    """The mentions of one text. `of(node)` gives those whose head is that node: two for "US and Russian officials"."""

    def __init__(self, tree: Tree, names: list[Name], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        super().__init__(tree, names, lexicon, gazetteer)
        for name in names:
            self._add_name(name)
        for node in tree.nodes:
            if node.text[:1].isupper():
                self._add_demonym(node)
        divide(self)
        for node in describing(tree.nodes):
            if node.i not in self.name_at:
                self._add_common(node)
        qualify(self)
        for draft in list(self.all):
            if (
                draft.form == "name"
                and draft.owner is None
                and draft.type in PLACE_TYPES - {"State"}
                and (poss := draft.node.kid("poss")) is not None
            ):
                draft.owner = next(
                    (d for d in self.by_node.get(poss.i, []) if d.form == "name" and d.type in PLACE_TYPES), None
                )
        self.all.sort(key=lambda d: (d.span.start, d.span.end))

    # names

    def _add_name(self, name: Name) -> None:
        head = self.tree.nodes[name.head]
        first, last = self._end_before(name), self.tree.nodes[name.last]
        noun = self._type_noun(head, name)
        kind, span = name.type, self.tree.span(first, last)
        if noun is not None:
            kind = self.lexicon.kinds[noun.lemma] if name.entry is None else name.type
            span = self.tree.span(first, noun)
            head = noun
        draft = Draft(head, span, span.of(self.tree.text), kind, "name", entry=name.entry, plural=first.tag == "NNPS")
        draft.definite = True
        direction = self._direction(first)
        if direction is not None and kind in PLACE_TYPES and (noun is None or kind != "Route"):
            whole = self.tree.span(direction, self.tree.nodes[max(last.i, head.i)])
            self.all.append(draft)
            draft = Draft(head, whole, whole.of(self.tree.text), "Region", "name", owner=draft, definite=True)
        if draft.owner is None and kind in ("ArmedForce", "GovernmentBody") and name.first < name.last:
            draft.owner = self._state_at(first)
        self.all.append(draft)
        self.by_node.setdefault(head.i, []).append(draft)
        if noun is not None:
            self.by_node.setdefault(name.head, []).append(draft)

    def _end_before(self, name: Name) -> Node:
        """The first word of a name, or of the one hyphened to a road's: the Bhamo of "the Bhamo-Myitkyina road"."""
        nodes, first = self.tree.nodes, self.tree.nodes[name.first]
        before = self.name_at.get(name.first - 2)
        if name.type == "Route" and before is not None and nodes[name.first - 1].text in ("-", "–"):
            return nodes[before.first]
        return first

    def _state_at(self, node: Node) -> Draft | None:
        """Whose a body is by the first word of its name: "Turkish" Defense Ministry, "UN" Food Agency."""
        found = [e for e in self.gazetteer.find(node.text) if e.type == "State"]
        above = [e for e in self.gazetteer.find(node.text) if e.type == "InternationalOrganisation"]
        entry = self.gazetteer.demonym(node.text) or (found[0] if len(found) == 1 else next(iter(above), None))
        if entry is None or entry.type not in ("State", "InternationalOrganisation"):
            return None
        state = Draft(node, Span(node.start, node.end), node.text, entry.type, "name", entry=entry, definite=True)
        self.all.append(state)
        return state

    def _against(self, name: Name) -> bool:
        """Whether the name stands behind a prefix: the Taliban of "Anti-Taliban militias" are none of these."""
        before = self.tree.nodes[max(name.first - 2, 0) : name.first]
        return len(before) == 2 and before[1].text == "-" and before[0].low in PREFIXES

    def _type_noun(self, head: Node, name: Name) -> Node | None:
        """The noun behind a name that says what it is: "Idlib province", "M5 highway", "Hizbullah group"."""
        noun = head.head
        if (
            head.dep not in (("compound", "nmod", "amod") if name.entry is None else ("compound", "nmod"))
            or not name.last < noun.i <= name.last + 2
            or noun.i in self.name_at
            or ")" in self.tree.words(name.last, noun.i)
            or self._against(name)
        ):
            return None
        kind = self.lexicon.kinds.get(noun.lemma)
        if name.entry is not None and name.type == "InternationalOrganisation" and name.last + 1 < noun.i:
            return None  # "the UN humanitarian agency" is one of the UN's
        if kind in ("AdministrativeArea", "Settlement", "Route") and name.type in (
            *PLACE_TYPES,
            "Organisation",
            "PopulationGroup",
            "Person",
            "MaterialObject",
        ):
            part = (
                kind == "Settlement" == name.type and noun.lemma in constructions().parts_of_towns
            )  # "Damascus suburbs"
            people = name.type == "PopulationGroup" and name.entry is not None  # "the Hazara neighbourhood"
            part = part and not (noun.kids("prep") and not self._holds(noun, name))
            wide = name.type in ("Region", "AdministrativeArea") and name.entry is not None and kind == "Settlement"
            part = part or (wide and noun.kid("det") is not None)  # "the West Bank town", not "Idlib city"
            return None if name.type == "State" or part or people or self._holds(noun, name) else noun
        if (
            name.entry is None
            and (kind == "Facility" or (kind == "Region" and noun.lemma not in ("area", "region")))
            and name.type in ("Facility", "Organisation", "Settlement", "Region", "MaterialObject")
        ):
            return noun
        if noun.lemma in constructions().bodies:
            coloured = noun.lemma in ("movement", "party") and name.type == "Settlement"  # "the Green party"
            coloured = coloured and name.entry is None
            return noun if coloured or name.type not in PLACE_TYPES | {"Person", "PopulationGroup"} else None
        return None

    def _holds(self, noun: Node, name: Name) -> bool:
        """Whether the name before a noun is a larger place's, and the one behind its "of" the noun's own: "the Texas
        town of Uvalde" lies in Texas, "the Karrada district of Baghdad" is Karrada."""
        of = next((p.kid("pobj") for p in noun.kids("prep") if p.low == "of"), None)
        behind = self.name_at.get(of.i) if of is not None else None
        if behind is None or behind.type not in SIZES:
            return False
        if noun.lemma in constructions().town_nouns and behind.type == "Settlement":
            return True
        if noun.lemma == "district" and name.entry is None and self.gazetteer.seat(behind.text) is not None:
            return False  # no capital lies in a district of its own
        if noun.tag == "NNS" or SIZES.get(name.type, 0) != SIZES[behind.type]:
            return noun.tag == "NNS" or SIZES.get(name.type, 0) > SIZES[behind.type]
        seats = [self.gazetteer.seat(n.text) is not None for n in (name, behind)]
        return name.type == "Settlement" and not seats[1] and (seats[0] or noun.lemma in ("suburb", "outskirt"))

    def _direction(self, first: Node) -> Node | None:
        """The leftmost word of a direction before a place name: "north-eastern" of "north-eastern Syria"."""
        i, found = first.i - 1, None
        while i >= 0 and (
            self.tree.nodes[i].low in self.directions or (self.tree.nodes[i].text == "-" and found is not None)
        ):
            if self.tree.nodes[i].text != "-":
                found = self.tree.nodes[i]
            i -= 1
        return found if found is not None and found.sent == first.sent and found.low != "far" else None

    def _add_demonym(self, node: Node) -> None:
        if node.i in self.by_node:
            return
        inside = self.name_at.get(node.i)
        if inside is not None and (inside.first < inside.last or (inside.entry is not None and inside.type == "State")):
            return
        entry = self.gazetteer.demonym(node.text)
        if entry is None and node.tag == "NNPS" and node.low.endswith("s"):
            entry = self.gazetteer.demonym(node.text[:-1])
        if entry is None:
            return
        span = Span(node.start, node.end)
        state = Draft(node, span, node.text, entry.type, "name", entry=entry, definite=True)
        self.all.append(state)
        if (
            node.pos in ("PROPN", "NOUN")
            and node.dep not in ("compound", "amod", "nmod")
            and (node.tag in ("NNPS", "NNS") or node.low.endswith(("ese", "ish", "ch")))
        ):
            numbers = [n for c in node.children if c.pos == "NUM" and c.i < node.i for n in (c, *c.children)]
            first = min((n.start for n in numbers if n.pos == "NUM"), default=node.start)  # the 3.7 of "3.7 million"
            span = Span(first, node.end)
            text = span.of(self.tree.text)
            people = Draft(node, span, text, "PopulationGroup", "nominal", head=node.lemma, plural=True, owner=state)
            self.all.append(people)
            self.by_node[node.i] = [people]
        elif (
            node.tag in ("NN", "NNP")
            and node.kid("det", "nummod") is not None
            and node.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
        ):
            person = Draft(node, span, node.text, "Person", "nominal", head=node.lemma, owner=state)  # "every American"
            self.all.append(person)
            self.by_node[node.i] = [person]
        else:
            self.by_node[node.i] = [state]
