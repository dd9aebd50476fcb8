"""Whose an office is: what stands before its words, or behind them with "of", "for", "at" or "in"."""

from __future__ import annotations

from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node

BODIES = (
    "State",
    "GovernmentBody",
    "InternationalOrganisation",
    "ArmedForce",
    "ArmedGroup",
    "Organisation",
    "AidOrganisation",
    "MediaOrganisation",
    "PoliticalOrganisation",
    "AdministrativeArea",
    "Settlement",
    "Region",
    "Facility",
)
ORGANISED = frozenset({"Organisation", "AidOrganisation", "MediaOrganisation", "InternationalOrganisation"})
FORCES = frozenset({"ArmedForce", "ArmedGroup", "GovernmentBody", "PoliticalOrganisation"})
AREAS = ("Region", "State", "AdministrativeArea")
AREAL = frozenset({"adviser", "analyst", "commander", "coordinator", "correspondent", "director", "editor", "envoy"})
"""Offices that may be for a place whose name stands before them."""
# Parts of a body: who heads one heads not the whole, "head of the Red Cross office".
PARTS = frozenset(
    {
        "affiliate",
        "arm",
        "branch",
        "bureau",
        "cell",
        "chapter",
        "delegation",
        "division",
        "faction",
        "office",
        "section",
    }
    | {"unit", "wing"}
)


def owner_before(scene: Scene, start: Node, end: Node) -> Draft | None:
    """The mention that ends right before a title: "Syrian", "Turkey's", "Observatory"."""
    text, begin = scene.tree.text, start.start
    for draft in scene.mentions.all:
        if not 0 <= begin - draft.span.end <= 3:
            continue
        if text[draft.span.end : begin].strip(" ’'s") == "" and not _hyphened(scene, first_word(scene, draft)):
            candidate = _acting(scene, draft, end)
            if candidate.kind() in BODIES or (candidate.kind() == "Person" and candidate.node.dep == "poss"):
                return candidate
    return None


def owner_in(scene: Scene, node: Node) -> Draft | None:
    """The body that a title is of: "director of the IMF", "envoy to Yemen", "analyst at the institute", "his"."""
    for prep in node.kids("prep"):
        inner = prep.kid("pobj")
        if prep.low in ("of", "for", "at", "to", "with", "in") and inner is not None:
            named = scene.mentions.of(inner)
            if prep.low == "in":  # "a commander in the Sadr Brigade", but "the commander in Iraq"
                named = [d for d in named if (d.form == "name" or d.definite) and d.kind() in FORCES]
            if (
                not named and prep.low in ("of", "for", "at") and inner.lemma not in PARTS
            ):  # "president of Bosnia's Republika Srpska entity"
                named = [d for n in inner.kids("compound", "nmod") for d in scene.mentions.of(n)]
            for draft in named[:1]:
                candidate = _acting(scene, draft, node)
                if prep.low == "for" and candidate.kind() in AREAS and _whose(scene, node):
                    continue  # "Oxfam's director for Yemen"
                served = candidate.kind() == "Person" and node.lemma in scene.lexicon.cues.titles["personal"]
                some = candidate.kind() == "Facility" and candidate.form == "nominal" and not candidate.definite
                some = some and not candidate.text[:1].isupper()  # "head nurse at Al-Thawra hospital"
                if served or (candidate.kind() in BODIES and not some):
                    return candidate
    people = []
    for child in node.kids("poss", "amod", "compound", "nmod"):
        for draft in scene.mentions.of(child)[:1]:
            candidate = _acting(scene, draft, node)
            inside = (
                child.dep == "compound"
                and child.i == node.i - 1
                and draft.form == "nominal"
                and draft.type == "MediaOrganisation"
            )
            inside = inside or (child.low in scene.lexicon.cues.titles["units"] and child.i == node.i - 1)
            if _hyphened(scene, first_word(scene, draft)) or inside:  # "press secretary": the word is part of the title
                continue
            if candidate.kind() in BODIES:
                return candidate
            if child.dep == "poss" and candidate.kind() == "Person" and node.lemma != "counterpart":
                people.append(candidate)
    return people[0] if people else None


def _whose(scene: Scene, node: Node) -> list[Draft]:
    """The bodies that an office has before an apostrophe."""
    return [d for n in node.kids("poss") for d in scene.mentions.of(n)[:1] if d.kind() in ORGANISED | FORCES]


def area(scene: Scene, head: Node) -> Draft | None:
    """The place that an office is for, whose name stands before it: the Africa of "an Africa correspondent"."""
    before = [d for n in head.kids("compound", "nmod", "amod") for d in scene.mentions.of(n)[:1]]
    fits = [d for d in before if d.form == "name" and d.kind() in AREAS and d.node.pos != "ADJ"]
    near = [d for d in fits if 0 < scene.tree.nodes[head.i].start - d.span.end < 2]
    return near[0] if near and head.lemma in AREAL else None


def body_at(scene: Scene, node: Node) -> Draft | None:
    """The body that the first word of a title names: the army of "army chief", but no home of "the Home Secretary"."""
    after = scene.tree.nodes[node.i + 1 : node.i + 2]
    offices = scene.lexicon.cues.titles["offices"]
    if node.text.istitle() and any(n.text.istitle() and n.low in offices for n in after):
        return None
    found = [d for d in scene.mentions.by_node.get(node.i, []) if d.form == "nominal" and d.type in BODIES]
    return found[0] if found and found[0].type != "MediaOrganisation" else None


def sent_by(scene: Scene, place: Draft, office: Node) -> Draft | None:
    """Who stands before a place that the office is for: the UN of "UN Middle East envoy"."""
    if place.kind() not in AREAS or office.lemma not in AREAL:
        return None
    before = (d for d in scene.mentions.all if d.form == "name" and 1 <= place.span.start - d.span.end <= 3)
    apart = (d for d in before if scene.tree.text[d.span.end : place.span.start] in (" ", "'s ", "’s "))
    return next((d for d in apart if d.kind() in ORGANISED | FORCES | {"State"}), None)


def served_there(scene: Scene, place: Draft, head: Node) -> Draft | None:
    """Whose the office is that is for a region: the "Iran director at Human Rights Watch" is not Iran's."""
    if place.kind() not in AREAS:
        return None
    served = [o for p in head.kids("prep") if p.low in ("at", "of", "for", "with") for o in p.kids("pobj")]
    bodies = [d for o in served for d in scene.mentions.of(o)[:1] if d.form == "name"]
    return next((d for d in bodies if d.kind() in ORGANISED), None)


def _acting(scene: Scene, draft: Draft, office: Node) -> Draft:
    """The government that a capital's name stands for, but not where the office is a town's: "Moscow mayor"."""
    return draft if office.lemma in scene.lexicon.cues.titles["local"] else scene.mentions.acting(draft)


def first_word(scene: Scene, draft: Draft) -> Node:
    """The word that a mention begins with: "al-Qaeda" has a hyphen of its own."""
    if draft.form != "name":
        return draft.node
    return next((n for n in scene.tree.sentence(draft.node) if n.start >= draft.span.start), draft.node)


def _hyphened(scene: Scene, node: Node) -> bool:
    """Whether the word is the end of a compound: the Russian of "pro-Russian president" is nobody's state here."""
    before = scene.tree.nodes[node.i - 1] if node.i else None
    if before is None or before.text not in ("-", "–") or before.end != node.start:
        return False
    return before.i == 0 or scene.tree.nodes[before.i - 1].low != "then"  # "then-US President"
