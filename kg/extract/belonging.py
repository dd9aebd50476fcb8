"""Whose a body is: what "Turkish soldiers", "the Syrian army", "UN officials" and "Syrian refugees" say by the way."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene

STAFF = frozenset(
    {
        "official",
        "officer",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "diplomat",
        "delegation",
        "negotiator",
        "representative",
        "adviser",
        "advisor",
        "aide",
        "contractor",
        "employee",
        "worker",
        "staff",
        "agent",
        "photographer",
        "reporter",
        "correspondent",
        "journalist",
    }
)
BODIES = ("ArmedForce", "GovernmentBody")
SUPERIORS = (
    "State",
    "GovernmentBody",
    "ArmedForce",
    "ArmedGroup",
    "PoliticalOrganisation",
    "InternationalOrganisation",
)


def belonging(scene: Scene) -> Iterator[Draw]:
    """Every relation between a description and its owner, in text order."""
    for draft in list(scene.mentions.all):
        owner = draft.owner
        if owner is None or draft.form == "pronoun":
            continue
        found = _relation(scene, draft, owner)
        if found is not None:
            yield found


def _relation(scene: Scene, draft: Draft, owner: Draft) -> Draw | None:
    owner_kind, owner_is_state = owner.kind(), owner.kind() == "State"
    by_name = owner.form != "pronoun"
    kind = draft.type
    if kind == "ArmedForce" and owner_kind in SUPERIORS and owner_kind != "InternationalOrganisation":
        return scene.relation("subordinateTo", draft, owner, draft.node, "en.grammar.owner.force")
    if (
        kind == "GovernmentBody"
        and owner_is_state
        and draft.head not in ("government", "regime", "administration", "authority", "state", "authorities")
        and by_name
    ):
        return scene.relation("subordinateTo", draft, owner, draft.node, "en.grammar.owner.body")
    if kind == "MediaOrganisation" and owner_kind in SUPERIORS and by_name and _is_organ(draft):
        return scene.relation("subordinateTo", draft, owner, draft.node, "en.grammar.owner.media")
    if (
        kind == "Person"
        and draft.head in STAFF
        and scene.is_a(owner, "Agent")
        and owner_kind not in ("Person", "PopulationGroup")
        and draft.root().form != "name"
    ):
        return scene.relation("worksFor", draft, owner, draft.node, "en.grammar.owner.staff")
    if (
        kind in ("PopulationGroup", "ArmedGroup")
        and owner_is_state
        and owner.node.dep in ("amod", "compound", "nmod")
        or kind == "PopulationGroup"
        and owner_is_state
        and owner.node is draft.node
    ):
        return scene.relation("nationality", draft, owner, draft.node, "en.grammar.owner.nationality", confidence=0.75)
    if (
        scene.is_a(draft, "Place")
        and kind != "State"
        and scene.is_a(owner, "Place")
        and not draft.plural
        and _lies_in(draft, owner)
    ):
        return scene.relation(
            "locatedIn",
            draft,
            owner,
            draft.node,
            "en.grammar.owner.place",
            span=draft.span if draft.span.covers(owner.span) else None,
        )
    return None


def _lies_in(draft: Draft, owner: Draft) -> bool:
    """Whether being somebody's means lying there: "Syria's Idlib", "northern Syria", but not "Turkey's bases"."""
    if owner.form == "pronoun" or draft.type in ("BorderLine", "Route"):
        return False
    if owner.node is draft.node:
        return owner.type == "State"
    if draft.type == "Facility":
        return owner.type != "State" and owner.node.dep == "poss"
    return owner.node.dep == "poss" or owner.node.head.low == "of" and draft.type == "Region" and owner.type == "State"


def _is_organ(draft: Draft) -> bool:
    """Whether the words say that the medium is its owner's: "state media", "news service of", "mouthpiece"."""
    words = draft.text.lower()
    return any(
        w in words
        for w in ("state", "official", "government", "wing", "service", "mouthpiece", "run", "propaganda", "arm")
    )
