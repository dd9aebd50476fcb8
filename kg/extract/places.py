"""Where places lie: "Idlib in Syria", "Mekelle, Ethiopia", "the highway between A and B", "the Iraq-Syria border"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.claiming import Draw
from kg.extract.distances import distances, place_starts
from kg.extract.drafts import Draft
from kg.extract.lying import lying
from kg.extract.scene import Scene
from kg.extract.stationed import stationed
from kg.extract.syntax import Node, conjuncts, subtree
from kg.lexicon.constructions import constructions
from kg.model import Span

RULE = "en.grammar.place"
INSIDE = frozenset({"in", "inside", "within"})
DASHES = ("-", "–", "—")
IN_NEXT = re.compile(r",?\s+in\s+(?:the\s+|its\s+)?")
CLOSING = (",", ".", ";", ")", "")  # behind "Tessalit, in northern Mali"
RUNNING = frozenset({"run", "stretch", "lead", "extend", "go", "wind", "pass", "travel"})
NEIGHBOURING = frozenset({"neighbouring", "neighboring", "adjacent", "adjoining", "bordering"})
ROAD_NAME = re.compile(r"([A-Z][a-z’']{2,})[-–—]([A-Z][a-z’']{2,})\b")
NEARBY = frozenset({"nearby"})
LISTED = frozenset({"State", "AdministrativeArea", "Region", "Settlement"})


def places(scene: Scene) -> Iterator[Draw]:
    """Every relation between two places, or a party and its place, that a place's own phrase gives."""
    starts = place_starts(scene)
    for draft in scene.places():
        if draft.form == "pronoun":
            continue
        if draft.type != "State":
            yield from _inside(scene, draft)
            yield from _comma(scene, draft)
            yield from _in_next(scene, draft, starts)
        if draft.type == "Route":
            yield from _ends(scene, draft)
        if draft.type == "BorderLine" or draft.node.lemma in ("border", "frontier"):
            yield from _border(scene, draft)
        yield from _neighbours(scene, draft)
    yield from lying(scene, starts)
    yield from distances(scene)
    yield from stationed(scene)


