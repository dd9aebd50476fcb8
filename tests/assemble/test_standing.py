"""How a statement stands and how far it is believed, with claims typed by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble.claims import ResolvedClaim, resolved
from kg.assemble.error_rates import read_rightly, systematic_errors
from kg.assemble.origins import Origins
from kg.assemble.standing import belief, standing, supporting
from tests.worked_example import Draft, resolution

AFFIRMED, NEGATED = "affirmed", "negated"


def said(
    *stances: tuple[str, str], outlets: tuple[str | None, ...] = (), confidence: float = 0.8
) -> list[ResolvedClaim]:
    """One article a stance, each saying that Ruritania backs the rebels."""
    drafts = []
    for n, (polarity, modality) in enumerate(stances):
        outlet = outlets[n] if outlets else None
        d = Draft(f"n{n}", "Ruritania backs the Fenwick rebels.", "2021-05-04", outlet)
        d.claim("backs", "Ruritania backs the Fenwick rebels",
                ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "Fenwick rebels"),
                polarity=polarity, modality=modality, confidence=confidence)  # type: ignore[arg-type]  # fmt: skip
        drafts.append(d)
    return resolved([d.reading() for d in drafts], resolution(drafts))[0]


@pytest.mark.parametrize(
    "stances, expected",
    [
        ([(AFFIRMED, "actual")], "asserted"),
        ([(AFFIRMED, "actual"), (AFFIRMED, "threatened")], "asserted"),
        ([(AFFIRMED, "actual"), (NEGATED, "actual")], "disputed"),
        ([(AFFIRMED, "actual"), (NEGATED, "possible")], "asserted"),
        ([(NEGATED, "actual")], "denied"),
        ([(NEGATED, "actual"), (AFFIRMED, "planned")], "denied"),
        ([(AFFIRMED, "possible"), (AFFIRMED, "planned")], "planned"),
        ([(AFFIRMED, "conditional"), (AFFIRMED, "threatened")], "threatened"),
        ([(AFFIRMED, "demanded"), (AFFIRMED, "possible")], "demanded"),
        ([(NEGATED, "possible")], "denied"),
        ([(NEGATED, "planned"), (AFFIRMED, "conditional")], "conditional"),
        ([(NEGATED, "conditional")], "conditional"),
        ([(NEGATED, "conditional"), (NEGATED, "demanded")], "denied"),
    ],
)
def test_standing_follows_its_rule(stances: list[tuple[str, str]], expected: str) -> None:
    assert standing(said(*stances)) == expected
    assert standing(said(*reversed(stances))) == expected


def believed(claims: list[ResolvedClaim], same_origin: bool = False, credit: dict[str, str] | None = None) -> float:
    origin = {c.article.id: "a-n0" if same_origin else c.article.id for c in claims}
    return belief(claims, standing(claims), Origins(origin, credit or {}), {})


def test_one_report_is_believed_as_it_was_read_less_the_publishers_error() -> None:
    assert believed(said((AFFIRMED, "actual"), confidence=0.6)) == 0.55
    assert believed(said((AFFIRMED, "actual"), confidence=0.85)) == 0.86


def test_what_is_not_said_as_a_fact_is_read_less_surely() -> None:
    plain, planned = said((AFFIRMED, "actual")), said((AFFIRMED, "planned"))
    assert believed(planned) < believed(plain)
    assert believed(said((NEGATED, "actual"))) < believed(plain)


def test_more_publishers_are_believed_more_than_more_reports_of_one() -> None:
    twice = said((AFFIRMED, "actual"), (AFFIRMED, "actual"), outlets=("Zenda", "Zenda"))
    two = said((AFFIRMED, "actual"), (AFFIRMED, "actual"), outlets=("Zenda", "Strelsau Times"))
    assert believed(said((AFFIRMED, "actual"))) < believed(twice) < believed(two)


def test_a_reprint_adds_nothing() -> None:
    reprints = said((AFFIRMED, "actual"), (AFFIRMED, "actual"), outlets=("Zenda", "Strelsau Times"))
    assert believed(reprints, same_origin=True) == believed(reprints[:1])


def test_two_papers_that_credit_one_agency_are_one_publisher() -> None:
    two = said((AFFIRMED, "actual"), (AFFIRMED, "actual"), outlets=("Zenda", "Strelsau Times"))
    credited = {c.article.id: "reuters" for c in two}
    assert believed(two[:1]) < believed(two, credit=credited) < believed(two)


def test_nothing_is_believed_wholly() -> None:
    many = said(*[(AFFIRMED, "actual")] * 6, outlets=tuple(f"paper {n}" for n in range(6)), confidence=1.0)
    assert believed(many) == 0.99


def test_a_dispute_is_believed_less_than_either_side() -> None:
    assert believed(said((AFFIRMED, "actual"), (NEGATED, "actual"))) < 0.25


def test_a_party_to_the_matter_is_believed_less_than_the_article_itself() -> None:
    d = Draft("one", "Rupert said Ruritania backs the Fenwick rebels.", "2021-05-04")
    d.claim("backs", "Ruritania backs the Fenwick rebels",
            ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "Fenwick rebels"),
            holders=[("rupert", "Rupert", "said")])  # fmt: skip
    claims = resolved([d.reading()], resolution([d]))[0]
    origin = Origins({"a-one": "a-one"})
    assert belief(claims, "asserted", origin, {claims[0].id: "government"}) == 0.75
    assert belief(claims, "asserted", origin, {}) == 0.8


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
@settings(deadline=None)  # the first one reads the table
def test_who_is_surer_reads_no_worse(one: float, other: float, as_fact: bool) -> None:
    least, most = sorted((one, other))
    assert 0 <= read_rightly(least, as_fact) <= read_rightly(most, as_fact) <= 1
    assert read_rightly(one, False) <= read_rightly(one, True)


def test_the_classes_of_the_table_are_those_of_sources() -> None:
    from kg.assemble import source_classes

    assert set(systematic_errors()) == set(source_classes())


def test_an_accusation_alone_is_only_possible_and_one_other_voice_makes_it_stand() -> None:
    two = said((AFFIRMED, "actual"), (AFFIRMED, "actual"))
    accused = {two[0].id}
    assert standing(two[:1], accused) == "possible"
    assert supporting(two[:1], "possible") == two[:1]
    assert standing(two, accused) == "asserted"
    denied = said((AFFIRMED, "actual"), (NEGATED, "actual"))
    assert standing(denied, {denied[0].id, denied[1].id}) == "disputed"
    planned = said((AFFIRMED, "actual"), (AFFIRMED, "planned"))
    assert standing(planned, {c.id for c in planned}) == "planned"
