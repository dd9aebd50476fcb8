"""Figures of the same thing compared: the same, differing, grown, a part, or in contradiction.

Two figures are compared where kind, unit and scope are the same: they count one statement or event, or the same
relation of the same subject, or (where a kind goes on counting for months, as the displaced do) the same kind of event
of the places that their articles are about, or the dead or hurt of one place on one day. Two articles, or two claims;
vague numbers ("hundreds") are left alone.

* same: equal, with bounds that allow it;
* contradicts: of one time and one thing, and no number fits both;
* part: of a stretch of time that lies in that of the other, and less than half of it;
* grew: the earlier was a lower bound, and the later is larger;
* differs: anything else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.assemble.claims import ResolvedClaim
from kg.assemble.events import bounds
from kg.assemble.linking import Link, LinkKind, Voiced, Wider, comparing, upward
from kg.model import Figure

BLOCK = 6  # a figure is compared with so many of the same scope, the next by day of report
SHORT = 31  # days: a count of so short a stretch is not of what has been counted since a beginning
WORDS = {"min": "at least ", "max": "at most ", "approx": "about "}


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure where it is said."""

    claim: ResolvedClaim
    statement: str
    figure: Figure

    def day(self) -> date:
        return self.claim.article.published or date.min

    def time(self) -> tuple[date | None, date | None]:
        time = self.claim.claim.time
        return (time.start, time.end) if time else (None, None)

    def words(self) -> str:
        f = self.figure
        number = f"{f.value:,.0f}" if float(f.value).is_integer() else f"{f.value:,}"
        return f"{WORDS.get(f.bound, '')}{number} {f.unit}".strip() + f" ({self.claim.article.published or 'undated'})"


def figure_links(voiced: Sequence[Voiced], wider: Wider, places: frozenset[str]) -> Iterator[Link]:
    """The comparisons of all figures. `places` are the ids of the entities that are places."""
    mains = _main_places(voiced, places)
    scopes: dict[object, list[_Count]] = defaultdict(list)
    for v in voiced:
        for c in v.facts():
            for f in c.claim.figures:
                if not _is_vague(f):
                    count = _Count(c, v.id, f)
                    for scope in _scopes(v, count, mains, wider):
                        scopes[f.kind, _unit(f), scope].append(count)
    seen: set[tuple[str, str, object]] = set()
    for counts in scopes.values():
        counts.sort(key=lambda c: (c.day(), c.claim.id))
        for i, a in enumerate(counts):
            for b in counts[i + 1 : i + 1 + BLOCK]:
                key = (a.claim.id, b.claim.id, (a.figure.value, b.figure.value))
                if a.claim.id != b.claim.id and key not in seen:
                    seen.add(key)
                    if kind := _kind(a, b):
                        yield Link(kind, a.claim.id, b.claim.id, f"{a.words()}, {b.words()}")


def _kind(a: _Count, b: _Count) -> LinkKind | None:
    """What a later figure `b` says beside an earlier one; None where they are not of one scope after all."""
    (low, high), (low2, high2) = bounds(a.figure), bounds(b.figure)
    overlap = low <= high2 and low2 <= high
    if a.figure.value == b.figure.value and overlap:
        return "same" if a.claim.article.id != b.claim.article.id or a.statement == b.statement else None
    if _is_part(a, b) or _is_part(b, a):
        return "part"
    one_article = a.claim.article.id == b.claim.article.id
    if a.statement != b.statement and (one_article or _stretch(a) != _stretch(b)):
        return None
    if not overlap and a.statement == b.statement and a.day() == b.day():
        return "contradicts"
    if a.figure.bound == "min" and b.figure.value > a.figure.value:
        return "grew"
    return "differs"


def _stretch(a: _Count) -> tuple[date, date] | None:
    """The days that a figure is of, where these are a known short stretch."""
    start, end = a.time()
    return (start, end) if start and end and (end - start).days <= SHORT and start != end else None


def _is_part(a: _Count, b: _Count) -> bool:
    """Whether `a` counts a known stretch of the time of `b`, and less than half as much."""
    (start, end), (first, last) = a.time(), b.time()
    if not (start and end and first) or a.figure.value * 2 >= b.figure.value:
        return False
    last = last or max(b.day(), end)
    return first <= start and end <= last and end - start < last - first


def _is_vague(f: Figure) -> bool:
    """Whether the number is a word such as "hundreds"; "eight" and "300" are none."""
    words = re.findall(r"\w+", f.text.casefold())
    return not any(w[:1].isdigit() for w in words) and any(w in comparing()["figures"]["vague"] for w in words)


def _unit(f: Figure) -> str:
    """The unit, people of any description as one."""
    tables = comparing()["figures"]
    unit = f.unit.casefold()
    if unit in tables["troops"]:
        return "troops"
    if f.kind in ("killed", "injured", "displaced", "hosted") and (unit in tables["people"] or f.unit[:1].isupper()):
        return "people"
    return unit.removesuffix("s")


def _scopes(v: Voiced, count: _Count, mains: Mapping[str, frozenset[str]], wider: Wider) -> Iterator[object]:
    """What a figure is of, each as a key: its statement; a relation's subject; of a lasting count the places; of the
    dead and hurt of one day also place and day, for whoever counts otherwise makes another event of them."""
    yield "statement", v.id
    predicate = v.statement.predicate
    cumulative = count.figure.kind in comparing()["figures"]["cumulative"]
    if v.statement.kind == "relation":
        for subject in v.who("subject"):
            if cumulative:
                yield predicate, subject
    elif cumulative:
        here = v.who("place") | v.who("origin")
        for whole in upward(here | mains.get(count.claim.article.id, frozenset()), wider):
            yield predicate, whole
    elif count.figure.kind in comparing()["figures"]["of_a_day"]:
        start, end = count.time()
        if start and start == end:
            for place in sorted(v.who("place")):
                yield predicate, place, start


def _main_places(voiced: Sequence[Voiced], places: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """For each article the places that most of its claims name."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for v in voiced:
        for c in v.claims:
            named[c.article.id].update(f.value for f in c.fillers if not f.literal and f.value in places)
    most = comparing()["figures"]["main_places"]
    return {
        article: frozenset(sorted(counts, key=lambda p: (-counts[p], p))[:most]) for article, counts in named.items()
    }
