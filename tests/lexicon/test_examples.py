"""Every example of every rule of the lexicon, read by the engine: it finds what the example says it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.extract.extractor import Extractor
from kg.lexicon.lexicon import HERE
from kg.lexicon.rules import Rule, read_rules
from kg.model import Article, Reading
from kg.parse import parse
from kg.pipeline.examples import example
from kg.pipeline.notation import Expected, shown
from tests.conftest import Knowledge
from tests.notation import missed

if TYPE_CHECKING:
    from spacy.language import Language


class Example(NamedTuple):
    """A sentence of one rule, with the claims that must be found in it: of the rule's predicate none for "nothing"."""

    rule: Rule
    sentence: str
    expected: tuple[Expected, ...]


EXAMPLES = [
    Example(rule, *example(rule, text))
    for pattern in ("events*.toml", "relations*.toml")
    for path in sorted(HERE.glob(pattern))
    for rule in read_rules(path)
    for text in rule.examples
]


@pytest.fixture(scope="session")
def readings(nlp: Language, knowledge: Knowledge) -> list[Reading]:
    """The reading of each example, all parsed in one go."""
    extractor = Extractor(knowledge.lexicon, knowledge.gazetteer, knowledge.ontology)
    articles = [Article(f"a{i}", f"a{i}", example.sentence) for i, example in enumerate(EXAMPLES)]
    return [extractor.extract(doc, article) for article, doc in parse(nlp, articles)]


@pytest.mark.parametrize("i", range(len(EXAMPLES)), ids=[f"{e.rule.name}: {e.sentence}" for e in EXAMPLES])
def test_an_example_is_read(readings: list[Reading], i: int) -> None:
    rule, sentence, expected = EXAMPLES[i]
    lacking = [line.line for line in expected if missed(readings[i], line)]
    if lacking:
        pytest.fail(f"{rule.where}: {sentence}\nwanted {lacking}\nfound\n{shown(readings[i])}", pytrace=False)
