"""Queries in their own process: answers, limits, no network."""

import socket
import time
from pathlib import Path

import pytest

from kg.errors import GraphUnusable, LimitReached, UsageError
from kg.query import Limits, Result, client, run, shown
from tests.worked_example import build_graph

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_graph(tmp_path_factory.mktemp("query") / "g").generation.store_path


def test_select_has_the_prefixes_and_gives_terms(store: Path) -> None:
    result = run(store, "SELECT ?s ?l ?none { ?s a kg:State ; skos:prefLabel ?l } ORDER BY ?l")
    assert [str(t) for t in result.rows[0][:2]] == [
        "<https://w3id.org/claimgraph/id/grand_fenwick>",
        '"Grand Fenwick"@en',
    ]
    assert list(result)[1] == {"s": "https://w3id.org/claimgraph/id/ruritania", "l": "Ruritania"}
    assert result.truncated is None


def test_ask_and_construct(store: Path) -> None:
    assert run(store, "ASK { ?e kg:on e:r7 }")
    assert not run(store, "ASK { ?e kg:on e:rupert }")
    made = run(store, "CONSTRUCT { ?r kg:usedBy ?a } WHERE { ?e kg:on ?r ; kg:actor ?a }")
    assert made.variables == ("subject", "predicate", "object")
    assert len(made) == 2


def test_terms_of_every_kind_come_back(store: Path) -> None:
    made = run(store, "SELECT (BNODE() AS ?b) (<<( e:a kg:backs e:b )>> AS ?t) (3 AS ?n) {}")
    assert [type(term).__name__ for term in made.rows[0]] == ["BlankNode", "Literal", "Literal"]
    assert "backs" in str(made.rows[0][1])
    assert shown(made).splitlines()[2].startswith("_:")
    assert '"type": "bnode"' in shown(made, "json")


def test_rows_beyond_the_limit_are_cut_and_said_to_be(store: Path) -> None:
    assert (result := run(store, "SELECT * { ?s ?p ?o }", Limits(rows=5))).truncated == "rows"
    assert len(result) == 5
    exact = run(store, "SELECT ?s { ?s a kg:State }", Limits(rows=2))
    assert (len(exact), exact.truncated) == (2, None)
    assert run(store, "SELECT * { ?s ?p ?o . ?a ?b ?c }", Limits(rows=10**6, size_mb=1)).truncated == "size"


def test_a_query_without_end_is_ended(store: Path) -> None:
    began = time.monotonic()
    with pytest.raises(LimitReached, match=r"time limit of 1 s"):
        run(store, f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", Limits(seconds=1))
    assert time.monotonic() - began < 3


def test_a_query_that_needs_too_much_memory_is_ended(store: Path) -> None:
    with pytest.raises(LimitReached, match="more memory than its limit of 256 MB"):
        run(store, f"SELECT * {{ {CROSS} }} ORDER BY ?a", Limits(memory_mb=256))


def test_what_overflows_the_stack_takes_only_its_own_process(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "check", lambda query: None)
    with pytest.raises(LimitReached, match="took its process down"):
        run(store, "SELECT * " + "{" * 200_000)


def test_a_syntax_error_says_where(store: Path) -> None:
    with pytest.raises(UsageError, match=r"line 2, column 9: at or before '\?s \?p \}'"):
        run(store, "SELECT * {\n ?s ?p }")
    with pytest.raises(UsageError, match=r"line 1, column 16: near '\?s \?p \?o"):
        run(store, "SELECT * WHER { ?s ?p ?o }")


def test_a_query_that_is_no_text_is_refused_in_one_line(store: Path) -> None:
    with pytest.raises(UsageError):
        run(store, "SELECT * { ?s ?p '\ud800' }")


def test_a_store_that_is_none_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(GraphUnusable, match="cannot be read"):
        run(tmp_path / "none", "ASK {}")


def test_even_an_unguarded_service_reaches_nobody(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The filter of the system holds where the guard is blind."""
    monkeypatch.setattr(client, "check", lambda query: None)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        with pytest.raises(LimitReached):
            run(store, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_truth_of_a_result() -> None:
    assert Result("ask", boolean=True)
    assert not Result("select", ("a",))
