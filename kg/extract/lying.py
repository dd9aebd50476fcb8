"""Where a place lies by the words right behind it: "the crossing at X", "X, a port on the Danube", "the road to X".

The parse hangs such phrases on the verb as often as on the noun; the words stand in one order all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions
from kg.model import Span

RULE = "en.grammar.place"
THE = r"(?:the\s+|its\s+)?"
IN = re.compile(rf"\s+(?:in|at|inside|within|on)\s+{THE}")
OF = re.compile(rf"\s+of\s+{THE}")
ASIDE = re.compile(rf",\s+(?:in|on|near|close to|at)\s+{THE}")
ON = re.compile(rf",?\s+(?:right\s+)?on\s+{THE}")
CLOSED = re.compile(r"[,.;)]")
WITH = re.compile(rf",?\s+(?:including|among them)\s+{THE}")
TO = re.compile(rf"\s+(?:leading\s+|running\s+)?(?:to|into|toward|towards)\s+{THE}")
SITS = r",?\s+(?:which\s+)?(?:lies|sits|stands|is located|is situated)"
ACROSS = r"(?:just\s+)?(?:across|over)\s+(?:the\s+)?(?:river|border|strait|bay|lake|frontier)\s+from"
BESIDE = re.compile(rf"(?:{SITS})?\s+(?:right\s+)?(?:(?:close|next)\s+to|near|on|along|by|opposite|{ACROSS})\s+{THE}")
LIES = re.compile(rf"{SITS}\b")
WIDER = ("State", "AdministrativeArea", "Region")
TOWNS = ("Settlement", "AdministrativeArea", "Region")
OUT_ON = ("BorderLine", "Route")


def lying(scene: Scene, starts: dict[int, Draft]) -> Iterator[Draw]:
    """Every place that the words right behind another one give it; `starts` are places by where they begin."""
    for draft in scene.places():
        if draft.form == "pronoun" or draft.node.pos == "ADJ":
            continue
        yield from _in(scene, draft, starts)
        yield from _including(scene, draft, starts)
        if draft.type == "Route":
            yield from _leads_to(scene, draft, starts)
        elif draft.type not in ("State", "BorderLine"):
            yield from _beside(scene, draft, starts)
            yield from _described(scene, draft, starts)


def _at(scene: Scene, draft: Draft, pattern: re.Pattern[str], starts: dict[int, Draft], begin: int) -> Draft | None:
    """The place that begins right where the pattern ends, if it does so in the draft's sentence."""
    found = pattern.match(scene.tree.text, begin)
    target = starts.get(found.end()) if found else None
    if target is not None and target.node.dep == "poss":  # "in Somalia's Puntland region": in the region
        owned = (d for d in scene.mentions.of(target.node.head) if scene.is_a(d, "Place"))
        target = next((d for d in owned if d.node is not draft.node), None)
    if (
        target is None
        or target is draft
        or target.node.sent != draft.node.sent
        or target.node.lemma in constructions().vague
    ):
        return None
    return target


