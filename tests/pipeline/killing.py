"""A build of 30 articles to be killed: the whole flow, but that an article is read in no time, by its words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kg import pipeline
from kg.config import load_config
from kg.model import Article, Claim, Mention, Reading, Role, Span, Stance, to_json
from kg.pipeline import Summary, engines, make

STATES = ("Ruritania", "Grand Fenwick", "Freedonia", "Sylvania", "Borduria", "Syldavia")


def write_news(folder: Path) -> None:
    """Thirty articles, each of one sentence."""
    folder.mkdir()
    pairs = [(a, b) for a in STATES for b in STATES if a != b]
    for number, (one, other) in enumerate(pairs):
        (folder / f"{number}.txt").write_text(f"{one} backs {other}, said paper {number}.\n")


def build(news: Path, graph: Path) -> Summary:
    """The graph of the news, read without a model."""
    with patch.object(engines, "_start", _start):  # the one step that needs a model and seconds
        return make([news], load_config({"graph": str(graph), "workers": 2}, graph.parent))


def add(news: Path, graph: Path) -> Summary:
    """The graph with the news added, read without a model."""
    with patch.object(engines, "_start", _start):
        return pipeline.add([news], load_config({"graph": str(graph), "workers": 2}, graph.parent))


def remove(name: str, graph: Path) -> Summary:
    """The graph without one of the news."""
    return pipeline.remove([name], load_config({"graph": str(graph), "workers": 2}, graph.parent))


def _start(model: str, load: Callable[[], Any]) -> Callable[[], Callable[[Article], bytes]]:
    return lambda: _read


def _read(article: Article) -> bytes:
    """ "A backs B" by the letter."""
    article = replace(article, name="", sources=())
    found = re.match(r"(.+) backs (.+),", article.text)
    assert found is not None
    mentions = tuple(Mention(f"m{n}", article.id, Span(*found.span(n)), found[n], "State", "name") for n in (1, 2))
    roles = (Role("subject", "m1"), Role("object", "m2"))
    claim = Claim("c1", article.id, "relation", "backs", roles, Stance(), Span(*found.span()), "en.backs.test")
    return to_json(Reading(article, mentions, (claim,)))


if __name__ == "__main__":
    print("ready", flush=True)
    if "remove" in sys.argv[3:]:
        remove(Path(sys.argv[1]).stem, Path(sys.argv[2]))
    else:
        (add if "add" in sys.argv[3:] else build)(Path(sys.argv[1]), Path(sys.argv[2]))
