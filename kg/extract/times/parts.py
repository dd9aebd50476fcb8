"""Parts of a time ("the end of", "early", "later this") and the range between two."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.times import calendar
from kg.extract.times.calendar import Interval, Unit
from kg.extract.times.viewpoint import Parts, Viewpoint
from kg.model import TimeBasis


def edge(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """The end of this month."""
    return calendar.edge(whole, at.grammar.value("edge", parts["edge"] or ""))


def third(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """Early December, mid-May, late 2016; "late on Friday" stays that day."""
    if whole.granularity in ("day", "hour"):
        return replace(whole, granularity="hour")
    return calendar.third(whole, at.grammar.value("third", parts["third"] or ""))


def earlier(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """Earlier this week: from its Monday to the day of publication."""
    if whole.granularity in ("day", "hour"):
        return replace(whole, granularity="hour")
    if whole.start is None or whole.end is None or at.published is None:
        return whole
    return replace(whole, end=max(whole.start, min(whole.end, at.published)))


def later(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """Later this month: from the day of publication to its end."""
    if whole.granularity in ("day", "hour"):
        return replace(whole, granularity="hour")
    if whole.start is None or whole.end is None or at.published is None:
        return whole
    return replace(whole, start=min(whole.end, max(whole.start, at.published)))


def hours(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """The early hours of Friday."""
    return replace(whole, granularity="hour")


def around(parts: Parts, whole: Interval, at: Viewpoint) -> Interval:
    """The week of January 6."""
    if whole.start is None:
        return whole
    unit: Unit = at.grammar.value("unit", parts["around"] or "")
    return replace(calendar.AROUND[unit](whole.start), basis=whole.basis)


def between(first: Interval, last: Interval) -> Interval | None:
    """Between 2012 and 2016; from December to March, which begins the year before. None where it runs backwards."""
    if first.start and last.end and last.end < first.start:
        first = _into_year_of(first, last)
    if first.start and last.end and last.end < first.start:
        return None
    basis: TimeBasis = "stated" if first.basis == last.basis == "stated" else "inferred"
    return Interval(first.start, last.end, last.granularity, basis)


def _into_year_of(first: Interval, last: Interval) -> Interval:
    """The first end of a range moved to the year of the second: "from December to March" begins the year before."""
    if first.start is None or last.end is None:
        return first
    year = (
        last.end.year if (first.start.month, first.start.day) <= (last.end.month, last.end.day) else last.end.year - 1
    )
    shift = (year - first.start.year) * 12
    return replace(first, start=calendar.shift(first.start, "month", shift))
