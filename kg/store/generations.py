"""Generations of the RDF store: each written apart and published by swapping one small file, `CURRENT`.

    GRAPH/CURRENT                     the number of the published generation
    GRAPH/generations/7/store/        an Oxigraph store, never written to again
    GRAPH/generations/7/manifest.json
    GRAPH/generations/7/checksums.txt the SHA-256 of each of its files
    GRAPH/generations/7/buckets.txt   the hashes of its quads in buckets, so that the next one need not hash all of them
    GRAPH/generations/7/…             whatever else the build keeps of it
    GRAPH/LAST                        a sealed copy of its manifest: what its articles and sources were

Readers open what `CURRENT` names and nothing else, so they never see half a graph.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pyoxigraph import Quad, Store

from kg.errors import GraphUnusable
from kg.store.files import remove_tree, sync_folder, sync_tree, write_whole, writing
from kg.store.making import STORE, Changes, Parcels, loaded, spooled, succeeding
from kg.store.manifest import Contents, Manifest, from_json, root_hash, to_json
from kg.store.sealed import CHECKSUMS, Damaged, checksums, fits, seal, unseal, whole
from kg.store.tally import Tally

JUDGEMENTS = "judgements.json"
"""The file of a generation that keeps why names are one thing or two."""

SPOOL = "quads.nq"
"""The file in which a generation's quads wait to be loaded."""

MANIFEST = "manifest.json"
"""The file of a generation in which it says of itself what it holds."""

BUCKETS = "buckets.txt"
"""The file of a generation that has the hashes of its quads, a line a bucket."""

LAST = "LAST"
"""The file of a graph that has the last manifest again, sealed."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation: its folder and what it says of itself."""

    folder: Path
    manifest: Manifest

    @property
    def store_path(self) -> Path:
        return self.folder / STORE

    def kept(self, name: str) -> bytes | None:
        """One of its files; None where there is none, or it is not what its checksum says."""
        try:
            return whole(self.folder, name)
        except OSError:
            return None

    def open(self) -> Store:
        """The store, for reading. Raises `GraphUnusable` where it does not hold the graphs its manifest counts.

        A damaged write-ahead log opens without an error and misses articles, hence the count.
        """
        try:
            store = Store.read_only(str(self.store_path))
            graphs = sum(1 for _ in store.named_graphs())
        except (OSError, RuntimeError) as error:
            raise GraphUnusable(f"{self.store_path}: damaged ({_first_line(error)}); run kg repair") from error
        if graphs != self.manifest.counts["graphs"]:
            expected = self.manifest.counts["graphs"]
            raise GraphUnusable(f"{self.store_path}: holds {graphs} graphs instead of {expected}; run kg repair")
        return store


def current(graph: Path) -> Generation:
    """The published generation of the graph at `graph`; raises `GraphUnusable`, in one line, where there is none."""
    if not graph.exists():
        raise GraphUnusable(f"{graph}: no such graph; make one with kg build PATH --graph {graph}")
    if not graph.is_dir():
        raise GraphUnusable(f"{graph}: is a file, not a graph folder")
    for last in (False, True):
        name = _published(graph)
        if name is None:
            break
        folder = graph / "generations" / name
        try:
            return Generation(folder, from_json((folder / MANIFEST).read_bytes()))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            # A build may have replaced the generation between the two reads: look again, once.
            if last:
                raise GraphUnusable(f"{folder}: damaged ({_first_line(error)}); run kg repair") from error
    raise GraphUnusable(f"{graph}: not a graph, or nothing was built in it yet; run kg build")


def manifests(graph: Path) -> list[Manifest]:
    """The manifest of every generation that is kept and can be read, oldest first."""
    found = []
    for path in (graph / "generations").glob("*/manifest.json"):
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            found.append(from_json(path.read_bytes()))
    return sorted(found, key=lambda manifest: manifest.number)


def last_manifest(graph: Path) -> Manifest | None:
    """The copy of the last manifest; None where there is none that is whole."""
    try:
        return from_json(unseal((graph / LAST).read_bytes()))
    except (OSError, Damaged, msgspec.DecodeError, UnicodeDecodeError):
        return None


def trusted(graph: Path) -> Manifest | None:
    """The manifest of the current generation or its copy, else the newest that is whole; None where none is."""
    folders = (graph / "generations").glob("[0-9]*")
    found = {m.number: m for folder in folders if (m := _whole_manifest(folder))}
    if copy := last_manifest(graph):
        found.setdefault(copy.number, copy)
    try:
        published = int(_published(graph) or 0)
    except GraphUnusable:
        published = 0
    return found.get(published) or max(found.values(), key=lambda manifest: manifest.number, default=None)


