"""When claims hold: ties that a noun tells, agreements named by their year, harm told after its cause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.extract.extractor import Extractor
from kg.model import Article
from kg.parse import parse
from tests.conftest import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCES = {
    "Abu Musa has been leader of the Islamic Front since May 2010.": ("leads", "2010-05-01..?"),
    "The 2016 accord signed by Juan Santos and the FARC ended the war.": ("Agree", "2016-01-01..2016-12-31"),
    "The toll was the highest since May 10, 2010, when 110 people were killed.": ("Death", "2010-05-10..2010-05-10"),
    "The November 2015 Paris attacks shook France. The 2015 attacks wounded 400.": (
        "Injury",
        "2015-11-01..2015-11-30",
    ),
    "A blast on 3 March 2019 in Cali hit an academy. The blast killed 20 people.": ("Death", "2019-03-03..2019-03-03"),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_claim_holds_from_and_to(nlp: Language, knowledge: Knowledge, text: str) -> None:
    predicate, wanted = SENTENCES[text]
    article = Article("a", "a", text, published=date(2020, 2, 15))
    [(_, doc)] = parse(nlp, [article])
    reading = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology).extract(doc, article)
    times = {c.time for c in reading.claims if c.predicate == predicate}
    assert [f"{t.start or '?'}..{t.end or '?'}" for t in times if t is not None] == [wanted]
