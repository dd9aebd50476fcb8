"""How long and in how much memory the mentions of many articles resolve to entities.

    python benchmarks/resolution.py [READINGS ...]        by default 1,000 2,500 5,000 10,000

Unit: seconds of one process's CPU time (parsing and extraction not counted), and megabytes of its largest size so far,
the readings themselves included.
Corpus: the readings of `seeds/`, repeated; in every copy each name that the gazetteer does not know has one letter of
each of its words changed, so that the number of different names grows with the number of readings.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace

from benchmarks.lines import say
from kg.extract import extract
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.model import Mention, Reading
from kg.ontology import Ontology
from kg.parse import load, parse
from kg.read import read
from kg.resolve import resolve
from kg.resources import data_path

COUNTS = (1_000, 2_500, 5_000, 10_000)
LETTERS = "aeioubdfgklmnrst"


def main() -> None:
    ontology, gazetteer, places = Ontology.load(), Gazetteer.load(), Places.open()
    lexicon = Lexicon.load()
    seeds = [
        extract(doc, article, lexicon, gazetteer, ontology, places)
        for article, doc in parse(load(None), read([data_path("seeds")]).articles)
    ]
    for count in [int(a) for a in sys.argv[1:]] or COUNTS:
        readings = [copy(seeds[i % len(seeds)], i, gazetteer) for i in range(count)]
        mentions = sum(len(r.mentions) for r in readings)
        start = time.process_time()
        resolution = resolve(readings, gazetteer, ontology, places)
        seconds = time.process_time() - start
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        of = f"({mentions:,} mentions, {len(resolution.entities):,} entities)"
        say(f"{count:,} readings resolved", f"{seconds:.1f} s, {size:,} MB  {of}")


def copy(reading: Reading, number: int, gazetteer: Gazetteer) -> Reading:
    """A reading with another id, and its unlisted names spelled a little differently, each the same way throughout."""
    chance = random.Random(number)
    id_ = f"a-{number:06d}"
    changed: dict[str, str] = {}

    def name(mention: Mention) -> str:
        text = mention.text
        if mention.form != "name" or gazetteer.find(text) or gazetteer.demonym(text) or gazetteer.seat(text):
            return text
        if text not in changed:
            changed[text] = " ".join(respell(word, chance) for word in text.split())
        return changed[text]

    mentions = tuple(replace(m, article_id=id_, text=name(m)) for m in reading.mentions)
    return replace(reading, article=replace(reading.article, id=id_), mentions=mentions)


def respell(word: str, chance: random.Random) -> str:
    """A word of four letters or more with one of them, not the first or last, replaced."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + chance.choice(LETTERS) + word[at + 1 :]


if __name__ == "__main__":
    main()
