"""What the vocabulary has no word for is in the graph where that is wanted, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from kg.config import load_config
from kg.graph import Graph
from kg.graph.validate import violations
from kg.pipeline import make, read_one
from kg.store import verify

NEWS = "Norway outsmarted Sweden. Peru may outsmart Chad. Russia backs Syria."


def predicates(folder: Path, wanted: bool) -> dict[str, str]:
    """The relations of a graph of the news, with how they stand."""
    (folder / "news.txt").write_text(NEWS, "utf-8")
    (folder / "kg.toml").write_text(f"open_predicates = {str(wanted).lower()}\n", "utf-8")
    config = load_config({"graph": folder / "graph"}, folder)
    assert make(folder / "news.txt", config).articles == 1
    assert {c.predicate for c in read_one(folder / "news.txt", config).claims} == {
        claim.predicate for claim in Graph.open(folder / "graph").claims()
    }
    return {Graph.open(folder / "graph").title(s): s.standing for s in Graph.open(folder / "graph").statements()}


def test_a_verb_without_a_word_of_the_vocabulary_is_kept_where_that_is_wanted(tmp_path: Path) -> None:
    known = {"Russia – backs – Syria": "asserted"}
    assert predicates(tmp_path, False) == known
    assert predicates(tmp_path, True) == known | {
        "Norway – rel:outsmart – Sweden": "asserted",
        "Peru – rel:outsmart – Chad": "possible",
    }
    graph = Graph.open(tmp_path / "graph")
    assert graph.query("ASK { e:norway rel:outsmart e:sweden . rel:outsmart a kg:OpenPredicate }")
    assert not graph.query("ASK { e:peru rel:outsmart ?whom }"), "what is only possible is no edge"
    assert violations(graph.store, graph.label) == []
    assert verify(tmp_path / "graph").damages == ()
    assert predicates(tmp_path, False) == known, "no longer wanted, the articles are read again"
