"""A proposal is a claim only where text and ontology bear it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.model import Dropped, Holder, Role
from kg.ontology import Ontology
from kg.propose import Refused, checked
from tests.worked_example import Draft

TEXT = (
    "Ruritania backs the Fenwick rebels. The Ruritanian army has its eyes on\nStrelsau, Rupert said. "
    "He is the foreign minister of Ruritania, and Zog Industries hails him."
)
GOOD: dict[str, Any] = {
    "predicate": "controls",
    "quote": "The Ruritanian army has its eyes on Strelsau",
    "roles": {"subject": "Ruritanian army", "object": "Strelsau"},
    "polarity": "affirmed",
    "modality": "planned",
    "holder": "Rupert",
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


@pytest.fixture(scope="module")
def reading() -> Any:
    d = Draft("one", TEXT, "2021-05-04")
    d.claim("backs", "Ruritania backs the Fenwick rebels", ("subject", "ruritania", "Ruritania"),
            ("object", "fenwick_rebels", "Fenwick rebels"))  # fmt: skip
    for entity, words in (("ruritanian_army", "Ruritanian army"), ("strelsau", "Strelsau"), ("rupert", "Rupert")):
        d.mention(entity, words)
    return d.reading()


def test_what_the_text_bears_out_is_a_claim_marked_by_its_rule(reading: Any, ontology: Ontology) -> None:
    found = checked(GOOD, reading, ontology, "llm:tiny", 0.5)
    claim = found.claim
    ids = {m.text: m.id for m in reading.mentions}
    assert reading.quote(claim.span) == "The Ruritanian army has its eyes on\nStrelsau"
    assert claim.roles == (Role("subject", ids["Ruritanian army"]), Role("object", ids["Strelsau"]))
    assert (claim.rule, claim.confidence, claim.kind) == ("llm:tiny", 0.5, "relation")
    assert (claim.stance.polarity, claim.stance.modality) == ("affirmed", "planned")
    assert claim.stance.holders == (Holder(ids["Rupert"]),)
    assert found.mentions == ()
    assert checked(GOOD, reading, ontology, "llm:tiny", 0.5) == found


def test_a_name_that_nobody_found_needs_a_type_of_the_ontology(reading: Any, ontology: Ontology) -> None:
    hails = {"predicate": "Praise", "quote": "Zog Industries hails him", "roles": {"actor": ["Zog Industries"]}}
    with pytest.raises(Refused, match="'Zog Industries' names nothing that is known, and None is no type"):
        checked(hails, reading, ontology, "llm:tiny", 0.5)
    typed = {**hails, "types": {"Zog Industries": "Organisation"}}
    (mention,) = checked(typed, reading, ontology, "llm:tiny", 0.5).mentions
    assert (mention.text, mention.type, mention.form) == ("Zog Industries", "Organisation", "name")


def test_a_position_has_its_title_in_the_quote(reading: Any, ontology: Ontology) -> None:
    quote = "Rupert said. He is the foreign minister of Ruritania"
    held = {"predicate": "holdsPosition", "quote": quote, "roles": {"subject": "Rupert"}, "title": "foreign minister"}
    assert checked(held, reading, ontology, "llm:tiny", 0.5).claim.value("title") == "foreign minister"
    with pytest.raises(Refused, match="its title does not stand in its quote"):
        checked({**held, "title": "king"}, reading, ontology, "llm:tiny", 0.5)


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"predicate": "likes"}, "'likes' is no predicate of the ontology"),
        ({"predicate": None}, "it has no predicate"),
        ({"quote": "The Ruritanian army took Strelsau"}, "its quote is not in the text"),
        ({"quote": ""}, "it has no quote"),
        ({"quote": "x" * 601}, "longer than 600"),
        ({"roles": []}, "it has no roles"),
        ({"roles": {"subject": "Ruritanian army"}}, "controls has one object"),
        ({"roles": {"subject": ["Ruritanian army", "Strelsau"], "object": "Strelsau"}}, "controls has one subject"),
        ({"roles": {"subject": "Ruritanian army", "object": "Ruritanian army"}}, "of type ArmedForce; object wants"),
        ({"roles": {"subject": "Rupert", "object": "Strelsau"}}, "'Rupert' does not stand in its quote"),
        ({"roles": {"subject": "army", "object": 7}}, "who fills the role 'object' is no text"),
        ({"roles": {**GOOD["roles"], "place": "Strelsau"}}, "controls has no role 'place'"),
        ({"polarity": "maybe"}, "'maybe' is no polarity"),
        ({"modality": "sure"}, "'sure' is no modality"),
        ({"holder": "Zenda Radio"}, "its holder does not stand near its quote"),
        ({"holder": "Strelsau"}, "its holder 'Strelsau' is of type Settlement, who says nothing"),
        ({"predicate": "Patrol", "roles": {}}, "no role is filled"),
        ({"predicate": "Patrol", "roles": {"victim": "army"}}, "Patrol has no role 'victim'"),
        (
            {"predicate": "backs", "quote": "Ruritania backs the Fenwick rebels",
             "roles": {"subject": "Ruritania", "object": "Fenwick rebels"}},
            r"a rule says so already \(en.backs.test\)",
        ),
    ],
)  # fmt: skip
def test_all_else_is_refused_with_the_reason(
    change: dict[str, Any], reason: str, reading: Any, ontology: Ontology
) -> None:
    with pytest.raises(Refused, match=reason):
        checked({**GOOD, **change}, reading, ontology, "llm:tiny", 0.5)


def test_what_is_no_object_or_no_news_is_refused(reading: Any, ontology: Ontology) -> None:
    with pytest.raises(Refused, match="it is no object"):
        checked("controls", reading, ontology, "llm:tiny", 0.5)
    start = TEXT.index("The Ruritanian")
    junk = Dropped(type(reading.claims[0].span)(start, start + 20), "advertisement")
    article = replace(reading.article, dropped=(junk,))
    with pytest.raises(Refused, match="stands where no news is"):
        checked(GOOD, replace(reading, article=article), ontology, "llm:tiny", 0.5)
