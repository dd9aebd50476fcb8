"""What people put right changes just that; what no longer fits changes nothing and is told."""

from __future__ import annotations

import pytest

from kg.corrections import Correction
from kg.resolve import correct
from tests.resolve.marked import reading

READINGS = (
    reading("a", "[k|Person|Omar Kassab] met [p|Person pronoun ante=k|he]. [t|Settlement|Zorab] is in [State|Sudan]."),
    reading("b", "[k|Person|Omar Kassab] and [o|Person|Brigadier Nasser] of [State|Sudan] left."),
)


@pytest.fixture
def desk(who, knowledge):
    """Applies corrections to the two readings: the resolution, and what did not apply."""

    def ask(*corrections):
        return correct(who(*READINGS), corrections, READINGS, knowledge.ontology)

    return ask


def entity(resolution, ident):
    return next((e for e in resolution.entities if e.id == ident), None)


def test_without_corrections_nothing_changes(desk, who):
    assert desk() == (who(*READINGS), ())


def test_merged_things_are_one_with_all_names_and_mentions(desk):
    found, unapplied = desk(Correction("merge", "omar_kassab", "nasser_person", reason="one man"))
    assert unapplied == ()
    assert entity(found, "nasser_person") is None
    assert "Brigadier Nasser" in entity(found, "omar_kassab").aliases
    assert found.of["a-b", "o"] == "omar_kassab"
    assert any(j.same and j.reason == "by hand, one man" for j in found.judgements)


def test_a_later_line_may_name_what_was_merged_away(desk):
    found, unapplied = desk(
        Correction("merge", "omar_kassab", "nasser_person"), Correction("rename", "nasser_person", "Nasser Kassab")
    )
    assert unapplied == ()
    assert entity(found, "omar_kassab").name == "Nasser Kassab"
    assert "Omar Kassab" in entity(found, "omar_kassab").aliases


def test_a_name_split_off_in_one_article_takes_its_pronouns_along(desk):
    found, unapplied = desk(Correction("split", "omar_kassab", "Omar Kassab", article="a"))
    assert unapplied == ()
    assert found.of["a-a", "k"] == found.of["a-a", "p"] == "omar_kassab_person"
    assert found.of["a-b", "k"] == "omar_kassab"
    assert any(
        not j.same and {j.left_id, j.right_id} == {"omar_kassab", "omar_kassab_person"} for j in found.judgements
    )


def test_a_merge_and_a_split_of_the_same_name_part_it_again(desk):
    found, unapplied = desk(
        Correction("merge", "omar_kassab", "nasser_person"), Correction("split", "omar_kassab", "Brigadier Nasser")
    )
    assert unapplied == ()
    assert found.of["a-b", "o"] != found.of["a-b", "k"]
    assert "Brigadier Nasser" not in entity(found, "omar_kassab").aliases


def test_a_retyped_thing_keeps_its_id(desk):
    found, _ = desk(Correction("retype", "zorab", "AdministrativeArea"))
    assert entity(found, "zorab").type == "AdministrativeArea"


def test_an_unlinked_state_has_no_link(desk):
    found, _ = desk(Correction("unlink", "sudan"))
    assert entity(found, "sudan").same_as == ()
    kept, _ = desk(Correction("unlink", "sudan", entity(desk()[0], "sudan").same_as[0]))
    assert len(entity(kept, "sudan").same_as) == len(entity(desk()[0], "sudan").same_as) - 1


def test_a_dropped_thing_is_nobodys_mention(desk):
    found, _ = desk(Correction("drop", "zorab"))
    assert entity(found, "zorab") is None
    assert ("a-a", "t") not in found.of


@pytest.mark.parametrize(
    "correction, why",
    [
        (Correction("merge", "omar_kassab", "someone"), "nothing is called 'someone'"),
        (Correction("merge", "omar_kassab", "omar_kassab"), "one already"),
        (Correction("split", "omar_kassab", "Karim"), "not called 'Karim'"),
        (Correction("split", "zorab", "Zorab"), "only ever called 'Zorab'"),
        (Correction("rename", "zorab", "Zorab"), "has that name already"),
        (Correction("retype", "zorab", "Village"), "no entity type"),
        (Correction("unlink", "omar_kassab", "http://example.org/x"), "has no link"),
        (Correction("drop", "someone"), "nothing is called 'someone'"),
        (Correction("distinct", "zorab", "zorab"), "are one now"),
    ],
    ids=str,
)
def test_what_no_longer_applies_is_told_and_changes_nothing(desk, correction, why):
    found, (unapplied,) = desk(correction)
    assert why in unapplied.why
    assert unapplied.correction == correction
    assert found == desk()[0]
