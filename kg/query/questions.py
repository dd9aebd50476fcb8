"""Named questions: each a `.rq` file in `kg/query/questions/` that says in its head what it asks and of what.

    # question: Who backs whom?
    # about: side, optional; a party on either side, with those whom it leads or commands
    # side: whom
    # sort: who
    SELECT ?claim ?who ?whom { VALUES ?about { UNDEF } … }

`question` is the question in words. `sort` names the columns that order the answer (before the day of the report),
`side` the column whose side is added to it; `per` the column of which a claim has a row for each value, where else it
has one row. Every other line is a parameter: its name, what fits it (`KINDS`), whether
it may be left out, and a word on it. A file is SPARQL that runs as it stands, over all that there is: to ask of
something, the UNDEF of its `VALUES` is replaced by terms. It finds claims; `with_evidence` adds who says so and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal as Choice
from typing import get_args

from pyoxigraph import Literal, NamedNode

from kg.errors import BadData, UnknownName, UsageError

Kind = Choice["entity", "side", "place", "class"]
KINDS: tuple[str, ...] = get_args(Kind)
"""entity: a thing that the graph names; place: with all that lies in it; side: with its side; class: of source."""

_MERE = frozenset({"does", "from", "into", "many", "that", "what", "when", "were", "which", "whom", "with"})

EVIDENCE = ("stance", "article", "date", "holder", "quote")
"""The columns that every answer has after its own."""

_HEAD = re.compile(r"#\s*([\w-]+):\s*(.+)")
_COLUMN = re.compile(r"\?(\w+)")
_SELECT = re.compile(r"^SELECT\s+(?:DISTINCT\s+)?(.*?)\s*(?:WHERE\s*)?\{", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question is asked of. `kind` says what fits."""

    name: str
    kind: Kind
    optional: bool
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SPARQL. `columns` are what it selects, the claim left out; `side` and `per` are of them."""

    name: str
    words: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    sort: tuple[str, ...]
    side: str | None = None
    per: str | None = None
    sparql: str = ""

    @property
    def usage(self) -> str:
        """The name with its parameters: `path FROM TO`, `casualties [ABOUT]`."""
        wanted = (f"[{p.name.upper()}]" if p.optional else p.name.upper() for p in self.parameters)
        return " ".join((self.name, *wanted))


FUNCTIONS = (
    Question(
        "path",
        "How do two things hang together: the shortest way over what stands?",
        (
            Parameter("from", "entity", False, "where the way begins"),
            Parameter("to", "entity", False, "where it ends"),
        ),
        ("step", "from", "via", "to"),
        ("step",),
    ),
)
"""Questions for which SPARQL has no words: their query is made by a function of `kg.graph.ask`."""


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its name, in order of names."""
    folder = files("kg.query") / "questions"
    found = [question(f.name[:-3], f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".rq")]
    return MappingProxyType({q.name: q for q in sorted((*found, *FUNCTIONS), key=lambda q: q.name)})


def question_called(name: str) -> Question:
    """The question of this name. Raises `UnknownName` with the nearest, also by its words: "Who backs Assad?"."""
    if name not in questions():
        raise UnknownName("question", name, questions(), nearest=_in_words(name), lists="kg ask")
    return questions()[name]


def _in_words(asked: str) -> str | None:
    """The question that shares most words with what was asked in words; None where none shares any."""
    said = _stems(asked)
    if len(said) < 2 and " " not in asked:
        return None  # a name misspelt
    shared = {q.name: 2 * len(said & _stems(q.name)) + len(said & _stems(q.words)) for q in questions().values()}
    best = max(shared, key=lambda name: shared[name])
    return best if shared[best] else None


def _stems(words: str) -> frozenset[str]:
    """The words that carry meaning, without their endings: "controls", "controlled" and "control" are one."""
    found = (re.sub(r"(?:s|ed|ing)$", "", w) for w in re.findall(r"[a-z]{4,}", words.lower()) if w not in _MERE)
    return frozenset(w[:6] for w in found)


