"""From where a time is seen, and the numbers in the words of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.extract.times.calendar import Interval, Unit
from kg.extract.times.grammar import Grammar
from kg.extract.times.tense import Direction

Parts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a time is seen: the day of publication (None where unknown), which way, and what was last told."""

    grammar: Grammar
    published: date | None
    direction: Direction = "past"
    narrative: Interval | None = None

    def value(self, kind: str, parts: Parts) -> int:
        """The number that the part called `kind` stands for."""
        return int(self.grammar.value(kind, parts[kind] or ""))

    def unit(self, parts: Parts) -> Unit:
        """The unit that the part `unit` names."""
        unit: Unit = self.grammar.value("unit", parts["unit"] or "")
        return unit


def number_in(words: str | None) -> int:
    """The number that the digits of some words make; 0 where there are none."""
    return int(re.sub(r"\D", "", words or "") or 0)


def count_in(parts: Parts, at: Viewpoint) -> int:
    """How many units; 0 where the words leave it open ("several")."""
    if parts.get("count"):
        return number_in(parts["count"])
    return at.value("quantity", parts)
