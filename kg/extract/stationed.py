"""Who is lastingly where: "their forces in Syria", "Turkish observation posts in Idlib"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts

RULE = "en.grammar.place"
POSTS = frozenset({"post", "base", "outpost", "checkpoint", "garrison", "position", "camp", "headquarters", "barracks"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "ROOT", "appos"})
SENDING = frozenset({"deploy", "send", "dispatch", "station", "redeploy", "move", "withdraw", "mass"})
AT = ("in", "inside", "at")


def stationed(scene: Scene) -> Iterator[Draw]:
    """Every party that the text says has its place somewhere, by the noun phrases alone."""
    for draft in list(scene.mentions.all):
        if draft.form != "nominal" or (draft.node.dep == "pobj" and draft.node.head.low == "by"):
            continue  # "shot by a gang in Veracruz": where it happened
        if draft.type == "Facility" and draft.owner is not None and draft.head in POSTS:
            for owner in draft.owner.members or [draft.owner]:
                holder = scene.mentions.acting(owner)
                if scene.is_a(holder, "Agent"):
                    yield from _based(scene, holder, draft.node, places_of(scene, draft.node, AT), "posts", 0.75)
        elif draft.type in ("ArmedForce", "ArmedGroup") and draft.node.dep in ARGUMENTS and not _sent(draft.node):
            yield from _based(scene, draft, draft.node, places_of(scene, draft.node, AT, first=True), "stationed", 0.7)


def _sent(node: Node) -> bool:
    """Whether the clause tells how they come to be there: what is planned or done is no standing of theirs."""
    return node.dep in ("dobj", "nsubjpass") and node.head.lemma in SENDING


def _based(
    scene: Scene, holder: Draft, node: Node, targets: Sequence[Draft], how: str, confidence: float
) -> Iterator[Draw]:
    for target in targets:
        held = scene.stances.at(node)
        found = scene.relation("basedAt", holder, target, node, f"{RULE}.{how}", held=held, confidence=confidence)
        if found is not None:
            yield found


def places_of(scene: Scene, node: Node, prepositions: Sequence[str], first: bool = False) -> list[Draft]:
    """The places named in prepositional phrases behind a node; of a row of them only the `first`, if asked."""
    return [
        t
        for prep in node.kids("prep")
        if prep.low in prepositions and prep.i > node.i
        for o in prep.kids("pobj")
        for n in ([o] if first else conjuncts(o))
        for t in scene.mentions.of(n)[:1]
        if scene.is_a(t, "Place")
    ]
