"""The words that take part in grammatical constructions, as `en/constructions.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Constructions:
    """One set of lemmas a construction; the comments of the file say what each is for.

    `harmed` has the verb of each state that casualties are counted in; `same_head` gives nouns that mean one thing in
    one article one number; `generic` and `paired` map a noun to the entity types of what it may stand for.
    """

    subject: Words
    sending: Words
    urging: Words
    calling_for: Words
    issuing: Words
    issued: Words
    bargains: Words
    asking: Words
    asked_of: Words
    spectating: Words
    speaking_on: Words
    onlookers: Words
    pasts_and_participles: Words
    of_purpose: Words
    bringing: Words
    procuring: Words
    saying: Words
    resulting: Words
    ranks: Words
    told: Words
    headline_passive: Words
    told_to: Words
    outcome: Words
    guilty: Words
    punishments: Words
    bordering: Words
    stocks: Words
    passing: Words
    duties: Words
    routines: Words
    states: Words
    vessels: Words
    evaded: Words
    deputies: Words
    regard: Words
    standards: Words
    doubting: Words
    phrasal: Words
    arranging: Words
    support: Words
    retold: Words
    brawls: Words
    local: Words
    blaming: Words
    absolving: Words
    descriptive: Words
    making: Words
    dropping: Words
    pinning: Words
    responsibility: Words
    claiming: Words
    undergoing: Words
    engaging: Words
    arriving: Words
    awaited: Words
    suffered: Words
    journeys: Words
    truces: Words
    proposals: Words
    linking: Words
    assemblies: Words
    volleys: Words
    lodging: Words
    agreements: Words
    involvement: Words
    having_part: Words
    jointly: Words
    out_there: Words
    assailing: Words
    protesters: Words
    replying: Words
    rounds: Words
    spells: Words
    scenes: Words
    hitting: Words
    firing: Words
    tearing: Words
    intending: Words
    aims: Words
    dispersing: Words
    relief: Words
    seats: Words
    posts: Words
    despatched: Words
    opposing: Words
    strife: Words
    involved: Words
    kept: Words
    dwellers: Words
    rulers: Words
    admitting: Words
    parts_of_towns: Words
    town_nouns: Words
    to_come: Words
    helping: Words
    bodies: Words
    no_dwellers: Words
    strongholds: Words
    towns: Words
    of_towns: Words
    held: Words
    heading: Words
    leading: Words
    of_bodies: Words
    wings: Words
    decreed: Words
    decreeing: Words
    arms: Words
    warcraft: Words
    soldierly: Words
    surnames: Words
    apart: Words
    parts: Words
    stretches: Words
    sectional: Words
    written_large: Words
    grounds: Words
    quarters: Words
    waters: Words
    isles: Words
    vague: Words
    across: Words
    terms: Words
    stipulating: Words
    laid_down: Words
    manner: Words
    finding: Words
    harming: Words
    bounding: Words
    harmed: Mapping[str, str]
    lemmas: Mapping[str, str]
    going: Words
    gaining: Words
    campaigns: Words
    rival: Words
    efforts: Words
    female: Words
    male: Words
    naming: Words
    warlike: Words
    fighters: Words
    mere: Words
    otherwise: Words
    civil: Words
    identified: Words
    sided: Words
    judging: Words
    judgements: Words
    requiting: Words
    institutions: Words
    scholars: Words
    taken: Words
    taking_lives: Words
    nouns_too: Words
    telling: Words
    worded: Words
    paving: Words
    paved: Words
    strains: Words
    struck: Words
    falls: Words
    walled: Words
    individuals: Words
    attackers: Words
    accused: Words
    victims: Words
    succeeding: Words
    undergone: Words
    disposing: Words
    same_head: Mapping[str, int]
    generic: Mapping[str, Words]
    paired: Mapping[str, Words]
    weapons: Mapping[str, str]


@lru_cache(maxsize=1)
def constructions() -> Constructions:
    """The constructions that the package ships, read once."""
    table = tomllib.loads(files("kg").joinpath("lexicon", "en", "constructions.toml").read_text("utf-8"))
    coreference = table["coreference"]
    return Constructions(
        **{name: frozenset(words) for name, words in (table["control"] | table["events"] | table["places"]).items()},
        harmed=table["harmed"],
        lemmas=table["lemmas"],
        female=frozenset(coreference["female"]),
        male=frozenset(coreference["male"]),
        naming=frozenset(coreference["naming"]),
        judging=frozenset(coreference["judging"]),
        judgements=frozenset(coreference["judgements"]),
        requiting=frozenset(coreference["requiting"]),
        individuals=frozenset(coreference["individuals"]),
        attackers=frozenset(coreference["attackers"]),
        accused=frozenset(coreference["accused"]),
        victims=frozenset(coreference["victims"]),
        warlike=frozenset(coreference["warlike"]),
        fighters=frozenset(coreference["fighters"]),
        mere=frozenset(coreference["mere"]),
        otherwise=frozenset(coreference["otherwise"]),
        civil=frozenset(coreference["civil"]),
        succeeding=frozenset(coreference["succeeding"]),
        undergone=frozenset(coreference["undergone"]),
        disposing=frozenset(coreference["disposing"]),
        same_head={word: i for i, words in enumerate(coreference["synonyms"]) for word in words},
        generic={noun: frozenset(types) for noun, types in table["generic"].items()},
        paired={noun: frozenset(types) for noun, types in table["paired"].items()},
        weapons={noun: event for event, nouns in table["weapons"].items() for noun in nouns},
    )
