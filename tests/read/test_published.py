"""Which dates of a text are its day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from kg.read.published import in_address, stated

BODY = "\n\nThe two sides met again.\n"


@pytest.mark.parametrize(
    "head, expected",
    [
        (" date 2019-03-08 %MARK%", date(2019, 3, 8)),
        ("Published: Friday, 6 March 2020 10:15 GMT", date(2020, 3, 6)),
        ("Last updated on March 6, 2020", date(2020, 3, 6)),
        ("Floods in Beira\nMarch 6, 2020", date(2020, 3, 6)),
        ("Floods in Beira\nFriday 6 March 2020 10.15 GMT", date(2020, 3, 6)),
        ("BEIRA, Mozambique, March 6, 2020 (AFP) - Floods hit the port.", date(2020, 3, 6)),
        ("Floods in Beira\nA man wades to his house in Beira, Mozambique, March 6, 2020. (AP)", date(2020, 3, 6)),
        ("A man wades to his house in Beira on Sept. 6th, 2020. (Photo: Jane Doe)", date(2020, 9, 6)),
        ("BEIRA, Mozambique, Nov 11 (AFP) - Floods hit the port.", None),
        ("The treaty was signed on May 14, 2020.", None),
        ("On May 14, 2020, the treaty was signed.", None),
        ("Since March 6, 2020 the road has been shut.", None),
        ("Dated March 6, 2020, the letter asks for arms.", None),
        ("Floods in Beira\nFebruary 31, 2020", None),
        ("Floods in Beira\nMai 14, 2020", None),
    ],
)
def test_only_stamps_datelines_and_captions_state_the_day(head: str, expected: date | None) -> None:
    assert stated(head + BODY) == expected


def test_a_date_far_down_is_none_of_publication() -> None:
    assert stated("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nMarch 6, 2020\n") is None


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://example.org/world/2020/03/06/floods", date(2020, 3, 6)),
        ("https://example.org/2020/3/6", date(2020, 3, 6)),
        ("https://example.org/2020/13/06/floods", None),
        ("https://example.org/item/2020", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url: str | None, expected: date | None) -> None:
    assert in_address(url) == expected
