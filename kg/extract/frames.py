"""Frames: who does what to whom, with the syntax solved.

A `Frame` maps slots to nodes. `subject` and `object` are the deep ones: passives, relative clauses, participles,
control and raising, and coordination are undone here, once, so that a rule need only say "subject" and "object".
Every other slot is a preposition; nouns have `poss` (whose) and `nat` (a nationality or agent before the noun).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.syntax import Node, ancestors, conjuncts, first_conjunct, is_passive

RELATIVE = frozenset({"that", "who", "which", "whom", "whose"})
# Subject control despite an object: "promised Turkey to withdraw".
SUBJECT_CONTROL = frozenset(
    {
        "promise",
        "vow",
        "threaten",
        "pledge",
        "use",
        "agree",
        "need",
        "take",
        "launch",
        "mount",
        "summon",
        "meet",
        "visit",
        "phone",
        "convene",
        "seize",
        "capture",
        "kill",
        "attack",
        "leave",
        "enter",
        "cross",
        "exploit",
        "hold",
        "make",
        "begin",
        "start",
    }
)
# Nouns whose infinitive somebody else is to do: "a call on the army to withdraw".
ASKED_OF = frozenset({"demand", "call", "appeal", "request", "plea", "ultimatum", "pressure", "order", "invitation"})
# Verbs whose object is to do what a purpose clause says: "sent troops to fight", "trained units to defend".
SENDING = frozenset(
    {
        "send",
        "deploy",
        "dispatch",
        "train",
        "arm",
        "equip",
        "recruit",
        "mobilise",
        "mobilize",
        "order",
        "instruct",
        "hire",
        "pay",
        "fly",
        "rush",
        "despatch",
    }
)
# Verbs that ask somebody named after a preposition to do something.
ASKING = frozenset({"call", "appeal", "plead", "wait", "push", "press", "rely", "count"})
# Participles whose agent speaks of the event rather than does it: "a bombing claimed by", "strikes condemned by".
TOLD = frozenset(
    {
        "mediate",
        "broker",
        "host",
        "sponsor",
        "facilitate",
        "chair",
        "organise",
        "organize",
        "attend",
        "claim",
        "report",
        "condemn",
        "denounce",
        "describe",
        "witness",
        "announce",
        "confirm",
        "criticise",
        "criticize",
        "deny",
        "document",
        "record",
        "cite",
        "see",
        "foil",
        "repel",
        "prevent",
        "investigate",
        "survive",
        "fear",
        "welcome",
        "suffer",
        "sustain",
        "face",
    }
)
PREFIXES = frozenset({"anti", "pro", "non", "intra", "inter", "counter", "post", "pre"})
UNITS = frozenset({"km", "kilometer", "kilometre", "mile", "mi", "metre", "meter"})


@dataclass(slots=True)
class Frame:
    """A trigger with its arguments: `slots` in the order found, `spare` the prepositions of its object's phrase.

    `carrier` is the verb that carries an event noun ("launched" of "launched an offensive"), where there is one; `last`
    the preposition that a trigger ends in ("to" of "flee to"), whose noun is the frame's object.
    """

    trigger: Node
    slots: dict[str, list[Node]] = field(default_factory=dict)
    spare: dict[str, list[Node]] = field(default_factory=dict)
    carrier: Node | None = None
    last: str = ""

    def put(self, slot: str, nodes: list[Node]) -> None:
        """Add nodes to a slot, each once."""
        if nodes:
            have = self.slots.setdefault(slot, [])
            have.extend(n for n in nodes if n not in have)


def verb_frame(verb: Node) -> Frame:
    """The frame of a verb in any construction."""
    frame = Frame(verb)
    frame.put("subject", subjects(verb))
    found = objects(verb)
    frame.put("object", found)
    for child in verb.children:
        if child.dep in ("prep", "agent") and not (child.dep == "agent" and is_passive(verb)):
            _put_preposition(frame.slots, child)
            _spare(frame, child)
        elif child.dep == "agent":
            _spare(frame, child)
        elif child.dep == "dative":
            inner = child.kid("pobj")
            frame.put("indirect", conjuncts(inner if inner is not None else child))
    for obj in found:
        if obj.i > verb.i:
            for child in obj.kids("prep"):
                if not (child.low == "from" and any(c.lemma in UNITS for c in obj.children)):
                    _put_preposition(frame.spare, child)
    if verb.dep == "conj" and verb.head.is_verb and not frame.spare:
        return frame
    return frame


def noun_modifiers(noun: Node) -> list[list[Node]]:
    """The modifiers before a noun that may name a party, with what each is coordinated or hyphenated with."""
    found = []
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            if any(c.low in PREFIXES and c.i == child.i - 2 for c in (*noun.children, *child.children)):
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
        elif child.dep == "prep":
            _put_preposition(frame.slots, child)
            _spare(frame, child)
        elif child.dep in ("acl", "relcl") and child.is_verb:
            _participle(frame, child)
    if (
        noun.dep == "conj"
        and first_conjunct(noun) is not noun
        and not frame.slots.get("nat")
        and not frame.slots.get("poss")
    ):
        first = first_conjunct(noun)
        if not any(c.dep in ("det", "poss", "nummod") for c in noun.children):
            shared = [c for k in first.kids("amod", "compound", "poss") for c in conjuncts(k)]
            frame.put("nat", [c for c in shared if c.dep != "poss"])
            frame.put("poss", [c for c in shared if c.dep == "poss"])
    verb = first_conjunct(noun).head
    if (
        first_conjunct(noun).dep == "dobj" and verb.is_verb and not is_passive(verb)
    ):  # "upset the truce between A and B"
        for prep in verb.kids("prep"):
            if prep.i > noun.i and (prep.low == "between" or prep.low == "by" and prep.kid("pcomp") is None):
                _put_preposition(frame.slots, prep)
    if not frame.slots.get("by") and any(
        c.dep == "cc" and c.low in ("and", "or") for c in noun.children
    ):  # "strikes and fires by X"
        for other in conjuncts(noun)[1:]:
            for child in other.kids("prep"):
                if child.low in ("by", "on", "against"):
                    _put_preposition(frame.slots, child)
    return frame


def _spare(frame: Frame, prep: Node) -> None:
    """Prepositions that the parse hangs on a preposition's noun: "the withdrawal of troops from Kherson"."""
    if prep.low in ("about", "over", "regarding", "concerning", "for"):
        return  # where something talked of lies is not where one talks
    for obj in prep.kids("pobj"):
        for inner in obj.kids("prep"):
            away = inner.low == "from" and any(c.lemma in UNITS for c in obj.children)
            if inner.low not in ("of", "with", "for") and not away:
                _put_preposition(frame.spare, inner)


