"""The day an article was published, where its own text or address states it. The clock is never asked.

A date in running text is when something happened, not when it was told: only stamps, lines that are a date,
datelines and the end of a caption count, and only with a year.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DATE = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.replace('month', 'month2')},? (?P<year2>\d{{4}}))"
)
_WEEKDAY = r"(?:(?:on )?(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_STAMP = re.compile(
    rf"^\s*(?:(?:First |Last )?(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Cc]reated|[Ii]ssued|[Dd]ate)(?: on| at)?[:|]? ?)"
    rf"{_WEEKDAY}{_DATE}\b(?!\s*[,a-z])"
)
_ALONE = re.compile(rf"^\s*{_WEEKDAY}{_DATE}(?:[ ,|·-]+(?:at )?\d{{1,2}}[:.]\d{{2}}.{{0,20}})?\s*$")
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ’'. -]{2,}[^.:–—]{0,40}?"
_CREDIT = r"[(\[][^()\[\]]{2,60}[)\]]"
_DATELINE = re.compile(rf"^\s*{_PLACE}\(?{_DATE}\)?,?(?: ?{_CREDIT})? ?[:–—-]")
_PLACELESS = re.compile(rf"^\s*{_WEEKDAY}{_DATE},? ?{_CREDIT} ?[:–—-]")
_CAPTION = re.compile(rf"^.*?\S, {_WEEKDAY}{_DATE}\.?\s*$")
_CREDITED = re.compile(rf"^.*?\S,? (?:on )?{_WEEKDAY}{_DATE}\.?\s*{_CREDIT}\.?\s*$")
_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")

HEAD = 5
"""How many lines with words, from the first, may be a caption, a dateline or a line that is a date."""


def stated(text: str) -> date | None:
    """The day that the head of `text` states as its own, or None.

    >>> stated("Dam bursts\\nWorkers search the mud near Derna, May 14, 2020. (AA)\\n\\nRescuers ...")
    datetime.date(2020, 5, 14)
    >>> stated("March 5, 2024 (AFP) - Rebels left Goma.")
    datetime.date(2024, 3, 5)
    >>> stated("The treaty was signed on May 14, 2020.\\n\\nIt never came into force.")
    """
    head = [line for line in text.splitlines() if line.strip()][:HEAD]
    for pattern in (_STAMP, _ALONE, _DATELINE, _PLACELESS, _CREDITED, _CAPTION):
        for line in head if pattern in (_STAMP, _ALONE) else head[:3]:
            found = pattern.match(line[:400])
            if found and (day := _day(found)):
                return day
    return None


def in_address(url: str | None) -> date | None:
    """The day in an address such as `https://example.org/world/2020/05/14/dam-bursts`, or None."""
    found = _ADDRESS.search(url or "")
    return _valid(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day(found: re.Match[str]) -> date | None:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
        return _valid(int(year), int(month), int(day))
    named = _MONTHS.get((found["month"] or found["month2"]).lower())
    return _valid(int(found["year"] or found["year2"]), named or 0, int(found["day"] or found["day2"]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2100 else None
    except ValueError:
        return None
