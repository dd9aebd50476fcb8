"""`kg extract --explain`: which rule fired at some words, and which condition failed nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run

TEXT = "Sudan's army shelled the port. The minister repaired his car. A court in Accra armed nobody.\n"


def explained(folder: Path, words: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    (folder / "a.txt").write_text(TEXT)
    assert run(["extract", str(folder / "a.txt"), "--explain", words]) == 0
    return capsys.readouterr().out.splitlines()


def test_what_fired_is_named_with_its_claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = explained(tmp_path, "shelled  THE port", capsys)
    assert lines[0] == "“Sudan's army shelled the port.”"
    assert "army (ArmedForce)" in lines[1] or "Sudan's army (ArmedForce)" in lines[1]
    fired = next(i for i, line in enumerate(lines) if line.startswith("claim: Shelling"))
    assert lines[fired + 1] == "    by en.events.shell"


def test_the_condition_that_failed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = explained(tmp_path, "armed nobody", capsys)
    assert any(line.startswith("no backs by en.relations.backs at “armed”: ") for line in lines)


def test_a_word_that_no_rule_has_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(tmp_path, "repaired his car", capsys)[-1].startswith("no rule of the lexicon has: repaired")


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--explain", "not in it"], "a does not hold these words"),
        (["--explain", " "], "a does not hold these words"),
        (["--explain", "port", "--json"], "more than one is given"),
    ],
)
def test_what_the_user_can_mend(
    tmp_path: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert run(["extract", str(tmp_path / "a.txt"), *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
