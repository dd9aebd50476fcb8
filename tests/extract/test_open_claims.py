"""Open claims: what two mentions do to one another where the vocabulary has no word for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract import coref
from kg.extract.claiming import Draw, Filling
from kg.extract.mentions import Mentions
from kg.extract.names import Finder
from kg.extract.open_claims import open_claims
from kg.extract.quotes import Quotes
from kg.extract.ruled import by_rules
from kg.extract.scene import Scene
from kg.extract.stance import Stances
from kg.extract.trees import tree_of
from tests.conftest import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[[str], list[Draw]]


@pytest.fixture(scope="session")
def read(nlp: Language, knowledge: Knowledge) -> Read:
    """A sentence's open claims, after those that the rules of the lexicon find."""
    finder = Finder(knowledge.gazetteer, knowledge.lexicon)

    def claims(sentence: str) -> list[Draw]:
        tree = tree_of(nlp(sentence), sentence, frozenset(knowledge.lexicon.verbs))
        mentions = Mentions(tree, finder.names(tree), knowledge.lexicon, knowledge.gazetteer)
        coref.resolve(tree, mentions)
        cues = knowledge.lexicon.cues
        stances = Stances(tree, mentions, cues, Quotes(tree, cues.groups["reporting"]["verbs"], lambda verb: []))
        filling = Filling(mentions, knowledge.ontology, knowledge.lexicon)
        scene = Scene(tree, mentions, stances, filling, knowledge.lexicon, knowledge.ontology)
        return list(open_claims(scene, list(by_rules(scene, {}, []))))

    return claims


def shown(draw: Draw) -> str:
    held = draw.held
    who = (draw.roles["subject"][0].text, draw.predicate, draw.roles["object"][0].text)
    return (
        f"{'not ' if held.negated else ''}{'' if held.modality == 'actual' else held.modality + ' '}({', '.join(who)})"
    )


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Norway outsmarted Sweden.", ["(Norway, rel:outsmart, Sweden)"]),
        ("Sweden was outsmarted by Norway.", ["(Norway, rel:outsmart, Sweden)"]),
        ("Norway never outsmarted Sweden.", ["not (Norway, rel:outsmart, Sweden)"]),
        ("Norway may outsmart Sweden.", ["possible (Norway, rel:outsmart, Sweden)"]),
        ("Norway plays chess against Sweden.", ["(Norway, rel:play_chess_against, Sweden)"]),
        ("Norway plans to outsmart Sweden.", ["planned (Norway, rel:outsmart, Sweden)"]),
        ("Norway outsmarted itself.", []),
        ("Norway outsmarted Sweden in Denmark.", ["(Norway, rel:outsmart, Sweden)"]),
        ("Norway is Sweden.", []),
        ("Norway borders Sweden.", []),  # the vocabulary says it
        ("Norway attacked Sweden.", []),
    ],
)
def test_a_verb_between_two_mentions(read: Read, sentence: str, expected: list[str]) -> None:
    assert [shown(draw) for draw in read(sentence)] == expected


def test_the_words_are_the_quote(read: Read) -> None:
    sentence = "Last year Norway outsmarted Sweden at the table."
    (draw,) = read(sentence)
    assert draw.span.of(sentence) == "Norway outsmarted Sweden"
    assert (draw.kind, draw.rule) == ("relation", "open")


def test_a_preposition_is_trusted_less_than_an_object(read: Read) -> None:
    (direct,) = read("Norway outsmarted Sweden.")
    (governed,) = read("Norway plays chess against Sweden.")
    assert direct.confidence > governed.confidence