def _in(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    """ "A clinic in Tal Afar", "the crossing at Kasindi", "a resort on Jolo Island", "the gates of Bria"."""
    if draft.form != "nominal" or draft.antecedent is not None:
        return
    words = constructions()
    target = _at(scene, draft, IN, starts, draft.node.end)
    if target is None and (
        draft.head in constructions().apart or (draft.head in words.parts and draft.plural and not draft.definite)
    ):
        target = _at(scene, draft, OF, starts, draft.node.end)
    if target is None or target.plural or target.type in OUT_ON or (_water(target) and not _isle(target)):
        return
    preposition = scene.tree.nodes[draft.node.i + 1].low
    if preposition == "on" and not _isle(target):
        return
    wider = target.type in WIDER and (target.type != draft.type or preposition == "of")
    if draft.type == "Facility" or _isle(target) or (draft.head in words.parts and wider):
        yield from _lies(scene, draft, target, "locatedIn", "in-words")


def _including(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    """ "Half of the country, including Donbas": what is included lies in what is one place."""
    end = draft.span.end if draft.form == "name" else draft.node.end
    target = _at(scene, draft, WITH, starts, end)
    if target is None or draft.plural or draft.type not in WIDER or target.type == "State" or target.form != "name":
        return
    if draft.form == "nominal" and not draft.definite:
        return
    yield from _lies(scene, target, draft, "locatedIn", "including")


def _leads_to(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    if draft.form == "nominal" and (draft.plural or scene.tree.nodes[draft.node.i - 1].low == "en"):
        return
    target = _at(scene, draft, TO, starts, draft.node.end)
    if target is not None and target.type not in OUT_ON:
        yield from _lies(scene, draft, target, "connects", "road-to")


def _beside(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    """ "The village lies on the Magdalena", "Kinshasa, across the river from Brazzaville", "X, on the border"."""
    end = draft.span.end if draft.form == "name" else draft.node.end
    if LIES.match(scene.tree.text, end) or draft.node.dep == "ROOT":
        target = _at(scene, draft, BESIDE, starts, end)
        yield from _by(scene, draft, target)
    elif draft.form == "name":
        target = _at(scene, draft, ASIDE, starts, end) or _on_border(scene, draft, starts, end)
        closed = target is not None and CLOSED.match(scene.tree.text, target.span.end)
        if target is None or not (closed or target.type == "BorderLine"):
            return
        if re.match(r",\s+(?:in|at)\b", scene.tree.text[end:]):
            if target.type in WIDER and target.type != draft.type:
                yield from _lies(scene, draft, target, "locatedIn", "aside")
        else:
            yield from _by(scene, draft, target)


def _on_border(scene: Scene, draft: Draft, starts: dict[int, Draft], end: int) -> Draft | None:
    """ "Mong Ko on the Chinese border", "Rafah, on Egypt's border with Gaza"."""
    if draft.type != "Settlement":
        return None
    target = _at(scene, draft, ON, starts, end)
    if target is not None and target.node.dep == "poss":
        target = next((d for d in scene.mentions.of(target.node.head) if d.type == "BorderLine"), None)
    return target if target is not None and target.type == "BorderLine" else None


def _described(scene: Scene, draft: Draft, starts: dict[int, Draft]) -> Iterator[Draw]:
    """ "Avdiivka, a rail hub in the Donetsk region", "Reni, a port on the Danube": by the apposition's own words."""
    for noun in draft.node.kids("appos"):
        if draft.form != "name" or noun.i < draft.node.i or not _common(scene, noun):
            continue
        part = noun.lemma in constructions().parts | constructions().parts_of_towns
        whole = [o for p in noun.kids("prep") if part and p.low == "of" for o in p.kids("pobj")]
        for place in (d for o in whole for d in scene.mentions.of(o)[:1] if d.form == "name"):
            yield from _lies(scene, draft, place, "locatedIn", "part")  # "Solino, a suburb of Leogane"
        inside = _at(scene, draft, IN, starts, noun.end)
        if inside is not None and inside.type in WIDER and scene.tree.nodes[noun.i + 1].low in ("in", "within"):
            yield from _lies(scene, draft, inside, "locatedIn", "appositive")
        else:
            yield from _by(scene, draft, _at(scene, draft, BESIDE, starts, noun.end))


def _common(scene: Scene, noun: Node) -> bool:
    """Whether an apposition's noun is a common one that calls a place something: a port, a rail hub."""
    kinds = [scene.filling.is_a(d.kind(), ("Place",)) for d in scene.mentions.by_node.get(noun.i, []) if d.kind()]
    return noun.tag == "NN" and noun.i not in scene.mentions.name_at and all(kinds)


def _by(scene: Scene, draft: Draft, target: Draft | None) -> Iterator[Draw]:
    """Near a border, water or town; on an island, in it."""
    if target is None or target.type == "State":
        return
    if _isle(target):
        yield from _lies(scene, draft, target, "locatedIn", "on")
    elif target.type in ("BorderLine", "Settlement", "Facility") or _water(target) or target.form == "name":
        yield from _lies(scene, draft, target, "near", "beside")


def _water(draft: Draft) -> bool:
    return bool({draft.node.lemma, draft.node.low} & constructions().waters)


def _isle(draft: Draft) -> bool:
    return draft.node.low in constructions().isles


def _lies(scene: Scene, draft: Draft, target: Draft, predicate: str, how: str) -> Iterator[Draw]:
    span = Span(min(draft.span.start, target.span.start), max(draft.span.end, target.span.end))
    if found := scene.relation(predicate, draft, target, draft.node, f"{RULE}.{how}", span=span, confidence=0.75):
        yield found
