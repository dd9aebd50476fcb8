"""From names to the gazetteer's entries. A wrong link is worse than none: what fits several is not linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.gazetteer import Entry, Gazetteer, Places
from kg.model import Mention
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.describe import Description, describe
from kg.resolve.knowledge import NAMES, Group
from kg.resolve.places import is_code, place_name
from kg.resolve.profiles import Profile
from kg.resolve.spelling import same_body, same_person


def family(type_: str, ontology: Ontology) -> str:
    """What a type can never be merged across: person, state, place, body, or the type itself.

    A state is an agent and a place, and is only ever a state.
    """
    if type_ in ("Person", "State", "PopulationGroup"):
        return type_
    if ontology.is_a(type_, "Place"):
        return "place"
    return "body" if ontology.is_a(type_, "Agent") else type_


@dataclass(frozen=True, slots=True)
class Link:
    """The entry that a profile's name is linked to, and why; `acts` where it is the seat of a government that acts."""

    entry: Entry
    name: str
    reason: str
    acts: bool = False


@dataclass(slots=True)
class Linker:
    """Links profiles to the gazetteer; keeps what it has looked up."""

    gazetteer: Gazetteer
    ontology: Ontology
    places: Places | None = None
    people: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(init=False)
    bodies: dict[str, dict[tuple[tuple[str, ...], str], Entry]] = field(init=False)
    described: dict[tuple[str, str, tuple[str, ...]], Description] = field(default_factory=dict)
    groups: dict[tuple[str, str], Entry | None] = field(default_factory=dict)
    found: dict[str, tuple[tuple[Entry, str], ...]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    towns: dict[tuple[str, str, frozenset[str]], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people, self.bodies = defaultdict(list), defaultdict(dict)
        if self.places is not None:
            states = (e for e in self.gazetteer.entries.values() if e.type == "State")
            self.codes = {e.id: code for e in states if (code := self.places.code(e))}
        seen = set()
        for text, entry in self.gazetteer.phrases():
            if family(entry.type, self.ontology) == "body" and not names.is_acronym(text):
                parts = names.body(text)
                self.bodies[names.skeleton("".join(parts))][parts, entry.id] = entry
            parts = names.person(text) if entry.type == "Person" else ()
            if len(parts) > 1 and (parts, entry.id) not in seen:
                seen.add((parts, entry.id))
                self.people[names.skeleton(parts[-1])].append((parts, entry))

    def describe(self, text: str, head: str, owner: tuple[str, ...]) -> Description:
        """`describe`, remembered: the same descriptions come again and again."""
        key = text, head, owner
        if key not in self.described:
            self.described[key] = describe(text, head, owner, self.gazetteer)
        return self.described[key]

    def state_of_group(self, mention: Mention) -> str | None:
        """The id of the state whose group a mention's own words say it is: "Iraqi" in "US-backed Iraqi forces"."""
        said = self.describe(mention.text, mention.head if mention.form == "nominal" else "", ())
        return said.country.id if said.group is not None and said.country is not None and not said.others else None

    def abroad(self, town: str, country: str, states: frozenset[str]) -> str:
        """The state of a town that has a larger namesake in another: Tripoli in an article on Lebanon; else "".

        `country` is the id of its state where that is said, or ""; `states` are those that the article names.
        """
        key = town, country, states
        if key not in self.towns:
            self.towns[key] = self.look_abroad(*key) if self.places is not None else ""
        return self.towns[key]

    def is_town(self, words: tuple[str, ...], states: frozenset[str]) -> bool:
        """Whether a name of several words, of whatever type, is that of a town in the states that its article names."""
        if self.places is None or len(words) < 2:
            return False
        codes = sorted(self.codes[s] for s in states if s in self.codes)
        place = self.places.find(" ".join(words), None, codes) if codes else None
        return place is not None and place.country in codes

    def look_abroad(self, town: str, country: str, states: frozenset[str]) -> str:
        """`abroad`, looked up."""
        assert self.places is not None
        largest = next((place for place, _ in self.places.candidates(town)), None)
        codes = sorted(self.codes[s] for s in states if s in self.codes)
        meant = self.places.find_exactly(town, self.codes.get(country), codes)
        if largest is None or meant is None or meant.country == largest.country:
            return ""
        return next((state for state, code in sorted(self.codes.items()) if code == meant.country), "")

    def listed(self, group: Group, state: Entry) -> Entry | None:
        """The listed thing that is a state's group of this kind: the Syrian Arab Army, known as the Syrian army."""
        key = group.kind, state.id
        if key not in self.groups:
            heads = ["{adjective} " + head for head in sorted(group.definite, key=lambda h: (-len(h), h))]
            adjectives = state.demonyms[:1] or (state.name,)
            tried = [f.format(adjective=a) for f in (group.name, *heads) for a in (*adjectives, state.name)]
            found = ([e for e in self.gazetteer.find(t) if e.type == group.type] for t in tried)
            self.groups[key] = next((entries[0] for entries in found if len(entries) == 1), None)
        return self.groups[key]

    def link(self, profile: Profile) -> Link | None:
        """The one entry that a profile's names fit, the fullest name first; None where none or several do."""
        for name in sorted(set(profile.names), key=lambda t: (-len(t.split()), -len(t), t)):
            if link := self.link_name(name, profile.type, profile.metonym):
                return link
        return None

    def link_name(self, name: str, type_: str, metonym: bool = False) -> Link | None:
        """The entry for one name of a given type, or None."""
        if metonym:
            seat = self.gazetteer.seat(name) or self.gazetteer.seat(" ".join(names.words(name)))
            if seat:
                return Link(seat, name, "the seat of a government, acting for it", acts=True)
        wanted = family(type_, self.ontology)
        fitting = self.fitting(name, wanted)
        if len(fitting) == 1:
            entry, reason = next(iter(fitting.values()))
            return Link(entry, name, reason)
        if not fitting and wanted == "Person":
            return self.link_person(name)
        if not fitting and wanted != "place" and (seat := self.gazetteer.seat(name)):
            return Link(seat, name, "the seat of a government, named as a body", acts=True)
        return None

    def fitting(self, name: str, wanted: str) -> dict[str, tuple[Entry, str]]:
        """The entries that a name may name where it is of the wanted family, each by its id with the reason."""
        fitting: dict[str, tuple[Entry, str]] = {}
        for entry, reason in self.candidates(name):
            if self.fits(entry, wanted, name):
                fitting.setdefault(entry.id, (entry, reason))
        return fitting

    def link_near(self, profile: Profile, states: frozenset[str]) -> Link | None:
        """Of several entries of one name, in one country each, that of the only country which the article names."""
        fitting = self.fitting(profile.fullest, family(profile.type, self.ontology))
        if len(fitting) < 2 or not all(e.country for e, _ in fitting.values()):
            return None
        near = [entry for entry, _ in fitting.values() if entry.country in states]
        if len(near) != 1:
            return None
        return Link(near[0], profile.fullest, "of those with this name the one whose country the article names")

    def link_described(self, profile: Profile, states: frozenset[str]) -> Link | None:
        """The listed body of a named state that a description has the name of: "the state department".

        What every state has one of ("the defence department") is left to whose it is.
        """
        text = profile.fullest
        if family(profile.type, self.ontology) != "body" or len(text.split()) < 2:
            return None
        if self.describe(text, "", ()).group is not None:
            return None
        parts = names.body(text)
        listed = self.bodies.get(names.skeleton("".join(parts)), {})
        found = [e for (known, _), e in listed.items() if known == parts and e.country in states]
        return Link(found[0], text, "its name in the gazetteer, in small letters") if len(found) == 1 else None

    def candidates(self, name: str) -> tuple[tuple[Entry, str], ...]:
        """Entries that a name, or a form of it without what stands around names, is a name of."""
        if name not in self.found:
            self.found[name] = tuple(self.look_up(name))
        return self.found[name]

    def look_up(self, name: str) -> Iterator[tuple[Entry, str]]:
        """The entries of the first form of `name` that the gazetteer knows; of a demonym, its state."""
        for form in forms(name):
            entries = self.gazetteer.find(form)
            if entries:
                reason = "a name in the gazetteer" if form == name else f"{form!r} is a name in the gazetteer"
                yield from ((e, reason) for e in entries)
                return
        if demonym := self.gazetteer.demonym(names.POSSESSIVE.sub("", name)):
            yield demonym, "the adjective or people of the country"

    def fits(self, entry: Entry, wanted: str, name: str) -> bool:
        """Whether an entry may be what a mention of the wanted family names.

        The gazetteer overrules the type that the text was given where the name has several words or is an acronym: a
        statistical tagger's word for "Al Jazeera" weighs less than a list. It never makes a person of a body, but a
        body of what was taken for a person with such a name: "Ansar Allah".
        """
        have = family(entry.type, self.ontology)
        if have == wanted:
            return True
        if wanted == "Person":
            return have == "body" and len(name.split()) > 1
        if have == "Person" or wanted == "PopulationGroup":
            return False
        return len(name.split()) > 1 or names.is_acronym(name) or {have, wanted} == {"State", "place"}

    def link_person(self, name: str) -> Link | None:
        """The one person of the gazetteer whose name is this one spelled or shortened differently."""
        parts = names.person(name)
        if len(parts) < 2:
            return None
        found = {
            entry.id: entry
            for known, entry in self.people.get(names.skeleton(parts[-1]), ())
            if same_person(parts, known)
        }
        if len(found) != 1:
            return None
        entry = next(iter(found.values()))
        return Link(entry, name, f"{entry.name!r} with another spelling or fewer given names")

    def link_body(self, name: str, type_: str, states: frozenset[str]) -> Link | None:
        """The one listed body of which this is another spelling, where the article names its state; else None."""
        if family(type_, self.ontology) != "body" or names.is_acronym(name):
            return None
        parts = names.body(name)
        listed = self.bodies.get(names.skeleton("".join(parts)), {})
        found = {e.id: e for (known, _), e in listed.items() if e.country in states and same_body(parts, known)}
        if len(found) != 1:
            return None
        entry = next(iter(found.values()))
        return Link(entry, name, f"another spelling of {entry.name!r}, whose country the article names")


def forms(name: str) -> Iterable[str]:
    """The name itself, then without possessive, brackets, what follows a body's name and what goes before it.

    Then in the plural, where an apostrophe stands one letter too early ("the United Nation's envoy"), and last with the
    Arabic article that writers leave out: "Qaeda".
    """
    seen: dict[str, None] = {}
    bare = names.POSSESSIVE.sub("", name).strip()
    plain = names.BRACKET.sub("", bare).strip()
    for form in (name, bare, plain, *names.bracketed(bare)):
        seen.setdefault(form)
    tokens = plain.split()
    if len(tokens) > 1 and tokens[0].casefold() == "the":
        tokens = tokens[1:]
        seen.setdefault(" ".join(tokens))
    after = tokens
    while len(after) > 1 and after[-1].casefold() in NAMES.body_after:
        after = after[:-1]
        seen.setdefault(" ".join(after))
    while len(after) > 1 and after[0].casefold() in NAMES.body_before:
        after = after[1:]
        seen.setdefault(" ".join(after))
    if (place := place_name(plain)) and is_code(place):
        seen.setdefault(place.base[0].upper())
    if len(tokens) > 1 and all(t[:1].isupper() for t in tokens):
        seen.setdefault(f"{' '.join(tokens)}s")
    if len(tokens) == 1 and plain[:1].isupper() and not names.is_acronym(plain):
        seen.setdefault(f"al-{plain}")
    return [form for form in seen if form]
