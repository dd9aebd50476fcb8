"""Numbers as words and digits: "3.7 million", "twenty-two", "a dozen", "hundreds of thousands".

Only the words are read here; what is counted, and whether it is a figure at all, is for `figures` to say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import isfinite

from kg.model import Bound

DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]*)")
LONGEST = 15  # digits: beyond it a float is no longer exact, and the news has no such count


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of `lexicon/en/numbers.toml`, each word in lower case with its value."""

    words: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[str, float]
    fixed: Mapping[str, float]
    ordinals: Mapping[str, int]

    known: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Whether `word` (lower case) can be part of a number in words."""
        return word in self.known


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The number words that the project ships."""
    table = tomllib.loads(files("kg").joinpath("lexicon", "en", "numbers.toml").read_text("utf-8"))
    values = table["words"], table["scales"], table["vague"], table["fixed"]
    return NumberWords(*values, table["ordinals"], frozenset().union(*values))


def digits(word: str) -> float | None:
    """The value of a token of digits: "2,000", "3.7", "1.5m", "30k"; None where it is not one number.

    >>> digits("2,000"), digits("1.5m"), digits("M4")
    (2000.0, 1500000.0, None)
    """
    m = DIGITS.fullmatch(word.lower()) if word[:1].isdecimal() else None
    if m is None:
        return None
    whole = m[1].replace(",", "")
    if len(whole) > LONGEST:
        return None
    value = float(whole + (m[2] or ""))
    if not m[3]:
        return value
    scale = number_words().scales.get(m[3])
    return None if scale is None else value * scale


def value_of(words: Sequence[str]) -> tuple[float, Bound] | None:
    """The value and bound of a number given as its words, or None where they are not one number.

    >>> value_of(["twenty", "-", "two"])
    (22.0, 'exact')
    >>> value_of(["hundreds", "of", "thousands"])
    (100000.0, 'min')
    """
    known = number_words()
    total, current, bound, seen = 0.0, 0.0, "exact", False
    for raw in words:
        word = raw.lower()
        if word in ("-", "of", "and", "a", "an"):
            continue
        number = digits(word)
        if number is not None or word in known.words:
            current += number if number is not None else known.words[word]
        elif word in known.fixed:
            current += known.fixed[word]
        elif word in known.scales:
            current = (current or 1.0) * known.scales[word]
            if known.scales[word] >= 1000:
                total, current = total + current, 0.0
        elif word in known.vague:
            current, bound = (current or 1.0) * known.vague[word], "min"
        else:
            return None
        seen = True
    total += current
    if not seen or not isfinite(total):
        return None
    return total, ("min" if bound == "min" else "exact")
