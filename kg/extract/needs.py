"""What a rule needs before it makes a claim: slots that are filled, by somebody of the right type, and others empty."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property

from kg.extract.counted import counts_dead
from kg.extract.drafts import Draft
from kg.extract.figure_words import figure_words
from kg.extract.frames import Frame, noun_modifiers
from kg.extract.mentions import Mentions
from kg.extract.noun_phrases import is_assailed
from kg.extract.syntax import Node, is_passive
from kg.lexicon import Rule
from kg.lexicon.constructions import constructions
from kg.lexicon.rules import Need
from kg.ontology import Ontology

Subtypes = dict[tuple[str, tuple[str, ...]], bool]
Condition = Callable[["Needs", Frame], bool]


class Needs:
    """Says of one text whether a frame has what a rule asks of it."""

    def __init__(self, mentions: Mentions, ontology: Ontology, known: Subtypes | None = None) -> None:
        """`known` keeps what was asked of the ontology from one text to the next."""
        self.mentions, self.ontology = mentions, ontology
        self._is_a: Subtypes = {} if known is None else known

    def is_a(self, kind: str, types: tuple[str, ...]) -> bool:
        """Whether an entity type is one of `types` or below one of them; no types: anything is."""
        found = self._is_a.get((kind, types))
        if found is None:
            # a name of no known type fits only where anything does
            known = kind != "Thing" and any(self.ontology.is_a(kind, t) for t in types)
            found = self._is_a[kind, types] = not types or known
        return found

    @cached_property
    def place_types(self) -> frozenset[str]:
        """The entity types that are places."""
        return frozenset(kind for kind, above in self.ontology.ancestors.items() if "Place" in above)

    def parties(self, node: Node) -> list[Draft]:
        """The mentions at a node."""
        return self.mentions.of(node)

    def struck(self, node: Node) -> list[Draft]:
        """The mentions at a node, or, where it is only what is aimed at, whose it is ("strikes on rebel targets")."""
        found = self.mentions.of(node)
        if found or node.lemma not in constructions().aims:
            return found
        return [d for group in noun_modifiers(node) for n in group for d in self.mentions.of(n)]

    def _barred(self, rule: Rule, frame: Frame) -> str | None:
        """The slot that is filled although the rule wants it empty."""
        return next(
            (slot for slot in sorted(rule.lacks) if self.has(slot, (), frame) and not _dated(slot, frame)), None
        )

    def fails(self, rule: Rule, frame: Frame) -> bool:
        """Whether a frame has not what a rule needs, or has what it excludes."""
        for slot in rule.lacks:
            if self.has(slot, (), frame) and not _dated(slot, frame):
                return True
        for need in rule.needs:
            for slot in need.slots:
                if self.has(slot, need.types, frame):
                    break
            else:
                return True
        return False

    def lacking(self, rule: Rule, frame: Frame) -> str | None:
        """What keeps a rule from a claim at this frame, in words; None where nothing does."""
        if barred := self._barred(rule, frame):
            return f"it has a “{barred}”, which the rule excludes"
        need = next((n for n in rule.needs if not self._met(n, frame)), None)
        if need is None:
            return None
        kinds = f" of type {' or '.join(need.types)}" if need.types else ""
        return f"it needs a {' or '.join(need.slots).replace('_', ' ')}{kinds}"

    def _met(self, need: Need, frame: Frame) -> bool:
        return any(self.has(slot, need.types, frame) for slot in need.slots)

    def has(self, slot: str, types: tuple[str, ...], frame: Frame) -> bool:
        """Whether a slot is filled by somebody of one of `types`, or a condition of that name holds."""
        if (condition := CONDITIONS.get(slot)) is not None:
            return condition(self, frame)
        nodes = frame.slots.get(slot) or frame.spare.get(slot) or []
        if not types:  # also "spoke of seeing them"
            return bool(nodes) or any(p.low == slot and p.kid("pcomp") for p in frame.trigger.kids("prep"))
        for node in nodes:
            for draft in self.parties(node) if slot in ("subject", "by") else self.struck(node):
                if self.is_a(draft.kind(), types) or (
                    self.mentions.acting(draft) is not draft and self.is_a(self.mentions.acting(draft).type, types)
                ):
                    return True
        return False


def _dated(slot: str, frame: Frame) -> bool:
    """Whether a slot holds only when it was: "fell on Friday" is not "fell on"."""
    nodes = frame.slots.get(slot) or frame.spare.get(slot) or []
    return bool(nodes) and all(n.ent_label in ("DATE", "TIME") for n in nodes)


def _complemented(_needs: Needs, frame: Frame) -> bool:
    heads = (frame.trigger, *frame.trigger.kids("acomp"))
    return any(h.kid("ccomp", "xcomp") is not None for h in heads)


def _several(needs: Needs, frame: Frame) -> bool:
    drafts = [d for n in frame.slots.get("subject", []) for d in needs.parties(n)]
    return len(drafts) > 1 or any(d.plural for d in drafts)


def _told_to(_needs: Needs, frame: Frame) -> bool:
    clauses = [c for c in frame.trigger.kids("ccomp", "xcomp") if c.i > frame.trigger.i]
    return any(c.kid("nsubj", "nsubjpass") is not None or frame.trigger.kid("dobj") is not None for c in clauses)


def _named(needs: Needs, frame: Frame) -> bool:
    return any(d.form == "name" for n in frame.slots.get("object", []) for d in needs.parties(n))


def _identified(needs: Needs, frame: Frame) -> bool:
    named = [d for n in frame.slots.get("as", []) for d in needs.parties(n)]
    words = constructions()
    known = any(d.form == "name" and d.type == "Person" for d in named)
    known = known or any(n.lemma in words.identified | words.of_bodies for n in frame.slots.get("as", []))
    return known or any(n.lemma in constructions().identified for n in frame.slots.get("object", []))


def _armed(_needs: Needs, frame: Frame) -> bool:
    words = constructions()
    return any(n.lemma in words.arms or n.lemma in words.weapons for n in frame.slots.get("object", []))


def _workers(needs: Needs, frame: Frame) -> bool:
    return any(needs.has(s, ("Person", "PopulationGroup"), frame) for s in ("by", "nat", "poss"))


def _withdrawn(needs: Needs, frame: Frame) -> bool:
    left = [frame.slots[s] for s in ("object", "from", "of") if s in frame.slots]
    return not left or any(n.pos == "PROPN" or _leaves(needs, n) for n in left[0])


def _leaves(needs: Needs, node: Node) -> bool:
    """Whether a node, or what it is a share of ("much of its forces"), is ground or withdraws."""
    shared = [o for p in node.kids("prep") if p.low == "of" for o in p.kids("pobj")]
    return any(needs.is_a(d.kind(), LEFT) for n in (node, *shared) for d in needs.struck(n))


def _protesting(needs: Needs, frame: Frame) -> bool:
    who = [d for n in frame.slots.get("subject", []) for d in needs.parties(n)]
    return any(d.head in constructions().protesters for d in who)


def _weapons(needs: Needs, frame: Frame) -> bool:
    used = [n for n in frame.slots.get("subject", []) if (weapon(n) or "AirStrike") != "AirStrike"]
    return any(d.type == "MaterialObject" for n in used for d in needs.parties(n))


def _at_war(needs: Needs, frame: Frame) -> bool:
    words = constructions()
    for n in frame.slots.get("subject", []):
        if any(d.type != "MaterialObject" for d in needs.mentions.of(n)) or n.lemma in words.warcraft:
            return True
        if any(c.low in words.soldierly for c in n.kids("amod", "compound", "nmod") if c.i < n.i):
            return True
    return False


def _uttered(_needs: Needs, frame: Frame) -> bool:
    said = frame.slots.keys() & {"subject", "as", "to"} or frame.trigger.kid("oprd", "attr", "xcomp")
    return not said and is_passive(frame.trigger)


def _gunmen(needs: Needs, frame: Frame) -> bool:
    return needs.has("subject", ("ArmedGroup",), frame)


def _sensor(needs: Needs, frame: Frame) -> bool:
    by = frame.slots.get("subject", [])
    return is_passive(frame.trigger) and bool(by) and not any(needs.parties(n) for n in by)


def _evaded(_needs: Needs, frame: Frame) -> bool:
    return frame.trigger.lemma == "escape" and any(
        n.lemma in constructions().evaded for n in frame.slots.get("object", [])
    )


def _object_among(words: Callable[[], Collection[str]]) -> Condition:
    return lambda _needs, frame: any(n.lemma in words() for n in frame.slots.get("object", []))


LEFT = ("Place", "ArmedForce", "ArmedGroup", "MaterialObject")
"""What forces withdraw from, and what is withdrawn with them."""

CONDITIONS: dict[str, Condition] = {
    "clause": _complemented,
    "subjects": _several,  # "the two sides talked", not "he talked"
    "opposed": lambda _needs, frame: len(frame.slots.get("subject", [])) > 1,  # "A and B fought", not "both fought"
    "clause_subject": _told_to,  # "wants somebody to", not "wants to"
    "naming": lambda _needs, frame: frame.trigger.kid("oprd") is not None,  # "called him a murderer"
    "named": _named,  # "voted for Ana Ruiz", not "for a new president"
    "identified": _identified,  # "named the attacker as Juan Paz", not "named him as envoy"
    "regard": lambda _needs, frame: any(  # "held Germany in high esteem"
        n.lemma in constructions().regard for n in frame.slots.get("in", [])
    ),
    "vessel": _object_among(lambda: constructions().vessels),  # "boarded a tanker", not "boarded a bus"
    "calling": lambda _needs, frame: (  # "called a meeting on Syria"
        frame.trigger.lemma == "call"
        and frame.trigger.kid("dobj") is not None
        and not any(c.low in ("for", "on", "upon") for c in frame.trigger.kids("prep", "prt"))
    ),
    "barred": lambda _needs, frame: any(  # "barred the government from sending police", not "the road from the port"
        p.low == "from" and p.kid("pcomp") is not None for p in frame.trigger.kids("prep")
    ),
    "question": lambda _needs, frame: any(  # "asked him if it was true"
        m.low in ("if", "whether") for c in frame.trigger.kids("ccomp", "advcl") for m in c.kids("mark")
    ),
    "duty": lambda _needs, frame: any(  # "charged with overseeing the vote"
        c.lemma in constructions().duties
        for p in frame.trigger.kids("prep")
        if p.low == "with"
        for c in p.kids("pcomp")
    ),
    "routine": lambda _needs, frame: any(  # "returned to work"
        o.lemma in constructions().routines for p in frame.trigger.kids("prep") if p.low == "to" for o in p.kids("pobj")
    ),
    "evacuees": lambda needs, frame: any(  # "people evacuated by the army": it did not leave
        d.type in ("PopulationGroup", "Person") for n in frame.slots.get("object", []) for d in needs.struck(n)
    ),
    "purpose": lambda _needs, frame: any(  # "directed the state to provide water"
        c.tag == "VB" and any(a.low == "to" for a in c.kids("aux")) for c in frame.trigger.kids("advcl")
    ),
    "reflexive": lambda _needs, frame: any(  # "freed herself"
        n.low.endswith(("self", "selves")) for n in frame.slots.get("object", [])
    ),
    "uttered": _uttered,  # "an employee named only as Dilip"
    "evasion": _evaded,
    "suicide_bomber": lambda _needs, frame: (
        frame.trigger.dep != "xcomp"
        and any(  # "failed to kill"
            n.lemma == "bomber" and any(c.low == "suicide" for c in n.kids("compound", "amod"))
            for n in frame.slots.get("subject", [])
        )
    ),
    "gunmen": _gunmen,
    "sensor": _sensor,  # "was picked up by a camera"
    "to_blame": lambda _needs, frame: frame.trigger.lemma == "blame" and frame.trigger.head.lemma == "be",
    "military": _object_among(lambda: constructions().posts),  # "their positions were hit"
    "arms": _armed,
    "workers": _workers,  # whose strikes are no attacks
    "outward": lambda _needs, frame: (
        not any(  # "sent troops to Mali", not "sent the rebels home"
            c.low in ("home", "back") for c in frame.trigger.kids("advmod", "prt")
        )
    ),
    "flight": lambda needs, frame: (
        not any(  # "fled the town", not "fled the scene"
            n.lemma in constructions().scenes for n in frame.slots.get("object", [])
        )
        and not _freed_himself(needs, frame)
    ),
    "ground": _withdrawn,  # "withdrew", "withdrew from Mali", "its troops", not "from the treaty", "the bill"
    "standard": _object_among(lambda: constructions().standards),  # "met the deadline", not "met the king"
    "worded": _object_among(lambda: constructions().worded),  # "offered proof", not "offered help"
    "strain": _object_among(lambda: constructions().strains),  # "eased tensions", not "eased the curfew"
    "protesters": _protesting,  # "protesters gathered", not "villagers gathered"
    "toll": lambda _needs, frame: any(counts_dead(n) for n in frame.slots.get("subject", [])),  # no price that rose
    "money": lambda _needs, frame: any(_is_money(n) for n in frame.slots.get("object", [])),  # "gave 5 million euros"
    "dead": lambda _needs, frame: any(
        _is_dead(n) for n in frame.slots.get("subject", [])
    ),  # "the dead included two boys"
    "among_dead": lambda _needs, frame: any(  # "a mayor was among those killed"
        _is_dead(o) for p in frame.trigger.kids("prep") if p.low == "among" for o in p.kids("pobj")
    ),
    "truce": lambda _needs, frame: any(n.lemma in constructions().truces for n in frame.slots.get("subject", [])),
    "called_off": lambda _needs, frame: any(c.low == "off" for c in frame.trigger.kids("prt", "advmod")),
    "passive": lambda _needs, frame: is_passive(frame.trigger),
    "assembly": _object_among(lambda: constructions().assemblies),
    "marching": lambda _needs, frame: frame.trigger.head.lemma not in constructions().lodging,  # no protest note
    "patrolling": lambda _needs, frame: not is_assailed(frame.trigger),  # "ambushed a patrol" is no patrol
    "warcraft": _at_war,  # "warships sailed to", "military planes entered", not "grain ships"
    "reporters": lambda _needs, frame: any(  # a press conference is no meeting
        c.low in ("press", "news") for c in frame.trigger.kids("compound")
    ),
    "weapon": _weapons,  # "shells fell on the market", not "leaves fell", nor "a plane landed"
}
"""What a rule may need besides a filled slot, by the name it has in the lexicon's files."""


