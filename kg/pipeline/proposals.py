"""What a model proposes beyond the rules, article by article, as the readings are made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.config import Config
from kg.errors import UsageError
from kg.model import Article, reading_from_json, to_json
from kg.pipeline.knowledge import Knowledge
from kg.pipeline.reader import bare
from kg.processes import Failure
from kg.propose import KEY, Endpoint, Proposer, Unanswered

OFF = "off"

ReadAll = Callable[[Sequence[Article]], Iterator[tuple[Article, bytes | Failure]]]
"""What each article says, in the order in which they are done."""


def with_proposals(read_all: ReadAll, config: Config, load: Callable[[], Knowledge]) -> ReadAll:
    """The same readings, each with the claims that the configured model proposes and that its text bears out.

    An article about which it does not answer is a failure: it is set aside, and can be read another time. Raises
    `UsageError` where no model is named.
    """
    if config.llm_model == "none":
        raise UsageError("--llm needs the name of a model; give it with --llm-model")
    endpoint = Endpoint(config.llm, config.llm_model, config.llm_seconds, os.environ.get(KEY))
    proposer = Proposer(endpoint, load().ontology, config.graph)

    def read(articles: Sequence[Article]) -> Iterator[tuple[Article, bytes | Failure]]:
        endpoint.check()
        for article, said in read_all(articles):
            if isinstance(said, Failure):
                yield article, said
                continue
            try:
                whole = proposer.completed(replace(reading_from_json(said), article=article))
            except Unanswered as error:
                yield article, Failure(str(error))
            else:
                yield article, to_json(replace(whole, article=bare(article)))

    return read


def told_model(config: Config, articles: int) -> tuple[tuple[str, str], ...]:
    """A remark on whose model learned of how many articles; none where nobody was asked."""
    if config.llm == OFF or not articles:
        return ()
    what = "1 article" if articles == 1 else f"{articles:,} articles"
    return ((config.llm, f"{config.llm_model} was asked about {what}, or had answered before"),)
