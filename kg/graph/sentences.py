"""The sentence around some words of a text, found by its punctuation alone, for showing evidence."""

from __future__ import annotations

import re

from kg.model import Span

LONGEST = 600  # code points shown at most on either side
_STOP = re.compile(r"""[.!?…][)\]"'”’»]*(?=\s+["'“‘«(\[]*[^\W_a-z])|\n+""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Capt|Sgt|Maj|Brig|Adm|Sen|Rep|Gov|Prof|Rev|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentence_around(text: str, span: Span) -> Span:
    """The stretch of `text` from the sentence end before `span` to the one after it, without outer white space.

    >>> t = "It rained. Gen. Tarlenheim left the city. Nobody saw it."
    >>> sentence_around(t, Span(16, 26)).of(t)
    'Gen. Tarlenheim left the city.'
    >>> sentence_around(t, Span(11, 15)).of(t)
    'Gen. Tarlenheim left the city.'
    """
    first = max(0, span.start - LONGEST)
    last = min(len(text), span.end + LONGEST)
    start = first
    for stop in _STOP.finditer(text, first, last):
        if stop.end() > span.start:
            break
        if not _ABBREVIATION.search(text, first, stop.start() + 1):
            start = stop.end()
    end = last
    for stop in _STOP.finditer(text, max(first, span.end - 1), last):
        if stop.end() >= span.end and not _ABBREVIATION.search(text, first, stop.start() + 1):
            end = stop.start() if stop.group().startswith("\n") else stop.end()
            break
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, max(end, span.end))
