"""The commands that ask and tell, on the worked example."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import OK, USAGE
from tests.worked_example import Draft, build_graph, drafts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    build_graph(folder)
    return folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_who_asks_waits_for_nothing_that_reads_or_writes_a_graph(folder: Path) -> None:
    # what a start of Python brings (more where coverage is measured) is none of ours
    asked = f"from kg.cli import run; run(['ask', 'quotes', 'r7', '-g', {str(folder)!r}])"
    told = printed(f"import sys; there = {{*sys.modules}}; {asked}; print(*({{*sys.modules}} - there))")
    modules = set(told.splitlines()[-1].split())
    needless = {"spacy", "numpy", "networkx", "rdflib", "pandas", "sqlite3", "rich", "multiprocessing"}
    parts = ("extract", "resolve", "pipeline", "export", "explore", "ontology", "graph.graph", "cli.build")
    assert modules & (needless | {f"kg.{part}" for part in parts}) == set()


def test_the_process_of_a_query_imports_nothing_else_of_the_project() -> None:
    modules = printed("import sys, kg.sandbox.worker; print(*(m for m in sys.modules if m.startswith('kg')))").split()
    assert set(modules) == {"kg", "kg.sandbox", "kg.sandbox.denying", "kg.sandbox.landlock", "kg.sandbox.worker"}


def printed(code: str) -> str:
    """What a Python of its own prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_without_a_question_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask"]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 20
    assert [line for line in lines if line.startswith("path FROM TO ") and line.endswith("?")]


def test_a_question_is_answered_and_what_a_name_was_taken_for_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", "quotes", "r7", "--graph", str(folder), "--format", "csv"]) == OK
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == "said,stance,article,date,holder,quote"
    assert "11th joint patrol,as a fact,one,2021-05-04,The Daily Zenda" in shown.out
    assert shown.err == "kg: r7 is taken for R7 highway\n"


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["who-back-whom"], "did you mean 'who-backs-whom'"),
        (["quotes", "fenwick"], "fits several: "),
        (["quotes"], "quotes wants ABOUT"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    arguments: list[str], complaint: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", *arguments, "--graph", str(folder)]) == USAGE
    shown = capsys.readouterr()
    assert complaint in shown.err
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


def test_conflicts_show_both_sides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conflicts", "Fenwick rebels", "--graph", str(folder)]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "opposed: affirmed 2021-05-04, denied 2021-05-05"
    assert "one (2021-05-04), Strelsau Observatory, as a fact: “The rebels are supported by Ruritania”" in lines[2]
    assert "two (2021-05-05), Rupert of Hentzau, denied: “Ruritania backs the Fenwick rebels”" in lines[4]
    assert run(["conflicts", "R7", "--graph", str(folder)]) == OK
    assert "nothing contradicts" in capsys.readouterr().err


def test_an_empty_line_stands_between_two_conflicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Draft("one", "Ruritania backs the rebels, backs the army. Ruritania does not.", "2021-05-04")
    for entity, words in (("fenwick_rebels", "rebels"), ("ruritanian_army", "army")):
        for polarity in ("affirmed", "negated"):
            made.claim("backs", "Ruritania", ("subject", "ruritania", "Ruritania"), ("object", entity, words),
                       polarity=polarity)  # type: ignore[arg-type]  # fmt: skip
    build_graph(tmp_path / "two", [made])
    assert run(["conflicts", "--graph", str(tmp_path / "two")]) == OK
    assert len(capsys.readouterr().out.split("\n\n")) == 2


def test_the_timeline_is_of_days_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "--graph", str(folder), "--to", "2021-05-03", "--standing", "all"]) == OK
    assert [line[:10] for line in capsys.readouterr().out.splitlines()] == ["2021-05-03"] * 2
    assert run(["timeline", "--graph", str(folder), "--standing", "all", "Strelsau"]) == OK
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run(["timeline", "--graph", str(folder), "--from", "May"]) == USAGE
    assert "is no day" in capsys.readouterr().err


def test_two_graphs_are_compared_in_words(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_graph(tmp_path / "less", drafts()[:1])
    assert run(["diff", str(tmp_path / "less"), str(folder)]) == OK
    out = capsys.readouterr().out
    assert "New: 3" in out
    assert "  Ruritania – backs – Fenwick rebels: was asserted, is disputed" in out
    assert run(["diff", str(folder), str(folder)]) == OK
    assert "the two say the same" in capsys.readouterr().err


def test_a_missing_edge_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--missing", "Fenwick rebels backs Ruritania", "--graph", str(folder)]) == OK
    out = capsys.readouterr().out
    assert out.startswith("Fenwick rebels – backs – Ruritania: no claim says so")
    assert "the other way round:" in out
