"""Descriptions: beside the name they describe, or with the head and owner of an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.extract.coref.chains import BODIES, link
from kg.extract.described import DEFINITE
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.numbers import value_of
from kg.extract.syntax import conjuncts, first_conjunct, ranked, subtree
from kg.lexicon.constructions import constructions

GROUPS = frozenset({"ArmedGroup", "Organisation", "PoliticalOrganisation"})
LEAD = 3  # the last sentence of headline, dateline and lead
NAMED_AFTER_OF = ("Settlement", "AdministrativeArea", "Region", "Facility", "Route")


def appositions(mentions: Mentions, drafts: list[Draft]) -> None:
    """A description beside a name is that name: "the capital, Damascus", "the agency Sana", "the town of Manbij"."""
    names: dict[int, list[Draft]] = defaultdict(list)
    for m in mentions.all:
        if m.form == "name":
            names[m.span.start].append(m)
    for d in drafts:
        if d.form != "nominal" or d.antecedent is not None:
            continue
        _before_name(mentions, d, names)
        _beside_name(mentions, d)
        if d.antecedent is None and d.type in BODIES and not d.plural:
            _body_named(mentions, d, names)
        if d.antecedent is None and d.node.dep == "appos" and d.definite and d.type in NAMED_AFTER_OF:
            _beside_description(drafts, d)
        if d.antecedent is None and d.head == "capital" and d.definite and not d.plural:
            _capital_named(drafts, d)
        if d.antecedent is None and d.type in ("Facility", "Route") and not d.plural:
            _named_elsewhere(drafts, d)
        if d.antecedent is None and d.type == "Settlement" and not d.plural and d.definite and ranked(d.node):
            _town_before(drafts, d)
        if d.plural and d.type in ("Settlement", "AdministrativeArea") and not d.members:
            _members_named(mentions, d)
        of_state = d.head == "state" and d.owner is not None
        if d.antecedent is None and not d.plural and (d.type in NAMED_AFTER_OF or of_state):
            _of_name(mentions, d)


def _before_name(mentions: Mentions, d: Draft, names: Mapping[int, list[Draft]]) -> None:
    """ "State news agency Sana": the name takes what the description says of its kind and whose it is. `names` are all
    those of the text by where they begin."""
    if d.node.dep in ("compound", "nmod") and d.node.i < d.node.head.i:
        named = mentions.of(d.node.head)[:1]
    elif d.type in BODIES and not d.plural:  # the parse often takes the two for two subjects
        named = [m for m in names.get(d.span.end + 1, []) if m.type != "Person"]
    else:
        return
    for name in named:
        one_kind = name.type == d.type or {name.type, d.type} <= BODIES
        if name.form == "name" and one_kind and name.node.i > d.node.i:
            if name.owner is None:
                name.owner = d.owner
            if name.entry is None:
                name.type = d.type
            link(d, name)


def _body_named(mentions: Mentions, d: Draft, names: Mapping[int, list[Draft]]) -> None:
    """ "The leader of the largest party, the Wafd," wherever the parse hangs the name."""
    for between in (", ", ", the "):
        for name in names.get(d.span.end + len(between), []):
            apart = mentions.tree.text[d.span.end : name.span.start] != between or name.node.dep != "appos"
            if not apart and name.type == d.type:
                link(d, name)


def _beside_name(mentions: Mentions, d: Draft) -> None:
    """ "The capital, Damascus", and the other way round."""
    for child in d.node.kids("appos"):
        for name in mentions.of(child)[:1]:
            if name.type == "Person" and not d.plural and d.type in ("ArmedGroup", "ArmedForce"):
                d.type = "Person"  # "the attacker, X"; a plural would be the group
            if name.type == "Person" and name.entry is None and d.type == "Settlement" and d.definite:
                name.type = "Settlement"  # "the regional capital, Bahir Dar"
            sided = d.type == "Person" and d.head in constructions().sided and not d.plural
            if sided and name.form == "name" and (name.type in BODIES or name.type == "State"):
                d.type = name.type  # "Russia's ally Belarus"
            if name.form == "name" and name.type == d.type and not (d.plural and name.type == "Person"):
                link(d, name)
    first = first_conjunct(d.node)
    if d.type == "Person" and first is not d.node and first.dep == "appos" and {first.tag, d.node.tag} == {"NN"}:
        behind = mentions.tree.nodes[d.node.i + 1 : d.node.i + 2]
        alone = not any(n.tag == "NNP" for n in behind) and not d.node.kids("appos")  # no "and the journalist Y"
        for name in mentions.of(first.head)[:1] if alone else []:  # "X, the chief negotiator and the interior minister"
            if name.form == "name" and name.type == "Person":
                link(d, name)
    if d.antecedent is None and d.node.dep == "appos":
        for name in mentions.of(d.node.head)[:1]:
            one_kind = name.type == d.type or {name.type, d.type} <= BODIES | {"State"}
            if name.form == "name" and one_kind:
                link(d, name)


def _beside_description(drafts: list[Draft], d: Draft) -> None:
    """ "A second road, the main road to the coast": the parser may hang it elsewhere, so the comma tells."""
    start = min((c.start for c in d.node.children if c.i < d.node.i), default=d.node.start)
    for other in drafts:
        if other.form == "nominal" and other.span.end + len(", ") == start and other.type == d.type:
            link(d, other)


def _capital_named(drafts: list[Draft], d: Draft) -> None:
    """ "Bamako, the Malian capital," wherever the parse hangs it."""
    start = min((c.start for c in d.node.children if c.i < d.node.i), default=d.node.start)
    for other in drafts:
        behind = d.node.end + len(", ") == other.span.start  # "police in the Kenyan capital, Nairobi, said"
        if other.form == "name" and (other.span.end + len(", ") == start or behind) and other.type == d.type:
            link(d, other)


def _named_elsewhere(drafts: list[Draft], d: Draft) -> None:
    """The base of a headline that the lead names, and "the fastest route" said of the road named just before."""
    named = [m for m in drafts if m.form == "name" and m.type == d.type and m.node.pos != "ADJ"]
    if d.type == "Facility" and d.node.sent <= LEAD and d.owner is None:
        here = {m.identity() for m in named if m.node.sent == d.node.sent}  # "a base near the airport" is another
        near = [m for m in named if m.node.sent > d.node.sent and _head_key(d) == _head_key_of(m)]
        near = [m for m in near if m.identity() not in here]
    elif d.type == "Route" and d.definite and (ranked(d.node) or modifiers(d) & {"only", "main"}):
        near = [m for m in named if m.node.sent == d.node.sent and m.span.end < d.span.start]
    else:
        return
    if near and len({m.identity() for m in near}) == 1:
        link(d, near[0])


def _town_before(drafts: list[Draft], d: Draft) -> None:
    """ "Libya's third-largest city" is the one town that the sentence before names."""
    near = [m for m in drafts if m.form == "name" and m.type == "Settlement" and 0 <= d.node.sent - m.node.sent <= 1]
    near = [m for m in near if m.span.end < d.span.start]
    if len({m.identity() for m in near}) == 1 and near[-1].node.sent < d.node.sent:
        link(d, near[-1])


def _members_named(mentions: Mentions, d: Draft) -> None:
    """ "The towns of Zahraa and Nubl" and "the Gao and Kidal regions" are those two."""
    of = next((p.kid("pobj") for p in d.node.kids("prep") if p.low == "of"), None)
    before = [c for c in d.node.kids("amod", "compound", "nmod") if c.i < d.node.i and c.kid("conj") is not None]
    listed = [n for one in (before or ([of] if of is not None else [])) for n in conjuncts(one)]
    first = [m for n in listed for m in mentions.of(n)[:1]]
    named = [m for m in first if m.form == "name" and m.type != "State"]
    if len(named) > 1:
        d.members = named
        for m in named:
            m.type = d.type if m.entry is None else m.type


def _of_name(mentions: Mentions, d: Draft) -> None:
    """ "The town of Manbij": one thing, of the kind that the description says."""
    for prep in d.node.kids("prep"):
        inner = prep.kid("pobj") if prep.low == "of" else None
        for name in mentions.of(inner)[:1] if inner is not None else []:
            if d.head == "state" and name.type in ("Settlement", "AdministrativeArea") and d.owner is not None:
                name.type = "AdministrativeArea" if name.entry is None else name.type  # "the Indian state of Goa"
                d.type = name.type
            if d.head in constructions().strongholds and name.type in ("Settlement", "AdministrativeArea"):
                d.type = name.type
            may_be = name.type in (d.type, "Settlement") or (name.type != "State" and d.type == "AdministrativeArea")
            if name.form != "name" or not may_be:
                continue
            if d.type != "Region":
                name.type = d.type
            if d.type == name.type:
                link(d, name)


def descriptions(drafts: list[Draft]) -> None:
    """Descriptions with the same (or a synonymous) head and the same owner; bare definite ones after fuller ones."""
    seen: dict[tuple[object, ...], Draft] = {}
    alike: dict[tuple[str, object], list[Draft]] = defaultdict(list)
    names = [d for d in drafts if d.form == "name"]
    for d in drafts:
        if d.form != "nominal":
            continue
        like = alike[d.type, _head_key(d)]
        if d.antecedent is None and (same := _counted_again(d, like)) is not None:
            link(d, same)
        if d.antecedent is None and not _some_of_many(d):
            owner = d.owner.identity() if d.owner is not None else None
            earlier = seen.setdefault((d.type, _head_key(d), owner, _is_one_man(d)), d)
            if earlier is not d and _same_again(d, earlier) and not _named_since(d, earlier, names):
                link(d, earlier)
            if d.antecedent is None and owner is None:
                _after_fuller(d, [x for x in like if not _named_since(d, x, names)])
        like.append(d)


def _counted_again(d: Draft, like: list[Draft]) -> Draft | None:
    """The crowd of the headline that the lead counts again: "kills 33 guards", "at least 33 guards were killed"."""
    count = _count(d)
    if count is None or count < 2 or d.node.sent > LEAD:
        return None
    owner = d.owner and d.owner.identity()
    for x in like:
        apart = x.node.sent == d.node.sent or not (modifiers(d) <= modifiers(x) or modifiers(x) <= modifiers(d))
        if x.node.sent == 0 and not apart and _count(x) == count and (x.owner and x.owner.identity()) == owner:
            return x
    return None


def _count(d: Draft) -> float | None:
    """The number right before the head that says how many they are."""
    number = d.node.kid("nummod")
    value = value_of([n.text for n in subtree(number) if n.dep in ("nummod", "compound")]) if number else None
    return value[0] if value is not None else None


def _some_of_many(d: Draft) -> bool:
    """Whether it stands for some of a kind, not again the same: "two soldiers", "of troops"; the lead's is the
    headline's, with other articles."""
    alone = d.head == "people" and d.node.lemma != "people"  # a number that stands for those it counts
    counted = alone or d.node.kid("nummod") is not None
    if _is_lead(d) and not counted:
        d.definite = True
    return (
        not _definite(d)
        and d.owner is None
        and (
            counted
            or (d.node.dep == "pobj" and d.node.head.low == "of")
            or (not modifiers(d) and d.type == "ArmedForce")
        )
    )


