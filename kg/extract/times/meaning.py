"""What a time expression means: a function for every `means` of the grammar, from the words matched to an interval."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Interval, Unit
from kg.extract.times.grammar import Grammar
from kg.extract.times.tense import Direction
from kg.model import Granularity, TimeBasis

Parts = Mapping[str, str | None]
COARSENESS: tuple[Granularity, ...] = ("hour", "day", "week", "month", "season", "year", "decade", "unknown")


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a time is seen: the day of publication (None where unknown), which way, and the time last spoken of."""

    grammar: Grammar
    published: date | None
    direction: Direction = "past"
    narrative: Interval | None = None

    def read(self, words: str, levels: tuple[str, ...] = ("whole", "point", "part")) -> Interval | None:
        """The interval that `words` mean, or None where no rule has them or no such day exists."""
        for rule in self.grammar.rules:
            if rule.level == "part" or rule.level not in levels:
                continue
            if m := rule.regex.fullmatch(words):
                return MEANINGS[rule.means](m.groupdict(), self)
        for rule in self.grammar.rules:
            if rule.level == "part" and (m := rule.regex.match(words)):
                if whole := self.read(words[m.end() :], ("point", "part", "inner")):
                    return PARTS[rule.means](m.groupdict(), whole, self)
        return None

    def value(self, kind: str, parts: Parts) -> int:
        """The number that the part called `kind` stands for."""
        return int(self.grammar.value(kind, parts[kind] or ""))

    def unit(self, parts: Parts) -> Unit:
        """The unit that the part `unit` names."""
        unit: Unit = self.grammar.value("unit", parts["unit"] or "")
        return unit


def iso(parts: Parts, at: Viewpoint) -> Interval | None:
    """2019-12-24."""
    return _day(int(parts["y"] or 0), int(parts["m"] or 0), int(parts["d"] or 0))


def full_date(parts: Parts, at: Viewpoint) -> Interval | None:
    """May 14, 2020; 14 May. Without a year: the one that puts it nearest before (or after) the publication."""
    month, number = at.value("month", parts), _number(parts["day"])
    if parts["year"]:
        return _day(int(parts["year"]), month, number)
    if at.published is None:
        return Interval.unknown("day")
    found = _nearest([_day(at.published.year + n, month, number) for n in (-4, -3, -2, -1, 0, 1, 2, 3, 4)], at)
    return found.stated() if found else None


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
    """Two days ago is that day, three years ago that year."""
    unit, count = at.unit(parts), _count(parts, at)
    if not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    return _shifted(at, unit, -count, calendar.GRANULARITIES[unit])


def long_ago(parts: Parts, at: Viewpoint) -> Interval | None:
    """Years ago: nobody knows when."""
    return Interval.unknown(calendar.GRANULARITIES[at.unit(parts)])


