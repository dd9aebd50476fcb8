"""The graph as its users hold it, on the worked example."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import data, integers, text

from kg.errors import AmbiguousName, GraphUnusable, LimitReached, UnknownName
from kg.graph import Graph
from kg.graph.sentences import sentence_around
from kg.model import Entity, Span, Statement
from tests.worked_example import Draft, build_graph, readings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("graph") / "g")


def test_triples_are_what_stands_most_reported_first(graph: Graph) -> None:
    assert [(str(t), t.articles) for t in graph.triples()] == [
        ("11th joint patrol – actor – Grand Fenwick", 2),
        ("11th joint patrol – actor – Ruritania", 2),
        ("11th joint patrol – on – R7 highway", 2),
        ("Rupert of Hentzau – holdsPosition – foreign minister of Ruritania", 1),
        ("Ruritanian army – controls – Strelsau", 1),
        ("Strelsau – near – R7 highway", 1),
        ("death (Strelsau, 2021-05-03) – place – Strelsau", 1),
    ]


def test_triples_of_other_standings_are_shown_when_asked(graph: Graph) -> None:
    assert [str(t) for t in graph.triples({"disputed", "threatened"})] == [
        "Ruritania – backs – Fenwick rebels",
        "attack (Strelsau) – actor – Ruritania",
        "attack (Strelsau) – object – Strelsau",
    ]


def test_explain_marks_the_words_in_their_sentence(graph: Graph) -> None:
    (explanation,) = graph.explain("Ruritania", "fenwick REBELS")
    assert explanation.title == "Ruritania – backs – Fenwick rebels"
    found = {(e.claim.article.name, e.holder(), e.stance(), e.before, e.words, e.after) for e in explanation.evidence}
    assert found == {
        ("one", "Strelsau Observatory", "as a fact",
         "", "The rebels are supported by Ruritania", ", the Strelsau Observatory said."),
        ("two", "Rupert of Hentzau", "denied", "Rupert denied that ", "Ruritania backs the Fenwick rebels", "."),
    }  # fmt: skip


def test_explain_finds_events_by_their_parties_and_says_the_condition(graph: Graph) -> None:
    (explanation,) = graph.explain("Ruritania", "Strelsau")
    assert explanation.statement.standing == "threatened"
    (evidence,) = explanation.evidence
    assert (evidence.holder(), evidence.stance()) == ("Rupert of Hentzau", "threatened, if the patrol stopped")


def test_explain_takes_a_statement_id_with_or_without_its_prefix(graph: Graph) -> None:
    ident = next(graph.statements({"disputed"})).id
    assert graph.explain(statement=f"e:{ident}") == graph.explain(statement=ident)
    with pytest.raises(UnknownName, match="no statement named 's-0'"):
        graph.explain(statement="s-0")


def test_explain_is_not_the_reverse(graph: Graph) -> None:
    assert graph.explain("Fenwick rebels", "Ruritania") == []


def test_names_are_found_folded_and_by_alias(graph: Graph) -> None:
    assert graph.find("grand fenwick").id == "grand_fenwick"
    assert graph.find("Rupert").id == "rupert"
    assert graph.find("r7").id == "r7"
    with pytest.raises(UnknownName, match="did you mean 'Strelsau'"):
        graph.find("Strelsaw")


def test_a_name_of_two_things_is_ambiguous(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    twins = {i: Entity(i, "Settlement", "Zenda") for i in ("zenda_1", "zenda_2")}
    monkeypatch.setitem(graph.__dict__, "entities", twins)
    with pytest.raises(AmbiguousName, match=r"Zenda \(zenda_1\), Zenda \(zenda_2\)"):
        graph.find("Zenda")


def test_claims_come_back_as_they_were_said(graph: Graph) -> None:
    said = {r.article.name: r for r in readings()[0]}
    claims = list(graph.claims())
    assert len(claims) == 9
    for c in claims:
        assert said[c.article.name].article.text[c.start : c.end] == c.quote
    backs = next(c for c in claims if c.predicate == "backs" and c.article.name == "one")
    assert [(p.quote, p.start, p.end) for p in backs.also] == [("Ruritania backs the Fenwick rebels", 0, 34)]
    patrol = next(c for c in claims if c.predicate == "Patrol" and c.article.name == "one")
    assert {role: [r.mention for r in refs] for role, refs in patrol.roles.items()} == {
        "actor": ["Grand Fenwick", "Ruritania"],
        "route": ["R7 highway"],
    }
    assert (patrol.ordinal, patrol.time and patrol.time.start) == (11, "2021-05-03")
    assert [c.predicate for c in graph.claims("three")] == ["controls", "near"]


def test_statements_come_back_with_dates_figures_and_fillers(graph: Graph) -> None:
    by_predicate: dict[str, Statement] = {s.predicate: s for s in graph.statements()}
    backs, death = by_predicate["backs"], by_predicate["Death"]
    assert (backs.first_reported, backs.last_reported) == (date(2021, 5, 4), date(2021, 5, 5))
    assert {(f.role, f.value) for f in backs.fillers} == {("subject", "ruritania"), ("object", "fenwick_rebels")}
    assert [(f.kind, f.value, f.bound, f.unit) for f in death.figures] == [("killed", 22, "min", "people")]
    assert {f.role for f in by_predicate["Patrol"].fillers} == {"actor", "route"}
    title = next(f for f in by_predicate["holdsPosition"].fillers if f.literal)
    assert (title.role, title.value) == ("title", "foreign minister")


def test_networkx_has_what_stands_and_only_that(graph: Graph) -> None:
    made = graph.to_networkx()
    edges = {(u, d["predicate"], v) for u, v, d in made.edges(data=True)}
    assert ("ruritanian_army", "controls", "strelsau") in edges
    assert not any(predicate == "backs" for _, predicate, _ in edges)
    assert all({"label", "type", "kind"} <= set(d) for _, d in made.nodes(data=True))


def test_rdflib_has_every_quad(graph: Graph) -> None:
    assert len(graph.to_rdflib()) == len(graph.nquads()) == graph.manifest.counts["quads"]


def test_query_runs_with_its_limits(graph: Graph) -> None:
    assert graph.query("ASK { ?e a kg:Patrol ; kg:on e:r7 }")
    with pytest.raises(LimitReached):
        graph.query("LOAD <http://127.0.0.1/>")


def test_the_worked_example_conforms_to_the_shapes(graph: Graph) -> None:
    assert graph.validate() == []


def test_a_broken_quad_is_a_violation_in_words(graph: Graph) -> None:
    from pyoxigraph import Quad, Store

    from kg import rdf
    from kg.graph.validate import violations

    broken = Store()
    broken.bulk_extend(iter(graph.store))
    edge = Quad(rdf.node("strelsau"), rdf.kg("backs"), rdf.node("rupert"))
    broken.add(edge)
    (found,) = violations(broken, graph.label)
    assert str(found).startswith("Strelsau (strelsau), backs: this edge has no asserted statement behind it")


def test_info_and_its_forms_count_alike(graph: Graph) -> None:
    info = graph.info()
    assert (info["first_published"], info["last_published"], info["undated"]) == (
        date(2021, 5, 4),
        date(2021, 5, 5),
        1,
    )
    assert repr(graph).endswith("3 articles, 9 claims, 4 statements, 3 events, 8 entities)")
    assert "<td>articles</td><td style='text-align:right'>3</td>" in graph._repr_html_()


def test_a_missing_text_says_what_to_do(tmp_path: Path) -> None:
    graph = build_graph(tmp_path / "g")
    for path in (tmp_path / "g" / "objects").glob("*/*.json"):
        path.unlink()
    with pytest.raises(GraphUnusable, match="is missing; run kg repair"):
        graph.explain("Ruritania", "Fenwick rebels")


def test_names_that_could_break_a_page_are_escaped(tmp_path: Path) -> None:
    d = Draft("x", "Ruritania shelled Strelsau.", None)
    graph = build_graph(tmp_path / "<script>", [d])
    assert "<script>" not in graph._repr_html_()


@pytest.mark.parametrize(
    "words, expected",
    [
        ("left", "Gen. Sapt left Zenda at 3.30 p.m. on Monday."),
        ("stayed", "The U.S. envoy stayed."),
        ("Headline", "A Headline Without a Stop"),
        ("agreed", "“We agreed.”"),
        ("Monday.” He", "Monday.” He slept."),
    ],
)
def test_the_sentence_around_words(words: str, expected: str) -> None:
    article = (
        "A Headline Without a Stop\n\nGen. Sapt left Zenda at 3.30 p.m. on Monday. The U.S. envoy stayed. “We agreed.” "
        "He said it on Monday.” He slept. Nobody woke."
    )
    start = article.index(words)
    found = sentence_around(article, Span(start, start + len(words))).of(article)
    assert found.endswith(expected)
    assert len(found) <= len(expected) + len("He said it on ")


@given(text(alphabet="aB.!? \n“”", max_size=80), data())
def test_the_sentence_holds_its_words_whatever_the_text(article: str, draw) -> None:  # type: ignore[no-untyped-def]
    start = draw.draw(integers(0, len(article)))
    end = draw.draw(integers(start, len(article)))
    assert sentence_around(article, Span(start, end)).covers(Span(start, end))
