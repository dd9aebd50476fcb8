"""A rule of the lexicon: the words that trigger a predicate, and which slot of their frame fills which role."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import BadData, UnknownName
from kg.model import Kind, Modality, Polarity

PARTICLES = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "ahead",
        "along",
        "alongside",
        "among",
        "apart",
        "around",
        "as",
        "aside",
        "at",
        "away",
        "back",
        "before",
        "behind",
        "below",
        "beneath",
        "between",
        "beyond",
        "by",
        "down",
        "for",
        "forward",
        "from",
        "in",
        "inside",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "outside",
        "over",
        "past",
        "round",
        "through",
        "throughout",
        "to",
        "together",
        "toward",
        "towards",
        "under",
        "up",
        "upon",
        "with",
        "within",
        "without",
    ]
)

VERB_DEFAULTS = {
    **dict.fromkeys(
        ("in", "at", "near", "around", "across", "inside", "outside", "throughout", "within"), "place:Place"
    ),
    "along": "route:Route",
    "from": "origin:Place",
    **dict.fromkeys(("to", "into", "toward", "towards"), "destination:Place"),
    "with": "partner:Agent",
    "alongside": "partner:Agent",
    "in support of": "beneficiary:Agent",
    "noun": "instrument:ArmedForce|MaterialObject",
}
NOUN_DEFAULTS = {
    **VERB_DEFAULTS,
    **dict.fromkeys(("poss", "nat"), "actor:Agent"),
    "by": ("actor:Agent", "instrument:MaterialObject"),
    "of": "object",
    "on": ("recipient:Agent", "object"),
    "against": ("recipient:Agent", "object"),
    "between": "actor:Agent",
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to fill a slot: the role, and the types of which the filler must be one (none: any)."""

    role: str
    types: tuple[str, ...] = ()


RoleMap = Mapping[str, tuple[Alternative, ...]]


@dataclass(frozen=True, slots=True)
class VerbTrigger:
    """A verb with what must stand by it: `rest` is a row of particles, prepositions and nouns, in order."""

    lemma: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NounTrigger:
    """A noun, with the words that must stand before it ("air" before "strike")."""

    head: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One of these slots must be filled, by one of these types where any are named."""

    slots: tuple[str, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One stanza of the lexicon. `name` is "en.events.capture"; `where` names file and stanza, for messages.

    `noun_table` are the roles of an event noun: its own, and the verb's where it has none. `stated` are the slots that
    the stanza itself gives a role, beside the defaults. `aim` is the relation that a mere plan of the event is: who
    seeks to oust somebody opposes him. `lacks` are slots that must be empty: whose killing it is says who died ("the
    general's killing"), but not beside an "of" ("the general's killing of a farmer").
    """

    name: str
    kind: Kind
    predicate: str
    where: str
    verbs: tuple[VerbTrigger, ...] = ()
    nouns: tuple[NounTrigger, ...] = ()
    compounds: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    adjectives: tuple[tuple[str, str], ...] = ()
    roles: RoleMap = field(default_factory=dict)
    noun_roles: RoleMap = field(default_factory=dict)
    noun_table: RoleMap = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    aim: str | None = None
    needs: tuple[Need, ...] = ()
    lacks: frozenset[str] = frozenset()
    polarity: Polarity | None = None
    modality: Modality | None = None
    examples: tuple[str, ...] = ()


KEYS = {
    "type", "predicate", "id", "verbs", "nouns", "compounds", "prefixes", "adjectives", "roles", "noun_roles", "needs",
    "polarity", "modality", "examples", "aim", "lacks",
}  # fmt: skip


LISTS = {"verbs", "nouns", "compounds", "prefixes", "adjectives", "needs", "examples", "lacks"}
TABLES = {"roles", "noun_roles"}


def read_rules(path: Path) -> list[Rule]:
    """The rules of one file. Raises `BadData` with file and stanza where one does not fit, `UnknownName` for a key that
    is none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise BadData(path.name, f"not valid TOML: {e}") from e
    rules = []
    for kind, rows in data.items():
        tables = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if kind not in ("event", "relation") or not tables:
            raise BadData(path.name, f"a rule begins with [[event]] or [[relation]], not with {kind!r}")
        for row in rows:
            rules.append(_rule(row, "event" if kind == "event" else "relation", path))
    return rules


def _rule(row: Mapping[str, Any], kind: Kind, path: Path) -> Rule:
    predicate = row.get("type" if kind == "event" else "predicate", "")
    ident = row.get("id", "")
    where = f"{path.name}, rule {ident or predicate!r}"
    if not ident or not predicate:
        raise BadData(where, "needs an id and a type (event) or predicate (relation)")
    if unknown := set(row) - KEYS:
        raise UnknownName("key of a rule", sorted(unknown)[0], sorted(KEYS), where)
    _check_shapes(row, where)
    stated, stated_of_noun = row.get("roles", {}), row.get("noun_roles", {})
    event = kind == "event"
    roles = role_map({**(VERB_DEFAULTS if event else {}), **stated})
    noun_roles = role_map({**(NOUN_DEFAULTS if event else {}), **stated_of_noun})
    return Rule(
        name=f"en.{kind}s.{ident}",
        kind=kind,
        predicate=predicate,
        where=where,
        verbs=tuple(_verb(v) for v in row.get("verbs", ())),
        nouns=tuple(_noun(n) for n in row.get("nouns", ())),
        compounds=tuple(row.get("compounds", ())),
        prefixes=tuple(row.get("prefixes", ())),
        adjectives=tuple(_adjective(a) for a in row.get("adjectives", ())),
        roles=roles,
        noun_roles=noun_roles,
        noun_table={**roles, **noun_roles},
        stated=frozenset(stated),
        aim=row.get("aim"),
        needs=tuple(_need(n) for n in row.get("needs", ())),
        lacks=frozenset(row.get("lacks", ())),
        polarity=row.get("polarity"),
        modality=row.get("modality"),
        examples=tuple(row.get("examples", ())),
    )


def _check_shapes(row: Mapping[str, Any], where: str) -> None:
    """A string in the place of a list would be read letter by letter."""
    for key in LISTS & row.keys():
        if not isinstance(row[key], list) or not all(isinstance(text, str) and text.strip() for text in row[key]):
            raise BadData(where, f'{key} is to be a list of strings: {key} = ["…"]')
    for key in TABLES & row.keys():
        if not isinstance(row[key], dict):
            raise BadData(where, f'{key} is to be a table: {key} = {{ subject = "actor:Agent" }}')


def _verb(text: str) -> VerbTrigger:
    first, *rest = text.split()
    return VerbTrigger(first, tuple(rest))


def _noun(text: str) -> NounTrigger:
    *before, head = text.replace("-", " ").split()
    return NounTrigger(head, tuple(before))


def _adjective(text: str) -> tuple[str, str]:
    word, _, preposition = text.partition(" ")
    return word, preposition


def _need(text: str) -> Need:
    slot, _, types = text.partition(":")
    return Need(tuple(slot.split("|")), tuple(types.split("|")) if types else ())


def role_map(row: Mapping[str, str | Sequence[str]]) -> RoleMap:
    """What fills each slot, as a stanza writes it: "actor:Agent", or several such."""
    out = {}
    for slot, value in row.items():
        texts = (value,) if isinstance(value, str) else value
        out[slot] = tuple(
            Alternative(role, tuple(types.split("|")) if types else ())
            for role, _, types in (t.partition(":") for t in texts)
            if role != "-"
        )
    return out
