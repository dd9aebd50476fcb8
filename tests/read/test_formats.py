"""JSON lines, packed files, and texts in other languages."""

from __future__ import annotations

import gzip
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read import read
from kg.read.drafts import Draft, Flaw
from kg.read.jsonl import read_jsonl
from kg.read.language import foreign

COUP = "Soldiers seize palace\n\nSoldiers in Gabon seized the palace on Sunday.\n"
ENGLISH = "The army said that it had taken the bridge after a night of fighting in the north of the country. " * 3
FRENCH = "L'armée a déclaré mardi avoir repris le pont après une nuit de combats dans le nord du pays. " * 4
TURKISH = "Cumhurbaşkanı salı günü yaptığı açıklamada ordunun kentin kuzeyindeki köprüyü ele geçirdiğini söyledi. " * 4
NAMES = "Hadi al-Bahra, Ahmad al-Sharaa, Bashar al-Assad, Sergei Lavrov"


def lines(*rows: Any) -> bytes:
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def test_a_line_is_an_article_with_its_own_id_and_metadata(tmp_path: Path) -> None:
    row = {
        "id": "g-1",
        "text": COUP,
        "date": "2023-08-30T06:00:00Z",
        "outlet": "Courier",
        "url": "u",
        "title": "A\tcoup",
    }
    (tmp_path / "news.jsonl").write_bytes(lines(row, {"text": ENGLISH}))
    coup, bridge = read([tmp_path]).articles
    assert (coup.name, coup.published, coup.outlet, coup.title) == ("g-1", date(2023, 8, 30), "Courier", "A coup")
    assert coup.sources[0].path.endswith("news.jsonl#line 1")
    assert bridge.name == "news#line 2"


def test_a_bad_line_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    bad = (
        b"{",
        b"[1]",
        {"title": "no text"},
        {"text": 7},
        {"text": " "},
        {"text": COUP, "date": "soon"},
        b"\xff\xfe{}",
    )
    (tmp_path / "news.jsonl").write_bytes(lines({"text": COUP}, *bad, b"", b"[" * 100_000))
    intake = read([tmp_path])
    assert len(intake.articles) == 1
    assert [r.path.rsplit("#")[-1] for r in intake.rejected] == [f"line {n}" for n in (10, 2, 3, 4, 5, 6, 7, 8)]
    assert intake.inputs == 9


def test_a_line_that_is_too_long_costs_itself_only() -> None:
    found = list(read_jsonl(BytesIO(lines({"text": "a " * 3_000_000}, {"text": COUP}))))
    assert [type(one) for one in found] == [Flaw, Draft]


@given(st.lists(st.binary(max_size=60), max_size=4))
def test_whatever_the_lines_each_is_a_draft_or_a_flaw(rows: list[bytes]) -> None:
    data = b"\n".join(rows)
    expected = [row for row in data.split(b"\n") if row.strip(b" \t\r\n\xef\xbb\xbf")]
    assert len(list(read_jsonl(BytesIO(data)))) == len(expected)


@pytest.mark.parametrize("name", ["coup.txt.gz", "COUP.TXT.GZ"])
def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(COUP.encode()))
    (article,) = read([tmp_path]).articles
    assert article.name.lower() == "coup"
    assert article.text == COUP


@pytest.mark.parametrize(
    "data, reason",
    [
        (gzip.compress(b"a " * 40_000_000), "unpacked more than the limit"),
        (gzip.compress(COUP.encode())[:-10], "damaged gzip file"),
        (b"no gzip", "damaged gzip file"),
        (gzip.compress(b"\x00\x01"), "binary"),
    ],
    ids=["bomb", "cut", "other", "binary"],
)
def test_a_bad_packed_file_is_set_aside(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.txt.gz").write_bytes(data)
    (rejected,) = read([tmp_path]).rejected
    assert reason in rejected.reason


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_whatever_is_packed_is_read_or_rejected(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("gz") / "a.jsonl.gz"
    path.write_bytes(gzip.compress(data)[: len(data) + 18])
    read([path])


@pytest.mark.parametrize(
    "text, language",
    [(FRENCH, "French"), (TURKISH, "Turkish"), (ENGLISH, None), (FRENCH[:80], None), (NAMES * 2, None)],
)
def test_the_language_is_named_where_it_is_not_english(text: str, language: str | None) -> None:
    assert foreign(text) == language


def test_a_text_in_another_language_is_set_aside_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, "utf-8")
    assert [r.reason for r in read([tmp_path]).rejected] == ["in French, not in English"]
