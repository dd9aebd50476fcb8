"""File → Article: what is to be read, decoded, dated, and cleaned with a log of what was dropped.

To add a format, write a function from bytes to drafts and give it a row in `FORMATS`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputRejected, NoInput
from kg.model import Article, Metadata, Source
from kg.paths import AnyPath, listed
from kg.read.articles import Text, article, cleaned_again, names
from kg.read.decode import Undecodable
from kg.read.drafts import Draft, Flaw
from kg.read.feed import read_feed
from kg.read.files import MAX_BYTES, PACKED, list_files, opened, shown
from kg.read.jsonl import read_jsonl
from kg.read.language import foreign
from kg.read.metadata import SIDECAR, load_sidecar, load_table
from kg.read.page import read_page
from kg.read.text import read_text
from kg.read.warc import read_warc

__all__ = [
    "FORMATS",
    "Format",
    "Intake",
    "Metadata",
    "article_id",
    "article_of",
    "cleaned_again",
    "load_table",
    "read",
    "read_pipe",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffix, the function that finds its articles, and how long it may be, in bytes.

    The function may raise `Undecodable`; a flaw that it yields costs one part of the file only.
    """

    suffix: str
    read: Callable[[BinaryIO], Iterator[Draft | Flaw]]
    limit: int


MANY = 2_000_000_000
"""How long a file of many articles may be, in bytes; each article has the limit of one."""

