"""What texts say, read from `tests/cases/`: a text on its line (or lines), below it, indented, what must be found.

    Turkish jets bombed Kobani, Kurdish officials said.
        AirStrike(actor=Turkish jets; object=Kobani) @ Kurdish officials
        nothing Withdrawal

* `(A, backs, B)` is a relation; of `holdsPosition` the object is the title, of `alias` the name.
* `Attack(actor=A & B; recipient=C)` is an event: each role listed has exactly these fillers, `actor=-` none; roles that
  are not listed are free. A filler is the mention's words, or a name of the same thing elsewhere in the text, without
  the article; a description may have more words around those asked for. `A:State` asks for its type as well.
* Before the claim stand `not`, `planned`, `possible`, `demanded`, `threatened`, `conditional`; none of them: a fact.
* Behind it `@ Holder`, the one nearest the claim first (`@ minister < Sana`), `@ -` for nobody; unsaid, it is free.
  `[condition: if they stay]`, `[deadline: by Friday]`, `[channel: Twitter]` ask for these words.
* `nothing Attack` or `nothing (A, backs, B)`: no such claim in any stance (with stance words: in that one);
  `nothing` alone: no claim at all. `no fact Attack`: none that is affirmed and actual, whoever says so. Of these two,
  fillers need only be among those found.
* More may be found than is listed. A line that we cannot do yet ends in ` ! why`; it runs as an expected failure and
  tells us when it begins to pass. Comments begin with `#` in the first column.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.mark import ParameterSet

from kg.extract.extractor import Extractor
from kg.gazetteer import Places
from kg.model import Article, Reading
from kg.parse import parse
from kg.pipeline.notation import Expected, read_line, shown
from tests.conftest import Knowledge
from tests.notation import Case, missed, read_cases

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent.parent / "cases"
OTHERS = frozenset({"times", "figures", "open"})
"""Topics with a notation and a test of their own."""

CASES = [case for path in sorted(FOLDER.glob("*.txt")) if path.stem not in OTHERS for case in read_cases(path)]


@pytest.fixture(scope="session")
def readings(nlp: Language, knowledge: Knowledge) -> dict[str, Reading]:
    """The reading of every text of every topic, all parsed in one go, as if published on 15 February 2020."""
    extractor = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology, Places.open())
    articles = [Article(f"a{i}", f"a{i}", case.text, published=date(2020, 2, 15)) for i, case in enumerate(CASES)]
    return {article.text: extractor.extract(doc, article) for article, doc in parse(nlp, articles)}


def expectations() -> Iterator[ParameterSet]:
    """Each line below each text, those that we cannot do yet marked with the reason."""
    for case in CASES:
        for expected in case.expected:
            marks = [pytest.mark.xfail(reason=expected.reason, strict=True)] if expected.reason else []
            name = f"{case.topic}: {case.text} => {expected.line}".replace("\n", " ")
            yield pytest.param(case, expected, id=name, marks=marks)


@pytest.mark.parametrize("case, expected", list(expectations()))
def test_a_text_says(readings: dict[str, Reading], case: Case, expected: Expected) -> None:
    reading = readings[case.text]
    if missed(reading, expected):
        pytest.fail(f"{case.text}\nwanted\n    {expected.line}\nfound\n{shown(reading)}", pytrace=False)


def test_no_text_stands_twice() -> None:
    texts = [case.text for case in CASES]
    assert [text for text in texts if texts.count(text) > 1] == []


def test_predicates_and_roles_of_the_cases_are_of_the_vocabulary(knowledge: Knowledge) -> None:
    """Else `nothing Atack`, or `nothing Attack(agent=Mali)`, would always hold."""
    ontology = knowledge.ontology
    roles = {name: {"subject", "object"} for name in ontology.relations}
    roles |= {name: set(ontology.event(name).roles) for name in ontology.events}
    wrong = [
        e.line
        for case in CASES
        for e in case.expected
        if e.predicate and not (e.predicate in roles and set(e.roles) <= roles[e.predicate])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line, roles",
    [
        ("(Mali, backs, the junta)", {"subject": ("Mali",), "object": ("the junta",)}),
        ("Meeting(actor=A & B; partner=-)", {"actor": ("A", "B"), "partner": ()}),
    ],
)
def test_roles_are_read(line: str, roles: dict[str, tuple[str, ...]]) -> None:
    assert read_line(line).roles == roles


def test_a_line_is_read_whole() -> None:
    line = read_line("not planned Attack(actor=A) @ B < C [condition: if D leaves] [deadline: by May] ! too hard")
    assert (line.predicate, sorted(line.stance), line.holders) == ("Attack", ["not", "planned"], ("B", "C"))
    assert (line.parts, line.reason) == ({"condition": "if D leaves", "deadline": "by May"}, "too hard")


@pytest.mark.parametrize("line", ["", "planned", "(A, B)", "Attack(A)", "Attack(actor=A) @"])
def test_what_is_no_claim_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"claim|role"):
        read_line(line)
