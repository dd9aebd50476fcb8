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
