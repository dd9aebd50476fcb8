"""Drawing claims to be read: which texts, which claims, how they are shown."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.sample import Drawn, draw, marked, shown, texts
from kg.model import Reading, Span


def test_texts_come_from_files_and_folders_each_once(tmp_path: Path) -> None:
    rows = [{"text": "Rain fell."}, {"sentence": "It rained."}, {"value": 3}, {"text": "Rain fell."}]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Snow fell.", encoding="utf-8")
    (tmp_path / "c.md").write_text("No text.", encoding="utf-8")
    assert list(texts([tmp_path])) == [("a", "Snow fell."), ("b:1", "Rain fell."), ("b:2", "It rained.")]


def test_a_draw_depends_on_its_seed_alone(reading: Reading) -> None:
    many = [reading] * 30
    assert [d.claim.id for d in draw(many, 20, 7, None, None)] == [d.claim.id for d in draw(many, 20, 7, None, None)]
    assert len({tuple(d.claim.id for d in draw(many, 20, seed, None, None)) for seed in range(5)}) > 1
    assert len(draw(many, 100, 7, None, None)) == 60


def test_a_draw_keeps_to_a_predicate_and_a_modality(reading: Reading) -> None:
    assert {d.claim.predicate for d in draw([reading], 9, 1, "Praise", None)} == {"Praise"}
    assert draw([reading], 9, 1, None, "planned") == []


def test_a_claim_is_shown_with_its_stance_and_sentence(held_reading: Reading) -> None:
    first, *rest = shown(Drawn(held_reading, held_reading.claims[0])).splitlines()
    assert first.startswith("NOT Praise(recipient=Ghana:State)")
    assert rest[0].strip() == "held by Kenya:State [refuse]"
    assert rest[-1].strip() == "[[Kenya thanked Ghana]] for the aid."


def test_the_sentence_is_that_around_the_span() -> None:
    assert marked("One. Two\nthree four. Five?", Span(9, 14)) == "[[three]] four."
    assert marked("One", Span(0, 3)) == "[[One]]"
