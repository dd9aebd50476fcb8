"""The served graph: the SPARQL protocol with real clients, and all that should not get through."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from benchmarks.serving import besiege
from kg.cli import run
from kg.errors import UsageError
from kg.explore import Binding, application, guarding, serving, turns
from kg.explore.guarding import BODY
from kg.graph import Graph
from kg.query import Limits
from tests import worked_example

EXAMPLES = Path(__file__).resolve().parents[2] / "explorer" / "src" / "examples"
BOMB = "</script><script>alert(1)</script>"
PREFIX = "https://w3id.org/claimgraph/"


class Served:
    """A server in a thread, asked with http.client."""

    def __init__(self, graph: Path, token: str | None = None, seconds: float = 30) -> None:
        self.graph = graph
        app = application(graph, Limits(seconds=seconds, rows=1000), token=token)
        config = serving.configuration(app, Binding(port=0))
        self.server = uvicorn.Server(config)
        self.socket = config.bind_socket()
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        return connection.getresponse()

    def query(self, sparql: str, **headers: str) -> http.client.HTTPResponse:
        return self.ask("/sparql?" + urllib.parse.urlencode({"query": sparql}), **headers)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A graph one of whose names is hostile, as are the addresses of its articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(worked_example.TYPES, "monitor", ("AidOrganisation", BOMB))
        made = worked_example.drafts()
        for draft in made:
            draft.article = replace(draft.article, url="javascript:alert(1)")
        graph = worked_example.build_graph(tmp_path_factory.mktemp("serve") / "g", made)
    found = Served(graph.path)
    yield found
    found.stop()


POSITIONS = "SELECT ?who ?title { ?a kg:holdsPosition ?title . ?a skos:prefLabel ?who }"
EVERYTHING = "SELECT ?who { ?a kg:controls ?b . ?a skos:prefLabel ?who }"


@pytest.mark.parametrize(
    "accept, media",
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_an_answer_comes_in_the_format_asked_for(served: Served, accept: str, media: str) -> None:
    answer = served.query(EVERYTHING, accept=accept)
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert b"Ruritanian army" in answer.read()


def test_graphs_come_as_turtle_or_n_triples(served: Served) -> None:
    construct = "CONSTRUCT { ?a kg:controls ?b } WHERE { ?a kg:controls ?b }"
    for accept, form in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("*/*", "turtle")):
        answer = served.query(construct, accept=accept)
        assert len(rdflib.Graph().parse(data=answer.read(), format=form)) == 1
    assert served.query(construct, accept="image/png").status == 406


def test_post_in_both_ways_of_the_protocol(served: Served) -> None:
    form = urllib.parse.urlencode({"query": EVERYTHING}).encode()
    for body, kind in ((form, "application/x-www-form-urlencoded"), (EVERYTHING.encode(), "application/sparql-query")):
        answer = served.ask("/sparql", "POST", body, content_type=kind)
        assert len(json.loads(answer.read())["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    "path, status",
    [
        ("/sparql?query=SELEC", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("/sparql?update=CLEAR%20ALL", 403),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=x%20y", 400),
        ("/sparql?query=ASK%7B%7D&using-graph-uri=urn:x", 403),
        ("/sparql?update=CLEAR%20ALL&using-named-graph-uri=urn:x", 403),
        ("/sparql?query=CLEAR%20ALL", 403),
        ("/sparql?query=" + urllib.parse.quote("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), 403),
        ("/sparql?query=" + urllib.parse.quote("ASK " + "{" * 5000 + "}" * 5000), 403),
        ("/static/../page.html", 404),
        ("/static/..%2f..%2f__init__.py", 404),
        ("/id/../../etc/passwd", 404),
        ("/article/%00", 404),
        ("/questions/nothing", 404),
    ],
)
def test_what_is_wrong_or_refused_has_its_status(served: Served, path: str, status: int) -> None:
    answer = served.ask(path)
    assert answer.status == status
    assert b"Traceback" not in answer.read()


def test_the_graphs_named_beside_a_query_go_before_its_own(served: Served) -> None:
    """SPARQL 1.1 Protocol, 2.1.4: by GET, by a form, and beside a query that is the body."""
    claims = "SELECT ?c { ?c a kg:Claim }"
    inside = "SELECT DISTINCT ?g FROM NAMED <urn:other> { GRAPH ?g { ?c a kg:Claim } }"
    article = f"{PREFIX}id/a-one"

    def found(query: str, *graphs: tuple[str, str]) -> list[int]:
        parameters, plain = [("query", query), *graphs], urllib.parse.urlencode(graphs)
        form, direct = urllib.parse.urlencode(parameters).encode(), query.encode()
        answers = (
            served.ask("/sparql?" + urllib.parse.urlencode(parameters)),
            served.ask("/sparql", "POST", form, content_type="application/x-www-form-urlencoded"),
            served.ask(f"/sparql?{plain}", "POST", direct, content_type="application/sparql-query"),
        )
        return [len(json.loads(answer.read())["results"]["bindings"]) for answer in answers]

    assert found(claims) == [0, 0, 0]
    one, both = found(claims, ("default-graph-uri", article)), found(inside, ("named-graph-uri", article))
    assert one[0] > 0
    assert len(set(one)) == 1
    assert both == [1, 1, 1]
    assert found(claims, ("named-graph-uri", article)) == [0, 0, 0]
    assert found(inside, ("default-graph-uri", article)) == [0, 0, 0]
    assert found(inside) == [0, 0, 0]
    unasserted = (("default-graph-uri", f"{PREFIX}id/g-unasserted"), ("default-graph-uri", article))
    assert found(claims, *unasserted) == one


def test_without_a_query_it_describes_itself(served: Served) -> None:
    found = rdflib.Graph().parse(data=served.ask("/sparql").read(), format="turtle")
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert [str(o) for o in found.objects(None, endpoint)] == [f"{served.address}/sparql"]
    assert served.ask("/sparql", "POST", b"", content_type="application/x-www-form-urlencoded").status == 400
    assert served.ask("/sparql", "POST", b"x", content_type="text/plain").status == 415


def test_rdflib_and_sparqlwrapper_are_answered(served: Served) -> None:
    store = SPARQLStore(f"{served.address}/sparql")
    prefixes = f"PREFIX kg: <{PREFIX}ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    rows = list(rdflib.Graph(store).query(prefixes + "SELECT ?l { ?a kg:controls ?b . ?a skos:prefLabel ?l }"))
    assert [str(row[0]) for row in rows] == ["Ruritanian army"]
    wrapper = pytest.importorskip("SPARQLWrapper")
    for method in (wrapper.GET, wrapper.POST):
        client = wrapper.SPARQLWrapper(f"{served.address}/sparql", returnFormat=wrapper.JSON)
        client.setMethod(method)
        client.setQuery(prefixes + POSITIONS)
        assert len(client.queryAndConvert()["results"]["bindings"]) == 1


def test_a_cross_product_ends_at_its_limit(tmp_path: Path) -> None:
    graph = worked_example.build_graph(tmp_path / "g")
    short = Served(graph.path, seconds=5)
    began = time.monotonic()
    answer = short.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?a != ?j) }")
    assert answer.status == 504
    assert time.monotonic() - began < 20
    assert short.query("ASK {}").status == 200
    short.stop()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_another_host_is_refused(served: Served, host: str) -> None:
    assert served.ask("/", Host=host).status == 421
    assert served.ask("/", Host="localhost:80").status == 200


def test_a_page_of_another_site_gets_no_answer(served: Served) -> None:
    assert served.query("ASK {}", Origin="https://evil.example").status == 403
    assert served.query("ASK {}", Origin="http://[").status == 403
    assert served.query("ASK {}", Origin="null").status == 403
    assert served.query("ASK {}", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert served.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200
    assert served.query("ASK {}", Origin=served.address, Sec_Fetch_Site="same-origin").status == 200


def test_headers_let_nothing_foreign_in(served: Served) -> None:
    for path in ("/", "/questions", "/sparql?query=ASK%7B%7D", "/nowhere", "/graph.json"):
        headers = served.ask(path, Origin="https://evil.example").headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
    assert served.ask("/sparql", "PUT", b"x").status == 405
    assert served.ask("/sparql", "DELETE").status == 405
    assert served.ask("/", "POST", b"").status == 405


def test_a_large_body_is_refused_before_it_is_read(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 10) as s:
        s.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 209715200\r\n\r\nx")
        assert b" 413 " in s.recv(200)

    def chunks() -> Iterator[bytes]:
        for _ in range(BODY // 1000 + 100):
            yield b"x" * 1000

    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    try:
        connection.request(
            "POST", "/sparql", chunks(), {"content-type": "application/sparql-query"}, encode_chunked=True
        )
        assert connection.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):
        pass  # it hung up while we were still sending
    assert served.query("ASK {}").status == 200


def test_who_sends_too_slowly_is_hung_up_on(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HEADERS_WITHIN", 0.5)
    with socket.create_connection(("127.0.0.1", served.port), 10) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        began = time.monotonic()
        assert s.recv(100) == b""
        assert time.monotonic() - began < 5


def test_a_body_that_drips_is_given_up_on(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "PATIENCE", 0.5)
    with socket.create_connection(("127.0.0.1", served.port), 10) as s:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        s.sendall(f"{head}Content-Length: 1000\r\n\r\nASK".encode())
        began = time.monotonic()
        assert b" 408 " in s.recv(200)
        assert time.monotonic() - began < 5


def test_many_at_once_are_answered_or_told_to_come_again(served: Served) -> None:
    """Three seconds of what `benchmarks/serving.py` does for a minute."""
    found = besiege(served.port, clients=50, seconds=3)
    assert found.failed == 0, (found.statuses, found.errors)
    assert found.statuses[200] > 0
    assert served.query("ASK {}").status == 200


def test_a_page_that_asks_takes_its_turn_as_the_endpoint_does(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAITING", 0)
    for path in ("/questions/who-backs-whom", "/sparql?query=ASK%7B%7D"):
        answer = served.ask(path)
        assert answer.status == 429
        assert answer.headers["retry-after"]
        assert b"come again" in answer.read()


def test_a_token_is_needed_where_there_is_one(tmp_path: Path) -> None:
    graph = worked_example.build_graph(tmp_path / "g")
    locked = Served(graph.path, token="s3cret")
    assert locked.ask("/").status == 401
    assert locked.ask("/?token=wrong").status == 401
    assert locked.ask("/", Authorization="Bearer s3cret").status == 200
    answer = locked.ask("/?token=s3cret")
    cookie = answer.headers["set-cookie"]
    assert answer.status == 200
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert locked.ask("/questions", Cookie=cookie.partition(";")[0]).status == 200
    locked.stop()


def test_other_machines_are_let_in_only_when_that_is_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="--public"):
        Binding("0.0.0.0").checked()
    assert Binding("0.0.0.0", public=True).checked().token
    assert Binding("::1").checked().token is None
    graph = worked_example.build_graph(tmp_path / "g")
    assert run(["serve", "--graph", str(graph.path), "--host", "192.0.2.1"]) == 2
    assert run(["serve", "--graph", str(tmp_path / "none")]) == 4
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run(["serve", "--graph", str(graph.path), "--port", str(taken.getsockname()[1])]) == 2
    assert "name another --port" in capsys.readouterr().err


def test_a_hostile_name_stays_a_name(served: Served) -> None:
    for path in ("/id/monitor", "/search?q=script", "/article/a-one", f"/search?q={urllib.parse.quote(BOMB)}"):
        text = served.ask(path).read().decode()
        assert "<script>alert" not in text
    assert "&lt;/script&gt;" in served.ask("/id/monitor").read().decode()


def test_an_address_that_would_run_is_no_link(served: Served) -> None:
    assert "javascript:alert" in {a.url for a in Graph.open(served.graph).articles if a.url}.pop()
    for path in ("/article/a-one", "/id/ruritania", "/search?q=patrol", "/conflicts", "/articles", "/graph.json"):
        assert "javascript:" not in served.ask(path).read().decode()


def test_a_thing_has_one_address_for_people_and_programs(served: Served) -> None:
    assert b"<h1" in served.ask("/id/ruritania", accept="text/html").read()
    turtle = served.ask("/id/ruritania", accept="text/turtle").read()
    assert (None, None, rdflib.Literal("Ruritania", lang="en")) in rdflib.Graph().parse(data=turtle, format="turtle")
    data = json.loads(served.ask("/id/ruritania", accept="application/ld+json").read())
    assert "Ruritania" in json.dumps(data["@graph"])
    assert served.ask("/id/nobody", accept="text/turtle").status == 404


def test_every_page_is_there(served: Served) -> None:
    (article,) = [a for a in json.loads(served.ask("/graph.json").read())["articles"] if a["name"] == "one"]
    assert article["published"] == "2021-05-04"
    listed = served.ask("/articles").read().decode()
    path = listed.split('href="/article/')[1].split('"')[0]
    text = served.ask(f"/article/{path}").read().decode()
    assert 'class="mention"' in text
    assert "<mark>" in text
    asked = served.ask("/questions/who-backs-whom?about=Ruritania").read().decode()
    assert "Fenwick rebels" in asked
    download = served.ask("/questions/who-backs-whom?about=Ruritania&format=csv")
    assert download.headers["content-disposition"] == 'attachment; filename="who-backs-whom.csv"'
    assert served.ask("/questions/who-backs-whom?about=Ruretania").status == 400
    assert "<h1>What cannot well both be so</h1>" in served.ask("/conflicts").read().decode()
    assert "foreign minister" in served.ask("/search?q=foreign%20minister").read().decode()
    assert "<mark>Ruritania backs the Fenwick rebels</mark>" in served.ask("/search?q=fenwick").read().decode()


def test_the_served_page_works_in_a_browser(served: Served, visit: Any) -> None:
    opened = visit(served.address)
    page = opened.page
    page.fill("#search", "fenwick reb")
    page.keyboard.press("Enter")
    page.click("#panel .statement >> nth=0")
    assert page.locator("#panel mark").count() > 0
    page.click("#tab-map")
    page.wait_for_selector("#view-map .land path")
    assert opened.complaints == []
    assert all(url.startswith((served.address, "data:")) for url in opened.requests)
    page.goto(f"{served.address}/query")
    page.click("button:has-text('Run')")
    page.wait_for_selector("#told:has-text('rows')")
    assert page.locator(".parseErrorIcon").count() == 0
    editor = "document.querySelector('.CodeMirror').CodeMirror"
    page.evaluate(f"{editor}.setValue('SELECT * {{ ?a kg:contr'); {editor}.focus(); {editor}.execCommand('goDocEnd')")
    page.keyboard.type("o")
    page.wait_for_selector(".CodeMirror-hint:has-text('kg:controls')")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{editor}.getValue()").endswith("kg:controls")
    page.keyboard.type(" ?b }")
    page.keyboard.press("Escape")
    page.focus(".CodeMirror textarea")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer td:has-text('e:ruritanian_army')")
    assert page.get_attribute("#csv", "href").endswith("&format=csv")
    page.focus(".CodeMirror textarea")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Run", "no trap for the keyboard"
    page.evaluate(f"{editor}.setValue('SELEC * {{ ?a ')")
    page.hover(".parseErrorIcon")
    page.wait_for_selector(".yasqe_tooltip:has-text('CONSTRUCT')")
    assert opened.complaints == []
    assert all(url.startswith((served.address, "data:")) for url in opened.requests)


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.rq")), ids=lambda path: path.stem)
def test_every_example_of_the_editor_has_an_answer(served: Served, example: Path) -> None:
    asked = example.read_text("utf-8").replace("kg:backs", "kg:controls")  # that Ruritania backs anybody is disputed
    answer = served.query(asked, accept="text/csv, text/turtle")
    assert answer.status == 200
    assert len(answer.read().splitlines()) > 1


def test_no_serious_fault_of_accessibility_in_the_pages(served: Served, visit: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = visit(f"{served.address}/articles", ready=False)
    page = opened.page
    article = page.get_attribute("tbody a >> nth=0", "href")
    for path in (
        "/id/ruritania",
        article,
        "/questions",
        "/questions/who-backs-whom",
        "/conflicts",
        "/query",
        "/search?q=r",
    ):
        page.goto(f"{served.address}{path}")
        found = axe.run(page).response["violations"]
        assert [(path, v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.shot(f"served-{path.strip('/').split('/')[0].split('?')[0]}")
