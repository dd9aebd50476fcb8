"""Who and what a graph knows, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from kg.config import load_config
from kg.pipeline import make

NEWS = {
    "bridge": "Russia has long supported Syria. The army of Chad attacked rebels in Abeche on Monday.",
    "river": "Moscow said on Tuesday that it backs Syria. Talks were held in Moscow.",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entities")
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text)
    make([folder / f"{name}.txt" for name in NEWS], load_config({"graph": str(folder / "graph")}, folder))
    return folder / "graph"


def shown(capsys: pytest.CaptureFixture[str], graph: Path, *arguments: str) -> str:
    assert run([*arguments, "--graph", str(graph)]) == 0
    return capsys.readouterr().out


def test_entities_are_listed_with_their_counts(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = shown(capsys, graph, "entities").splitlines()
    assert head.split() == ["name", "type", "id", "mentions", "articles", "statements"]
    assert ["Syria", "State", "syria", "2", "2", "1"] in [row.split() for row in rows]


def test_entities_are_found_by_type_and_by_any_name(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = shown(capsys, graph, "entities", "--type", "Place").splitlines()[1:]
    assert {row.split()[1] for row in places} >= {"State", "Settlement"}
    assert not any("ArmedForce" in row for row in places)
    moscow = shown(capsys, graph, "entities", "moscow").splitlines()[1:]
    assert [row.split()[0] for row in moscow] == ["Russia", "Moscow"]
    assert moscow[0].startswith("Russia (Moscow)")


def test_how_many_are_shown_is_said(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["entities", "--graph", str(graph), "--limit", "1"]) == 0
    assert "kg: 1 of " in capsys.readouterr().err


def test_an_unknown_type_is_one_line(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["entities", "--type", "Persn", "--graph", str(graph)]) == 2
    assert "did you mean 'Person'" in capsys.readouterr().err


def test_show_tells_links_place_and_what_each_article_says(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    russia = shown(capsys, graph, "show", "Russia")
    assert "wikidata.org/entity/Q159" in russia
    assert "in bridge: 1 × (Russia)" in russia
    assert "Russia – backs – Syria  (bridge, river)" in russia
    abeche = shown(capsys, graph, "show", "Abeche")
    assert "13.8" in abeche
    assert "sws.geonames.org" in abeche


def test_explain_same_gives_the_reason(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, graph, "explain", "--same", "Moscow", "Russia")
    assert out.startswith("two things: Moscow (Settlement, moscow) and Russia (State, russia)")
    assert "  in some articles Moscow = Russia: the seat of a government, acting for it" in out
    exact = shown(capsys, graph, "explain", "--same", "Syria", "Syria")
    assert "one thing: Syria" in exact
    assert "a name in the gazetteer" in exact


def test_explain_same_needs_two_names(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--same", "Syria", "--graph", str(graph)]) == 2
    assert "name a second one" in capsys.readouterr().err
