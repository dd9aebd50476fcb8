"""How soon a page of ten thousand things shows its picture, and how soon it answers.

Unit: seconds of wall clock, and of processor time of all the browser's processes; headless Chromium, drawn in software.
Corpus: a synthetic picture of 10,000 nodes and 30,000 lines, a fifth of them no facts, each with a claim.
Method: the file is opened from disk; a step ends when two frames have been drawn. Nothing where there is no Chromium.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.lines import say
from kg.export.palette import Line, palette
from kg.web import whole_page

NODES, LINES = 10_000, 30_000
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def synthetic() -> dict[str, Any]:
    """A picture as `kg.export.picture` makes it."""
    chance = random.Random(0)
    groups = [g.name for g in palette().groups if g.name != "event"]
    lines = palette().lines
    ends = [(int(NODES * chance.random() ** 2.5), chance.randrange(NODES)) for _ in range(LINES)]
    degree = [0] * NODES
    for pair in ends:
        for n in pair:
            degree[n] += 1
    nodes = [
        {"id": f"n{n}", "label": f"Thing {n}", "type": "State", "kind": "entity", "words": "state", "aliases": [],
         "group": chance.choice(groups), "wikidata": None, "at": None, "degree": degree[n],
         "x": chance.gauss(0, 40), "y": chance.gauss(0, 40)}
        for n in range(NODES)
    ]  # fmt: skip
    parts: dict[str, list[dict[str, Any]]] = {"edges": [], "statements": [], "claims": []}
    for n, (a, b) in enumerate(ends):
        line = chance.choice(lines) if chance.random() < 0.2 else lines[0]
        for part, one in _told(n, a, b, line).items():
            parts[part].append(one)
    articles = [
        {"name": f"a{n}", "title": f"Article {n}", "outlet": None, "published": f"2020-{1 + n % 12:02}-01", "url": None}
        for n in range(500)
    ]
    return {
        "title": "synthetic",
        "counts": {"statements": LINES, "claims": LINES, "beyond": 0},
        "palette": {"groups": [asdict(g) for g in palette().groups], "lines": [asdict(p) for p in lines]},
        "articles": articles,
        "sentences": [f"Sentence {n} says that something backs something else, at some length." for n in range(LINES)],
        "nodes": nodes,
        **parts,
    }


def _told(n: int, a: int, b: int, line: Line) -> dict[str, dict[str, Any]]:
    """The `n`th line of the picture, from `a` to `b`, with its statement and its claim."""
    return {
        "edges": {
            "id": f"s{n}", "source": f"n{a}", "target": f"n{b}", "label": "backs", "statement": f"s{n}",
            "line": line.name,
        },
        "statements": {
            "id": f"s{n}", "kind": "relation", "predicate": "backs", "words": "backs", "title": f"{a} – backs – {b}",
            "parties": [f"n{a}", f"n{b}"], "standing": line.standings[0], "line": line.name, "belief": 0.8,
            "articles": 1, "origins": 1, "place": None, "first": "2020-01-01", "last": "2020-01-01",
            "start": None, "end": None, "when": None,
        },
        "claims": {
            "statement": f"s{n}", "article": n % 500, "sentence": n, "from": 0, "to": 8, "holder": None,
            "source": "article", "stance": "as a fact", "denies": False, "modality": "actual", "time": None,
        },
    }  # fmt: skip


def processor_time() -> float:
    """Seconds that all processes of the browser have used."""
    used = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if b"chrom" in (stat.parent / "cmdline").read_bytes():
                fields = stat.read_text().rpartition(")")[2].split()
                used += (int(fields[11]) + int(fields[12])) / 100
        except OSError:
            continue  # it has ended
    return used


def main() -> None:
    """Opens the page, chooses a node, filters, zooms."""
    chromium = next((p for name in ("chromium", "google-chrome") if (p := shutil.which(name))), None)
    if chromium is None:
        print("page: no Chromium on this machine; nothing measured", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(whole_page("synthetic", synthetic()), "utf-8")
        flags = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        page = playwright.chromium.launch(executable_path=chromium, args=flags).new_page()

        def step(name: str, work: Callable[[], object]) -> None:
            wall, used = time.monotonic(), processor_time()
            work()
            page.evaluate(FRAMES)
            wall, used = time.monotonic() - wall, processor_time() - used
            say(name, f"{wall:.2f} s, {used:.2f} s of processors")

        def opened() -> None:
            page.goto(file.as_uri())
            page.wait_for_selector("body[data-ready]")

        step("first picture", opened)
        step("a node chosen", lambda: page.evaluate("claimgraph.state.select('n0'); 0"))
        step("a kind left out", lambda: page.uncheck("#switches >> text=denied"))
        step("search", lambda: page.fill("#search", "thing 99"))
        page.context.close()


if __name__ == "__main__":
    main()
