"""A town or country called after what it is like or where it lies: "the port city", "the West African nation"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import modifiers
from kg.extract.coref.generic import COUNTRIES, beyond, is_subject, is_where, who_acts
from kg.extract.drafts import Draft
from kg.extract.syntax import Node, ranked
from kg.lexicon.constructions import constructions

FAR = 2  # sentences that "the port city" looks back
STATES = COUNTRIES | {"emirate", "kingdom", "republic", "state"}


def epithets(drafts: Sequence[Draft]) -> None:
    """Tie such a description to the one place of its kind that the nearest sentence names."""
    told: dict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        if d.form == "name" and d.type in ("State", "Settlement") and d.node.dep not in ("amod", "compound", "nmod"):
            told[d.node.sent].append(d)
        elif kind := _kind(d):
            for back in range(FAR + 1):
                found = [c for c in told[d.node.sent - back] if c.type == kind and c.span.end <= d.span.start]
                if found := _eligible(d, found):
                    if len({c.identity() for c in found}) == 1:
                        link(d, found[-1])
                    break


def _kind(d: Draft) -> str:
    """What is called so: a State or a Settlement; "" where a description is no such, or tells of another."""
    words = constructions()
    if d.form != "nominal" or d.antecedent is not None or d.members or d.plural or not d.definite:
        return ""
    said = modifiers(d)
    if not said or said & words.otherwise or ranked(d.node) or d.node.kids("prep", "relcl", "acl", "appos", "poss"):
        return ""
    if not any(c.low in ("the", "this") for c in d.node.kids("det")):
        return ""
    if d.type == "State" and d.head in STATES:
        return "State"
    return "Settlement" if d.type == "Settlement" and d.head in words.town_nouns | {"port", "resort"} else ""


def _eligible(d: Draft, found: list[Draft]) -> list[Draft]:
    """Those that are not said to be its owner or to act there; of several countries those that stand as it does."""
    owner = d.owner.identity() if d.owner is not None else None
    acting = who_acts(d) if d.type == "State" else set()
    others = {c.identity() for c in found if c.node.i in acting} | {owner}
    found = [c for c in found if c.identity() not in others and not beyond(c.node)]
    if d.type == "State" and len({c.identity() for c in found}) > 1:
        stands: Callable[[Node], bool] = is_where if is_where(d.node) else is_subject
        found = [c for c in found if stands(c.node)] or found
    return found
