"""One article's coreference chains as profiles: all that the article says of one thing's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.model import Mention, Reading


@dataclass(frozen=True, slots=True)
class Profile:
    """What one article calls one thing.

    `names` (surface forms) and `nominals` (mentions that describe) are in the order of the text, with repetitions;
    `fullest` is the longest name by words, then letters, else the longest description, else the first pronoun.
    `type` is the type most mentions have, those by name counting first. `owner` is the key of the profile that says
    whose it is. A chain of which a part acts as a government ("Ankara said", "in Ankara") is two profiles: `metonym`
    tells them apart; so is one that mixes two states' groups ("US troops", "Iraqi forces").
    """

    key: str
    mentions: tuple[Mention, ...]
    type: str
    metonym: bool
    owner: str | None
    names: tuple[str, ...]
    nominals: tuple[Mention, ...]
    fullest: str


Whose = Callable[[Mention], str | None]
"""Tells the id of the state that a mention's own words name as its owner, or None."""


def profiles(reading: Reading, state_of: Whose) -> dict[str, Profile]:
    """The profiles of an article by key, in the order of the text."""
    by_id = {m.id: m for m in reading.mentions}
    chains = dict(reading.chains())
    sides = {m.id: side(m, by_id, state_of) for m in reading.mentions}
    first: dict[str, str] = {}
    for mention in sorted(reading.mentions, key=lambda m: (m.span, m.id)):
        if sides[mention.id]:
            first.setdefault(chains[mention.id], sides[mention.id])
    key_of = {}
    members: dict[str, list[Mention]] = {}
    for mention in sorted(reading.mentions, key=lambda m: (m.span, m.id)):
        chain, mine = chains[mention.id], sides[mention.id]
        key = chain if mine in ("", first.get(chain)) else f"{chain}~{mine}"
        key_of[mention.id] = f"{key}!" if acts(mention, by_id) else key
        members.setdefault(key_of[mention.id], []).append(mention)
    return {key: profile(key, tuple(found), whose(found, key, key_of)) for key, found in members.items()}


def side(mention: Mention, by_id: dict[str, Mention], state_of: Whose) -> str:
    """The state whose group a mention, or the one that it stands for, says it is; "" where none does."""
    seen: set[str] = set()
    at: Mention | None = mention
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if at.form != "pronoun" and (state := state_of(at)):
            return state
        at = by_id.get(at.antecedent or "")
    return ""


def profile(key: str, mentions: tuple[Mention, ...], owner: str | None) -> Profile:
    """The profile of one chain's mentions, which stand in the order of the text."""
    names = tuple(m.text for m in mentions if m.form == "name")
    nominals = tuple(m for m in mentions if m.form == "nominal")
    texts = names or tuple(m.text for m in nominals) or (mentions[0].text,)
    return Profile(
        key=key,
        mentions=mentions,
        type=vote(mentions),
        metonym=key.endswith("!"),
        owner=owner,
        names=names,
        nominals=nominals,
        fullest=max(texts, key=lambda t: (len(t.split()), len(t), t)) if len(texts) > 1 else texts[0],
    )


def acts(mention: Mention, by_id: dict[str, Mention]) -> bool:
    """Whether a mention, or the name that a pronoun stands for, is a place that acts as its government."""
    seen = {mention.id}
    while mention.form != "name" and mention.antecedent in by_id and mention.antecedent not in seen:
        mention = by_id[mention.antecedent]
        seen.add(mention.id)
    return mention.metonym


def vote(mentions: Sequence[Mention]) -> str:
    """The type most mentions have; names outvote descriptions, these pronouns; ties go to the first in the alphabet.

    Who is a person by most of his full names is one: a tagger guesses worse at surnames. Several people who are only
    described ("officials") are a group of the population.
    """
    full = Counter(m.type for m in mentions if m.form == "name" and len(m.text.split()) > 1)
    if 2 * full["Person"] > full.total():
        return "Person"
    for form in ("name", "nominal", "pronoun"):
        votes = Counter(m.type for m in mentions if m.form == form)
        if votes:
            best = min(votes, key=lambda t: (-votes[t], t))
            several = form == "nominal" and all(m.plural for m in mentions if m.form == form)
            return "PopulationGroup" if best == "Person" and several else best
    raise ValueError("a profile has at least one mention")


def whose(mentions: Sequence[Mention], key: str, key_of: dict[str, str]) -> str | None:
    """The profile that most of the chain's mentions give as owner; ties go to the first named."""
    owners = Counter(key_of[m.owner] for m in mentions if m.owner in key_of and key_of[m.owner] != key)
    return max(owners, key=owners.__getitem__) if owners else None
