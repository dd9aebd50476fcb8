"""Every question file fits, names bind as terms, and a file that does not fit says why."""

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import BadData, UnknownName, UsageError
from kg.query import bound, question, question_called, questions, with_evidence
from kg.rdf import PREFIXES


def test_there_are_many_and_each_says_what_it_asks() -> None:
    assert len(questions()) >= 20
    assert [q.name for q in questions().values() if not q.words.endswith("?")] == []
    assert [p.name for q in questions().values() for p in q.parameters if not p.help] == []


@pytest.mark.parametrize("name", [name for name, q in questions().items() if q.sparql])
def test_a_file_is_sparql_that_runs_as_it_stands_and_with_its_evidence(name: str) -> None:
    asked = questions()[name]
    for sparql in (asked.sparql, with_evidence(asked, asked.sparql)):
        assert list(Store().query(sparql, prefixes=dict(PREFIXES))) == []  # type: ignore[arg-type]


def test_a_term_takes_the_place_of_undef_and_cannot_leave_it() -> None:
    asked = question_called("says")
    hostile = Literal('" } SERVICE <http://example.org/> { ?s ?p ?o } #')
    query = bound(asked, {"holder": (hostile,)})
    assert str(hostile) in query
    assert list(Store().query(query, prefixes=dict(PREFIXES))) == []  # type: ignore[arg-type]
    two = bound(asked, {"holder": (NamedNode("http://example.org/a"), NamedNode("http://example.org/b"))})
    assert "VALUES ?holder { <http://example.org/a> <http://example.org/b> }" in two


def test_what_is_wanting_is_said() -> None:
    with pytest.raises(UsageError, match="says wants HOLDER: who says so"):
        bound(question_called("says"), {})
    with pytest.raises(UnknownName, match="did you mean 'threats'"):
        question_called("threat")


@pytest.mark.parametrize(
    "source, complaint",
    [
        ("SELECT ?claim {}", "says no '# question:'"),
        ("# question: What?\nSELECT ?thing {}", "selects no \\?claim first"),
        ("# question: What?\n# sort: when\nSELECT ?claim ?thing {}", "sorts or groups by when"),
        ("# question: What?\n# about: entity; who\nSELECT ?claim {}", "parameter about: no 'VALUES"),
        ("# question: What?\n# about: king; who\nSELECT ?claim { VALUES ?about { UNDEF } }", "parameter about"),
    ],
)
def test_a_file_that_does_not_fit_says_why(source: str, complaint: str) -> None:
    with pytest.raises(BadData, match=complaint):
        question("mine", source)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Who controls the Gaza Strip?", "who-controls"),
        ("Who backs Assad?", "who-backs-whom"),
        ("How many people were killed in Goma?", "casualties"),
        ("What happened in Aleppo?", "events-in"),
    ],
)
def test_a_question_in_words_is_told_the_one_with_most_of_them(asked, meant):
    with pytest.raises(UnknownName, match=rf"did you mean '{meant}'\? \(kg ask lists them\)"):
        question_called(asked)


def test_what_no_question_has_a_word_of_is_only_told_where_they_stand():
    with pytest.raises(UnknownName, match=r"no question named 'xyz' \(kg ask lists them\)"):
        question_called("xyz")
