"""Events in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import Statement


@dataclass(frozen=True, slots=True)
class Moment:
    """An event at its time. `when` says the days in words; without any it is the first report that dates it."""

    day: date | None
    when: str
    event: Statement


def timeline(events: Iterable[Statement], first: date | None = None, last: date | None = None) -> list[Moment]:
    """The events by their first day, the undated last; of those between `first` and `last` where these are given."""
    found = [moment for moment in _moments(events) if _between(moment, first, last)]
    return sorted(found, key=lambda m: (m.day or date.max, m.event.end or date.max, m.event.label, m.event.id))


def _moments(events: Iterable[Statement]) -> Iterator[Moment]:
    for e in events:
        if e.start and e.end and e.start != e.end:
            yield Moment(e.start, f"{e.start} to {e.end}", e)
        elif e.start:
            yield Moment(e.start, f"{'' if e.end else 'from '}{e.start}", e)
        elif e.end:
            yield Moment(e.end, f"until {e.end}", e)
        elif e.first_reported:
            yield Moment(e.first_reported, f"reported {e.first_reported}", e)
        else:
            yield Moment(None, "undated", e)


def _between(moment: Moment, first: date | None, last: date | None) -> bool:
    """Whether the event touches the days asked for; an undated one does where nothing is asked."""
    if first is None and last is None:
        return True
    if moment.day is None:
        return False
    ends = moment.event.end or moment.day
    return (first is None or ends >= first) and (last is None or moment.day <= last)
