"""Markup → text: what a stretch of HTML says, a paragraph a line. For feeds, and for pages that are little else."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files

MAX_TAGS = 100_000
"""Tags in one stretch; a page of news has hundreds."""

_ELEMENTS = tomllib.loads(files("kg.read").joinpath("markup.toml").read_text("utf-8"))
_BLOCKS = frozenset(_ELEMENTS["blocks"].split())
_SILENT = frozenset(_ELEMENTS["silent"].split())


class TooMuchMarkup(ValueError):
    """More tags than any page of news has."""


def plain_text(markup: str) -> str:
    """The words of a stretch of HTML; scripts and styles are left out, blocks end a line.

    Raises `TooMuchMarkup`.

    >>> plain_text("<p>Floods hit <b>Beira</b> &amp; Sofala.</p><script>x()</script><p>Twelve died.</p>")
    'Floods hit Beira & Sofala.\\n\\nTwelve died.'
    """
    if markup.count("<") > MAX_TAGS:
        raise TooMuchMarkup(f"more than {MAX_TAGS:,} tags")
    parser = _Words()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(line for line in lines if line).replace("\n", "\n\n"))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
