"""A claim while its article is being read, and how a rule's roles are filled from a frame."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.drafts import Draft
from kg.extract.families import FROM_AFAR, ON_THE_GROUND, SPEECH_ACTS, STRIKES, SUFFERED
from kg.extract.frames import Frame, noun_modifiers, told_where
from kg.extract.held import Held
from kg.extract.mentions import Mentions
from kg.extract.needs import Needs, Subtypes
from kg.extract.syntax import NOUNS, Node, conjuncts, first_conjunct
from kg.extract.triggers import event_frame, match_noun
from kg.lexicon import Lexicon, Rule
from kg.lexicon.constructions import constructions
from kg.lexicon.rules import Alternative, RoleMap
from kg.model import Figure, Kind, Span, TimeSpan
from kg.ontology import Ontology

Filled = dict[str, list[Draft]]

BUILDINGS = frozenset(
    {"Organisation", "MediaOrganisation", "AidOrganisation", "InternationalOrganisation", "GovernmentBody"}
)
REACH = 8  # sentences within which "the attack" is the one told of there
PARTIES = frozenset({"actor", "recipient", "partner", "subject", "object", "beneficiary"})
WHERE = frozenset({"in", "at", "near", "around", "across", "inside", "outside", "throughout"})
BEFORE = frozenset({"outside", "near", "around", "inside"})  # where a body is a building
WHERE = BEFORE | {"in", "at"}
PLACES = frozenset({"Place", "Settlement", "AdministrativeArea", "Region"})
# Who strikes, where it is "from" him: a country or town is where it came from.
STRIKERS = (Alternative("actor", ("ArmedForce", "ArmedGroup")), Alternative("instrument", ("MaterialObject",)))
# Where a capital named is its government: as who acts, not as what is struck, taken or visited.
ACTING_SLOTS = frozenset({"subject", "by", "poss", "between", "with", "indirect", "alongside", "suffers"})


@dataclass(slots=True, eq=False)
class Draw:
    """One claim in the making: `roles` hold drafts, `held` the stance, `trigger` the word that set it off."""

    kind: Kind
    predicate: str
    roles: Filled
    held: Held
    trigger: Node
    span: Span
    rule: str
    values: dict[str, str] = field(default_factory=dict)
    ordinal: int | None = None
    time: TimeSpan | None = None
    said: TimeSpan | None = None
    deadline: TimeSpan | None = None
    figures: list[Figure] = field(default_factory=list)
    also: list[Span] = field(default_factory=list)
    confidence: float = 0.8
    definite: bool = False


class Filling(Needs):
    """Fills roles by type: which mention may stand where."""

    def __init__(self, mentions: Mentions, ontology: Ontology, lexicon: Lexicon, known: Subtypes | None = None) -> None:
        """`known` keeps what was asked of the ontology from one text to the next."""
        super().__init__(mentions, ontology, known)
        self.lexicon = lexicon
        self._waged: dict[int, list[Draft]] = {}
        self._named: dict[int, list[Rule]] = {}

    def choose(
        self, draft: Draft, alternatives: tuple[Alternative, ...], acts: bool = True
    ) -> tuple[str, Draft] | None:
        """The first alternative whose types the mention has; where it `acts`, a capital counts as its government."""
        kind = draft.kind()
        if not kind or (draft.form == "pronoun" and draft.antecedent is None):
            return None
        for alternative in alternatives:
            if acts and alternative.role in PARTIES and PLACES.isdisjoint(alternative.types):
                twin = self.mentions.acting(draft)
                if twin is not draft and self.is_a(twin.type, alternative.types):
                    return alternative.role, twin
            if self.is_a(kind, alternative.types):
                if alternative.role == "actor" and draft.form != "name" and self._only_ground(kind):
                    continue
                return alternative.role, draft
        return None

    def _only_ground(self, kind: str) -> bool:
        """Whether a thing of this type is a place and nobody: towns are taken, they take nothing."""
        return self.is_a(kind, ("Place",)) and not self.is_a(kind, ("Agent",))

    def waged_by(self, node: Node, depth: int = 0) -> list[Draft]:
        """Who does what an event noun names: the Syrians of "Syrian attacks", and of "the offensive" named before."""
        if node.i in self._waged or depth > 3:
            return self._waged.get(node.i, [])
        self._waged[node.i] = []
        rules = self._events(node)
        frame = event_frame(node, self.lexicon)
        for rule in rules:
            roles = self.fill(rule, frame) or {}
            if roles.get("actor"):
                self._waged[node.i] = roles["actor"]
                return roles["actor"]
        if rules and any(c.low in ("the", "this", "that", "these", "those") for c in node.children):
            self._waged[node.i] = self._waged_elsewhere(node, {r.predicate for r in rules}, depth)
        return self._waged[node.i]

    def _waged_elsewhere(self, node: Node, kinds: set[str], depth: int) -> list[Draft]:
        """Who wages "the offensive" by the nearest earlier words of the kind, else by all later ones if they agree."""
        many = node.tag.endswith("S")  # "the attack" is none of "its attacks"
        same = [n for n in self._nouns[node.lemma] if n is not node and n.tag.endswith("S") == many and not _alleged(n)]
        near = [n for n in same if abs(n.sent - node.sent) <= REACH or not kinds <= STRIKES]
        same = [n for n in near if kinds == self._kinds(n)]
        for earlier in reversed([n for n in same if n.i < node.i]):
            if found := self.waged_by(earlier, depth + 1):
                return found
        later = [found for n in same if n.i > node.i and (found := self.waged_by(n, depth + 1))]
        return later[0] if later and len({tuple(d.identity() for d in f) for f in later}) == 1 else []

    @cached_property
    def _nouns(self) -> dict[str, list[Node]]:
        """The nouns of the text by their lemma."""
        found = defaultdict(list)
        for node in self.mentions.tree.nodes:
            if node.pos in NOUNS:
                found[node.lemma].append(node)
        return found

    def _events(self, node: Node) -> list[Rule]:
        """The rules by which a noun names an event."""
        found = self._named.get(node.i)
        if found is None:
            rules = self.lexicon.nouns.get(node.lemma, ())
            events = [(t, r) for t, r in rules if r.kind == "event"]
            found = [r for t, r in events if not t.before or match_noun(node, t, self.mentions.tree)]
            self._named[node.i] = found
        return found

    def _kinds(self, node: Node) -> set[str]:
        return {r.predicate for r in self._events(node)}

    def parties(self, node: Node) -> list[Draft]:
        """The mentions at a node, or, where it names an event, those who wage it."""
        found = self.mentions.of(node)
        if not found and node.is_noun:
            found = self.waged_by(node) or self._lent(node)
        return found

    def _lent(self, noun: Node) -> list[Draft]:
        """Whose the support is that somebody has: "backed by air support from Chad", "with Russian backing"."""
        if noun.lemma not in constructions().support:
            return []
        whose = [
            n for p in noun.kids("prep") if p.low in ("from", "of", "by") for o in p.kids("pobj") for n in conjuncts(o)
        ]
        whose = whose or [c for group in noun_modifiers(noun) for c in group if c.text[:1].isupper()]
        return [self.mentions.acting(d) for n in whose or noun.kids("poss") for d in self.mentions.of(n)]

    def fill(self, rule: Rule, frame: Frame) -> Filled | None:
        """The roles of a rule filled from a frame, or None where something that it needs is missing."""
        if self.fails(rule, frame):
            return None
        noun = not frame.trigger.is_verb and bool(rule.nouns)
        table = rule.noun_table if noun else rule.roles
        roles: Filled = {}
        filled = {*frame.slots, *frame.spare, frame.last, "self"}
        if "indirect" in table and "indirect" in frame.slots:
            filled.discard("to")  # "gave tents to Chad"
        for slot, alternatives in table.items():
            if slot in filled:
                self._fill_slot(roles, rule, frame, slot, alternatives)
        if rule.kind == "event":
            self._fill_event(roles, rule, frame, table, noun)
        if noun and "suffers" in frame.slots:
            target = rule.noun_roles.get("on") or (Alternative("recipient", ("Agent",)), Alternative("object"))
            self._merge(roles, frame.slots["suffers"], target)
        if noun and rule.kind == "event" and "nat" in frame.slots and not roles.get("place"):
            self._merge(
                roles,
                frame.slots["nat"],
                (Alternative("place", ("AdministrativeArea", "Settlement", "Region", "Route", "Facility")),),
            )
        return roles

    def _fill_slot(
        self, roles: Filled, rule: Rule, frame: Frame, slot: str, alternatives: tuple[Alternative, ...]
    ) -> None:
        """Give the mentions in one slot their role."""
        noun = not frame.trigger.is_verb and bool(rule.nouns)
        nodes = self._nodes(rule, frame, slot)
        placed = slot == "nat" and any(self._places(n) for s in WHERE for n in frame.slots.get(s, ()))
        elsewhere = tuple(a for a in alternatives if a.role != "place") if placed else alternatives
        for node in nodes:
            if slot == "nat" and node.low in constructions().descriptive:
                continue  # "terrorist attacks" says what they are, not whose
            if slot == "nat" and (self._only_named_there(rule, frame, node) or self._says_which(node, nodes)):
                continue
            if node.low == "troop" and alternatives[0].role == "actor":
                continue  # "troop reinforcements" are reinforced by none
            if told_where(slot, rule.predicate, frame, node) and self._is_state(node):
                roles.setdefault("place", []).extend(self.mentions.of(node))
                continue
            if slot == "subject" and (cause := self._event_above(rule, frame, node)) is not None:
                for draft in self.waged_by(cause):
                    self._put(roles, draft, alternatives)
                continue
            if slot in BEFORE and node.low in constructions().seats and alternatives[0].role == "place":
                roles.setdefault("place", []).extend(self.mentions.of(node))  # "a rally outside the parliament"
            acts = slot in ACTING_SLOTS or (slot == "object" and not noun and rule.predicate not in ON_THE_GROUND)
            known = elsewhere if placed and self._wide(node) else alternatives  # "a Chechen bombing in Grozny"
            for draft in self.parties(node) if slot in ("subject", "by") else self.struck(node):
                self._put(roles, draft, known, acts)

    def _nodes(self, rule: Rule, frame: Frame, slot: str) -> list[Node]:
        """What stands in a slot, as the rule's trigger shifts it."""
        if slot == "self":
            return [frame.trigger]  # "the killers of the judge"
        if frame.last and _shifted(rule, frame, slot):
            return []  # "flee to": a preposition with a role of its own is not the object
        nodes = frame.slots.get(slot, [])
        if slot and slot == frame.last and not nodes:
            nodes = frame.slots.get("object", [])  # "pull out of": the preposition stands below another
        if nodes or slot not in frame.spare or slot in ("of", "with"):
            return nodes
        if rule.predicate in SPEECH_ACTS - {"Concede"} and slot in WHERE:
            return nodes  # "condemned the attack on a bus near Gao": nobody condemned there
        if slot == "by" and rule.predicate == "Protest":  # "a protest at the siege of Assab by Kenya"
            return [n for n in frame.spare[slot] if not self.lexicon.nouns.get(first_conjunct(n).head.head.lemma)]
        # the country of what is talked of is not where one talks: "discussed the war in Mali"
        talked = frame.trigger.is_verb or not rule.nouns
        talked = talked and [a.role for a in rule.roles.get("object", ())] == ["topic"]
        return [n for n in frame.spare[slot] if not talked or not self._wide(n)]

    def _fill_event(self, roles: Filled, rule: Rule, frame: Frame, table: RoleMap, noun: bool) -> None:
        """Add who does it, where the slots alone do not say."""
        if noun and len(roles.get("actor", ())) > 1:
            _not_where(roles, frame.slots.get("nat", []))
        if noun and rule.predicate in STRIKES and not roles.get("actor") and "from" in frame.slots:
            self._merge(roles, frame.slots["from"], STRIKERS)  # "attacks from US warplanes"
        if "subject" not in frame.slots:
            return
        if not roles.get("actor"):
            self._through_places(roles, frame, table)
        if noun and "subject" not in rule.noun_roles:
            doer = rule.roles.get("subject") or rule.noun_roles.get("poss") or (Alternative("actor", ("Agent",)),)
            if rule.predicate in STRIKES and doer[0].types:
                doer = (*doer, Alternative("instrument", ("MaterialObject",)))  # "jets carried out raids"
            self._merge(roles, frame.slots["subject"], doer)

    def _only_named_there(self, rule: Rule, frame: Frame, node: Node) -> bool:
        """Whether a modifier of an event noun cannot be its actor: a firm or body that was hit, or a mere description
        ("rebel-style") where the verb that carries the event has a subject."""
        drafts = self.mentions.of(node)
        if any(d.form == "name" and d.entry is None and _in_trigger(rule, node) for d in drafts):
            return True  # a headline's "Ferry strike"
        if rule.predicate == "Meeting" and any(c.low == "peace" for c in frame.trigger.kids("compound")):
            return True  # "Yemen peace talks" are on Yemen
        housed = BUILDINGS - {"InternationalOrganisation"} if rule.predicate in FROM_AFAR else BUILDINGS
        if rule.predicate in ON_THE_GROUND and any(d.form == "name" and d.type in housed for d in drafts):
            return True
        return bool(frame.slots.get("subject")) and all(d.form == "nominal" for d in drafts)

    def _says_which(self, node: Node, nodes: list[Node]) -> bool:
        """Whether a modifier only says which party the next one is: the Syrians of "Syrian regime air strikes"."""
        others = (d for other in nodes if other is not node for d in self.mentions.of(other) if d.form == "nominal")
        return any(d.span.start <= node.start and node.end <= d.span.end for d in others)

    def _is_state(self, node: Node) -> bool:
        return any(d.form == "name" and d.type == "State" for d in self.mentions.of(node))

    def _places(self, node: Node) -> bool:
        """Whether a node names or tells of a place."""
        return any(self.is_a(d.kind(), ("Place",)) for d in self.mentions.of(node))

    def _wide(self, node: Node) -> bool:
        """Whether a node names a country or region rather than a place to meet in."""
        return any(d.kind() in ("State", "Region", "AdministrativeArea") for d in self.mentions.of(node))

    def _event_above(self, rule: Rule, frame: Frame, node: Node) -> Node | None:
        """The event noun that a relative clause of effect means, where the parse hangs it on a place inside its phrase:
        "a bomb attack on an academy in Bogota that killed 21"."""
        if rule.predicate not in SUFFERED or frame.trigger.dep != "relcl" or node is not frame.trigger.head:
            return None
        at = node
        while at.dep == "pobj" and at.head.head.is_noun:
            at = at.head.head
            if self._kinds(at):
                return at
        return None

    def _through_places(self, roles: Filled, frame: Frame, table: RoleMap) -> None:
        """The attacks of "attacks in Goma, which killed three", where the parse hangs the clause on the town."""
        for node in frame.slots["subject"]:
            if node.dep == "pobj" and node.head.head.is_noun:
                for draft in self.waged_by(node.head.head):
                    self._put(roles, draft, table.get("subject", ()))

    def _put(self, roles: Filled, draft: Draft, alternatives: tuple[Alternative, ...], acts: bool = True) -> None:
        chosen = self.choose(draft, alternatives, acts)
        if chosen is None:
            return
        role, filler = chosen
        if role == "topic":  # what is talked about is text, a value of the claim
            return
        others = [h for r in roles.values() for h in r]
        have = roles.setdefault(role, [])
        if others:
            root, identity = filler.root(), filler.identity()
            if any(root is h.root() for h in have) or any(identity == h.identity() for h in others):
                return
        have.append(filler)

    def _merge(self, roles: Filled, nodes: list[Node], alternatives: tuple[Alternative, ...]) -> None:
        for node in nodes:
            for draft in self.mentions.of(node):
                self._put(roles, draft, alternatives)


