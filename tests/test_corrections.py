"""The file of corrections: a line each, kept as people wrote it."""

from __future__ import annotations

import pytest

from kg.corrections import Correction, added, parse, removed
from kg.errors import BadData

LINE = Correction("split", "omar_kassab", "Samir Kassab", "bridge", "his brother", "2026-03-01")


def test_a_line_added_is_read_back_and_a_line_removed_is_gone() -> None:
    once = added("", LINE)
    twice = added(once, Correction("drop", "getty"))
    assert parse(twice, "here") == (LINE, Correction("drop", "getty"))
    assert [c.line for c in parse(twice, "here")] == [2, 3]
    assert removed(twice, 3) == once


def test_comments_and_a_missing_last_line_feed_are_kept() -> None:
    text = "# ours\n" + added("", LINE).rstrip("\n")
    longer = added(text, Correction("drop", "getty"))
    assert longer.startswith("# ours\n")
    assert len(parse(longer, "here")) == 2


def test_tabs_and_line_feeds_in_a_reason_stay_in_one_cell() -> None:
    (found,) = parse(added("", Correction("drop", "getty", reason="a\tphoto\ncredit")), "here")
    assert found.reason == "a photo credit"


@pytest.mark.parametrize(
    "line, message",
    [
        ("join\ta\tb", "no action named 'join'"),
        ("merge\ta", "merge without value"),
        ("drop", "drop without entity"),
        ("drop\ta\t\t\t\t\tmore", "7 cells"),
    ],
)
def test_a_line_that_does_not_fit_is_named(line: str, message: str) -> None:
    header = added("", LINE).splitlines()[0]
    with pytest.raises(BadData, match=rf"^corrections.tsv:2: {message}"):
        parse(f"{header}\n{line}\n", "corrections.tsv")


def test_the_first_line_names_the_columns() -> None:
    with pytest.raises(BadData, match="the first line names the columns"):
        parse("merge\ta\tb\n", "corrections.tsv")
