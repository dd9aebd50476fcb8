"""Times: what the grammar's own examples mean, what is found in sentences, and which verb or noun has it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times import calendar, is_deadline, times, times_of
from kg.extract.times.calendar import Interval
from kg.extract.times.grammar import grammar
from kg.extract.times.meaning import MEANINGS, PART_MEANINGS
from kg.extract.times.meaning import read as meaning_of
from kg.extract.times.viewpoint import Viewpoint
from kg.extract.trees import tree_of
from kg.model import TimeSpan

if TYPE_CHECKING:
    from spacy.language import Language

CASES = Path(__file__).parent.parent / "cases" / "times.txt"
PUBLISHED = date(2020, 2, 15)  # a Saturday
LEVELS = ("whole", "point", "part", "inner")
EXAMPLES = [(rule.means, example) for rule in grammar().rules for example in rule.examples]
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def cases() -> list[tuple[str, list[str]]]:
    """The sentences of the cases file, each with its expected lines."""
    found: list[tuple[str, list[str]]] = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def shown(time: TimeSpan | Interval | None) -> str:
    """2020-02-10, 2020-02-03..2020-02-09, ?..2020-02-29."""
    if time is None:
        return "no time"
    if time.start is not None and time.start == time.end:
        return time.start.isoformat()
    return f"{time.start or '?'}..{time.end or '?'}"


def read(nlp: Language, sentence: str, published: date | None = PUBLISHED) -> list[str]:
    """One line a time: its words, interval, basis where stated, and the verbs and nouns that have it."""
    tree = tree_of(nlp(sentence))
    found = times(tree, published)
    lines = []
    for time in found:
        assert time.span is not None
        assert time.span.of(sentence) == time.text
        outside = [n for n in tree.nodes if not time.span.start <= n.start < time.span.end]
        heads = [n.text for n in outside if (n.is_verb or n.pos == "NOUN") and time in times_of(n, found)]
        stated = " stated" if time.basis == "stated" else ""
        lines.append(f"[{time.text}] {shown(time)}{stated} < {' '.join(heads)}".rstrip(" <"))
    return lines


@pytest.mark.parametrize(("means", "example"), EXAMPLES, ids=[e for _, e in EXAMPLES])
def test_every_rule_reads_its_examples(means: str, example: str) -> None:
    words, expected = (part.strip() for part in example.split("=>"))
    seen = Viewpoint(grammar(), PUBLISHED, "future" if words.startswith("will: ") else "past")
    assert shown(meaning_of(words.removeprefix("will: "), seen, LEVELS)) == expected


def test_every_rule_has_a_meaning_and_an_example() -> None:
    for rule in grammar().rules:
        assert rule.means in (PART_MEANINGS if rule.level == "part" else MEANINGS)
        assert rule.examples


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=[s for s, _ in cases()])
def test_times_of_sentences(nlp: Language, sentence: str, expected: list[str]) -> None:
    failing = [line for line in expected if "  !" in line]
    lines = [line.partition("  !")[0].strip() for line in expected]
    got = read(nlp, sentence)
    if failing and got != lines:
        pytest.xfail(failing[0].partition("  !")[2].strip())
    assert not failing, "passes now: take the mark ! away"
    assert got == lines


def test_without_a_publication_date_only_full_dates_are_known(nlp: Language) -> None:
    sentence = "Rebels who took the town in May 2019 lost it on Monday, two days ago, and left last week."
    got = read(nlp, sentence, None)
    assert [line.partition(" <")[0] for line in got] == [
        "[in May 2019] 2019-05-01..2019-05-31 stated",
        "[on Monday] ?..?",
        "[two days ago] ?..?",
        "[last week] ?..?",
    ]


@pytest.mark.parametrize("words", ["by Friday", "before the end of the month", "within 48 hours", "until 2016"])
def test_a_limit_is_a_deadline(words: str) -> None:
    assert is_deadline(TimeSpan(words))


@pytest.mark.parametrize("words", ["on Friday", "since 2016", "bygone days", "the end of the month"])
def test_a_point_is_no_deadline(words: str) -> None:
    assert not is_deadline(TimeSpan(words))


def test_any_time_of_an_unless_clause_is_a_deadline(nlp: Language) -> None:
    tree = tree_of(nlp("The general said his men would attack unless the rebels withdraw at the end of the month."))
    (time,) = times(tree, PUBLISHED)
    withdraw = next(n for n in tree.nodes if n.low == "withdraw")
    assert times_of(withdraw, [time]) == [time]
    assert is_deadline(time, withdraw)
    assert not is_deadline(time)


@given(DAYS, st.sampled_from(["weekend", "week", "month", "quarter", "season", "year", "decade", "century"]))
def test_a_unit_begins_before_it_ends_and_holds_its_day(day: date, unit: calendar.Unit) -> None:
    around = calendar.AROUND[unit](day)
    assert around.start is not None
    assert around.end is not None
    assert around.start <= around.end
    assert unit == "weekend" or around.start <= day <= around.end


@given(
    DAYS, st.sampled_from(["week", "month", "season", "year", "decade"]), st.sampled_from(["first", "middle", "last"])
)
def test_thirds_and_edges_lie_within_the_whole(day: date, unit: calendar.Unit, part: calendar.Part) -> None:
    whole = calendar.AROUND[unit](day)
    for inside in (calendar.third(whole, part), calendar.edge(whole, part)):
        ends = [whole.start, inside.start, inside.end, whole.end]
        assert ends == sorted(d for d in ends if d is not None)


@given(DAYS, st.sampled_from(["monday", "wednesday", "sunday"]))
def test_a_weekday_is_within_a_week_of_the_publication(day: date, name: str) -> None:
    back = meaning_of(name, Viewpoint(grammar(), day, "past"))
    on = meaning_of(name, Viewpoint(grammar(), day, "future"))
    number = grammar().value("weekday", name)
    assert back == calendar.day(day - timedelta(days=(day.weekday() - number) % 7))
    assert on == calendar.day(day + timedelta(days=(number - day.weekday()) % 7))
