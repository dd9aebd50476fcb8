"""Frames: who does what to whom, with the syntax solved.

A `Frame` maps slots to nodes. `subject` and `object` are the deep ones: passives, relative clauses, participles,
control and raising, and coordination are undone here, once, so that a rule need only say "subject" and "object".
Every other slot is a preposition; nouns have `poss` (whose) and `nat` (a nationality or agent before the noun).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.arguments import objects, relative_head, subjects
from kg.extract.held import doubted
from kg.extract.syntax import Node, conjuncts, first_conjunct, is_passive
from kg.lexicon.constructions import constructions

PREFIXES = frozenset({"anti", "pro", "non", "intra", "inter", "counter", "post", "pre"})
SIDES = frozenset({"against", "with", "on", "between", "by", "of", "poss", "subject", "suffers"})
UNITS = frozenset({"km", "kilometer", "kilometre", "mile", "mi", "metre", "meter"})

ASIDE = frozenset(
    {"about", "over", "regarding", "concerning", "for", "after", "before", "following", "amid", "despite", "since"}
)


@dataclass(slots=True)
class Frame:
    """A trigger with its arguments: `slots` in the order found, `spare` the prepositions of its object's phrase.

    `carrier` is the verb that carries an event noun ("launched" of "launched an offensive"), where there is one; `last`
    the preposition that a trigger ends in ("to" of "flee to"), whose noun is the frame's object; `words` the further
    words of the trigger ("ready" of "be ready").
    """

    trigger: Node
    slots: dict[str, list[Node]] = field(default_factory=dict)
    spare: dict[str, list[Node]] = field(default_factory=dict)
    carrier: Node | None = None
    last: str = ""
    words: list[Node] = field(default_factory=list)

    def copy(self) -> Frame:
        """The same frame with slots of its own, to be added to."""
        slots = {slot: list(nodes) for slot, nodes in self.slots.items()}
        spare = {slot: list(nodes) for slot, nodes in self.spare.items()}
        return Frame(self.trigger, slots, spare, self.carrier, self.last, list(self.words))

    def put(self, slot: str, nodes: list[Node]) -> None:
        """Add nodes to a slot, each once."""
        if nodes:
            have = self.slots.setdefault(slot, [])
            for n in nodes:
                if n not in have:
                    have.append(n)


def verb_frame(verb: Node) -> Frame:
    """The frame of a verb in any construction."""
    frame = Frame(verb)
    frame.put("subject", subjects(verb))
    found = objects(verb)
    frame.put("object", found)
    for child in verb.children:
        if child.dep in ("prep", "agent") and not (child.dep == "agent" and is_passive(verb)):
            if _at_a_distance(child):
                continue
            _put_preposition(frame.slots, child)
            _spare(frame, child)
        elif child.dep == "agent":
            _spare(frame, child)
        elif child.dep == "dative":
            inner = child.kid("pobj")
            frame.put("indirect", conjuncts(inner if inner is not None else child))
            if inner is not None:
                _put_preposition(frame.spare, child)  # "were sent to Jordan"
        elif child.dep == "advmod" and child.i == verb.i + 1:
            for prep in child.kids("prep"):
                _put_preposition(frame.slots, prep)  # "fell back from Kherson to the river"
    if "in" not in frame.slots and (there := _where(verb)) is not None:
        frame.put("in", [there])
    for there in _there(verb):
        frame.put("to" if verb.lemma in constructions().going | constructions().sending else "in", [there])
    for obj in found:
        if obj.i > verb.i:
            for child in obj.kids("prep"):
                if not (child.low == "from" and any(c.lemma in UNITS for c in obj.children)):
                    _put_preposition(frame.spare, child)
    return frame


def _at_a_distance(prep: Node) -> bool:
    """Whether the preposition tells how far from where: "attacked 30 km from the border" comes from no border."""
    return prep.low == "from" and any(c.lemma in UNITS and c.i < prep.i for c in (*prep.children, *prep.head.children))


def _where(verb: Node) -> Node | None:
    """The place that a clause with "where" is about: "the village where rebels burned two schools"."""
    at = verb
    while at.dep in ("conj", "xcomp") and at.head.is_verb:
        at = at.head
    asks = at.dep == "relcl" and any(c.tag == "WRB" and c.low == "where" for c in at.children)
    apart = at.head.dep == "pobj" and at.head.head.low in ("near", "outside")  # "outside the town, where …"
    return at.head if asks and not apart else None


def _there(node: Node) -> list[Node]:
    """The adverb that says where it was, of a verb or a noun: "the fighting there"."""
    return [c for c in node.children if c.low == "there" and c.dep == "advmod" and c.tag == "RB"]


def noun_modifiers(noun: Node) -> list[list[Node]]:
    """The modifiers before a noun that may name a party, with what each is coordinated or hyphenated with."""
    found = []
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            if _prefixed(noun, child):
                continue  # "anti-coup protests" are not the coup's
            joined = [
                k
                for k in child.children
                if k.dep in ("amod", "compound", "nmod", "npadvmod", "advmod", "punct")
                and k.text[:1].isupper()
                and child.text[:1].isupper()
                and k.i < child.i
                and child.i - k.i == 2
            ]
            found.append([*joined, *conjuncts(child)])
    return found


def _prefixed(noun: Node, modifier: Node) -> bool:
    """Whether a prefix stands before a modifier of a noun, wherever the parse hangs it."""
    at = modifier.i - 2
    for one in (noun, modifier):
        for c in one.children:
            if c.i == at and c.low in PREFIXES:
                return True
    return False


def noun_frame(noun: Node) -> Frame:
    """The frame of an event noun: "Russian air strikes on X", "talks between A and B", "an attack launched by C"."""
    frame = Frame(noun)
    for group in noun_modifiers(noun):
        frame.put("nat", group)
    for child in noun.children:
        if child.dep == "poss":
            frame.put("poss", [relative_head(c) for c in conjuncts(child)])
        elif child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            for inner in child.kids("compound", "amod", "nmod"):  # "Syrian government offensive"
                if inner.i < child.i and child.dep == "compound":
                    frame.put("nat_inner", conjuncts(inner))
        elif child.dep in ("prep", "agent"):  # "calls by Norway for a truce" may have an agent
            _put_preposition(frame.slots, child)
            _spare(frame, child)
        elif child.dep in ("acl", "relcl") and child.is_verb:
            _participle(frame, child)
    frame.put("in", _there(noun))
    if noun.dep == "compound" and noun.head.lemma in constructions().proposals:
        _proposed(frame, noun.head)
    if (
        noun.dep == "conj"
        and first_conjunct(noun) is not noun
        and not frame.slots.get("nat")
        and not frame.slots.get("poss")
    ):
        first = first_conjunct(noun)
        named = first.tag in ("NNP", "NNPS")  # what stands before a name is the name's: "Angela Merkel and diplomats"
        if not named and not any(c.dep in ("det", "poss", "nummod") for c in noun.children):
            shared = [c for k in first.kids("poss") for c in conjuncts(k)]
            frame.put("nat", [c for group in noun_modifiers(first) for c in group])
            frame.put("poss", [c for c in shared if c.dep == "poss"])
    verb = first_conjunct(noun).head
    if (
        first_conjunct(noun).dep == "dobj" and verb.is_verb and not is_passive(verb)
    ):  # "upset the truce between A and B"
        for prep in verb.kids("prep"):
            if prep.i > noun.i and (prep.low == "between" or (prep.low == "by" and prep.kid("pcomp") is None)):
                _put_preposition(frame.slots, prep)
    if not frame.slots.get("by") and any(
        c.dep == "cc" and c.low in ("and", "or") for c in noun.children
    ):  # "strikes and fires by X"
        for other in conjuncts(noun)[1:]:
            for child in other.kids("prep"):
                alone = not frame.slots.keys() - {"nat", "poss"} and not other.kids("det")
                if child.low == "by" or (child.low in ("in", "at", "near") and alone):
                    _put_preposition(frame.slots, child)  # "a shooting and hostage crisis at the theatre"
    return frame


def _proposed(frame: Frame, proposal: Node) -> None:
    """Who proposes an event, and where it is to be: "a truce offer by the rebels", "a bomb plot in Lyon"."""
    own = proposal.lemma not in constructions().asked_of  # of "his truce appeal" the truce is others'
    for whose in proposal.kids("poss") if own else []:
        frame.put("poss", [relative_head(c) for c in conjuncts(whose)])
    for prep in proposal.kids("prep", "agent"):
        if prep.low in ("by", "from"):
            frame.put("by", [n for o in prep.kids("pobj") for n in conjuncts(o)] if own else [])
        elif prep.low in ("in", "at", "near", "against", "between", "with"):
            _put_preposition(frame.slots, prep)
    verb = proposal.head
    if proposal.dep == "nsubjpass" and verb.lemma in ("make", "issue", "send", "present"):
        for agent in verb.kids("agent"):
            frame.put("by", [n for o in agent.kids("pobj") for n in conjuncts(o)])  # "the offer was made by"


def _spare(frame: Frame, prep: Node) -> None:
    """Prepositions that the parse hangs on a preposition's noun: "the withdrawal of troops from Kherson"."""
    dated = any(o.ent_label in ("DATE", "TIME") for o in prep.kids("pobj"))  # "over the weekend in Gao"
    if prep.low in ASIDE and not dated:
        return  # where something talked of, or done before, lies is not where one talks or does it
    for obj in (n for o in prep.kids("pobj") for n in conjuncts(o)):
        for inner in obj.kids("prep"):
            if inner.low == "to" and obj.lemma in constructions().journeys:
                frame.spare.setdefault("in", [n for o in inner.kids("pobj") for n in conjuncts(o)])
                continue  # "met bishops during a visit to Manila"
            away = inner.low == "from" and any(c.lemma in UNITS for c in obj.children)
            if inner.low not in ("of", "with", "for") and not away:
                _put_preposition(frame.spare, inner)


