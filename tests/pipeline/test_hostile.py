"""Texts that want to break something: they are read or set aside, and come out of every door as mere text."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.cli import run
from kg.export import FORMATS, write
from kg.graph import Graph
from tests.pipeline.conftest import built

NAMES = {
    "script": "</script><script>alert(1)</script>",
    "comment": "<!-- --> ]]> <![CDATA[",
    "formula": "=cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd",
    "markup": "[/red][bold]x[link=file:///etc/passwd]",
    "escape": "\x1b[2J\x1b]0;owned\x07",
    "bidi": "\u202etxt.exe\u202c\u2066x\u2069",
    "quotes": '"""\'\'\'\\" \\u0000 \\',
    "rdf": '<http://example.org/> "x"@en ; a kg:State . } GRAPH <x> {',
    "sparql": "?s } ; DROP ALL # {{{{",
    "percent": "%s %n {0} {x} $HOME `id` %00",
    "zalgo": "Z" + "\u0301\u0338" * 40 + "algo",
    "astral": "\U0001f1f8\U0001f1fe\U000e0041\U0010fffd\U00020000",
    "blank": "a\u00a0b\u3000c\u2028d\u0085e\u200bf\ufefff",
    "surrogate": "\ud800 \udfff",
    "long": "Al-" * 60 + "Bab",
}
TEXT = (
    "Kenya backs {0} Somalia. President {0} Bongo of Gabon met {0} rebels in Nairobi on Monday.\n\n"
    "“{0} will attack,” {0} said. The army of Chad shelled {0} near Abeche, killing 12 {0} soldiers.\n"
)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The graph of an article for each; those of lone surrogates come by JSON, since no file has them."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, words in NAMES.items():
        row = {
            "id": words,
            "text": TEXT.format(words),
            "title": words,
            "outlet": words,
            "url": f"https://x.org/{words}",
        }
        (folder / f"{name}.jsonl").write_text(json.dumps(row))
        (folder / f"{name}.txt").write_bytes((TEXT.format(words) + "Twice.").encode("utf-8", "surrogatepass"))
    summary = built([folder], tmp_path / "graph")
    assert summary.inputs == 2 * len(NAMES)
    assert summary.articles > len(NAMES)
    return tmp_path / "graph"


def test_every_door_gives_text(graph: Path, tmp_path: Path) -> None:
    opened = Graph.open(graph)
    assert opened.validate() == []
    for name in ("nq", "trig", "ttl", "graphml", "jsonl"):
        out = tmp_path / f"out{FORMATS[name].suffix}"
        write(opened, out)
        data = out.read_bytes()
        match name:
            case "nq" | "trig":
                found = ox.parse(data, format=ox.RdfFormat.from_extension(name), without_named_graphs=False)
                assert {str(q) for q in found} == {str(q) for q in opened.store}
            case "ttl":
                assert list(ox.parse(data, format=ox.RdfFormat.TURTLE))
            case "graphml":
                ElementTree.fromstring(data)
            case "jsonl":
                assert all(json.loads(line) for line in data.decode("utf-8").splitlines())
    for node in opened.store:
        for term in (node.subject, node.predicate, node.object, node.graph_name):
            if isinstance(term, ox.NamedNode):
                assert not re.search(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]', term.value)


@pytest.mark.parametrize(
    "arguments",
    [
        ["triples", "--standing", "all"],
        ["entities"],
        ["timeline"],
        ["conflicts"],
        ["info"],
        ["ask", "who-backs-whom", "Kenya"],
        ["query", "SELECT ?s ?o { ?s skos:prefLabel ?o }"],
    ],
    ids=lambda a: a[0],
)
def test_the_terminal_stays_clean(graph: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run([*arguments, "--graph", str(graph)]) == 0
    shown = capsys.readouterr()
    bad = {c for c in shown.out + shown.err if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"}
    assert not bad
    assert not set(shown.out + shown.err) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")


def test_a_spreadsheet_computes_nothing(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "SELECT ?o { ?s ?p ?o FILTER(isLiteral(?o)) } LIMIT 5000"
    assert run(["query", question, "--format", "csv", "--graph", str(graph)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) > 50
    assert not [cell for row in rows for cell in row if re.match(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)", cell)]
