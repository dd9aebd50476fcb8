"""Answers as text: a table for the terminal, CSV, TSV, and the SPARQL results JSON of the W3C."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UnknownName
from kg.query.result import Result, Term
from kg.rdf import PREFIXES

WIDEST = 60  # columns of the terminal that one cell may take
XSD_STRING = PREFIXES["xsd"] + "string"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", re.ASCII)


def terminal_text(value: str) -> str:
    """`value` without what could steer a terminal: control and direction-changing characters become a space.

    >>> terminal_text("a\\x1b[31mb\\nc")
    'a [31mb c'
    """
    return _CONTROL.sub(" ", value)


def compact(term: Term | None) -> str:
    """A term for reading: IRIs by prefix where they have one, literals without quotes."""
    match term:
        case None:
            return ""
        case NamedNode():
            for name, namespace in PREFIXES.items():
                rest = term.value.removeprefix(namespace)
                if rest != term.value and _LOCAL.fullmatch(rest):
                    return f"{name}:{rest}"
            return f"<{term.value}>"
        case BlankNode():
            return f"_:{term.value}"
        case _:
            return term.value


def table(result: Result) -> str:
    """Aligned columns; long cells are cut with an ellipsis."""
    if result.boolean is not None:
        return "yes\n" if result.boolean else "no\n"
    grid = [list(result.variables), *([_cell(t) for t in row] for row in result.rows)]
    widths = [max(_width(row[i]) for row in grid) for i in range(len(result.variables))]
    lines = ["  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in grid]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(term: Term | None) -> str:
    words = terminal_text(compact(term))
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"


def _width(cell: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def guarded(cell: str) -> str:
    """A cell that a spreadsheet takes for text, not for a formula.

    >>> guarded("=1+1"), guarded("Turkey"), guarded("-3.5")
    ("'=1+1", 'Turkey', '-3.5')
    """
    if cell.startswith(_FORMULA) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell):
        return f"'{cell}"
    return cell


def as_csv(result: Result) -> str:
    """CSV with a head; IRIs and literals by their plain value; formula cells are guarded by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if result.boolean is not None:
        writer.writerow([str(result.boolean).lower()])
    else:
        writer.writerow(result.variables)
        writer.writerows([guarded(_value(t)) for t in row] for row in result.rows)
    return out.getvalue()


def _value(term: Term | None) -> str:
    return "" if term is None else term.value.replace("\x00", "�")


def as_tsv(result: Result) -> str:
    """SPARQL 1.1 TSV: terms in N-Triples syntax."""
    if result.boolean is not None:
        return f"{str(result.boolean).lower()}\n"
    head = "\t".join(f"?{v}" for v in result.variables)
    rows = ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in result.rows]
    return "".join(f"{line}\n" for line in [head, *rows])


def as_json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if result.boolean is not None:
        return json.dumps({"head": {}, "boolean": result.boolean}) + "\n"
    bindings = [
        {name: _binding(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    whole = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal() if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case Literal() if term.datatype.value != XSD_STRING:
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case _:
            return {"type": "literal", "value": term.value}


OUTPUTS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"table": table, "csv": as_csv, "tsv": as_tsv, "json": as_json}
)


def shown(result: Result, output: str = "table") -> str:
    """The result in one of `OUTPUTS`; raises `UnknownName`."""
    if output not in OUTPUTS:
        raise UnknownName("output format", output, OUTPUTS)
    return OUTPUTS[output](result)
