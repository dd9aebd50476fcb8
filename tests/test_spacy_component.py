"""Claims on a Doc, by `nlp.add_pipe("claimgraph")`."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import spacy_component
from kg.config import load_config
from kg.errors import UsageError
from kg.model import Metadata
from kg.pipeline import read_one
from kg.spacy_component import article_doc, claims

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """Poland has backed the Ukrainian government for years.

Lithuania denied that its troops had shelled the town. Latvia threatened to close its border on Monday."""


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """A pipeline of its own: the one that tests share stays as it is."""
    from kg.parse import load

    nlp = load(None)
    nlp.add_pipe("claimgraph", config={"published": "2022-05-13", "outlet": "The Riga Times"})
    return nlp


def test_spacy_finds_the_factory_by_its_entry_point(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["claimgraph"].partition(":")
    assert getattr(import_module(module), name) is spacy_component.factory


def test_claims_are_on_the_doc_with_their_places(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    backs = next(c for c in doc._.claims if c.predicate == "backs")
    assert "backed" in backs.span.text
    assert backs.roles["subject"][0].text == "Poland"
    assert str(backs) == "backs: subject Poland; object Ukrainian government"
    shelling = next(c for c in doc._.claims if c.predicate == "Shelling")
    assert (shelling.polarity, shelling.holders) == ("negated", ("Lithuania",))
    assert str(shelling).endswith("[negated; says Lithuania]")
    assert doc._.reading.article.published == date(2022, 5, 13)
    assert doc._.reading.article.outlet == "The Riga Times"


def test_a_doc_made_of_an_article_is_read_as_kg_build_reads_it(
    pipeline: Language, checkout: Path, tmp_path: Path
) -> None:
    path, table = checkout / "seeds" / "2-idlib-offensive.txt", tmp_path / "table.csv"
    table.write_text("article,published\n2-idlib-offensive,2022-05-13\n", "utf-8")
    doc = pipeline(article_doc(pipeline, path.read_text("utf-8")))
    same = read_one(path, load_config({"metadata": str(table)}))
    assert doc._.reading.article.id == same.article.id
    assert spread(doc._.reading) == spread(same)
    assert doc._.claims


def spread(reading: object) -> list[tuple[object, ...]]:
    return [(c.predicate, c.roles, c.span, c.stance) for c in reading.claims]  # type: ignore[attr-defined]


def test_metadata_of_one_doc_wins_over_that_of_the_pipeline(pipeline: Language) -> None:
    doc = article_doc(pipeline, TEXT, Metadata(published=date(2021, 2, 3), title="Borders"))
    article = pipeline(doc)._.reading.article
    assert (article.published, article.title, article.outlet) == (date(2021, 2, 3), "Borders", "The Riga Times")
    with pytest.raises(UsageError, match="'May' is no day"):
        spacy_component.metadata({"published": "May"})


def test_many_are_read_by_several_processes_to_the_same(pipeline: Language) -> None:
    texts = [TEXT, "", "It rained.", TEXT]
    alone = [[str(c) for c in doc._.claims] for doc in pipeline.pipe(texts)]
    shared = [[str(c) for c in doc._.claims] for doc in pipeline.pipe(texts, n_process=2, batch_size=1)]
    assert alone == shared
    assert alone[0] == alone[3] != []


def test_claims_go_with_the_doc_through_bytes_and_a_docbin(pipeline: Language) -> None:
    from spacy.tokens import Doc, DocBin

    doc = pipeline(TEXT)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    (packed,) = DocBin(docs=[doc], store_user_data=True).get_docs(pipeline.vocab)
    said = [str(c) for c in doc._.claims]
    assert [str(c) for c in again._.claims] == [str(c) for c in packed._.claims] == said
    (bare,) = DocBin(docs=[doc]).get_docs(pipeline.vocab)
    assert bare._.claims == []
    assert bare._.reading is None


def test_without_a_parse_before_it_it_says_what_it_needs() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph")
    assert claims(nlp("")) == []
    with pytest.raises(UsageError, match="stands behind tagger, lemmatizer, parser and entity recogniser"):
        nlp("Poland backs Ukraine.")


@pytest.mark.parametrize("option", ["ontology", "gazetteer", "lexicon"])
def test_a_folder_that_is_none_is_said_at_once(option: str) -> None:
    import spacy

    for given in (["nowhere"], "nowhere"):
        with pytest.raises(UsageError, match="nowhere: no such folder"):
            spacy.blank("en").add_pipe("claimgraph", config={option: given})
