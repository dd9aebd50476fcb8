"""Who is lastingly where: "their forces in Syria", "Turkish observation posts in Idlib"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.frames import Frame
from kg.extract.noun_phrases import is_not
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts
from kg.extract.triggers import has_words
from kg.lexicon.constructions import constructions

RULE = "en.grammar.place"
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "ROOT", "appos"})
AT = ("in", "inside", "at")
TOWNS = frozenset({"Settlement", "AdministrativeArea", "Region"})


def stationed(scene: Scene) -> Iterator[Draw]:
    """Every party that the text says has its place somewhere, by the noun phrases alone."""
    for draft in list(scene.mentions.all):
        node = draft.node
        if draft.form == "pronoun" or (node.dep == "pobj" and node.head.low == "by"):
            continue  # "shot by a gang in Veracruz": where it happened
        if node.low == "service" and node.kid("det", "poss") is None:
            continue  # "no record of military service in Malta" is no force
        if draft.form == "name":
            if draft.type == "ArmedGroup" and node.dep in ARGUMENTS and not _involved(node):
                yield from _based(scene, draft, node, places_of(scene, node, AT), "named", 0.7)
        elif draft.type == "Facility" and draft.owner is not None and draft.head in constructions().posts:
            for owner in draft.owner.members or [draft.owner]:
                holder = scene.mentions.acting(owner)
                if scene.is_a(holder, "Agent"):
                    yield from _based(scene, holder, node, places_of(scene, node, AT), "posts", 0.75)
                    insurgent = holder.kind() == "ArmedGroup" or holder.head in ("junta", "regime")
                    yield from _based(scene, holder, node, [draft] if insurgent else [], "own", 0.7)  # "rebel camps"
        elif draft.type == "Facility" and draft.form == "nominal" and draft.head in constructions().posts:
            yield from _seated(scene, draft)
        elif draft.type in ("ArmedForce", "ArmedGroup") and node.dep in ARGUMENTS and not _sent(scene, node):
            yield from _based(scene, draft, node, places_of(scene, node, AT, first=True), "stationed", 0.7)
            yield from _are_in(scene, draft)
        elif draft.type in ("ArmedForce", "ArmedGroup") and node.dep == "attr":
            yield from _are_in(scene, draft)
        elif draft.type == "PopulationGroup":
            yield from _living(scene, draft)


def _seated(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """Where a body has "the headquarters of the party in Lome", which the parse may say of the party."""
    for of in (o for p in draft.node.kids("prep") if p.low == "of" for o in p.kids("pobj")):
        for holder in scene.mentions.of(of)[:1]:
            if scene.is_a(holder, "Agent"):
                targets = places_of(scene, draft.node, AT) or places_of(scene, of, AT)
                yield from _based(scene, scene.mentions.acting(holder), draft.node, targets, "posts", 0.75)


def _are_in(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """ "Some 2,000 mercenaries are in Mali", as the clause has it: who denies that they are says they are not."""
    node, verb = draft.node, draft.node.head
    counted = node.dep == "attr" and verb.kid("expl") is not None  # "there are 3,000 troops in Mandalay"
    plain = node.dep == "nsubj" and verb.kid("attr", "acomp", "expl") is None
    if verb.lemma != "be" or not (counted or plain):
        return
    for target in places_of(scene, verb, AT, first=True) or (places_of(scene, node, AT, first=True) if counted else []):
        held = scene.stances.of(Frame(verb))
        found = scene.relation("basedAt", draft, target, verb, f"{RULE}.are", held=held, confidence=0.7)
        if found is not None:
            yield found


def _living(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """Where people live or are kept: "families trapped in Mariupol", "Gaza's civilians", "Muslims in India"."""
    node = draft.node
    if is_not(node, scene.tree.nodes):
        return
    kept = [c for c in node.kids("acl") if c.lemma in constructions().kept and c.tag in ("VBN", "VBG")]
    targets = [t for clause in kept for t in places_of(scene, clause, (*AT, "on"), first=True)]
    at_home = node.dep in ("nsubj", "poss") or (node.dep == "pobj" and node.head.low in ("of", "for"))
    counted = draft.head == "people" and node.lemma != "people"  # a number that stands for whom it counts
    at_home = at_home and not counted and draft.head not in constructions().no_dwellers
    helped = node.dep == "dobj" and node.head.lemma in constructions().helping  # "helped 900 families in Goma"
    if helped or (at_home and not _suffering(scene, node)):
        targets += places_of(scene, node, AT, first=not helped)
    owner = draft.owner
    if owner is not None and owner.form == "name" and owner.kind() in TOWNS and draft.head in constructions().dwellers:
        targets.append(owner)
    yield from _based(scene, draft, node, targets if helped else targets[:1], "living", 0.7)


def _involved(node: Node) -> bool:
    if node.dep == "pobj" and node.head.low == "of" and node.head.head.lemma in constructions().passing:
        return True  # "the rule of the Taliban in Afghanistan", "the defeat of the group in Sirte"
    return node.dep == "pobj" and node.head.low in constructions().involved


def _suffering(scene: Scene, node: Node) -> bool:
    """Whether the clause tells what befell or moved them: then the place is where that was."""
    verb = node.head
    told = scene.lexicon.verbs.get(verb.lemma, ()) if verb.is_verb else ()
    return any(r.kind == "event" and has_words(verb, t) for t, r in told)


def _sent(scene: Scene, node: Node) -> bool:
    """Whether the clause tells how they come to be there, or what is waged: no standing of theirs."""
    done = constructions().despatched | scene.lexicon.cues.groups["light"]["subject_acts"]
    return node.dep in ("dobj", "nsubjpass") and node.head.lemma in done


def _based(
    scene: Scene, holder: Draft, node: Node, targets: Sequence[Draft], how: str, confidence: float
) -> Iterator[Draw]:
    for target in targets:
        held = scene.stances.at(node)
        found = scene.relation("basedAt", holder, target, node, f"{RULE}.{how}", held=held, confidence=confidence)
        if found is not None:
            yield found


def places_of(scene: Scene, node: Node, prepositions: Sequence[str], first: bool = False) -> list[Draft]:
    """The places named in prepositional phrases behind a node, and "there"; of a row only the `first`, if asked."""
    told = [
        n
        for prep in node.kids("prep")
        if prep.low in prepositions and prep.i > node.i
        for o in prep.kids("pobj")
        for n in ([o] if first else conjuncts(o))
    ]
    told += [c for c in node.kids("advmod") if c.low == "there" and c.i > node.i]
    return [t for n in told for t in scene.mentions.of(n)[:1] if scene.is_a(t, "Place")]
