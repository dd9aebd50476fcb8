"""Days and the stretches that news speaks of: weeks, months, seasons, the early part of one, the end of another.

Weeks run from Monday to Sunday; seasons are those of the northern hemisphere. The clock is never asked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.model import Granularity, TimeBasis

Unit = Literal["hour", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade", "century"]
Part = Literal["first", "middle", "last"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, both days included; None is open or unknown. `edge` marks "the end of" something."""

    start: date | None
    end: date | None
    granularity: Granularity
    basis: TimeBasis = "inferred"
    edge: bool = False

    @classmethod
    def unknown(cls, granularity: Granularity = "unknown") -> Interval:
        """A time that cannot be told, for want of a publication date or by its own vagueness."""
        return cls(None, None, granularity)

    def stated(self) -> Interval:
        """The same, its date being in the words."""
        return replace(self, basis="stated")


def day(d: date, granularity: Granularity = "day") -> Interval:
    """One day."""
    return Interval(d, d, granularity)


def week(d: date) -> Interval:
    """The week of `d`, Monday to Sunday."""
    monday = d - timedelta(days=d.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Interval:
    """Saturday and Sunday of the week of `d`."""
    monday = d - timedelta(days=d.weekday())
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6), "day")


def month(d: date) -> Interval:
    """The month of `d`."""
    return Interval(d.replace(day=1), d.replace(day=monthrange(d.year, d.month)[1]), "month")


def quarter(d: date) -> Interval:
    """The quarter of the year of `d`."""
    first = d.replace(month=(d.month - 1) // 3 * 3 + 1, day=1)
    return Interval(first, month(shift(first, "month", 2)).end, "season")


def season(d: date) -> Interval:
    """The season of `d`; a winter begins in the December before."""
    first = shift(d.replace(day=1), "month", -(d.month % 3))
    return Interval(first, month(shift(first, "month", 2)).end, "season")


def year(d: date) -> Interval:
    """The year of `d`."""
    return Interval(date(d.year, 1, 1), date(d.year, 12, 31), "year")


def decade(d: date) -> Interval:
    """The decade of `d`: the 1990s end with 1999."""
    first = d.year // 10 * 10
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(d: date) -> Interval:
    """The century of `d`: the 20th ends with 2000."""
    first = (d.year - 1) // 100 * 100 + 1
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), "unknown")


AROUND: dict[Unit, Callable[[date], Interval]] = {
    "hour": lambda d: day(d, "hour"),
    "day": day,
    "weekend": weekend,
    "week": week,
    "fortnight": week,
    "month": month,
    "quarter": quarter,
    "season": season,
    "year": year,
    "decade": decade,
    "century": century,
}
GRANULARITIES: dict[Unit, Granularity] = {
    "hour": "hour",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "season",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "unknown",
}
DAYS: dict[Unit, int] = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}


def shift(d: date, unit: Unit, count: int) -> date:
    """`count` units after `d` (before, where negative); the 31st becomes the last day of a shorter month.

    Hours do not move a day. The result is kept within the calendar of `date`.
    """
    if unit in DAYS:
        return date.fromordinal(min(max(d.toordinal() + count * DAYS[unit], 1), date.max.toordinal()))
    if unit not in MONTHS:
        return d
    index = min(max(d.year * 12 + d.month - 1 + count * MONTHS[unit], 12), date.max.year * 12 + 11)
    y, m = divmod(index, 12)
    return date(y, m + 1, min(d.day, monthrange(y, m + 1)[1]))


def third(whole: Interval, part: Part) -> Interval:
    """The early, middle or late third: early December is the 1st to the 10th, late 2016 its last four months."""
    if whole.start is None or whole.end is None:
        return whole
    if whole.granularity in ("year", "season", "decade"):
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
        cuts = [shift(whole.start, "month", round(months * n / 3)) for n in range(4)]
    elif whole.granularity == "month":
        cuts = [shift(whole.start, "day", 10 * n) for n in range(4)]
    else:
        days = (whole.end - whole.start).days + 1
        cuts = [shift(whole.start, "day", days * n // 3) for n in range(4)]
    n = {"first": 0, "middle": 1, "last": 2}[part]
    end = whole.end if n == 2 else shift(cuts[n + 1], "day", -1)
    return replace(whole, start=cuts[n], end=max(cuts[n], end))


def edge(whole: Interval, part: Part) -> Interval:
    """The start, middle or end of a stretch: the start of a year is January, the end of a week its Sunday."""
    if whole.start is None or whole.end is None or part == "middle":
        return replace(third(whole, part), edge=True)
    if whole.granularity == "year":
        near = month(whole.start if part == "first" else whole.end)
    elif whole.granularity in ("month", "season", "decade"):
        near = third(whole, part)
    else:
        near = day(whole.start if part == "first" else whole.end)
    return Interval(near.start, near.end, near.granularity, whole.basis, edge=True)
