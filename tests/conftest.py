"""What the tests share: the gold beside the checkout, the spaCy pipeline, the knowledge that the project ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.gazetteer import Gazetteer
    from kg.lexicon import Lexicon
    from kg.ontology import Ontology

CHECKOUT = Path(__file__).resolve().parent.parent


class Knowledge(NamedTuple):
    """The shipped ontology, gazetteer and lexicon, loaded once."""

    ontology: Ontology
    gazetteer: Gazetteer
    lexicon: Lexicon


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the project."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: articles and gold claims that are no part of the project."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("no folder 'shared' with gold claims beside the checkout")
    return folder


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline, as `kg build` loads it."""
    from kg.parse import load

    return load(None)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped ontology, gazetteer and lexicon."""
    from kg.gazetteer import Gazetteer
    from kg.lexicon import Lexicon
    from kg.ontology import Ontology

    return Knowledge(Ontology.load(), Gazetteer.load(), Lexicon.load())
