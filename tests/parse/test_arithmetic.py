"""The parser multiplies by numpy's library, in one thread, and parses as with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_info

from kg.model import Article
from kg.parse import parse
from kg.parse.arithmetic import by_numpy, one_thread

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Kenyan President William Ruto met Somali officials in Nairobi on Monday, after shells had fallen on a market."


def test_a_parse_by_numpy_is_that_by_spacys_own_library(nlp: Language) -> None:
    by_numpy(nlp)
    ours = tokens(nlp)
    try:
        for node in nodes(nlp):
            node.ops = NumpyOps()
        assert tokens(nlp) == ours
    finally:
        by_numpy(nlp)
    assert all(isinstance(node.ops, NumpyOps) and not node.ops.use_blis for node in nodes(nlp))


def test_a_model_with_operations_of_its_own_keeps_them(nlp: Language) -> None:
    class Own(NumpyOps):
        pass

    node, own = nodes(nlp)[0], Own()
    node.ops = own
    try:
        by_numpy(nlp)
        assert node.ops is own
    finally:
        node.ops = NumpyOps()
        by_numpy(nlp)


def test_threads_are_given_back() -> None:
    before = [library["num_threads"] for library in threadpool_info()]
    with one_thread():
        assert {library["num_threads"] for library in threadpool_info()} == {1}
    assert [library["num_threads"] for library in threadpool_info()] == before


def nodes(nlp: Language) -> list[Model]:
    """Every node of the models of a pipeline."""
    models = (getattr(pipe, "model", None) for _, pipe in nlp.pipeline)
    return [node for model in models if isinstance(model, Model) for node in model.walk()]


def tokens(nlp: Language) -> list[tuple[str, str, int, str]]:
    ((_, doc),) = parse(nlp, [Article("a", "a", TEXT)])
    return [(token.tag_, token.dep_, token.head.i, token.ent_type_) for token in doc]
