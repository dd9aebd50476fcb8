"""`kg extract --open`: sentences in, open triples out, a line each."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from kg.cli import run

SENTENCES = "Rebels seized the port, killing two guards.\n\nThe army has not left Ruda.\n"
TRIPLES = [
    ["Rebels seized the port, killing two guards.", "seized", "Rebels", "the port"],
    ["Rebels seized the port, killing two guards.", "be killing", "Rebels", "two guards"],
    ["The army has not left Ruda.", "has not left", "The army", "Ruda"],
]


def triples(out: str) -> list[list[str]]:
    """The cells of each line without the confidence, which must be a number."""
    rows = [line.split("\t") for line in out.splitlines()]
    assert all(0 < float(row.pop(1)) < 1 for row in rows)
    return rows


@pytest.mark.parametrize("name", ["sentences.txt", "sentences.txt.gz"])
def test_a_line_of_cells_for_each_triple(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = SENTENCES.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert run(["extract", str(tmp_path / name), "--open"]) == 0
    assert triples(capsys.readouterr().out) == TRIPLES


def test_what_is_no_text_is_named_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = b"\x00\n" + b"x" * 20_000 + b"\nThe army has not\tleft \x1b[31mRuda.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run(["extract", "-", "--open"]) == 0
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out
    assert [row[1] for row in triples(shown.out)] == ["has not left"]
    assert "line 1 is left out: binary: it contains NUL bytes" in shown.err
    assert "line 2 is left out: not prose" in shown.err


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["nowhere.txt", "--open"], 3, "nowhere.txt: no such file"),
        ([".", "--open"], 3, "not a regular file"),
        (["-", "--open", "--json"], 2, "more than one is given"),
        (["-", "--open", "--model", "en_none"], 2, "no spaCy pipeline 'en_none'"),
    ],
)
def test_what_the_user_can_mend(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["extract", *arguments]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err


def test_what_no_sentence_is_costs_its_line_or_its_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.sentences.LONGEST_LINE", 5_000)
    seized = "Rebels seized the port. The guards fled. " * 30 + "(" * 400
    (tmp_path / "lines.txt").write_text(f"{'long ' * 1_001}\n{seized}\n", "utf-8")
    assert run(["extract", str(tmp_path / "lines.txt"), "--open"]) == 0
    shown = capsys.readouterr()
    assert "line 1 is left out: 5,006 bytes, more than the limit of 5,000" in shown.err
    assert ["seized", "Rebels"] in [row[1:3] for row in triples(shown.out)]
