"""Times seen from the day of publication ("two days ago"), or from the time last spoken of ("a year later")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Interval, Unit
from kg.extract.times.viewpoint import Parts, Viewpoint, count_in
from kg.model import Granularity

COARSENESS: tuple[Granularity, ...] = ("hour", "day", "week", "month", "season", "year", "decade", "unknown")


def weekday_alone(parts: Parts, at: Viewpoint) -> Interval | None:
    """Monday: the most recent on or before publication, or the next on or after it."""
    if at.published is None:
        return Interval.unknown("day")
    back = (at.published.weekday() - at.value("weekday", parts)) % 7
    found = at.published - timedelta(days=back)
    if back and at.direction != "past":
        found += timedelta(days=7)
    return calendar.day(found, "hour" if parts.get("part") else "day")


def which_weekday(parts: Parts, at: Viewpoint) -> Interval | None:
    """Last Monday is before today, next Monday after it; this Friday is as the verb says."""
    which = at.value("which", parts)
    if at.published is None or which == 0:
        return weekday_alone(parts, at)
    ahead = (at.value("weekday", parts) - at.published.weekday()) % 7 or 7
    step = ahead if which > 0 else (ahead - 7 or -7)
    return calendar.day(at.published + timedelta(days=step), "hour" if parts.get("part") else "day")


def weekday_of_week(parts: Parts, at: Viewpoint) -> Interval | None:
    """Tuesday last week."""
    if at.published is None:
        return Interval.unknown("day")
    monday = at.published + timedelta(days=7 * at.value("which", parts) - at.published.weekday())
    return calendar.day(monday + timedelta(days=at.value("weekday", parts)))


def which_unit(parts: Parts, at: Viewpoint) -> Interval | None:
    """Last week, this year, next month; a weekend that is over is the one before."""
    unit, which = at.unit(parts), at.value("which", parts)
    if at.published is None:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    if unit == "weekend" and which == 0 and at.direction == "past" and at.published.weekday() < 5:
        which = -1
    return calendar.AROUND[unit](calendar.shift(at.published, unit, which))


def which_part(parts: Parts, at: Viewpoint) -> Interval | None:
    """This morning; last night."""
    return _shifted(at, "day", -1 if "last" in (parts.get("which") or "") else 0, "hour")


def current_unit(parts: Parts, at: Viewpoint) -> Interval | None:
    """The month, as in "the end of the month"."""
    unit = at.unit(parts)
    if at.published is None:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    return calendar.AROUND[unit](at.published)


def unit_end(parts: Parts, at: Viewpoint) -> Interval | None:
    """Year's end: the end of the current one."""
    whole = current_unit(parts, at)
    return calendar.edge(whole, "last") if whole else None


def now(parts: Parts, at: Viewpoint) -> Interval | None:
    """Today, yesterday, tomorrow evening, currently."""
    return _shifted(at, "day", at.value("now", parts), "hour" if parts.get("part") else "day")


def ago(parts: Parts, at: Viewpoint) -> Interval | None:
    """Two days ago is that day, three years ago that year; more than three years ago is then or before."""
    unit, count = at.unit(parts), count_in(parts, at)
    if not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    if parts.get("exact") and at.published is not None:
        return calendar.day(calendar.shift(at.published, unit, -count))
    then = _shifted(at, unit, -count, calendar.GRANULARITIES[unit])
    return replace(then, start=None) if parts.get("least") else then


def habit(parts: Parts, at: Viewpoint) -> Interval | None:
    """Every Friday: no day in particular."""
    return Interval.unknown("day")


def long_ago(parts: Parts, at: Viewpoint) -> Interval | None:
    """Years ago: nobody knows when."""
    return Interval.unknown(calendar.GRANULARITIES[at.unit(parts)])


