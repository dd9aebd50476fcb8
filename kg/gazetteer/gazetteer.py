"""Who and what is known by name: the rows of `ontology/gazetteer/*.tsv`, and a user's own on top.

A row is a thing: its id, type, name, other names, the words for its people (demonyms), the places and buildings that
stand for it when they act (seats), and the source that says so. Lists in a cell are joined by `|`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import paths
from kg.errors import BadData
from kg.gazetteer.names import fold, matches
from kg.gazetteer.rows import Entry, read_folder
from kg.ontology import Ontology
from kg.paths import AnyPath
from kg.resources import data_path


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All rows, found by name. The keys of `named`, `peoples` and `seated` are folded; `longest` counts words."""

    entries: Mapping[str, Entry]
    named: Mapping[str, tuple[tuple[str, Entry], ...]]
    peoples: Mapping[str, tuple[str, Entry]]
    seated: Mapping[str, tuple[str, Entry]]
    longest: int

    @classmethod
    def load(cls, folders: Sequence[AnyPath] = (), ontology: Ontology | None = None) -> Gazetteer:
        """The project's rows and those of `folders`; a later folder's row replaces the one of the same id.

        Raises `BadData` with file and line for a row that does not fit: also for an unknown type, where an
        `ontology` is given.
        """
        entries: dict[str, Entry] = {}
        for folder in (data_path("ontology", "gazetteer"), *paths.folders(folders)):
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
        return written_so(self.peoples, word)

    def seat(self, name: str) -> Entry | None:
        """The row that a capital or seat of power stands for when it acts: "Moscow" and "the Kremlin" are Russia."""
        return written_so(self.seated, name)

    def by_id(self, id: str) -> Entry | None:
        """The row of this id, or None."""
        return self.entries.get(id)

    def phrases(self) -> Iterator[tuple[str, Entry]]:
        """Every name and other name as written, with its row."""
        for entry in self.entries.values():
            for name in entry.names:
                yield name, entry


def written_so(hits: Mapping[str, tuple[str, Entry]], text: str) -> Entry | None:
    """The entry of the hit for `text`, with or without its "the", whose written form it matches."""
    folded = fold(text)
    hit = hits.get(folded) or (hits.get(folded[4:]) if folded.startswith("the ") else None)
    if hit is None:
        return None
    return hit[1] if matches(hit[0], text) else None


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
