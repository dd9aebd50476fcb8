"""A build that asks a model: what is taken, what is refused, and the same graph again without asking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import run
from kg.graph import Graph
from kg.model import Article, Dropped, Span
from kg.ontology import Ontology
from kg.propose.proposing import _kept, _proposals, instructions, parts

NEWS = "Poland backs Ukraine. Sweden has its eyes on Abeche, an official said.\n"
CLAIM = {
    "predicate": "controls",
    "quote": "Sweden has its eyes on Abeche",
    "roles": {"subject": "Sweden", "object": "Abeche"},
    "types": {"Abeche": "Settlement"},
    "modality": "planned",
}
LIE = {"predicate": "controls", "quote": "Sweden holds Abeche", "roles": {"subject": "Sweden", "object": "Abeche"}}


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Any) -> Path:
    monkeypatch.setattr("kg.parse.load", lambda model=None: nlp)  # one pipeline for all builds of these tests
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text(NEWS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_LLM_KEY", "secret")
    return tmp_path / "graph"


def rules(graph: Path) -> dict[str, str]:
    return {c.predicate: c.rule for c in Graph.open(graph).claims()}


def test_a_build_asks_nobody_unless_it_is_told_to(news: Path, fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "news"]) == 0
    assert fake.asked == []
    assert run(["proposals"]) == 0
    assert capsys.readouterr().out == ""


def test_proposals_are_taken_or_refused_and_the_graph_is_the_same_again(
    news: Path, fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.propose(CLAIM, LIE)
    asking = ["--llm", fake.address, "--llm-model", "tiny"]
    assert run(["build", "news", *asking]) == 0
    assert f"note       {fake.address}: tiny was asked about 1 article, or" in capsys.readouterr().err
    assert rules(news) == {"backs": "en.relations.backs", "controls": "llm:tiny"}
    first = Graph.open(news)
    (planned,) = first.statements({"planned"})
    assert first.title(planned) == "Sweden – controls – Abeche"
    capsys.readouterr()
    assert run(["proposals", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["article"], listed["model"], len(listed["taken"])) == ("one", "tiny", 1)
    assert [(r["reason"], r["proposal"]["quote"]) for r in listed["refused"]] == [
        ("its quote is not in the text", "Sweden holds Abeche")
    ]
    assert run(["proposals"]) == 0
    assert "its quote is not in the text: controls (subject Sweden; object Abeche)" in capsys.readouterr().out

    fake.propose()
    assert run(["rebuild"]) == 0
    assert Graph.open(news).manifest.root == first.manifest.root, "what was answered once is not asked again"
    assert len(fake.asked) == 1
    written = b"".join(p.read_bytes() for p in news.rglob("*") if p.is_file())
    assert b"secret" not in written

    (news.parent / "news" / "two.txt").write_text("Chad backs Sudan. It rained in Abeche.\n")
    assert run(["add", "news/two.txt"]) == 0
    assert len(fake.asked) == 2, "a graph that asks goes on asking about what is new"
    capsys.readouterr()
    assert run(["remove", "two"]) == 0
    assert "was asked" not in capsys.readouterr().err
    assert Graph.open(news).manifest.root == first.manifest.root
    assert run(["verify"]) == 0


def test_another_model_is_asked_anew_and_off_is_off(news: Path, fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fake.propose(CLAIM)
    assert run(["build", "news", "--llm", fake.address, "--llm-model", "tiny"]) == 0
    assert run(["rebuild", "--llm-model", "small"]) == 0
    assert rules(news)["controls"] == "llm:small"
    assert run(["rebuild", "--llm", "off"]) == 0
    assert "controls" not in rules(news)
    capsys.readouterr()
    assert run(["proposals"]) == 0
    assert capsys.readouterr().out == "", "this graph has none"


def test_an_article_about_which_it_does_not_answer_is_set_aside(
    news: Path, fake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (news.parent / "news" / "two.txt").write_text("Chad backs Sudan.\n")
    fake.answer = lambda question: (200, "I cannot" if "Chad" in question["messages"][1]["content"] else {"claims": []})
    assert run(["build", "news", "--llm", fake.address, "--llm-model", "tiny"]) == 1
    assert "the answer is not JSON" in capsys.readouterr().err
    assert [a.name for a in Graph.open(news).articles] == ["one"]
    fake.propose()
    assert run(["quarantine", "--retry"]) == 0
    assert [a.name for a in Graph.open(news).articles] == ["one", "two"]


@pytest.mark.parametrize(
    "options, message",
    [
        (["--llm", "http://127.0.0.1:9/v1"], "--llm needs the name of a model"),
        (["--llm", "http://127.0.0.1:9/v1", "--llm-model", "tiny"], "no endpoint answers there"),
        (["--llm", "chat", "--llm-model", "tiny"], "no address; write it as"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    news: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "news", *options]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "answer", ["[" * 100_000, '{"claims": ' + "[" * 5_000 + "]" * 5_000 + "}", '{"claims": {}}', "7"]
)
def test_a_monstrous_answer_costs_its_article(answer: str) -> None:
    with pytest.raises(ValueError, match="the answer"):
        _proposals(answer)


def test_a_monstrous_proposal_is_kept_by_its_beginning() -> None:
    assert len(_kept({"quote": "x" * 50_000})) == 10_000
    assert _kept({"quote": "x"}) == {"quote": "x"}
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    assert _kept(deep) == "nested too deep to be kept"


def test_long_articles_are_asked_in_parts_without_what_is_no_news() -> None:
    paragraphs = [f"Paragraph {n}. " + "It rained. " * 200 for n in range(6)]
    text = "\n\n".join(paragraphs) + "\n\nShare this"
    article = Article("a", "a", text, dropped=(Dropped(Span(len(text) - 10, len(text)), "share"),))
    found = list(parts(article))
    assert [p.count("Paragraph") for p in found] == [2, 2, 2]
    assert "\n\n".join(found) == "\n\n".join(p.strip() for p in paragraphs)


def test_the_instructions_have_the_whole_vocabulary() -> None:
    ontology = Ontology.load()
    told = instructions(ontology)
    assert all(f"- {name} (" in told for name in (*ontology.relations, *ontology.events))
    assert all(name in told for name in ontology.entity_types)
