"""How large the processes that read articles get, from the first thousand articles to the last.

    python benchmarks/workers.py [ARTICLES]        by default 10,000

Unit: megabytes that the largest of two reading processes holds, looked at as every tenth article is done: the most in
the first thousand articles, the first hundred left out, and in the last thousand. Resident is all of it, own what it
does not share with the process that loaded the model.
Corpus: short articles of three sentences made of templates, each with names of its own, so that the parser's
vocabulary grows as it does with news. Linux alone tells the sizes.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import say
from kg.config import load_config
from kg.pipeline import make

ARTICLES = 10_000
Size = tuple[int, int]
"""Of a process: megabytes resident, and its own."""
WARM = 100
SPAN = 1_000  # articles at either end

SENTENCES = (
    "{person}, the mayor of {town}, met officials of {state} in {town} on Monday.",
    "Soldiers of {state} shelled {town} on Tuesday, killing {number} people, {person} said.",
    "The {town} Water Company has bought the {other} Mill, its director {person} told reporters.",
    "{state} will send {number} police officers to {town} if the talks fail, {person} warned.",
    "Floods near {town} displaced {number} families, and {state} has promised to help.",
    "{person} denied that {state} had supplied the rebels in {other} with weapons.",
    "Workers at the port of {town} ended a strike that began {number} days ago.",
)
STATES = ("Kenya", "Ghana", "Peru", "Nepal", "Estonia", "Chile", "Laos", "Malta", "Zambia", "Fiji")
SYLLABLES = ("ba", "do", "ke", "li", "mur", "na", "or", "pe", "ri", "sa", "tu", "ven", "wo", "yar", "zel")


def main() -> None:
    """Prints two lines."""
    count = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else ARTICLES
    sizes: list[tuple[int, Size]] = []

    def look(done: int, total: int) -> None:
        if done % 10 == 0 and done < total:
            sizes.extend((done, size) for size in started())

    with TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        news.write_text("".join(f'{{"id": "{n}", "text": "{text}"}}\n' for n, text in enumerate(articles(count))))
        make([news], load_config({"graph": str(Path(folder) / "graph"), "workers": 2}, Path(folder)), progress=look)
    for number, kind in enumerate(("resident", "own")):
        early = max(size[number] for done, size in sizes if WARM < done <= SPAN)
        late = max(size[number] for done, size in sizes if done > count - SPAN)
        figure = f"largest worker, {kind}, last {SPAN:,} of {count:,} articles"
        say(figure, f"{late:,} MB", f"in the first {early:,} MB", f"{late / early:.2f}")


def articles(count: int) -> Iterator[str]:
    """So many texts; always the same."""
    chance = random.Random(10)

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()

    for _ in range(count):
        names = {"person": f"{name()} {name()}", "town": name(), "other": name(), "state": chance.choice(STATES)}
        yield " ".join(s.format(**names, number=chance.randint(2, 900)) for s in chance.sample(SENTENCES, 3))


def started() -> Iterator[Size]:
    """The sizes of the processes that this one has started."""
    for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
        yield kilobytes["Rss"] // 1024, (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) // 1024


if __name__ == "__main__":
    main()