def _participle(frame: Frame, verb: Node) -> None:
    """What a participle or relative clause adds to its noun: "the attack, carried out by X", "talks held in Y"."""
    if (is_passive(verb) or verb.tag == "VBN") and verb.lemma not in TOLD:
        frame.put("by", [n for a in verb.kids("agent") if (o := a.kid("pobj")) is not None for n in conjuncts(o)])
    for prep in verb.kids("prep"):
        if prep.low in ("in", "at", "near", "on", "against", "between", "by"):
            _put_preposition(frame.slots, prep)


def _put_preposition(slots: dict[str, list[Node]], prep: Node, outer: str = "") -> None:
    name = f"{outer} {prep.low}".strip()
    for obj in prep.kids("pobj"):
        have = slots.setdefault(name, [])
        have.extend(n for n in map(relative_head, conjuncts(obj)) if n not in have)
    for obj in prep.kids("pobj"):
        if prep.low == "in" and obj.lemma in ("support", "defence", "defense", "favour", "favor"):  # "in support of X"
            for inner in obj.kids("prep"):
                if inner.low == "of" and (helped := inner.kid("pobj")) is not None:
                    slots.setdefault("in support of", []).extend(conjuncts(helped))
    for inner in prep.kids("prep"):
        _put_preposition(slots, inner, name)
        if outer == "" and inner.kid("pobj") is not None and prep.low in ("outside", "inside", "near"):
            _put_preposition(slots, inner, "")
    for other in prep.kids("conj"):
        if other.dep == "conj" and other.tag in ("IN", "TO"):
            _put_preposition(slots, other)


