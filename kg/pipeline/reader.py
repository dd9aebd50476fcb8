"""One article → what it says, as it is kept on disk: parse and extraction, in whichever process."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg import parse
from kg.gazetteer import Places
from kg.model import Article, to_json
from kg.pipeline.knowledge import Knowledge

Reader = Callable[[Article], bytes]
"""An article at a time: a parse must not depend on what else is read."""


def reader(nlp: Any, knowledge: Knowledge) -> Reader:
    """What reads articles in this process from now on; `nlp` is a pipeline that `kg.parse` loaded."""
    from kg.extract import extract

    known = replace(knowledge, places=Places.open())  # a database is not shared between processes
    # What was loaded lives as long as the process: the collector need not walk the model and the lexicon again at every
    # thousandth node of an article (measured: a third of the time of the extraction).
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)

    def read(article: Article) -> bytes:
        ((_, doc),) = parse.parse(nlp, [article])
        reading = extract(
            doc, article, known.lexicon, known.gazetteer, known.ontology, known.places, known.open_predicates
        )
        return to_json(replace(reading, article=bare(article)))

    return read


def bare(article: Article) -> Article:
    """The article without where it came from, which what it says does not depend on."""
    return replace(article, name="", sources=())
