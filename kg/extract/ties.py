"""Ties that one word or its form gives: "X-backed", "pro-X", "X, an ally of Y", "loyal to X", agreements, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.arguments import surface_subjects
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import TALKS
from kg.extract.frames import Frame, noun_frame
from kg.extract.name_types import PLACE_TYPES, initials
from kg.extract.parties import parties
from kg.extract.relational import relational
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts
from kg.lexicon import Rule
from kg.lexicon.rules import Alternative
from kg.model import Span

ALIAS = re.compile(r"\s*\(\s*([A-Z][\w.&’'-]*(?:\s[A-Z][\w-]*){0,3})\s*\)")
ALSO = re.compile(r",?\s+(?:alias|aka|a\.k\.a\.|nom de guerre)\s+[“\"‘']?([A-Z][\w’'-]{2,}(?:\s[A-Z][\w’'-]*){0,3})")
OR = re.compile(r",\s+or\s+(?:the\s+)?([A-Z][A-Z.-]{1,9})(?=,|\.\s|\.$|;|\))")
CONTROL = frozenset({"control", "occupation", "rule"})
LETTERED = frozenset({"AidOrganisation", "ArmedForce", "ArmedGroup", "GovernmentBody", "InternationalOrganisation"})
HELD = frozenset({"be", "come", "fall", "lie", "pass", "remain", "stay"})
KNOWN_AS = frozenset({"known", "called", "referred", "named", "dubbed", "nicknamed"})


def ties(scene: Scene) -> Iterator[Draw]:
    """Every such tie of the text, in text order."""
    nouns, adjectives = scene.lexicon.nouns, scene.lexicon.adjectives
    for node in scene.tree.nodes:
        if node.text == "-":
            yield from _compound(scene, node)
        if node.lemma in nouns and node.is_noun:
            yield from relational(scene, node)
            if node.dep == "pobj" and node.lemma in CONTROL and node.head.low == "under":
                yield from _under(scene, node)
        if node.low == "hands" and node.dep == "pobj" and node.head.low in ("in", "into"):
            yield from _under(scene, node)  # "the town is in rebel hands"
        if (node.pos in ("ADJ", "VERB") and node.lemma in adjectives) or node.low in adjectives:
            yield from _adjective(scene, node)
    for draft in list(scene.mentions.all):
        if draft.type in ("Agreement", "Conflict") and draft.form != "pronoun":
            yield from parties(scene, draft)
        described = draft.form == "nominal" and draft.definite and draft.type in LETTERED
        if draft.form == "name" or draft.type == "Agreement" or described:
            yield from _alias(scene, draft)


def _compound(scene: Scene, hyphen: Node) -> Iterator[Draw]:
    """ "Turkey-backed rebels" (X - participle Y) and "pro-Damascus militia" (prefix - X Y)."""
    nodes = scene.tree.nodes
    if not 0 < hyphen.i < len(nodes) - 1:
        return
    before, after = nodes[hyphen.i - 1], nodes[hyphen.i + 1]
    if hyphen.end < after.start and not after.text.islower():
        return  # "BAMAKO - Armed men attacked": a dateline
    for rule in scene.lexicon.compounds.get(after.low, ()):
        head = _modified(after)
        if rule.kind == "event" or (rule.predicate == "backs" and _settles(scene, head)):
            continue
        name = scene.mentions.name_at.get(before.i)
        own = before.low != "state" or (name is not None and name.first < name.last)  # "Islamic State-linked"
        for subject in _left_of(scene, before) if own else _state_of(scene, head):
            if subject.form == "nominal" and subject.type == "Person" and not subject.plural:
                continue  # "Communist-ruled Cuba", "woman-led protests"
            for obj in scene.filling.parties(head) if head is not None else []:
                yield from _drawn(scene, rule, subject, obj, after)
    for rule in scene.lexicon.prefixes.get(before.low, ()):
        head = _modified(after) or _modified(before)
        for obj in _left_of(scene, after):
            for subject in scene.mentions.of(head) if head is not None else []:
                for draw in _drawn(scene, rule, subject, obj, after):
                    draw.span = Span(
                        min(draw.span.start, before.start), draw.span.end
                    )  # "anti-" is half of what it says
                    yield draw


def _fit(scene: Scene, rule: Rule, subject: Draft, obj: Draft) -> bool:
    """Whether both are of the types that the rule needs: "army-trained doctors" have no backer."""
    sides = {"subject": subject, "object": obj}
    needs = [(sides[slot], need.types) for need in rule.needs for slot in need.slots if slot in sides]
    return all(scene.filling.is_a(d.kind(), types) for d, types in needs)


def _settles(scene: Scene, head: Node | None) -> bool:
    """Whether a noun is one of talks or treaties, whose sponsor is behind neither side: "US-backed talks"."""
    if head is None:
        return False
    treaty = any(d.type == "Agreement" for d in scene.mentions.of(head))
    return treaty or any(rule.predicate in TALKS for _, rule in scene.lexicon.nouns.get(head.lemma, ()))


def _state_of(scene: Scene, head: Node | None) -> list[Draft]:
    """Whose "state-run" thing it is: the state whose adjective or possessive stands before, or the medium's own."""
    if head is None:
        return []
    near = [d for c in head.kids("poss", "amod", "compound", "nmod") for d in scene.mentions.of(c) if d.type == "State"]
    countries = {d.entry.country for d in scene.mentions.of(head) if d.entry is not None and d.entry.country}
    home = [d for d in scene.mentions.all if d.type == "State" and d.entry is not None and d.entry.id in countries]
    return [d for d in near if d.form == "name"][:1] or home[:1]


