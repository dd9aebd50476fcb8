"""Where places lie: "Idlib in Syria", "30 km north of Aleppo", "the highway between A and B", "the Iraq-Syria border"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, subtree
from kg.model import Figure, Span

POSTS = frozenset({"post", "base", "outpost", "checkpoint", "garrison", "position", "camp", "headquarters", "barracks"})
INSIDE = frozenset({"in", "inside", "within"})
KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "metre": 0.001, "meter": 0.001}
DISTANCE = re.compile(r"(\d[\d,.]*)\s*-?\s*(km|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\b", re.IGNORECASE)
COMPASS = re.compile(r"\b(north|south|east|west)(-?(?:east|west))?\b", re.IGNORECASE)


def places(scene: Scene) -> Iterator[Draw]:
    """Every relation between two places that a place's own phrase gives."""
    for draft in list(scene.mentions.all):
        if not scene.is_a(draft, "Place") or draft.metonym or draft.form == "pronoun":
            continue
        node = draft.node
        if draft.type != "State":
            yield from _inside(scene, draft)
            yield from _comma(scene, draft)
            yield from _near(scene, draft)
        if draft.type == "Route":
            yield from _ends(scene, draft)
        if draft.type == "BorderLine" or node.lemma in ("border", "frontier"):
            yield from _border(scene, draft)
    yield from _away(scene)
    yield from _stationed(scene)


def _inside(scene: Scene, draft: Draft) -> Iterator[Draw]:
    for prep in draft.node.kids("prep"):
        inner = prep.kid("pobj")
        if inner is None or inner.i < draft.node.i:
            continue
        of_part = (
            prep.low == "of"
            and (draft.type == "Region" or draft.type == "AdministrativeArea" and draft.form == "name")
            and not draft.plural
        )
        if draft.form == "nominal" and (
            draft.type in ("Settlement", "AdministrativeArea")
            and draft.plural
            or draft.type == "Region"
            and draft.plural
        ):
            continue
        if prep.low in INSIDE or of_part:
            for node in conjuncts(inner):
                for target in scene.mentions.of(node)[:1]:
                    if (
                        scene.is_a(target, "Place")
                        and target.type != "Route"
                        and target.antecedent is not draft
                        and draft.antecedent is not target
                    ):
                        if found := scene.relation("locatedIn", draft, target, draft.node, "en.grammar.place.in"):
                            yield found


