"""Ties that one word or its form gives: "X-backed", "pro-X", "X, an ally of Y", "loyal to X", agreements, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.frames import noun_frame, relative_head, subjects, surface_subjects
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts
from kg.extract.triggers import match_noun
from kg.lexicon import Rule
from kg.lexicon.rules import Alternative
from kg.model import Span

ALIAS = re.compile(r"\s*\(\s*([A-Z][\w.&’'-]*(?:\s[A-Z][\w-]*){0,3})\s*\)")
KNOWN_AS = frozenset({"known", "called", "named", "dubbed", "nicknamed"})


def ties(scene: Scene) -> Iterator[Draw]:
    """Every such tie of the text, in text order."""
    for node in scene.tree.nodes:
        if node.text == "-":
            yield from _compound(scene, node)
        if node.is_noun:
            yield from _relational(scene, node)
        if (
            node.pos in ("ADJ", "VERB")
            and node.lemma in scene.lexicon.adjectives
            or node.low in scene.lexicon.adjectives
        ):
            yield from _adjective(scene, node)
    for draft in list(scene.mentions.all):
        if draft.type in ("Agreement", "Conflict") and draft.form != "pronoun":
            yield from _parties(scene, draft)
        if draft.form == "name" or draft.type == "Agreement":
            yield from _alias(scene, draft)


def _compound(scene: Scene, hyphen: Node) -> Iterator[Draw]:
    """ "Turkey-backed rebels" (X - participle Y) and "pro-Damascus militia" (prefix - X Y)."""
    nodes = scene.tree.nodes
    if not 0 < hyphen.i < len(nodes) - 1:
        return
    before, after = nodes[hyphen.i - 1], nodes[hyphen.i + 1]
    for rule in scene.lexicon.compounds.get(after.low, ()):
        head = _modified(after)
        for subject in _left_of(scene, before):
            for obj in scene.filling.parties(head) if head is not None else []:
                yield from _drawn(scene, rule, subject, obj, after)
    for rule in scene.lexicon.prefixes.get(before.low, ()):
        head = _modified(after) or _modified(before)
        for obj in _left_of(scene, after):
            for subject in scene.mentions.of(head) if head is not None else []:
                yield from _drawn(scene, rule, subject, obj, after)


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
    span = Span(min(subject.span.start, obj.span.start), max(subject.span.end, obj.span.end))
    held = scene.stances.at(trigger)
    held.holders.clear()
    found = scene.relation(
        rule.predicate, subject, obj, trigger, rule.name + ".compound", span=span, held=held, confidence=0.9
    )
    if found is not None:
        yield found


def _relational(scene: Scene, node: Node) -> Iterator[Draw]:
    """Nouns that name a party by its tie: "an ally of X", "X, a member of Y", "rebel stronghold"."""
    for trigger, rule in scene.lexicon.nouns.get(node.lemma, ()):
        if rule.kind != "relation" or not match_noun(node, trigger, scene.tree):
            continue
        if rule.predicate in ("locatedIn", "connects") and node.tag == "NNS":
            continue  # "the provinces of A and B", "Syria's two biggest cities": no one place
        selves = _selves(scene, node)
        frame = noun_frame(node)
        if not frame.slots:
            continue
        roles: dict[str, list[Draft]] = {}
        for slot, alternatives in rule.noun_roles.items():
            drafts = selves if slot == "self" else [d for n in frame.slots.get(slot, []) for d in scene.mentions.of(n)]
            for draft in drafts:
                chosen = scene.filling.choose(draft, alternatives)
                if chosen is not None:
                    roles.setdefault(chosen[0], []).append(chosen[1])
        if rule.predicate == "connects" and "from" in frame.slots and not {"to", "between"} & frame.slots.keys():
            continue  # "the road from X" is mostly where somebody came along it
        held = scene.stances.at(node) if not _predicated(node) else scene.stances.of(frame)
        for subject in roles.get("subject", []):
            for obj in roles.get("object", []):
                if (
                    obj.form == "nominal"
                    and obj.node.head is node
                    and obj.node.dep in ("amod", "compound")
                    and rule.predicate == "memberOf"
                ):
                    continue  # "rebel fighters" are no members of another thing
                if (
                    subject.owner is not None
                    and subject.owner.node.dep != "poss"
                    and obj.node is not subject.owner.node
                    and len(selves) > 1
                ):
                    continue  # "Turkish and Russian officials": each of his own
                if found := scene.relation(rule.predicate, subject, obj, node, rule.name + ".noun", held=held):
                    yield found


def _predicated(node: Node) -> bool:
    return node.dep == "attr" and node.head.lemma in ("be", "become", "remain")


def _selves(scene: Scene, node: Node) -> list[Draft]:
    """Who a relational noun denotes: the subject it is said of, the name beside it, or its own phrase."""
    if _predicated(node):
        return [d for n in surface_subjects(node.head) for d in scene.mentions.of(n)]
    if node.dep == "appos":
        return scene.mentions.of(relative_head(node.head))
    beside = [d for c in node.kids("appos") for d in scene.mentions.of(c) if d.form == "name"]
    return beside or scene.mentions.of(node)


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


def _parties(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """Who an agreement or conflict is between: "a deal between A and B", "its agreement with C", "sides in the war"."""
    node = draft.node
    found: list[Draft] = []
    withs: list[Draft] = []
    for prep in node.kids("prep"):
        inner = [n for o in prep.kids("pobj") for n in conjuncts(o)]
        if prep.low in ("between", "among") or prep.low == "with" and draft.type == "Agreement":
            these = [scene.mentions.acting(d) for n in inner for d in scene.mentions.of(n)]
            (withs if prep.low == "with" else found).extend(these)
    if withs:
        owner = node.kid("poss")
        own = [
            scene.mentions.acting(d)
            for n in (conjuncts(owner) if owner is not None else [])
            for d in scene.mentions.of(n)
        ]
        if not own and node.dep in ("dobj", "pobj"):
            verb = node.head if node.dep == "dobj" else node.head.head
            own = (
                [scene.mentions.acting(d) for n in subjects(verb) for d in scene.mentions.of(n)] if verb.is_verb else []
            )
        found += own + withs
    if (
        draft.type == "Conflict"
        and not found
        or node.dep == "pobj"
        and node.head.low == "in"
        and node.kid("det", "poss") is None
    ):
        return  # "in agreement with" is no agreement
    for party in found:
        if scene.is_a(party, "Agent") and (
            draw := scene.relation("partyTo", party, draft, node, "en.grammar.party", confidence=0.8)
        ):
            yield draw


def _alias(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Islamic State (IS)", "the M4 highway, also known as the Aleppo-al-Hasakah road"."""
    text = scene.tree.text
    if (
        (m := ALIAS.match(text, draft.span.end))
        and draft.type not in ("Person", "Settlement")
        and m.group(1) != draft.text
    ):
        name = m.group(1)
        if (name.isupper() or len(name.split()) > 1) and not any(
            d.span.start == m.start(1) and d.type in ("State",) for d in scene.mentions.all
        ):
            if found := scene.relation(
                "alias", draft, None, draft.node, "en.grammar.alias.bracket", span=Span(draft.span.start, m.end(1) + 1)
            ):
                found.values["name"] = name
                yield found
    for child in draft.node.kids("acl", "relcl"):
        if child.low in KNOWN_AS:
            for prep in child.kids("prep", "oprd"):
                inner = prep.kid("pobj") if prep.dep == "prep" else prep
                if inner is not None and (prep.low == "as" or prep.dep == "oprd"):
                    words = _named(scene, inner)
                    if words is not None and (
                        found := scene.relation(
                            "alias",
                            draft,
                            None,
                            child,
                            "en.grammar.alias.known",
                            span=Span(draft.span.start, words.end),
                        )
                    ):
                        found.values["name"] = words.of(text)
                        yield found


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
