"""The pure parts of the re3d benchmark: types, spans, relations, scores."""

from __future__ import annotations

import operator

import pytest

from benchmarks.re3d import Entity, Relation, Scheme, entities_of, relations_of, same, score, touching, widened
from kg.model import Mention, Reading, Span
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return Scheme.load()


def no_demonym(words: str) -> None:
    return None


def test_the_mapping_speaks_of_our_predicates(scheme: Scheme) -> None:
    ontology = Ontology.load()
    ours = {*ontology.events, *ontology.relations}
    assert all(tie.predicates - {"*"} <= ours for tie in scheme.ties)
    assert set(scheme.types) - {"Thing"} <= {*ontology.entity_types}


def test_a_description_takes_its_determiner_and_a_state_that_acts_is_a_body(scheme: Scheme, reading: Reading) -> None:
    text = reading.article.text
    marked = {(e.span.of(text), e.type) for e in entities_of(reading, scheme, no_demonym)}
    assert marked == {
        ("Kenya", "Organisation"),
        ("Ghana", "Location"),
        ("The rebels", "Organisation"),
        ("two towns", "Location"),
        ("Juba", "Location"),
    }


@pytest.mark.parametrize(
    "text, words, wide",
    [
        ("Then all the other 3,000 men left.", "men", "all the other 3,000 men"),
        ("the end.\nMen left.", "Men", "Men"),
        ("He saw rebels.", "rebels", "rebels"),
        ("The camp", "camp", "The camp"),
    ],
)
def test_spans_widen_to_the_left_within_their_line(scheme: Scheme, text: str, words: str, wide: str) -> None:
    start = text.index(words)
    mention = Mention("m", "a", Span(start, start + len(words)), words, "PopulationGroup", "nominal")
    assert widened(mention, text, scheme.widening).of(text) == wide


def test_claims_are_told_in_their_relations(scheme: Scheme, reading: Reading) -> None:
    text = reading.article.text
    found = {(r.type, r.source.of(text), r.target.of(text)) for r in relations_of(reading, scheme)}
    assert found == {("Likes", "Kenya", "Ghana"), ("FightingAgainst", "rebels", "towns")}


def test_what_is_denied_is_no_relation(scheme: Scheme, held_reading: Reading) -> None:
    assert list(relations_of(held_reading, scheme)) == []


def test_scores_count_each_side_by_itself() -> None:
    ours = {Entity("d", Span(0, 4), "Person"), Entity("d", Span(9, 12), "Person")}
    theirs = {
        Entity("d", Span(0, 5), "Person"),
        Entity("e", Span(9, 12), "Person"),
        Entity("d", Span(9, 12), "Location"),
    }
    assert "P 0.500  R 0.333" in score("overlap", ours, theirs, touching)
    assert "F1 0.000" in score("exact", ours, theirs, operator.eq)
    assert "F1 0.000" in score("nothing said", set(), theirs, touching)


def test_relations_are_the_same_where_both_ends_overlap() -> None:
    fight = Relation("d", Span(0, 4), Span(10, 14), "FightingAgainst")
    assert same(fight, Relation("d", Span(2, 6), Span(12, 20), "FightingAgainst"))
    assert not same(fight, Relation("d", Span(10, 14), Span(0, 4), "FightingAgainst"))
    assert not same(fight, Relation("d", Span(0, 4), Span(10, 14), "AlliesOf"))
