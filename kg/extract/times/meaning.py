"""What a time expression means: the function for every `means` of the grammar, and the reading of words by them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg.extract.times import dates, parts, relative
from kg.extract.times.calendar import Interval
from kg.extract.times.grammar import grammar
from kg.extract.times.viewpoint import Parts, Viewpoint

KEPT = 2_000
"""Times whose rule is known from one text to the next."""

MEANINGS: dict[str, Callable[[Parts, Viewpoint], Interval | None]] = {
    "iso": dates.iso,
    "date": dates.full_date,
    "month_of_year": dates.month_of_year,
    "month_of_relative_year": dates.month_of_relative_year,
    "month_alone": dates.month_alone,
    "which_month": dates.which_month,
    "year": dates.year_alone,
    "years": dates.years,
    "share_of_year": dates.share_of_year,
    "season_of_year": dates.season_of_year,
    "which_season": dates.which_season,
    "weekday_alone": relative.weekday_alone,
    "which_weekday": relative.which_weekday,
    "weekday_of_week": relative.weekday_of_week,
    "which_unit": relative.which_unit,
    "which_part": relative.which_part,
    "current_unit": relative.current_unit,
    "unit_end": relative.unit_end,
    "now": relative.now,
    "ago": relative.ago,
    "habit": relative.habit,
    "long_ago": relative.long_ago,
    "rolling": relative.rolling,
    "vague_rolling": relative.vague_rolling,
    "decade": dates.decade,
    "century": dates.century,
    "holiday": dates.holiday,
    "narrative": relative.narrative,
    "narrative_next": relative.narrative_next,
    "narrative_shift": relative.narrative_shift,
    "days_of_month": dates.days_of_month,
    "ahead": relative.ahead,
    "within": relative.within,
    "so_far": relative.so_far,
}
PART_MEANINGS: dict[str, Callable[[Parts, Interval, Viewpoint], Interval]] = {
    "edge": parts.edge,
    "third": parts.third,
    "earlier": parts.earlier,
    "later": parts.later,
    "hours": parts.hours,
    "around": parts.around,
}


ALONE = ("whole", "point")
BEHIND_PART = ("point", "inner")


def read(words: str, at: Viewpoint, levels: tuple[str, ...] = ALONE) -> Interval | None:
    """The interval that `words` mean, or None where no rule has them or no such day exists."""
    words = words.lower()
    if (found := _understood(words, levels)) is not None:
        return MEANINGS[found[0]](found[1], at)
    for rule in at.grammar.rules:
        m = rule.regex.match(words) if rule.level == "part" else None
        if m and (whole := read(words[m.end() :], at, BEHIND_PART)):
            return PART_MEANINGS[rule.means](m.groupdict(), whole, at)
    return None


@lru_cache(maxsize=KEPT)
def _understood(words: str, levels: tuple[str, ...]) -> tuple[str, Parts] | None:
    """The meaning of the first rule of these levels that has all the words, with its parts; texts repeat themselves."""
    for rule in grammar().rules:
        if rule.level in levels and (m := rule.regex.fullmatch(words)):
            return rule.means, m.groupdict()
    return None
