"""An article is gone through once: its outline serves as long as nothing that it depends on is other."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import Linker, Outline, outlines, outlines_with, resolve, resolved_together
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


@given(readings())
@settings(max_examples=25, deadline=None)
def test_what_was_settled_serves_more_articles(outlined, knowledge, found):
    new, *old = found
    before = outlined(old)
    settled = resolved_together(before, knowledge.gazetteer, None, Workings())[1]
    linker = Linker(knowledge.gazetteer, knowledge.ontology)
    articles = outlines_with([new], linker, {outline.article: outline for outline in before})
    if articles is not None:
        assert articles == outlined(found)
        more = resolved_together(articles, knowledge.gazetteer, None, Workings(), settled, {new.article.id})
        assert more == resolved_together(articles, knowledge.gazetteer, None, Workings())


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