def _definite(d: Draft) -> bool:
    """Whether a known one is meant: "the army", and the army of "the army chief" or of "army chief Juan Paz"."""
    if d.definite or d.node.dep != "compound" or d.node.tag not in ("NN", "NNP"):
        return d.definite
    above = d.node.head
    top = above
    while top.dep in ("compound", "nmod") and top.head.i > top.i:
        top = top.head
    return any(c.low in DEFINITE for c in above.kids("det")) or (d.type == "ArmedForce" and top.tag == "NNP")


def _same_again(d: Draft, earlier: Draft) -> bool:
    """Whether a description repeats an earlier one with its head and owner."""
    if earlier.plural and d.head == "group" and not d.plural:
        return False
    if d.plural and d.head == "group" and not (earlier.plural or d.definite):
        return False  # "people held by armed groups" are not held by the armed group
    if _is_one_man(d) and not d.definite:
        return _is_lead(d)  # "a French soldier" is not again the one who was shot before
    if d.owner is not None and d.type in ("ArmedForce", "GovernmentBody"):
        return True
    if (_between_others(d) and modifiers(earlier)) or (earlier.node.sent == d.node.sent and _told_apart(d)):
        return False
    return modifiers(d) <= modifiers(earlier) and (
        d.definite or d.type in ("ArmedGroup", "ArmedForce", "GovernmentBody")
    )


