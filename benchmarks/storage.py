"""What building costs beside the parse, how it grows, and what one more article costs.

    python benchmarks/storage.py [ARTICLES ...]        by default 100 and 1,000

Unit: seconds of one process's CPU time by step, megabytes of its largest size so far, bytes on disk.
Corpus: the readings of `seeds/`, repeated; in each copy the names that the gazetteer does not know are others
(`resolution.py`). They are put on disk as a build does, resolved, assembled and published: all that a build does but
read the articles. `share` is this against reading them, at the speed at which the seeds were parsed and extracted in
the same run. Then articles are added to the graph by `kg add`, one at a time, first one of two sentences, then a seed
with a line of its own; what loads the model and the lexicon, and reads the article, is left out of these seconds.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from benchmarks.lines import say
from benchmarks.resolution import copy
from kg.config import Config, load_config
from kg.extract import Extractor
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.model import Reading, Source, to_json
from kg.ontology import Ontology
from kg.parse import load, parse
from kg.pipeline import growing, making
from kg.pipeline.knowledge import load_knowledge, versions
from kg.pipeline.readings import Harvest, harvest, reading_key
from kg.pipeline.sources import kept
from kg.pipeline.world import published, world
from kg.read import article_id, read
from kg.resources import data_path
from kg.store import ArticleRecord, Contents, Objects, current, locked

COUNTS = (100, 1_000)
MORE = "Kenya backs Somalia. Kenyan President William Ruto met Somali officials in Nairobi on Monday.\n"

Steps = dict[str, float]


def main() -> None:
    """Prints a line a step."""
    readings, reading = read_seeds()
    for count in [int(a.replace(",", "")) for a in sys.argv[1:]] or COUNTS:
        with TemporaryDirectory() as folder:
            config = load_config({"graph": str(Path(folder) / "graph")}, Path(folder))
            steps = built(config, corpus(readings, count))
            whole = sum(steps.values())
            for step, seconds in steps.items():
                tell(count, step, seconds)
            parsing = reading * count / len(readings)
            tell(count, "all of it", whole, f"reading {parsing:.1f} s", f"{whole / parsing:.2f}")
            for name, text in (("a short one", MORE), ("a seed", f"{readings[0].article.text}\nOnce more.\n")):
                seconds = added(config, Path(folder) / f"{name}.txt", text)
                tell(count, f"{name} added", seconds, f"all of it {whole:.1f} s", f"{seconds / whole:.3f}")
            tell(count, f"nothing new, {size(config.graph) / count:,.0f} bytes an article", again(config))


def read_seeds() -> tuple[list[Reading], float]:
    """The readings of the seeds, and how many seconds of CPU time they took."""
    nlp, extractor = load(None), Extractor(Lexicon.load(), Gazetteer.load(), Ontology.load(), Places.open())
    articles = list(read([data_path("seeds")]).articles)
    list(parse(nlp, articles))
    start = time.process_time()
    found = [extractor.extract(doc, article) for article, doc in parse(nlp, articles)]
    return found, time.process_time() - start


def corpus(readings: list[Reading], count: int) -> Iterator[Reading]:
    """So many readings, each under an id and a source of its own."""
    gazetteer = Gazetteer.load()
    for number in range(count):
        one = copy(readings[number % len(readings)], number, gazetteer)
        text = f"{one.article.text}\n{number}\n"
        source = Source(f"/news/{number}.txt", "", f"{number}")
        article = replace(one.article, id=article_id(text), name=source.name, text=text, sources=(source,))
        yield Reading(
            article,
            tuple(replace(m, article_id=article.id) for m in one.mentions),
            tuple(replace(c, article_id=article.id) for c in one.claims),
        )


def built(config: Config, readings: Iterator[Reading]) -> Steps:
    """The graph of the readings, and the seconds of each step."""
    steps: Steps = {}
    now, known = versions(config), load_knowledge(config)
    records = []
    with locked(config.graph):
        objects = Objects(config.graph)
        made = list(readings)
        with timed(steps, "readings to disk"):
            for one in made:
                key = reading_key(one.article, now)
                objects.put(key, to_json(one))
                a = one.article
                records.append(ArticleRecord(a.id, a.name, key, a.published, a.outlet, a.sources))
        contents = Contents(tuple(records), (), now, {"paths": [], "model": config.model})
        with timed(steps, "resolve, assemble"):
            found = world(config.graph, made, known)
        with timed(steps, "quads to store"):
            published(config, found, known, contents)
    return steps


def added(config: Config, path: Path, text: str) -> float:
    """Seconds to add one article, but for reading it."""
    path.write_text(text, "utf-8")
    steps: Steps = {"reading": 0.0}

    def harvested(*known: Any, **more: Any) -> Harvest:
        with timed(steps, "reading"):
            return harvest(*known, **more)

    with patch.object(making, "harvest", harvested), patch.object(growing, "harvest", harvested), timed(steps, "all"):
        making.add([path], config)
    return steps["all"] - steps["reading"]


def again(config: Config) -> float:
    """What an incremental build reads before it knows that nothing is new: all readings."""
    steps: Steps = {}
    with timed(steps, "again"):
        kept(config.graph, current(config.graph))
    return steps["again"]


@contextmanager
def timed(steps: Steps, name: str) -> Iterator[None]:
    start = time.process_time() + children()
    yield
    steps[name] = time.process_time() + children() - start


def children() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def tell(count: int, what: str, seconds: float, peer: str = "", ratio: str = "") -> None:
    """Prints one line, with the largest size so far."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"{count:,} articles: {what}", f"{seconds:.1f} s, {memory:,} MB", peer, ratio)


if __name__ == "__main__":
    main()
