"""Why two names are one thing, or two, from judgements typed by hand."""

from __future__ import annotations

import pytest

from kg.graph.sameness import compare, never_compared, path
from kg.model import Entity, Judgement

UNION = Entity("union", "Organisation", "Dockers' Union")


def one(left: str, right: str) -> Judgement:
    return Judgement(left, right, True, f"{left} is {right}", 0.9, "union", "union")


def test_names_that_no_judgement_ties_are_led_over_those_between() -> None:
    judgements = [one("Dockers' Union", "the Union"), one("the Union", "DU"), one("DU", "D.U."), one("DU", "Dockers")]
    found = compare("Dockers' Union", "Dockers", UNION, UNION, judgements)
    assert found.same
    assert [j.reason for j in found.judgements] == ["Dockers' Union is the Union", "the Union is DU", "DU is Dockers"]
    assert [j.right for j in path("dockers", "du", judgements)] == ["Dockers"], "either way round"


def test_one_name_twice_has_the_judgements_on_it() -> None:
    judgements = [one("DU", "Dockers"), one("DU", "D.U.")]
    assert compare("DU", "DU", UNION, UNION, judgements).judgements == tuple(judgements)
    assert path("du", "harbour front", judgements) == ()


def test_of_two_things_a_refusal_is_the_reason_and_a_name_across_is_told() -> None:
    city, state = Entity("harbour", "Settlement", "Harbour"), Entity("norland", "State", "Norland")
    refused = Judgement("Harbour", "Norland", False, "a city and a state", 0.0, "harbour", "norland")
    acting = Judgement("Harbour", "Norland", True, "a capital that acts", 1.0, "norland", "norland")
    assert compare("Harbour", "Norland", city, state, [refused, acting]).judgements == (refused, acting)


@pytest.mark.parametrize(
    "right, reason",
    [
        (Entity("b", "Person", "3rd Brigade"), "the types are ArmedForce and Person"),
        (Entity("b", "ArmedForce", "4th Brigade"), "the numbers in the names differ"),
        (Entity("b", "ArmedForce", "3rd Harbour Guard"), "the names share neither sound nor surname"),
    ],
)
def test_two_that_were_never_compared_say_why(right: Entity, reason: str) -> None:
    found = never_compared(Entity("a", "ArmedForce", "3rd Brigade"), right)
    assert not found.same
    assert reason in found.reason
    assert (found.left_id, found.right_id) == ("a", "b")
