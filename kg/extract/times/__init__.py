"""When: the time expressions of a text, as intervals against the day of publication.

`times` finds them, `times_of` says which belong to a verb or noun, `is_deadline` which of them set a limit.
"""

from kg.extract.times.attach import is_deadline, times_of
from kg.extract.times.find import times

__all__ = ["is_deadline", "times", "times_of"]
