"""File → Article: what is to be read, decoded, dated, and cleaned with a log of what was dropped.

To add a format, write a function from bytes to drafts and give it a row in `FORMATS`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from os.path import commonpath
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputRejected, NoInput
from kg.model import Article, PublishedBasis, Source
from kg.read.decode import Undecodable
from kg.read.drafts import Draft, Flaw
from kg.read.files import MAX_BYTES, PACKED, list_files, opened, shown
from kg.read.jsonl import read_jsonl
from kg.read.junk import junk
from kg.read.language import foreign
from kg.read.metadata import SIDECAR, Metadata, load_sidecar, load_table, merged
from kg.read.published import in_address, stated
from kg.read.text import read_text, title

__all__ = ["FORMATS", "Format", "Intake", "Metadata", "article_id", "load_table", "read", "read_pipe"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffix, the function that finds its articles, and how long it may be, in bytes.

    The function may raise `Undecodable`; a flaw that it yields costs one part of the file only.
    """

    suffix: str
    read: Callable[[BinaryIO], Iterator[Draft | Flaw]]
    limit: int


FORMATS: Mapping[str, Format] = {
    f.suffix: f
    for f in (
        Format(".txt", read_text, MAX_BYTES),
        Format(".jsonl", read_jsonl, 2_000_000_000),
    )
}
"""Each may be packed as `.gz`."""


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
        wanted=lambda path: format_of(path) is not None,
        ignored=lambda path: path.name.endswith(SIDECAR),
    )
    rejected, notes = list(listing.rejected), []
    texts: dict[str, list[_Found]] = defaultdict(list)
    for path in listing.files:
        try:
            for found in _texts(path):
                if isinstance(found, InputRejected):
                    rejected.append(found)
                    continue
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
        (draft,) = read_text(BytesIO(data))
    except Undecodable as error:
        raise NoInput(f"-: {error}") from error
    source = Source("-", hashlib.sha256(data).hexdigest())
    return _article(article_id(draft.text), [_Found(Path("-"), draft, source, Metadata())], "-", {})


def article_id(text: str) -> str:
    """The id of an article: made of its text alone, so that a copy elsewhere is the same article."""
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _texts(path: Path) -> Iterator[_Found | InputRejected]:
    """The texts of one file, and its parts that cannot be read."""
    form = format_of(path)
    if form is None:
        raise InputRejected(shown(path), f"not a format that kg reads ({', '.join(FORMATS)})")
    sidecar = load_sidecar(path)
    with opened(path, form.limit) as stream:
        try:
            for draft in form.read(stream):
                where = shown(path) + (f"#{draft.part}" if draft.part else "")
                if isinstance(draft, Flaw):
                    yield InputRejected(where, draft.reason)
                elif language := foreign(draft.text):
                    yield InputRejected(where, f"in {language}, not in English")
                else:
                    yield _Found(path, draft, Source(where, hashlib.sha256(draft.data).hexdigest()), sidecar)
        except Undecodable as error:
            raise InputRejected(shown(path), str(error)) from error


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix, that of packing left out; None where it is none of ours."""
    bare = path.with_suffix("") if path.suffix.lower() == PACKED else path
    return FORMATS.get(bare.suffix.lower())


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
    """The article's own id, else its file's name without suffix, with the part of the file where there is one."""
    if found.draft.name:
        return found.draft.name
    bare = found.path.with_suffix("") if found.path.suffix.lower() == PACKED else found.path
    return shown(Path(bare.stem)) + (f"#{found.draft.part}" if found.draft.part else "")


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
            whole = found[0].draft.name is None and found[0].draft.part is None
            first[id] = shown(below.parent / first[id]) if whole else f"{shown(below)}#{first[id]}"
    return first
