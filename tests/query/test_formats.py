"""Answers as text."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis.strategies import text
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, parse_query_results

from kg.errors import UnknownName
from kg.query import Result, shown, terminal_text
from kg.rdf import kg, number

RESULT = Result(
    "select",
    ("who", "what"),
    ((kg("backs"), Literal("=cmd|' /C calc'!A0")), (NamedNode("http://example.org/a b".replace(" ", "%20")), None)),
)


def test_a_table_is_aligned_and_compact() -> None:
    lines = shown(RESULT).splitlines()
    assert lines[0].split() == ["who", "what"]
    assert lines[2].startswith("kg:backs" + " " * 20)
    assert lines[3] == "<http://example.org/a%20b>"


def test_a_long_cell_is_cut_and_a_wide_one_measured() -> None:
    lines = shown(
        Result("select", ("a", "b"), ((Literal("x" * 99), Literal("日本")), (None, Literal("y"))))
    ).splitlines()
    assert lines[2] == "x" * 59 + "…  日本"
    assert lines[3] == " " * 60 + "  y"


def test_ask_is_said_in_each_format() -> None:
    yes = Result("ask", boolean=True)
    assert [shown(yes, f) for f in ("table", "csv", "tsv")] == ["yes\n", "true\n", "true\n"]
    assert json.loads(shown(yes, "json")) == {"head": {}, "boolean": True}


def test_csv_guards_formulas_but_not_numbers() -> None:
    rows = Result("select", ("n",), tuple((t,) for t in (number(-3), Literal("-3+x"), Literal("@a"), Literal("a"))))
    assert [r[0] for r in csv.reader(io.StringIO(shown(rows, "csv")))] == ["n", "-3", "'-3+x", "'@a", "a"]


@given(text())
def test_tsv_and_json_are_read_back_by_another_reader(words: str) -> None:
    clean = words.encode("utf-8", "replace").decode()
    result = Result("select", ("x", "y"), ((Literal(clean), kg("a")), (Literal(clean, language="en"), number(2.5))))
    for name, kind in (("tsv", QueryResultsFormat.TSV), ("json", QueryResultsFormat.JSON)):
        back = parse_query_results(shown(result, name), format=kind)
        assert [tuple(row) for row in back] == list(result.rows)


@given(text())
def test_nothing_steers_the_terminal(words: str) -> None:
    shown_words = terminal_text(words)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u200f" for c in shown_words)
    assert all(c in shown_words for c in words if c.isalnum())


def test_an_unknown_format_names_the_near_one() -> None:
    with pytest.raises(UnknownName, match="did you mean 'json'"):
        shown(RESULT, "jsn")
