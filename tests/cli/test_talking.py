"""How much a command says, its version, and what the shell completes."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kg import __version__
from kg.cli import COMMANDS, run
from kg.config import load_config
from kg.pipeline import make
from tests.worked_example import build_graph

NEWS = "Poland backs Ukraine. The army of Chad attacked rebels in Abeche on Monday.\n"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "one.txt").write_text(NEWS)
    make([folder / "one.txt"], load_config({"graph": str(folder / "graph")}, folder))
    return folder


def talk(capsys: pytest.CaptureFixture[str], folder: Path, *options: str) -> list[str]:
    assert run(["build", str(folder / "one.txt"), "--graph", str(folder / "graph"), *options]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_by_default_it_tells_what_it_did(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = talk(capsys, news)
    assert lines[0].startswith("read  ")
    assert not any("kg.pipeline" in line for line in lines)


def test_quiet_leaves_warnings_and_errors(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk(capsys, news, "--quiet") == []
    assert run(["info", "--quiet", "--graph", str(news / "none")]) == 4
    assert capsys.readouterr().err.startswith("kg: ")


def test_verbose_shows_the_log_of_the_library_with_the_seconds(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [line for line in talk(capsys, news, "-v") if "kg.pipeline" in line]
    assert steps
    assert all(re.fullmatch(r" *\d+\.\d\d s  kg\.pipeline\.\w+: .+", line) for line in steps)
    (news / "one.txt").write_text(NEWS + "It rained\x1b[31m.\n")
    each = talk(capsys, news, "-vv")
    assert any(line.endswith("one: 4 claims") for line in each)
    assert len(talk(capsys, news, "-vv", "--quiet")) == 0
    assert logging.getLogger("kg").handlers == []


def test_every_command_has_both_options(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS[::7]:
        assert run([command.__name__, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "-v, --verbose" in shown
        assert "-q, --quiet" in shown


def test_the_version_needs_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kg (claimgraph) {__version__}\n"


def completed(line: str, folder: Path) -> list[str]:
    """What bash is offered at the end of a line; the last word may be begun."""
    words = line.split(" ")
    variables = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_KG_COMPLETE": "complete_bash"}
    command = [sys.executable, "-c", "import sys; from kg.cli import main; main(); assert 'spacy' not in sys.modules"]
    done = subprocess.run(
        command, env={**os.environ, **variables}, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    return [word for word in done.stdout.split("\n") if word]


def test_questions_and_names_are_completed(tmp_path: Path) -> None:
    build_graph(tmp_path / "graph")
    build_graph(tmp_path / "other")
    assert "who-backs-whom" in completed("kg ask who-b", tmp_path)
    assert completed("kg ask who-backs-whom Rur", tmp_path) == ["Ruritania", r"Ruritanian\ army"]
    assert completed("kg explain -g other Ruritania fenw", tmp_path) == ["fenwick_rebels"]
    assert completed("kg show The", tmp_path) == [r"The\ rebels"], "another name of the rebels"
    assert completed("kg explain -g nowhere Rur", tmp_path) == []


@pytest.mark.parametrize(
    "line, offered",
    [
        ("kg entities --type Armed", ["ArmedForce", "ArmedGroup"]),
        ("kg export x --predicate Wi", ["Withdrawal"]),
        ("kg triples --standing asserted,d", ["asserted,denied", "asserted,disputed", "asserted,demanded"]),
        ("kg plot x.svg --kind ch", ["chord"]),
        ("kg export - --format graph", ["graphml"]),
        ("kg query --format t", ["table", "tsv"]),
    ],
)
def test_words_of_ours_are_completed(line: str, offered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    words = line.split(" ")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_KG_COMPLETE", "complete_bash")
    with pytest.raises(SystemExit), redirect_stdout(StringIO()) as out:
        run([])
    assert sorted(out.getvalue().split()) == sorted(offered)


def test_words_are_completed_beside_a_configuration_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("model = 3", "utf-8")
    assert completed("kg entities --type Armed", tmp_path) == ["ArmedForce", "ArmedGroup"]


def test_a_name_that_is_completed_is_one_that_commands_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_graph(tmp_path / "graph")
    monkeypatch.chdir(tmp_path)
    assert run(["show", "ruritanian_army"]) == 0
    assert capsys.readouterr().out.startswith("Ruritanian army")


def test_completion_can_be_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "--install-completion" in capsys.readouterr().out
