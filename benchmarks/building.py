"""What a whole build costs beside the parse alone, and what a second worker gains.

    python benchmarks/building.py [ARTICLES]        by default 60

Unit: seconds of CPU time, of this process and of those that it starts, for the parse by spaCy's own `nlp.pipe` over the
same components, and for `kg build` with one worker, the loading of the model taken off both; wall time for one worker
and two. Throughput is the first over the second.
Corpus: the articles of `shared/seeds` beside the checkout, else of `seeds/`, repeated, each with a line of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import say
from kg.config import load_config
from kg.parse import load, readable
from kg.pipeline import make
from kg.read import read

CHECKOUT = Path(__file__).resolve().parent.parent
ARTICLES = 60


def main() -> None:
    """Prints three lines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    shared = CHECKOUT.parent / "shared" / "seeds"
    texts = [a.text for a in read([shared if shared.is_dir() else CHECKOUT / "seeds"]).articles]
    with TemporaryDirectory() as folder:
        news = Path(folder) / "news"
        news.mkdir()
        for number in range(count):
            (news / f"{number}.txt").write_text(f"{texts[number % len(texts)]}\nCopy {number}.\n", "utf-8")
        articles = read([news]).articles
        words = sum(len(article.text.split()) for article in articles)
        start = cpu()
        nlp = load(None)
        loading = cpu() - start
        start = cpu()
        for _ in nlp.pipe(map(readable, articles), batch_size=8):
            pass
        parsing = cpu() - start
        peer = f"nlp.pipe {words / parsing:,.0f} words/s"
        walls = {}
        for workers in (1, 2):
            config = load_config({"graph": str(Path(folder) / str(workers)), "workers": workers}, Path(folder))
            start, clock = cpu(), time.monotonic()
            make([news], config)
            used, walls[workers] = cpu() - start - loading, time.monotonic() - clock
            figure = f"build of {count} articles, {workers} worker{'s' * (workers > 1)}"
            say(figure, f"{words / used:,.0f} words a CPU second", peer, f"{parsing / used:.2f} of its speed")
        say(
            "wall time of two workers, loading included",
            f"{walls[2]:.1f} s",
            f"one worker {walls[1]:.1f} s",
            f"{walls[2] / walls[1]:.2f}",
        )


def cpu() -> float:
    """CPU seconds of this process and of those of its children that have ended."""
    ours, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours.ru_utime + ours.ru_stime + theirs.ru_utime + theirs.ru_stime


if __name__ == "__main__":
    main()