def _freed_himself(needs: Needs, frame: Frame) -> bool:
    """Whether one man escapes from those who held him: "escaped from the rebels", which displaces nobody."""
    from_whom = [d for slot in ("from", "object") for n in frame.slots.get(slot, []) for d in needs.parties(n)]
    alone = [d for n in frame.slots.get("subject", []) for d in needs.parties(n)]
    held = any(needs.is_a(d.kind(), ("Agent",)) and d.type != "State" for d in from_whom)
    return frame.trigger.lemma == "escape" and held and all(d.type == "Person" and not d.plural for d in alone)


def _is_money(node: Node) -> bool:
    """Whether a noun is a sum: "50 million euros", "$2 billion"."""
    return node.ent_label == "MONEY" or (node.lemma in figure_words().money and bool(node.kids("nummod")))


def _is_dead(node: Node) -> bool:
    """Whether a noun is of people who died: "the dead", "those killed"."""
    return node.lemma in ("dead", "fatality") or (
        node.low in ("those", "people") and any(c.lemma == "kill" for c in node.kids("acl"))
    )


def weapon(node: Node) -> str | None:
    """Which violence it is that is done with what a noun names: of "mortar rounds" that of mortars."""
    weapons = constructions().weapons
    if node.lemma == "round":
        return next((weapons[c.lemma] for c in node.kids("compound") if c.lemma in weapons), None)
    return weapons.get(node.lemma)