def _inside(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Manbij in Syria", "the east of the country": by the tree."""
    if draft.form == "nominal" and draft.plural and draft.type in ("Settlement", "AdministrativeArea", "Region"):
        yield from _all_inside(scene, draft)
        return
    part = draft.type == "Region" or (draft.type == "AdministrativeArea" and draft.form == "name")
    part = part or (draft.form == "name" and draft.node.lemma in constructions().parts_of_towns)  # "the Dora suburb of"
    part = part and draft.node.low not in constructions().isles  # "the island of Lesbos"
    for prep in draft.node.kids("prep"):
        inner = prep.kid("pobj")
        if inner is None or inner.i < draft.node.i or (inner.start < draft.span.end and draft.form == "name"):
            continue  # "the Gulf of Guinea": the name's own words
        if prep.low in INSIDE or (prep.low == "of" and part and not draft.plural):
            for node in conjuncts(inner):
                for target in scene.mentions.of(node)[:1]:
                    apart = target.antecedent is not draft and draft.antecedent is not target
                    if scene.is_a(target, "Place") and target.type != "Route" and apart:
                        yield from _lies(scene, draft, target, "in")


def _all_inside(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "The Gao and Kidal regions of Mali": each of those named lies there."""
    for prep in draft.node.kids("prep"):
        for inner in prep.kids("pobj") if prep.low in INSIDE or prep.low == "of" else []:
            for target in scene.mentions.of(inner)[:1]:
                if target not in draft.members and target.type in ("State", "AdministrativeArea", "Region"):
                    for member in draft.members:
                        yield from _lies(scene, member, target, "in")


def _lies(scene: Scene, draft: Draft, target: Draft, how: str) -> Iterator[Draw]:
    if found := scene.relation("locatedIn", draft, target, draft.node, f"{RULE}.{how}"):
        yield found


def _comma(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Mekelle, Ethiopia": a town followed by its country or province."""
    if draft.type not in ("Settlement", "AdministrativeArea", "Facility", "Region") or draft.form != "name":
        return
    for child in draft.node.kids("appos", "nmod"):
        for target in scene.mentions.of(child)[:1]:
            wider = target.type in ("State", "AdministrativeArea") or (
                target.type == "Region" and target.owner is not None
            )
            part = target.type == "Settlement" and bool(set(draft.text.lower().split()) & constructions().quarters)
            between = scene.tree.text[draft.span.end : target.span.start].strip()
            if scene.tree.text.startswith(" and ", target.span.end) and not part:
                continue  # "in Magwe, Sagaing and Yangon regions"
            if target.form == "name" and between == "," and (part or (wider and target.type != draft.type)):
                yield from _lies(scene, draft, target, "comma")


def _in_next(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    """ "attacked Solhan village in Yagha province": what follows a town's name says where it lies."""
    if draft.form != "name" or draft.type not in ("Settlement", "Facility", "Region", "AdministrativeArea"):
        return
    found = IN_NEXT.match(scene.tree.text, draft.span.end)
    target = starts.get(found.end()) if found else None
    if found is None or target is None or target.node.sent != draft.node.sent or target.plural:
        return
    if found.group().startswith(",") and scene.tree.text[target.span.end : target.span.end + 1] not in CLOSING:
        return
    wider = ("State", "AdministrativeArea", "Region")
    nested = draft.type in ("AdministrativeArea", "Region") and draft.owner is None
    if target.type in wider and (target.type != draft.type or nested):
        yield from _lies(scene, draft, target, "next")


def _ends(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """The places that a road's own phrase joins: "between A and B", "from A to B", "the A-B road"."""
    node = draft.node
    preps = node.kids("prep")
    if node.dep in ("nsubj", "compound") and node.head.is_verb and node.head.lemma in RUNNING:
        preps += node.head.kids("prep")
    if node.dep == "dobj" and {p.low for p in preps} <= {"from"}:  # "opened the road from A to B", hung on the verb
        preps += [p for p in node.head.kids("prep") if p.i > node.i]
    preps += [i for p in preps for i in p.kids("prep")]
    lows = {p.low for p in preps}
    ends: list[Node] = []
    if "between" in lows or {"from", "to"} <= lows:
        ends = [n for p in preps if p.low in ("between", "from", "to") for o in p.kids("pobj") for n in conjuncts(o)]
    for target in [*(t for n in ends for t in scene.mentions.of(n)[:1]), *_hyphenated(scene, draft)]:
        fits = scene.is_a(target, "Place") and target.type not in ("Route", "BorderLine") and not target.plural
        if fits and (found := scene.relation("connects", draft, target, node, f"{RULE}.road")):
            yield found


def _hyphenated(scene: Scene, draft: Draft) -> list[Draft]:
    text = scene.tree.text
    if not any(dash in draft.span.of(text) for dash in DASHES):
        return []
    inside = [
        d
        for d in scene.mentions.all
        if d.type in ("Settlement", "AdministrativeArea", "State")
        and d.form == "name"
        and d is not draft
        and draft.span.covers(d.span)
    ]
    inside = inside if len(inside) > 1 else _named_ends(scene, draft, inside)
    pairs = [(a, b) for a, b in pairwise(inside) if text[a.span.end : b.span.start].strip() in DASHES]
    return list(dict.fromkeys(d for pair in pairs for d in pair))


def _named_ends(scene: Scene, draft: Draft, known: list[Draft]) -> list[Draft]:
    """The two towns that a road's one name joins, as mentions of their own: "the Gao-Ansongo highway"."""
    found = ROAD_NAME.match(draft.text)
    if draft.form != "name" or found is None or found.group(1).lower() in constructions().across:
        return []
    ends: list[Draft] = []
    for i in (1, 2):
        span = Span(draft.span.start + found.start(i), draft.span.start + found.end(i))
        node = next((n for n in scene.tree.sentence(draft.node) if n.end == span.end), draft.node)
        end = next((d for d in known if d.span == span), None)
        new = Draft(node, span, found.group(i), "Settlement", "name", definite=True)
        ends.append(end or scene.mentions.add(new))
    return ends


def _border(scene: Scene, draft: Draft) -> Iterator[Draw]:
    node = draft.node
    sides: list[Draft] = []
    beyond = sum(len(conjuncts(o)) for p in node.kids("prep") if p.low == "with" for o in p.kids("pobj"))
    for child in node.kids("amod", "compound", "nmod", "poss"):
        for part in subtree(child):
            sides += [d for d in scene.mentions.by_node.get(part.i, [])[:1] if d.type == "State"]
    for prep in node.kids("prep"):
        if prep.low in ("with", "between"):
            nodes = [n for o in prep.kids("pobj") for n in conjuncts(o)]
            sides += [d for n in nodes for d in scene.mentions.of(n)[:1] if d.kind() == "State"]
    sides = list(dict.fromkeys(sides))
    if (
        len(sides) == 2
        and beyond < 2
        and (found := scene.relation("borders", sides[0], sides[1], node, f"{RULE}.border"))
    ):
        yield found


def _neighbours(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Chad and neighbouring Sudan", "Mosul and the nearby town of Baaj": beside the one of its kind named before."""
    said = {c.low for c in draft.node.kids("amod", "compound")}
    if draft.type not in LISTED or not said & (NEIGHBOURING | NEARBY):
        return
    predicate = "near" if said & NEARBY else "borders"
    states = draft.type == "State"
    before = [d for d in scene.mentions.all if d.node.sent == draft.node.sent and d.span.end < draft.span.start]
    before = [d for d in before if d.form != "pronoun" and d.type in LISTED and (d.type == "State") == states]
    if before and draft.root().form == "name":
        last = max(before, key=lambda d: (d.span.end, -d.span.start))
        pair = (draft, last) if predicate == "near" else (last, draft)
        if found := scene.relation(predicate, *pair, draft.node, f"{RULE}.neighbour", confidence=0.7):
            yield found
