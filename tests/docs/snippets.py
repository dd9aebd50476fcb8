"""The fenced blocks of a page of Markdown, and what it takes to run them as a reader would, from top to bottom.

What is done with a block is said by its language, so that the same page reads well in a browser:

`sh`        every command is run and must end with 0; a comment `# exit code N` at its end names another code
`console`   lines after `$ ` are run, and what follows them is what they print; `…` stands for anything left out
`python`    is run; the names of earlier blocks of the page are there
`sparql`    is asked of the graph and must have an answer
`turtle`    must be RDF
`json`      must be JSON
any other   is only shown; with `title="FILE"` its text is first put into that file, as the page tells the reader to

What needs more than this machine is checked another way (`elsewhere` in running.py): of `make TARGET` that there is
such a target, of `pip install` that there is such an extra, of a Ray cluster that the command is a command. A server
(`kg serve`, `oxigraph serve`) is started on a free port, which later commands of the page get for the one written.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'title="([^"]+)"')
EXPECTED = re.compile(r"\s+# exit code (\d+)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. `line` is where it starts, from 1; `title` the file that it is put into."""

    language: str
    title: str | None
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a block. `shown` is what the page says it prints, None where it says nothing."""

    words: str
    code: int
    shown: tuple[str, ...] | None
    line: int


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page, in order.

    A block in a list or a note is indented; the indent is no part of it.
    """
    text = page.read_text("utf-8")
    found = []
    for m in FENCE.finditer(text):
        language, _, rest = m["info"].strip().partition(" ")
        title = TITLE.search(rest)
        body = re.sub(rf"^{m['indent']}", "", m["body"], flags=re.MULTILINE)
        found.append(Block(language, title and title[1], body, text.count("\n", 0, m.start()) + 1))
    return found


def commands(block: Block) -> Iterator[Command]:
    """The commands of an `sh` or `console` block; a line that ends with a backslash goes on."""
    lines = block.body.replace("\\\n", " \0").split("\n")
    number = block.line + 1
    at: tuple[str, int] | None = None
    shown: list[str] = []
    for line in lines:
        is_command = line.startswith("$ ") if block.language == "console" else bool(line.split("#")[0].strip())
        if is_command:
            if at is not None:
                yield _command(*at, shown if block.language == "console" else None)
            at, shown = (line.removeprefix("$ ").replace("\0", ""), number), []
        elif at is not None:
            shown.append(line)
        number += 1 + line.count("\0")
    if at is not None:
        yield _command(*at, shown if block.language == "console" else None)


def _command(words: str, line: int, shown: list[str] | None) -> Command:
    code = EXPECTED.search(words)
    while shown and not shown[-1]:
        shown.pop()
    return Command(EXPECTED.sub("", words), int(code[1]) if code else 0, None if shown is None else tuple(shown), line)


def is_plain(words: str) -> bool:
    """Whether a command can be run without a shell: it has no pipe, redirection, variable or second command."""
    lexer = shlex.shlex(words, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return not any(set(token) <= set("|&;<>()") for token in lexer) and "$" not in words


def as_shown(shown: tuple[str, ...], printed: str) -> bool:
    """Whether what was printed is what the page shows; `…` alone on a line is any lines, in a line any text."""
    pattern = ""
    for line in shown:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ \t]*\n"
    return re.fullmatch(pattern, printed if printed.endswith("\n") or not printed else printed + "\n") is not None
