"""The graph in a notebook: what `_repr_html_` of its values gives. All text is escaped; nothing in it can run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.query.markup import SHOWN, Markup, html_table, more

if TYPE_CHECKING:
    from kg.graph.evidence import Evidence, Explanation
    from kg.graph.records import ClaimRecord

T = TypeVar("T")


class Listing(list[T]):
    """A list that a notebook shows one below the other, the first `SHOWN` of it."""

    def _repr_html_(self) -> str:
        return "".join(map(_item, self[:SHOWN])) + more(len(self) - SHOWN)


class Stream(Generic[T]):
    """Values made anew each time they are walked through, never all in memory; a notebook shows the first."""

    def __init__(self, source: Callable[[], Iterator[T]]) -> None:
        self._source = source

    def __iter__(self) -> Iterator[T]:
        return self._source()

    def __repr__(self) -> str:
        return "<claims of the graph; list() makes a list of them>"

    def _repr_html_(self) -> str:
        first = list(islice(self, SHOWN + 1))
        more = "<p>… and more: list() has them all</p>" if len(first) > SHOWN else ""
        return "".join(map(_item, first[:SHOWN])) + more


def marked(e: Evidence) -> Markup:
    """The sentence with the words of the claim marked."""
    return Markup(f"{escape(e.before)}<mark>{escape(e.words)}</mark>{escape(e.after)}")


def claim(c: ClaimRecord) -> str:
    """One claim: what is said, who says so, the quote."""
    roles = "; ".join(f"{role} {', '.join(r.name for r in filled)}" for role, filled in c.roles.items())
    said = f"<b>{escape(c.predicate)}</b> {escape(roles)}"
    texts = " ".join(f"{escape(name)} {escape(v)}" for name in ("title", "name", "topic") if (v := getattr(c, name)))
    stances: tuple[str, ...] = (c.polarity, c.modality)
    held = [word for word in stances if word not in ("affirmed", "actual")]
    held += [f"says {', by way of '.join(h.name for h in c.holders)}"] if c.holders else []
    stance = f" [{escape('; '.join(held))}]" if held else ""
    where = escape(f"{c.article.name} ({c.article.published or 'undated'})")
    return f"<p>{said} {texts}{stance}<br><q>{escape(c.quote)}</q> <small>{where}, {escape(c.rule)}</small></p>"


def explanation(found: Explanation) -> str:
    """A statement with its evidence, each sentence with the claim's words marked."""
    s = found.statement
    head = f"{s.standing}, belief {s.belief:.2f}, {_count(s.articles, 'article')}, {_count(s.origins, 'origin')}"
    rows = [
        (e.claim.article.name, e.claim.article.published or "undated", e.holder(), e.stance(), marked(e))
        for e in found.evidence
    ]
    merges = "".join(f"<p>one event, since both have {escape(reason)}</p>" for reason in found.merges)
    heading = f"<p><b>{escape(found.title)}</b> <small>{escape(head)}</small></p>{merges}"
    return heading + html_table(("article", "day", "holder", "stance", "words"), rows)


def _item(value: Any) -> str:
    shown = getattr(value, "_repr_html_", None)
    return str(shown()) if shown else f"<div>{escape(str(value))}</div>"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
