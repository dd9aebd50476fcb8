"""Generic nouns: "the president", "the group", "the two leaders", for who was named before."""

from __future__ import annotations

import itertools

from kg.extract.arguments import objects, subjects
from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import modifiers
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import Tree, conjuncts
from kg.lexicon.constructions import constructions

COUNTS = {"two": 2, "three": 3, "four": 4}
# Offices of which a country has one.
ALONE = frozenset({"president", "premier", "chancellor", "king", "queen", "pope", "emir", "sultan"})


def offices(tree: Tree, drafts: list[Draft], mentions: Mentions) -> None:
    """ "The president", after a person was named with that title."""
    titled: list[tuple[str, Draft]] = []
    for d in drafts:
        if d.type == "Person" and d.form == "name":
            i = d.span.start
            before = [n for n in tree.sentence(d.node) if n.end <= i][-4:]
            for n in before:
                if n.low in mentions.titles["offices"]:
                    titled.append((n.low, d))
        elif (
            d.type == "Person"
            and d.form == "nominal"
            and d.antecedent is None
            and d.definite
            and not d.plural
            and not d.node.kids("prep", "appos")
            and (d.node.kid("relcl") is None or tree.nodes[d.node.i + 1].text == ",")
        ):
            same = [x for t, x in titled if t == d.head]
            people = {x.root().text: x for x in same}
            if len(people) == 1 and d.owner is None:
                link(d, same[-1])
    for d in drafts:  # "criticised the president", who is named only later: "said President Ruto"
        bare = d.form == "nominal" and d.antecedent is None and d.definite and not d.plural and d.owner is None
        if d.type == "Person" and bare and d.head in ALONE and not d.node.children[1:]:
            holders = {x.root().text: x for t, x in titled if t == d.head and _entitled(tree, x) == t}
            if len(holders) == 1 and d.node.dep not in ("compound", "appos", "attr"):
                link(d, next(iter(holders.values())))
    for d in drafts:  # "Iraq's security adviser told …", named only later: "said Iraqi security adviser X"
        if (
            d.type != "Person"
            or d.form != "nominal"
            or d.antecedent is not None
            or d.plural
            or d.owner is None
            or not d.definite
        ):
            continue
        later = {
            x.root().text: x
            for t, x in titled
            if t == d.head and _owner_before(tree, x, mentions) == d.owner.identity()
        }
        if len(later) == 1 and d.node.dep not in ("compound", "appos"):
            link(d, next(iter(later.values())))


def _entitled(tree: Tree, person: Draft) -> str:
    """The word right before a person's name."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start]
    return before[-1].low if before else ""


def _owner_before(tree: Tree, person: Draft, mentions: Mentions) -> str | None:
    """Whose office the title before a person's name is: the state or body named before it."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start][-8:]
    for n in reversed(before):
        for d in mentions.by_node.get(n.i, []):
            if d.type in ("State", "GovernmentBody", "InternationalOrganisation", "ArmedForce", "ArmedGroup"):
                return d.identity()
    return None


def generic_nouns(drafts: list[Draft]) -> None:
    """ "The group", "the country", "the highway": the nearest earlier name of a fitting type."""
    names: list[Draft] = []
    for d in drafts:
        if d.form == "name":
            names.append(d)
        elif (
            d.form == "nominal"
            and d.definite
            and d.antecedent is None
            and not d.plural
            and d.owner is None
            and d.head in constructions().generic
        ):
            if d.node.kids("prep", "relcl", "acl", "appos") or modifiers(d) - {
                "terrorist",
                "militant",
                "jihadist",
                "armed",
                "islamist",
                "war-torn",
                "battered",
            }:
                continue
            lasting = d.type in ("Route", "Facility", "Agreement")
            fitting = [
                n
                for n in names
                if n.type in constructions().generic[d.head]
                and d.node.sent - n.node.sent <= (8 if lasting else 4)
                and n.node.pos != "ADJ"
            ]
            if d.head == "group":
                fitting = [
                    n
                    for n in fitting
                    if n.type not in ("MediaOrganisation", "GovernmentBody", "InternationalOrganisation")
                ]
            if fitting:
                target = fitting[-1]
                if d.head in ("country", "nation"):
                    target = max(
                        fitting, key=lambda n: (n.node.sent, n.node.dep in ("nsubj", "nsubjpass"), n.span.start)
                    )
                link(d, target)


