"""The pure parts of the PLOVER benchmark: marks, table, claims, scores."""

from __future__ import annotations

import pytest

from benchmarks.plover import Sentence, Table, by_claims, f1_by_root, in_order, macro_f1, unmarked
from kg.model import Claim, Reading, Span, Stance
from kg.ontology import Ontology

ROOTS = {
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.load()


def test_marks_are_taken_out_and_their_places_kept() -> None:
    sentence = unmarked("On Monday <s>Chad </s>met <t>Mali</t> and <t>Niger</t>.", "CONSULT")
    assert sentence.text == "On Monday Chad met Mali and Niger."
    assert [s.of(sentence.text) for s in (*sentence.sources, *sentence.targets)] == ["Chad ", "Mali", "Niger"]


def test_the_halves_depend_on_the_sentence_alone() -> None:
    texts = [f"Sentence {n}." for n in range(200)]
    halves = [Sentence(t, (), (), root).held_out for root in ("AID", "YIELD") for t in texts]
    assert halves[:200] == halves[200:]
    assert 70 < sum(halves[:200]) < 130


def test_the_table_speaks_of_our_predicates_and_of_their_roots(table: Table) -> None:
    ontology = Ontology.load()
    assert set(table.predicates) <= {*ontology.events, *ontology.relations}
    said = {*table.predicates.values(), *table.stances.values(), *table.cues.values(), *(r for _, r in table.words)}
    assert said == ROOTS


def test_a_root_is_that_of_the_stance_before_that_of_the_predicate(table: Table, reading: Reading) -> None:
    praise = reading.claims[0]

    def root(stance: Stance) -> str | None:
        return table.of_claim(Claim(**{f: getattr(praise, f) for f in praise.__slots__} | {"stance": stance}))

    assert root(Stance()) == "SUPPORT"
    assert root(Stance("negated")) == "REJECT"
    assert root(Stance(modality="planned")) == "AGREE"
    assert root(Stance(modality="threatened")) == "THREATEN"


def test_claims_that_relate_both_come_before_others(table: Table, reading: Reading) -> None:
    kenya, ghana, rebels = Span(0, 5), Span(14, 19), Span(37, 43)
    assert list(by_claims(reading, Sentence("", (kenya,), (ghana,), ""), table)) == [(0, "SUPPORT"), (2, "ASSAULT")]
    assert list(by_claims(reading, Sentence("", (rebels,), (ghana,), ""), table)) == [(2, "SUPPORT"), (1, "ASSAULT")]


def test_what_the_source_holds_is_of_its_word(table: Table, held_reading: Reading) -> None:
    sentence = Sentence("", (Span(0, 5),), (Span(14, 19),), "")
    assert list(by_claims(held_reading, sentence, table)) == [(1, "REJECT")]


@pytest.mark.parametrize(
    "words, lemmas, found",
    [
        (["lift", "ban"], ["will", "lift", "its", "ban"], True),
        (["lift", "ban"], ["ban", "lift"], False),
        (["lift", "lift"], ["lift"], False),
        ([], ["lift"], True),
    ],
)
def test_words_are_found_in_their_order(words: list[str], lemmas: list[str], found: bool) -> None:
    assert in_order(words, lemmas) is found


def test_macro_f1_counts_every_true_root_alike() -> None:
    pairs = [*[("AID", "AID")] * 8, ("YIELD", "AID"), ("YIELD", "REJECT")]
    assert f1_by_root(pairs) == {"AID": pytest.approx(16 / 17), "YIELD": 0}
    assert macro_f1(pairs) == pytest.approx(8 / 17)
