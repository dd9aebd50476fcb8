"""What stands in a news text but is no news, found by the rules of junk.toml. The text itself is never changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import BadData
from kg.model import Dropped, Span
from kg.read.decode import unbroken_runs

LONGEST_LINE = 320
"""A line of more characters than this is prose, whatever it contains: no line rule is tried on it."""

_PROSE = re.compile(r"[.!?][\"”’')\]]*\s*$")
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.\-]"
_PLACE = rf"(?:{_CAPITALS}{{3,}}|{_CAPITALS}{{2,}}(?:[ /-]{_CAPITALS}{{2,}}){{1,3}}|{_CAPITALS}{{2}}(?=, [A-Z][a-z]))"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of junk. `drops` are texts that it takes whole, `keeps` sentences of news that it must leave alone."""

    reason: str
    pattern: re.Pattern[str]
    whole_line: bool
    after_prose: int
    drops: tuple[str, ...]
    keeps: tuple[str, ...]

    def spans(self, text: str) -> Iterator[Span]:
        """Where this rule of stretches finds junk."""
        group = "junk" if "junk" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            yield Span(*match.span(group))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of junk.toml. Raises `BadData` where one does not fit."""
    table = tomllib.loads(files("kg.read").joinpath("junk.toml").read_text("utf-8"))
    agency = "|".join(map(re.escape, sorted(table["agencies"], key=len, reverse=True)))
    no_place = "|".join(map(re.escape, table["no_places"]))
    found = []
    for row in table["rule"]:
        source = row.get("line") or row["stretch"]
        for name, words in (("{agency}", agency), ("{no_place}", no_place), ("{place}", _PLACE)):
            source = source.replace(name, words)
        try:
            pattern = re.compile(source)
        except re.error as error:
            raise BadData("junk.toml", f"rule {row['reason']!r}: {error}") from error
        found.append(
            Rule(
                reason=row["reason"],
                pattern=pattern,
                whole_line="line" in row,
                after_prose=row.get("after_prose", 0),
                drops=tuple(row["drops"]),
                keeps=tuple(row["keeps"]),
            )
        )
    return tuple(found)


def junk(text: str) -> tuple[Dropped, ...]:
    """Every stretch of `text` that is no news, in order, without overlap, each with its reason."""
    found = [Dropped(Span(*run), "unbroken run of characters") for run in unbroken_runs(text)]
    found += _lines(text)
    for rule in rules():
        if not rule.whole_line:
            found += (Dropped(span, rule.reason) for span in rule.spans(text) if span.start < span.end)
    return tuple(_apart(found))


def _lines(text: str) -> Iterator[Dropped]:
    """The lines that are junk as a whole."""
    prose = start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if _PROSE.search(words):
            prose += len(words) > 60
        if words and len(words) <= LONGEST_LINE:
            for rule in rules():
                if rule.whole_line and prose >= rule.after_prose and rule.pattern.fullmatch(words):
                    at = start + line.index(words[0])
                    yield Dropped(Span(at, at + len(words)), rule.reason)
                    break
        start += len(line)


def _apart(found: Iterable[Dropped]) -> Iterator[Dropped]:
    """Stretches that overlap made one, under the reason of the first and longest."""
    held: Dropped | None = None
    for drop in sorted(found, key=lambda d: (d.span.start, -d.span.end)):
        if held is None or drop.span.start >= held.span.end:
            if held is not None:
                yield held
            held = drop
        elif drop.span.end > held.span.end:
            held = Dropped(Span(held.span.start, drop.span.end), held.reason)
    if held is not None:
        yield held