def _left_of(scene: Scene, node: Node) -> list[Draft]:
    """The party named by the part of a compound, with what is coordinated with it ("US- and Saudi-backed")."""
    found = scene.mentions.by_node.get(node.i, [])
    if not found and node.text[:1].isupper():  # inside a longer name: "the Saudi-led coalition"
        gazetteer = scene.mentions.gazetteer
        entry = gazetteer.demonym(node.text) or next(iter(gazetteer.find(node.text)), None) or gazetteer.seat(node.text)
        if entry is not None:
            found = [
                scene.mentions.add(
                    Draft(node, Span(node.start, node.end), node.text, entry.type, "name", entry=entry, definite=True)
                )
            ]
    found = found or scene.mentions.of(node)
    if not found and (node.is_noun or node.pos == "ADJ"):
        kind = scene.mentions.kind_of(node)
        if kind is not None:
            found = [
                scene.mentions.add(Draft(node, Span(node.start, node.end), node.text, kind, "nominal", node.lemma))
            ]
    return [scene.mentions.acting(d) for d in found]


def _modified(node: Node) -> Node | None:
    """The noun that a compound modifier stands before."""
    at = node
    for _ in range(4):
        if at.head is at:
            return None
        if (
            at.head.is_noun
            and at.head.i > node.i
            and at.dep
            in (
                "amod",
                "compound",
                "nmod",
                "npadvmod",
                "advmod",
                "punct",
                "conj",
                "poss",
                "nsubj",
                "dep",
                "intj",
                "pobj",
            )
        ):
            return at.head
        at = at.head
    return None


def _drawn(scene: Scene, rule: Rule, subject: Draft, obj: Draft, trigger: Node) -> Iterator[Draw]:
    if rule.predicate in ("basedAt", "subordinateTo"):  # "a Pakistan-based group", "a Hezbollah-run channel"
        subject, obj = obj, subject
    if not _fit(scene, rule, subject, obj):
        return
    span = Span(min(subject.span.start, obj.span.start), max(subject.span.end, obj.span.end))
    held = scene.stances.at(trigger)
    held.holders.clear()
    found = scene.relation(
        rule.predicate, subject, obj, trigger, rule.name + ".compound", span=span, held=held, confidence=0.9
    )
    if found is not None:
        yield found


def _under(scene: Scene, control: Node) -> Iterator[Draw]:
    """Who holds "the last city still under the control of the army", "areas under rebel control"."""
    place = control.head.head
    of = [n for p in control.kids("prep") if p.low == "of" for o in p.kids("pobj") for n in conjuncts(o)]
    holders = of or control.kids("poss", "compound", "amod", "nmod")
    said = place.is_verb and place.lemma in HELD and control.kid("prep") is None
    nodes = surface_subjects(place.head) if place.dep == "attr" else [place] if place.is_noun else []
    nodes = surface_subjects(place) if said else nodes
    held = scene.stances.of(Frame(place)) if said else None
    ground = [d for n in nodes for d in scene.mentions.of(n)]
    for holder in [scene.mentions.acting(d) for n in holders for d in scene.mentions.of(n)]:
        for held_place in ground:
            found = scene.relation("controls", holder, held_place, control, "en.grammar.under-control", held=held)
            if found is not None:
                yield found


