"""Types put right from the rest of the article: a tagger sees one sentence, and its guesses at bare names differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.gazetteer import fold
from kg.model import Reading
from kg.resolve import names
from kg.resolve.knowledge import NAMES
from kg.resolve.link import Link, Linker, family
from kg.resolve.profiles import Profile

AT_PLACE = re.compile(r"(?:^|\W)(?:in|at|near|around|outside|inside|across|to|into)\s+$", re.IGNORECASE)
TOWNS = frozenset({"capital", *NAMES.designators["Settlement"]})
BEFORE = 10  # characters before a name in which a preposition of place stands


def retyped(
    reading: Reading, found: Mapping[str, Profile], links: Mapping[str, Link], linker: Linker
) -> dict[str, Profile]:
    """The profiles with better types. What a list knows keeps its own.

    A bare name that is the surname of one of the article's people is a person's, unless it stands where places stand
    ("in Lincoln") or is a great city's. A name that is now a person's, now a body's, is what it is more often. A people
    of several words with the Arabic article is a person ("Omar al-Zorani"), a person after a word for a town a town
    ("the provincial capital Zorab").
    """
    known = dict(found)
    open_ = [key for key, p in found.items() if p.names and key not in links and not p.metonym]
    known |= {key: replace(known[key], type="Person") for key in open_ if is_arabic_name(known[key])}
    surnames = {
        words[-1] for p in known.values() if p.type == "Person" for n in p.names if len(words := names.person(n)) > 1
    }
    for key in open_:
        p = known[key]
        if p.type == "Person" and len(names.person(p.fullest)) == 1 and names.person(p.fullest)[0] not in surnames:
            known[key] = replace(p, type="Settlement") if is_called_town(reading, p) else p
    for key in open_:
        p = known[key]
        word = names.person(p.fullest)
        if p.type != "Person" and len(word) == 1 and word[0] in surnames and not is_place_here(reading, p, linker):
            known[key] = replace(p, type="Person")
    for same in same_names(open_, known):
        votes = Counter[str]()
        for key in same:
            votes[known[key].type] += len(known[key].names)
        kinds = {family(t, linker.ontology) for t in votes}
        (first, most), *others = votes.most_common()
        if kinds == {"Person", "body"} and all(count < most for _, count in others):
            known |= {key: replace(known[key], type=first) for key in same}
    return known


def is_arabic_name(p: Profile) -> bool:
    """Whether what was taken for a people has given names and a surname with the Arabic article."""
    said = names.words(p.fullest)
    return p.type == "PopulationGroup" and len(said) > 1 and names.JOINED.match(said[-1]) is not None


def is_called_town(reading: Reading, p: Profile) -> bool:
    """Whether a word for a town stands right before a name."""
    before = (reading.article.text[: m.span.start].split()[-1:] for m in p.mentions if m.form == "name")
    return any(word in TOWNS for words in before for word in words)


def is_place_here(reading: Reading, p: Profile, linker: Linker) -> bool:
    """Whether a name stands where places stand, or is that of a city that everybody knows."""
    text = reading.article.text
    said = (m for m in p.mentions if m.form == "name")
    if any(AT_PLACE.search(text[max(0, m.span.start - BEFORE) : m.span.start]) for m in said):
        return True
    return linker.places is not None and linker.places.find_exactly(p.fullest) is not None


def same_names(keys: Iterable[str], found: Mapping[str, Profile]) -> list[list[str]]:
    """The keys of profiles that have one fullest name, where there are several."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        groups[fold(found[key].fullest)].append(key)
    return [group for group in groups.values() if len(group) > 1]
