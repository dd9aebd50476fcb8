"""What is refused before it runs, and what only looks like it."""

import pytest

from kg.errors import LimitReached
from kg.query.guard import check


@pytest.mark.parametrize(
    "query, words",
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("select * { service silent ?x { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { ?s ?p 'x'.SERVICE<http://127.0.0.1/>{} }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1/x>", "LOAD is refused"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is refused"),
        ("delete where { ?s ?p ?o }", "DELETE is refused"),
        ("CLEAR ALL", "CLEAR is refused"),
        ("SELECT * " + "{" * 65, "deeper than 64"),
        ("ASK { FILTER(" + "!" * 300 + "true) }", "chains more than 256"),
        ("ASK { FILTER(true" + " || true" * 300 + ") }", "chains more than 256"),
        ("ASK { {}" + " UNION {}" * 300 + " }", "chains more than 256"),
        ("SELECT * { ?s ?p '" + "é" * 33_000 + "' }", "longer than 64 KB"),
    ],
)
def test_refused(query: str, words: str) -> None:
    with pytest.raises(LimitReached, match=words):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a kg:Service ; kg:load ?load }",
        "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/> { }' }",
        'SELECT * { ?s ?p """a "quoted" LOAD""" }',
        "SELECT * { ?s ?p ?o } # SERVICE INSERT (((((",
        "SELECT * { <http://example.org/SERVICE#LOAD> ?p ?o }",
        "SELECT * { ?s ?p 'it\\'s SERVICE' }",
        "SELECT * { " + "{ ?s ?p ?o } " * 200 + "}",
    ],
)
def test_allowed(query: str) -> None:
    check(query)
