"""Bytes to text by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NoInput
from kg.read import read_pipe
from kg.read.decode import MAX_CHARACTERS, Undecodable, decode, raw


@pytest.mark.parametrize(
    "data, text, encoding",
    [
        ("Erdoğan visited Şırnak.".encode(), "Erdoğan visited Şırnak.", "utf-8"),
        ("\ufeffAbiy won.".encode(), "Abiy won.", "utf-8"),
        ("Talks in Łódź.".encode("utf-16"), "Talks in Łódź.", "utf-16-le"),
        ("The Élysée said “no”.".encode("cp1252"), "The Élysée said “no”.", "cp1252"),
        (b"One.\r\nTwo.\rThree.", "One.\nTwo.\nThree.", "utf-8"),
        ("Tur\u00adkey\u200b said\u202e so.".encode(), "Turkey said so.", "utf-8"),
        (b"A stray \x1b[31mescape.", "A stray  [31mescape.", "utf-8"),
    ],
)
def test_the_rule(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04\x00\x00\x08", "NUL bytes"),
        (b"\x89\x00\xff\xfe", "NUL bytes"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"caf\x81", "neither UTF-8"),
        (b"\xff\xfe\x00\xd8\x41", "byte order mark"),
        (b"word " * (MAX_CHARACTERS // 5 + 1), "more than the limit"),
        (b"x" * 10_000, "without a space"),
        (b"(" * 5000 + b" and then some prose", "without a space"),
    ],
    ids=lambda v: v if isinstance(v, str) else f"{len(v)} bytes",
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Undecodable, match=reason):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused_and_what_is_decoded_can_be_written(data: bytes) -> None:
    try:
        text = decode(data).text
    except Undecodable:
        return
    assert text.encode()
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text)


@pytest.mark.parametrize(
    "declared, encoding",
    [("shift_jis", "utf-8"), ("utf-16", "utf-8"), ("nonsense", "utf-8"), ("iso-8859-1", "cp1252"), (None, "utf-8")],
)
def test_an_encoding_that_is_declared_is_believed_where_it_can_be(declared: str | None, encoding: str) -> None:
    assert raw("Zoë Ålund’s ©".encode(), declared)[1] == encoding


def test_what_comes_through_a_pipe_and_is_no_text_is_no_input() -> None:
    with pytest.raises(NoInput, match=r"^-: binary: it contains NUL bytes"):
        read_pipe(b"\x00\xff")