FORMATS: Mapping[str, Format] = {
    f.suffix: f
    for f in (
        Format(".txt", read_text, MAX_BYTES),
        Format(".jsonl", read_jsonl, MANY),
        Format(".html", read_page, MAX_BYTES),
        Format(".htm", read_page, MAX_BYTES),
        Format(".xhtml", read_page, MAX_BYTES),
        Format(".rss", read_feed, 4 * MAX_BYTES),
        Format(".atom", read_feed, 4 * MAX_BYTES),
        Format(".xml", read_feed, 4 * MAX_BYTES),
        Format(".warc", read_warc, MANY),
    )
}
"""Each may be packed as `.gz`."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found: the articles in order of their sources; inputs that could not be read; files passed over,
    counted by suffix; remarks about single sources ("not UTF-8: read as cp1252"), as (path, remark); the files that
    were read."""

    articles: tuple[Article, ...]
    rejected: tuple[InputRejected, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    files: frozenset[str] = frozenset()

    @property
    def inputs(self) -> int:
        """How many inputs there are: every source of an article, and every one rejected."""
        return sum(len(article.sources) for article in self.articles) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class _Found:
    """One text of one file, with what its sidecar and the file itself give."""

    draft: Draft
    source: Source
    sidecar: Metadata


def read(
    paths: AnyPath | Iterable[AnyPath],
    table: Mapping[str, Metadata] | None = None,
    held: Mapping[str, Article] | None = None,
    without: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Intake:
    """The articles of files and folders. The same text twice is one article with two sources.

    `table` gives metadata by article name; a sidecar `NAME.meta.json` wins over it, both over what the text states.
    `held` are articles read before, by id: they are among the articles, too, but for what came from files that are
    read now. Sources among `without` are passed over; with `only`, all other files are. Raises `NoInput` where a path
    does not exist.
    """
    listing = list_files(
        listed(paths),
        wanted=lambda path: format_of(path) is not None,
        ignored=lambda path: path.name.endswith(SIDECAR),
    )
    rejected, notes = list(listing.rejected) if only is None else [], []
    fresh: dict[str, list[_Found]] = defaultdict(list)
    files = [path for path in listing.files if only is None or shown(path) in only]
    for found in (text for path in files for text in _readable(path)):
        if isinstance(found, InputRejected):
            rejected.append(found)
        elif found.source.path in without:
            notes.append((found.source.path, "was removed by hand; kg add takes it in again"))
        else:
            fresh[article_id(found.draft.text)].append(found)
            if found.draft.note:
                notes.append((found.source.path, found.draft.note))
    held = held or {}
    names_of_files = frozenset(map(shown, files))
    texts = _together(fresh, _left(held, names_of_files), table or {})
    called = names({id: text.sources for id, text in texts.items()})
    return Intake(
        articles=tuple(_article(id, text, called[id], held.get(id)) for id, text in texts.items()),
        rejected=tuple(sorted(rejected, key=str)),
        passed_over=listing.passed_over,
        notes=tuple(notes),
        files=names_of_files,
    )


def _article(id: str, text: Text, name: str, held: Article | None) -> Article:
    """The article; not made anew where the one held has the same sources."""
    if held is not None and held.sources == text.sources:
        return held if held.name == name else replace(held, name=name)
    return article(id, text, name)


def _left(held: Mapping[str, Article], files: Collection[str]) -> dict[str, Text]:
    """What is held and does not come from `files`."""
    left = {id: Text(a.text, tuple(s for s in a.sources if s.file not in files)) for id, a in held.items()}
    return {id: text for id, text in left.items() if text.sources}


def _together(
    fresh: Mapping[str, list[_Found]], held: Mapping[str, Text], table: Mapping[str, Metadata]
) -> dict[str, Text]:
    """Each text with all its sources, old and new, those with what is given; in order of their first files."""
    texts = {id: found[0].draft.text for id, found in fresh.items()} | {id: text.text for id, text in held.items()}
    whole = {
        id: _sorted((*(held[id].sources if id in held else ()), *(f.source for f in fresh.get(id, ())))) for id in texts
    }
    called = names(whole)
    for id, found in fresh.items():
        given = {f.source.path: _given(f, table.get(f.source.name, table.get(called[id], Metadata()))) for f in found}
        whole[id] = tuple(replace(s, given=given[s.path]) if s.path in given else s for s in whole[id])
    return {id: Text(texts[id], whole[id]) for id in sorted(texts, key=lambda id: whole[id][0].file)}


def _sorted(sources: Iterable[Source]) -> tuple[Source, ...]:
    """By file; parts of one file stay in its order."""
    return tuple(sorted(sources, key=lambda source: source.file))


def _given(found: _Found, row: Metadata) -> Metadata:
    return found.sidecar.over(row).over(found.draft.metadata)


def read_pipe(data: bytes) -> Article:
    """The article of plain text that came through a pipe. Raises `NoInput` where the bytes are no text."""
    try:
        (draft,) = read_text(BytesIO(data))
    except Undecodable as error:
        raise NoInput(f"-: {error}") from error
    return article_of(draft.text, "-", data)


def article_of(text: str, name: str, data: bytes | None = None, given: Metadata | None = None) -> Article:
    """The article of a text at hand, cleaned and dated; `data` are the raw bytes it was made of, where it had such."""
    raw = text.encode("utf-8", "surrogatepass") if data is None else data
    source = Source(name, hashlib.sha256(raw).hexdigest(), name, given=given or Metadata())
    return article(article_id(text), Text(text, (source,)), name)


def article_id(text: str) -> str:
    """The id of an article: made of its text alone, so that a copy elsewhere is the same article."""
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _readable(path: Path) -> Iterator[_Found | InputRejected]:
    """The texts of one file, and what of it cannot be read: parts, or all from one place on."""
    try:
        yield from _texts(path)
    except InputRejected as rejection:
        yield rejection


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
                    digest = hashlib.sha256(draft.data).hexdigest()
                    source = Source(where, digest, draft.name or _stem(path, draft.part), draft.part)
                    yield _Found(draft, source, sidecar)
        except Undecodable as error:
            raise InputRejected(shown(path), str(error)) from error


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix, that of packing left out; None where it is none of ours."""
    bare = path.with_suffix("") if path.suffix.lower() == PACKED else path
    return FORMATS.get(bare.suffix.lower())


def _stem(path: Path, part: str | None) -> str:
    """A file's name without suffix, with the part of the file where there is one."""
    bare = path.with_suffix("") if path.suffix.lower() == PACKED else path
    return shown(Path(bare.stem)) + (f"#{part}" if part else "")
