"""What was worked out of other articles serves where it is of the same claims, and nowhere else."""

from __future__ import annotations

import random

import pytest

from benchmarks.assembly import corpus, digest
from kg.assemble import assemble
from kg.ontology import Ontology
from kg.workings import Workings

ONTOLOGY = Ontology.load()


@pytest.mark.parametrize("seed", range(4))
def test_statements_made_with_what_is_at_hand_are_those_made_anew(seed: int) -> None:
    readings, resolution = corpus(1_500)
    chance, workings, worked = random.Random(seed), Workings(), 0
    for size in (250, 251, 240, 300, 299):
        said = chance.sample(readings, 250)[: size - 5] if size < 250 else readings[: size - seed]
        whole = assemble(said, resolution, ONTOLOGY)
        workings = Workings.decoded(workings.encoded())
        assert digest(assemble(said, resolution, ONTOLOGY, workings=workings)) == digest(whole)
        worked += len(workings.now.keys() & workings.before.keys())
    assert worked > 0