def _whole_manifest(folder: Path) -> Manifest | None:
    try:
        return from_json((folder / MANIFEST).read_bytes()) if fits(folder, MANIFEST) else None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def publish(
    graph: Path,
    quads: Iterable[Quad] | Parcels | Changes,
    contents: Contents,
    keep: int = 1,
    extras: Mapping[str, bytes] | None = None,
    renew: bool = False,
) -> Generation:
    """Writes a generation of `quads` and makes it the current one; the lock on `graph` must be held (`locked`).

    Of `Changes` the generation is made from the current one, which must be there. `keep` older generations stay.
    `extras` are further files of the generation, by name. Where the current generation is the same already, it stays
    and is returned, unless `renew` asks for its store to be written anew.
    """
    contents = contents.in_order()
    extras = dict(extras or {})
    before = None if renew else current_or_none(graph)
    numbers = [int(p.name) for p in (graph / "generations").glob("*") if p.name.isdecimal()]
    number = max(numbers, default=0) + 1
    folder = graph / "generations" / str(number)
    beside = graph / "generations" / f".{number}.{os.getpid()}.tmp"
    with writing(graph):
        try:
            beside.mkdir(parents=True)
            tally = _tally(quads, before, beside)
            buckets = tally.buckets.hashes()
            root = root_hash(contents.articles, buckets)
            if before and before.manifest.root == root and _same(before, contents, extras):
                remove_tree(beside)
                if last_manifest(graph) != before.manifest:
                    write_whole(graph / LAST, seal(to_json(before.manifest)))
                _remove_old(graph, before.manifest.number, keep)
                return before
            manifest = Manifest(number, root, tally.counts() | {"graphs": _store(quads, before, beside)}, contents)
            sealed = before.folder if before and isinstance(quads, Changes) else None
            _complete(beside, manifest, {**extras, BUCKETS: "".join(f"{b}\n" for b in buckets).encode()}, sealed)
            beside.rename(folder)
        except BaseException:
            remove_tree(beside)
            raise
        sync_folder(folder.parent)
        write_whole(graph / "CURRENT", f"{number}\n".encode("ascii"))
        write_whole(graph / LAST, seal(to_json(manifest)))
        _remove_old(graph, number, keep)
    return Generation(folder, manifest)


def _complete(beside: Path, manifest: Manifest, extras: Mapping[str, bytes], before: Path | None) -> None:
    """Writes what stands beside a generation's store, the checksums of all of it last, and sees it on disk.

    What it shares with the generation in `before` has the checksums from there.
    """
    for name, data in sorted(extras.items()):
        write_whole(beside / name, data)
    write_whole(beside / MANIFEST, to_json(manifest))
    write_whole(beside / CHECKSUMS, checksums(beside, before))
    sync_tree(beside)


def _tally(quads: Iterable[Quad] | Parcels | Changes, before: Generation | None, beside: Path) -> Tally:
    """The tally of what is to be published; all quads are spooled on the way."""
    if not isinstance(quads, Changes):
        return spooled(quads if isinstance(quads, Parcels) else Parcels((quads,)), beside / SPOOL)
    buckets = before.kept(BUCKETS) if before else None
    if before is None or buckets is None:
        raise GraphUnusable(f"{beside.parent}: the generation before is damaged; run kg repair")
    return quads.counted(Tally.of(before.manifest.counts, buckets.decode("ascii").split()))


def _store(quads: Iterable[Quad] | Parcels | Changes, before: Generation | None, beside: Path) -> int:
    """Makes the store, and says how many named graphs it has."""
    if before is not None and isinstance(quads, Changes):
        return succeeding(before.folder, beside, quads)
    return loaded(beside / SPOOL, beside)


def _published(graph: Path) -> str | None:
    try:
        name = (graph / "CURRENT").read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise GraphUnusable(f"{graph / 'CURRENT'}: cannot be read: {_first_line(error)}") from error
    if not name.isdecimal():
        raise GraphUnusable(f"{graph / 'CURRENT'}: damaged; run kg repair")
    return name


def current_or_none(graph: Path) -> Generation | None:
    """The published generation; None where there is none, or none whose manifest can be read."""
    try:
        return current(graph)
    except GraphUnusable:
        return None


def _same(before: Generation, contents: Contents, extras: Mapping[str, bytes]) -> bool:
    """Whether the generation before says and holds the same, quads apart."""
    files = {name: before.folder / name for name in extras}
    return before.manifest.contents.equals(contents) and all(
        path.is_file() and path.read_bytes() == extras[name] for name, path in files.items()
    )


def _remove_old(graph: Path, number: int, keep: int) -> None:
    """Removes all but generation `number` and the `keep` before it, and what killed builds left."""
    for path in (graph / "generations").iterdir():
        if path.name.isdecimal() and number - keep <= int(path.name) <= number:
            continue
        remove_tree(path)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