def rolling(parts: Parts, at: Viewpoint) -> Interval | None:
    """The past two weeks end, the next three days begin, on the day of publication."""
    unit = at.unit(parts)
    count = _count(parts, at) if parts.get("count") or parts.get("quantity") else 1
    if at.published is None or not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    hours = unit == "hour"
    step = -(-count // 24) if hours else count
    other = calendar.shift(at.published, "day" if hours else unit, step * at.value("rolling", parts))
    return Interval(min(other, at.published), max(other, at.published), calendar.GRANULARITIES[unit])


def vague_rolling(parts: Parts, at: Viewpoint) -> Interval | None:
    """Recent months: their number is not said."""
    return Interval.unknown(calendar.GRANULARITIES[at.unit(parts)])


def decade(parts: Parts, at: Viewpoint) -> Interval | None:
    """The 1990s; the 80s are those of the last century."""
    digits = re.sub(r"\D", "", parts["decade"] or parts["short_decade"] or "")
    return calendar.decade(date(int(digits if len(digits) == 4 else "19" + digits), 1, 1)).stated()


def century(parts: Parts, at: Viewpoint) -> Interval | None:
    """The 20th century: 1901 to 2000."""
    return calendar.century(date(_number(parts["nth"]) * 100, 1, 1)).stated()


def holiday(parts: Parts, at: Viewpoint) -> Interval | None:
    """Christmas Day, New Year's Eve 2016."""
    month, number = (int(n) for n in str(at.grammar.value("holiday", parts["holiday"] or "")).split("-"))
    if parts["year"]:
        return _day(int(parts["year"]), month, number)
    if at.published is None:
        return Interval.unknown("day")
    return _nearest([_day(at.published.year + n, month, number) for n in (-1, 0, 1)], at)


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
    unit, count = at.unit(parts), _count(parts, at)
    if not count:
        return Interval.unknown(calendar.GRANULARITIES[unit])
    return _narrated(at, unit, count if (parts["way"] or "").lower() == "later" else -count)


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


def days_of_month(parts: Parts, at: Viewpoint) -> Interval | None:
    """May 12-14; between January 3 and 5, 2018."""
    first, last = ({**parts, "day": parts[name]} for name in ("a", "b"))
    if _number(parts["a"]) >= _number(parts["b"]):
        return None
    start, end = full_date(first, at), full_date(last, at)
    if start is None or end is None:
        return None
    return Interval(start.start, end.end, "day", start.basis) if start.start != end.start else start


def ahead(parts: Parts, at: Viewpoint) -> Interval | None:
    """In two weeks: then, if it is still to come; otherwise it says how long a thing took, and no day."""
    unit, count = at.unit(parts), _count(parts, at)
    if at.direction == "past" or not count:
        return Interval.unknown(calendar.GRANULARITIES[unit]).stated()
    return _shifted(at, unit, count, calendar.GRANULARITIES[unit])


def within(parts: Parts, at: Viewpoint) -> Interval | None:
    """Within 48 hours: no later than that."""
    unit = at.unit(parts)
    count = _count(parts, at) if parts.get("count") or parts.get("quantity") else 0
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


MEANINGS: dict[str, Callable[[Parts, Viewpoint], Interval | None]] = {
    "iso": iso,
    "date": full_date,
    "month_of_year": month_of_year,
    "month_of_relative_year": month_of_relative_year,
    "month_alone": month_alone,
    "which_month": which_month,
    "year": year_alone,
    "years": years,
    "share_of_year": share_of_year,
    "season_of_year": season_of_year,
    "which_season": which_season,
    "weekday_alone": weekday_alone,
    "which_weekday": which_weekday,
    "weekday_of_week": weekday_of_week,
    "which_unit": which_unit,
    "which_part": which_part,
    "current_unit": current_unit,
    "unit_end": unit_end,
    "now": now,
    "ago": ago,
    "long_ago": long_ago,
    "rolling": rolling,
    "vague_rolling": vague_rolling,
    "decade": decade,
    "century": century,
    "holiday": holiday,
    "narrative": narrative,
    "narrative_next": narrative_next,
    "narrative_shift": narrative_shift,
    "days_of_month": days_of_month,
    "ahead": ahead,
    "within": within,
    "so_far": so_far,
}
PARTS: dict[str, Callable[[Parts, Interval, Viewpoint], Interval]] = {
    "edge": edge,
    "third": third,
    "earlier": earlier,
    "later": later,
    "hours": hours,
    "around": around,
}


def _day(year: int, month: int, number: int) -> Interval | None:
    try:
        return calendar.day(date(year, month, number)).stated()
    except ValueError:  # February 30
        return None


def _number(words: str | None) -> int:
    return int(re.sub(r"\D", "", words or "") or 0)


def _count(parts: Parts, at: Viewpoint) -> int:
    """How many units; 0 where the words leave it open ("several")."""
    if parts.get("count"):
        return _number(parts["count"])
    return at.value("quantity", parts)


def _shifted(at: Viewpoint, unit: Unit, count: int, granularity: calendar.Granularity) -> Interval:
    if at.published is None:
        return Interval.unknown(granularity)
    there = calendar.shift(at.published, unit, count)
    whole = calendar.day(there) if unit in ("hour", "day", "week", "fortnight") else calendar.AROUND[unit](there)
    return replace(whole, granularity=granularity)


def _nearest(candidates: list[Interval | None], at: Viewpoint) -> Interval | None:
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


def _into_year_of(first: Interval, last: Interval) -> Interval:
    """The first end of a range moved to the year of the second: "from December to March" begins the year before."""
    if first.start is None or last.end is None:
        return first
    year = (
        last.end.year if (first.start.month, first.start.day) <= (last.end.month, last.end.day) else last.end.year - 1
    )
    shift = (year - first.start.year) * 12
    return replace(first, start=calendar.shift(first.start, "month", shift))