def rolling(parts: Parts, at: Viewpoint) -> Interval | None:
    """The past two weeks end, the next three days begin, on the day of publication."""
    unit = at.unit(parts)
    count = count_in(parts, at) if parts.get("count") or parts.get("quantity") else 1
    if at.published is None or not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    hours = unit == "hour"
    step = -(-count // 24) if hours else count
    other = calendar.shift(at.published, "day" if hours else unit, step * at.value("rolling", parts))
    return Interval(min(other, at.published), max(other, at.published), calendar.GRANULARITIES[unit])


def vague_rolling(parts: Parts, at: Viewpoint) -> Interval | None:
    """Recent months: their number is not said."""
    return Interval.unknown(calendar.GRANULARITIES[at.unit(parts)])


def narrative(parts: Parts, at: Viewpoint) -> Interval | None:
    """The same day: the one last spoken of, else that of publication."""
    unit = at.unit(parts)
    seen_from = _told(at, unit) or at.published
    return calendar.AROUND[unit](seen_from) if seen_from else Interval.unknown(calendar.GRANULARITIES[unit])


def narrative_next(parts: Parts, at: Viewpoint) -> Interval | None:
    """The following day, the previous week: seen from what was last spoken of."""
    unit = at.unit(parts) if parts.get("unit") else "day"
    return _narrated(at, unit, -1 if (parts.get("way") or "").lower().startswith("pre") else 1)


def narrative_shift(parts: Parts, at: Viewpoint) -> Interval | None:
    """Two days earlier, a year later: from the time last spoken of."""
    unit, count = at.unit(parts), count_in(parts, at)
    if not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    return _narrated(at, unit, count if (parts["way"] or "").lower() == "later" else -count)


def ahead(parts: Parts, at: Viewpoint) -> Interval | None:
    """In two weeks: then, if it is still to come; otherwise it says how long a thing took, and no day."""
    unit, count = at.unit(parts), count_in(parts, at)
    if at.direction == "past" or not count:
        return Interval.unknown(calendar.GRANULARITIES[unit]).stated()
    return _shifted(at, unit, count, calendar.GRANULARITIES[unit])


def within(parts: Parts, at: Viewpoint) -> Interval | None:
    """Within 48 hours: no later than that."""
    unit = at.unit(parts)
    count = count_in(parts, at) if parts.get("count") or parts.get("quantity") else 0
    if at.published is None or not count or at.direction == "past":
        return Interval.unknown(calendar.GRANULARITIES[unit])
    end = calendar.shift(at.published, *(("day", -(-count // 24)) if unit == "hour" else (unit, count)))
    return Interval(None, end, calendar.GRANULARITIES[unit])


def so_far(parts: Parts, at: Viewpoint) -> Interval | None:
    """So far this year; recently: up to the day of publication."""
    if at.published is None:
        return Interval.unknown()
    start = calendar.AROUND[at.unit(parts)](at.published).start if parts.get("unit") else None
    return Interval(start, at.published, "day")


def _narrated(at: Viewpoint, unit: Unit, count: int) -> Interval:
    """`count` units from the time last spoken of; unknown where that would be a past after the publication."""
    told = _told(at, unit)
    if told is None and count > 0 and at.direction == "past":
        return Interval.unknown(calendar.GRANULARITIES[unit])
    return _shifted(replace(at, published=told or at.published), unit, count, calendar.GRANULARITIES[unit])


def _told(at: Viewpoint, unit: Unit) -> date | None:
    """The day last spoken of, if it was told finely enough to count `unit` from."""
    if at.narrative is None:
        return None
    known, needed = (COARSENESS.index(g) for g in (at.narrative.granularity, calendar.GRANULARITIES[unit]))
    return at.narrative.start if known <= max(needed, COARSENESS.index("day")) else None


def _shifted(at: Viewpoint, unit: Unit, count: int, granularity: Granularity) -> Interval:
    if at.published is None:
        return Interval.unknown(granularity)
    there = calendar.shift(at.published, unit, count)
    whole = calendar.day(there) if unit in ("hour", "day", "week", "fortnight") else calendar.AROUND[unit](there)
    return replace(whole, granularity=granularity)
