"""The pages of a served graph beside the picture, and what is answered when something is missing."""

from __future__ import annotations

import socket
import urllib.parse
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import uvicorn
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

from kg.cli import run
from kg.errors import UsageError
from kg.explore import Binding, looking, turns
from kg.explore.results import as_csv, as_xml, preferred
from kg.graph import Graph
from kg.query import Result
from kg.rdf import PREFIXES, local
from tests import worked_example
from tests.explore.test_serve import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    found = Served(worked_example.build_graph(tmp_path_factory.mktemp("pages") / "g").path)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def graph(served: Served) -> Graph:
    return Graph.open(served.graph)


def test_a_statement_has_a_page_and_its_claims_lead_there(served: Served, graph: Graph) -> None:
    (explained,) = graph.explain("Ruritania", "Fenwick rebels")
    page = served.ask(f"/id/{explained.statement.id}", accept="text/html").read().decode()
    assert "<mark>Ruritania backs the Fenwick rebels</mark>" in page
    assert 'href="/id/fenwick_rebels"' in page
    claim = explained.evidence[0].claim
    assert served.ask(f"/id/{local(claim.id)}", accept="text/html").read().decode() == page


def test_an_article_is_shown_under_its_own_address(served: Served, graph: Graph) -> None:
    ident = local(graph.articles[0].id)
    answer = served.ask(f"/id/{ident}")
    assert (answer.status, answer.headers["location"].endswith(f"/article/{ident}")) == (303, True)


def test_what_is_not_there_is_said(served: Served) -> None:
    for path in ("/id/s-0", "/id/nobody", "/article/a-0", "/static/nothing.js"):
        assert served.ask(path, accept="text/html").status == 404


def test_a_question_waits_for_its_names(served: Served) -> None:
    answer = served.ask("/questions/between?about=Ruritania")
    assert answer.status == 200
    assert b"<table" not in answer.read()


def test_a_search_for_nothing_finds_nothing_and_one_for_much_is_cut(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "<mark>" not in served.ask("/search?q=%20").read().decode()
    monkeypatch.setattr(looking, "SENTENCES", 1)
    assert served.ask("/search?q=ruritania").read().decode().count("<mark>") == 1


@pytest.mark.parametrize(
    "kind, body, status",
    [
        ("application/sparql-query", b"ASK {} # \xe9", 400),
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("text/plain", b"ASK {}", 415),
        ("application/x-www-form-urlencoded", b"update=CLEAR%20ALL", 403),
    ],
)
def test_what_is_posted_amiss_has_its_status(served: Served, kind: str, body: bytes, status: int) -> None:
    assert served.ask("/sparql", "POST", body, content_type=kind).status == status


def test_a_query_that_waits_too_long_may_come_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.0)
    answer = served.query("ASK {}")
    assert (answer.status, b"come again" in answer.read()) == (503, True)


def test_a_later_generation_is_served_and_a_graph_that_went_is_missed(tmp_path: Path) -> None:
    first, *rest = worked_example.drafts()
    path = worked_example.build_graph(tmp_path / "g", [first]).path
    served = Served(path)
    assert len(served.ask("/articles").read().decode().split('href="/article/')) == 2
    worked_example.build_graph(path, [first, *rest])
    assert len(served.ask("/articles").read().decode().split('href="/article/')) == 4
    path.rename(tmp_path / "gone")
    for asked in ("/articles", "/sparql?" + urllib.parse.urlencode({"query": "ASK {}"})):
        answer = served.ask(asked)
        assert (answer.status, b"no such graph" in answer.read()) == (503, True)
    served.stop()


def test_answers_in_xml_are_read_by_others() -> None:
    whole = NamedNode(PREFIXES["xsd"] + "integer")
    rows = (NamedNode("urn:a"), Literal("<b>"), Literal("3", datatype=whole)), (BlankNode("x"), None, Literal("c"))
    read = XMLResultParser().parse(BytesIO(as_xml(Result("select", ("one", "two", "three"), rows)).encode()))
    assert [len(row) for row in read.bindings] == [3, 2]
    assert {str(value) for value in read.bindings[0].values()} == {"urn:a", "<b>", "3"}
    yes = XMLResultParser().parse(BytesIO(as_xml(Result("ask", boolean=True)).encode()))
    assert yes.askAnswer is True
    assert as_csv(Result("ask", boolean=False)) == "false\r\n"


def test_a_weight_that_is_none_is_the_least() -> None:
    offered = {"text/html": None, "text/turtle": None}
    assert preferred("text/turtle;q=much, text/html;q=0.1", offered) == "text/html"


def test_it_runs_until_it_is_ended_on_a_loopback_address_alone(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: heard.append(sockets[0].getsockname()[0]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    assert run(["serve", "--graph", str(graph.path), "--host", "localhost", "--port", port]) == 0
    assert heard == ["127.0.0.1"]
    with pytest.raises(UsageError, match="can be reached from other machines"):
        Binding("news.example").checked()
