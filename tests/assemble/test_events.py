"""Which claims are one event: doubt keeps two apart."""

from datetime import date, timedelta

import pytest

from kg.assemble import Assembly, assemble
from kg.model import Figure, Statement, TimeSpan
from kg.ontology import Ontology
from tests.worked_example import Draft, resolution

ACTOR = ("actor", "ruritania", "Ruritania")
TARGET = ("object", "strelsau", "Strelsau")


def day(iso: str) -> TimeSpan:
    return TimeSpan(iso, date.fromisoformat(iso), date.fromisoformat(iso), "day")


def assembled(*drafts: Draft) -> Assembly:
    return assemble([d.reading() for d in drafts], resolution(drafts), Ontology.load())


def events(*drafts: Draft) -> list[Statement]:
    return [s for s in assembled(*drafts).statements if s.kind == "event"]


def shelling(name: str, published: str | None, *roles: tuple[str, str, str], **more: object) -> Draft:
    d = Draft(name, f"Ruritania shelled Strelsau from the R7 highway, {name} says.", published)
    d.claim("Shelling", "Ruritania shelled Strelsau", *(roles or (ACTOR, TARGET)), **more)  # type: ignore[arg-type]
    return d


def test_two_shellings_of_one_town_stay_two() -> None:
    assert len(events(shelling("a", "2021-05-04", time=day("2021-05-03")),
                      shelling("b", "2021-05-08", time=day("2021-05-07")))) == 2  # fmt: skip


def test_one_day_and_the_same_parties_are_one_event() -> None:
    found = events(
        shelling("a", "2021-05-04", time=day("2021-05-03")), shelling("b", "2021-05-30", time=day("2021-05-03"))
    )
    assert [(s.articles, s.start) for s in found] == [(2, date(2021, 5, 3))]


@pytest.mark.parametrize("second, expected", [("2021-05-06", 1), ("2021-06-06", 2), (None, 2)])
def test_without_a_time_only_reports_close_together_are_one(second: str | None, expected: int) -> None:
    assert len(events(shelling("a", "2021-05-04"), shelling("b", second))) == expected


def test_one_shared_party_does_not_join_two_articles() -> None:
    assert len(events(shelling("a", "2021-05-04", ACTOR), shelling("b", "2021-05-04", ACTOR))) == 2


def test_other_places_keep_two_apart() -> None:
    there = ("place", "r7", "R7 highway"), ("place", "strelsau", "Strelsau")
    assert len(events(shelling("a", "2021-05-04", ACTOR, TARGET, there[0]),
                      shelling("b", "2021-05-04", ACTOR, TARGET, there[1]))) == 2  # fmt: skip


def test_a_threat_and_its_deed_stay_two_and_only_the_deed_is_asserted() -> None:
    found = events(shelling("a", "2021-05-04", modality="threatened"), shelling("b", "2021-05-05"))
    assert sorted(s.standing for s in found) == ["asserted", "threatened"]


def test_a_denied_event_is_disputed() -> None:
    when = day("2021-05-03")
    found = events(shelling("a", "2021-05-04", time=when), shelling("b", "2021-05-04", time=when, polarity="negated"))
    assert [s.standing for s in found] == ["disputed"]


@pytest.mark.parametrize("bound, expected", [("exact", 2), ("min", 1)])
def test_figures_that_cannot_both_be_true_keep_two_apart(bound: str, expected: int) -> None:
    first = shelling("a", "2021-05-04", time=day("2021-05-03"), figures=[Figure("killed", 10, bound, "people")])  # type: ignore[arg-type]
    second = shelling("b", "2021-05-04", time=day("2021-05-03"), figures=[Figure("killed", 12, "exact", "people")])
    assert len(events(first, second)) == expected


def test_clusters_do_not_chain_what_is_incompatible() -> None:
    """The middle report fits both others, which contradict each other: two events, not one."""
    a = shelling("a", "2021-05-04", ACTOR, TARGET, ("place", "r7", "R7 highway"))
    b = shelling("b", "2021-05-04", ACTOR, TARGET)
    c = shelling("c", "2021-05-04", ACTOR, TARGET, ("place", "grand_fenwick", "Strelsau"))
    assert sorted(s.articles for s in events(a, b, c)) == [1, 2]


