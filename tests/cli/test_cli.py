"""The command line: results on stdout, talk on stderr, one line and a documented exit code where it cannot."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.cli import COMMANDS, app, run
from kg.config import load_config
from kg.pipeline import make

NEWS = """Army takes bridge

Russia has long supported Syria. The army of Chad attacked rebels in Abeche on Monday.
Kenya denied that it backs Somalia in the dispute.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "bridge.txt").write_text(NEWS)
    make([folder / "bridge.txt"], load_config({"graph": str(folder / "graph")}, folder))
    return folder / "graph"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def kg(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """`kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)


def test_every_command_has_an_example_and_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert run([command.__name__, "--help"]) == 0
        shown = capsys.readouterr().out
        assert f"Example: kg {command.__name__}" in shown
        assert "…" not in shown


def test_nothing_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {command.__name__} " in shown for command in COMMANDS)


def test_triples_are_lines_with_the_number_of_articles(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["triples", "--graph", str(graph), "--about", "Russia"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line for line in out if line.startswith("Russia – backs – Syria") and line.endswith("  (1)")]
    assert not [line for line in out if "Kenya" in line]


def test_what_is_denied_is_shown_only_when_asked_for(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["triples", "--graph", str(graph)])
    assert "Kenya – backs" not in capsys.readouterr().out
    run(["triples", "--graph", str(graph), "--standing", "denied"])
    assert "Kenya – backs – Somalia  [denied]  (1)" in capsys.readouterr().out


def test_a_limit_is_said(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["triples", "--graph", str(graph), "--limit", "1"]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "triples are shown" in shown.err


def test_explain_marks_the_words_in_their_sentence(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "Kenya", "Somalia", "--graph", str(graph)]) == 0
    out = capsys.readouterr().out
    assert "Kenya – backs – Somalia" in out
    assert "bridge (undated), Kenya: denied" in out
    assert "[it backs Somalia" in out


def test_explain_takes_the_id_of_a_statement(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["explain", "Kenya", "Somalia", "--graph", str(graph)])
    ident = capsys.readouterr().out.splitlines()[1].split(":")[0].strip()
    assert run(["explain", ident, "--graph", str(graph)]) == 0
    assert "Kenya – backs – Somalia" in capsys.readouterr().out


@pytest.mark.parametrize("format, start", [("table", "n\n"), ("csv", "n\n"), ("tsv", "?n\n"), ("json", "{")])
def test_a_query_answers_in_every_format(
    graph: Path, capsys: pytest.CaptureFixture[str], format: str, start: str
) -> None:
    question = "SELECT ?n { ?s kg:backs ?o . ?s skos:prefLabel ?n }"
    assert run(["query", question, "--graph", str(graph), "--format", format]) == 0
    out = capsys.readouterr().out
    assert out.startswith(start)
    assert "Russia" in out


def test_a_query_comes_from_a_file_or_a_pipe(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?s kg:backs ?o }")
    assert kg("query", "-f", "q.rq", "--graph", str(graph)).stdout == "yes\n"
    assert kg("query", "--graph", str(graph), input="ASK { ?s kg:hosts ?o }").stdout == "no\n"


def test_a_query_asks_what_follows_by_rule_too(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = "ASK { GRAPH e:g-inferred { ?s ?p ?o } }"
    assert run(["query", asked, "--graph", str(graph), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is False
    assert run(["query", asked, "--graph", str(graph), "--inferred"]) == 0
    assert capsys.readouterr().out == "yes\n"
    assert run(["export", "all.nq", "--graph", str(graph), "--inferred"]) == 0
    assert "g-inferred" in Path("all.nq").read_text("utf-8")


def test_a_cut_answer_is_said(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT * { ?s ?p ?o }", "--rows", "3", "--graph", str(graph)]) == 0
    assert "cut short" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".graphml", ".jsonl"])
def test_the_suffix_picks_the_format(graph: Path, tmp_path: Path, suffix: str) -> None:
    assert run(["export", f"out{suffix}", "--graph", str(graph)]) == 0
    assert (tmp_path / f"out{suffix}").stat().st_size > 100


def test_an_export_to_a_pipe(graph: Path) -> None:
    done = kg("export", "-", "--format", "jsonl", "--graph", str(graph))
    assert {json.loads(line)["article"] for line in done.stdout.splitlines()} == {"bridge"}


def test_info_names_model_and_counts(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["info", "--graph", str(graph)]) == 0
    out = capsys.readouterr().out
    assert "en_core_web_md" in out
    assert "articles    1, 0 more quarantined" in out


def test_the_graph_fits_its_shapes(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--graph", str(graph)]) == 0
    assert capsys.readouterr().out == ""


def test_config_shows_value_and_origin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kg.toml").write_text("keep = 7\n")
    assert run(["config", "--model", "other"]) == 0
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()}
    assert rows["keep"] == ["7", "kg.toml"]
    assert rows["model"] == ["other", "flag"]
    assert rows["query_rows"][1] == "default"


def test_extract_prints_claims_for_people_and_json(tmp_path: Path) -> None:
    done = kg("extract", "-", input=NEWS)
    assert "Kenya – backs – Somalia  [not; says Kenya" in done.stdout
    assert list(tmp_path.iterdir()) == []
    done = kg("extract", "-", "--json", input=NEWS)
    assert json.loads(done.stdout)["article"]["text"] == NEWS


def test_a_build_reports_on_stderr_and_says_what_it_set_aside(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "good.txt").write_text(NEWS)
    (tmp_path / "news" / "bad.txt").write_bytes(b"\x00")
    done = kg("build", "news", "--graph", "g")
    assert (done.returncode, done.stdout) == (1, "")
    assert "set aside: news/bad.txt: binary" in done.stderr
    assert "W095" not in done.stderr
    again = kg("rebuild", "--graph", "g")
    assert again.returncode == 1
    assert "2 inputs: 1 article built, 1 quarantined" in again.stderr


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["build", "nowhere"], 3, "nowhere: no such file or folder"),
        (["build", "empty"], 3, "empty: no article found"),
        (["build", "binary.txt"], 3, "binary.txt: binary: it contains NUL bytes"),
        (["build", "huge.txt"], 3, "huge.txt: 10,000,000 bytes, more than the limit"),
        (["build", "good.txt", "--graph", "file"], 4, "file: is a file, not a graph folder"),
        (["build", "good.txt", "--model", "en_none"], 2, "no spaCy pipeline 'en_none' is installed; install one"),
        (["build", "good.txt", "--metadata", "nowhere.csv"], 3, "nowhere.csv: No such file"),
        (["build", "good.txt", "--metadata", "bad.csv"], 2, "bad.csv: row 2: published 'soon' is not a date"),
        (["build", "good.txt", "--grap", "x"], 2, "No such option: --grap"),
        (["build"], 2, "Missing argument"),
        (["bild", "x"], 2, "No such command 'bild'. Did you mean 'build'"),
        (["triples"], 4, "graph: no such graph; make one with kg build"),
        (["triples", "--graph", "empty"], 4, "empty: not a graph"),
        (["rebuild", "--graph", "file"], 4, "file: is a file"),
        (["query", "ASK {", "--graph", "GRAPH"], 2, "SPARQL syntax"),
        (["query", "ASK {?s ?p ?o}", "-f", "x.rq", "--graph", "GRAPH"], 2, "both given"),
        (["query", "-f", "nowhere.rq", "--graph", "GRAPH"], 2, "nowhere.rq: No such file"),
        (["query", "ASK {SERVICE <http://localhost/> {?s ?p ?o}}", "--graph", "GRAPH"], 5, "SERVICE"),
        (["query", "ASK {?s ?p ?o}", "--format", "cvs", "--graph", "GRAPH"], 2, "did you mean 'csv'?"),
        (["explain", "Rusia", "--graph", "GRAPH"], 2, "did you mean 'Russia'?"),
        (["explain", "Russia", "Kenya", "--graph", "GRAPH"], 2, "nothing is said of 'Russia' and 'Kenya'"),
        (["explain", "s-0000", "--graph", "GRAPH"], 2, "no statement named"),
        (["triples", "--standing", "denid", "--graph", "GRAPH"], 2, "did you mean 'denied'?"),
        (["export", "x.png", "--graph", "GRAPH"], 2, ".png"),
        (["export", "nowhere/x.nq", "--graph", "GRAPH"], 2, "nowhere: no such folder"),
        (["export", "-", "--graph", "GRAPH"], 2, "name the format"),
        (["extract", "nowhere.txt"], 3, "nowhere.txt: no such file"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_the_user_can_mend_is_one_line_and_a_code(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "good.txt").write_text(NEWS)
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "huge.txt").write_bytes(b"x" * 10_000_000)
    (tmp_path / "bad.csv").write_text("article,published\ngood,soon\n")
    assert run([str(graph) if a == "GRAPH" else a for a in arguments]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("kg: ")
    assert message in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["query", "ASK { ?s ?p ?o }", "-g", "GRAPH"]])
def test_what_parses_nothing_imports_no_spacy(graph: Path, arguments: list[str]) -> None:
    arguments = [str(graph) if a == "GRAPH" else a for a in arguments]
    code = (
        "import sys; from kg.cli import run; code = run(sys.argv[1:]);"
        "sys.exit(code or bool({'spacy', 'thinc', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_library_imports_neither_spacy_nor_a_database() -> None:
    code = "import kg, sys; sys.exit(bool({'spacy', 'pyoxigraph', 'rdflib', 'typer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_closed_pipe_is_no_error(graph: Path) -> None:
    command = f"{sys.executable} -m kg query 'SELECT * {{ ?s ?p ?o }}' -g {graph} --format tsv"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 1"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_its_code(graph: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "-f", "pipe", "-g", str(graph)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        # Where the tests run in the background of a shell, SIGINT is ignored, and a child would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        time.sleep(2)
        process.send_signal(number)
        try:
            assert process.wait(20) == code
        finally:
            process.kill()
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsencode(tmp_path) + b"/\x1b[31mred\xff.txt"
    Path(os.fsdecode(name)).write_bytes(b"\x00")
    assert run(["build", os.fsdecode(name)]) == 3
    assert run(["triples", "--graph", os.fsdecode(name)]) == 4
    shown = capsys.readouterr().err
    assert "\x1b" not in shown
    assert "red" in shown


def test_the_app_is_named_as_documented() -> None:
    assert app.info.name == "kg"
