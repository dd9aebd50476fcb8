"""The grammar of `lexicon/en/times.toml`, compiled: which words are a time, by which rule.

Rules come in levels. A *point* ("Monday", "last week") stands alone, or behind *parts* ("the end of", "early"), which
may also stand before an *inner* stretch that is no time alone ("the month"); a *whole* ("so far") stands alone only.
Any two of them make a range ("from Monday to the end of the week"). All patterns are for text in small letters, which
are found three times as fast as letters of either size.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # never a blank line: a heading is not part of the sentence below it
PLACEHOLDER = re.compile(r"\{(?:(\w+):)?([a-z_]\w*)\}")
CORE_CLASSES = ("month", "weekday", "season", "unit", "now", "holiday")
CORE_EXTRA = r"\d{4}s?|[’']?\d0s|ago|recently|lately|so far|to date|thus far|as yet|morning|evening|afternoon|later"
DERIVED = {
    "century_ordinal": r"(?:1\d|20|21)(?:st|th)",
    "year_or_short": r"(?:(?:1[5-9]|20)\d\d|\d\d)(?!\d)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a time: its pattern with the parts named, and the name of its meaning."""

    level: str
    means: str
    regex: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled grammar.

    `finder` matches an expression, its preposition as group `prep`, the rest as `core`; `joined` the second end of a
    range, from the word between on; `core` the words without which there is no time.
    """

    rules: tuple[Rule, ...]
    finder: re.Pattern[str]
    joined: re.Pattern[str]
    opens_range: frozenset[str]
    ranges: tuple[re.Pattern[str], ...]
    core: re.Pattern[str]
    values: Mapping[str, Mapping[str, Any]]
    prepositions: Mapping[str, str]
    deadlines: frozenset[str]
    modals_future: frozenset[str]
    modals_near: frozenset[str]
    ahead: frozenset[str]
    ahead_marks: frozenset[str]
    forward: frozenset[str]
    appointed: frozenset[str]
    scheduled: frozenset[str]
    sharing: frozenset[str]
    happening: frozenset[str]
    dated: frozenset[str]
    quantifiers: frozenset[str]
    ambiguous: frozenset[str]
    counted: frozenset[str]
    names: tuple[str, ...]
    named_by: frozenset[str]

    def is_range(self, words: str) -> bool:
        """Whether `words`, in small letters, are by themselves a range: "3 and 5 february"."""
        return any(regex.fullmatch(words) for regex in self.ranges)

    def value(self, kind: str, word: str) -> Any:
        """What a word of class `kind` stands for: `value("month", "Sept")` is 9."""
        return self.values[kind][" ".join(word.lower().split())]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of English times that the project ships."""
    table = tomllib.loads(files("kg").joinpath("lexicon", "en", "times.toml").read_text("utf-8"))
    values = {name: words for name, words in table["classes"].items() if not isinstance(words, str)}
    stated = {name: _spaced(words) for name, words in table["classes"].items() if isinstance(words, str)}
    classes = DERIVED | stated | {name: _any_of(words) for name, words in values.items()}
    rules = tuple(
        Rule(row["level"], row["means"], re.compile(_fill(row["pattern"], classes)), tuple(row["examples"]))
        for row in table["rule"]
    )
    element = _element(table["rule"], classes)
    joints = _any_of(dict.fromkeys(table["range"]["joined_by"], ""))
    prepositions = table["prepositions"]
    finder = re.compile(rf"(?<![\w-])(?:(?P<prep>{_any_of(prepositions)}){SPACE})?{element}")
    joined = re.compile(rf"(?:{SPACE}(?:{joints}){SPACE}|[-–—]){element}")
    tense = table["tense"]
    return Grammar(
        rules=rules,
        finder=finder,
        joined=joined,
        opens_range=frozenset(table["range"]["opened_by"]),
        ranges=tuple(rule.regex for rule in rules if rule.means in table["range"]["ranges"]),
        core=_core_words(values),
        values=values,
        prepositions=prepositions,
        deadlines=frozenset(table["deadline"]["prepositions"]),
        modals_future=frozenset(tense["future"]),
        modals_near=frozenset(tense["near"]),
        ahead=frozenset(tense["ahead"]),
        ahead_marks=frozenset(tense["ahead_marks"]),
        forward=frozenset(tense["forward"]),
        appointed=frozenset(tense["appointed"]),
        scheduled=frozenset(tense["scheduled"]),
        sharing=frozenset(table["attach"]["sharing"]),
        happening=frozenset(table["attach"]["happening"]),
        dated=frozenset(table["dated"]["nouns"]),
        quantifiers=frozenset(table["dated"]["quantifiers"]),
        ambiguous=frozenset(table["dated"]["ambiguous"]),
        counted=frozenset(table["dated"]["counted"]),
        names=tuple(name.lower() for name in table["dated"]["names"]),
        named_by=frozenset(table["dated"]["named_by"]),
    )


def _element(rows: Sequence[Mapping[str, Any]], classes: Mapping[str, str]) -> str:
    """A pattern for any time without its preposition, as group `core`."""

    def level(name: str) -> str:
        return "|".join(_fill(row["pattern"], classes, named=False) for row in rows if row["level"] == name)

    dated = f"(?:{level('part')})+(?:{level('point')}|{level('inner')})|{level('point')}"
    return rf"(?P<core>{level('whole')}|{dated})(?!\w|-\d)"


def _fill(pattern: str, classes: Mapping[str, str], *, named: bool = True) -> str:
    """`pattern` with its placeholders filled, as groups of their names where `named`; a space is any white space."""

    def fill(m: re.Match[str]) -> str:
        inside = classes[m[2]]
        return f"(?P<{m[1] or m[2]}>{inside})" if named else f"(?:{inside})"

    filled = PLACEHOLDER.sub(fill, _spaced(pattern))
    return filled if named else re.sub(r"\(\?P<\w+>", "(?:", filled)


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", SPACE)


def _any_of(words: Mapping[str, Any]) -> str:
    """A pattern for any of `words`, longest first, so that "a few" is not read as "a"."""
    return "|".join(_spaced(re.escape(w).replace("\\ ", " ")) for w in sorted(words, key=lambda w: (-len(w), w)))


def _core_words(values: Mapping[str, Mapping[str, Any]]) -> re.Pattern[str]:
    """A quick look for the words without which there is no time."""
    words = "|".join(_any_of(values[name]) for name in CORE_CLASSES)
    return re.compile(rf"(?<!\w)(?:(?:{words})s?|{CORE_EXTRA})(?!\w)")