def test_reports_two_days_apart_do_not_chain_through_a_month() -> None:
    reports = [shelling(str(n), f"2021-05-{n:02d}") for n in range(2, 32, 2)]
    assert all(s.last_reported - s.first_reported <= timedelta(days=3) for s in events(*reports))  # type: ignore[operator]


def test_an_ordinal_joins_and_another_ordinal_parts() -> None:
    eleven = shelling("a", "2021-05-04", ACTOR, ordinal=11), shelling("b", "2021-09-04", ACTOR, ordinal=11)
    assert [s.label for s in events(*eleven)] == ["11th shelling"]
    assert len(events(eleven[0], shelling("c", "2021-05-04", ACTOR, ordinal=12))) == 2


def test_in_one_article_a_number_in_a_series_is_one_event_whatever_else_is_said() -> None:
    d = Draft("a", "Ruritania held its 11th patrol. The 11th patrol passed the R7 highway.", "2021-05-04")
    d.claim("Patrol", "Ruritania held its 11th patrol", ACTOR, ordinal=11)
    d.claim("Patrol", "The 11th patrol passed the R7 highway", ("route", "r7", "R7 highway"), ordinal=11)
    (event,) = events(d)
    assert {(f.role, f.value) for f in event.fillers} == {("actor", "ruritania"), ("route", "r7")}


ARMY = ("actor", "ruritanian_army", "army")


@pytest.mark.parametrize("tied, expected", [(True, 1), (False, 2)])
def test_an_army_and_its_state_are_one_actor_where_the_texts_tie_them(tied: bool, expected: int) -> None:
    d = Draft("a", "Ruritania shelled Strelsau from the R7 highway. The army shelled Strelsau.", "2021-05-04")
    road = ("origin", "r7", "R7 highway")
    d.claim("Shelling", "Ruritania shelled Strelsau", ACTOR, TARGET, road)
    d.claim("Shelling", "The army shelled Strelsau", ARMY, ("recipient", "strelsau", "Strelsau"), road)
    if tied:
        d.claim("subordinateTo", "The army", ("subject", *ARMY[1:]), ("object", *ACTOR[1:]))
    assert len(events(d)) == expected


def headline_and_lead(lead_polarity: str = "affirmed", *more: tuple[str, str, str]) -> Assembly:
    d = Draft("a", "Strelsau shelled. Ruritania shelled Strelsau from the R7 highway. Ruritania is near.", "2021-05-04")
    d.claim("Shelling", "Strelsau shelled", ACTOR, TARGET, *more)
    d.claim("Shelling", "Ruritania shelled Strelsau from the R7 highway", ACTOR, TARGET, ("origin", "r7", "R7 highway"),
            polarity=lead_polarity)  # type: ignore[arg-type]  # fmt: skip
    return assembled(d)


def test_a_headline_that_says_less_is_a_further_place_of_the_lead() -> None:
    (claim,) = headline_and_lead().claims
    assert claim.claim.span.of(claim.article.text).startswith("Ruritania shelled Strelsau from")
    assert [s.of(claim.article.text) for s in claim.claim.also] == ["Strelsau shelled"]


def test_a_headline_that_says_more_or_otherwise_is_a_claim_of_its_own() -> None:
    assert len(headline_and_lead("negated").claims) == 2
    said_more = headline_and_lead("affirmed", ("beneficiary", "grand_fenwick", "Ruritania"))
    assert (len(said_more.claims), len(said_more.statements)) == (2, 1)


def test_every_claim_has_one_statement_and_no_two_events_one_id() -> None:
    a = assembled(
        *(shelling(str(n), "2021-05-04", time=day("2021-05-03"), figures=[Figure("killed", n)]) for n in range(5))
    )
    assert sorted(a.statement_of) == [c.id for c in a.claims]
    assert len({s.id for s in a.statements}) == len(a.statements) == 5
