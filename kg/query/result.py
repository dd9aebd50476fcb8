"""The answer to a query, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as Choice

from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    import pandas

Term = NamedNode | Literal | BlankNode
Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found: rows of terms under `variables` (select, construct), or `boolean` (ask).

    `truncated` says which limit cut it short ("rows", "size"), or is None where it is whole. A construct has the
    variables subject, predicate and object.
    """

    form: Choice["select", "ask", "construct"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    truncated: str | None = None

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Each row as variable → text, unbound variables left out."""
        for row in self.rows:
            yield {name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None}

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """For ASK its answer, else whether there is a row."""
        return self.boolean if self.boolean is not None else bool(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame: numbers and days as such, all else as text. Raises `UsageError` without pandas."""
        from kg.query.frame import day, frame, is_day, value

        days = [name for i, name in enumerate(self.variables) if is_day(row[i] for row in self.rows)]
        rows = [[day(t) if n in days else value(t) for n, t in zip(self.variables, row)] for row in self.rows]
        return frame(self.variables, rows, days)

    def _repr_html_(self) -> str:
        from kg.query.formats import compact
        from kg.query.markup import html_table

        if self.boolean is not None:
            return f"<p>{'yes' if self.boolean else 'no'}</p>"
        return html_table(self.variables, ([compact(term) for term in row] for row in self.rows))