def _comma(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Mekelle, Ethiopia": a town followed by its country or province."""
    if draft.type not in ("Settlement", "AdministrativeArea") or draft.form != "name":
        return
    for child in draft.node.kids("appos", "npadvmod", "nmod"):
        for target in scene.mentions.of(child)[:1]:
            if (
                target.type in ("State", "AdministrativeArea")
                and target.form == "name"
                and child.i > draft.node.i
                and child.dep != "npadvmod"
            ):
                if scene.tree.text[draft.span.end : target.span.start].strip() == "," and target.type != draft.type:
                    if found := scene.relation("locatedIn", draft, target, draft.node, "en.grammar.place.comma"):
                        yield found


AWAY = re.compile(
    r"[\s,(]*(?:(?:lies|is|sits|stands|located|situated|which is|some|about|around|roughly|nearly|just|only|over|approximately|more than)\s+)*"
    r"\d[\d,.]*\s*-?\s*(?:km|kilomet(?:er|re)s?|miles?)\b(?:\s*\([^)]{1,20}\))?"
    r"(?:\s+(?:away\s+)?from|\s+(?:to\s+the\s+)?(?:north|south|east|west)(?:-?(?:east|west))?\s+(?:of|from)|\s+outside(?:\s+of)?)\s+"
    r"(?:the\s+)?(?:(?:capital|city|town|village)(?:\s+of)?,?\s+)?",
    re.IGNORECASE,
)


def _away(scene: Scene) -> Iterator[Draw]:
    """ "X, 2 kilometres to the west of Y", "X is about 30 km from Y": by the words, which parsers often hang elsewhere."""
    starts: dict[int, Draft] = {}
    for d in scene.mentions.all:
        if scene.is_a(d, "Place") and not d.metonym and d.node.pos != "ADJ":
            if d.span.start not in starts or d.span.end > starts[d.span.start].span.end:
                starts[d.span.start] = d
    for draft in list(scene.mentions.all):
        if not scene.is_a(draft, "Place") or draft.metonym or draft.type == "State":
            continue
        at = draft.span.end
        aside = re.compile(r",[^,.;]{1,80},").match(scene.tree.text, at)
        found = AWAY.match(scene.tree.text, at)
        if found and re.match(r",\s+(?:is|lies|sits|stands)\b", found.group(0)):
            continue  # the verb goes on about what stood before the aside
        found = found or (AWAY.match(scene.tree.text, aside.end()) if aside else None)
        target = starts.get(found.end()) if found else None
        if found is None or target is None or draft.type == "BorderLine":
            continue
        draw = scene.relation(
            "near", draft, target, draft.node, "en.grammar.place.away", span=Span(draft.span.start, target.span.end)
        )
        if draw is not None:
            measured(draw, found.group(0))
            yield draw


def _near(scene: Scene, draft: Draft) -> Iterator[Draw]:
    for child in draft.node.children:
        if child.i < draft.node.i:
            continue
        if child.dep == "prep" and child.low in ("near", "around", "outside"):
            for node in [n for o in child.kids("pobj") for n in conjuncts(o)]:
                yield from _near_to(scene, draft, node, child)
        elif child.dep in ("advmod", "prep", "npadvmod", "appos", "nmod", "acl") and not child.is_verb:
            words = scene.tree.text[draft.span.end : subtree(child)[-1].end]
            if COMPASS.search(words) and (DISTANCE.search(words) or child.dep == "advmod"):
                for node in _of(child):
                    yield from _near_to(scene, draft, node, child)


def _of(node: Node) -> list[Node]:
    """The places after "of" below a direction: "2 km to the west of Saraqib"."""
    return [o for n in subtree(node) if n.low == "of" and n.dep == "prep" for c in n.kids("pobj") for o in conjuncts(c)]


def _near_to(scene: Scene, draft: Draft, node: Node, between: Node) -> Iterator[Draw]:
    if draft.type == "BorderLine" and draft.node.head.low == "near":
        earlier = [
            d
            for d in scene.mentions.all
            if d.node.sent == draft.node.sent and d.node.i < draft.node.i and d.type in ("Settlement", "Facility")
        ]
        draft = earlier[-1] if earlier else draft
    for target in scene.mentions.of(node)[:1]:
        if not scene.is_a(target, "Place"):
            continue
        found = scene.relation(
            "near",
            draft,
            target,
            draft.node,
            "en.grammar.place.near",
            span=Span(min(draft.span.start, target.span.start), max(draft.span.end, target.span.end)),
        )
        if found is not None:
            words = scene.tree.text[draft.span.end : target.span.start]
            measured(found, words)
            yield found


def measured(draw: Draw, words: str) -> None:
    """Distance (km) and direction that stand between two places, onto the claim."""
    if distance := DISTANCE.search(words):
        unit = distance.group(2).lower().rstrip("s")
        value = float(distance.group(1).replace(",", "").rstrip(".")) * KM.get(unit, 1.0)
        draw.figures.append(
            Figure(
                "distance",
                round(value, 3),
                "approx" if re.search(r"about|some|around|nearly", words) else "exact",
                "km",
                distance.group(0),
            )
        )
    if direction := COMPASS.search(words):
        draw.values["direction"] = direction.group(0).lower()


def _ends(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """The places that a road's own phrase joins: "between A and B", "from A to B", "the A-B road"."""
    ends: list[Node] = []
    for prep in draft.node.kids("prep"):
        if prep.low in ("between", "from", "to"):
            ends += [n for o in prep.kids("pobj") for n in conjuncts(o)]
            ends += [
                n for inner in prep.kids("prep") if inner.low == "to" for o in inner.kids("pobj") for n in conjuncts(o)
            ]
    lows = {p.low for p in draft.node.kids("prep")} | {i.low for p in draft.node.kids("prep") for i in p.kids("prep")}
    if "between" not in lows and not {"from", "to"} <= lows:
        ends = []
    targets = [t for n in ends for t in scene.mentions.of(n)[:1]]
    targets += _hyphenated(scene, draft)
    for target in targets:
        if (
            scene.is_a(target, "Place")
            and target.type not in ("Route", "BorderLine")
            and not target.plural
            and (found := scene.relation("connects", draft, target, draft.node, "en.grammar.place.road"))
        ):
            yield found


def _hyphenated(scene: Scene, draft: Draft) -> list[Draft]:
    inside = [
        d
        for d in scene.mentions.all
        if d is not draft
        and draft.span.covers(d.span)
        and d.type in ("Settlement", "AdministrativeArea", "State")
        and d.form == "name"
    ]
    text = scene.tree.text
    pairs = [
        (a, b)
        for a, b in zip(inside, inside[1:], strict=False)
        if text[a.span.end : b.span.start].strip() in ("-", "–", "—")
    ]
    return list(dict.fromkeys(d for pair in pairs for d in pair))


def _border(scene: Scene, draft: Draft) -> Iterator[Draw]:
    node = draft.node
    sides: list[Draft] = []
    for child in node.kids("amod", "compound", "nmod", "poss"):
        for part in sorted(subtree(child), key=lambda n: n.i):
            sides += [d for d in scene.mentions.by_node.get(part.i, [])[:1] if d.type == "State"]
    for prep in node.kids("prep"):
        if prep.low in ("with", "between"):
            sides += [
                d
                for o in prep.kids("pobj")
                for n in conjuncts(o)
                for d in scene.mentions.of(n)[:1]
                if d.kind() == "State"
            ]
    sides = list(dict.fromkeys(sides))
    if len(sides) == 2 and (found := scene.relation("borders", sides[0], sides[1], node, "en.grammar.place.border")):
        yield found


def _stationed(scene: Scene) -> Iterator[Draw]:
    """ "their forces in Syria", "Turkish observation posts in Idlib": who is lastingly where."""
    for draft in list(scene.mentions.all):
        if draft.node.dep == "pobj" and draft.node.head.low == "by":
            continue  # "shot by a gang in Veracruz": where it happened
        if draft.type == "Facility" and draft.form == "nominal" and draft.owner is not None and draft.head in POSTS:
            holders = [scene.mentions.acting(m) for m in (draft.owner.members or [draft.owner])]
            for holder in holders:
                for target in places_of(scene, draft.node, ("in", "inside", "at")):
                    if scene.is_a(holder, "Agent") and (
                        found := scene.relation(
                            "basedAt",
                            holder,
                            target,
                            draft.node,
                            "en.grammar.place.posts",
                            held=scene.stances.at(draft.node),
                            confidence=0.75,
                        )
                    ):
                        yield found
        force = (
            draft.type in ("ArmedForce", "ArmedGroup")
            and draft.form == "nominal"
            and draft.node.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "ROOT", "appos")
        )
        if not force:
            continue
        for prep in draft.node.kids("prep"):
            inner = prep.kid("pobj")
            if prep.low in ("in", "inside", "at") and inner is not None and prep.i > draft.node.i:
                for target in scene.mentions.of(inner)[:1]:
                    if scene.is_a(target, "Place") and (
                        found := scene.relation(
                            "basedAt",
                            draft,
                            target,
                            draft.node,
                            "en.grammar.place.stationed",
                            held=scene.stances.at(draft.node),
                            confidence=0.7,
                        )
                    ):
                        yield found


def places_of(scene: Scene, node: Node, prepositions: Sequence[str]) -> list[Draft]:
    """The places named in prepositional phrases of a node."""
    return [
        t
        for prep in node.kids("prep")
        if prep.low in prepositions
        for o in prep.kids("pobj")
        for n in conjuncts(o)
        for t in scene.mentions.of(n)[:1]
        if scene.is_a(t, "Place")
    ]