def pairs(drafts: list[Draft], *, counted: bool = False) -> None:
    """ "The two leaders", "both sides", "the countries' differences": the last two that were named side by side.

    `counted` leaves out what only a definite article marks.
    """
    for d in drafts:
        if d.form != "nominal" or not d.plural or d.antecedent is not None or d.members:
            continue
        if d.node.pos == "NUM" and d.node.low in COUNTS and d.node.kid("det") is not None:
            d.members = _in_a_row(drafts, d, COUNTS[d.node.low])
        if d.head not in constructions().paired:
            continue
        two = any(c.low in ("two", "both") for c in d.node.children)
        definite = not counted and d.definite and d.head in ("country", "side")
        if not (two or definite) or d.node.kids("relcl") or d.owner is not None:
            continue
        types = constructions().paired[d.head]
        d.members = side_by_side(drafts, d, types)
        if two and not d.members and len(types) == 1:
            d.members = _only_two(drafts, d, types)
        if not d.members and d.head in ("side", "party"):
            d.members = _opposed(drafts, d, types)


def side_by_side(drafts: list[Draft], d: Draft, types: frozenset[str], within: int = 3) -> list[Draft]:
    """The nearest earlier coordination of exactly two names of these types, within so many sentences."""
    before = [
        c
        for c in drafts
        if c.span.start < d.span.start
        and c.form == "name"
        and c.type in types
        and d.node.sent - c.node.sent <= within
        and not (c.node.dep in ("amod", "compound", "nmod") and c.node.head.is_noun and c.node.head.tag == "NN")
    ]
    for first, second in reversed(list(itertools.pairwise(before))):
        joined = (second.node.dep == "conj" and second.node.head is first.node) or (
            second.node.head.dep == "conj" and second.node.head.head is first.node
        )
        alone = first.node.dep != "conj" and second.node.kid("conj") is None  # of three, no two are meant
        if joined and alone and first.identity() != second.identity():
            return [first, second]
    return []


def _only_two(drafts: list[Draft], d: Draft, types: frozenset[str]) -> list[Draft]:
    """The two names of these types in the sentence before, where it has no third: "X phoned Y. The two leaders …"."""
    before = {
        c.identity(): c
        for c in reversed(drafts)
        if c.form == "name" and c.type in types and c.node.sent == d.node.sent - 1 and c.node.pos == "PROPN"
    }
    here = any(c.node.sent == d.node.sent and c.span.start < d.span.start and c.type in types for c in drafts)
    return sorted(before.values(), key=lambda c: c.span.start) if len(before) == 2 and not here else []


def _in_a_row(drafts: list[Draft], d: Draft, count: int) -> list[Draft]:
    """The nearest earlier coordination of so many names of one type: "Peru, Chile and Bolivia left. The three …"."""
    names = {c.node.i: c for c in drafts if c.form == "name" and c.span.end < d.span.start and c.node.pos == "PROPN"}
    for first in sorted(names.values(), key=lambda c: -c.span.start):
        if first.node.dep == "conj" or d.node.sent - first.node.sent > 2:
            continue
        row = [names[n.i] for n in conjuncts(first.node) if n.i in names]
        if len(row) == count and len({c.type for c in row}) == 1 and len({c.identity() for c in row}) == count:
            return row
    return []


def _opposed(drafts: list[Draft], d: Draft, types: frozenset[str]) -> list[Draft]:
    """Those who fight or talk in one of the two sentences before: "The army has fought the ADF. Both sides …"."""
    earlier = [c for c in drafts if 1 <= d.node.sent - c.node.sent <= 2 and c.type in types and c.form != "pronoun"]
    at = {c.node.i: c for c in earlier if c.form == "name" or c.definite}
    for verb in sorted({c.node.head for c in at.values()}, key=lambda v: -v.i):
        if not verb.is_verb or verb.lemma not in constructions().opposing or verb.kid("neg") is not None:
            continue
        others = [o for p in verb.kids("prep") if p.low in ("with", "against") for o in p.kids("pobj")]
        sides = [[at[n.i] for n in nodes if n.i in at] for nodes in (subjects(verb), [*objects(verb), *others])]
        if all(len(side) == 1 for side in sides) and sides[0][0].identity() != sides[1][0].identity():
            return [sides[0][0], sides[1][0]]
    return []