def subjects(verb: Node) -> list[Node]:
    """The deep subjects of a verb: of a passive the "by" phrase, else the surface subject."""
    if is_passive(verb):
        found = [n for a in verb.kids("agent") if (o := a.kid("pobj")) is not None for n in conjuncts(o)]
        if not found:
            found = [
                n
                for p in verb.kids("prep")
                if p.low == "by" and (o := p.kid("pobj")) is not None and o.ent_label not in ("DATE", "TIME")
                for n in conjuncts(o)
            ]
        if not found:  # "was sent to the border by Sudan", where the parse hangs the agent on the border
            found = [
                n
                for p in verb.kids("prep")
                for o in p.kids("pobj")
                for by in o.kids("prep")
                if by.low == "by" and (a := by.kid("pobj")) is not None and a.ent_label not in ("DATE", "TIME")
                for n in conjuncts(a)
            ]
        return found
    return surface_subjects(verb)


def objects(verb: Node) -> list[Node]:
    """The deep objects of a verb: of a passive the surface subject, else the direct object, gaps of relatives filled."""
    if is_passive(verb):
        return surface_subjects(verb)
    direct = [n for d in verb.kids("dobj") for n in conjuncts(d)]
    if direct:
        return [relative_head(n) for n in direct]
    if (
        verb.dep == "relcl"
        and not any(c.low in RELATIVE and c.dep in ("nsubj", "dobj", "pobj") for c in verb.children)
        and verb.kid("nsubj")
    ):
        if not any(p.kid("pobj") is None and p.kid("pcomp") is None for p in verb.kids("prep")):
            return [verb.head]
    if verb.dep == "conj" and verb.head.is_verb and verb.tag == verb.head.tag and not is_passive(verb.head):
        return []
    if verb.head.is_verb or not verb.children:
        later = [c for c in verb.kids("conj") if c.is_verb and c.tag == verb.tag and c.kid("dobj") is not None]
        if later and not verb.kids("prep", "prt", "xcomp", "ccomp"):  # "built and launched a rocket"
            return [n for d in later[0].kids("dobj") for n in conjuncts(d)]
    return []


def surface_subjects(verb: Node, depth: int = 0) -> list[Node]:
    """The grammatical subjects, inherited where the verb has none of its own (control, coordination, participles)."""
    own = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    if own:
        if len(own) > 1 and own[-1].i > verb.i:  # "…, the scene of fighting, said X": the speaker stands behind
            own = own[-1:]
        return [h for n in conjuncts(own[0]) for h in _relative_heads(n, verb)]
    if depth > 8:
        return []
    head = verb.head
    if verb.dep == "conj" and head.is_verb:
        return surface_subjects(head, depth + 1)
    if verb.dep in ("xcomp", "advcl", "ccomp") and not any(c.dep == "expl" for c in verb.children):
        return _controller(verb, head, depth)
    if verb.dep in ("acl", "relcl"):
        return _noun_controller(verb, head, depth)
    if verb.dep == "pcomp":
        return _preposition_controller(head, depth)
    return []


