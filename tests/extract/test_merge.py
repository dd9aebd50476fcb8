"""One claim for what is said several times: claims typed by hand, without a model."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.held import Held
from kg.extract.merge import merge
from kg.extract.syntax import Node
from kg.model import Figure, Kind, Span, TimeSpan

NAMES = {"Mali": "State", "Niger": "State", "rebels": "ArmedGroup", "Gao": "Settlement", "Kidal": "Settlement"}
PEOPLE = {name: i for i, name in enumerate(NAMES)}


def named(name: str, at: int) -> Draft:
    """A mention that stands for the one thing of this name, wherever in the text it is."""
    first = Draft(
        Node(PEOPLE[name], name, name, "NNP", "PROPN", "nsubj", PEOPLE[name], 0), Span(0, 1), name, NAMES[name], "name"
    )
    node = Node(at, name, name, "NNP", "PROPN", "nsubj", at, at // 100)
    return Draft(node, Span(at, at + len(name)), name, NAMES[name], "name", antecedent=first)


def said(predicate: str, at: int, kind: Kind = "event", **roles: str) -> Draw:
    """A claim at an offset; a hundred characters are a sentence."""
    trigger = Node(at, predicate, predicate.lower(), "VBD", "VERB", "ROOT", at, at // 100)
    fillers = {role: [named(name, at) for name in names.split()] for role, names in roles.items()}
    return Draw(kind, predicate, fillers, Held(), trigger, Span(at, at + 50), f"rule{at}")


def backs(subject: str, obj: str, at: int) -> Draw:
    return said("backs", at, "relation", subject=subject, object=obj)


def test_what_is_said_twice_is_one_claim_with_both_places() -> None:
    (one,) = merge(
        [said("Capture", 0, actor="rebels", object="Gao"), said("Capture", 300, actor="rebels", object="Gao")]
    )
    assert one.span == Span(0, 50)
    assert one.also == [Span(300, 350)]


def test_the_first_telling_is_kept_whatever_the_order() -> None:
    late, early = said("Capture", 300, actor="rebels", object="Gao"), said("Capture", 0, actor="rebels", object="Gao")
    assert [d.rule for d in merge([late, early])] == ["rule0"]


def test_a_fuller_telling_adds_its_roles_and_gives_the_quote() -> None:
    (one,) = merge([said("Attack", 0, actor="rebels"), said("Attack", 300, actor="rebels", recipient="Mali")])
    assert {role: [d.text for d in drafts] for role, drafts in one.roles.items()} == {
        "actor": ["rebels"],
        "recipient": ["Mali"],
    }
    assert one.span == Span(300, 350)
    assert one.also == [Span(0, 50)]


@pytest.mark.parametrize(
    "first, second",
    [
        (said("Capture", 0, actor="rebels", object="Gao"), said("Capture", 300, actor="rebels", object="Kidal")),
        (said("Capture", 0, actor="rebels", object="Gao"), said("Capture", 300, actor="Mali", object="Gao")),
        (said("Attack", 0, actor="Mali", recipient="Niger"), said("Attack", 300, actor="Niger", recipient="Mali")),
        (said("Attack", 0, actor="rebels", place="Gao"), said("Attack", 300, actor="rebels", place="Kidal")),
        (said("Attack", 0, actor="rebels"), said("Shelling", 0, actor="rebels")),
        (backs("Mali", "Niger", 0), backs("Niger", "Mali", 300)),
        (backs("Mali", "Niger", 0), backs("Mali", "rebels", 300)),
    ],
)
def test_claims_of_other_things_stay_two(first: Draw, second: Draw) -> None:
    assert len(merge([first, second])) == 2


def test_a_denial_does_not_vanish_in_what_it_denies() -> None:
    first, second = said("Attack", 0, actor="Mali"), said("Attack", 300, actor="Mali")
    second.held.negated = True
    assert len(merge([first, second])) == 2


def test_a_threat_is_not_its_act() -> None:
    first, second = said("Attack", 0, actor="Mali"), said("Attack", 300, actor="Mali")
    second.held.modality = "threatened"
    assert len(merge([first, second])) == 2


def test_events_of_two_days_stay_two() -> None:
    first, second = (said("Attack", at, actor="Mali", object="Gao") for at in (0, 300))
    first.time, second.time = (TimeSpan("", day, day, "day") for day in (date(2020, 2, 1), date(2020, 2, 2)))
    assert len(merge([first, second])) == 2
    second.time = None
    assert len(merge([first, second])) == 1


def test_events_of_two_ordinals_stay_two() -> None:
    first, second = (said("Patrol", at, actor="Mali", place="Gao") for at in (0, 300))
    first.ordinal, second.ordinal = 10, 11
    assert len(merge([first, second])) == 2


def test_events_with_other_figures_stay_two() -> None:
    first, second = (said("Death", at, victim="rebels") for at in (0, 300))
    first.figures, second.figures = [Figure("killed", 3)], [Figure("killed", 7)]
    assert len(merge([first, second])) == 2


def test_a_relation_without_direction_is_one_both_ways() -> None:
    tellings = [
        said("fightsAgainst", 0, "relation", subject="Mali", object="rebels"),
        said("fightsAgainst", 300, "relation", subject="rebels", object="Mali"),
    ]
    assert len(merge(tellings)) == 1


def test_one_is_never_in_two_roles_of_a_merged_event() -> None:
    (one,) = merge([said("Meeting", 0, actor="Mali Niger"), said("Meeting", 300, actor="Mali", recipient="Niger")])
    assert sorted(d.text for drafts in one.roles.values() for d in drafts) == ["Mali", "Niger"]


def test_the_holder_is_taken_from_the_telling_that_names_one() -> None:
    first, second = (said("Attack", at, actor="rebels", object="Gao") for at in (0, 300))
    holder = named("Mali", 310)
    second.held.holders = [(holder, "say")]
    (one,) = merge([first, second])
    assert one.held.holders == [(holder, "say")]


def test_a_claim_about_nothing_is_none() -> None:
    assert merge([said("Attack", 0)]) == []


TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(["Attack", "Capture"]),
        st.sampled_from(list(NAMES)),
        st.sampled_from(list(NAMES)),
        st.booleans(),
    ),
    max_size=6,
)


def told(rows: list[tuple[str, str, str, bool]]) -> list[Draw]:
    draws = [said(p, 100 * i, actor=actor, object=obj) for i, (p, actor, obj, _) in enumerate(rows) if actor != obj]
    for draw, (*_, negated) in zip(draws, [row for row in rows if row[1] != row[2]], strict=True):
        draw.held.negated = negated
    return draws


def kept(draws: list[Draw]) -> list[tuple[str, Span, list[Span], bool]]:
    return [(d.predicate, d.span, sorted(d.also), d.held.negated) for d in draws]


@given(TELLINGS, st.randoms())
def test_the_order_of_the_tellings_does_not_matter(rows: list[tuple[str, str, str, bool]], random: Random) -> None:
    shuffled = told(rows)
    random.shuffle(shuffled)
    assert kept(merge(shuffled)) == kept(merge(told(rows)))


@given(TELLINGS)
def test_no_place_is_lost_and_no_denial_joins_its_opposite(rows: list[tuple[str, str, str, bool]]) -> None:
    draws = told(rows)
    before = {(d.predicate, d.span, d.held.negated) for d in draws}
    after = {(d.predicate, span, d.held.negated) for d in merge(draws) for span in (d.span, *d.also)}
    assert after == before
