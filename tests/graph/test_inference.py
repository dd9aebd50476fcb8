"""What follows from what stands, in a graph of its own, and only when asked."""

from pathlib import Path

import pytest

from kg import rdf
from kg.graph import Graph
from tests.worked_example import Draft, build_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    d = Draft("one", "Ruritania, Grand Fenwick, Strelsau, the R7, the rebels.", "2021-05-04")
    ruritania, fenwick = ("ruritania", "Ruritania"), ("grand_fenwick", "Grand Fenwick")
    town, road, rebels = ("strelsau", "Strelsau"), ("r7", "R7"), ("fenwick_rebels", "rebels")
    for predicate, one, other in (
        ("alliedWith", ruritania, fenwick), ("backs", ruritania, fenwick), ("locatedIn", road, town),
        ("locatedIn", town, ruritania),
    ):  # fmt: skip
        d.claim(predicate, one[1], ("subject", *one), ("object", *other))
    d.claim("backs", "Grand Fenwick", ("subject", *fenwick), ("object", *rebels), modality="planned")
    d.claim("AirStrike", "Strelsau", ("actor", *fenwick), ("place", *town))
    d.claim("Shelling", "R7", ("actor", *fenwick), ("place", *road), modality="threatened")
    return build_graph(tmp_path_factory.mktemp("inference"), [d])


@pytest.mark.parametrize(
    "pattern, expected",
    [
        ("e:ruritania kg:alliedWith e:grand_fenwick", True),
        ("e:grand_fenwick kg:backedBy e:ruritania", True),
        ("e:fenwick_rebels kg:backedBy e:grand_fenwick", False),
        ("e:r7 kg:locatedIn e:ruritania", True),
        ("e:strelsau kg:locatedIn e:ruritania", False),
        ("?e a kg:Attack ; a kg:Violence", True),
        ("?e a kg:TerritorialChange", False),
        ("e:ruritania a kg:Agent ; a kg:Place", True),
    ],
)
def test_what_follows_stands_in_a_graph_of_its_own(pattern: str, expected: bool, graph: Graph) -> None:
    asked = f"ASK {{ GRAPH e:g-inferred {{ {pattern} }} }}"
    assert bool(graph.with_conclusions().query(asked)) is expected
    assert not graph.query(asked)


def test_a_symmetric_relation_is_there_both_ways(graph: Graph) -> None:
    either = "{ ?a kg:alliedWith ?b } UNION { GRAPH e:g-inferred { ?a kg:alliedWith ?b } }"
    found = graph.with_conclusions().query(f"SELECT ?a {{ {either} }} ORDER BY ?a")
    assert [rdf.local(row["a"]) for row in found] == ["grand_fenwick", "ruritania"]


def test_all_else_stays_as_it_was(graph: Graph) -> None:
    more = graph.with_conclusions()
    assert more.triples() == graph.triples()
    assert [a.name for a in more.articles] == ["one"]
    assert [line for line in more.nquads() if str(rdf.INFERRED) not in line] == graph.nquads()


def test_an_overlay_has_its_say(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        "PREFIX kg: <https://w3id.org/claimgraph/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
        "kg:isWhereabouts owl:inverseOf kg:locatedIn ."
    )
    asked = "ASK { GRAPH e:g-inferred { e:strelsau kg:isWhereabouts e:r7 } }"
    assert graph.with_conclusions([tmp_path]).query(asked)
    assert not graph.with_conclusions().query(asked)
