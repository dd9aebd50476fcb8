"""The named questions asked of the five articles, against answers written beforehand: names, numbers, offsets."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.config import load_config
from kg.graph import Graph
from kg.query import questions

ASKED = {"entity": "Turkey", "side": "Turkey", "place": "Idlib", "class": "state media"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Graph:
    from kg.pipeline import make

    folder = tmp_path_factory.mktemp("five")
    flags = {"graph": str(folder / "graph"), "metadata": str(shared / "gold" / "metadata.csv")}
    make([shared / "seeds"], load_config(flags, folder))
    return Graph.open(folder / "graph")


def number(article: str) -> str:
    return article[:3]


def test_who_backs_whom_by_side(graph: Graph) -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in graph.ask("who-backs-whom"):
        found[row["who"], row["side"]].add(number(row["article"]))
    assert found["Russia", "Bashar al-Assad"] == {"000", "001", "002", "003", "004"}
    assert found["Turkey", "Syrian rebels"] == {"000", "001", "002"}
    assert found["Iran", "Bashar al-Assad"] == {"001"}
    assert not found["Turkey", "Bashar al-Assad"]
    assert not found["Russia", "Syrian rebels"]


def test_thirteen_soldiers_are_one_death_in_two_articles(graph: Graph) -> None:
    rows = [row for row in graph.ask("casualties", "Turkish Armed Forces") if row["number"].startswith("13 ")]
    assert {number(row["article"]) for row in rows} == {"001", "002"}
    assert len({row.statement for row in rows}) == 1
    assert not [row for row in graph.ask("casualties") if re.match(r"\D*26\b", row["number"])]


def test_the_displaced_grew_and_a_few_days_are_part_of_it(graph: Graph) -> None:
    rows = [r for r in graph.ask("displaced") if r["number"]]
    said = {(number(r["article"]), *re.findall(r"[\d,]{5,}", r["number"]), r["holder"]) for r in rows}
    assert {("002", "800,000", "United Nations"), ("004", "875,000", "United Nations")} <= said
    compared = {(r["how"], *re.findall(r"[\d,]{5,}", r["why"])) for r in graph.ask("figures-compared")}
    assert ("grew", "800,000", "875,000") in compared
    assert ("part", "875,000", "40,000") in compared
    assert ("differs", "3,600,000", "3,700,000") in compared
    assert ("same", "3,600,000", "3,600,000") in compared
    assert not [how for how, *_ in compared if how == "contradicts"]


def test_a_threat_has_its_deadline_and_is_never_a_fact(graph: Graph) -> None:
    threats = graph.ask("threats", "Turkey").rows
    assert {number(row["article"]) for row in threats} >= {"001", "004"}
    assert any("2020-02-29" in row["deadline"] and row["condition"] for row in threats)
    assert {(row["what"], row["stance"]) for row in threats} == {
        ("threaten", "as a fact"),
        ("threatened", "threatened"),
    }
    assert any(row["who"] == "Recep Tayyip Erdogan" and row["threat"] for row in threats)
    assert not any(row["outcome"] == "happened" for row in threats)
    struck = {
        row["who"] for row in graph.ask("who-fights-whom", "Bashar al-Assad") if row["whom"] == "Syrian Arab Army"
    }
    assert not struck & {"Turkey", "Turkish Armed Forces", "Recep Tayyip Erdogan"}


def test_erdogan_s_strike_hangs_on_another_soldier(graph: Graph) -> None:
    (row,) = [r for r in graph.ask("threats", "Turkey") if r["condition"].startswith("if another")]
    assert (row["whom"], row["holder"], row["stance"]) == ("Syrian Arab Army", "Recep Tayyip Erdogan", "threatened")
    assert number(row["article"]) == "001"


def test_two_sources_tell_of_the_m5_in_order_of_report(graph: Graph) -> None:
    rows = graph.ask("who-controls", "M5").rows
    assert {r["what"] for r in rows} <= {"M5 highway", "belt of territory, M5 highway"}
    told = {(r["who"], r["how"], r["holder"]) for r in rows}
    assert ("Syrian Arab Army", "controls", "Syrian state media") in told
    assert ("Syrian Arab Army", "capture", "Syrian Observatory for Human Rights") in told
    assert [r["date"] for r in rows] == sorted(r["date"] for r in rows)


def test_the_army_broke_the_siege_of_kweyris(graph: Graph) -> None:
    rows = [r for r in graph.ask("who-controls", "Kweyris military airport") if r["how"] == "break siege"]
    assert {(r["who"], r["holder"], number(r["article"])) for r in rows} == {
        ("Syrian Arab Army", "photographer", "003")
    }
    besiegers = {r["who"] for r in graph.ask("who-controls", "Kweyris military airport") if r["how"] == "siege"}
    assert "Islamic State" in besiegers
    helpers = {r["who"] for r in graph.ask("who-backs-whom", "Syrian Arab Army") if r["whom"] == "Syrian Arab Army"}
    assert "pro-government militia" in helpers


def test_the_deal_of_2018_and_the_protocol_of_2020_are_two(graph: Graph) -> None:
    by_name: dict[str, set[str]] = defaultdict(set)
    for row in graph.ask("agreements", "Russia"):
        by_name[row["agreement"]].add(number(row["article"]))
    assert by_name["2018 agreement between Russia and Turkey"] == {"001", "002", "004"}
    assert by_name["protocol"] == {"000"}


def test_kept_and_broken_words_contradict_each_other(graph: Graph) -> None:
    rows = graph.ask("contradictions").rows
    assert {(r["how"], r["holder"], r["quote"].split()[0]) for r in rows} == {
        ("incompatible", "Fuat Oktay", "Turkey"),
        ("incompatible", "Russia", "Turkey"),
    }
    assert [r.claim for r in graph.ask("contradictions", "Oktay")] == [r.claim for r in rows]


@pytest.mark.parametrize("name", [n for n, q in questions().items() if q.parameters and q.parameters[0].optional])
def test_of_what_nothing_is_said_nothing_is_answered(name: str, graph: Graph) -> None:
    if questions()[name].parameters[0].kind == "class":
        return
    assert graph.ask(name, "Cairo").rows == ()


def test_what_only_state_media_say(graph: Graph) -> None:
    rows = graph.ask("only-from", "state media", "Syria").rows
    assert {row["holder"] for row in rows} == {"Syrian state media"}
    assert {number(row["article"]) for row in rows} == {"001", "002"}


def test_what_was_announced_for_moscow_happened(graph: Graph) -> None:
    assert "Moscow" in {re.sub(r".*\((\w+),.*", r"\1", r["deed"]) for r in graph.ask("what-came-of") if r["deed"]}


@pytest.mark.parametrize("name", questions())
def test_every_row_has_words_that_stand_in_its_article(name: str, graph: Graph) -> None:
    asked = questions()[name].parameters
    names = ["Turkey", "Russia"] if len(asked) == 2 and not asked[1].optional else [ASKED[p.kind] for p in asked[:1]]
    for row in graph.ask(name, *names):
        assert row["quote"] == graph.text(row.article_id)[row.start : row.end]
