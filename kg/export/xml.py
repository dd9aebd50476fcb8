"""Values as XML that every reader takes: no character that XML 1.0 lacks, ids that stay apart."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import escape

# What XML 1.0 has no character for, and what its parsers change: a carriage return is read back as a line feed.
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TO_ESCAPE = re.compile('[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>"\t\n]')
_NUMBERS = (int, float)
_IN_ATTRIBUTES = {"\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
_ODD_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")


def xml_text(value: str | int | float | bool | date) -> str:
    """A value as text, with every character that XML 1.0 cannot carry as U+FFFD; days in ISO 8601.

    >>> xml_text("a\\x1bb\\x00"), xml_text(True), xml_text(date(2020, 2, 1))
    ('a\ufffdb\ufffd', 'true', '2020-02-01')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return _ILLEGAL.sub("\ufffd", value.isoformat() if isinstance(value, date) else str(value))


def content(value: str | int | float | bool | date) -> str:
    """A value as the text of an element. Most values have nothing to escape, and a million edges have many values."""
    if type(value) in _NUMBERS or (type(value) is str and not _TO_ESCAPE.search(value)):
        return str(value)
    return escape(xml_text(value))


def attribute(value: str | int | float | bool | date) -> str:
    """A value as an attribute with its quotes; line breaks and tabs as references, or readers turn them to spaces."""
    if type(value) in _NUMBERS or (type(value) is str and not _TO_ESCAPE.search(value)):
        return f'"{value}"'
    return f'"{escape(xml_text(value), _IN_ATTRIBUTES)}"'


def xml_id(kind: str, ident: str) -> str:
    """An id with its quotes that XML readers take as it is (`plain_id`)."""
    return f'"{plain_id(kind, ident)}"'


def plain_id(kind: str, ident: str) -> str:
    """An id of letters, digits, dots and dashes: odd characters by their code point, so that two ids stay two.

    >>> plain_id("n", "são paulo")
    'n_s.e3.o.20.paulo'
    """
    if ident.isascii() and ident.replace("-", "").isalnum():
        return f"{kind}_{ident}"
    return f"{kind}_{_ODD_IN_ID.sub(lambda m: f'.{ord(m.group()):x}.', ident)}"
