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
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from kg.assemble.claims import ResolvedClaim
from kg.assemble.linking import Count, Link, LinkKind, Voiced, Wider, comparing, upward
from kg.assemble.reports import bounds
from kg.model import Figure

BLOCK = 6  # a figure is compared with so many of the same scope, the next by day of report
SHORT = 31  # days: a count of so short a stretch is not of what has been counted since a beginning
_Counted = tuple[str, Count]
"""A figure with the id of its statement."""

WORDS = {"min": "at least ", "max": "at most ", "approx": "about "}


def figure_links(voiced: Iterable[Voiced], wider: Wider, mains: Mapping[str, Collection[str]]) -> Iterator[Link]:
    """The comparisons of all figures in statements of one predicate; `mains` has the main places of the articles."""
    scopes: dict[object, list[_Counted]] = defaultdict(list)
    for v in voiced:
        for count in v.telling.counts:
            if not _is_vague(count.figure):
                for scope in _scopes(v, count, mains, wider):
                    scopes[count.figure.kind, _unit(count.figure), scope].append((v.id, count))
    seen: set[tuple[str, str, object]] = set()
    for counts in scopes.values():
        counts.sort(key=lambda c: (_day(c[1]), c[1].claim))
        for i, a in enumerate(counts):
            for b in counts[i + 1 : i + 1 + BLOCK]:
                key = (a[1].claim, b[1].claim, (a[1].figure.value, b[1].figure.value))
                if a[1].claim != b[1].claim and key not in seen:
                    seen.add(key)
                    if kind := _kind(a[1], b[1], a[0] == b[0]):
                        yield Link(kind, a[1].claim, b[1].claim, f"{_words(a[1])}, {_words(b[1])}")


def main_places(claims: Iterable[ResolvedClaim], places: Collection[str]) -> frozenset[str]:
    """The places that most of one article's claims name; `places` are the ids of the entities that are such."""
    named = Counter(f.value for c in claims for f in c.fillers if not f.literal and f.value in places)
    most = comparing()["figures"]["main_places"]
    return frozenset(sorted(named, key=lambda p: (-named[p], p))[:most])


def _day(count: Count) -> date:
    return count.published or date.min


def _words(count: Count) -> str:
    f = count.figure
    number = f"{f.value:,.0f}" if float(f.value).is_integer() else f"{f.value:,}"
    return f"{WORDS.get(f.bound, '')}{number} {f.unit}".strip() + f" ({count.published or 'undated'})"


def _kind(a: Count, b: Count, one_statement: bool) -> LinkKind | None:
    """What a later figure `b` says beside an earlier one; None where they are not of one scope after all."""
    (low, high), (low2, high2) = bounds(a.figure), bounds(b.figure)
    overlap = low <= high2 and low2 <= high
    if a.figure.value == b.figure.value and overlap:
        return "same" if a.article != b.article or one_statement else None
    if _is_part(a, b) or _is_part(b, a):
        return "part"
    if not one_statement and (a.article == b.article or _stretch(a) != _stretch(b)):
        return None
    if not overlap and one_statement and _day(a) == _day(b):
        return "contradicts"
    if a.figure.bound == "min" and b.figure.value > a.figure.value:
        return "grew"
    return "differs"


def _stretch(a: Count) -> tuple[date, date] | None:
    """The days that a figure is of, where these are a known short stretch."""
    start, end = a.start, a.end
    return (start, end) if start and end and (end - start).days <= SHORT and start != end else None


def _is_part(a: Count, b: Count) -> bool:
    """Whether `a` counts a known stretch of the time of `b`, and less than half as much."""
    start, end, first, last = a.start, a.end, b.start, b.end
    if not (start and end and first) or a.figure.value * 2 >= b.figure.value:
        return False
    last = last or max(_day(b), end)
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


def _scopes(v: Voiced, count: Count, mains: Mapping[str, Collection[str]], wider: Wider) -> Iterator[object]:
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
        for whole in upward({*here, *mains.get(count.article, ())}, wider):
            yield predicate, whole
    elif count.figure.kind in comparing()["figures"]["of_a_day"] and count.start and count.start == count.end:
        for place in sorted(v.who("place")):
            yield predicate, place, count.start
