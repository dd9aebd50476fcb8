"""The small parts of names, titles and distances that need no parse of a whole article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.distances import ASIDE, AWAY, COMPASS, DISTANCE
from kg.extract.name_types import initials
from kg.extract.names import Finder
from kg.extract.offices import Offices
from kg.extract.trees import tree_of
from tests.conftest import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Syrian Observatory for Human Rights", "SOHR"),
        ("Jamiat-i-Islami Afghanistan", "JIA"),
        ("Islamic State", "IS"),
        ("el-Hamra", "H"),
    ],
)
def test_initials_are_of_the_large_words(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Deputy Foreign Minister Jane Moyo resigned.", {"Deputy", "Foreign", "Minister"}),
        ("NATO Secretary General Mark Rutte resigned.", {"Secretary", "General"}),
        ("Workers at General Motors went on strike.", set()),
        ("The Justice Department sued.", set()),
    ],
)
def test_words_of_an_office_stand_before_a_person(
    nlp: Language, knowledge: Knowledge, sentence: str, words: set[str]
) -> None:
    tree = tree_of(nlp(sentence))
    offices = Offices(knowledge.lexicon.cues.titles, knowledge.lexicon.kinds)
    assert {tree.nodes[i].text for i in offices.words(tree, lambda i: tree.nodes[i].text == "NATO")} == words


def test_a_name_ends_before_its_line_does(nlp: Language, knowledge: Knowledge) -> None:
    tree = tree_of(nlp("They fled to Iraq.\n\nThe rebels took Baiji in Iraq\n"))
    names = Finder(knowledge.gazetteer, knowledge.lexicon).names(tree)
    assert [n.text for n in names] == ["Iraq", "Baiji", "Iraq"]


def test_a_title_does_not_reach_over_what_is_blocked(nlp: Language, knowledge: Knowledge) -> None:
    tree = tree_of(nlp("House spokesman Ned Price resigned."))
    offices = Offices(knowledge.lexicon.cues.titles, knowledge.lexicon.kinds)
    assert offices.start(tree, 1, lambda i: False) == 0
    assert offices.start(tree, 1, lambda i: i == 0) == 1
    assert offices.start(tree, 3, lambda i: False) is None


@pytest.mark.parametrize(
    "words",
    [
        ", about 30 km from ",
        ", 2 kilometres to the west of ",
        " is roughly 140 miles southeast of the city of ",
        ", west of ",
        " (12km north-east of ",
    ],
)
def test_words_that_put_one_place_beside_another(words: str) -> None:
    assert AWAY.fullmatch(words)


@pytest.mark.parametrize("words", [" of ", " in the north ", ", 30 people from ", " and west of "])
def test_words_that_do_not(words: str) -> None:
    assert not AWAY.match(words)


def test_an_aside_ends_at_no_comma_within_a_number() -> None:
    assert ASIDE.match(", which lies around 1,000 kilometres east of") is None
    assert ASIDE.match(", a port, some 20 km from") is not None


def test_distance_and_direction_are_read_apart() -> None:
    words = "1,200 km north-west of"
    assert DISTANCE.search(words).group(1, 2) == ("1,200", "km")  # type: ignore[union-attr]
    assert COMPASS.search(words).group(0) == "north-west"  # type: ignore[union-attr]