def question(name: str, source: str) -> Question:
    """The question that a file says. Raises `BadData` where its head or its SELECT does not fit."""
    head = {m[1]: m[2] for line in source.splitlines() if (m := _HEAD.match(line))}
    words, sort, side = head.pop("question", None), head.pop("sort", ""), head.pop("side", None)
    per = head.pop("per", None)
    selected = _SELECT.search(source)
    columns = tuple(_COLUMN.findall(re.sub(r"\([^)]*\bAS\s+(\?\w+)\s*\)", r"\1", selected[1]))) if selected else ()
    if words is None or columns[:1] != ("claim",):
        raise BadData(f"{name}.rq", "says no '# question:' in its head, or selects no ?claim first")
    by = tuple(part.strip() for part in sort.split(",") if part.strip())
    unknown = {*by, *(c for c in (side, per) if c)} - set(columns)
    if unknown:
        raise BadData(f"{name}.rq", f"sorts or groups by {', '.join(sorted(unknown))}, which it does not select")
    parameters = tuple(_parameter(name, key, value, source) for key, value in head.items())
    return Question(name, words, parameters, columns[1:], by, side, per, source)


def _parameter(question: str, name: str, value: str, source: str) -> Parameter:
    kind, _, help = (part.strip() for part in value.partition(";"))
    kind, _, optional = (part.strip() for part in kind.partition(","))
    if kind not in KINDS or optional not in ("", "optional") or _values(name) not in source:
        raise BadData(f"{question}.rq", f"parameter {name}: no '{_values(name)}', or no kind of {', '.join(KINDS)}")
    return Parameter(name, kind, optional == "optional", help)  # type: ignore[arg-type]


def _values(name: str) -> str:
    return f"VALUES ?{name} {{ UNDEF }}"


def bound(question: Question, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """The question's SPARQL with the terms in place; raises `UsageError` for a parameter that is wanting."""
    query = question.sparql
    for p in question.parameters:
        terms = values.get(p.name)
        if terms:
            query = query.replace(_values(p.name), f"VALUES ?{p.name} {{ {' '.join(map(str, terms))} }}")
        elif not p.optional:
            raise UsageError(f"{question.name} wants {p.name.upper()}: {p.help} (kg ask {question.usage})")
    return query


def with_evidence(question: Question, sparql: str) -> str:
    """The query whose rows have, beside the question's own columns, the words of the claim and who says them where.

    The claim's own graph is its article's. Without a holder the outlet says so, else the article itself.
    """
    own = " ".join(f"?{c}" for c in question.columns)
    order = " ".join(f"?{c}" for c in question.sort)
    return f"""SELECT ?claim {own} ?polarity ?modality ?article ?date ?holder ?quote ?g ?start ?end ?s WHERE {{
  {{ {"".join(_body(sparql))} }}
  OPTIONAL {{
    GRAPH ?g {{
      ?claim kg:quote ?quote ; kg:start ?start ; kg:end ?end ; kg:claims ?s ; kg:polarity ?polarity ;
        kg:modality ?modality .
      ?g skos:prefLabel ?article .
      OPTIONAL {{ ?g kg:published ?date }}
      OPTIONAL {{ ?g kg:outlet ?outlet }}
    }}
    OPTIONAL {{ GRAPH ?g {{ ?claim kg:holder ?vouches }} ?vouches skos:prefLabel ?named }}
    BIND(COALESCE(?named, ?outlet, "the article itself") AS ?holder)
  }}
}} ORDER BY {order} ?date ?article ?start ?claim"""


def _body(sparql: str) -> Iterator[str]:
    """The query without its comments: a comment would swallow what comes after it on one line."""
    for line in sparql.splitlines():
        if not line.lstrip().startswith("#"):
            yield f"{line}\n"
