"""When claims hold: ties that a noun tells, agreements named by their year, harm told after its cause."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.extract.extractor import Extractor
from kg.gazetteer import Places
from kg.model import Article
from kg.parse import parse
from kg.read import article_of
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
    "Members involved in the November 2015 Bamako attacks have been killed. Those attacks saw 20 wounded.": (
        "Injury",
        "2015-11-01..2015-11-30",
    ),
    "Niger said on Friday it had kept its word, warning it would attack the rebels if they stayed.": (
        "Threaten",
        "2020-02-14..2020-02-14",
    ),
    "Kenya wants Uganda to open the border, President William Ruto said on Friday.": (
        "Demand",
        "2020-02-14..2020-02-14",
    ),
    "A Malian offensive in Kidal has cost lives. The offensive has been underway since early May 2019.": (
        "Offensive",
        "2019-05-01..?",
    ),
    "A suicide bombing has killed four Kenyans in Mali. The bomber struck on Friday in Gao.": (
        "Death",
        "2020-02-14..2020-02-14",
    ),
    "A bomb went off in Quetta on Friday. It hit a market. As many as 16 people were killed in the blast.": (
        "Death",
        "2020-02-14..2020-02-14",
    ),
    "More than 900 Ugandans have fled since May 2019. The war made hundreds of Ugandans flee.": (
        "Displacement",
        "2019-05-01..?",
    ),
    "A bomb hit Quetta on Friday. The war has killed 900 people.": ("Death", ""),
    "The army shelled Goma on Friday. Ten people had been killed in March.": ("Death", "2019-03-01..2019-03-31"),
    "On Dec. 6th, Iraqi forces attempted to seize the hospital.": ("Capture", "2019-12-06..2019-12-06"),
    "The army took Gao on 3 May. It rained. Men fled. The following day rebels bombed the port.": (
        "Bombing",
        "2019-05-04..2019-05-04",
    ),
    "Two bombers blew themselves up in Kano on Friday, in explosions that killed 38 people.": (
        "Death",
        "2020-02-14..2020-02-14",
    ),
    "Armed men attacked the stock exchange in Karachi on Friday, and four guards were killed.": (
        "Death",
        "2020-02-14..2020-02-14",
    ),
    "When the president visited Israel last month, Salafists shelled Sderot.": ("Shelling", "2020-01-01..2020-01-31"),
    "Clashes between both parties in Deraa's outskirts on 27 June left two soldiers dead.": (
        "ArmedClash",
        "2019-06-27..2019-06-27",
    ),
    "The army shelled Goma on Friday, three years after rebels bombed the port.": ("Bombing", ""),
    "The rebels, who shelled Gao in March, killed two soldiers on Friday.": ("Shelling", "2019-03-01..2019-03-31"),
    "A blast on 3 March 2019 in Cali hit an academy. The blast killed 20 people.": ("Death", "2019-03-03..2019-03-03"),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_claim_holds_from_and_to(nlp: Language, knowledge: Knowledge, text: str) -> None:
    predicate, wanted = SENTENCES[text]
    article = Article("a", "a", text, published=date(2020, 2, 15))
    [(_, doc)] = parse(nlp, [article])
    reading = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology).extract(doc, article)
    times = {c.time for c in reading.claims if c.predicate == predicate}
    assert [f"{t.start or '?'}..{t.end or '?'}" for t in times if t is not None] == ([wanted] if wanted else [])


def test_headline_and_lead_with_a_date_between_them_tell_one_thing(nlp: Language, knowledge: Knowledge) -> None:
    text = (
        "Bomb kills 12 Kenyan police officers in Garissa\n\nPublished: 14 February 2020\n\n"
        "At least 12 Kenyan police officers were killed in a bombing in the Garissa area on Thursday, a doctor said.\n"
    )
    article = article_of(text, "a")
    [(_, doc)] = parse(nlp, [article])
    reading = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology, Places.open()).extract(doc, article)
    [bombing] = [c for c in reading.claims if c.predicate == "Bombing"]
    [death] = [c for c in reading.claims if c.predicate == "Death"]
    for claim in (bombing, death):
        assert claim.time is not None
        assert claim.time.start == date(2020, 2, 13)
        assert len([r for r in claim.roles if r.name == "place"]) == 1
        assert claim.stance.holders


def test_a_headline_names_the_state_and_the_lead_its_government(nlp: Language, knowledge: Knowledge) -> None:
    text = (
        "Philippines and MILF rebels agree truce\n\n"
        "The Philippine government and the Moro Islamic Liberation Front (MILF) signed a truce in Davao on Friday.\n"
    )
    article = Article("a", "a", text, published=date(2020, 2, 15))
    [(_, doc)] = parse(nlp, [article])
    reading = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology, Places.open()).extract(doc, article)
    [truce] = [c for c in reading.claims if c.predicate == "Ceasefire"]
    assert len([r for r in truce.roles if r.name == "actor"]) == 2
