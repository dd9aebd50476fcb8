"""Our attribute ruler sets what spaCy's sets."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.parse import find
from kg.parse.attributes import QuickRuler

if TYPE_CHECKING:
    from spacy.language import Language

KEPT = ("tok2vec", "attribute_ruler")
TEXTS = (
    "Soldiers in Gabon arrested President Ali Bongo on Wednesday, 30 August; he'd been there since 2009.",
    "It ain't so: they're gonna leave, gotta run, and let's see what's better than that.\n\n  Who would've known?",
    "",
)


def test_the_pipeline_has_our_ruler(nlp: Language) -> None:
    assert isinstance(nlp.get_pipe("attribute_ruler"), QuickRuler)


@pytest.mark.parametrize("text", TEXTS, ids=("news", "short forms", "nothing"))
def test_a_text_has_the_attributes_that_spacys_ruler_gives_it(nlp: Language, theirs: AttributeRuler, text: str) -> None:
    one, other = tagged(nlp, text), tagged(nlp, text)
    assert attributes(QuickRuler(theirs)(one)) == attributes(theirs(other))


TWO = {"patterns": [[{"LOWER": "x"}, {"LOWER": "y"}]], "attrs": {"LEMMA": "two"}, "index": -1}
ONE = {"patterns": [[{"LOWER": "y"}]], "attrs": {"LEMMA": "one"}, "index": 0}


@pytest.mark.parametrize("rules", [(ONE, TWO), (TWO, ONE)], ids=("one, two", "two, one"))
def test_of_two_rules_the_later_one_counts_whichever_is_of_two_words(nlp: Language, rules: Any) -> None:
    theirs = AttributeRuler(nlp.vocab)
    theirs.add_patterns(rules)
    one, other = (Doc(nlp.vocab, ["X", "y", "y"]) for _ in range(2))
    assert attributes(QuickRuler(theirs)(one)) == attributes(theirs(other))


@pytest.mark.parametrize("asked", [{"NOT_IN": ["y", "z"]}, {"IN": ["x"]}, {"REGEX": "^x"}, "x"], ids=str)
def test_all_ways_to_ask_of_one_word(nlp: Language, asked: Any) -> None:
    theirs = AttributeRuler(nlp.vocab)
    theirs.add([[{"LOWER": asked}]], {"LEMMA": "found"})
    one, other = (Doc(nlp.vocab, ["X", "y", "other"]) for _ in range(2))
    assert attributes(QuickRuler(theirs)(one)) == attributes(theirs(other))


@pytest.fixture(scope="module")
def theirs(nlp: Language) -> AttributeRuler:
    """The ruler of the pipeline as spaCy loads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package is of spaCy 3.7
        loaded = spacy.load(find(None).path, vocab=nlp.vocab, exclude=[n for n in nlp.pipe_names if n not in KEPT])
    return cast(AttributeRuler, loaded.get_pipe("attribute_ruler"))


def tagged(nlp: Language, text: str) -> Doc:
    """The text as far as the pipeline brings it before the ruler."""
    doc = nlp.make_doc(text)
    for _, pipe in nlp.pipeline[: nlp.pipe_names.index("attribute_ruler")]:
        doc = pipe(doc)
    return doc


def attributes(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.lemma_) for t in doc]
