"""What the filters keep, in every format."""

import io
import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UnknownName
from kg.export import Selection, select, write_to
from kg.graph import Graph
from kg.rdf import sorted_nquads
from tests.worked_example import build_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("selection") / "g")


def titles(graph: Graph, selection: Selection) -> set[str]:
    return {graph.title(s).split(":")[0] for s in select(graph, selection).statements}


BACKS = "Ruritania – backs – Fenwick rebels"
TITLE = "Rupert of Hentzau – holdsPosition – foreign minister of Ruritania"
NEAR = "Strelsau – near – R7 highway"
CONTROLS = "Ruritanian army – controls – Strelsau"


@pytest.mark.parametrize(
    "selection, kept",
    [
        (Selection(predicates=frozenset({"backs", "near"})), {BACKS, NEAR}),
        (Selection(types=frozenset({"Person", "State"}), predicates=frozenset({"holdsPosition", "near"})), {TITLE}),
        (Selection(types=frozenset({"Agent"}), predicates=frozenset({"backs", "controls", "near"})), {BACKS}),
        (Selection(standings=frozenset({"disputed"})), {BACKS}),
        (Selection(about=("Rupert of Hentzau",)), {TITLE}),
        (Selection(("Fenwick rebels",), 2, predicates=frozenset({"backs", "holdsPosition"})), {BACKS, TITLE}),
        (Selection(articles=frozenset({"three"})), {CONTROLS, NEAR}),
        (Selection(predicates=frozenset({"Patrol"})), {"11th joint patrol"}),
        (Selection(predicates=frozenset({"Patrol", "backs"}), first=date(2021, 5, 4)), {BACKS}),
        (Selection(origins=2, predicates=frozenset({"Patrol", "near"})), {"11th joint patrol"}),
        (Selection(last=date(2020, 1, 1)), set()),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_says(graph: Graph, selection: Selection, kept: set[str]) -> None:
    assert titles(graph, selection) == kept


def test_the_most_central_are_kept_and_the_rest_is_counted(graph: Graph) -> None:
    whole = select(graph)
    view = select(graph, Selection(top=3))
    events = {s.id for s in view.statements if s.kind == "event"}
    assert len(events) + len(view.entities) <= 3
    assert "ruritania" in {e.id for e in view.entities}
    assert view.beyond > 0
    assert select(graph, Selection(top=1000)).statements == whole.statements


@pytest.mark.parametrize(
    "selection, what",
    [
        (Selection(predicates=frozenset({"back"})), "no predicate named 'back'; did you mean 'backs'"),
        (Selection(types=frozenset({"Stat"})), "no type of entity named 'Stat'; did you mean 'State'"),
        (Selection(articles=frozenset({"tree"})), "no article named 'tree'; did you mean 'three'"),
        (Selection(classes=frozenset({"uno"})), "no class of source named 'uno'"),
        (Selection(about=("Ruretania",)), "did you mean 'Ruritania'"),
    ],
)
def test_a_name_that_is_not_there_is_said(graph: Graph, selection: Selection, what: str) -> None:
    with pytest.raises(UnknownName, match=what):
        select(graph, selection)


def test_a_part_in_rdf_has_its_edges_claims_and_descriptions_and_no_others(graph: Graph) -> None:
    out = io.BytesIO()
    write_to(graph, out, "nq", Selection(predicates=frozenset({"near"})))
    lines = sorted_nquads(ox.parse(out.getvalue(), format=ox.RdfFormat.N_QUADS))
    assert set(lines) < set(graph.nquads())
    store = ox.Store()
    store.load(out.getvalue(), format=ox.RdfFormat.N_QUADS)

    def ask(where: str) -> bool:
        prefixes = {"kg": "https://w3id.org/claimgraph/ontology#", "skos": "http://www.w3.org/2004/02/skos/core#"}
        return bool(store.query(f"ASK {{ {where} }}", prefixes=prefixes))

    assert ask("?a kg:near ?b . ?a skos:prefLabel 'Strelsau'@en . ?b skos:prefLabel 'R7 highway'@en")
    assert ask("?s kg:evidence ?c . GRAPH ?g { ?c kg:quote ?q ; kg:mention ?m . ?m kg:entity ?e . ?g a kg:Article }")
    assert not ask("?a kg:controls ?b")
    assert not ask("GRAPH ?g { ?c kg:predicate kg:backs }")


def test_every_part_together_is_the_whole(graph: Graph) -> None:
    """Nothing of a statement is lost when it is written apart from the others."""
    lines: set[str] = set()
    for predicate in {s.predicate for s in graph.statements()}:
        out = io.BytesIO()
        write_to(graph, out, "nq", Selection(predicates=frozenset({predicate})))
        lines |= set(out.getvalue().decode().splitlines())
    missing = set(graph.nquads()) - lines
    assert lines < set(graph.nquads())
    assert not [m for m in missing if any(f"/{kind}-" in m.split(" ")[0] for kind in ("s", "v", "c"))]


def test_the_claims_file_has_the_claims_of_the_part(graph: Graph) -> None:
    out = io.BytesIO()
    write_to(graph, out, "jsonl", Selection(predicates=frozenset({"backs"})))
    assert {json.loads(line)["predicate"] for line in out.getvalue().splitlines()} == {"backs"}


def test_graphml_shows_other_standings_when_asked(graph: Graph, tmp_path: Path) -> None:
    out = io.BytesIO()
    write_to(graph, out, "graphml", Selection(standings=frozenset({"disputed"})))
    assert "backs" in out.getvalue().decode()
    assert "Patrol" not in out.getvalue().decode()
