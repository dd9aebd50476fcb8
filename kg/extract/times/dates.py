"""Dates of the calendar: days, months, years and seasons that the words name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Interval
from kg.extract.times.viewpoint import Parts, Viewpoint, number_in


def iso(parts: Parts, at: Viewpoint) -> Interval | None:
    """2019-12-24."""
    return _day(int(parts["y"] or 0), int(parts["m"] or 0), int(parts["d"] or 0))


def full_date(parts: Parts, at: Viewpoint) -> Interval | None:
    """May 14, 2020; 14 May. Without a year: the one that puts it nearest before (or after) the publication."""
    month, number = at.value("month", parts), number_in(parts["day"])
    if parts["year"]:
        return _day(int(parts["year"]), month, number)
    if at.published is None:
        return Interval.unknown("day")
    found = _nearest([_day(at.published.year + n, month, number) for n in (-4, -3, -2, -1, 0, 1, 2, 3, 4)], at)
    return found.stated() if found else None


def days_of_month(parts: Parts, at: Viewpoint) -> Interval | None:
    """May 12-14; between January 3 and 5, 2018."""
    first, last = ({**parts, "day": parts[name]} for name in ("a", "b"))
    if number_in(parts["a"]) >= number_in(parts["b"]):
        return None
    start, end = full_date(first, at), full_date(last, at)
    if start is None or end is None:
        return None
    return Interval(start.start, end.end, "day", start.basis) if start.start != end.start else start


def month_of_year(parts: Parts, at: Viewpoint) -> Interval | None:
    """April 2018."""
    return calendar.month(date(int(parts["year"] or 0), at.value("month", parts), 1)).stated()


def month_of_relative_year(parts: Parts, at: Viewpoint) -> Interval | None:
    """June last year."""
    if at.published is None:
        return Interval.unknown("month")
    words = (parts.get("year") or "").lower()
    step = {"last": -1, "next": 1}.get(words, 0)
    return calendar.month(date(at.published.year + step, at.value("month", parts), 1))


def month_alone(parts: Parts, at: Viewpoint) -> Interval | None:
    """December: the nearest before the publication, or after it."""
    if at.published is None:
        return Interval.unknown("month")
    month = at.value("month", parts)
    return _nearest([calendar.month(date(at.published.year + n, month, 1)) for n in (-1, 0, 1)], at)


def which_month(parts: Parts, at: Viewpoint) -> Interval | None:
    """This March is that of the year; last March the one before this month, next March the one after."""
    if at.published is None:
        return Interval.unknown("month")
    month, which, year = at.value("month", parts), at.value("which", parts), at.published.year
    if which < 0 and month >= at.published.month:
        year -= 1
    if which > 0 and month <= at.published.month:
        year += 1
    return calendar.month(date(year, month, 1))


def year_alone(parts: Parts, at: Viewpoint) -> Interval | None:
    """2018."""
    return calendar.year(date(int(parts["year"] or 0), 1, 1)).stated()


def years(parts: Parts, at: Viewpoint) -> Interval | None:
    """2012-2016; 1991-95."""
    first, last = parts["a"] or "", parts["b"] or ""
    end = last if len(last) == 4 else first[:2] + last
    if int(end) <= int(first):
        return None
    return Interval(date(int(first), 1, 1), date(int(end), 12, 31), "year", "stated")


def share_of_year(parts: Parts, at: Viewpoint) -> Interval | None:
    """The second half of 2015; the first quarter of 2019."""
    nth, months = at.value("ordinal", parts), 6 if (parts["span"] or "").lower() == "half" else 3
    if nth * months > 12:
        return None
    start = date(int(parts["year"] or 0), (nth - 1) * months + 1, 1)
    return Interval(start, calendar.shift(start, "month", months) - timedelta(days=1), "season", "stated")


def season_of_year(parts: Parts, at: Viewpoint) -> Interval | None:
    """The summer of 2014; winter 2012 is the one that begins in December 2012."""
    month = calendar.SEASONS[at.grammar.value("season", parts["season"] or "")]
    return calendar.season(date(int(parts["year"] or 0), month, 1)).stated()


def which_season(parts: Parts, at: Viewpoint) -> Interval | None:
    """Last summer; the spring."""
    if at.published is None:
        return Interval.unknown("season")
    month = calendar.SEASONS[at.grammar.value("season", parts["season"] or "")]
    seasons = [calendar.season(date(at.published.year + n, month, 1)) for n in (-2, -1, 0, 1)]
    if parts["which"] is None:
        return _nearest(seasons, at)
    which = at.value("which", parts)
    if which < 0:
        return [s for s in seasons if s.end and s.end < at.published][-1]
    later = [s for s in seasons if s.end and s.end >= at.published]
    if which > 0:
        return next(s for s in later if s.start and s.start > at.published)
    same_year = [s for s in seasons if s.start and s.end and at.published.year in (s.start.year, s.end.year)]
    return next((s for s in same_year if s in later), same_year[-1])


def decade(parts: Parts, at: Viewpoint) -> Interval | None:
    """The 1990s; the 80s are those of the last century."""
    digits = re.sub(r"\D", "", parts["decade"] or parts["short_decade"] or "")
    return calendar.decade(date(int(digits if len(digits) == 4 else "19" + digits), 1, 1)).stated()


def century(parts: Parts, at: Viewpoint) -> Interval | None:
    """The 20th century: 1901 to 2000."""
    return calendar.century(date(number_in(parts["nth"]) * 100, 1, 1)).stated()


def holiday(parts: Parts, at: Viewpoint) -> Interval | None:
    """Christmas Day, New Year's Eve 2016."""
    month, number = (int(n) for n in str(at.grammar.value("holiday", parts["holiday"] or "")).split("-"))
    if parts["year"]:
        return _day(int(parts["year"]), month, number)
    if at.published is None:
        return Interval.unknown("day")
    return _nearest([_day(at.published.year + n, month, number) for n in (-1, 0, 1)], at)


def _day(year: int, month: int, number: int) -> Interval | None:
    try:
        return calendar.day(date(year, month, number)).stated()
    except ValueError:  # February 30
        return None


def _nearest(candidates: Sequence[Interval | None], at: Viewpoint) -> Interval | None:
    """The candidate that is nearest the publication, on the side that the verb looks to."""
    published = at.published
    days = [c for c in candidates if c is not None and c.start is not None and c.end is not None]
    if published is None or not days:
        return None
    before = [c for c in days if c.start and c.start <= published]
    after = [c for c in days if c.end and c.end >= published]
    if at.direction == "past":
        return before[-1] if before else days[0]
    if at.direction == "future":
        return after[0] if after else days[-1]
    return min(
        days,
        key=lambda c: min(abs((c.start - published).days), abs((c.end - published).days)) if c.start and c.end else 0,
    )
