"""Descriptions that are only known beside the rest of their article: "the troops", "the northwest", "the president"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.resolve import names
from kg.resolve.context import Context
from kg.resolve.describe import DETERMINERS, Description
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


def goes_with_country(d: Description, profile: Profile, context: Context) -> bool:
    """Whether a description without an owner is that of the country at the article's centre.

    So are "government forces" and, with "the", the heads that a country has one of ("the army"); bare "troops" may be
    anyone's.
    """
    if d.group is None:
        return False
    if d.group.kind == "armed_forces" and d.government:
        return True
    last = d.tail[-1:]
    heads = {names.singular(d.head), " ".join((*d.tail[:-1], *map(names.singular, last)))}
    return bool(heads & d.group.definite) and (d.group.bare or is_definite(profile, context))


def name_like(d: Description, profile: Profile) -> Sense | None:
    """A group that its own words name: "Tuareg rebels" are one in all articles, "angry rebels" are not."""
    if d.group is None or profile.names or not any(o in d.proper for o in d.others):
        return None
    words = (*d.others, *map(names.singular, d.tail))
    return Sense(profile.type, node=Node("body", words, d.country.id if d.country else ""))


def beside(context: Context, profile: Profile, settled: Mapping[str, Sense]) -> Sense | None:
    """The one thing of its kind that the article names elsewhere, for a description with "the"; else None."""
    if direction := direction_of(profile.fullest) if profile.type == "Region" else None:
        return region(direction, context, profile)
    if profile.owner or not is_definite(profile, context):
        return None
    for d in context.descriptions[profile.key]:
        if d.group is None or d.others:
            continue
        same = {s.id: s for s in settled.values() if s.kind == d.group.kind}
        if len(same) == 1:
            return next(iter(same.values()))
    return None


def region(direction: str, context: Context, profile: Profile) -> Sense | None:
    """ "The northwest" as a part of its owner, else of the country at the article's centre."""
    state = context.country_of.get(profile.key) or (None if profile.owner else context.main)
    if state is None:
        return None
    name = f"{direction} {state.name}"
    return Sense("Region", node=Node("Region", (direction, *names.body(state.name))), name=name, country=state.id)


def plain(text: str) -> tuple[str, ...]:
    """The words of a description as written, without determiners and leading numbers."""
    found = names.POSSESSIVE.sub("", text).split()
    while len(found) > 1 and (found[0].casefold() in DETERMINERS or COUNTED.match(found[0])):
        found = found[1:]
    return tuple(found)
