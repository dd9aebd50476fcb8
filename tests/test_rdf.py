"""IRIs and literals from any text."""

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis.strategies import characters, decimals, text

from kg import rdf

ANY_TEXT = text(alphabet=characters(), max_size=20)


@given(ANY_TEXT)
def test_any_id_is_a_valid_iri_and_any_text_a_literal_that_reads_back(words: str) -> None:
    quad = ox.Quad(rdf.node(words), rdf.kg("quote"), rdf.text(words, "en"))
    (line,) = rdf.sorted_nquads([quad])
    assert list(ox.parse(line, format=ox.RdfFormat.N_QUADS)) == [quad]
    assert rdf.node(words).value.isascii()


@given(ANY_TEXT, ANY_TEXT)
def test_two_ids_are_two_iris(one: str, other: str) -> None:
    assert (rdf.node(one) == rdf.node(other)) is (one == other)


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert rdf.text("a\ud800b").value == "a\ufffdb"
    assert rdf.node("a\ud800b").value.isascii()


@given(decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_numbers_are_stored_as_they_are_written(value: object) -> None:
    store = ox.Store()
    for literal in (rdf.number(float(value)), rdf.decimal(float(value))):  # type: ignore[arg-type]
        store.clear()
        quad = ox.Quad(rdf.node("x"), rdf.kg("value"), literal)
        store.add(quad)
        assert list(store) == [quad]


@pytest.mark.parametrize(
    "given_iri, expected",
    [
        ("http://www.wikidata.org/entity/Q159", "http://www.wikidata.org/entity/Q159"),
        ("http://example.org/a b<c>", "http://example.org/a%20b%3Cc%3E"),
    ],
)
def test_an_iri_from_outside_is_escaped_where_it_must_be(given_iri: str, expected: str) -> None:
    assert rdf.iri(given_iri).value == expected


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="scheme"):
        rdf.iri("javascript")


def test_local_names_and_predicates() -> None:
    assert rdf.predicate("rel:hold_talks_with").value == rdf.REL + "hold_talks_with"
    assert rdf.local(rdf.predicate("rel:hold_talks_with")) == "rel:hold_talks_with"
    assert rdf.local(rdf.predicate("backs")) == "backs"
    assert rdf.local("http://example.org/x") == "http://example.org/x"
    assert rdf.day(date(2020, 5, 14)).value == "2020-05-14"


def test_a_content_id_parts_its_parts() -> None:
    assert rdf.content_id("s", "ab", "c") != rdf.content_id("s", "a", "bc")
    assert rdf.content_id("s", "a", None) != rdf.content_id("s", "a")
