"""Reprints share an origin; articles on one subject do not."""

from kg.assemble.origins import origins
from kg.model import Article

WIRE = " ".join(
    f"On day {n} the envoys of Ruritania met their neighbours in hall {n * 7} of the old palace." for n in range(30)
)
OTHER = " ".join(
    f"Farmers near Strelsau sold {n * 3} crates of plums while it rained for {n} hours." for n in range(30)
)


def test_a_reprint_with_another_lead_and_a_cut_tail_has_the_origin_of_its_wire_story() -> None:
    wire = Article("a-2", "wire", WIRE)
    reprint = Article("a-1", "reprint", "From our correspondent. " + WIRE[: len(WIRE) * 3 // 4])
    other = Article("a-3", "other", OTHER)
    expected = {"a-1": "a-1", "a-2": "a-1", "a-3": "a-3"}
    assert origins([wire, reprint, other]) == expected == origins([other, reprint, wire])
