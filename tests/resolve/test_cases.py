"""Names of two articles: one thing or two, as `cases.txt` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.resolve.marked import reading


def cases():
    for line in Path(__file__).with_name("cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case, _, why_not = line.partition(" ! ")
            parts = tuple(part.strip() for part in case.split("|"))
            marks = [pytest.mark.xfail(reason=why_not)] if why_not else []
            yield pytest.param(*parts, id=" ".join(parts[1:]), marks=marks)


@pytest.mark.parametrize("type_, left, sign, right", list(cases()))
def test_names_of_two_articles(ids, type_, left, sign, right):
    found = ids(
        reading("a", f"[State|Sudan] heard of [x|{type_}|{left}]."),
        reading("b", f"[State|Sudan] heard of [x|{type_}|{right}]."),
    )
    assert (found["a.x"] == found["b.x"]) is (sign == "=")
