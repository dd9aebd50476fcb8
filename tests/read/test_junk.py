"""What is dropped from a text, and what must not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.junk import Rule, junk, rules

PROSE = (
    "The army said on Monday that it had taken the bridge after a night of heavy fighting.\n\n"
    "Residents told a local radio station that shells were still falling on the port.\n\n"
)
DROPS = [(rule, words) for rule in rules() for words in rule.drops]
KEEPS = [(rule, words) for rule in rules() for words in rule.keeps]


def reasons(text: str) -> list[tuple[str, str]]:
    return [(d.span.of(text), d.reason) for d in junk(text)]


@pytest.mark.parametrize("rule, words", DROPS, ids=lambda v: v if isinstance(v, str) else v.reason)
def test_a_rule_drops_its_examples_whole(rule: Rule, words: str) -> None:
    text = f"{PROSE}{words}\n" if rule.whole_line else f"{words} \n"
    if "credit" in rule.reason and not rule.whole_line:
        text = f"The bridge is held by the army {words.strip()}\n"
    assert words.strip() in " ".join(found for found, _ in reasons(text))


@pytest.mark.parametrize("rule, words", KEEPS, ids=lambda v: v if isinstance(v, str) else v.reason)
def test_a_rule_leaves_news_alone(rule: Rule, words: str) -> None:
    text = f"{PROSE}{words}\n"
    assert rule.reason not in [reason for _, reason in reasons(text)]


def test_a_credit_after_a_caption_is_dropped_and_the_caption_stays() -> None:
    text = "Peacekeepers patrol the airport road in Bangui, May 4, 2018. (AFP)\n"
    assert reasons(text) == [("(AFP)", "photo credit")]


def test_a_dateline_glued_to_the_sentence_before_is_dropped() -> None:
    text = "Tanks closed the N7.DAKAR: Troops left the capital on Friday.\n"
    assert reasons(text) == [("DAKAR:", "dateline")]


def test_a_number_of_a_player_glued_between_sentences_is_dropped() -> None:
    text = "The junta closed the border.210304112233445Togo protested.\n"
    assert reasons(text) == [("210304112233445", "player number")]


def test_the_place_that_heads_an_item_of_a_round_up_is_dropped() -> None:
    text = "Tawi-Tawi - Marines clashed with gunmen on Friday, and two of them were hurt, the navy said.\n"
    assert reasons(text) == [("Tawi-Tawi -", "dateline")]


def test_a_crosshead_glued_between_sentences_is_dropped() -> None:
    text = "The mayor fled on Friday.A town in fearIn June, Togo sent more troops.\n"
    assert reasons(text) == [("A town in fear", "crosshead")]


def test_a_teaser_in_the_body_is_dropped_but_not_the_headline() -> None:
    teaser = "Mali: Thousands march against the junta in the capital and two other towns"
    assert reasons(f"{teaser}\n\n{PROSE}") == []
    assert reasons(f"{PROSE}{teaser}\n\n{PROSE}") == [(teaser, "links to other stories")]


def test_a_long_unbroken_run_is_dropped() -> None:
    text = "See " + "A" * 400 + " for the map.\n"
    assert reasons(text) == [("A" * 400, "unbroken run of characters")]


@given(st.text(alphabet=st.sampled_from("Aa. \n:-(APF)%MINIFYHTML0/19©|"), max_size=200))
def test_stretches_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for drop in junk(text):
        assert end <= drop.span.start < drop.span.end <= len(text)
        end = drop.span.end
