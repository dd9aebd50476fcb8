"""The rules of one's own are tried against their examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.errors import BadData
from kg.lexicon.rules import Rule
from kg.pipeline.examples import example

if TYPE_CHECKING:
    from spacy.language import Language

STANZA = """
[[relation]]
predicate = "backs"
id = "in-secret"
verbs = ["slip money to"]
needs = ["subject:Agent", "object:Agent"]
roles = { subject = "subject", object = "object" }
examples = [
  "Norway slipped money to the rebels. => (Norway, backs, rebels)",
  "Norway slipped away. => nothing",
  "Norway may slip money to the rebels. => (Norway, backs, rebels)",
]
"""
RULE = Rule("en.relations.x", "relation", "backs", "relations.toml, rule 'x'")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language) -> Path:
    """A working folder whose kg.toml names a lexicon."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "kg.toml").write_text('lexicon = ["lexicon"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.parse.load", lambda model: nlp)
    return tmp_path / "lexicon"


def test_an_example_that_is_not_found_is_shown_with_what_is(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "relations-own.toml").write_text(STANZA, "utf-8")
    assert run(["rules"]) == 1
    where = "relations-own.toml, rule 'in-secret'"
    assert capsys.readouterr().out.splitlines() == [
        f"holds   {where}: Norway slipped money to the rebels.",
        f"holds   {where}: Norway slipped away.",
        f"missed  {where}: Norway may slip money to the rebels.",
        "        wanted  (Norway, backs, rebels)",
        "        found   possible (Norway, backs, rebels)",
    ]
    assert run(["rules", "--json"]) == 1
    *_, last = json.loads(capsys.readouterr().out)
    assert (last["missing"], last["found"]) == (["(Norway, backs, rebels)"], ["possible (Norway, backs, rebels)"])


def test_rules_that_hold_end_well_and_none_is_said(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    assert "no example to try" in capsys.readouterr().err
    (own / "relations-own.toml").write_text(STANZA.replace("may slip money", "slipped money"), "utf-8")
    assert run(["rules"]) == 0


@pytest.mark.parametrize(
    "text, message",
    [
        ("Norway slipped away.", "no claim"),
        ("=> (Norway, backs, rebels)", "it is to be a sentence, =>, and what it says"),
        ("Norway backs Chad. => (Norway; backs; Chad)", "no claim"),
    ],
)
def test_an_example_that_is_none_is_said(text: str, message: str) -> None:
    with pytest.raises(BadData, match=r"^relations\.toml, rule 'x': example ") as error:
        example(RULE, text)
    assert message in str(error.value)


def test_nothing_means_nothing_of_the_rules_own() -> None:
    sentence, (expected,) = example(RULE, "Norway slipped away. => nothing")
    assert (sentence, expected.wanted, expected.predicate) == ("Norway slipped away.", "nothing", "backs")
