"""Who and what is known by name: the rows of `ontology/gazetteer/*.tsv`, and a user's own on top.

A row is a thing: its id, type, name, other names, the words for its people (demonyms), the places and buildings that
stand for it when they act (seats), and the source that says so. Lists in a cell are joined by `|`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import BadData
from kg.ontology import Ontology
from kg.resources import data_path

ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
REQUIRED = ("id", "type", "name", "source")
LISTS = frozenset({"aliases", "demonyms", "seats", "same_as"})
NUMBERS = {"latitude": 90.0, "longitude": 180.0}
STRICT = 2  # words up to which every capital counts
SPOKEN = 4  # letters from which an acronym is also written as a word: Nato, Unesco, but never Who or Us

# Letters that decomposition leaves alone, and the marks that writers put in, leave out or vary.
FOLDED = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "ð": "d"}
    | {"þ": "th", "&": " and "}
    | dict.fromkeys("-‐‑‒–—―/_,()", " ")
    | dict.fromkeys("'’‘ʼʿʾ`´ʻ.\"“”", "")
)


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


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All rows, found by name. The keys of `named`, `peoples` and `seated` are folded; `longest` counts words."""

    entries: Mapping[str, Entry]
    named: Mapping[str, tuple[tuple[str, Entry], ...]]
    peoples: Mapping[str, tuple[str, Entry]]
    seated: Mapping[str, tuple[str, Entry]]
    longest: int

    @classmethod
    def load(cls, folders: Sequence[Path] = (), ontology: Ontology | None = None) -> Gazetteer:
        """The project's rows and those of `folders`; a later folder's row replaces the one of the same id.

        Raises `BadData` with file and line for a row that does not fit: also for an unknown type, where an
        `ontology` is given.
        """
        entries: dict[str, Entry] = {}
        for folder in (data_path("ontology", "gazetteer"), *folders):
            entries |= read_folder(folder, ontology)
        for entry in entries.values():
            if entry.country is not None and entry.country not in entries:
                raise BadData("gazetteer", f"{entry.id} belongs to {entry.country!r}, which is no row's id")
        return index(entries)

    def find(self, name: str, *, any_case: bool = False) -> tuple[Entry, ...]:
        """The rows that have `name` as a name, in the order of the files; spelling is folded, a leading "the" is not
        needed, and capitals must be as `matches` says unless `any_case` is true.

        >>> [e.id for e in Gazetteer.load().find("Türkiye")]
        ['turkey']
        """
        folded = fold(name)
        hits = self.named.get(folded) or self.named.get(folded.removeprefix("the "), ())
        return tuple(dict.fromkeys(e for written, e in hits if any_case or matches(written, name)))

    def demonym(self, word: str) -> Entry | None:
        """The row whose people or adjective `word` is ("Turkish", "Turks"); None for "polish" without its capital."""
        return written_so(self.peoples.get(fold(word)), word)

    def seat(self, name: str) -> Entry | None:
        """The row that a capital or seat of power stands for when it acts: "Moscow" and "the Kremlin" are Russia."""
        folded = fold(name)
        return written_so(self.seated.get(folded) or self.seated.get(folded.removeprefix("the ")), name)

    def by_id(self, id: str) -> Entry | None:
        """The row of this id, or None."""
        return self.entries.get(id)

    def phrases(self) -> Iterator[tuple[str, Entry]]:
        """Every name and other name as written, with its row."""
        for entry in self.entries.values():
            for name in entry.names:
                yield name, entry


def fold(text: str) -> str:
    """`text` as names are compared: no diacritics, capitals, apostrophes or dots; a hyphen is a space.

    >>> fold("Mevlüt Çavuşoğlu"), fold("Hay’at Tahrir al-Sham"), fold("U.S.")
    ('mevlut cavusoglu', 'hayat tahrir al sham', 'us')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(text.translate(FOLDED).casefold().split())


def matches(written: str, text: str) -> bool:
    """Whether `text` has the capitals that `written` needs.

    A name all in capitals needs them all, so that "who" and "us" are no names; from four letters on it may be written
    as a word too: Nato, Unicef. Another name needs its first capital, and one of two words both: "White house" is none.
    """
    if written.isupper():
        as_word = sum(c.isalpha() for c in written) >= SPOKEN and text[:1].isupper()
        return text.isupper() or as_word
    if any(c.isupper() for c in written) and not any(c.isupper() for c in text):
        return False
    words, given = ([w for w in t.split() if w.casefold() != "the"] for t in (written, text))
    if len(words) != len(given):
        return True
    checked = len(words) if len(words) <= STRICT else 1
    pairs = zip(words[:checked], given[:checked], strict=True)
    return all(any(c.isupper() for c in g) for w, g in pairs if w[:1].isupper())


def written_so(hit: tuple[str, Entry] | None, text: str) -> Entry | None:
    """The entry of a hit whose written form `text` matches."""
    return hit[1] if hit is not None and matches(hit[0], text) else None


def index(entries: Mapping[str, Entry]) -> Gazetteer:
    """The look-up tables over `entries`. Of two rows with one demonym or seat the later one, a user's, has it."""
    named: dict[str, list[tuple[str, Entry]]] = {}
    peoples: dict[str, tuple[str, Entry]] = {}
    seated: dict[str, tuple[str, Entry]] = {}
    for entry in entries.values():
        for name in entry.names:
            named.setdefault(fold(name), []).append((name, entry))
        peoples |= {fold(word): (word, entry) for word in entry.demonyms}
        seated |= {fold(place): (place, entry) for place in entry.seats}
    longest = max((name.count(" ") + 1 for name in named), default=0)
    return Gazetteer(entries, {name: tuple(found) for name, found in named.items()}, peoples, seated, longest)


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
    """Each row of one file with its place, "states.tsv:12". Blank lines and lines that begin with # are passed over."""
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
    """A coordinate, or None where the cell is empty or absent."""
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
