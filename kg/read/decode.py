"""Bytes to text: a rule, never statistics, which have turned cp1252 into Chinese."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_CHARACTERS = 500_000
"""The longest text that is read, in code points."""

MAX_RUN = 300
"""The longest stretch without white space that is given to the tokenizer, whose time grows with its square."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029")
_NEVER_DECLARED = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw")
_RUN = re.compile(rf"\S{{{MAX_RUN},}}")


class Undecodable(ValueError):
    """Bytes that are no text; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was found to be in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""The text of `data`: by its byte order mark, else as it declares, else as strict UTF-8, else as cp1252.

    What is stored is what a reader sees: line ends are "\n"; characters without a shape (zero width, direction
    marks, soft hyphens) are left out; a few stray control characters become blanks. Raises `Undecodable`.

    >>> decode(b"Curfew in Cal\xed\r\n")
    Decoded(text='Curfew in Calí\n', encoding='cp1252')
    """
    text, encoding = raw(data, declared)
    return Decoded(clean(text), encoding)


def clean(text: str) -> str:
    """A text as a reader sees it, and safe to store. Raises `Undecodable` where it is none, or too long."""
    if "\x00" in text:
        raise Undecodable("binary: it contains NUL bytes")
    strange = sum(1 for _ in _CONTROL.finditer(text))
    if strange > max(8, len(text) // 200):
        raise Undecodable(f"binary: {strange:,} control characters in {len(text):,}")
    text = _LINE_END.sub("\n", text)
    text = _UNSEEN.sub("", text)
    text = _CONTROL.sub(" ", text)
    text = _NO_CHARACTER.sub("\ufffd", text)
    if not text.strip():
        raise Undecodable("empty")
    if len(text) > MAX_CHARACTERS:
        raise Undecodable(f"{len(text):,} characters, more than the limit of {MAX_CHARACTERS:,}")
    unbroken = sum(end - start for start, end in unbroken_runs(text))
    if unbroken * 2 > len(text):
        raise Undecodable(f"not prose: {unbroken:,} of {len(text):,} characters stand in runs without a space")
    return text


def unbroken_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of every stretch of `MAX_RUN` characters or more without white space."""
    return [match.span() for match in _RUN.finditer(text)]


def raw(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` as they are, and the encoding. Raises `Undecodable`."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise Undecodable(f"its byte order mark says {encoding}, but byte {error.start:,} is not") from error
    if declared and (named := _text_encoding(declared)):
        try:
            return data.decode(named), named
        except UnicodeDecodeError:
            pass  # what is declared is not so: the rule goes on
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise Undecodable("binary: it contains NUL bytes") from error
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            raise Undecodable(f"neither UTF-8 (byte {error.start:,}) nor cp1252") from error


def _text_encoding(declared: str) -> str | None:
    """The encoding that a page or feed declares, where it is one that can be believed: it was read to find the name,
    so it is no UTF-16, and what the web calls Latin 1 is cp1252."""
    try:
        name = codecs.lookup(declared.strip()).name
        b"a".decode(name)
    except (LookupError, ValueError):
        return None
    if name.startswith(
        ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape", "raw-unicode", "raw_unicode")
    ):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name
