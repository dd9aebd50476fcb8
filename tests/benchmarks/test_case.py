"""The pure parts of the CASE benchmark: what a claim is there, and by whose part."""

from __future__ import annotations

import pytest

from benchmarks.case import Snippet, Table, by_claims, weighted_f1
from kg.model import Reading
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_the_table_names_predicates_and_roles_of_the_ontology(ontology: Ontology) -> None:
    table = Table.load()
    assert set(table.claims) <= ontology.relations.keys() | ontology.events.keys()
    assert all(predicate in table.claims for predicate, _, _ in table.roles)
    assert {kind for _, _, kind in table.roles} <= ontology.entity_types.keys()


def test_of_several_claims_the_first_of_the_table_tells(reading: Reading, ontology: Ontology) -> None:
    table = Table((), {"Shelling": "ART_MISS_ATTACK", "Praise": "DIPLO"}, {})
    assert by_claims(reading, table, ontology) == "ART_MISS_ATTACK"
    assert by_claims(reading, Table((), {"Sanction": "DIPLO"}, {}), ontology) is None


def test_a_party_can_make_it_another_type(reading: Reading, ontology: Ontology) -> None:
    roles = {("Shelling", "actor", "ArmedGroup"): "REBELS"}
    assert by_claims(reading, Table((), {"Shelling": "ART_MISS_ATTACK"}, roles), ontology) == "REBELS"


def test_a_fact_goes_before_what_is_refused(held_reading: Reading, ontology: Ontology) -> None:
    assert by_claims(held_reading, Table((), {"Praise": "DIPLO"}, {}), ontology) == "DIPLO"


def test_a_snippet_is_always_in_the_same_half() -> None:
    assert Snippet("Rain fell.", "OTHER").held_out == Snippet("Rain fell.", "ATTACK").held_out


def test_types_weigh_by_how_often_they_are_true() -> None:
    assert weighted_f1([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]) == pytest.approx((0.8 * 3 + 2 / 3) / 4)
