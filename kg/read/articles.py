"""Texts with their sources → articles: named, dated and cleaned. Which file came first leaves no trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from os.path import commonpath
from pathlib import PurePosixPath

from kg.model import Article, PublishedBasis, Source
from kg.read.junk import junk
from kg.read.metadata import merged
from kg.read.published import in_address, stated
from kg.read.text import title


@dataclass(frozen=True, slots=True)
class Text:
    """A text and every source that has it, in order of their files. The first one names the article."""

    text: str
    sources: tuple[Source, ...]


def article(id: str, text: Text, name: str) -> Article:
    """One article of all its sources: what is given wins over what the text states, that over its address."""
    given = merged(source.given for source in text.sources)
    dropped = junk(text.text)
    published, basis = given.published, _basis("given", given.published)
    if published is None:
        published = stated(text.text)
        basis = _basis("stated", published)
    if published is None:
        published = in_address(given.url)
        basis = _basis("inferred", published)
    return Article(
        id=id,
        name=name,
        text=text.text,
        title=given.title or title(text.text, dropped),
        url=given.url,
        outlet=given.outlet,
        published=published,
        published_basis=basis,
        dropped=dropped,
        sources=text.sources,
    )


def cleaned_again(old: Article) -> Article:
    """An article read before, by today's rules for titles, dates and what is no news."""
    return article(old.id, Text(old.text, old.sources), old.name)


def names(sources: Mapping[str, tuple[Source, ...]]) -> dict[str, str]:
    """A name for each article: what its first source calls it; where two articles would share one, the path below the
    folder that all files have in common."""
    first = {id: several[0] for id, several in sources.items()}
    counts = Counter(source.name for source in first.values())
    if not any(count > 1 for count in counts.values()):
        return {id: source.name for id, source in first.items()}
    top = commonpath([str(PurePosixPath(source.file).parent) for source in first.values()])
    return {id: s.name if counts[s.name] == 1 else _longer(s, top) for id, s in first.items()}


def _longer(source: Source, top: str) -> str:
    below = PurePosixPath(source.file).relative_to(top)
    whole = source.part is None
    return str(below.parent / source.name) if whole else f"{below}#{source.name}"


def _basis(basis: PublishedBasis, found: object) -> PublishedBasis:
    return "unknown" if found is None else basis
