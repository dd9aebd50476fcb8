"""Corrections from the command line: one line in a file, at once in the graph, and as if never made once taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from kg.cli import corrections, run
from kg.config import load_config
from kg.graph import Graph
from kg.model import Judgement
from kg.pipeline import make

NEWS = {
    "bridge": "General Omar Kassab of Sudan met Marie Dumontier in Khartoum on Monday. Kassab leads the Zorab Brigade.",
    "river": "Sudan accused Marc Dumontier on Tuesday. The Zorab Brigade attacked rebels near Khartoum.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrections")
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text)
    make([folder / f"{name}.txt" for name in NEWS], load_config({"graph": str(folder / "graph")}, folder))
    return folder / "graph"


@pytest.fixture
def graph(built: Path) -> Path:
    """The graph without corrections."""
    (built / "corrections.tsv").unlink(missing_ok=True)
    return built


def ids(graph: Path) -> set[str]:
    return set(Graph.open(graph).entities)


def kg(graph: Path, *arguments: str) -> None:
    assert run([*arguments, "--graph", str(graph)]) == 0


def test_merge_then_undo_gives_the_identical_graph(graph: Path) -> None:
    before, lines = Graph.open(graph).manifest.root, Graph.open(graph).nquads()
    kg(graph, "merge", "Marie Dumontier", "Marc Dumontier", "--reason", "a slip of the pen")
    assert "marc_dumontier" not in ids(graph)
    assert Graph.open(graph).find("Marc Dumontier").id == "marie_dumontier"
    assert Graph.open(graph).manifest.root != before
    kg(graph, "undo")
    assert Graph.open(graph).manifest.root == before
    assert Graph.open(graph).nquads() == lines


def test_a_correction_survives_a_build(graph: Path) -> None:
    kg(graph, "rename", "Marie Dumontier", "Marie-Claire Dumontier")
    assert run(["build", *(str(graph.parent / f"{n}.txt") for n in NEWS), "--graph", str(graph)]) == 0
    assert Graph.open(graph).entities["marie_dumontier"].name == "Marie-Claire Dumontier"
    kg(graph, "undo")


def test_each_kind_is_written_applied_and_listed(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(graph, "retype", "Zorab Brigade", "ArmedForce")
    kg(graph, "unlink", "Khartoum")
    kg(graph, "drop", "Marc Dumontier", "--reason", "nobody")
    opened = Graph.open(graph)
    assert opened.find("Zorab Brigade").type == "ArmedForce"
    assert opened.find("Khartoum").latitude is None
    assert "marc_dumontier" not in opened.entities
    capsys.readouterr()
    kg(graph, "corrections")
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in shown] == [["2", "retype"], ["3", "unlink"], ["4", "drop"]]
    assert "nobody" in shown[-1]
    for _ in shown:
        kg(graph, "undo")


def test_what_does_not_apply_is_told_on_build(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg(graph, "drop", "Marc Dumontier")
    path = graph / "corrections.tsv"
    path.write_text(path.read_text().replace("marc_dumontier", "nobody_at_all"))
    paths = [str(graph.parent / f"{n}.txt") for n in NEWS]
    assert run(["build", *paths, "--graph", str(graph)]) == 0
    assert "corrections.tsv:2: no longer applies (drop): nothing is called 'nobody_at_all'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("merge", "Sudan", "Sudan"), "are one already"),
        (("split", "Sudan", "Chad"), "no name named 'Chad'"),
        (("retype", "Sudan", "Stat"), "did you mean 'State'"),
        (("drop", "Sudann"), "did you mean 'Sudan'"),
        (("unlink", "Sudan", "http://example.org/"), "no link named"),
        (("undo", "7"), "no correction in line 7"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_is_one_line(
    graph: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run([*arguments, "--graph", str(graph)]) == 2
    assert message in capsys.readouterr().err
    assert not (graph / "corrections.tsv").exists()


def test_review_asks_about_doubtful_pairs_once(
    graph: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kg(graph, "drop", "Khartoum")
    kg(graph, "undo")
    answers = iter(["what", "no"])
    monkeypatch.setattr("typer.prompt", lambda *args, **options: next(answers, "q"))
    kg(graph, "review")
    assert "their given names differ" in capsys.readouterr().out
    assert (graph / "corrections.tsv").read_text().splitlines()[1].startswith("distinct\t")
    kg(graph, "review")
    assert "their given names differ" not in capsys.readouterr().out
    kg(graph, "explain", "--same", "Marie Dumontier", "Marc Dumontier")
    assert "Marc Dumontier ≠ Marie Dumontier: by hand, review" in capsys.readouterr().out
    kg(graph, "undo")


def test_review_ends_where_it_is_told_to_and_keeps_what_was_said(
    graph: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *args, **options: "skip")
    kg(graph, "review")
    assert capsys.readouterr().err == "nothing is changed\n"

    def away(*args: object, **options: object) -> str:
        raise typer.Abort

    monkeypatch.setattr("typer.prompt", away)
    kg(graph, "review")
    assert capsys.readouterr().err == "nothing is changed\n"
    assert not (graph / "corrections.tsv").exists()


@pytest.mark.parametrize("one, kind", [(True, "merge"), (False, "split")])
def test_of_two_names_of_one_thing_the_other_is_meant(one: bool, kind: str) -> None:
    pair = Judgement("Bako", "Colonel Bako", True, "one surname", 0.8, "bako", "bako")
    correction = corrections._answer(one, pair, "Bako")
    assert str(correction).startswith(f"{kind} bako Colonel Bako")
