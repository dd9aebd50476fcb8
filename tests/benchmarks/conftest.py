"""A small reading made by hand: "Kenya thanked Ghana for the aid. The rebels shelled two towns near Juba." """

from __future__ import annotations

import pytest

from kg.model import Article, Claim, Form, Holder, Mention, Reading, Role, Span, Stance

TEXT = "Kenya thanked Ghana for the aid. The rebels shelled two towns near Juba."


def mention(words: str, kind: str, form: Form = "name", plural: bool = False) -> Mention:
    start = TEXT.index(words)
    return Mention(words, "a", Span(start, start + len(words)), words, kind, form, plural=plural)


def claim(predicate: str, words: str, stance: Stance | None = None, **roles: str) -> Claim:
    start = TEXT.index(words)
    return Claim(
        id=f"c-{predicate}",
        article_id="a",
        kind="event",
        predicate=predicate,
        roles=tuple(Role(name, filler) for name, filler in roles.items()),
        stance=stance or Stance(),
        span=Span(start, start + len(words)),
        rule="en.events.test",
    )


@pytest.fixture
def reading() -> Reading:
    mentions = (
        mention("Kenya", "State"),
        mention("Ghana", "State"),
        mention("rebels", "ArmedGroup", "nominal", plural=True),
        mention("towns", "Settlement", "nominal", plural=True),
        mention("Juba", "Settlement"),
    )
    claims = (
        claim("Praise", "Kenya thanked Ghana", actor="Kenya", recipient="Ghana"),
        claim("Shelling", "rebels shelled two towns", actor="rebels", object="towns"),
    )
    return Reading(Article("a", "a", TEXT), mentions, claims)


@pytest.fixture
def held_reading(reading: Reading) -> Reading:
    """The same, where Kenya refuses what it says."""
    stance = Stance("negated", holders=(Holder("Kenya", "refuse"),))
    return Reading(
        reading.article, reading.mentions, (claim("Praise", "Kenya thanked Ghana", stance, recipient="Ghana"),)
    )
