"""What a notebook shows of a graph and its values, and the graph as tables of pandas."""

from __future__ import annotations

import builtins
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.errors import UnknownName, UsageError
from kg.graph import Graph
from kg.graph.conflicts import conflicts
from kg.graph.rows import TABLES
from kg.model import TimeSpan
from tests.worked_example import Draft, build_graph, drafts

pandas = pytest.importorskip("pandas")


def hostile() -> Draft:
    d = Draft("four", "Ruritania controls <script>alert(1)</script> & Strelsau since 4 May 2021.", "2021-05-06")
    d.article = replace(d.article, name="<b>four</b>")
    d.claim("controls", "Ruritania controls <script>alert(1)</script> & Strelsau",
            ("subject", "ruritania", "Ruritania"), ("object", "strelsau", "Strelsau"),
            time=TimeSpan("since 4 May 2021", date(2021, 5, 4), None, "day"))  # fmt: skip
    return d


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("notebook") / "a&b", [*drafts(), hostile()])


class Page(HTMLParser):
    """The tags and the text of a piece of HTML; every tag that opens must close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_everything_a_cell_may_end_in_shows_itself_and_runs_nothing(graph: Graph) -> None:
    shown = {
        "graph": graph,
        "claims": graph.claims(),
        "claim": next(iter(graph.claims())),
        "triples": graph.triples(),
        "explained": graph.explain("Ruritania", "Strelsau"),
        "evidence": graph.explain("Ruritania", "Strelsau")[0].evidence[0],
        "conflicts": conflicts(graph),
        "answer": graph.ask("quotes", "Strelsau"),
        "rows": graph.query("SELECT * { ?a kg:quote ?b }"),
        "yes": graph.query("ASK { ?a ?b ?c }"),
        "triples of a query": graph.query("CONSTRUCT { ?a kg:backs ?b } WHERE { ?a kg:backs ?b }"),
    }
    for name, value in shown.items():
        page = Page(value._repr_html_())  # type: ignore[attr-defined]
        assert page.text, name
        assert page.tags <= {"table", "caption", "thead", "tr", "th", "td", "p", "b", "br", "q", "small", "mark", "div"}


def test_the_quote_is_shown_and_marked(graph: Graph) -> None:
    whole = graph.claims("<b>four</b>")._repr_html_()
    assert "<q>Ruritania controls &lt;script&gt;alert(1)&lt;/script&gt; &amp; Strelsau</q>" in whole
    assert "&lt;b&gt;four&lt;/b&gt; (2021-05-06)" in whole
    (explained,) = [e for e in graph.explain("Ruritania", "Strelsau") if e.statement.predicate == "controls"]
    assert "<mark>Ruritania controls &lt;script&gt;" in explained._repr_html_()
    assert Page(graph._repr_html_()).text.startswith(str(graph.path))


def test_of_many_the_first_are_shown(graph: Graph) -> None:
    assert "… and 2 more" in type(graph.triples())(range(27))._repr_html_()
    many = graph.query("SELECT ?a ?b ?c { ?a ?b ?c } LIMIT 30")
    assert "… and 5 more" in many._repr_html_()


def test_claims_can_be_walked_through_again(graph: Graph) -> None:
    claims = graph.claims()
    assert list(claims) == list(claims) != []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_columns_even_where_it_is_empty(name: str, graph: Graph) -> None:
    frame = graph.to_pandas(name)
    assert list(frame.columns) == [c.name for c in TABLES[name].columns]
    assert len(frame) > 0
    assert list(graph.to_pandas(name, standing=set()).columns) == list(frame.columns)


def test_days_are_days_and_can_be_unknown(graph: Graph) -> None:
    claims = graph.to_pandas("claims").set_index("article")
    assert claims.loc["two", "published"].iloc[0] == pandas.Timestamp(2021, 5, 5)
    assert claims.loc["three", "published"].isna().all()
    patrol = graph.to_pandas("claims").query("predicate == 'Patrol' and article == 'one'").iloc[0]
    assert patrol[["subject", "time_start"]].tolist() == ["Grand Fenwick; Ruritania", pandas.Timestamp(2021, 5, 3)]


def test_a_table_may_be_of_some_standings(graph: Graph) -> None:
    assert set(graph.to_pandas("claims", standing={"threatened"})["predicate"]) == {"Attack"}
    assert set(graph.to_pandas("triples", standing={"disputed"})["object"]) == {"Fenwick rebels"}
    with pytest.raises(UnknownName, match="did you mean 'claims'"):
        graph.to_pandas("claim")


def test_answers_are_tables_too(graph: Graph) -> None:
    frame = graph.ask("who-controls").to_pandas()
    assert set(frame["who"]) == {"Ruritanian army", "Ruritania"}
    found = graph.query("SELECT ?n ?b ?day ?no { ?s kg:articleCount ?n ; kg:belief ?b ; kg:firstReported ?day }")
    frame = found.to_pandas()
    assert [str(t) for t in frame.dtypes[:3]] == ["int64", "float64", "datetime64[s]"]
    assert frame["no"].isna().all()


def test_without_pandas_it_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__
    monkeypatch.delitem(sys.modules, "pandas")

    def without(name: str, *rest: Any) -> Any:
        if name == "pandas":
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'claimgraph\[pandas\]'"):
        graph.to_pandas()
