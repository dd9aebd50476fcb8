"""Who reads the articles: processes of this machine, or a Ray cluster. Either way each article is answered once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from kg import parse
from kg.config import Config
from kg.errors import UnknownName
from kg.pipeline.knowledge import Knowledge
from kg.pipeline.proposals import OFF, ReadAll, with_proposals
from kg.pipeline.reader import Reader, reader
from kg.processes import Effort, run_apart

LIFE = 400
"""Articles that one process reads: the parser's vocabulary grows, by some megabytes for so many."""

ENGINES = ("local", "ray")


def engine(config: Config, load: Callable[[], Knowledge], versions: Mapping[str, str]) -> ReadAll:
    """The engine that the configuration names, followed by the model that proposes, where one is named.

    Raises `UnknownName`, and `UsageError` where what it takes is not installed.
    """
    read_all = _engine(config, load, versions)
    return read_all if config.llm == OFF else with_proposals(read_all, config, load)


def _engine(config: Config, load: Callable[[], Knowledge], versions: Mapping[str, str]) -> ReadAll:
    effort = Effort(config.article_seconds, config.article_mb)
    workers = config.workers or _cores()
    if config.engine == "local":
        return lambda articles: run_apart(_start(config.model, load), articles, workers, effort, LIFE)
    name, _, address = config.engine.partition("://")
    if name != "ray":
        raise UnknownName("engine", config.engine, ENGINES)
    from kg.pipeline.on_ray import run_on_ray

    return lambda articles: run_on_ray(config, articles, effort, config.engine if address else None, versions)


def _start(model: str, load: Callable[[], Knowledge]) -> Callable[[], Reader]:
    """What starts a reader in a process of its own. Model and knowledge are loaded here, once for all of them."""
    nlp, knowledge = parse.load(model), load()
    return lambda: reader(nlp, knowledge)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
