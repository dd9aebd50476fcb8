"""`--json` of the listing commands: one document on stdout, keys that stay, nothing that steers a terminal."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kg.cli import run
from kg.cli.as_json import print_json
from kg.corrections import COLUMNS
from kg.graph.rows import ENTITY, STATEMENT, TRIPLE
from kg.model import Judgement
from tests.worked_example import build_graph, drafts

STATEMENTS = {c.name for c in STATEMENT}
EVIDENCE = {"claim", "says", "stance", "sentence"}
KEYS: dict[tuple[str, ...], set[str]] = {
    ("triples", "--standing", "all"): {c.name for c in TRIPLE},
    ("entities",): {c.name for c in ENTITY},
    ("show", "Ruritania"): {c.name for c in ENTITY}
    | {"source_class", "named", "relations_from", "relations_to", "events"},
    ("explain", "Ruritania"): STATEMENTS | {"merges", "evidence"},
    ("explain", "--missing", "Ruritania backs Strelsau"): {
        "subject", "predicate", "object", "verdict", "near", "sentences",
    },
    ("explain", "--same", "Ruritania", "Strelsau"): {"same", "left", "right", "judgements"},
    ("ask",): {"name", "question", "usage", "parameters"},
    ("ask", "who-backs-whom", "Ruritania"): {"cells", "ids", "claim", "statement", "article", "start", "end"},
    ("timeline",): STATEMENTS | {"day", "when"},
    ("conflicts",): {"kind", "reason", "left", "right"},
    ("info",): {
        "path", "generation", "root", "counts", "first_published", "last_published", "undated", "quarantined",
        "versions",
    },
    ("config",): {"name", "value", "origin"},
    ("verify",): {"checked", "damages"},
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = drafts()
    made[0].article = replace(made[0].article, name="one\x9b31m\u202e")
    return build_graph(tmp_path_factory.mktemp("json") / "g", made).path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def printed(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str, code: int = 0) -> Any:
    assert run([*arguments, "--json"]) == code
    return json.loads(capsysbinary.readouterr().out)


@pytest.mark.parametrize("command", KEYS, ids=" ".join)
def test_the_keys_are_these(command: tuple[str, ...], graph: Path, capsysbinary: Any) -> None:
    found = printed(capsysbinary, *command, "--graph", str(graph))
    assert found
    for one in found if isinstance(found, list) else [found]:
        assert set(one) == KEYS[command]


def test_evidence_has_the_claim_and_its_sentence_in_parts(graph: Path, capsysbinary: Any) -> None:
    backs = printed(capsysbinary, "explain", "Ruritania", "Fenwick rebels", "--graph", str(graph))[0]
    assert (backs["predicate"], backs["standing"], backs["first_reported"]) == ("backs", "disputed", "2021-05-04")
    denied = next(e for e in backs["evidence"] if e["stance"] == "denied")
    assert set(denied) == EVIDENCE
    assert denied["says"] == "Rupert of Hentzau"
    sentence = denied["sentence"]
    assert sentence["before"] + sentence["words"] == "Rupert denied that Ruritania backs the Fenwick rebels"
    assert denied["claim"]["roles"]["subject"][0]["name"] == "Ruritania"


def test_an_answer_says_in_words_and_by_id(graph: Path, capsysbinary: Any) -> None:
    (row,) = printed(capsysbinary, "ask", "who-controls", "--graph", str(graph))
    assert row["cells"]["who"] == "Ruritanian army"
    assert row["ids"]["who"] == ["ruritanian_army"]
    assert row["cells"]["quote"] == "The Ruritanian army controls Strelsau"


def test_what_is_empty_is_an_empty_array(graph: Path, capsysbinary: Any) -> None:
    for command in ("quarantine", "corrections", "review", "validate"):
        assert printed(capsysbinary, command, "--graph", str(graph)) == []
    assert printed(capsysbinary, "diff", str(graph), str(graph)) == []


def test_a_difference_has_the_statement_as_it_was_and_as_it_is(graph: Path, tmp_path: Path, capsysbinary: Any) -> None:
    other = build_graph(tmp_path / "other", drafts()[:2]).path
    found = printed(capsysbinary, "diff", str(graph), str(other))
    gone = next(c for c in found if c["title"] == "Ruritanian army – controls – Strelsau")
    assert (gone["kind"], gone["now"], set(gone["was"])) == ("gone", None, STATEMENTS)


def test_corrections_and_pairs_have_the_columns_of_their_kind(
    tmp_path: Path, capsysbinary: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_graph(tmp_path / "g").path
    (folder / "corrections.tsv").write_text("\t".join(COLUMNS) + "\ndrop\tr7\t\t\tno road\t2021-05-09\n")
    (one,) = printed(capsysbinary, "corrections", "--graph", str(folder))
    assert set(one) == {*COLUMNS, "line"}
    assert (one["action"], one["entity"], one["line"]) == ("drop", "r7", 2)
    pair = Judgement("Rupert", "Rupert of Hentzau", True, "a part of the name", 0.8, "rupert", "rupert")
    monkeypatch.setattr("kg.graph.Graph.judgements", (pair,))
    (asked,) = printed(capsysbinary, "review", "--graph", str(folder))
    assert set(asked) == {f.name for f in fields(Judgement)}


def test_nothing_in_it_steers_a_terminal(graph: Path, capsysbinary: Any) -> None:
    assert run(["explain", "Ruritania", "--json", "--graph", str(graph)]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "\\u009b31m\\u202e" in out
    assert "\x9b" not in out
    with pytest.raises(TypeError):
        print_json(object())


def test_json_lists_and_does_nothing_else(graph: Path, capsysbinary: Any) -> None:
    assert run(["quarantine", "--retry", "--json", "--graph", str(graph)]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.count(b"\n") == 1
