"""Tables as HTML, for notebooks. All text is escaped; nothing in it can run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SHOWN = 25
"""Rows of a long table, and items of a long list."""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def html_table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """A table of text and numbers, the first `SHOWN` rows of it; a `Markup` stays as it is."""
    body = list(rows)
    lines = ["<table>", f"<caption>{escape(caption)}</caption>" if caption else ""]
    lines.append(f"<thead><tr>{''.join(f'<th>{escape(h)}</th>' for h in head)}</tr></thead>" if head else "")
    lines += (f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in body[:SHOWN])
    return "".join([*lines, "</table>", more(len(body) - SHOWN)])


def more(count: int) -> str:
    """How many are not shown; nothing where all are."""
    return f"<p>… and {count:,} more</p>" if count > 0 else ""


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<td style='text-align:right'>{value:,}</td>"
    text = value if isinstance(value, Markup) else escape("" if value is None else str(value))
    return f"<td>{text}</td>"
