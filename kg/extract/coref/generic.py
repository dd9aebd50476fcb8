"""Generic nouns: "the group", "the city", "the two leaders", for who was named before."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from kg.extract.arguments import subjects, surface_subjects
from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import modifiers
from kg.extract.coref.sides import opposed, rivals, settles
from kg.extract.drafts import Draft
from kg.extract.name_types import IN_PLACE
from kg.extract.syntax import Node, ancestors, conjuncts, first_conjunct, ranked
from kg.lexicon.constructions import constructions

COUNTS = {"two": 2, "three": 3, "four": 4}
COUNTRIES = frozenset({"country", "nation"})
FOR_AID = frozenset({"AidOrganisation", "MediaOrganisation", "GovernmentBody", "InternationalOrganisation"})
ANY = frozenset({"a", "an", "another", "any", "each", "every", "no", "some"})
TO_PLACE = frozenset({"to", "from", "over", "within"})
LEADERS = frozenset({"leader", "president", "minister"})
LATELY = 5  # sentences in which the two leaders are the only people named
TOGETHER = {"pair": 2, "duo": 2, "trio": 3}


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
            and (d.owner is None or _of_a_kind(d))
            and d.head in constructions().generic
        ):
            words = constructions()
            if d.node.kids("prep", "relcl", "acl", "appos") or modifiers(d) - words.mere - words.warlike:
                continue
            if any(c.low in ANY for c in d.node.kids("det")):
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
                aside = FOR_AID if modifiers(d) & words.warlike else FOR_AID - {"AidOrganisation"}
                fitting = [n for n in fitting if n.type not in aside]
            if d.type == "Settlement":  # "the village" is rather Gurmushi village than Maiduguri
                fitting = [n for n in fitting if d.head in n.text.casefold().split()] or fitting
            if d.head in COUNTRIES:
                acting = who_acts(d)
                others = {n.identity() for n in fitting if n.node.i in acting}
                fitting = [n for n in fitting if n.identity() not in others and not beyond(n.node)]
                foremost = is_where if is_where(d.node) else is_subject
                fitting.sort(key=lambda n: (n.node.sent, foremost(n.node), n.span.start))
            if fitting:
                link(d, fitting[-1])


def fighters(drafts: list[Draft]) -> None:
    """ "The militants", "the rebels": the one armed group that the sentences before name."""
    words = constructions()
    names: list[Draft] = []
    for d in drafts:
        if d.form == "name" and d.type == "ArmedGroup":
            names.append(d)
        if d.form != "nominal" or d.type != "ArmedGroup" or not d.plural or d.antecedent is not None or d.members:
            continue
        if d.head not in words.fighters or d.owner is not None or modifiers(d) - words.warlike:
            continue
        if not any(c.low in ("the", "these", "those") for c in d.node.kids("det")) or d.node.kids("relcl", "acl"):
            continue
        near = {n.root().identity(): n for n in names if 0 < d.node.sent - n.node.sent <= 3}
        if len(near) == 1:
            link(d, next(iter(near.values())))


def _of_a_kind(d: Draft) -> bool:
    """Whether the only owner is a word for the kind: the militant of "the militant group"."""
    return d.owner is not None and d.owner.node.head is d.node and d.owner.node.low in constructions().warlike


def is_subject(node: Node) -> bool:
    return node.dep in ("nsubj", "nsubjpass")


def is_where(node: Node) -> bool:
    """Whether something is, goes to or befalls there: Mali, in "France sent men to Mali. Rebels in the country …"."""
    above = first_conjunct(node).head
    if first_conjunct(node).dep == "pobj":
        return above.low in IN_PLACE | TO_PLACE or (above.low == "of" and above.head.lemma in constructions().stretches)
    words = constructions()
    return first_conjunct(node).dep in ("dobj", "nsubjpass") and above.lemma in words.taken | words.grounds


def beyond(country: Node) -> bool:
    """Whether a country is only what something borders: "a Yemeni province bordering Saudi Arabia"."""
    return country.dep == "dobj" and country.head.lemma in constructions().bordering


def who_acts(d: Draft) -> set[int]:
    """Who does something to or in "the country", which is thus another: "France, which is leaving the country". One's
    own country is what one lets others into."""
    acting: set[int] = set()
    at = d.node
    for above in ancestors(d.node):
        if above.is_verb and at.dep not in ("nsubj", "nsubjpass"):
            found = surface_subjects(above)
            if above.lemma not in constructions().admitting:
                acting.update(n.i for n in (*found, *subjects(above)))
            if all(n.tag != "PRP" for n in found):
                break
        elif above.is_verb:
            break
        at = above
    return acting


Acting = Callable[[Draft], Draft]


def pairs(drafts: list[Draft], acting: Acting = lambda draft: draft, *, counted: bool = False) -> None:
    """ "The two leaders", "both sides", "the countries' differences": the last two that were named side by side.

    `acting` gives the government that a capital stands for; `counted` leaves out what only a definite article marks.
    """
    for d in drafts:
        if d.form != "nominal" or not d.plural or d.antecedent is not None or d.members:
            continue
        if d.type == "Settlement" and ranked(d.node):
            d.members = _two_towns(drafts, d)
        if d.node.pos == "NUM" and d.node.low in COUNTS and d.node.kid("det") is not None:
            d.members = _in_a_row(drafts, d, COUNTS[d.node.low])
        if d.head not in constructions().paired:
            continue
        two = any(c.low in ("two", "both") for c in d.node.children)
        definite = not counted and d.definite and d.head in ("country", "side") and d.node.kid("nummod") is None
        if d.node.kids("relcl") or d.owner is not None:
            continue
        types = constructions().paired[d.head]
        if two or definite:
            d.members = side_by_side(drafts, d, types, acting=acting)
        if d.head in ("side", "party"):
            if d.members and settles(d.members[0].node):
                d.members = []
            if two or definite or rivals(d):  # who talk are sides rather than who welcome the talks
                d.members = opposed(drafts, d, types, acting) or d.members
        elif two and not d.members and len(types) == 1:
            d.members = _only_two(drafts, d, types)


def _two_towns(drafts: list[Draft], d: Draft) -> list[Draft]:
    """ "Mali's two biggest cities": the only two that its sentence, or one of the two before, has named by then."""
    if not any(c.low == "two" for c in d.node.children):
        return []
    towns = [c for c in drafts if c.form == "name" and c.type == "Settlement" and c.span.end <= d.span.start]
    for back in range(3):
        here = {c.identity(): c for c in towns if d.node.sent - c.node.sent == back}
        if here:
            return list(here.values()) if len(here) == 2 else []
    return []


def counted_again(drafts: list[Draft]) -> None:
    """ "The pair", "the two suspects": those so many named in a row, or the one earlier group of so many."""
    groups: list[tuple[int, Draft]] = []
    for d in drafts:
        people = d.form == "nominal" and d.type in ("PopulationGroup", "ArmedGroup", "ArmedForce", "Person")
        number = _number(d) if people else 0
        if not number:
            continue
        if not d.definite:
            groups.append((number, d))
        elif d.antecedent is None and not d.members and d.owner is None and not d.node.kids("prep", "relcl", "acl"):
            same = [g for n, g in groups if n == number and 0 < d.node.sent - g.node.sent <= 4]
            d.members = _in_a_row(drafts, d, number) if d.head in TOGETHER else []
            if not d.members and len({g.root().identity() for g in same}) == 1:
                link(d, same[-1])


def others(drafts: list[Draft]) -> None:
    """ "Killed three soldiers and wounded five others": others of the force or group whose losses were told before."""
    for d in drafts:
        if d.head != "other" or not d.plural or d.antecedent is not None or not _lost(d):
            continue
        before = [c for c in drafts if c.node.sent == d.node.sent and c.span.end <= d.span.start and _lost(c)]
        several = before and before[-1].plural  # beside "a soldier" they are not he
        if several and before[-1].form == "nominal" and before[-1].type in ("ArmedForce", "ArmedGroup"):
            d.form = "pronoun"  # it names nothing of its own
            link(d, before[-1])


def _lost(d: Draft) -> bool:
    """Whether they are told as casualties or captives."""
    verb = d.node.head
    undergo = d.node.dep in ("dobj", "nsubjpass") or (d.node.dep == "nsubj" and verb.tag == "VBN")
    return (undergo and verb.lemma in constructions().harming) or (d.node.dep == "nsubj" and verb.lemma == "die")


def _number(d: Draft) -> int:
    """How many a description says that it stands for; 0 where it does not say, or more than a few."""
    number = d.node.kid("nummod")
    return TOGETHER.get(d.head, 0) or (COUNTS.get(number.low, 0) if number is not None else 0)


def side_by_side(
    drafts: list[Draft],
    d: Draft,
    types: frozenset[str],
    within: int = 3,
    acting: Acting = lambda draft: draft,
) -> list[Draft]:
    """The nearest earlier coordination of exactly two names of these types, within so many sentences."""
    before = [
        c
        for c in drafts
        if c.span.start < d.span.start
        and c.form == "name"
        and (c.type in types or c.type == "Settlement")
        and d.node.sent - c.node.sent <= within
        and not (c.node.dep in ("amod", "compound", "nmod") and c.node.head.is_noun and c.node.head.tag == "NN")
    ]
    for first, second in reversed(list(itertools.pairwise(before))):
        joined = (second.node.dep == "conj" and second.node.head is first.node) or (
            second.node.head.dep == "conj" and second.node.head.head is first.node
        )
        alone = first.node.dep != "conj" and second.node.kid("conj") is None  # of three, no two are meant
        if joined and alone and first.identity() != second.identity():
            parties = [c if c.type in types else acting(c) for c in (first, second)]
            if all(c.type in types for c in parties):
                return parties
    return []


def _only_two(drafts: list[Draft], d: Draft, types: frozenset[str]) -> list[Draft]:
    """The two names of these types in the sentence before, where it has no third: "X phoned Y. The two leaders …"."""
    before = {
        c.identity(): c
        for c in reversed(drafts)
        if c.type in types and c.node.sent == d.node.sent - 1 and (_is_named(c) or _is_head(c))
    }
    here = any(c.node.sent == d.node.sent and c.span.start < d.span.start and c.type in types for c in drafts)
    if len(before) != 2 and d.head in LEADERS and not here:  # the text has told of no third for a while
        near = [c for c in reversed(drafts) if 0 < d.node.sent - c.node.sent <= LATELY and c.type == "Person"]
        before = {c.identity(): c for c in near if c.form == "name"}
        beside = {c.node.sent for c in near if c.identity() in list(before)[:1]}
        beside &= {c.node.sent for c in near if c.identity() in list(before)[1:]}  # told of in one sentence, once
        before = before if beside and not any(_is_head(c) for c in near) else {}
    return sorted(before.values(), key=lambda c: c.span.start) if len(before) == 2 and not here else []


def _is_named(c: Draft) -> bool:
    return c.form == "name" and c.node.pos == "PROPN"


def _is_head(c: Draft) -> bool:
    """Whether it is one man by his office: "the president of Chad", "his Sudanese counterpart"."""
    alone = c.form == "nominal" and c.type == "Person" and not c.plural and c.antecedent is None
    office = c.head == "counterpart" or (c.definite and c.head.rpartition(" ")[2] in constructions().paired)
    return alone and office and c.head != "man" and c.node.dep not in ("compound", "appos", "attr")


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