def _adjective(scene: Scene, node: Node) -> Iterator[Draw]:
    for preposition, rule in scene.lexicon.adjectives.get(node.low, scene.lexicon.adjectives.get(node.lemma, ())):
        objects = [
            scene.mentions.acting(d)
            for prep in node.kids("prep")
            if prep.low == preposition
            for o in prep.kids("pobj")
            for n in conjuncts(o)
            for d in scene.mentions.of(n)
        ]
        if not objects:
            continue
        holders = _said_of(node)
        held = scene.stances.of(noun_frame(node)) if node.dep == "acomp" else scene.stances.at(node)
        swap = rule.roles.get("subject", (Alternative("subject"),))[0].role == "object"
        for subject in [d for n in holders for d in scene.mentions.of(n)]:
            for obj in objects:
                a, b = (obj, subject) if swap else (subject, obj)
                if found := scene.relation(rule.predicate, a, b, node, rule.name + ".adjective", held=held):
                    yield found


def _said_of(node: Node) -> list[Node]:
    if node.dep in ("acomp", "oprd") and node.head.is_verb:
        return surface_subjects(node.head)
    if node.dep in ("amod", "acl", "appos") and node.head.is_noun:
        return [node.head]
    if node.dep == "relcl" or node.is_verb:
        return surface_subjects(node) or ([node.head] if node.head.is_noun else [])
    return []


def _alias(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Islamic State (IS)", "the M4 highway, also known as the Aleppo-al-Hasakah road"."""
    text = scene.tree.text
    if (m := ALIAS.match(text, draft.span.end)) and _abbreviates(scene, draft, m.group(1), m.start(1)):
        span = Span(draft.span.start, m.end(1) + 1)
        yield from _called(scene, draft, m.group(1), draft.node, "bracket", span)
    if draft.type not in PLACE_TYPES | {"Person"} and (m := OR.match(text, draft.span.end)):
        yield from _called(scene, draft, m.group(1), draft.node, "or", Span(draft.span.start, m.end(1)))
    if draft.form == "name" and (m := ALSO.match(text, draft.span.end)):
        yield from _called(scene, draft, m.group(1), draft.node, "also", Span(draft.span.start, m.end(1)))
    for child in draft.node.kids("acl", "relcl"):
        if child.low in KNOWN_AS and not _another_between(scene, draft, child):
            for prep in child.kids("prep", "oprd"):
                inner = prep.kid("pobj") if prep.dep == "prep" else prep
                words = _named(scene, inner) if inner is not None and (prep.low == "as" or prep.dep == "oprd") else None
                person = inner is not None and any(d.type == "Person" for d in scene.mentions.of(inner))
                if words is not None and not (person and draft.type == "State"):  # "a Syrian named Omar Hassan"
                    yield from _called(scene, draft, words.of(text), child, "known", Span(draft.span.start, words.end))


def _another_between(scene: Scene, draft: Draft, known: Node) -> bool:
    """Whether a name stands nearer to what is called so: "Rohingya who fled Myanmar, also known as Burma"."""
    return any(draft.span.end < d.span.start < known.start and d.form == "name" for d in scene.mentions.all)


def _called(scene: Scene, draft: Draft, name: str, trigger: Node, how: str, span: Span) -> Iterator[Draw]:
    if found := scene.relation("alias", draft, None, trigger, f"en.grammar.alias.{how}", span=span):
        found.values["name"] = name
        yield found


def _abbreviates(scene: Scene, draft: Draft, name: str, start: int) -> bool:
    """Whether a bracket behind a name gives another name of it, and no agency's mark, state or seat."""
    if draft.type in ("Person", "Settlement") or name == draft.text:
        return False
    if draft.form == "nominal" and draft.type != "Agreement" and not (name.isupper() and len(name) > 2):
        return False  # "the Chadian armed forces (FAT)", but "the army (Reuters)"
    if initials(draft.text).endswith(name.replace(".", "").upper()) and name.isupper():
        return True
    other = next((d for d in scene.mentions.all if d.span.start == start and d.entry is not None), None)
    same = other is not None and draft.form == "nominal" and other.type == draft.type
    if other is not None and not same and (draft.entry is None or other.entry != draft.entry):
        return False
    return draft.type not in PLACE_TYPES and (name.isupper() or len(name.split()) > 1)


def _named(scene: Scene, node: Node) -> Span | None:
    first = scene.mentions.left(node)
    if first is not node and first.text[:1].isupper():
        return Span(first.start, node.end)
    drafts = scene.mentions.of(node)
    if drafts:
        return drafts[0].span
    first = min(
        [node, *[c for c in node.children if c.i < node.i and c.dep in ("compound", "amod", "nmod")]], key=lambda n: n.i
    )
    return Span(first.start, node.end) if first.text[:1].isupper() else None
