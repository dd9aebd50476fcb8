"""Feeds: what an item lacks, or has too much of."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from kg.read import markup
from kg.read.drafts import Draft, Flaw
from kg.read.feed import read_feed

WORDS = "The army of Chad attacked rebels in Abeche on Monday, officials said."


def items(*bodies: str) -> list[Draft | Flaw]:
    whole = "".join(f"<item>{body}</item>" for body in bodies)
    return list(read_feed(BytesIO(f"<rss><channel><title>Zenda</title>{whole}</channel></rss>".encode())))


@pytest.mark.parametrize(
    "day, published",
    [
        ("Thu, 14 May 2020 08:00:00 GMT", date(2020, 5, 14)),
        ("2020-05-14T08:00:00Z", date(2020, 5, 14)),
        ("some day", None),
        ("", None),
    ],
)
def test_an_item_has_the_day_that_the_feed_writes(day: str, published: date | None) -> None:
    (found,) = items(f"<pubDate>{day}</pubDate><description>{WORDS}</description>")
    assert isinstance(found, Draft)
    assert (found.metadata.published, found.metadata.url, found.metadata.title) == (published, None, None)


def test_the_link_of_an_item_is_that_of_its_page() -> None:
    links = '<link rel="self" href="urn:a"/><link href="urn:b"/>'
    (found,) = items(f"{links}<description>{WORDS}</description>")
    assert isinstance(found, Draft)
    assert found.metadata.url == "urn:b"


def test_an_item_of_too_many_tags_costs_itself_and_a_title_of_too_many_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_TAGS", 3)
    tags = "&lt;b&gt;" * 9
    long, other = items(
        f"<description>{tags}{WORDS}</description>", f"<title>{tags}</title><description>{WORDS}</description>"
    )
    assert isinstance(long, Flaw)
    assert long.reason == "more than 3 tags"
    assert isinstance(other, Draft)
    assert (other.text, other.metadata.title) == (WORDS, None)
