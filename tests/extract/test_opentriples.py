"""Open triples: sentences with all that they say, what holds for any sentence, and how the benchmark counts."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.extract.opentriples import OpenTriple, open_triples
from kg.extract.trees import tree_of

if TYPE_CHECKING:
    from spacy.language import Language

TESTS = Path(__file__).parent.parent
UNDERSTOOD = {"be", "in", "has", "have"}
Read = Callable[[str], list[OpenTriple]]


class Case(NamedTuple):
    """A sentence, the lines that it should give, and why it does not yet."""

    sentence: str
    lines: list[str]
    why_not: str

    def __str__(self) -> str:
        return self.sentence


def cases() -> list[Case]:
    """The sentences of the cases file."""
    found: list[Case] = []
    for line in (TESTS / "cases" / "open.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[-1].lines.append(line.strip())
        elif line and not line.startswith("#"):
            sentence, _, why_not = line.partition("  ! ")
            found.append(Case(sentence, [], why_not))
    return found


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """A sentence's triples."""
    return lambda sentence: open_triples(tree_of(nlp(sentence)))


@pytest.fixture(scope="session")
def carb() -> ModuleType:
    """The benchmark, which is a script."""
    spec = importlib.util.spec_from_file_location("carb", TESTS.parent / "benchmarks" / "carb.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["carb"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=str(c), marks=pytest.mark.xfail(reason=c.why_not) if c.why_not else ()) for c in cases()],
)
def test_a_sentence_gives_these_triples_and_no_other(read: Read, case: Case) -> None:
    assert [" | ".join((t.subject, t.predicate, *t.arguments)) for t in read(case.sentence)] == case.lines


@pytest.mark.parametrize("case", cases(), ids=str)
def test_every_word_is_said_or_understood(read: Read, case: Case) -> None:
    for t in read(case.sentence):
        for cell in (t.predicate, t.subject, *t.arguments):
            assert cell
            assert all(word in case.sentence or word in UNDERSTOOD for word in cell.split())
        assert 0 < t.confidence < 1


def test_what_is_said_outright_comes_before_what_is_only_implied(read: Read) -> None:
    found = {
        t.construction: t.confidence for t in read("Haiti's president said the army had shelled a ship in Jacmel.")
    }
    assert found["clause"] > found["subordinate"] > found["possessor"]


def test_a_longer_sentence_is_trusted_less(read: Read) -> None:
    short = read("The army shelled the port.")[0]
    long = read("The army shelled the port, and on the next day the police searched every house near it.")[0]
    assert (short.subject, short.predicate, short.arguments) == (long.subject, long.predicate, long.arguments)
    assert short.confidence > long.confidence


def test_no_triple_is_printed_twice(read: Read) -> None:
    found = read("The army and the army shelled the port and the port.")
    assert len(found) == len({(t.predicate, t.subject, t.arguments) for t in found})


@pytest.mark.parametrize("text", ["", " ", ".", '"', "( ( (", "``", "And", "Who?", "the the the", "is"])
def test_scraps_raise_nothing(read: Read, text: str) -> None:
    assert len(read(text)) <= 1


def test_a_sentence_without_end_costs_no_time(read: Read) -> None:
    assert read("the man who saw " * 200) == []


def test_sentences_are_numbered(read: Read) -> None:
    assert [t.sentence for t in read("The army shelled the port. Rebels seized the airport.")] == [0, 1]


# How the benchmark counts: the numbers are worked out by hand.


def test_agreement_is_shares_of_words_slot_by_slot(carb: ModuleType) -> None:
    gold = carb.slots("took", ["the army", "the port", "on Monday"])
    assert carb.agreement(gold, carb.slots("took", ["the army", "the port"])) == (1.0, 5 / 7)
    assert carb.agreement(gold, carb.slots("took", ["the port", "the army"])) == (3 / 5, 3 / 7)
    assert carb.agreement(gold, carb.slots("left", ["the army", "the port"])) == (0.0, 0.0)
    assert carb.agreement(gold, carb.slots("took", ["the army"])) == (0.0, 0.0)


def test_be_stands_for_its_forms_and_speakers_for_either_place(carb: ModuleType) -> None:
    assert carb.agreement(carb.slots("was", ["Ann", "mayor"]), carb.slots("be", ["Ann", "mayor"])) == (1.0, 1.0)
    assert carb.agreement(carb.slots("is", ["Ann", "mayor"]), carb.slots("are", ["Ann", "mayor"])) == (0.0, 0.0)
    said = carb.slots("said", ["it rained", "Ann"])
    assert carb.agreement(said, carb.slots("said", ["Ann", "it rained"])) == (1.0, 1.0)


def test_one_triple_may_recall_many_but_answers_for_one(carb: ModuleType) -> None:
    gold = [[carb.slots("took", ["they", "it"]), carb.slots("took", ["they", "it", "now"])]]
    once = carb.Found(0.9, carb.slots("took", ["they", "it"]))
    (point,) = carb.curve(gold, [[once]])
    assert (point.precision, point.recall) == (1.0, (1 + 3 / 4) / 2)
    (point,) = carb.curve(gold, [[once, once, once]])
    assert (point.precision, point.recall) == (2 / 3, (1 + 3 / 4) / 2)


def test_the_curve_has_a_point_for_each_confidence(carb: ModuleType) -> None:
    gold = [[carb.slots("took", ["they", "it"])], [carb.slots("left", ["they", "it"])]]
    sure, unsure = carb.slots("took", ["they", "it"]), carb.slots("saw", ["they", "it"])
    points = carb.curve(gold, [[carb.Found(0.9, sure), carb.Found(0.3, unsure)], []])
    assert [(p.precision, p.recall) for p in points] == [(1.0, 0.5), (0.5, 0.5)]
    assert carb.area(points) == 0.5
    assert points[0].f1 == pytest.approx(2 / 3)
