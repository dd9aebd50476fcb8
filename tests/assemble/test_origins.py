"""Reprints share an origin; articles on one subject do not."""

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import origins as origins_of
from kg.assemble.credits import AGENCIES, agency_names, credit
from kg.assemble.origins import copies, copies_beside, origins
from kg.gazetteer import Gazetteer
from kg.model import Article, Dropped, Span

NAMES = agency_names(Gazetteer.load())

WIRE = " ".join(
    f"On day {n} the envoys of Ruritania met their neighbours in hall {n * 7} of the old palace." for n in range(30)
)
OTHER = " ".join(
    f"Farmers near Strelsau sold {n * 3} crates of plums while it rained for {n} hours." for n in range(30)
)


def test_a_reprint_with_another_lead_and_a_cut_tail_has_the_origin_of_its_wire_story() -> None:
    wire = Article("a-2", "wire", WIRE)
    reprint = Article("a-1", "reprint", "From our correspondent. " + WIRE[: len(WIRE) * 3 // 4])
    other = Article("a-3", "other", OTHER)
    expected = {"a-1": "a-1", "a-2": "a-1", "a-3": "a-3"}
    assert origins([wire, reprint, other]).of == expected == origins([other, reprint, wire]).of


NOTICE = " ".join(f"We and our {n} partners store cookies on your device for purpose {n}." for n in range(40))


def test_what_is_no_news_makes_no_copies() -> None:
    pages = []
    for name, text in (("a-1", WIRE[:500]), ("a-2", OTHER[:500])):
        dropped = (Dropped(Span(len(text) + 1, len(text) + 1 + len(NOTICE)), "notice"),)
        pages.append(Article(name, name, f"{text}\n{NOTICE}", dropped=dropped))
    assert len(set(origins(pages).of.values())) == 2
    assert len(set(origins([Article(a.id, a.name, a.text) for a in pages]).of.values())) == 1


@pytest.mark.parametrize("first, second, days, expected", [
    ("Reuters", "Reuters", 1, 1), ("Reuters", "AFP", 1, 2), ("Reuters", "Reuters", 9, 2),
])  # fmt: skip
def test_a_story_that_two_papers_mended_is_one_where_both_credit_the_agency(
    first: str, second: str, days: int, expected: int
) -> None:
    third = len(WIRE) // 4
    papers = [
        Article("a-1", "one", f"{WIRE}\n– {first}", published=date(2021, 5, 1)),
        Article("a-2", "two", f"{WIRE[:third]} {OTHER} \n– {second}", published=date(2021, 5, 1 + days)),
    ]
    found = origins(papers, NAMES)
    assert len(set(found.of.values())) == expected
    assert set(found.credit) == {"a-1", "a-2"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The envoys met. – Reuters", "reuters"),
        ("The envoys met.\n(Reuters)", "reuters"),
        ("STRELSAU (AFP) – The envoys met.", "agence_france_presse"),
        ("STRELSAU, Ruritania, May 3, (Agencies): The envoys met.", AGENCIES),
        ("The envoys met.\nSource: AP", "associated_press"),
        ("The envoys met.\nWith inputs from agencies", AGENCIES),
        ("The envoys met. (AP, Reuters)", AGENCIES),
        ("The envoys met, Reuters reported.", None),
        ("Envoys at the palace. (AFP)\n\nThe envoys met.", None),
        ("The envoys met Rupert (Hentzau) – a friend.", None),
    ],
)
def test_a_credit_stands_in_the_dateline_or_at_the_end(text: str, expected: str | None) -> None:
    assert credit(Article("a-1", "one", text), NAMES) == expected


def test_an_agency_credits_itself() -> None:
    assert credit(Article("a-1", "one", "The envoys met.", outlet="Reuters"), NAMES) == "reuters"


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_origins_that_are_kept_serve_articles_that_come_and_go(data: st.DataObject) -> None:
    """A few shingles, so that many are shared, and more than two articles make one boilerplate."""
    shingles = st.frozensets(st.integers(0, 12), min_size=1, max_size=6)
    all_of_them = data.draw(st.dictionaries(st.sampled_from("abcdefgh"), shingles, min_size=1))
    before, after = (data.draw(st.sets(st.sampled_from(sorted(all_of_them)))) for _ in range(2))
    days = dict.fromkeys(all_of_them)
    with patch.object(origins_of, "COMMON", 2), patch.object(origins_of, "LEAST", 1):
        was = copies({a: all_of_them[a] for a in before}, {}, days)
        gone = {a: all_of_them[a] for a in before - after}
        now = {a: all_of_them[a] for a in after}
        assert copies_beside(was, gone, now, {}, days) == copies(now, {}, days)
