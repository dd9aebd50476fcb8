"""Claims resolved to entities, each once an article."""

from dataclasses import replace

from kg.assemble.claims import resolved
from kg.model import Figure, Resolution
from tests.worked_example import Draft, readings, resolution


def test_a_repetition_is_one_claim_with_also_and_keeps_the_named_holder() -> None:
    said, which = readings()
    backs = [c for c in resolved(said[:1], which)[0] if c.claim.predicate == "backs"]
    assert len(backs) == 1
    assert backs[0].holders == ("monitor",)
    assert [span.of(said[0].article.text) for span in backs[0].claim.also] == ["Ruritania backs the Fenwick rebels"]


def test_claims_with_other_figures_stay_two() -> None:
    d = Draft("toll", "Ten died in Strelsau. Later: twelve died in Strelsau.", "2021-05-04")
    for words, value in (("Ten died in Strelsau", 10), ("twelve died in Strelsau", 12)):
        d.claim("Death", words, ("place", "strelsau", "Strelsau"), figures=[Figure("killed", value)])
    assert len(resolved([d.reading()], resolution([d]))[0]) == 2


def test_a_thing_is_not_related_to_itself() -> None:
    d = Draft("self", "Ruritania backs the Ruritanian cause.", "2021-05-04")
    d.claim("backs", "Ruritania backs", ("subject", "ruritania", "Ruritania"), ("object", "ruritania", "Ruritanian"))
    kept, aside = resolved([d.reading()], resolution([d]))
    assert kept == []
    assert [a.reason for a in aside] == ["subject and object are the same entity"]


def test_a_claim_whose_object_is_unresolved_is_set_aside_with_its_reason() -> None:
    d = Draft("lost", "Ruritania backs the Fenwick rebels.", "2021-05-04")
    d.claim("backs", "Ruritania backs", ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "rebels"))
    which = resolution([d])
    only_subject = Resolution(which.entities, {k: v for k, v in which.of.items() if v == "ruritania"})
    assert [a.reason for a in resolved([d.reading()], only_subject)[1]] == ["its object is no resolved entity"]


def test_an_id_is_of_the_words_not_of_the_place_in_the_list() -> None:
    said, which = readings()
    ids = {c.id for c in resolved(said, which)[0]}
    assert {c.id for c in resolved(said[1:], which)[0]} < ids
    assert len(ids) == 9


def test_a_place_and_the_government_it_stands_for_are_of_two_claims() -> None:
    d = Draft("seat", "The Strelsau garrison left.", "2021-05-04")
    for thing in ("strelsau", "ruritania"):
        who = ("subject", "ruritanian_army", "garrison")
        d.claim("basedAt", "Strelsau garrison", who, ("object", thing, "Strelsau"))
    said = d.reading()
    place, acting = (m for m in said.mentions if m.text == "Strelsau")
    mentions = tuple(replace(m, metonym=True) if m is acting else m for m in said.mentions)
    assert place.span == acting.span
    assert len({c.id for c in resolved([replace(said, mentions=mentions)], resolution([d]))[0]}) == 2
