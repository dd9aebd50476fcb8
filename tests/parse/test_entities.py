"""Our entity recogniser finds what spaCy's finds."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import pytest
import spacy
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from kg.parse import find
from kg.parse.entities import QuickRecogniser, can_be_quick

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Soldiers in Gabon arrested President Ali Bongo on Wednesday, 30 August; his wife Sylvia Bongo Ondimba fled.",
    "NAIROBI, Kenya\n\nThe African Union  said\nUN Secretary-General Antonio Guterres met 14 members of the\n\nM23.",
    "The Lagos State Ministry of Works",
    "Chad",
    "\n",
    "",
)


def test_the_pipeline_has_our_recogniser(nlp: Language) -> None:
    assert isinstance(nlp.get_pipe("ner"), QuickRecogniser)


def test_texts_have_the_entities_that_spacys_recogniser_finds(nlp: Language, theirs: EntityRecognizer) -> None:
    ours, others = ([parsed(nlp, text) for text in TEXTS] for _ in range(2))
    assert list(map(entities, QuickRecogniser(theirs).pipe(ours))) == [entities(theirs(doc)) for doc in others]
    assert sum(len(doc.ents) for doc in ours) > 8


def test_no_entity_goes_on_into_the_next_sentence(nlp: Language, theirs: EntityRecognizer) -> None:
    words, starts = ["Near", "Lagos", "State", "Ministry", "of", "Works"], [True, False, True, False, False, True]
    one, other = (Doc(nlp.vocab, words, sent_starts=starts) for _ in range(2))
    assert entities(QuickRecogniser(theirs)(one)) == entities(theirs(other))
    assert all(e.start >= 2 or e.end <= 2 for e in one.ents)


def test_entities_that_are_there_already_stay(nlp: Language, theirs: EntityRecognizer) -> None:
    one, other = (parsed(nlp, TEXTS[0]) for _ in range(2))
    for doc in (one, other):
        doc.set_ents([Span(doc, 3, 5, label="LAW")], default="missing")
    assert entities(QuickRecogniser(theirs)(one)) == entities(theirs(other))
    assert (3, 5, "LAW") in [(e.start, e.end, e.label_) for e in one.ents]


def test_a_recogniser_with_a_beam_is_left_to_spacy(theirs: EntityRecognizer) -> None:
    assert can_be_quick(theirs)
    width = cast(Any, theirs).cfg["beam_width"]
    try:
        cast(Any, theirs).cfg["beam_width"] = 4
        assert not can_be_quick(theirs)
    finally:
        cast(Any, theirs).cfg["beam_width"] = width


@pytest.fixture(scope="module")
def theirs(nlp: Language) -> EntityRecognizer:
    """The recogniser of the pipeline as spaCy loads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package is of spaCy 3.7
        others = [name for name in nlp.pipe_names if name != "ner"]
        loaded = spacy.load(find(None).path, vocab=nlp.vocab, exclude=[*others, "senter"])
    return cast(EntityRecognizer, loaded.get_pipe("ner"))


def parsed(nlp: Language, text: str) -> Doc:
    """The text as far as the pipeline brings it before the recogniser."""
    doc = nlp.make_doc(text)
    for _, pipe in nlp.pipeline[: nlp.pipe_names.index("ner")]:
        doc = pipe(doc)
    return doc


def entities(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.ent_iob_, token.ent_type_) for token in doc]
