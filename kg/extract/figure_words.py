"""The words around numbers: how exact they make them, what they measure, what an event counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from kg.model import Bound, Figure, FigureKind

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The tables of `lexicon/en/figures.toml`."""

    bounds: Mapping[str, Bound]
    bounds_after: Mapping[str, Bound]
    distance: Mapping[str, float]
    money: Mapping[str, str]
    kinds: Mapping[str, FigureKind]
    events: Mapping[str, FigureKind]
    no_figure_after: frozenset[str]
    no_figure_before: frozenset[str]
    collective: frozenset[str]
    totals: frozenset[str]


@lru_cache(maxsize=1)
def figure_words() -> FigureWords:
    """The words around numbers that the project ships."""
    table = tomllib.loads(files("kg").joinpath("lexicon", "en", "figures.toml").read_text("utf-8"))
    return FigureWords(
        bounds=table["bounds"],
        bounds_after=table["bounds_after"],
        distance=table["distance"],
        money=table["money"],
        kinds={word: kind for kind, words in table["kinds"].items() for word in words},
        events=table["events"],
        no_figure_after=frozenset(table["not_counted"]["after"]),
        no_figure_before=frozenset(table["not_counted"]["before"]),
        collective=frozenset(table["collective"]["nouns"]),
        totals=frozenset(table["totals"]["nouns"]),
    )


def kind_for(event_type: str, unit: str) -> FigureKind:
    """What a figure of `unit` counts in an event or relation: soldiers are killed in a Death, deployed in others."""
    words = figure_words()
    if unit == "km":
        return "distance"
    lemmas = unit.lower().partition(" of ")[0].split()
    if any(w in words.money.values() for w in lemmas):
        return "money"
    kind = words.events.get(event_type, "other")
    said = next((k for w in lemmas if (k := words.kinds.get(w) or words.kinds.get(_singular(w)))), None)
    if kind == "deployed":
        return said if said in ("vehicles", "deployed") else "other"
    if kind == "other":
        return said if said not in (None, "deployed") else "other"
    return "vehicles" if said == "vehicles" else kind


def figure_for(event_type: str, figure: Figure) -> Figure:
    """The figure as it stands on a claim of `event_type`: its kind by the event, its unit people where none is said."""
    kind = figure.kind if figure.kind in ("distance", "money") else kind_for(event_type, figure.unit)
    if kind == "other" and figure.kind != "other":
        kind = figure.kind
    unit = figure.unit or (PEOPLE if kind in ("killed", "injured", "displaced", "hosted") else "")
    return replace(figure, kind=kind, unit=unit)


def _singular(word: str) -> str:
    """A plural's singular, near enough to look a word up."""
    for ending, instead in (("ies", "y"), ("men", "man"), ("ses", "s"), ("s", "")):
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word
