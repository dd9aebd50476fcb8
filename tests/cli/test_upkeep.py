"""`kg verify` and `kg repair`: what is damaged, what was mended, what is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from kg.config import load_config
from kg.pipeline import make
from kg.store import current


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    for name, text in {"bridge": "Russia has long supported Syria.", "river": "Sudan attacked rebels."}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    make(sorted(tmp_path.glob("*.txt")), load_config({"graph": tmp_path / "graph"}, tmp_path))
    return tmp_path / "graph"


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_sound_graph_is_called_so(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "sound: 1 generation" in told(capsys, "verify", "--graph", graph)[2]
    assert told(capsys, "repair", "--graph", graph) == (0, "", "sound: nothing to repair\n")


def test_a_damaged_generation_is_made_again(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (current(graph).folder / "manifest.json").write_text("{}", "utf-8")
    code, out, err = told(capsys, "verify", "--graph", graph)
    assert (code, "manifest.json" in out) == (4, True)
    assert "2 damaged; kg repair makes the graph anew from its readings" in err
    code, _, err = told(capsys, "repair", "--graph", graph)
    assert (code, "repaired, the same graph" in err) == (0, True)


def test_an_article_whose_reading_is_gone_is_named_with_its_file(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = next(a for a in current(graph).manifest.contents.articles if a.name == "river")
    next(graph.glob(f"objects/**/{record.object}*")).unlink()
    code, _, err = told(capsys, "repair", "--graph", graph)
    assert code == 1
    assert f"lost       river (kg add {graph.parent / 'river.txt'})" in err
    assert err.endswith("repaired, without 1 lost\n")