def _told_apart(d: Draft) -> bool:
    """Whether words behind say which are meant: "troops loyal to Kiir fought soldiers loyal to Machar"."""
    behind = any(c.i > d.node.i and c.dep == "amod" and c.kid("prep") is not None for c in d.node.children)
    return behind and d.node.kid("det") is None


def _between_others(d: Draft) -> bool:
    """Whether the sides of a conflict are said: "the war between A and B" is not the Chadian conflict before it."""
    return d.type == "Conflict" and any(p.low in ("between", "with", "against") for p in d.node.kids("prep"))


def _is_one_man(d: Draft) -> bool:
    """Whether one of a force is meant and not the force: "a French soldier" is not again the French forces."""
    return d.type == "ArmedForce" and not d.plural and d.head in constructions().individuals


def _after_fuller(d: Draft, like: list[Draft]) -> None:
    """Link "the army" to the one army said more fully before."""
    if not _definite(d) or modifiers(d) or _between_others(d) or _told_apart(d):
        return
    if d.type in ("Person", "PopulationGroup", "Settlement"):
        return
    fuller = [x for x in like if x.plural == d.plural and _is_one_man(x) == _is_one_man(d)]
    if fuller and len({x.identity() for x in fuller}) == 1:
        link(d, fuller[-1])


def _named_since(d: Draft, earlier: Draft, names: list[Draft]) -> bool:
    """Whether "the group" is none of the "other groups" before it: one of another number, or with a name between."""
    types = constructions().generic.get(d.head)
    if types is None or d.type not in BODIES or modifiers(d):
        return False
    return earlier.plural != d.plural or any(
        earlier.span.start < n.span.start < d.span.start and n.type in types & GROUPS for n in names
    )


def _is_lead(d: Draft) -> bool:
    """Whether the mention stands in the first sentences, where lead repeats headline with other articles."""
    return d.node.sent <= 2


def _head_key(d: Draft) -> object:
    return constructions().same_head.get(d.head, d.head)


def _head_key_of(name: Draft) -> object:
    """The same for a name's last word: the airport of "Lokichogio airport"."""
    return constructions().same_head.get(name.node.lemma, name.node.lemma)


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
