"""An article is gone through once: its outline serves as long as nothing that it depends on is other."""

from __future__ import annotations

from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import Linker, Outline, Settled, outlines, resolve, resolved_again, resolved_together, without_idle
from kg.workings import Workings
from tests.resolve.marked import reading
from tests.resolve.test_properties import readings

TROOPS = "[p|Person|Bashar al-Assad] met them. [t|ArmedForce head=troop owner=p plural|Assad's troops] left."
HEAD = "[s|State|Syrian] President [p|Person|Bashar al-Assad] spoke."


@pytest.fixture(scope="module")
def outlined(knowledge):
    """The outlines of readings, those of some articles taken from before."""

    def ask(found, before=()):
        linker = Linker(knowledge.gazetteer, knowledge.ontology)
        return outlines(found, linker, {outline.article: outline for outline in before})

    return ask


@given(readings(), st.data())
@settings(max_examples=25, deadline=None)
def test_outlines_that_were_kept_are_those_made_anew(outlined, knowledge, found, data):
    some = data.draw(st.lists(st.sampled_from(found), unique_by=id))
    whole = outlined(found)
    again = outlined(found, outlined(some))
    assert again == whole
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(whole), type=list[Outline]) == whole
    assert resolved_together(again, knowledge.gazetteer, None, Workings())[0] == resolve(
        found, knowledge.gazetteer, knowledge.ontology
    )


@given(readings(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_was_settled_serves_articles_that_come_and_go(outlined, knowledge, found, data):
    """Some articles are there and go, some come, and some say something else under the same id."""
    with patch("kg.resolve.blocks.LARGE_BLOCK", data.draw(st.sampled_from([2, 200]))):
        come_and_go(outlined, knowledge, found, data)


def come_and_go(outlined, knowledge, found, data):
    every = {o.article: o for o in outlined(found)}
    was, now = (set(data.draw(st.lists(st.sampled_from(sorted(every)), unique=True))) for _ in range(2))
    others = {
        a: data.draw(st.sampled_from(list(every.values()))) for a in sorted(was & now) if data.draw(st.booleans())
    }
    before = [every[a] for a in sorted(was)]
    after = {a: msgspec.structs.replace(others.get(a, every[a]), article=a) for a in sorted(now)}
    old, settled = resolved_together(before, knowledge.gazetteer, None, Workings())
    gone = [every[a] for a in sorted(was) if a not in now or a in others]
    new = [after[a] for a in sorted(now) if a not in was or a in others]
    again = resolved_again(settled, after, new, gone, knowledge.gazetteer, None, Workings())
    resolution, whole = resolved_together(list(after.values()), knowledge.gazetteer, None, Workings())
    assert (again.resolution, again.settled) == (resolution, whole)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(whole, order="deterministic"), type=Settled) == whole
    at_work, is_at_work = (without_idle(r, s.idle).of for r, s in ((old, settled), (resolution, whole)))
    stay = (was & now) - others.keys()
    moved = {m[0] for m in old.of.keys() | resolution.of if m[0] in stay and at_work.get(m) != is_at_work.get(m)}
    assert moved <= again.moved


def test_who_heads_a_state_is_learned_from_other_articles(outlined):
    troops, head = reading("a", TROOPS), reading("b", HEAD)
    alone, both = outlined([troops]), outlined([troops, head])
    assert both[0] != alone[0]
    assert outlined([troops, head], alone) == both
    assert outlined([troops], both) == alone


def test_what_is_kept_is_not_gone_through_again(outlined, monkeypatch):
    found = [reading("a", TROOPS), reading("c", "[State|Chad] and [State|Sudan] talked.")]
    before = outlined(found)

    def gone_through(*_):
        raise AssertionError

    monkeypatch.setattr("kg.resolve.outline.context", gone_through)
    assert outlined(found, before) == before
