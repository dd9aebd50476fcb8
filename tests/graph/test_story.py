"""Events in order of time, two graphs compared, and why an edge is not there."""

from datetime import date
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.graph import Graph
from kg.graph.difference import difference
from kg.graph.missing import missing
from kg.graph.timeline import timeline
from kg.model import Statement, TimeSpan
from kg.ontology import Ontology
from tests.worked_example import Draft, build_graph, drafts


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("story"))


def event(label: str, start: str | None, end: str | None, reported: str | None = None) -> Statement:
    days = [date.fromisoformat(d) if d else None for d in (start, end, reported)]
    return Statement(f"v-{label}", "event", "Patrol", (), "asserted", 0.5, ("c-1",), 1, 1, days[2], days[2], days[0],
                     days[1], label=label)  # fmt: skip


EVENTS = [
    event("undated", None, None),
    event("reported", None, None, "2021-05-06"),
    event("until", None, "2021-05-05"),
    event("week", "2021-05-02", "2021-05-08"),
    event("from", "2021-05-04", None),
    event("day", "2021-05-04", "2021-05-04"),
]


def test_events_stand_in_order_of_time_and_the_undated_last() -> None:
    assert [(m.event.label, m.when) for m in timeline(EVENTS)] == [
        ("week", "2021-05-02 to 2021-05-08"),
        ("day", "2021-05-04"),
        ("from", "from 2021-05-04"),
        ("until", "until 2021-05-05"),
        ("reported", "reported 2021-05-06"),
        ("undated", "undated"),
    ]


def test_an_event_that_touches_the_days_asked_for_is_shown() -> None:
    found = timeline(EVENTS, date(2021, 5, 5), date(2021, 5, 5))
    assert [m.event.label for m in found] == ["week", "until"]


def later(denied: bool) -> list[Draft]:
    """The three articles without the one that denies, or with an article more that reports the shelling, too."""
    one, two, three = drafts()
    if not denied:
        return [one, three]
    four = Draft("four", "The 11th joint patrol of Ruritania and Grand Fenwick took the R7 highway.", "2021-05-06")
    four.claim("Patrol", "The 11th joint patrol", ("actor", "ruritania", "Ruritania"),
               ("actor", "grand_fenwick", "Grand Fenwick"), ("route", "r7", "R7 highway"), ordinal=11,
               time=TimeSpan("", date(2021, 5, 3), date(2021, 5, 3), "day"))  # fmt: skip
    return [one, two, three, four]


def test_what_is_new_gone_or_stands_otherwise_is_said_in_words(graph: Graph, tmp_path: Path) -> None:
    fewer = build_graph(tmp_path / "fewer", later(denied=False))
    assert [(c.kind, str(c)) for c in difference(fewer, graph)] == [
        ("new", "death (Strelsau, 2021-05-03): place Strelsau  [asserted]  (1)"),
        ("standing", "Ruritania – backs – Fenwick rebels: was asserted, is disputed"),
        ("reports", "11th joint patrol: actor Grand Fenwick; actor Ruritania; on R7 highway: 1 → 2 articles"),
    ]
    assert [c.kind for c in difference(graph, fewer)] == ["gone", "standing", "reports"]
    assert difference(graph, graph) == []


def test_an_event_that_grows_is_still_that_event(graph: Graph, tmp_path: Path) -> None:
    more = build_graph(tmp_path / "more", later(denied=True))
    assert [c.kind for c in difference(graph, more)] == ["reports"]


@pytest.mark.parametrize(
    "question, verdict, near",
    [
        ("Ruritania backs Fenwick rebels", "some say so and others deny it", ["the statement itself"]),
        ("Fenwick rebels backs Ruritania", "no claim says so", ["the other way round"]),
        ("Ruritania alliedWith Grand Fenwick", "no claim says so", ["both take part"]),
        ("Ruritania allied with R7", "no claim says so", ["both take part"]),
        ("Ruritanian army controls Strelsau", "it is an edge", ["the statement itself"]),
        ("Ruritania opposes Fenwick rebels", "no claim says so", ["another relation of the two"]),
    ],
)
def test_why_an_edge_is_not_there(question: str, verdict: str, near: list[str], graph: Graph) -> None:
    found = missing(graph, question, Ontology.load())
    assert verdict in found.verdict
    assert [reason for reason, _ in found.near] == near
    assert all(e.evidence for _, e in found.near)


def test_sentences_that_name_both_are_shown_once(graph: Graph) -> None:
    found = missing(graph, "Grand Fenwick controls R7 highway", Ontology.load())
    assert [(s.article, s.words[:27]) for s in found.sentences] == [("one", "Ruritania and Grand Fenwick")]


def test_words_that_name_no_relation_are_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="names no relation between two things"):
        missing(graph, "Ruritania admires Grand Fenwick", Ontology.load())
