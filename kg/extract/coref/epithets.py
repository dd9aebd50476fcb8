"""Who is called after what he is like or where he is from: "the port city", "the Shia group"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import GROUPS, modifiers
from kg.extract.coref.generic import COUNTRIES, beyond, is_subject, is_where, who_acts
from kg.extract.drafts import Draft
from kg.extract.syntax import Node, ranked
from kg.lexicon.constructions import constructions

FAR = 2  # sentences that "the port city" looks back
STATES = COUNTRIES | {"emirate", "kingdom", "republic", "state"}
BANDS = frozenset(
    {"faction", "group", "militia", "movement", "organisation", "organization", "outfit", "party", "sect"}
)
WITHIN = frozenset({"amod", "compound", "nmod"})


def epithets(drafts: Sequence[Draft]) -> None:
    """Tie such a description to the one of its kind that the nearest sentence names."""
    told: dict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        if d.form == "name":
            told[d.node.sent].append(d)
        elif kinds := _kinds(d):
            for back in range(FAR + 1):
                found = [c for c in told[d.node.sent - back] if c.type in kinds and c.span.end <= d.span.start]
                if found := _eligible(d, found):
                    if len({c.identity() for c in found}) == 1:
                        link(d, found[-1])
                    break


def _kinds(d: Draft) -> frozenset[str]:
    """The types of what is called so; none where a description is no such, or tells of another."""
    none: frozenset[str] = frozenset()
    if not d.definite or d.plural or d.antecedent is not None or d.members or d.form != "nominal":
        return none
    words = constructions()
    said = modifiers(d)
    if not said or said & words.otherwise or ranked(d.node) or d.node.kids("prep", "relcl", "acl", "appos", "poss"):
        return none
    if not any(c.low in ("the", "this") for c in d.node.kids("det")) or _has_a_name(d):
        return none
    if d.head in BANDS:
        return frozenset({"AidOrganisation", "Organisation"}) if said & words.civil else GROUPS
    if d.type == "State" and d.head in STATES:
        return frozenset({"State"})
    town = d.type == "Settlement" and d.head in words.town_nouns | {"port", "resort"}
    return frozenset({"Settlement"}) if town else none


def _has_a_name(d: Draft) -> bool:
    """Whether a word before the noun is a name that no people or place has: "the MeToo movement" is itself."""
    before = [c for c in d.node.kids(*WITHIN) if c.i < d.node.i and c.tag in ("NNP", "NNPS")]
    return any(c.ent_label not in ("NORP", "GPE", "LOC") for c in before)


def _eligible(d: Draft, found: list[Draft]) -> list[Draft]:
    """Those that are not said to be its owner or of another country, or to act there; of several countries those that
    stand as it does."""
    owner = d.owner.root() if d.owner is not None else None
    if d.head in BANDS:
        return [c for c in found if not _foreign(c, owner)]
    found = [c for c in found if c.node.dep not in WITHIN]
    acting = who_acts(d) if d.type == "State" else set()
    others = {c.identity() for c in found if c.node.i in acting} | {owner.identity() if owner else ""}
    found = [c for c in found if c.identity() not in others and not beyond(c.node)]
    if d.type == "State" and len({c.identity() for c in found}) > 1:
        stands: Callable[[Node], bool] = is_where if is_where(d.node) else is_subject
        found = [c for c in found if stands(c.node)] or found
    return found


def _foreign(group: Draft, owner: Draft | None) -> bool:
    """Whether a known group is of another country than the description says."""
    entry = group.root().entry
    if owner is None or owner.entry is None or owner.type != "State" or entry is None:
        return False
    return entry.country is not None and entry.country != owner.entry.id
