"""Every gold file stands by its article's words, names what it speaks of, and keeps to the vocabulary."""

import csv
import json
from pathlib import Path

import pytest

from kg.ontology import Ontology

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.json"))
POLARITIES = {"affirmed", "negated"}
MODALITIES = {"actual", "planned", "possible", "demanded", "threatened", "conditional"}
WITH_LITERAL = {"holdsPosition": "title", "alias": "name"}


@pytest.fixture(scope="module")
def ontology():
    return Ontology.load()


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def gold(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def text(gold):
    return (GOLD / f"{gold['article']}.txt").read_text(encoding="utf-8")


def quotes(claim):
    """The words that a claim rests on, each to be found in the article."""
    yield claim["quote"]
    yield from claim.get("also", [])
    if claim.get("condition"):
        yield claim["condition"]
    for part in ("time", "deadline", "said"):
        if claim.get(part):
            yield claim[part]["text"]


def ids(claim):
    """The entities that a claim names, in whatever part of it."""
    if claim["kind"] == "relation":
        yield claim["subject"]
        yield from () if claim["predicate"] in WITH_LITERAL else (claim["object"],)
        yield from claim["place"]
    else:
        for role, fillers in claim["roles"].items():
            yield from () if role == "topic" else fillers
    yield from (x for x in (claim["holder"], claim.get("of"), *claim.get("holders", [])) if x)


def test_there_are_as_many_articles_as_gold_files_and_dates():
    with (GOLD / "metadata.csv").open(encoding="utf-8", newline="") as rows:
        dated = {row["article"]: row["published"] for row in csv.DictReader(rows)}
    published = {path.stem: json.loads(path.read_text(encoding="utf-8"))["published"]["date"] for path in FILES}
    assert dated == published
    assert {path.stem for path in GOLD.glob("*.txt")} == set(dated)


def test_every_quote_and_every_mention_is_in_the_text(gold, text):
    said = [q for claim in gold["claims"] for q in quotes(claim)]
    named = [m for entity in gold["entities"] for m in entity["mentions"]]
    assert [words for words in said + named + gold["junk"] if words not in text] == []


def test_every_entity_a_claim_names_is_listed_once(gold):
    listed = [entity["id"] for entity in gold["entities"]]
    assert len(listed) == len(set(listed))
    assert {name for claim in gold["claims"] for name in ids(claim)} <= set(listed)
    numbers = [claim["id"] for claim in gold["claims"]]
    assert len(numbers) == len(set(numbers))


def test_types_and_predicates_are_of_the_ontology(gold, ontology):
    assert {entity["type"] for entity in gold["entities"]} <= set(ontology.entity_types)
    for claim in gold["claims"]:
        if claim["kind"] == "relation":
            assert claim["predicate"] in ontology.relations
            assert all(claim.get(literal) for p, literal in WITH_LITERAL.items() if p == claim["predicate"])
        else:
            assert claim["type"] in ontology.events
            assert set(claim["roles"]) <= set(ontology.roles)


def test_stances_are_of_the_guide(gold):
    assert {claim["polarity"] for claim in gold["claims"]} <= POLARITIES
    assert {claim["modality"] for claim in gold["claims"]} <= MODALITIES
