"""Named questions answered from the worked example: names completed, and every row with its words."""

import pytest

from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.graph import Graph
from kg.query import Limits, questions
from tests.worked_example import Draft, build_graph, drafts


def more() -> Draft:
    d = Draft(
        "four",
        "Rupert of Hentzau leads Ruritania. The Ruritanian army is Ruritania's. Grand Fenwick backs Rupert. "
        "The Ruritanian army backs the rebels, not Ruritania. A commander leads the rebels.",
        "2021-05-06",
    )
    d.claim("leads", "Rupert of Hentzau leads Ruritania", ("subject", "rupert", "Rupert of Hentzau"),
            ("object", "ruritania", "Ruritania"))  # fmt: skip
    d.claim("subordinateTo", "The Ruritanian army is Ruritania's", ("subject", "ruritanian_army", "Ruritanian army"),
            ("object", "ruritania", "Ruritania's"))  # fmt: skip
    d.claim("backs", "Grand Fenwick backs Rupert", ("subject", "grand_fenwick", "Grand Fenwick"),
            ("object", "rupert", "Rupert"))  # fmt: skip
    d.claim("backs", "The Ruritanian army backs the rebels", ("subject", "ruritanian_army", "Ruritanian army"),
            ("object", "fenwick_rebels", "the rebels"))  # fmt: skip
    d.claim("leads", "A commander leads the rebels", ("subject", "rebel_commander", "commander"),
            ("object", "fenwick_rebels", "the rebels"))  # fmt: skip
    return d


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("ask"), [*drafts(), more()])


def test_a_side_is_found_when_it_is_asked_and_its_members_stay_apart(graph: Graph) -> None:
    rows = graph.ask("who-backs-whom", "Ruritania").rows
    assert {(r["who"], r["whom"], r["side"], r["stance"]) for r in rows} == {
        ("Grand Fenwick", "Rupert of Hentzau", "Rupert of Hentzau", "as a fact"),
        ("Ruritanian army", "Fenwick rebels", "Fenwick rebels", "as a fact"),
        ("Ruritania", "Fenwick rebels", "Fenwick rebels", "as a fact"),
        ("Ruritania", "Fenwick rebels", "Fenwick rebels", "denied"),
    }


def test_who_vouches_is_the_holder_else_the_outlet_else_the_article(graph: Graph) -> None:
    rows = graph.ask("who-controls").rows
    assert [(r["who"], r["how"], r["what"], r["holder"]) for r in rows] == [
        ("Ruritanian army", "controls", "Strelsau", "Zenda Radio")
    ]
    assert [r["holder"] for r in graph.ask("says", "Rupert of Hentzau")] == ["Rupert of Hentzau"] * 2
    assert {r["holder"] for r in graph.ask("who-backs-whom", "Grand Fenwick")} == {"the article itself"}


def test_a_threat_has_its_condition_and_is_no_attack(graph: Graph) -> None:
    (row,) = graph.ask("threats", "Strelsau")
    assert (row["who"], row["whom"], row["condition"]) == ("Ruritania", "Strelsau", "if the patrol stopped")
    assert graph.ask("who-fights-whom").rows == ()


def test_a_number_is_said_with_its_bound(graph: Graph) -> None:
    (row,) = graph.ask("casualties")
    assert (row["number"], row["where"], row["when"]) == ("at least 22 people", "Strelsau", "2021-05-03")


@pytest.mark.parametrize("name", questions())
def test_every_row_has_the_words_that_stand_in_its_article(name: str, graph: Graph) -> None:
    asked = [p for p in questions()[name].parameters if not (p.kind == "entity" and p.name == "state")]
    names = ["article" if p.kind == "class" else ("Ruritania", "Strelsau")[n] for n, p in enumerate(asked)]
    for row in graph.ask(name, *names):
        assert row["quote"] == graph.text(row.article_id)[row.start : row.end]
        assert row["article"]
        assert graph.explain(statement=row.statement)


def test_names_are_completed_and_asked_back(graph: Graph) -> None:
    assert graph.ask("quotes", "r7").taken == {"r7": "R7 highway"}
    assert graph.ask("quotes", "Hentz").taken == {"Hentz": "Rupert of Hentzau"}
    with pytest.raises(AmbiguousName, match="Fenwick rebels"):
        graph.ask("quotes", "fenwick")
    with pytest.raises(UnknownName, match="did you mean 'Ruritania'"):
        graph.ask("quotes", "Ruritanja")
    with pytest.raises(UsageError, match="at most"):
        graph.ask("quotes", "Ruritania", "Strelsau")


def test_a_cut_answer_says_so(graph: Graph) -> None:
    assert graph.ask("quotes", "Ruritania", limits=Limits(rows=1)).truncated == "rows"


def test_only_from_has_what_no_other_class_says(graph: Graph) -> None:
    assert {r["said"] for r in graph.ask("only-from", "aid")} == set()
    assert "Ruritanian army – controls – Strelsau" in {r["said"] for r in graph.ask("only-from", "article")}
    assert {r["source"] for r in graph.ask("sources", "government")} == {"Rupert of Hentzau"}
    with pytest.raises(UnknownName, match="did you mean 'state media'"):
        graph.ask("only-from", "state medium")


def test_a_path_leads_over_what_stands(graph: Graph) -> None:
    rows = graph.ask("path", "Fenwick rebels", "R7 highway").rows
    assert [(r["step"], r["from"], r["to"]) for r in rows] == [
        ("1", "Fenwick rebels", "Ruritanian army"),
        ("2", "Ruritanian army", "Strelsau"),
        ("3", "Strelsau", "R7 highway"),
    ]
    with pytest.raises(UsageError, match="no way"):
        graph.ask("path", "Fenwick rebels", "Strelsau Observatory")


def test_why_reports_are_one_event_is_explained(graph: Graph) -> None:
    (patrol,) = [e for e in graph.explain("Grand Fenwick", "R7 highway") if e.statement.predicate == "Patrol"]
    assert patrol.merges == ("number 11 of its series, actor Ruritania, route R7 highway, in articles 1 days apart",)