def _alleged(event: Node) -> bool:
    """Whether it is only said whose an event is: "linked to the attacks", "blamed for the attack"."""
    said, words = event.head.head, constructions()
    return event.dep == "pobj" and said.lemma in words.linking | words.blaming | words.involvement


def _in_trigger(rule: Rule, node: Node) -> bool:
    """Whether a word is one of those that a rule looks for before its noun: the rail of "rail strike"."""
    return any(node.low in trigger.before for trigger in rule.nouns)


def _shifted(rule: Rule, frame: Frame, slot: str) -> bool:
    """Whether what a slot holds has its role from another: the object that is a trigger's last preposition's."""
    if slot != "object" or frame.last not in rule.stated:
        return slot == frame.last and slot not in rule.stated
    behind, found = rule.roles.get(frame.last, ())[:1], frame.slots.get("object", [])
    alike = {a.role for a in behind} & {a.role for a in rule.roles.get("object", ())[:1]}
    own = frame.last == "of" and "out of" in frame.slots and found  # "pulled its troops out of Niger"
    return bool(alike and not own) or all(n in frame.slots.get(frame.last, found) for n in found)


def _not_where(roles: Filled, before: list[Node]) -> None:
    """Make a place of a country that stands before who acts in it: a "Haiti gang ambush" is the gang's."""
    groups = [d for d in roles["actor"] if d.node in before and d.form == "nominal" and d.type == "ArmedGroup"]
    where = [d for d in roles["actor"] if d.node in before and d.type == "State" and d.node.dep == "compound"]
    if groups and where:
        roles["actor"] = [d for d in roles["actor"] if d not in where]
        roles.setdefault("place", where)
