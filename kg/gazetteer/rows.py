"""The rows of gazetteer files: what a row says, and how a file of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import BadData
from kg.ontology import Ontology

ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
REQUIRED = ("id", "type", "name", "source")
LISTS = frozenset({"aliases", "demonyms", "seats", "same_as"})
NUMBERS = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `country` is the id of the state it belongs to; latitude and longitude are degrees (WGS 84)."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    country: str | None = None
    source_class: str | None = None
    same_as: tuple[str, ...] = ()
    source: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the other names."""
        return (self.name, *self.aliases)


COLUMNS = tuple(f.name for f in fields(Entry))


def read_folder(folder: Path, ontology: Ontology | None) -> dict[str, Entry]:
    """Every row of the `.tsv` files of `folder` by id; raises `BadData` where two rows have one id."""
    found: dict[str, tuple[Entry, str]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for where, entry in read_file(path):
            if ontology is not None and entry.type not in ontology.entity_types:
                raise BadData(where, f"no entity type named {entry.type!r}")
            if entry.id in found:
                raise BadData(where, f"the id {entry.id!r} stands already in {found[entry.id][1]}")
            found[entry.id] = (entry, where)
    return {id: entry for id, (entry, _) in found.items()}


def read_file(path: Path) -> Iterator[tuple[str, Entry]]:
    """Each row of one file with its place, "states.tsv:12". Blank lines and lines that begin with # are passed over.

    Raises `BadData` for a file that cannot be read, a header or a row that does not fit.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(str(path), f"not readable: {error}") from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return
    header = numbered[0][1].split("\t")
    check_header(header, f"{path}:{numbered[0][0]}")
    for number, line in numbered[1:]:
        where = f"{path.name}:{number}" if path.parent.name == "gazetteer" else f"{path}:{number}"
        cells = line.split("\t")
        if len(cells) != len(header):
            raise BadData(where, f"{len(cells)} cells, but the header has {len(header)}")
        yield where, entry_of(dict(zip(header, (c.strip() for c in cells), strict=True)), where)


def check_header(header: Iterable[str], where: str) -> None:
    """Raises `BadData` for a column that is missing, unknown or there twice."""
    names = list(header)
    unknown = [n for n in names if n not in COLUMNS]
    missing = [n for n in REQUIRED if n not in names]
    if unknown or missing or len(set(names)) != len(names):
        what = f"no column {missing[0]!r}" if missing else f"column {(unknown or names)[0]!r} is unknown or twice"
        raise BadData(where, f"{what}; the columns are {', '.join(COLUMNS)}")


def entry_of(row: Mapping[str, str], where: str) -> Entry:
    """The entry of one row; raises `BadData` for an empty cell that must not be, a bad id or number."""
    for column in REQUIRED:
        if not row[column]:
            raise BadData(where, f"{column} is empty")
    if not ID.fullmatch(row["id"]):
        raise BadData(where, f"the id {row['id']!r} is not of lower-case letters, digits and single underscores")
    lists = {c: tuple(part.strip() for part in row.get(c, "").split("|") if part.strip()) for c in LISTS}
    return Entry(
        id=row["id"],
        type=row["type"],
        name=row["name"],
        source=row["source"],
        country=row.get("country") or None,
        source_class=row.get("source_class") or None,
        latitude=degrees(row, "latitude", where),
        longitude=degrees(row, "longitude", where),
        **lists,
    )


def degrees(row: Mapping[str, str], column: str, where: str) -> float | None:
    """A coordinate in degrees, or None where the cell is empty or absent. Raises `BadData` for one that is none."""
    cell = row.get(column)
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError as error:
        raise BadData(where, f"{column} {cell!r} is no number") from error
    if not abs(value) <= NUMBERS[column]:
        raise BadData(where, f"{column} {cell} is out of range")
    return value