def _participle(frame: Frame, verb: Node) -> None:
    """What a participle or relative clause adds to its noun: "the attack, carried out by X", "talks held in Y"."""
    if (is_passive(verb) or verb.tag == "VBN") and verb.lemma not in constructions().told and not doubted(verb):
        frame.put("by", [n for a in verb.kids("agent") if (o := a.kid("pobj")) is not None for n in conjuncts(o)])
    if verb.low in ("targeting", "hitting", "striking") and verb.dep == "acl":
        frame.put("on", objects(verb))  # "a blast targeting a convoy"
    for prep in verb.kids("prep"):
        blamed = prep.low == "on" and verb.lemma in ("blame", "pin")  # "a strike blamed on X" is no strike on X
        if prep.low in ("in", "at", "near", "on", "against", "between", "by") and not blamed:
            _put_preposition(frame.slots, prep)


def _put_preposition(slots: dict[str, list[Node]], prep: Node, outer: str = "") -> None:
    if not prep.children:
        return
    if prep.low == "in" and (before := _in_front_of(prep)) is not None:
        slots.setdefault("near", []).extend(conjuncts(before))
        return
    name = f"{outer} {prep.low}" if outer else prep.low
    below = prep.kids("pobj")
    for obj in below:
        have = slots.setdefault(name, [])
        have.extend(n for n in map(relative_head, conjuncts(obj)) if n not in have)
    for obj in below if prep.low == "in" else []:
        if obj.lemma in constructions().jointly and obj.kid("det") is None:  # "in tandem with the police"
            for inner in obj.kids("prep"):
                if inner.low == "with":
                    _put_preposition(slots, inner)
        if obj.lemma in ("support", "defence", "defense", "favour", "favor"):  # "in support of X"
            for inner in obj.kids("prep"):
                if inner.low == "of" and (helped := inner.kid("pobj")) is not None:
                    slots.setdefault("in support of", []).extend(conjuncts(helped))
    for inner in prep.kids("prep"):
        _put_preposition(slots, inner, name)
        if outer == "" and inner.kid("pobj") is not None and prep.low in ("outside", "inside", "near"):
            _put_preposition(slots, inner, "")
    for other in prep.kids("conj"):
        if other.tag in ("IN", "TO"):
            _put_preposition(slots, other)


