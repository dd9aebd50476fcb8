"""Descriptions that stand for what the article names, or tell by their words which of a kind they are.

"The highway" is the one road that the article names, "the base" the one airfield; "the 2018 agreement" is told by its
year and parties, "Turkish observation posts" by whose they are and in which country.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kg.gazetteer import Entry
from kg.model import Mention
from kg.resolve.beside import BEFORE, DEFINITE, core, plain
from kg.resolve.context import Context
from kg.resolve.knowledge import NAMES
from kg.resolve.places import is_code, place_name
from kg.resolve.profiles import Profile
from kg.resolve.sense import Node, Sense

# What may stand between a year and the head noun: "a 2018 de-escalation agreement".
YEAR = re.compile(r"(?:^|\W)((?:19|20)\d\d)(?:\s+[\w-]+){0,3}\s*$")
AFTER = re.compile(r"\s*(\w+)")
WINDOW = 40  # characters before a description in which its year stands


def only_one(article: Context, profile: Profile, senses: Mapping[str, Sense]) -> Sense | None:
    """The one thing of its kind that the article names, for "the highway" or "the base"; None where there are others.

    A description with words or a complement of its own ("the fastest route", "the road to the airport") is no such.
    """
    table = NAMES.kinds.get(profile.type)
    if table is None or profile.names or any(m.plural for m in profile.nominals):
        return None
    bare = (" ".join(core(m.text, None)) for m in profile.nominals if is_bare(m, profile.type, article))
    wanted = {table[words] for words in bare if words in table}
    found = {}
    for key, sense in senses.items():
        if sense.type == profile.type and not sense.is_local and wanted & kinds(article.profiles[key], table):
            found[sense.id or str(sense.node)] = sense
    return next(iter(found.values())) if len(found) == 1 else None


def kinds(profile: Profile, table: Mapping[str, str]) -> set[str]:
    """The kinds of thing that the words for a profile say it is; a road's number says that it is a road."""
    texts = (*profile.names, *(m.text for m in profile.nominals))
    found = {kind for t in texts for head, kind in table.items() if f" {' '.join(core(t, None))}".endswith(f" {head}")}
    return found | {"road" for t in profile.names if is_code(place_name(t))}


def is_bare(mention: Mention, type_: str, article: Context) -> bool:
    """Whether a description has "the" before it and nothing after it that says which: "the road", no "road to Ems"."""
    text = article.reading.article.text
    after = AFTER.match(text, mention.span.end)
    return bool(DEFINITE.search(text[max(0, mention.span.start - BEFORE) : mention.span.start])) and not (
        after and after[1].casefold() in NAMES.complements[type_]
    )


def loyal_to(article: Context, profile: Profile, senses: Mapping[str, Sense]) -> Entry | None:
    """The state whose army "troops" are, since the one that backs them backs the government that others fight.

    "Troops, backed by pro-government militia, entered the town." Where the backer backs somebody else, too, they may
    be anybody's.
    """
    main = article.main
    owned = profile.owner is not None and not any(d.aside for d in article.descriptions[profile.key])
    if profile.type != "ArmedForce" or profile.names or owned or main is None or main.id not in article.opposed:
        return None
    if any(d.others or d.country for d in article.descriptions[profile.key]):
        return None
    backed: dict[str, set[str]] = defaultdict(set)
    key_of = {m.id: key for key, p in article.profiles.items() for m in p.mentions}
    for claim in article.reading.claims:
        if claim.predicate == "backs" and claim.stance.polarity == "affirmed" and claim.stance.modality == "actual":
            for backer in claim.fillers("subject"):
                backed[key_of.get(backer, "")] |= {key_of.get(other, "") for other in claim.fillers("object")}
    for whom in backed.values():
        others = [senses[key] for key in whom - {profile.key} if key in senses]
        sides = {key in article.heads or is_government(senses[key], main) for key in whom if key in senses}
        if profile.key in whom and others and sides == {True}:
            return main
    return None


def is_government(sense: Sense, state: Entry) -> bool:
    """Whether a sense is a state, its government or its army."""
    return sense.id == state.id or (sense.country == state.id and sense.kind in ("government", "armed_forces"))


def treaty(article: Context, profile: Profile, senses: Mapping[str, Sense]) -> Sense | None:
    """An agreement by its year and parties: "the 2018 pact", "a 2018 deal between Ruritania and Strelia" are one."""
    if profile.type != "Agreement" or profile.names:
        return None
    text = article.reading.article.text
    said = (text[max(0, m.span.start - WINDOW) : m.span.start] + m.text for m in profile.nominals)
    years = {y[1] for before in said if (y := YEAR.search(before.rpartition(" ")[0]))}
    parties = {senses[key].name or "": senses[key].id or "" for key in signatories(article, profile) if key in senses}
    if len(years) != 1 or len(parties) < 2 or not all(parties.values()):
        return None
    year = next(iter(years))
    name = f"{year} agreement between {' and '.join(sorted(parties))}"
    return Sense("Agreement", node=Node("Agreement", (year,), "_".join(sorted(parties.values()))), name=name)


def signatories(article: Context, profile: Profile) -> set[str]:
    """The profiles that the article's claims say are party to an agreement."""
    key_of = {m.id: key for key, p in article.profiles.items() for m in p.mentions}
    return {
        key_of[party]
        for claim in article.reading.claims
        if claim.predicate == "partyTo" and any(key_of.get(o) == profile.key for o in claim.fillers("object"))
        for party in claim.fillers("subject")
        if party in key_of
    }


def posts(article: Context, profile: Profile, senses: Mapping[str, Sense]) -> Sense | None:
    """What a state has several of in the country that an article is about: "Turkish observation posts" in Syria.

    "The posts" of nobody are those of the only state whose posts the article speaks of.
    """
    if profile.type != "Facility" or profile.names or not all(m.plural for m in profile.nominals):
        return None
    state = article.country_of.get(profile.owner or "")
    main = article.main
    words = core(profile.fullest, article.profiles.get(profile.owner or ""))
    if profile.owner is None:
        same = {s.node: s for s in senses.values() if s.node and (s.node.family, s.node.words) == ("Facility", words)}
        return next(iter(same.values())) if len(same) == 1 else None
    if state is None or main is None or state.id == main.id:
        return None
    head = " ".join(plain(profile.fullest)[-len(words) :])
    adjective = state.demonyms[0] if state.demonyms else state.name
    return Sense("Facility", node=Node("Facility", words, f"{state.id}_{main.id}"), name=f"{adjective} {head}")
