"""Descriptions: beside the name they describe, or with the head and owner of an earlier one."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.coref.chains import BODIES, link
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import conjuncts
from kg.lexicon.constructions import constructions


def appositions(mentions: Mentions, drafts: list[Draft]) -> None:
    """A description beside a name is that name: "the capital, Damascus", "the agency Sana", "the town of Manbij"."""
    for d in drafts:
        if d.form != "nominal" or d.antecedent is not None:
            continue
        if d.node.dep in ("compound", "nmod") and d.node.i < d.node.head.i:  # "state news agency Sana"
            for other in mentions.of(d.node.head)[:1]:
                if (
                    other.form == "name"
                    and (other.type == d.type or {other.type, d.type} <= BODIES)
                    and other.node.i > d.node.i
                ):
                    if other.owner is None:
                        other.owner = d.owner
                    if other.entry is None:
                        other.type = d.type
                    link(d, other)
        for child in d.node.kids("appos"):
            for other in mentions.of(child)[:1]:
                attacker = other.type == "Person" and not d.plural and d.type in ("ArmedGroup", "ArmedForce")
                if attacker:  # "the attacker, X"; a plural would be the group
                    d.type = "Person"
                if other.form == "name" and other.type == d.type:
                    link(d, other)
        if d.antecedent is None and d.node.dep == "appos":
            for other in mentions.of(d.node.head)[:1]:
                if other.form == "name" and (
                    other.type == d.type
                    or d.type == "Person" == other.type
                    or {other.type, d.type} <= BODIES | {"State"}
                ):
                    link(d, other)
        if (
            d.plural and d.type in ("Settlement", "AdministrativeArea") and not d.members
        ):  # "the towns of Zahraa and Nubl"
            of = next((p.kid("pobj") for p in d.node.kids("prep") if p.low == "of"), None)
            named = [
                m
                for n in (conjuncts(of) if of is not None else [])
                for m in mentions.of(n)[:1]
                if m.form == "name" and m.type != "State"
            ]
            if len(named) > 1:
                d.members = named
                for m in named:
                    m.type = d.type if m.entry is None else m.type
        if d.antecedent is None and d.type in ("Settlement", "AdministrativeArea", "Region", "Facility", "Route"):
            for prep in d.node.kids("prep"):
                inner = prep.kid("pobj") if prep.low == "of" else None
                for other in mentions.of(inner)[:1] if inner is not None else []:
                    if (
                        other.form == "name"
                        and (
                            other.type in (d.type, "Settlement")
                            or (other.type != "State" and d.type == "AdministrativeArea")
                        )
                        and not d.plural
                    ):
                        if d.type != other.type and d.type != "Region":
                            other.type = d.type
                        if d.type == other.type:
                            link(d, other)


def descriptions(drafts: list[Draft]) -> None:
    """Descriptions with the same (or a synonymous) head and the same owner; bare definite ones after fuller ones."""
    seen: dict[tuple[object, ...], Draft] = {}
    bare: dict[tuple[str, object], list[Draft]] = defaultdict(list)
    for d in drafts:
        if d.form != "nominal" or d.antecedent is not None:
            if d.form == "nominal":
                bare[(d.type, _head_key(d))].append(d)
            continue
        owner = d.owner.identity() if d.owner is not None else None
        key = (d.type, _head_key(d), owner)
        counted = d.node.kid("nummod") is not None
        if _is_lead(d) and not counted:
            d.definite = True
        earlier = seen.get(key)
        bare_many = (
            not d.definite
            and owner is None
            and (
                d.node.kid("nummod") is not None
                or (d.node.dep == "pobj" and d.node.head.low == "of")
                or (not modifiers(d) and d.type == "ArmedForce")
            )
        )
        if bare_many:
            bare[(d.type, _head_key(d))].append(d)
            continue
        if earlier is not None and (
            (owner is not None and d.type in ("ArmedForce", "GovernmentBody"))
            or (
                modifiers(d) <= modifiers(earlier)
                and (d.definite or d.type in ("ArmedGroup", "ArmedForce", "GovernmentBody"))
            )
        ):
            link(d, earlier)
        elif earlier is None:
            seen[key] = d
        if d.antecedent is None and owner is None and d.definite and not modifiers(d):
            fuller = [x for x in bare[(d.type, _head_key(d))] if x.plural == d.plural]
            if (
                fuller
                and len({x.identity() for x in fuller}) == 1
                and d.type not in ("Person", "PopulationGroup", "Settlement")
            ):
                link(d, fuller[-1])
        bare[(d.type, _head_key(d))].append(d)


def _is_lead(d: Draft) -> bool:
    """Whether the mention stands in the first sentences, where lead repeats headline with other articles."""
    return d.node.sent <= 2


def _head_key(d: Draft) -> object:
    return constructions().same_head.get(d.head, d.head)


def modifiers(d: Draft) -> set[str]:
    """The content words before the head, and a phrase after it ("of", a clause), which narrows what is meant."""
    found = {c.low for c in d.node.children if c.dep in ("amod", "compound", "nmod") and c.i < d.node.i}
    found |= {
        f"{c.low}…"
        for c in d.node.children
        if c.dep in ("prep", "relcl", "acl")
        and c.i > d.node.i
        and c.low in ("of", "in", "to", "around", "north", "west")
    }
    return found
