"""The entity of a thing: its id, its name, its other names, by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.gazetteer import Entry, Gazetteer
from kg.gazetteer.places import Place
from kg.model import Entity
from kg.resolve import names
from kg.resolve.places import place_name
from kg.resolve.sense import Node

# A single word is no name to go by for these: "Sana" is a person, an agency and a town. Their id says the type.
PLAIN_IDS = frozenset({"Settlement", "Region", "Route", "Facility", "BorderLine"})
LONGEST_NAME = 5
LONGEST_ACRONYM = 4


@dataclass(slots=True)
class Thing:
    """What is gathered of one entity over all articles."""

    id: str
    fixed_name: str | None = None
    entry: Entry | None = None
    types: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)

    def entity(self, place: Place | None = None) -> Entity:
        """The entity: the gazetteer's name and type, else the fullest frequent name and the type most often given.

        `place` is where one lies whose row does not say it. An area that is unknown as such has the coordinates of its
        main town, but is not the town.
        """
        entry = self.entry
        type_ = entry.type if entry else most(self.types)
        known = entry.name if entry else self.fixed_name
        name = known or frequent_full_name(self.named) or within_a_sentence(most(self.described))
        if known is None and type_ in PLAIN_IDS:
            name = in_small(name)
        adjective = set(entry.demonyms) if entry else set()
        at = entry if entry and (entry.latitude is not None or place is None) else place
        link = (place.same_as,) if place and place.area == (type_ != "Settlement") else ()
        described = {within_a_sentence(t) for t in self.described}
        others = sorted(t for t in {*self.named, *described} if t != name and t not in adjective)
        return Entity(
            id=self.id,
            type=type_,
            name=name,
            aliases=tuple(others),
            same_as=tuple(dict.fromkeys((*(entry.same_as if entry else ()), *link))),
            country=entry.country if entry else (most(self.countries) if self.countries else None),
            latitude=at.latitude if at else None,
            longitude=at.longitude if at else None,
            source_class=entry.source_class if entry else None,
        )


def most(counts: Counter[str]) -> str:
    """The most frequent key; of equals the first in the alphabet."""
    return min(counts, key=lambda k: (-counts[k], k))


def within_a_sentence(description: str) -> str:
    """A description of one word without the capital that a sentence begins with: "Protesters"; "RSF" stays."""
    return description.lower() if description.isalpha() and description.istitle() else description


def in_small(place: str) -> str:
    """A place's name without the capitals of a dateline: "PORT SUDAN" is Port Sudan; "M4", "AT-TALL", "DRC" stay."""
    words = place.split()
    heading = all(w.isalpha() and w.isupper() for w in words) and any(len(w) > LONGEST_ACRONYM for w in words)
    return place.title() if heading else place


def frequent_full_name(named: Counter[str]) -> str | None:
    """Of the names said at least half as often as any, the one with the most words, then the most frequent."""
    if not named:
        return None
    often = max(named.values())
    frequent = [n for n in named if 2 * named[n] >= often]
    short = [n for n in frequent if len(n.split()) <= LONGEST_NAME] or frequent
    return min(short, key=lambda n: (-len(n.split()), -named[n], -len(n), n))


def node_id(cluster: tuple[Node, ...], said: Mapping[Node, Collection[str]], type_: str, gazetteer: Gazetteer) -> str:
    """A cluster's id: the slug of its fullest name, from the set of names alone, so that counts cannot move it.

    One word says too little for a person or a body, and a province has its city's name: there the type goes with it,
    as it does where a listed thing has that id.
    """
    best = min(cluster, key=lambda n: (-min(len(n.words), LONGEST_NAME), n.words, n.scope))
    full = [n for n in said.get(best, ()) if is_said_in_full(n, best)]
    spoken = {names.slug(names.spoken(name, best.family)) for name in full}
    fitting = [s for s in spoken if set(re.split("[_-]", s)) >= {p for w in best.words for p in w.split("-")}]
    slug = max(fitting, key=lambda s: (-len(s), s)) if fitting else names.slug(" ".join(best.words))
    single = len(best.words) == 1 and type_ not in PLAIN_IDS
    if best.scope:
        slug = f"{slug}_{best.scope}"
    if single or type_ == "AdministrativeArea" or not slug or gazetteer.by_id(slug):
        slug = f"{slug}_{names.slug(spaced(type_))}".strip("_")
    return slug


def is_said_in_full(name: str, node: Node) -> bool:
    """Whether a name has a node's words as they are said: with nothing left out or put in order."""
    return node.family in ("Person", "body") or (node.family == "Settlement" and place_name(name).kind is None)


def spaced(type_: str) -> str:
    """A type's name as words: "ArmedGroup" → "Armed Group"."""
    return "".join(f" {c}" if c.isupper() else c for c in type_).strip()
