"""What one article is about: the country at its centre, where government and country are opposed, who heads a state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.gazetteer import Entry, Gazetteer
from kg.model import Reading
from kg.resolve.centre import central, centre, opposed_states
from kg.resolve.describe import Description
from kg.resolve.knowledge import NAMES
from kg.resolve.link import Link, Linker
from kg.resolve.profiles import Profile, profiles
from kg.resolve.retyped import retyped
from kg.resolve.shortened import shortened

BEFORE = 40  # characters before a name in which its title stands
TIES = frozenset({"leads", "holdsPosition", "nationality", "worksFor", "subordinateTo"})


@dataclass(frozen=True, slots=True)
class Context:
    """One article made ready for the question who is who.

    `main` is the state at the centre or None, `central` the same where no other is named more often; `opposed` has the
    ids of states whose government the article sets apart from the country. `country_of` gives a profile the state that
    a link or a claim ties it to; `heads` are the profiles of people who lead a state, so that "Assad's troops" are that
    state's.
    """

    reading: Reading
    profiles: Mapping[str, Profile]
    links: Mapping[str, Link]
    descriptions: Mapping[str, tuple[Description, ...]]
    country_of: Mapping[str, Entry]
    heads: frozenset[str]
    main: Entry | None
    central: Entry | None
    opposed: frozenset[str]
    fuller: Mapping[str, str]
    unclear: frozenset[str]

    @property
    def states(self) -> frozenset[str]:
        """The ids of the states that the article names."""
        return frozenset(link.entry.id for link in self.links.values() if link.entry.type == "State")


def context(reading: Reading, linker: Linker) -> Context:
    """The context of one reading."""
    found = profiles(reading, linker.state_of_group)
    links = {key: link for key, p in found.items() if p.names and (link := linker.link(p))}
    states = frozenset(link.entry.id for link in links.values() if link.entry.type == "State")
    for key, p in found.items():
        near = p.names and key not in links
        if near and (link := linker.link_near(p, states) or linker.link_body(p.fullest, p.type, states)):
            links[key] = link
    for key, p in found.items():
        if not p.names and (link := linker.link_described(p, states)):
            links[key] = link
    found = retyped(reading, found, links, linker)
    described = {key: descriptions(p, found, linker) for key, p in found.items()}
    tied, heads = ties(reading, found, links, linker.gazetteer)
    main = centre(reading, found, links, described, tied, linker.gazetteer)
    opposed = opposed_states(found, links, described, tied, main)
    fuller, unclear = shortened(found, links, linker.ontology)
    return Context(
        reading, found, links, described, tied, heads, main, central(main, found, links), opposed, fuller, unclear
    )


def descriptions(profile: Profile, found: Mapping[str, Profile], linker: Linker) -> tuple[Description, ...]:
    """What each of a profile's different names and descriptions says, the longest first."""
    owner = tuple(dict.fromkeys(m.text for m in found[profile.owner].mentions)) if profile.owner else ()
    texts = {(m.text, m.head if m.form == "nominal" else "") for m in profile.mentions if m.form != "pronoun"}
    ordered = sorted(texts, key=lambda t: (-len(t[0].split()), t))
    return tuple(linker.describe(text, head, owner) for text, head in ordered)


def ties(
    reading: Reading, found: Mapping[str, Profile], links: Mapping[str, Link], gazetteer: Gazetteer
) -> tuple[dict[str, Entry], frozenset[str]]:
    """The state that each profile is tied to by its link or by a claim, and the profiles that head a state."""
    key_of = {m.id: key for key, p in found.items() for m in p.mentions}
    country: dict[str, Entry] = {}
    heads = set()
    for key, link in links.items():
        state = link.entry if link.entry.type == "State" else gazetteer.by_id(link.entry.country or "")
        if state is not None:
            country[key] = state
    for key, profile in found.items():
        if profile.type != "Person" and key not in country and profile.owner and profile.owner in links:
            owner = links[profile.owner].entry
            if owner.type == "State":
                country[key] = owner
    for claim in reading.claims:
        if claim.kind != "relation" or claim.predicate not in TIES or claim.stance.polarity == "negated":
            continue
        subjects = claim.fillers("subject")
        for other in claim.fillers("object") + claim.fillers("of"):
            state_key = key_of.get(other, "")
            if state_key in links and links[state_key].entry.type == "State":
                for subject in subjects:
                    if subject in key_of:
                        country.setdefault(key_of[subject], links[state_key].entry)
                        if claim.predicate == "leads":
                            heads.add(key_of[subject])
    heads |= {key for key, p in found.items() if key in country and p.type == "Person" and is_titled(p, reading)}
    return country, frozenset(heads)


def is_titled(profile: Profile, reading: Reading) -> bool:
    """Whether a person's name stands after the title of who governs: "President Bashar al-Assad", no vice president."""
    text = reading.article.text
    for m in profile.mentions:
        if m.form == "name":
            said = [*text[max(0, m.span.start - BEFORE) : m.span.start].split(), *m.text.split()[:-1]]
            if governs([w.casefold() for w in said]):
                return True
    return False


def governs(said: list[str]) -> bool:
    """Whether folded words before a name hold, next to it or one word off, a governing title of today."""
    for size in (1, 2):
        for end in (len(said), len(said) - 1):
            title, before = " ".join(said[max(0, end - size) : end]), said[max(0, end - size - 1) : max(0, end - size)]
            if title in NAMES.governing and not NAMES.not_governing.intersection(before):
                return True
    return False
