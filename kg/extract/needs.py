"""What a rule needs before it makes a claim: slots that are filled, by somebody of the right type, and others empty."""

from __future__ import annotations

from functools import cached_property

from kg.extract.drafts import Draft
from kg.extract.frames import Frame, noun_modifiers
from kg.extract.mentions import Mentions
from kg.extract.syntax import Node
from kg.lexicon import Rule
from kg.lexicon.constructions import constructions
from kg.lexicon.rules import Need
from kg.ontology import Ontology

Subtypes = dict[tuple[str, tuple[str, ...]], bool]


LEFT = ("Place", "ArmedForce", "ArmedGroup", "MaterialObject")
"""What forces withdraw from, and what is withdrawn with them."""


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
        if not rule.lacks:
            return None
        return next((slot for slot in sorted(rule.lacks) if self._has(slot, (), frame)), None)

    def lacking(self, rule: Rule, frame: Frame) -> str | None:
        """What keeps a rule from a claim at this frame, in words; None where nothing does."""
        if barred := self._barred(rule, frame):
            return f"it has a “{barred}”, which the rule excludes"
        need = next((n for n in rule.needs if not self._met(n, frame)), None)
        if need is None:
            return None
        kinds = f" of type {' or '.join(need.types)}" if need.types else ""
        return f"it needs a {' or '.join(need.slots).replace('_', ' ')}{kinds}"

    def _leaves(self, node: Node) -> bool:
        """Whether a node, or what it is a share of ("much of its forces"), is ground or withdraws."""
        shared = [o for p in node.kids("prep") if p.low == "of" for o in p.kids("pobj")]
        return any(self.is_a(d.kind(), LEFT) for n in (node, *shared) for d in self.struck(n))

    def _met(self, need: Need, frame: Frame) -> bool:
        return any(self._has(slot, need.types, frame) for slot in need.slots)

    def _has(self, slot: str, types: tuple[str, ...], frame: Frame) -> bool:
        if slot == "clause":
            heads = (frame.trigger, *frame.trigger.kids("acomp"))
            return any(h.kid("ccomp", "xcomp") is not None for h in heads)
        if slot == "subjects":  # "the two sides talked", not "he talked"
            drafts = [d for n in frame.slots.get("subject", []) for d in self.mentions.of(n)]
            return len(drafts) > 1 or any(d.plural for d in drafts)
        if slot == "clause_subject":  # "wants somebody to", not "wants to"
            return any(
                c.kid("nsubj", "nsubjpass") is not None or frame.trigger.kid("dobj") is not None
                for c in frame.trigger.kids("ccomp", "xcomp")
            )
        if slot == "naming":  # "called him a murderer", "called the vote a farce"
            return frame.trigger.kid("oprd") is not None
        if slot == "named":  # "voted for Ana Ruiz", not "for a new president"
            return any(d.form == "name" for n in frame.slots.get("object", []) for d in self.mentions.of(n))
        if slot == "identified":  # "named the attacker as Juan Paz", not "named him as envoy"
            named = [d for n in frame.slots.get("as", []) for d in self.mentions.of(n)]
            known = any(d.form == "name" and d.type == "Person" for d in named)
            return known or any(n.lemma in constructions().identified for n in frame.slots.get("object", []))
        if slot == "military":  # "their positions were hit"
            return any(n.lemma in constructions().posts for n in frame.slots.get("object", []))
        if slot == "arms":
            words = constructions()
            return any(n.lemma in words.arms or n.lemma in words.weapons for n in frame.slots.get("object", []))
        if slot == "workers":  # whose strikes are no attacks
            return any(self._has(s, ("Person", "PopulationGroup"), frame) for s in ("by", "nat", "poss"))
        if slot == "flight":  # "fled the town", not "fled the scene"
            return not any(n.lemma in constructions().scenes for n in frame.slots.get("object", []))
        if slot == "ground":  # "withdrew", "withdrew from Mali", "its troops", not "from the treaty", "the bill"
            left = [frame.slots[s] for s in ("object", "from", "of") if s in frame.slots]
            return not left or any(n.pos == "PROPN" or self._leaves(n) for n in left[0])
        if slot == "standard":  # "met the deadline", not "met the king"
            return any(n.lemma in constructions().standards for n in frame.slots.get("object", []))
        if slot == "protesters":  # "protesters gathered", not "villagers gathered"
            who = [d for n in frame.slots.get("subject", []) for d in self.mentions.of(n)]
            return any(d.head in constructions().protesters for d in who)
        if slot == "weapon":  # "shells fell on the market", not "leaves fell", nor "a plane landed"
            used = [n for n in frame.slots.get("subject", []) if (weapon(n) or "AirStrike") != "AirStrike"]
            return any(d.type == "MaterialObject" for n in used for d in self.mentions.of(n))
        nodes = frame.slots.get(slot) or frame.spare.get(slot) or []
        if not types:
            return bool(nodes)
        for node in nodes:
            for draft in self.parties(node) if slot in ("subject", "by") else self.struck(node):
                if self.is_a(draft.kind(), types) or (
                    self.mentions.acting(draft) is not draft and self.is_a(self.mentions.acting(draft).type, types)
                ):
                    return True
        return False


def weapon(node: Node) -> str | None:
    """Which violence it is that is done with what a noun names: of "mortar rounds" that of mortars."""
    weapons = constructions().weapons
    if node.lemma == "round":
        return next((weapons[c.lemma] for c in node.kids("compound") if c.lemma in weapons), None)
    return weapons.get(node.lemma)
