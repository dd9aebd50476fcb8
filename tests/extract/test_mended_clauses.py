"""Slips of the parser that are mended, on the sentences that provoke them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.arguments import objects, surface_subjects
from kg.extract.trees import tree_of

VERBS = frozenset({"hold", "massacre", "murder", "train", "announce", "control"})


@pytest.mark.parametrize(
    ("sentence", "verb", "subject", "object_"),
    [
        ("He lost the last town the rebels held near Goma.", "held", "rebels", "town"),
        ("It was on the ropes in the stretch of land it still controls near the lake.", "controls", "it", "land"),
        ("American troops had mentored and trained tribal units to fight the gang.", "trained", "troops", "units"),
        ("Fighters came down from the hills to massacre more than 80 farmers.", "massacre", "Fighters", "farmers"),
        (
            "It ruled within the lands it held and, as a result, murdered thousands of monks.",
            "murdered",
            "It",
            "thousands",
        ),
        ("Chile urged Bolivia to withdraw its troops and has closed the border.", "closed", "Chile", "border"),
        ("He offered to mediate between the clans and will visit Wajir.", "visit", "He", "Wajir"),
        ("Biya said the group had been defeated and announced a parade.", "announced", "Biya", "parade"),
    ],
)
def test_a_mended_verb_has_its_arguments(nlp: Language, sentence: str, verb: str, subject: str, object_: str) -> None:
    node = next(n for n in tree_of(nlp(sentence), verbs=VERBS).nodes if n.text == verb)
    assert [n.text for n in surface_subjects(node)] == [subject]
    assert [n.text for n in objects(node)] == [object_]
