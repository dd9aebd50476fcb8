"""The country that an article is about, and the states whose government it sets apart from the country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.gazetteer import Entry, Gazetteer
from kg.model import Reading
from kg.resolve import names
from kg.resolve.describe import Description, state_of
from kg.resolve.link import Link
from kg.resolve.places import place_name
from kg.resolve.profiles import Profile

# The country at the centre has at least this many times the evidence of the next, so that an article on two
# countries has none.
DOMINANCE = 2.0
# Plain mentions count only where nothing in the article speaks of a country from within, and from this many on.
ENOUGH_MENTIONS = 3
GROUND = frozenset({"Settlement", "AdministrativeArea"})


def centre(
    reading: Reading,
    found: Mapping[str, Profile],
    links: Mapping[str, Link],
    described: Mapping[str, tuple[Description, ...]],
    tied: Mapping[str, Entry],
    gazetteer: Gazetteer,
) -> Entry | None:
    """The one state that the article is about, or None.

    Evidence from within counts first: whose rebels, regime or war, and whose parts ("northwestern Syria", "Syria's
    Idlib") it speaks of. Armies do not count: they fight abroad. A state that is only named often is not the centre
    where it backs somebody: whom it backs is abroad ("Turkey backs the rebels"); nor where the article's towns and
    provinces lie in another, or, named once or twice, where none of them is known to lie in it: "China closed its
    border" does not make a junta's town Chinese.
    """
    within, said = Counter[str](), Counter[str]()
    states: dict[str, Entry] = {}
    for key, profile in found.items():
        link = links.get(key)
        if link is not None and link.entry.type == "State":
            states[link.entry.id] = link.entry
            said[link.entry.id] += sum(m.form == "name" and not m.metonym for m in profile.mentions)
        for state in inside(profile, described[key], owner_state(profile, described[key], found, tied), gazetteer):
            states[state.id] = state
            within[state.id] += 1
    key_of = {m.id: key for key, p in found.items() for m in p.mentions}
    abroad = set()
    for claim in reading.claims:
        if claim.predicate == "backs":
            abroad |= {links[k].entry.id for f in claim.fillers("subject") if (k := key_of.get(f, "")) in links}
        if claim.predicate == "locatedIn" and claim.stance.polarity == "affirmed":
            for filler in claim.fillers("object"):
                link = links.get(key_of.get(filler, ""))
                if link is not None and link.entry.type == "State":
                    within[link.entry.id] += 1
    if within:
        best = dominant(within)
    else:
        ground = _ground(reading, found, links)
        enough = {s: n for s, n in said.items() if n >= ENOUGH_MENTIONS or (len(said) == 1 and ground[s])}
        best = dominant(Counter(enough))
        if best in abroad or (best and ground[best] < max(ground.values(), default=0)):
            best = None
    return states[best] if best else None


def _ground(reading: Reading, found: Mapping[str, Profile], links: Mapping[str, Link]) -> Counter[str]:
    """How often the article is on the ground of a state, by its id: in a town of it, or "in" itself."""
    ground: Counter[str] = Counter()
    for key, link in links.items():
        if link.entry.type in GROUND and link.entry.country:
            ground[link.entry.country] += 1
        elif link.entry.type == "State":
            before = (
                reading.article.text[: m.span.start].split()[-1:] for m in found[key].mentions if m.form == "name"
            )
            ground[link.entry.id] += sum(words in (["in"], ["In"], ["across"], ["inside"]) for words in before)
    return ground


def central(main: Entry | None, found: Mapping[str, Profile], links: Mapping[str, Link]) -> Entry | None:
    """The state at the centre, if no other is named more often: whose "ministry" and "army" need not be said."""
    said: Counter[str] = Counter()
    for key, link in links.items():
        if link.entry.type == "State":
            said[link.entry.id] += len(found[key].names)
    return main if main is not None and said[main.id] == max(said.values(), default=0) else None


def inside(
    profile: Profile, described: tuple[Description, ...], owner: Entry | None, gazetteer: Gazetteer
) -> list[Entry]:
    """The states that a profile speaks of from within, one for each mention that does."""
    found = []
    for d in described:
        state = d.country or owner
        if state is None or d.group is None or d.others:
            continue
        if d.group.internal or d.group.opposes_government or d.government or d.head == "regime":
            found += [state]
    if profile.type in ("Region", "AdministrativeArea", "Settlement") and not found:
        for name in dict.fromkeys(m.text for m in profile.mentions if m.form != "pronoun"):
            part = place_name(name)
            state = state_of(" ".join(part.base).title(), gazetteer) if part.direction and part.base else None
            if state := state or owner:
                found.append(state)
    return found


def owner_state(
    profile: Profile, described: tuple[Description, ...], found: Mapping[str, Profile], tied: Mapping[str, Entry]
) -> Entry | None:
    """The state of a profile's owner; not of one that only backs it or is its target: "Turkey-backed rebels"."""
    if profile.owner is None or any(is_no_owner(found[profile.owner], d) for d in described):
        return None
    return tied.get(profile.owner)


def is_no_owner(owner: Profile, d: Description) -> bool:
    """Whether the "owner" of a description is only a part of it: "opposition groups", "Turkey-backed", "anti-Assad"."""
    tail = set(map(names.singular, d.tail))
    aside = {part for word in d.aside for part in names.person(word)}
    said = [set(map(names.singular, names.words(m.text))) for m in owner.mentions if m.form != "pronoun"]
    return any(words <= tail or bool(aside & words) for words in said)


def dominant(counts: Counter[str]) -> str | None:
    """The key with at least `DOMINANCE` times the count of the next, or None."""
    ranked = sorted(counts, key=lambda k: (-counts[k], k))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] < DOMINANCE * counts[ranked[1]]):
        return None
    return ranked[0]


def opposed_states(
    found: Mapping[str, Profile],
    links: Mapping[str, Link],
    described: Mapping[str, tuple[Description, ...]],
    tied: Mapping[str, Entry],
    main: Entry | None,
) -> frozenset[str]:
    """The states whose rebels, insurgents or separatists the article speaks of: there the government is a side.

    Rebels of no owner are those of the country at the centre, unless the article has the rebels of a listed group.
    """
    opposed = set()
    groups = {key for key, link in links.items() if link.entry.type == "ArmedGroup"}
    listed = any(
        d.group is not None and d.group.opposes_government and found[key].owner in groups
        for key in found
        for d in described[key]
    )
    for key, profile in found.items():
        if profile.owner in groups:
            continue  # "ELN rebels" are the ELN's
        for d in described[key]:
            if d.group is not None and d.group.opposes_government and not d.others:
                state = (
                    d.country
                    or owner_state(profile, described[key], found, tied)
                    or (main if d.group.bare and not listed else None)
                )
                if state is not None:
                    opposed.add(state.id)
    return frozenset(opposed)
