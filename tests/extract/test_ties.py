"""Ties that compounds say, with the words that say them."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article
from kg.parse import parse


@pytest.mark.parametrize(
    "text, predicate, quote",
    [
        ("The pro-Damascus Al-Watan newspaper reported it.", "backs", "pro-Damascus Al-Watan newspaper"),
        ("An anti-Putin group protested in Riga.", "opposes", "anti-Putin group"),
        ("Chad-backed rebels left Goma.", "backs", "Chad-backed rebels"),
    ],
)
def test_the_words_of_a_compound_are_quoted_whole(nlp, knowledge, text: str, predicate: str, quote: str) -> None:
    article = Article("a", "a", text)
    ((_, doc),) = parse(nlp, [article])
    reading = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology).extract(doc, article)
    assert [reading.quote(c.span) for c in reading.claims if c.predicate == predicate] == [quote]
