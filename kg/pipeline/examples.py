"""Whether the rules of somebody's own find what their examples say: a rule without a sentence is a guess."""

from __future__ import annotations

from dataclasses import dataclass

from kg import parse
from kg.config import Config
from kg.errors import BadData
from kg.lexicon.lexicon import rules_of
from kg.lexicon.rules import Rule
from kg.model import Article
from kg.pipeline.knowledge import load_knowledge
from kg.pipeline.notation import Expected, missed, read_line, shown


@dataclass(frozen=True, slots=True)
class Tried:
    """One example of a rule. `missing` has what it wants and the reading has not, `found` all that was found."""

    rule: Rule
    sentence: str
    missing: tuple[str, ...]
    found: tuple[str, ...]


def example(rule: Rule, text: str) -> tuple[str, tuple[Expected, ...]]:
    """The sentence of an example and what it expects: of the rule's predicate none for "nothing".

    Raises `BadData` where it is not in the notation.
    """
    sentence, arrow, wanted = (part.strip() for part in text.partition("=>"))
    lines = [f"nothing {rule.predicate}"] if wanted == "nothing" else wanted.split(";;")
    try:
        expected = tuple(read_line(line.strip()) for line in lines)
    except ValueError as error:
        raise BadData(rule.where, f"example {text!r}: {error}") from error
    if not (sentence and arrow):
        raise BadData(rule.where, f"example {text!r}: it is to be a sentence, =>, and what it says")
    return sentence, expected


def tried(config: Config) -> list[Tried]:
    """Each example of each rule in the lexicon folders of a configuration, read as an article would be.

    Raises `BadData` for an example that is not in the notation, and what `load_knowledge` raises.
    """
    rules = [rule for folder in config.lexicon for rule in rules_of(folder)]
    examples = [(rule, *example(rule, text)) for rule in rules for text in rule.examples]
    known, articles = load_knowledge(config), [Article(f"e{n}", e[0].where, e[1]) for n, e in enumerate(examples)]
    symmetric = {name for name, relation in known.ontology.relations.items() if relation.symmetric}
    found = []
    if examples:
        from kg.extract import Extractor

        extractor = Extractor(known.lexicon, known.gazetteer, known.ontology, known.places)
        parsed = parse.parse(parse.load(config.model), articles)
        for (rule, sentence, expected), (article, doc) in zip(examples, parsed, strict=True):
            reading = extractor.extract(doc, article)
            missing = tuple(line.line for line in expected if missed(reading, line, symmetric))
            found.append(Tried(rule, sentence, missing, tuple(line.strip() for line in shown(reading).splitlines())))
    return found
