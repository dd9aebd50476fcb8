"""A dossier on one entity reads well, and shows every text as it is."""

from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import UnknownName
from kg.export import Selection
from kg.export.dossier import dossier, marked_up
from kg.graph import Graph
from tests.worked_example import build_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("dossier") / "g")


def test_it_says_who_and_what_in_the_words_of_the_articles(graph: Graph) -> None:
    lines = list(dossier(graph, "fenwick rebels"))
    assert lines[:3] == ["# Fenwick rebels", "", "armed group."]
    assert "## Backs" in lines
    assert any(line.startswith("**Ruritania – backs – Fenwick rebels** (disputed)") for line in lines)
    assert "> Rupert denied that **Ruritania backs the Fenwick rebels**." in lines
    assert "> — Rupert of Hentzau: denied; in *two*, 2021-05-05" in lines
    assert "> — *two*, 2021-05-05" in list(dossier(graph, "Strelsau"))


def test_what_is_no_fact_is_marked(graph: Graph) -> None:
    lines = list(dossier(graph, "Strelsau"))
    (threat,) = [n for n, line in enumerate(lines) if line.startswith("**attack") and "(threatened)" in line]
    assert "threatened, if the patrol stopped" in "".join(lines[threat : threat + 6])


def test_a_filter_narrows_it(graph: Graph) -> None:
    lines = list(dossier(graph, "Ruritania", Selection(predicates=frozenset({"Patrol"}))))
    assert [line for line in lines if line.startswith("## ")] == ["## Events: movement"]
    assert list(dossier(graph, "Ruritania", Selection(predicates=frozenset({"near"}))))[-1] == "Nothing is said of it."


@pytest.mark.parametrize("text", ["<script>", "[a](javascript:x)", "**b**", "`c`", "a\nb", "# d", "&lt;", "\u202ee"])
def test_no_text_is_taken_for_markup(text: str) -> None:
    shown = marked_up(text)
    assert "\n" not in shown
    assert "\u202e" not in shown
    assert not [c for at, c in enumerate(shown) if c in "<[*`#" and shown[at - 1 : at] != "\\"]


def test_the_command_prints_it(graph: Graph, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "Ruritania", "--graph", str(graph.path), "--standing", "disputed"]) == 0
    assert capsys.readouterr().out.startswith("# Ruritania\n")
    assert run(["dossier", "Ruretania", "--graph", str(graph.path)]) == 2
    assert "did you mean 'Ruritania'" in capsys.readouterr().err
    with pytest.raises(UnknownName):
        next(dossier(graph, "nobody"))


def test_every_filter_of_the_command_line_is_obeyed(
    graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.jsonl"
    asked = ["--about", "Strelsau", "--hops", "2", "--until", "2021-05-04", "--standing", "threatened,disputed"]
    assert run(["export", str(out), "--graph", str(graph.path), *asked]) == 0
    assert "backs" in out.read_text("utf-8")
    assert "Patrol" not in out.read_text("utf-8")
    for wrong, words in (
        (["--since", "May"], "'May' is no day"),
        (["--standing", "assertd"], "did you mean 'asserted'"),
    ):
        assert run(["export", str(out), "--graph", str(graph.path), *wrong]) == 2
        assert words in capsys.readouterr().err
