"""Rows as a pandas DataFrame, for those who have pandas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from kg.errors import UsageError
from kg.query.result import Term
from kg.rdf import PREFIXES

if TYPE_CHECKING:
    import pandas

XSD = PREFIXES["xsd"]
PLAIN: Mapping[str, Callable[[str], object]] = {
    f"{XSD}integer": int,
    f"{XSD}decimal": float,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
}


def frame(names: Sequence[str], rows: Iterable[Sequence[Any]], days: Collection[str] = ()) -> pandas.DataFrame:
    """The rows under these names; columns among `days` hold dates, and become `datetime64[s]`.

    Raises `UsageError` where pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise UsageError("a DataFrame needs pandas; install it with pip install 'claimgraph[pandas]'") from None
    import numpy

    found = pandas.DataFrame(list(rows), columns=list(names))
    for name in days:
        found[name] = numpy.array(list(found[name]), dtype="datetime64[s]")
    return found


def value(term: Term | None) -> Any:
    """A term as Python has it: numbers and truth as such, all else as text, nothing as None."""
    if term is None:
        return None
    if isinstance(term, Literal) and term.datatype.value in PLAIN:
        return PLAIN[term.datatype.value](term.value)
    return term.value


def is_day(values: Iterable[Term | None]) -> bool:
    """Whether these terms are days, all that there are."""
    given = [term for term in values if term is not None]
    return bool(given) and all(isinstance(t, Literal) and t.datatype.value == f"{XSD}date" for t in given)


def day(term: Term | None) -> date | None:
    """A term of type xsd:date as a day; a time zone behind it is left out."""
    return None if term is None else date.fromisoformat(term.value[:10])
