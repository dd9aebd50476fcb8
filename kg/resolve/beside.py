"""Descriptions that are only known beside the rest of their article: "the troops", "the northwest", "the president"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.gazetteer import fold
from kg.resolve import names
from kg.resolve.centre import is_no_owner
from kg.resolve.context import Context
from kg.resolve.describe import DETERMINERS, Description
from kg.resolve.knowledge import GROUPS, Group
from kg.resolve.places import direction_of
from kg.resolve.profiles import Profile
from kg.resolve.sense import Node, Sense

DEFINITE = re.compile(r"(?:^|\W)(?:the|this|these|those)\s+$", re.IGNORECASE)
COUNTED = re.compile(r"^[\d.,]+")
BEFORE = 8


def is_definite(profile: Profile, context: Context) -> bool:
    """Whether some description of a profile has "the" before it or as its first word."""
    text = context.reading.article.text
    return any(
        m.text.casefold().startswith("the ") or DEFINITE.search(text[max(0, m.span.start - BEFORE) : m.span.start])
        for m in profile.nominals
    )


def stands_alone(d: Description) -> bool:
    """Whether a head names, without an owner, what a country has one of: "the army", "government forces"."""
    if d.group is None:
        return False
    heads = {d.head, " ".join((*d.tail[:-1], *map(names.singular, d.tail[-1:])))}
    if d.group.internal:
        return d.head in d.group.definite
    return bool(heads & d.group.definite) or (d.group.kind == "armed_forces" and d.government)


def completed(article: Context, profile: Profile, kinds: Mapping[str, Mapping[str, Sense]]) -> Sense | Group | None:
    """What a description without an owner is, from the rest of the article; None where that leaves it open.

    Rebels, wars and "government forces" are those of the country at the article's centre: then the group is given
    back, except where the article names one group's rebels only. "The ministry" is the only one that the article names;
    where it names none, that of the country which is both at its centre and named most. `kinds` has the settled senses
    by kind and id.
    """
    owner = article.profiles[profile.owner] if profile.owner else None
    for d in article.descriptions[profile.key]:
        group = d.group
        if group is None or d.others or d.country or (owner is not None and not is_no_owner(owner, d)):
            continue
        named = kinds.get(group.kind, {})
        if group.opposes_government and len(named) == 1 and is_definite(profile, article):
            return next(iter(named.values()))
        alone = stands_alone(d) and article.main is not None
        if alone and group.internal and article.main and article.main.id in article.opposed:
            return group
        if alone and not group.internal and (group.opposes_government or d.government):
            return group
        definite = is_definite(profile, article)
        if len(named) == 1 and (definite or (alone and group.bare)):
            return next(iter(named.values()))
        known = article.main if group.abroad else article.central
        if alone and not named and known is not None and not group.internal and (definite or group.bare):
            return group
    return None


def titled(article: Context, profile: Profile, senses: Mapping[str, Sense]) -> Sense | None:
    """The one person to whom the article gives the title that a description is: "the president", "Turkish minister"."""
    if profile.names or any(m.plural for m in profile.nominals) or not is_definite(profile, article):
        return None
    wanted = set(core(profile.fullest, article.profiles.get(profile.owner or "")))
    state = article.country_of.get(profile.owner or "")
    key_of = {m.id: key for key, p in article.profiles.items() for m in p.mentions}
    found = {}
    for claim in article.reading.claims:
        title = names.words(claim.value("title") or "") if claim.predicate == "holdsPosition" else ()
        if title and wanted and set(title[-len(wanted) :]) == wanted and "former" not in title:
            for key in (key_of[s] for s in claim.fillers("subject") if s in key_of):
                home = article.country_of.get(key)
                if key in senses and (state is None or home is None or home.id == state.id):
                    found[key] = senses[key]
    return next(iter(found.values())) if len(found) == 1 else None


def name_like(d: Description, profile: Profile) -> Sense | None:
    """A group that its own words name: "Tuareg rebels" are one in all articles, "angry rebels" are not."""
    if d.group is None or d.group.uncounted or profile.names or not any(o in d.proper for o in d.others):
        return None
    words = (*d.others, *map(names.singular, d.tail))
    return Sense(profile.type, node=Node("body", words, d.country.id if d.country else ""))


def named_place(article: Context, profile: Profile, owner: Sense | None) -> Sense | None:
    """A part of the world that its description names: "the Aleppo countryside", "the Turkish-Syrian border"."""
    text = names.clean(profile.fullest)
    if profile.names or COUNTED.match(text):
        return None
    if profile.type == "BorderLine":
        states = {owner.id} if owner is not None and owner.type == "State" and owner.id else set()
        return border(sides(text, article) | states, article)
    words = tuple(w for w in names.body(text) if w not in DETERMINERS)
    if owner is None or not any(c.isupper() for c in text.removeprefix("The ")):
        return None
    return Sense("Region", node=Node("Region", words), country=owner.country)


def sides(text: str, article: Context) -> frozenset[str]:
    """The states that the words of "the Turkish-Syrian border" name."""
    words = set(names.words(text.replace("-", " ")))
    return frozenset(
        link.entry.id
        for link in article.links.values()
        if link.entry.type == "State" and words & {fold(n) for n in (*link.entry.demonyms, link.entry.name)}
    )


def border(states: frozenset[str], article: Context) -> Sense | None:
    """The line between two states; of one state alone, as seen from the country at the article's centre."""
    if not states or len(states) > 2:
        return None
    if len(states) == 2:
        known = {link.entry.id: link.entry.name for link in article.links.values()}
        name = "–".join(known.get(state, state) for state in sorted(states)) + " border"
        return Sense("BorderLine", node=Node("BorderLine", (*sorted(states), "border")), name=name)
    main = article.main.id if article.main and article.main.id not in states else ""
    return Sense("BorderLine", node=Node("BorderLine", (*states, "border"), main))


