"""Named questions answered from a graph: names completed, rows in words, each with the words of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.assemble import source_classes
from kg.errors import UnknownName, UsageError
from kg.graph.names import find
from kg.graph.paths import path_query
from kg.graph.sides import Sides, sides
from kg.graph.wording import stance, words
from kg.query import EVIDENCE, Limits, Question, Result, bound, question_called, run, with_evidence
from kg.query.frame import frame
from kg.query.markup import html_table
from kg.rdf import kg, local

if TYPE_CHECKING:
    import pandas

    from kg.query.client import Process

Term = NamedNode | Literal
FUNCTIONS: Mapping[str, Callable[[Store, Sequence[NamedNode]], str]] = {"path": path_query}
"""What makes the query of a question that is no file (`kg.query.questions.FUNCTIONS`), from what it is asked of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim that answers a question: `cells` by column in words, and where it stands.

    `claim` and `statement` are ids; `article_id`, `start` and `end` (code points of its text) say where the quote is;
    `ids` has for a column the ids of the things named in it.
    """

    cells: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]
    claim: str
    statement: str
    article_id: str
    start: int
    end: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph answers: `columns` of the question, then those of the evidence; a row a claim.

    `taken` says what each name given was taken for; `truncated` names the limit that cut the answer short, or is None.
    """

    question: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    taken: Mapping[str, str]
    truncated: str | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def as_result(self) -> Result:
        """The answer as a table that `kg.query.shown` can print."""
        rows = tuple(tuple(map(Literal, texts)) for texts in self._texts())
        return Result("select", self.columns, rows, truncated=self.truncated)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame of text. Raises `UsageError` where pandas is not installed."""
        return frame(self.columns, self._texts())

    def _repr_html_(self) -> str:
        asked = " ".join((self.question, *self.taken.values()))
        return html_table(self.columns, self._texts(), asked)

    def _texts(self) -> list[list[str]]:
        return [[row.cells.get(c, "") for c in self.columns] for row in self.rows]


def ask(
    store: Store,
    store_path: Path,
    name: str,
    values: Sequence[str],
    limits: Limits | None = None,
    process: Process | None = None,
) -> Answer:
    """The answer to the question called `name`, asked of `values` (names, in the order of its parameters), by a
    `process` that waits for it or a new one (`kg.query.client`).

    Raises `UnknownName` for the question or a name, `AmbiguousName` where a name fits several, `UsageError` where a
    value is wanting or too many, and what `kg.query.run` raises.
    """
    asked = question_called(name)
    if len(values) > len(asked.parameters):
        raise UsageError(f"{asked.name} is asked of {len(asked.parameters)} names at most (kg ask {asked.usage})")
    parties = sides(store) if asked.side or any(p.kind == "side" for p in asked.parameters) else Sides({}, {})
    terms: dict[str, Sequence[Term]] = {}
    taken: dict[str, str] = {}
    for parameter, value in zip(asked.parameters, values, strict=False):
        if parameter.kind == "class":
            if value not in source_classes():
                raise UnknownName("class of source", value, source_classes())
            terms[parameter.name] = (Literal(value),)
            continue
        found = find(store, value)
        taken[value] = words(store, found)
        match parameter.kind:
            case "side":
                terms[parameter.name] = parties.with_(found)
            case "place":
                terms[parameter.name] = _within(store, found)
            case _:
                terms[parameter.name] = (found,)
    query = bound(asked, terms)
    if name in FUNCTIONS:
        query = FUNCTIONS[name](store, [cast(NamedNode, t) for ts in terms.values() for t in ts])
    result = run(store_path, with_evidence(asked, query), limits, process=process)
    return _answer(store, asked, parties, taken, result)


def _within(store: Store, place: NamedNode) -> tuple[NamedNode, ...]:
    """A place and all that is said, as a fact, to lie in it, step by step; of a state not its borders' other side."""
    seen, waiting = {place}, [place]
    while waiting:
        for quad in store.quads_for_pattern(None, kg("locatedIn"), waiting.pop(), rdf.DEFAULT):
            part = cast(NamedNode, quad.subject)
            if part not in seen:
                seen.add(part)
                waiting.append(part)
    return (place, *sorted(seen - {place}, key=lambda p: p.value))


def _answer(store: Store, asked: Question, parties: Sides, taken: Mapping[str, str], result: Result) -> Answer:
    """The rows in words. Rows of one claim are one, what differs between them is listed in its cell."""
    found: dict[tuple[str, str], list[dict[str, Term]]] = {}
    for values in result.rows:
        row = {name: cast(Term, t) for name, t in zip(result.variables, values, strict=True) if t is not None}
        per = str(row[asked.per]) if asked.per in row else ""
        found.setdefault((row["claim"].value, per), []).append(row)
    own = list(asked.columns)
    if asked.side:
        own.insert(own.index(asked.side) + 1, "side")
    rows = tuple(_row(store, asked, own, parties, same) for same in found.values())
    return Answer(asked.name, (*own, *EVIDENCE), rows, taken, result.truncated)


def _row(store: Store, asked: Question, own: Sequence[str], parties: Sides, same: Sequence[dict[str, Term]]) -> Row:
    cells: dict[str, str] = {}
    ids: dict[str, tuple[str, ...]] = {}
    for column in own:
        terms = [row.get(asked.side if column == "side" else column) for row in same]  # type: ignore[arg-type]
        if column == "side":
            terms = [parties.of(t) if isinstance(t, NamedNode) else t for t in terms]
        things = list(dict.fromkeys(t for t in terms if t is not None))
        cells[column] = ", ".join(dict.fromkeys(words(store, t) for t in things))
        ids[column] = tuple(local(t) for t in things if isinstance(t, NamedNode))
    first = same[0]
    text = {name: words(store, first.get(name)) for name in ("article", "date", "holder", "quote")}
    if "polarity" in first:
        text["stance"] = stance(local(first["polarity"].value), local(first["modality"].value))
    return Row(
        cells={**cells, **text},
        ids=ids,
        claim=local(first["claim"].value),
        statement=local(first["s"].value) if "s" in first else "",
        article_id=local(first["g"].value) if "g" in first else "",
        start=int(first["start"].value) if "start" in first else 0,
        end=int(first["end"].value) if "end" in first else 0,
    )
