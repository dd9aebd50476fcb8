"""What a build did, in numbers that add up: inputs = sources of articles built + quarantined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.store import Quarantined


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of one build.

    `inputs` are all sources that the graph was told of; `copies` are inputs whose text another input has, too;
    `reused` articles were not read again; `changed` names what made the others be read again; `counts` are the graph's.
    """

    graph: Path
    inputs: int
    articles: int
    copies: int
    reused: int
    quarantined: tuple[Quarantined, ...]
    passed_over: Mapping[str, int]
    notes: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    dropped: int
    set_aside: Mapping[str, int]
    counts: Mapping[str, int]

    @property
    def adds_up(self) -> bool:
        """Whether every input is accounted for."""
        return self.inputs == self.articles + self.copies + len(self.quarantined)

    def lines(self) -> Iterator[str]:
        """The summary for people."""
        parts = [f"{_n(self.articles, 'article')} built"]
        if self.reused:
            parts[0] += f" ({self.reused:,} unchanged)"
        if self.copies:
            parts.append("1 copy of another" if self.copies == 1 else f"{self.copies:,} copies of others")
        parts.append(f"{len(self.quarantined):,} quarantined")
        yield f"read       {_n(self.inputs, 'input')}: {', '.join(parts)}"
        for one in self.quarantined:
            yield f"           set aside: {near(one.path)}: {one.reason}"
        if self.passed_over:
            found = ", ".join(f"{suffix} {count:,}" for suffix, count in sorted(self.passed_over.items()))
            yield f"passed     {_n(sum(self.passed_over.values()), 'file')} of other kinds: {found}"
        for path, note in self.notes:
            yield f"note       {near(path)}: {note}"
        if self.changed:
            yield f"changed    {', '.join(self.changed)}: what depends on it was read again"
        if self.dropped:
            are = "is" if self.dropped == 1 else "are"
            yield f"dropped    {_n(self.dropped, 'stretch', 'stretches')} of text that {are} no news"
        c = Counter(self.counts)
        yield (
            f"found      {_n(c['mentions'], 'mention')}, {_n(c['entities'], 'entity', 'entities')}, "
            f"{_n(c['claims'], 'claim')}, {_n(c['statements'], 'statement')}, {_n(c['events'], 'event')}"
        )
        if self.set_aside:
            reasons = sorted(self.set_aside.items())
            why = ", ".join(f"{reason} {count:,}" for reason, count in reasons) if len(reasons) > 1 else reasons[0][0]
            yield f"left out   {_n(sum(self.set_aside.values()), 'claim')}: {why}"
        yield f"graph      {self.graph}"


def near(path: str) -> str:
    """A path as seen from the working folder, where it is below it."""
    return path.removeprefix(f"{Path.cwd().as_posix().rstrip('/')}/")


def _n(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