def _in_front_of(prep: Node) -> Node | None:
    """What something is "in front of"."""
    front = prep.kid("pobj")
    if front is None or front.low != "front" or front.kid("det") is not None:
        return None
    return next((o for of in front.kids("prep") if of.low == "of" for o in of.kids("pobj")), None)


def told_where(slot: str, predicate: str, frame: Frame, state: Node) -> bool:
    """Whether a state before an event noun is where it happens: "Argentina's food riots", not "Egypt's protest to"."""
    if slot == "poss":
        protests = predicate == "Protest" and frame.trigger.tag == "NNS"
        return protests and not frame.slots.keys() & {"against", "at", "to"}
    return slot == "nat" and happens_there(frame, state)


def happens_there(frame: Frame, before: Node) -> bool:
    """Whether a state named before an event noun is where it happens, where nothing says against whom: the Mali of
    "Mali attack kills ten", beside the "Israeli attack" that is Israel's, and the Syria of "Syrian clashes"."""
    if SIDES & frame.slots.keys() or sum(n.text[:1].isupper() for n in frame.slots.get("nat", ())) > 1:
        return False
    words, event = constructions(), frame.trigger.lemma
    if event in words.brawls:
        return True
    return before.tag in ("NNP", "NNPS") and not before.text.isupper() and event in words.local
