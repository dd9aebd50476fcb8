"""Within one article: what each profile is. Linked to the gazetteer, a group of an owner, a name, or only described."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from kg.gazetteer import Entry
from kg.resolve import names
from kg.resolve.beside import (
    completed,
    core,
    is_counted,
    is_definite,
    is_one,
    is_the_country,
    name_like,
    named_place,
    number,
    plain,
    region,
    titled,
)
from kg.resolve.bridged import loyal_to, only_one, posts, treaty
from kg.resolve.centre import is_no_owner
from kg.resolve.context import Context
from kg.resolve.describe import Description
from kg.resolve.knowledge import FORCES, GOVERNMENT, NAMES, Group
from kg.resolve.link import Linker, family
from kg.resolve.places import class_of, is_code, kinds_said, names_place, place_name
from kg.resolve.profiles import Profile
from kg.resolve.sense import Node, Sense


@dataclass(slots=True)
class Article:
    """The senses of one article's profiles, found on demand, since one needs its owner's first."""

    context: Context
    linker: Linker
    heads: frozenset[str] = frozenset()
    senses: dict[str, Sense] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    place_kinds: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = []
        for p in self.context.profiles.values():
            if self.linker.ontology.is_a(p.type, "Place"):
                said += [(text, [m.head for m in p.nominals]) for text in p.names]
                said += [(m.text, []) for m in p.nominals if not p.names and names_place(m.text)]
        self.place_kinds = kinds_said(said)

    def resolve(self) -> dict[str, Sense]:
        """Every profile's sense: what stands by itself, what the rest completes, and what stays in the article."""
        waiting = [key for key in self.context.profiles if self.sense(key) is None]
        progress = True
        while progress:
            kinds: dict[str, dict[str, Sense]] = {}
            for sense in self.senses.values():
                if sense.kind and sense.id:
                    kinds.setdefault(sense.kind, {})[sense.id] = sense
            found = {key: self.complete(self.context.profiles[key], kinds) for key in waiting}
            self.senses |= {key: sense for key, sense in found.items() if sense is not None}
            left = [key for key in waiting if self.sense(key) is None]
            progress = len(left) < len(waiting)
            waiting = left
        for key in waiting:
            self.senses[key] = self.local(key)
        return self.senses

    def complete(self, profile: Profile, kinds: dict[str, dict[str, Sense]]) -> Sense | None:
        """A description's sense from the rest of the article, or None."""
        if profile.type == "Person":
            return titled(self.context, profile, self.senses)
        if profile.names and not self.is_generic(profile):
            return None
        main = self.context.main
        if is_the_country(profile) and is_definite(profile, self.context) and main is not None:
            return Sense("State", main.id, None, main.name, main, reason=f"the article is about {main.name}")
        if profile.type in ("Region", "AdministrativeArea", "BorderLine"):
            owner = self.senses.get(profile.owner or "")
            found = region(self.context, profile) or named_place(self.context, profile, owner)
            return found or only_one(self.context, profile, self.senses)
        group = completed(self.context, profile, kinds)
        if isinstance(group, Group):
            return self.of_state(group, main, f"the article is about {main.name}") if main else None
        return group or self.loyal(profile) or self.bridged(profile)

    def loyal(self, profile: Profile) -> Sense | None:
        """The army of the government whose backer backs these troops."""
        state = loyal_to(self.context, profile, self.senses)
        return self.of_state(FORCES, state, "backed by whoever backs the government") if state else None

    def bridged(self, profile: Profile) -> Sense | None:
        """What a description of a thing stands for: a named one of its article, or one that its words tell."""
        return (
            only_one(self.context, profile, self.senses)
            or treaty(self.context, profile, self.senses)
            or posts(self.context, profile, self.senses)
        )

    def sense(self, key: str) -> Sense | None:
        """The sense of a profile that stands by itself, or None; an owner that is its own owner has none."""
        if key in self.senses or key in self.open:
            return self.senses.get(key)
        self.open.add(key)
        profile = self.context.profiles[key]
        found = self.short(profile) or self.linked(profile) or self.group(profile) or self.headed(profile)
        found = found or self.named(profile)
        self.open.discard(key)
        if found is not None:
            self.senses[key] = found
        return found

    def short(self, profile: Profile) -> Sense | None:
        """What a shortened name is: the fuller one's. One that could be short for several stays apart.

        An acronym of an unlisted name remains a name, since other articles may have it alone (`equated`).
        """
        if profile.key in self.context.unclear:
            return self.local(profile.key)
        if profile.key not in self.context.fuller:
            return None
        whole = self.context.profiles[self.context.fuller[profile.key]]
        sense = self.sense(whole.key)
        if sense is not None and sense.node is not None and names.is_acronym(profile.fullest):
            return None
        reason = f"short for {names.clean(whole.fullest)!r} in the same article"
        return replace(sense, reason=reason, said=profile.fullest) if sense is not None else None

    def linked(self, profile: Profile) -> Sense | None:
        """The gazetteer's entry; a capital that acts for a government at odds with its country is that government."""
        link = self.context.links.get(profile.key)
        if link is None:
            return None
        entry = link.entry
        if link.acts and entry.id in self.context.opposed:
            return self.of_state(GOVERNMENT, entry, link.reason)
        kind = next((k for d in self.context.descriptions[profile.key] if (k := kind_of(d, entry))), None)
        return Sense(entry.type, entry.id, None, entry.name, entry, entry.country, kind, link.reason, link.name)

    def group(self, profile: Profile) -> Sense | None:
        """The group that a description names with its owner: "Turkish soldiers", "Assad's troops"."""
        if profile.type == "Person":
            return None
        for d in self.context.descriptions[profile.key]:
            if d.group is None or is_one(profile) or (d.group.uncounted and is_counted(profile, self.context)):
                continue
            if d.others:
                if named := name_like(d, profile):
                    return named
                continue
            if d.country is not None:
                return self.of_state(d.group, d.country, f"{d.head!r} of {d.country.name}")
            if not profile.owner or is_no_owner(self.context.profiles[profile.owner], d):
                continue
            if found := self.owned(d.group, profile.owner):
                return found
        return None

    def headed(self, profile: Profile) -> Sense | None:
        """A body's own name with a word for its kind: "Al Jazeera television", "the Anadolu agency"."""
        owner = self.context.profiles.get(profile.owner or "")
        if profile.names or owner is None or not owner.names:
            return None
        left = set(core(profile.fullest, owner))
        sense = self.sense(owner.key)
        return sense if sense is not None and sense.type == profile.type and left <= NAMES.body_after else None

    def owned(self, group: Group, owner_key: str) -> Sense | None:
        """A group by its owner: what is its government's or its head's is a state's; what is a group's is itself."""
        owner = self.sense(owner_key)
        state = self.context.country_of.get(owner_key)
        if owner is None:
            return None
        if owner.type == "State" and owner.entry is not None:
            return self.of_state(group, owner.entry, f"{group.kind} of {owner.entry.name}")
        governs = owner_key in self.context.heads or (owner.entry is not None and owner.entry.id in self.heads)
        if owner.kind == GOVERNMENT.kind or governs or (group.is_state and owner.type == "Person"):
            state = state or self.linker.gazetteer.by_id(owner.country or "")
            return self.of_state(group, state, f"{group.kind} of who governs {state.name}") if state else None
        if owner.type == "Person" and group.kind == "armed_forces":
            name = owner.name or " ".join(owner.node.words if owner.node else ())
            return Sense(group.type, node=Node("body", (*names.person(name), "forces")), country=owner.country)
        if group.of_group == "owner" and owner.type == "ArmedGroup":
            return replace(owner, kind=group.kind)
        return None

    def of_state(self, group: Group, state: Entry, reason: str) -> Sense:
        """The one group of its kind that a state has; its government is the state itself unless the two are opposed."""
        if group.is_state and state.id not in self.context.opposed:
            return Sense("State", state.id, None, state.name, state, state.country, None, reason)
        name = group.name.format(adjective=state.demonyms[0] if state.demonyms else state.name)
        if entry := self.linker.listed(group, state):
            return Sense(entry.type, entry.id, None, entry.name, entry, entry.country, group.kind, reason)
        return Sense(group.type, names.slug(name), None, name, None, state.id, group.kind, reason)

    def named(self, profile: Profile) -> Sense | None:
        """A name that no list knows, to be compared over articles."""
        if not profile.names:
            inside = next((m.text for m in profile.nominals if names_place(m.text)), None)
            return self.place(profile, None, inside) if inside and is_place(profile) else None
        kind = family(profile.type, self.linker.ontology)
        country = self.context.country_of.get(profile.key)
        scope = country.id if country else None
        if kind == "Person":
            words = max((names.person(n) for n in profile.names), key=lambda w: (len(w), len("".join(w)), w))
            return Sense("Person", node=Node("Person", words), country=scope) if words else None
        if kind in ("place", "State"):
            return self.place(profile, scope, profile.fullest)
        if kind == "Thing" and self.linker.is_town(names.body(profile.fullest), self.context.states):
            return self.place(replace(profile, type="Settlement"), scope, profile.fullest)
        generic = self.is_generic(profile)
        if generic and scope is None:
            return None
        words = names.body(profile.fullest)
        return Sense(profile.type, node=Node(kind, words, scope if generic and scope else ""), country=scope)

    def is_generic(self, profile: Profile) -> bool:
        """Whether a body's name says nothing without its owner: it is a group's head alone ("Defence Ministry")."""
        return any(
            d.group is not None and not d.others and d.country is None for d in self.context.descriptions[profile.key]
        )

    def place(self, profile: Profile, scope: str | None, text: str) -> Sense | None:
        """A place by its name and class. A capital that is only a place lies in the state it is the seat of.

        A town with a larger namesake in another country is known by its own.
        """
        name = place_name(text)
        if not name.base:
            return None
        kinds = self.place_kinds.get(name.base, frozenset())
        type_ = class_of(name, profile.type, kinds)
        seat = self.linker.gazetteer.seat(text)
        words = (name.direction, *name.base) if name.direction else name.base
        if type_ not in ("Settlement", "AdministrativeArea") and not name.direction and not is_code(name):
            words = names.body(text)
        country = scope or (seat.id if seat else None)
        abroad = ""
        if type_ == "Settlement":
            abroad = self.linker.abroad(" ".join(words), country or "", self.context.states)
        return Sense(
            type_, node=Node(type_, words, abroad), country=country or abroad or None, designated=type_ in kinds
        )

    def local(self, key: str) -> Sense:
        """A description that stays in its article: its words, whose it is, and the article."""
        profile = self.context.profiles[key]
        owner = self.senses.get(profile.owner or "")
        whose = (owner.id or str(owner.node)) if owner else ""
        words = core(profile.fullest, self.context.profiles.get(profile.owner or ""))
        name = " ".join(plain(profile.fullest))
        if profile.type == "PopulationGroup" and (counted := number(profile.fullest)):
            words = words if words[: len(counted)] == counted else (*counted, *words)
            name = names.clean(profile.fullest)  # the 12 dead here are not the 30 there
        article = self.context.reading.article.id
        mark = hashlib.sha256(f"{article}\n{whose}\n{profile.type}".encode()).hexdigest()[:8]
        slug = names.slug(" ".join(words)) or "thing"
        return Sense(profile.type, f"{slug}_{mark}", name=name)


def is_place(profile: Profile) -> bool:
    """Whether a profile's type is that of a town or area."""
    return profile.type in ("Settlement", "AdministrativeArea", "Region")


def kind_of(d: Description, entry: Entry) -> str | None:
    """The kind of group that a name's words say a listed thing is, or None."""
    return d.group.kind if d.group is not None and d.group.type == entry.type and not d.others else None