def _controller(verb: Node, head: Node, depth: int) -> list[Node]:
    if head.is_verb:
        sent = head.lemma in SENDING and any(c.low == "to" and c.dep == "aux" for c in verb.children)
        if (verb.dep == "xcomp" and head.lemma not in SUBJECT_CONTROL or sent) and (
            direct := head.kid("dobj")
        ) is not None:
            return [relative_head(n) for n in conjuncts(direct)]
        if verb.dep in ("xcomp", "advcl", "ccomp") and head.lemma in ASKING:
            for prep in head.kids("prep"):
                if (
                    prep.low in ("on", "upon", "to", "for", "with")
                    and (asked := prep.kid("pobj")) is not None
                    and prep.i < verb.i
                    and asked.ent_label not in ("DATE", "TIME")
                ):
                    return conjuncts(asked)  # "called on both sides to halt"
        return surface_subjects(head, depth + 1)
    if head.pos == "ADJ":
        return surface_subjects(head.head, depth + 1) if head.head.is_verb else []
    if head.is_noun and verb.dep == "advcl":
        return []
    return _noun_controller(verb, head, depth) if head.is_noun else []


def _noun_controller(verb: Node, noun: Node, depth: int) -> list[Node]:
    """Who does what a noun's clause says: "X's decision to withdraw", "launched an offensive to retake"."""
    if not any(c.dep == "aux" and c.low == "to" for c in verb.children):
        if verb.dep == "acl":
            return _with_coordinates(noun, verb)
        return []
    if noun.lemma in ASKED_OF:
        return [
            n
            for p in noun.kids("prep")
            if p.low in ("on", "to", "for") and (o := p.kid("pobj")) is not None
            for n in conjuncts(o)
        ]
    owner = noun.kid("poss")
    if owner is not None:
        return [relative_head(n) for n in conjuncts(owner)]
    by = [
        n
        for p in noun.kids("prep")
        if p.low in ("by", "from") and (o := p.kid("pobj")) is not None
        for n in conjuncts(o)
    ]
    if by:
        return by
    before = [c for c in noun.kids("amod", "compound") if c.text[:1].isupper()]
    if before:
        return conjuncts(before[0])
    governor = noun.head
    if noun.dep == "pobj" and governor.head.is_verb:
        governor = governor.head
    if noun.dep in ("dobj", "pobj", "attr") and governor.is_verb:
        return surface_subjects(governor, depth + 1) if not is_passive(governor) else subjects(governor)
    return []


def _preposition_controller(prep: Node, depth: int) -> list[Node]:
    governor = prep.head
    if governor.is_verb:
        direct = governor.kid("dobj")
        if direct is not None and prep.low in ("of", "from", "for", "into"):
            return [relative_head(n) for n in conjuncts(direct)]
        if prep.low in ("of", "from", "for") and is_passive(governor):
            return surface_subjects(governor, depth + 1)
        return surface_subjects(governor, depth + 1)
    if governor.is_noun:
        return _noun_controller_of(governor, depth)
    return []


def _noun_controller_of(noun: Node, depth: int) -> list[Node]:
    owner = noun.kid("poss")
    if owner is not None:
        return [relative_head(n) for n in conjuncts(owner)]
    if noun.dep in ("dobj", "attr") and noun.head.is_verb:
        return surface_subjects(noun.head, depth + 1)
    return []


def relative_head(node: Node) -> Node:
    """What a relative pronoun stands for; any other node is itself."""
    if node.low not in RELATIVE or node.tag not in ("WDT", "WP", "WP$", "IN"):
        return node
    for above in ancestors(node):
        if above.dep == "relcl":
            return above.head
    return node


def _relative_heads(node: Node, verb: Node) -> list[Node]:
    head = relative_head(node)
    return _with_coordinates(head, verb) if head is not node else [head]


def _with_coordinates(noun: Node, verb: Node) -> list[Node]:
    """The noun, with what it is coordinated with where the clause is plural ("Turkey and Russia, which back …")."""
    first = first_conjunct(noun)
    plural = verb.tag == "VBP" or verb.low in ("were", "are", "have") or any(
        c.dep in ("aux", "auxpass") and c.low in ("have", "are", "were") for c in verb.children
    )
    if first is not noun and plural and noun.tag not in ("NNS", "NNPS"):
        return [n for n in conjuncts(first) if n.i <= noun.i]
    return [noun]
