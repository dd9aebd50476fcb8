"""Names that are short for a fuller one of the same article: "Okello" for "Tomas Okello", "the Council", "ZPF".

A facility is one, too: "Zorab" for "Zorab military airport", where the text takes it for the airport.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.link import Link, family
from kg.resolve.profiles import Profile
from kg.resolve.spelling import same_person, same_word

Words = tuple[str, ...]


def shortened(
    found: Mapping[str, Profile], links: Mapping[str, Link], ontology: Ontology
) -> tuple[dict[str, str], frozenset[str]]:
    """The key of the fuller profile for each one-word name, and the keys of those that fit several.

    What a list knows stays what it is, unless it is only a capital named as if it were a body ("Madrid", the club).
    """
    people: dict[str, list[Words]] = {}
    bodies: dict[str, list[str]] = {}
    facilities: dict[str, list[str]] = {}
    for key, p in found.items():
        kind = family(p.type, ontology) if p.names else ""
        if kind == "Person":
            people[key] = sorted({words for n in p.names if (words := names.person(n))})
        elif kind == "body":
            bodies[key] = sorted(set(p.names))
        elif kind == "place" and p.type == "Facility":
            facilities[key] = sorted(set(p.names))
    fuller: dict[str, str] = {}
    several: set[str] = set()
    for key in (*people, *bodies, *facilities):
        link = links.get(key)
        if link is not None and not (link.acts and not found[key].metonym):
            continue
        named = facilities if key in facilities else bodies
        keys = bearers(people[key], people) if key in people else wholes(named[key], named)
        others = [other for other in keys if other != key]
        if others and is_one(others, people, named, links):
            fuller[key] = others[0]
        elif others and key in people:
            several.add(key)
    return fuller, frozenset(several)


def bearers(said: Sequence[Words], people: Mapping[str, Sequence[Words]]) -> list[str]:
    """The people with a fuller name of which the one word said is the surname; if none, the first name."""
    if any(len(words) > 1 for words in said):
        return []
    full = {key: words for key, forms in people.items() if len(words := max(forms, key=len, default=())) > 1}
    last = [key for key, words in full.items() if all(same_word(s[0], words[-1]) for s in said)]
    first = [key for key, words in full.items() if all(s[0] == words[0] for s in said)]
    return last or first if said else []


def wholes(said: Sequence[str], bodies: Mapping[str, Sequence[str]]) -> list[str]:
    """The bodies whose longer name begins or ends with the one word said, or has it for its initials."""
    short = {names.body(text) for text in said}
    if any(len(words) != 1 for words in short):
        return []
    (word,) = min(short)
    found = []
    for key, forms in bodies.items():
        long = [words for text in forms if len(words := names.body(text)) > 1]
        initials = {names.initials(text) for text in forms}
        if any(word in (words[0], words[-1]) for words in long) or any(
            names.is_acronym(text) and text.replace(".", "") in initials for text in said
        ):
            found.append(key)
    return found


def is_one(
    keys: Sequence[str],
    people: Mapping[str, Sequence[Words]],
    bodies: Mapping[str, Sequence[str]],
    links: Mapping[str, Link],
) -> bool:
    """Whether profiles are one thing: linked alike, or names of one person or body."""
    if len(keys) == 1:
        return True
    if any(key in links for key in keys):
        return all(key in links for key in keys) and len({links[key].entry.id for key in keys}) == 1
    if all(key in people for key in keys):
        first, *others = (max(people[key], key=len) for key in keys)
        return all(same_person(first, other) for other in others)
    return len({max(map(names.body, bodies[key]), key=len) for key in keys}) == 1
