"""What lies near what: "30 km north of Aleppo", "near the border", with distance and direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, subtree
from kg.model import Bound, Figure, Span

RULE = "en.grammar.place"
WIDE = frozenset({"State", "Region", "AdministrativeArea"})  # "around the country" is throughout it
BESIDE = frozenset({"near", "around", "outside"})
LYING = frozenset({"be", "lie", "sit", "stand", "locate", "situate"})
KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "metre": 0.001, "meter": 0.001}
DISTANCE = re.compile(r"(\d[\d,.]*)\s*-?\s*(km|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\b", re.IGNORECASE)
COMPASS = re.compile(r"\b(north|south|east|west)(-?(?:east|west))?\b", re.IGNORECASE)
WHERE = r"(?:north|south|east|west)(?:-?(?:east|west))?"
AWAY = re.compile(
    r"[\s,(]*(?:(?:lies|is|sits|stands|located|situated|which is|which lies|some|about|around|roughly|nearly|just|only"
    r"|over|approximately|more than)\s+)*"
    r"(?:\d[\d,.]*\s*-?\s*(?:km|kilomet(?:er|re)s?|miles?)\b(?:\s*\([^)]{1,20}\))?"
    rf"(?:\s+(?:away\s+)?from|\s+(?:to\s+the\s+)?{WHERE}\s+(?:of|from)|\s+outside(?:\s+of)?)"
    rf"|(?:to\s+the\s+)?{WHERE}\s+of)\s+"
    r"(?:the\s+)?(?:(?:capital|city|town|village)(?:\s+of)?,?\s+)?",
    re.IGNORECASE,
)

ASIDE = re.compile(r",[^,.;]{1,80},(?!\d)")
GOES_ON = re.compile(r",\s+(?:is|lies|sits|stands)\b")
CLOSE = re.compile(r",\s+(?:near|close to|not far from)\s+(?:the\s+)?(?:(?:city|town|village)\s+of\s+)?")


def distances(scene: Scene) -> Iterator[Draw]:
    """Every nearness of two places that the text states."""
    for draft in scene.places():
        if draft.form != "pronoun" and draft.type != "State":
            yield from _near(scene, draft)
    yield from _away(scene)


def place_starts(scene: Scene) -> dict[int, Draft]:
    """The places by the code point at which they begin, the longest where several do."""
    starts: dict[int, Draft] = {}
    for d in scene.places():
        longer = d.span.start not in starts or d.span.end > starts[d.span.start].span.end
        if longer and d.node.pos != "ADJ":
            starts[d.span.start] = d
    return starts


def _away(scene: Scene) -> Iterator[Draw]:
    """ "X, 2 kilometres to the west of Y", "X is about 30 km from Y": by the words, since parsers err here."""
    starts = place_starts(scene)
    for draft in scene.places():
        if draft.type in ("State", "BorderLine"):
            continue
        at = draft.span.end
        aside = ASIDE.match(scene.tree.text, at)
        found = AWAY.match(scene.tree.text, at)
        if found and GOES_ON.match(found.group(0)):
            continue  # the verb goes on about what stood before the aside
        inside = draft.node.dep == "pobj" and draft.node.head.low == "in" and scene.tree.text[at : at + 1] == ","
        if inside and any(d.type == "Settlement" for d in scene.mentions.by_node.get(draft.node.head.head.i, ())):
            continue  # "a village in northern Iraq, 8 km from Baquba": not all the north
        found = found or (AWAY.match(scene.tree.text, aside.end()) if aside else None)
        target = starts.get(found.end()) if found else None
        if found is not None and target is not None:
            yield from _stated(scene, draft, target, "away", found.group(0))
        beside = CLOSE.match(scene.tree.text, at) if draft.type == "Settlement" and draft.form == "name" else None
        target = starts.get(beside.end()) if beside else None
        if target is not None and target.type in ("Settlement", "BorderLine", "AdministrativeArea"):
            yield from _stated(scene, draft, target, "close", "near")


def _near(scene: Scene, draft: Draft) -> Iterator[Draw]:
    node = draft.node
    verb = node.head
    if node.dep in ("nsubj", "nsubjpass") and verb.lemma in LYING and verb.kid("neg") is None:
        for prep in verb.kids("prep"):  # "the camp is near the border"
            if prep.low in BESIDE:
                yield from _near_to(scene, draft, [n for o in prep.kids("pobj") for n in conjuncts(o)])
    for child in node.children:
        if child.i < node.i:
            continue
        if child.dep == "prep" and child.low in BESIDE:
            beside = [n for o in child.kids("pobj") for n in conjuncts(o)]
            wide = child.low == "around" and any(d.kind() in WIDE for n in beside for d in scene.mentions.of(n))
            yield from _near_to(scene, draft, [] if wide else beside)
        elif child.dep in ("advmod", "prep", "npadvmod", "appos", "nmod", "acl") and not child.is_verb:
            words = scene.tree.text[draft.span.end : subtree(child)[-1].end]
            bearing = COMPASS.search(words)
            if bearing is None or (not DISTANCE.search(words) and child.dep != "advmod"):
                continue
            if not _other(scene, draft, draft.span.end + bearing.start()):
                yield from _near_to(scene, draft, _of(child))


def _other(scene: Scene, draft: Draft, end: int) -> bool:
    """Whether another place is named before `end`: in "a mosque in Eldoret, 300 km north of X" that lies north."""
    names = [d for d in scene.mentions.all if d.form == "name" and scene.is_a(d, "Place")]
    return any(draft.span.end <= d.span.start and d.span.end <= end for d in names)


def _of(node: Node) -> list[Node]:
    """The places after "of" below a direction: "2 km to the west of Saraqib"."""
    return [o for n in subtree(node) if n.low == "of" and n.dep == "prep" for c in n.kids("pobj") for o in conjuncts(c)]


def _near_to(scene: Scene, draft: Draft, nodes: list[Node]) -> Iterator[Draw]:
    if draft.type == "BorderLine" and draft.node.head.low == "near":
        earlier = [d for d in scene.mentions.all if d.node.sent == draft.node.sent and d.node.i < draft.node.i]
        earlier = [d for d in earlier if d.type in ("Settlement", "Facility")]
        draft = earlier[-1] if earlier else draft
    if draft.type == "BorderLine":
        return  # a border is no place that lies so far from another: "on the border 300 km east of Abeche"
    for node in nodes:
        for target in scene.mentions.of(node)[:1]:
            if scene.is_a(target, "Place"):
                yield from _stated(scene, draft, target, "near", scene.tree.text[draft.span.end : target.span.start])


def _stated(scene: Scene, draft: Draft, target: Draft, how: str, words: str) -> Iterator[Draw]:
    span = Span(min(draft.span.start, target.span.start), max(draft.span.end, target.span.end))
    if found := scene.relation("near", draft, target, draft.node, f"{RULE}.{how}", span=span):
        measured(found, words)
        yield found


def measured(draw: Draw, words: str) -> None:
    """Distance (km) and direction that stand between two places, onto the claim."""
    if distance := DISTANCE.search(words):
        unit = distance.group(2).lower().rstrip("s")
        value = float(distance.group(1).replace(",", "").rstrip(".")) * KM.get(unit, 1.0)
        bound: Bound = "approx" if re.search(r"about|some|around|nearly", words) else "exact"
        draw.figures.append(Figure("distance", round(value, 3), bound, "km", distance.group(0)))
    if direction := COMPASS.search(words):
        draw.values["direction"] = direction.group(0).lower()
