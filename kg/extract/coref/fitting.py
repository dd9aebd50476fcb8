"""Which mentions a pronoun may stand for by its number, gender and the type of entity that it is used of."""

from __future__ import annotations

from kg.extract.coref.possessives import AGENTS_FOR_IT
from kg.extract.drafts import Draft
from kg.lexicon.constructions import constructions


def fits(d: Draft, c: Draft) -> bool:
    """Whether a pronoun may stand for a mention, by number, gender and type; where both stand is not asked."""
    if c is d or c.node.dep in ("compound", "amod", "nmod") or (c.form == "pronoun" and c.antecedent is None):
        return False
    kind = c.kind()
    low = d.node.low
    if d.type == "Person":
        return (
            kind == "Person"
            and not c.plural
            and c.head
            not in (constructions().female if low in ("he", "him", "his", "himself") else constructions().male)
        )
    if low in ("they", "them", "their", "theirs", "themselves"):
        wielded = c.owner is not None and d.node.tag == "PRP$"
        return (
            (c.head == "side" and bool(c.members))
            or (c.plural and (kind != "MaterialObject" or wielded))
            or (
                kind in ("ArmedForce", "ArmedGroup", "PopulationGroup", "GovernmentBody")
                and (c.form != "name" or kind == "ArmedGroup")
            )
        )
    if kind in ("Person", "PopulationGroup") or (c.plural and kind != "State"):
        return False
    if low in ("its",):
        return kind in AGENTS_FOR_IT or kind in ("AdministrativeArea", "Settlement")
    return (
        kind in AGENTS_FOR_IT
        or kind == "Agreement"
        or (c.node.dep in ("nsubj", "nsubjpass") and kind in ("Route", "Facility", "Settlement", "AdministrativeArea"))
    )
