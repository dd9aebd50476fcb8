"""The notation of expected claims itself: what it takes for found, and what it does not let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, Claim, Holder, Mention, Polarity, Reading, Role, Span, Stance, Value
from kg.pipeline.notation import read_line, shown
from tests.notation import missed, read_cases

TEXT = "Mali and Niger attacked the rebels in Gao, the minister said"
MENTIONS = (
    Mention("m1", "a", Span(0, 4), "Mali", "State", "name"),
    Mention("m2", "a", Span(9, 14), "Niger", "State", "name"),
    Mention("m3", "a", Span(24, 34), "the rebels", "ArmedGroup", "nominal", head="rebel", plural=True),
    Mention("m4", "a", Span(38, 41), "Gao", "Settlement", "name"),
    Mention("m5", "a", Span(43, 55), "the minister", "Person", "nominal", head="minister"),
    Mention("m6", "a", Span(0, 4), "They", "ArmedGroup", "pronoun", antecedent="m3"),
)


def reading(*claims: Claim) -> Reading:
    return Reading(Article("a", "a", TEXT), MENTIONS, claims)


def attack(polarity: Polarity = "affirmed", condition: str | None = None) -> Claim:
    roles = (Role("actor", "m1"), Role("actor", "m2"), Role("recipient", "m6"), Role("place", "m4"))
    stance = Stance(polarity, "actual", (Holder("m5", "say"),), condition=condition)
    return Claim("c1", "a", "event", "Attack", roles, stance, Span(0, 41), "r")


def backs(subject: str, obj: str, predicate: str = "backs") -> Claim:
    return Claim(
        "c2", "a", "relation", predicate, (Role("subject", subject), Role("object", obj)), Stance(), Span(0, 9), "r"
    )


@pytest.mark.parametrize(
    "line, found",
    [
        ("Attack", True),
        ("Attack(actor=Mali & Niger)", True),
        ("Attack(actor=Niger & Mali; recipient=rebels; place=Gao)", True),
        ("Attack(actor=Mali)", False),
        ("Attack(actor=Mali & Niger & Chad)", False),
        ("Attack(actor=rebels; recipient=Mali & Niger)", False),
        ("Attack(actor=-)", False),
        ("Attack(victim=-)", True),
        ("Attack(place=Gao:Settlement)", True),
        ("Attack(place=Gao:State)", False),
        ("Attack @ minister", True),
        ("Attack @ -", False),
        ("Attack @ minister < Mali", False),
        ("not Attack", False),
        ("planned Attack", False),
        ("Attack [condition: if it rains]", False),
        ("Shelling", False),
        ("nothing Shelling", True),
        ("nothing Attack", False),
        ("nothing not Attack", True),
        ("nothing Attack(actor=Mali)", False),
        ("nothing Attack(actor=rebels)", True),
        ("nothing Attack @ -", True),
        ("no fact Attack(actor=Mali)", False),
        ("nothing", False),
    ],
)
def test_a_line_is_found_or_missed(line: str, found: bool) -> None:
    assert missed(reading(attack()), read_line(line)) is not found


def test_what_is_denied_is_no_fact() -> None:
    denied = reading(attack("negated"))
    assert not missed(denied, read_line("no fact Attack"))
    assert not missed(denied, read_line("not Attack"))
    assert missed(denied, read_line("nothing Attack"))


def test_the_words_of_a_condition_are_asked_for() -> None:
    assert not missed(reading(attack(condition="if it rains")), read_line("Attack [condition: if it rains]"))


def test_a_direction_matters_where_the_relation_has_one() -> None:
    assert missed(reading(backs("m1", "m2")), read_line("(Niger, backs, Mali)"))
    assert not missed(reading(backs("m1", "m2")), read_line("(Mali, backs, Niger)"))
    assert not missed(reading(backs("m1", "m2", "alliedWith")), read_line("(Niger, alliedWith, Mali)"))


def test_a_title_is_text() -> None:
    held = Claim(
        "c3", "a", "relation", "holdsPosition", (Role("subject", "m5"),), Stance(), Span(43, 55), "r",
        (Value("title", "minister"),),
    )  # fmt: skip
    assert not missed(reading(held), read_line("(minister, holdsPosition, minister)"))
    assert missed(reading(held), read_line("(minister, holdsPosition, president)"))


@pytest.mark.parametrize("claim", [attack(), attack("negated", "if it rains"), backs("m1", "m3")])
def test_what_is_shown_reads_as_itself(claim: Claim) -> None:
    assert not missed(reading(claim), read_line(shown(reading(claim)).strip()))


def test_a_text_without_claims_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("Mali attacked.\n\nNiger left.\n    Attack\n")
    with pytest.raises(ValueError, match="at least one claim"):
        read_cases(tmp_path / "empty.txt")


def test_a_text_may_have_several_lines(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("# Heads.\nMALI ATTACKED\nMali was attacked.\n    Attack ! not yet\n")
    (case,) = read_cases(tmp_path / "two.txt")
    assert case.text == "MALI ATTACKED\nMali was attacked."
    assert [e.reason for e in case.expected] == ["not yet"]
