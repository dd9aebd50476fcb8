"""What the dateline of an article says: where the town lies in which it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.extractor import Extractor
from kg.gazetteer import Places
from kg.parse import parse
from kg.read import article_of
from tests.conftest import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

BODY = "The army attacked rebels on Monday."


@pytest.mark.parametrize(
    "dateline, said",
    [
        ("GAO, Mali (Reuters) - ", [("GAO", "Mali")]),
        ("GAO, Mali (AP) — ", [("GAO", "Mali")]),
        ("GAO, May 4 (Reuters) - ", []),
        ("ATLANTIS, Nowhere (Reuters) - ", []),
    ],
)
def test_a_town_lies_in_the_country_named_behind_it(
    nlp: Language, knowledge: Knowledge, dateline: str, said: list[tuple[str, str]]
) -> None:
    extractor = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology, Places.open())
    ((article, doc),) = parse(nlp, [article_of(dateline + BODY, "one")])
    reading = extractor.extract(doc, article)
    words = {m.id: m.text for m in reading.mentions}
    located = [c for c in reading.claims if c.predicate == "locatedIn"]
    assert [tuple(words[role.mention] for role in c.roles) for c in located] == said
