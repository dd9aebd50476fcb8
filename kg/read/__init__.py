"""File → Article: what is to be read, decoded, dated, and cleaned with a log of what was dropped.

To add a format, write a function from bytes to drafts and give it a row in `FORMATS`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os.path import commonpath
from pathlib import Path

from kg.errors import InputRejected, NoInput
from kg.model import Article, PublishedBasis, Source
from kg.read.files import list_files, read_bytes, shown
from kg.read.junk import junk
from kg.read.metadata import SIDECAR, Metadata, load_sidecar, load_table, merged
from kg.read.published import in_address, stated
from kg.read.text import Draft, read_text, title

__all__ = ["FORMATS", "Format", "Intake", "Metadata", "article_id", "load_table", "read", "read_pipe"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffix, and the function that finds its articles."""

    suffix: str
    read: Callable[[bytes, Path], Iterator[Draft]]


FORMATS: Mapping[str, Format] = {f.suffix: f for f in (Format(".txt", read_text),)}


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found: the articles in order of their sources; inputs that could not be read; files passed over,
    counted by suffix; remarks about single sources ("not UTF-8: read as cp1252"), as (path, remark)."""

    articles: tuple[Article, ...]
    rejected: tuple[InputRejected, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def inputs(self) -> int:
        """How many inputs were looked at: every source of an article, and every one rejected."""
        return sum(len(article.sources) for article in self.articles) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class _Found:
    """One text of one file."""

    path: Path
    draft: Draft
    source: Source
    given: Metadata


def read(paths: Iterable[Path], table: Mapping[str, Metadata] | None = None) -> Intake:
    """The articles of files and folders. The same text twice is one article with two sources.

    `table` gives metadata by article name; a sidecar `NAME.meta.json` wins over it, both over what the text states.
    Raises `NoInput` where a path does not exist.
    """
    listing = list_files(
        paths,
        wanted=lambda path: path.suffix.lower() in FORMATS,
        ignored=lambda path: path.name.endswith(SIDECAR),
    )
    rejected, notes = list(listing.rejected), []
    texts: dict[str, list[_Found]] = defaultdict(list)
    for path in listing.files:
        try:
            for found in _texts(path):
                texts[article_id(found.draft.text)].append(found)
                if found.draft.note:
                    notes.append((found.source.path, found.draft.note))
        except InputRejected as rejection:
            rejected.append(rejection)
    names = _names(texts)
    articles = tuple(_article(id, found, names[id], table or {}) for id, found in texts.items())
    return Intake(articles, tuple(sorted(rejected, key=str)), listing.passed_over, tuple(notes))


def read_pipe(data: bytes) -> Article:
    """The article of plain text that came through a pipe. Raises `NoInput` where the bytes are no text."""
    try:
        (draft,) = read_text(data, Path("-"))
    except InputRejected as rejection:
        raise NoInput(str(rejection)) from rejection
    source = Source("-", hashlib.sha256(data).hexdigest())
    return _article(article_id(draft.text), [_Found(Path("-"), draft, source, Metadata())], "-", {})


def article_id(text: str) -> str:
    """The id of an article: made of its text alone, so that a copy elsewhere is the same article."""
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _texts(path: Path) -> Iterator[_Found]:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputRejected(shown(path), f"not a format that kg reads ({', '.join(FORMATS)})")
    data = read_bytes(path)
    source = Source(shown(path), hashlib.sha256(data).hexdigest())
    sidecar = load_sidecar(path)
    for draft in form.read(data, path):
        yield _Found(path, draft, source, sidecar)


def _article(id: str, found: list[_Found], name: str, table: Mapping[str, Metadata]) -> Article:
    """One article of all its sources."""
    text = found[0].draft.text
    given = merged(f.given.over(table.get(_stem(f), table.get(name, Metadata()))).over(f.draft.metadata) for f in found)
    dropped = junk(text)
    published, basis = given.published, _basis("given", given.published)
    if published is None:
        published = stated(text)
        basis = _basis("stated", published)
    if published is None:
        published = in_address(given.url)
        basis = _basis("inferred", published)
    return Article(
        id=id,
        name=name,
        text=text,
        title=given.title or title(text, dropped),
        url=given.url,
        outlet=given.outlet,
        published=published,
        published_basis=basis,
        dropped=dropped,
        sources=tuple(f.source for f in found),
    )


def _basis(basis: PublishedBasis, found: object) -> PublishedBasis:
    return "unknown" if found is None else basis


def _stem(found: _Found) -> str:
    return found.draft.name or shown(Path(found.path.stem))


def _names(texts: Mapping[str, list[_Found]]) -> dict[str, str]:
    """A name for each article: the file's without suffix; where two articles would share one, the path below the
    folder that all files have in common."""
    first = {id: _stem(found[0]) for id, found in texts.items()}
    shared = {name for name, count in Counter(first.values()).items() if count > 1}
    if not shared:
        return first
    top = Path(commonpath([str(found[0].path.absolute().parent) for found in texts.values()]))
    for id, found in texts.items():
        if first[id] in shared:
            below = found[0].path.absolute().relative_to(top)
            first[id] = shown(below.with_suffix("")) if found[0].draft.name is None else f"{shown(below)}#{first[id]}"
    return first
