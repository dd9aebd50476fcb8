"""Articles read on a Ray cluster: an actor a core, each with the model loaded once.

An actor or node that dies loses nothing: its article is read again by another, once; an article that takes two down
is set aside. The cluster's machines need the same installation, and the overlays of `kg.toml` at the same paths.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg import parse
from kg.config import Config
from kg.errors import GraphUnusable, UsageError
from kg.model import Article
from kg.pipeline.knowledge import load_knowledge
from kg.pipeline.knowledge import versions as versions_here
from kg.pipeline.reader import reader
from kg.processes import Effort, Failure

LOADING = 300.0
"""Seconds that an actor may take to load the model."""

TRIES = 2


class Reading:
    """The actor: `read` gives what an article says, or why it cannot be read."""

    def __init__(self, config: Config) -> None:
        self.versions = dict(versions_here(config))
        self._read = reader(parse.load(config.model), load_knowledge(config))

    def known(self) -> dict[str, str]:
        """The versions of all that it reads with."""
        return self.versions

    def read(self, article: Article) -> bytes | Failure:
        """What the article says."""
        try:
            return self._read(article)
        except Exception as error:  # a sentence nobody foresaw costs its article, not the build
            return Failure(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


def run_on_ray(
    config: Config, articles: Sequence[Article], effort: Effort, address: str | None, versions: Mapping[str, str]
) -> Iterator[tuple[Article, bytes | Failure]]:
    """Each article with what it says, in the order in which they are done.

    Without an address it is the cluster that the environment names (RAY_ADDRESS), else one made on this machine.
    Raises `UsageError` where Ray is not installed or another kg is, `GraphUnusable` where no cluster answers.
    """
    try:
        import ray
    except ImportError as error:
        raise UsageError("ray is not installed; pip install 'claimgraph[ray]'") from error
    mine = not ray.is_initialized()
    if mine:
        try:
            ray.init(address, configure_logging=False, log_to_driver=False, include_dashboard=False)
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            raise GraphUnusable(f"{address or 'ray'}: no cluster answers: {str(error).splitlines()[0]}") from error
    try:
        yield from _spread(ray, config, articles, effort, versions)
    finally:
        if mine:
            ray.shutdown()


def _spread(
    ray: Any, config: Config, articles: Sequence[Article], effort: Effort, versions: Mapping[str, str]
) -> Iterator[tuple[Article, bytes | Failure]]:
    kind = ray.remote(Reading)
    todo, tries = deque(articles), Counter[str]()
    idle: list[Any] = []
    busy: dict[Any, tuple[Article, Any, float]] = {}
    cores = config.workers or int(ray.cluster_resources().get("CPU", 1))
    employed = 0
    while todo or busy:
        while todo and (idle or employed < min(cores, len(articles))):
            if not idle:
                idle.append(_employed(ray, kind, config, versions))
                employed += 1
            actor, article = idle.pop(), todo.popleft()
            busy[actor.read.remote(article)] = article, actor, time.monotonic()
        done, _ = ray.wait(list(busy), timeout=1.0)
        for future in done:
            article, actor, _ = busy.pop(future)
            try:
                said = ray.get(future)
            except ray.exceptions.RayError as error:
                employed -= 1
                tries[article.id] += 1
                if tries[article.id] < TRIES:
                    todo.append(article)
                else:
                    yield article, Failure(f"the process that read it ended twice: {type(error).__name__}")
            else:
                idle.append(actor)
                yield article, said
        for future, (article, actor, since) in list(busy.items()):
            if time.monotonic() - since > effort.seconds:
                del busy[future]
                ray.kill(actor)
                employed -= 1
                yield article, Failure(f"took longer than {effort.seconds:g} s")
    for actor in idle:
        ray.kill(actor)


def _employed(ray: Any, kind: Any, config: Config, versions: Mapping[str, str]) -> Any:
    """A new actor, once it has loaded. Raises `UsageError` where it knows other things than this machine does."""
    actor = kind.remote(config)
    try:
        known = ray.get(actor.known.remote(), timeout=LOADING)
    except ray.exceptions.RayError as error:
        raise GraphUnusable(f"ray: no reader could be started: {str(error).splitlines()[0][:200]}") from error
    other = sorted(name for name in versions if known.get(name) != versions[name])
    if other:
        raise UsageError(f"ray: the cluster has another {', '.join(other)} than this machine; install the same")
    return actor
