"""One article's coreference chains as profiles: all that the article says of one thing's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention, Reading


@dataclass(frozen=True, slots=True)
class Profile:
    """What one article calls one thing.

    `names` and `nominals` are in the order of the text, with repetitions. `type` is the type most mentions have,
    those by name counting first. `owner` is the key of the profile that says whose it is. A chain of which a part acts
    as a government ("Ankara said", "in Ankara") is two profiles: `metonym` tells them apart.
    """

    key: str
    mentions: tuple[Mention, ...]
    type: str
    metonym: bool
    owner: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The surface forms that are names."""
        return tuple(m.text for m in self.mentions if m.form == "name")

    @property
    def nominals(self) -> tuple[Mention, ...]:
        """The mentions that describe."""
        return tuple(m for m in self.mentions if m.form == "nominal")

    @property
    def fullest(self) -> str:
        """The longest name by words, then letters; else the longest description; else the first pronoun."""
        texts = self.names or tuple(m.text for m in self.nominals) or (self.mentions[0].text,)
        return max(texts, key=lambda t: (len(t.split()), len(t), t))


def profiles(reading: Reading) -> dict[str, Profile]:
    """The profiles of an article by key, in the order of the text."""
    by_id = {m.id: m for m in reading.mentions}
    key_of = {m: f"{chain}!" if acts(by_id[m], by_id) else chain for m, chain in reading.chains()}
    members: dict[str, list[Mention]] = {}
    for mention in sorted(reading.mentions, key=lambda m: (m.span, m.id)):
        members.setdefault(key_of[mention.id], []).append(mention)
    return {
        key: Profile(
            key=key,
            mentions=tuple(found),
            type=vote(found),
            metonym=key.endswith("!"),
            owner=whose(found, key, key_of),
        )
        for key, found in members.items()
    }


def acts(mention: Mention, by_id: dict[str, Mention]) -> bool:
    """Whether a mention, or the name that a pronoun stands for, is a place that acts as its government."""
    seen = {mention.id}
    while mention.form != "name" and mention.antecedent in by_id and mention.antecedent not in seen:
        mention = by_id[mention.antecedent]
        seen.add(mention.id)
    return mention.metonym


def vote(mentions: Sequence[Mention]) -> str:
    """The type most mentions have; names outvote descriptions, these pronouns; ties go to the first in the alphabet."""
    for form in ("name", "nominal", "pronoun"):
        votes = Counter(m.type for m in mentions if m.form == form)
        if votes:
            return min(votes, key=lambda t: (-votes[t], t))
    raise ValueError("a profile has at least one mention")


def whose(mentions: Sequence[Mention], key: str, key_of: dict[str, str]) -> str | None:
    """The profile that most of the chain's mentions give as owner; ties go to the first named."""
    owners = Counter(key_of[m.owner] for m in mentions if m.owner in key_of and key_of[m.owner] != key)
    return max(owners, key=owners.__getitem__) if owners else None
