"""What the extraction costs beside the parse.

Unit: seconds of one process's CPU time for everything between Doc and Reading, as a share of the parse that the same
run made with the same components, as a build does it and as spaCy's own `nlp.pipe` does; of each the best of 5.
Corpus: the items of `seeds/`, repeated to about 5,000 words, and, where the folder of shared articles lies beside the
checkout, those.
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.building import as_it_comes
from benchmarks.lines import say
from kg import parse
from kg.extract import Extractor
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.model import Article
from kg.ontology import Ontology
from kg.read import read

CHECKOUT = Path(__file__).resolve().parent.parent
WORDS = 5_000
ROUNDS = 5


def articles() -> list[Article]:
    """The corpus."""
    shared = CHECKOUT.parent / "shared" / "seeds"
    found = list(read([shared if shared.is_dir() else CHECKOUT / "seeds"]).articles)
    words = sum(len(a.text.split()) for a in found)
    return [replace(a, id=f"{a.id}-{i}") for i in range(max(1, round(WORDS / words))) for a in found]


def main() -> int:
    """Prints two lines."""
    nlp = parse.load(None)
    theirs = as_it_comes(nlp)
    extractor = Extractor(Lexicon.load(), Gazetteer.load(), Ontology.load(), Places.open())
    corpus = articles()
    words = sum(len(a.text.split()) for a in corpus)
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # as the pipeline does
    parsing, extracting, piping = [], [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        parsed = list(parse.parse(nlp, corpus))
        middle = time.process_time()
        for article, doc in parsed:
            extractor.extract(doc, article)
        extracted = time.process_time()
        for _doc in theirs.pipe((article.text for article in corpus), batch_size=8):
            pass
        parsing.append(middle - start)
        extracting.append(extracted - middle)
        piping.append(time.process_time() - extracted)
    for peer, taken in (("parse", min(parsing)), ("nlp.pipe", min(piping))):
        say(
            f"extraction beside {peer}, best of {ROUNDS}",
            f"{words / min(extracting):,.0f} words/s  ({words:,} words)",
            f"{peer} {words / taken:,.0f} words/s",
            f"{min(extracting) / taken:.3f} of its time",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