def is_the_country(profile: Profile) -> bool:
    """Whether a profile is only ever "the country": not "the neighbouring country", not "countries"."""
    said = [m for m in profile.nominals if not m.plural and m.head in GROUPS.countries and len(core(m.text, None)) == 1]
    return not profile.names and bool(said) and len(said) == len(profile.nominals)


def region(article: Context, profile: Profile) -> Sense | None:
    """ "The northwest" as a part of its owner, else of the country at the article's centre."""
    direction = direction_of(profile.fullest)
    owner = article.profiles.get(profile.owner or "")
    whole = owner is None or is_the_country(owner)
    state = article.country_of.get(profile.key) or (article.main if whole else None)
    if direction is None or state is None:
        return None
    words = (direction, *names.body(state.name))
    return Sense("Region", node=Node("Region", words), name=f"{direction} {state.name}", country=state.id)


def plain(text: str) -> tuple[str, ...]:
    """The words of a description as written, without determiners and leading numbers."""
    found = names.clean(text).split()
    while len(found) > 1 and (found[0].casefold() in DETERMINERS or COUNTED.match(found[0])):
        found = found[1:]
    return tuple(found)


def number(text: str) -> tuple[str, ...]:
    """The folded number that a description begins with, "twenty two" of "Twenty-two villagers"; else nothing."""
    found = names.words(text.replace("-", " "))
    size = next((i for i, w in enumerate(found) if w not in GROUPS.counts and not COUNTED.match(w)), len(found))
    return found[:size] if size < len(found) else ()


def is_counted(profile: Profile, context: Context) -> bool:
    """Whether some description of a profile has a number or "some" first or before it: "14 Iraqi officials"."""
    text = context.reading.article.text
    for m in profile.nominals:
        first = names.words(m.text)[:1]
        before = names.words(text[max(0, m.span.start - 2 * BEFORE) : m.span.start])[-1:]
        for word in map(names.singular, (*before, *first)):
            if word in GROUPS.counts or word in GROUPS.amounts or COUNTED.match(word):
                return True
    return False


def is_one(profile: Profile) -> bool:
    """Whether all descriptions of a profile name one man of a force: "a US soldier"."""
    heads = [" ".join(m.text.lower().split()) for m in profile.nominals]
    return bool(heads) and all(any(h == one or h.endswith(" " + one) for one in GROUPS.one) for h in heads)


def core(text: str, owner: Profile | None) -> tuple[str, ...]:
    """The folded words of a description that tell it from others of its owner: "Turkish military posts" are posts."""
    owned = {w for m in (owner.mentions if owner else ()) for w in names.words(m.text)}
    found = [w for w in names.words(" ".join(plain(text))) if w not in owned]
    told = [w for w in found[:-1] if names.singular(w) not in GROUPS.neutral and not COUNTED.match(w)]
    return (*told, *map(names.singular, found[-1:])) or names.words(text)
