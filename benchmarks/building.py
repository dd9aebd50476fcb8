"""What a whole build costs beside spaCy's own parse of the same texts, on the processor and on the clock.

    python benchmarks/building.py [ARTICLES]        by default 60

Unit: words of article text a second, best of 3 rounds, in each of which all are measured one after the other. CPU
seconds are of this process and of those that it starts; the clock's have two workers on either side. The model is
loaded before, for all of them; a build loads all else that it knows.
Peers: `nlp.pipe` of the same components as spaCy loads them, in batches of 8; with one process for the CPU, with
`n_process=2` for the clock, which starts its workers and pickles every Doc on its way back, as a build does not.
Corpus: the articles of `shared/seeds` beside the checkout, else of `seeds/`, repeated, each with a line of its own.
"""

from __future__ import annotations

import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import spacy

from benchmarks.lines import say
from kg import parse
from kg.config import load_config
from kg.model import Article
from kg.parse import find, load, readable
from kg.pipeline import make
from kg.read import read

if TYPE_CHECKING:
    from spacy.language import Language

CHECKOUT = Path(__file__).resolve().parent.parent
ARTICLES = 60
ROUNDS = 3


def main() -> None:
    """Prints a line a comparison."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with TemporaryDirectory() as folder, loaded() as ours:
        articles = corpus(Path(folder) / "news", count)
        theirs = as_it_comes(ours)
        texts = [readable(article) for article in articles]
        acts: dict[str, Callable[[], object]] = {
            "spacy 1": lambda: sum(1 for _ in theirs.pipe(texts, batch_size=8)),
            "parse 1": lambda: sum(1 for article in articles for _ in parse.parse(ours, [article])),
            "build 1": lambda: build(Path(folder), 1),
            "spacy 2": lambda: sum(1 for _ in theirs.pipe(texts, batch_size=8, n_process=2)),
            "build 2": lambda: build(Path(folder), 2),
        }
        rounds = [{name: timed(act) for name, act in acts.items()} for _ in range(ROUNDS)]
    words = sum(len(article.text.split()) for article in articles)
    cpu, clock = ({name: words / min(taken[name][way] for taken in rounds) for name in acts} for way in (0, 1))
    compared("parse as a build does it", "words a CPU second", cpu["parse 1"], "nlp.pipe", cpu["spacy 1"])
    compared(f"build of {count} articles, 1 worker", "words a CPU second", cpu["build 1"], "nlp.pipe", cpu["spacy 1"])
    compared(
        f"build of {count} articles, 2 workers", "words/s", clock["build 2"], "nlp.pipe, 2 workers", clock["spacy 2"]
    )
    compared("wall time of two workers", "words/s", clock["build 2"], "of one", clock["build 1"])


def corpus(folder: Path, count: int) -> Sequence[Article]:
    """So many articles, in files of a folder."""
    shared = CHECKOUT.parent / "shared" / "seeds"
    texts = [a.text for a in read([shared if shared.is_dir() else CHECKOUT / "seeds"]).articles]
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{texts[number % len(texts)]}\nCopy {number}.\n", "utf-8")
    return read([folder]).articles


@contextmanager
def loaded() -> Iterator[Language]:
    """The pipeline of a build, which builds find loaded."""
    nlp, real = load(None), parse.load
    parse.load = lambda model=None: nlp
    try:
        yield nlp
    finally:
        parse.load = real


def as_it_comes(nlp: Language) -> Language:
    """The components of a pipeline as spaCy loads them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        whole = spacy.load(find(None).path)
        return spacy.load(
            find(None).path, exclude=[name for name in whole.component_names if name not in nlp.pipe_names]
        )


def build(folder: Path, workers: int) -> None:
    """A graph made of the articles, where there was none."""
    with TemporaryDirectory(dir=folder) as graph:
        make([folder / "news"], load_config({"graph": graph, "workers": workers}, folder))


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """The CPU seconds and the seconds of something done."""
    start, clock = cpu(), time.monotonic()
    act()
    return cpu() - start, time.monotonic() - clock


def cpu() -> float:
    """CPU seconds of this process and of those of its children that have ended."""
    ours, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


def compared(figure: str, unit: str, speed: float, peer: str, its: float) -> None:
    say(figure, f"{speed:,.0f} {unit}", f"{peer} {its:,.0f}", f"{speed / its:.2f} of its speed")


if __name__ == "__main__":
    main()
