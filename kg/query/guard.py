"""What is refused before a query starts: network access, updates, and what would take the process down.

The engine fetches SERVICE without asking and overflows its stack on deep nesting, so both are looked for in the
tokens of the query: words in strings, comments and IRIs do not count.
"""

from __future__ import annotations

import re

from kg.errors import LimitReached

LENGTH = 64 * 1024  # bytes of UTF-8
NESTING = 64
CHAIN = 256  # operators that the parser nests though they have no brackets: || && ! ^ / | + - * and UNION, OPTIONAL …

NETWORK = frozenset({"SERVICE", "LOAD"})
UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE"})
STACKED = frozenset({"UNION", "OPTIONAL", "MINUS", "LATERAL", "EXISTS", "NOT"})

TOKEN = re.compile(
    r"""
      (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<text>    \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<comment> \#[^\n\r]* )
    | (?P<name>    [?$]\w+ | @[A-Za-z-]+ | [\w.-]*:(?:[\w.:%-]|\\.)* )
    | (?P<word>    [A-Za-z_]\w* )
    | (?P<open>    [({\[] )
    | (?P<close>   [)}\]] )
    | (?P<chain>   \|\| | && | [!^/|+*-] )
    """,
    re.VERBOSE | re.DOTALL,
)


def check(query: str) -> None:
    """Raises `LimitReached` where `query` may not be run, saying what is refused.

    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.LimitReached: SERVICE is refused: queries do not use the network
    """
    if len(query.encode("utf-8", "replace")) > LENGTH:
        raise LimitReached(f"the query is longer than {LENGTH // 1024} KB")
    depth = chain = 0
    for token in TOKEN.finditer(query):
        match token.lastgroup:
            case "open":
                depth += 1
                if depth > NESTING:
                    raise LimitReached(f"the query nests brackets deeper than {NESTING}")
            case "close":
                depth = max(0, depth - 1)
            case "chain":
                chain += 1
            case "word":
                word = token.group().upper()
                chain += word in STACKED
                if word in NETWORK:
                    raise LimitReached(f"{word} is refused: queries do not use the network")
                if word in UPDATES:
                    raise LimitReached(f"{word} is refused: queries only read; the graph is changed by kg build")
    if chain > CHAIN:
        raise LimitReached(f"the query chains more than {CHAIN} operators")
