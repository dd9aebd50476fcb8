"""What people put right by hand: `corrections.tsv` in the graph's folder, one correction a line, for every build.

    action    entity   value            article   reason    date
    merge     entity   the id that goes into it
    split     entity   the name that becomes a thing of its own, in one article where that is given
    rename    entity   the new name
    retype    entity   the new type
    unlink    entity   the link to take away; all of them where none is given
    drop      entity
    distinct  entity   the id of the other one: the two are not asked about again

Things are named by their ids, or by a name that only one thing has. Lines are applied from the first to the last; what
is taken out of the file is undone. A line that begins with # is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import BadData

FILE = "corrections.tsv"
COLUMNS = ("action", "entity", "value", "article", "reason", "date")
ACTIONS = {
    "merge": True,
    "split": True,
    "rename": True,
    "retype": True,
    "unlink": False,
    "drop": False,
    "distinct": True,
}
"""Every action, and whether it needs a value."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. `date` is the day on which it was written, `line` its number in the file, from 1; 0 before that."""

    action: str
    entity: str = ""
    value: str = ""
    article: str = ""
    reason: str = ""
    date: str = ""
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        where = f" in {self.article}" if self.article else ""
        return " ".join(filter(None, (self.action, self.entity, self.value))) + where


def parse(text: str, where: str) -> tuple[Correction, ...]:
    """The corrections of the file `where`; raises `BadData` with the line that does not fit."""
    return tuple(_corrections(text.splitlines(), where))


def added(text: str, correction: Correction) -> str:
    """The file's text with one more line; an empty file gets its header first."""
    text = text or "\t".join(COLUMNS) + "\n"
    end = "" if text.endswith("\n") else "\n"
    return f"{text}{end}{_line(correction)}\n"


def removed(text: str, line: int) -> str:
    """The file's text without its line of this number, from 1."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: line - 1] + lines[line:])


def _corrections(lines: Sequence[str], where: str) -> Iterator[Correction]:
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return
    header = tuple(numbered[0][1].strip().split("\t"))
    if header != COLUMNS:
        raise BadData(f"{where}:{numbered[0][0]}", f"the first line names the columns: {', '.join(COLUMNS)}")
    for number, line in numbered[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(COLUMNS):
            raise BadData(f"{where}:{number}", f"{len(cells)} cells, but there are {len(COLUMNS)} columns")
        correction = Correction(**dict(zip(COLUMNS, cells, strict=False)), line=number)
        if correction.action not in ACTIONS:
            raise BadData(f"{where}:{number}", f"no action named {correction.action!r}; there are {', '.join(ACTIONS)}")
        if not correction.entity or (ACTIONS[correction.action] and not correction.value):
            missing = "value" if correction.entity else "entity"
            raise BadData(f"{where}:{number}", f"{correction.action} without {missing}")
        yield correction


def _line(c: Correction) -> str:
    cells = (c.action, c.entity, c.value, c.article, c.reason, c.date)
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
