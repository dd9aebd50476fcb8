"""Sentences in, a line each; open triples out, a line each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.cli.options import warn
from kg.errors import InputRejected, NoInput

LONGEST_LINE, LONGEST_FILE = 1_000_000, 2_000_000_000
"""What is read of one line and of one file, in bytes."""


def open_triple_lines(file: Path, model: str | None) -> Iterator[str]:
    """`sentence<TAB>confidence<TAB>predicate<TAB>subject<TAB>argument…` for each clause of each line of a file; "-" is
    standard input. A line that is no text is named on stderr and left out. Raises `NoInput` where there is no file."""
    from kg import parse
    from kg.extract.opentriples import open_triples
    from kg.extract.trees import tree_of
    from kg.query import terminal_text

    nlp = parse.load(model)
    lines = _lines(sys.stdin.buffer if str(file) == "-" else _of_file(file))
    tokens = ((nlp.make_doc(_readable(line)), line) for line in lines)
    for doc, sentence in nlp.pipe(tokens, as_tuples=True, batch_size=parse.BATCH):
        for t in open_triples(tree_of(doc, sentence)):
            cells = (sentence, f"{t.confidence:.3f}", t.predicate, t.subject, *t.arguments)
            yield "\t".join(map(terminal_text, cells))


def _of_file(file: Path) -> Iterator[bytes]:
    from kg.read.files import opened

    if not file.exists():
        raise NoInput(f"{file}: no such file")
    try:
        with opened(file, LONGEST_FILE) as stream:
            yield from stream
    except InputRejected as error:
        raise NoInput(str(error)) from error


def _lines(source: Iterable[bytes]) -> Iterator[str]:
    """The lines that are text, without the empty ones."""
    from kg.read.decode import Undecodable, decode

    for number, data in enumerate(source, 1):
        if not data.strip():
            continue
        try:
            if len(data) > LONGEST_LINE:
                raise Undecodable(f"{len(data):,} bytes, more than the limit of {LONGEST_LINE:,}")
            yield " ".join(decode(data).text.split())
        except Undecodable as error:
            warn(f"kg: line {number:,} is left out: {error}")


def _readable(line: str) -> str:
    """The line with blanks for the runs that the tokenizer would choke on."""
    from kg.read.decode import unbroken_runs

    for start, end in unbroken_runs(line):
        line = line[:start] + " " * (end - start) + line[end:]
    return line
