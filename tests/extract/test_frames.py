"""Frames of trees typed by hand: who does what to whom in each construction, without a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.arguments import objects, relative_head, subjects
from kg.extract.frames import noun_frame, verb_frame
from kg.extract.syntax import Node, Tree
from tests.extract.trees import tree, word

ACTIVE = "Rebels/NNS/nsubj<seized seized=seize/VBD/ROOT Bria/NNP/dobj<seized"
PASSIVE = (
    "Bria/NNP/nsubjpass<seized was=be/VBD/auxpass<seized seized=seize/VBN/ROOT by/IN/agent<seized rebels/NNS/pobj<by"
)
AGENTLESS = "Bria/NNP/nsubjpass<seized was=be/VBD/auxpass<seized seized=seize/VBN/ROOT"


@pytest.mark.parametrize(
    "sentence, verb, who, whom",
    [
        pytest.param(ACTIVE, "seized", ["Rebels"], ["Bria"], id="active"),
        pytest.param(PASSIVE, "seized", ["rebels"], ["Bria"], id="passive"),
        pytest.param(AGENTLESS, "seized", [], ["Bria"], id="agentless"),
        pytest.param(
            "Bria/NNP/nsubj<fell ,/,/punct<Bria seized=seize/VBN/acl<Bria by/IN/agent<seized rebels/NNS/pobj<by "
            "fell=fall/VBD/ROOT",
            "seized", ["rebels"], ["Bria"], id="reduced passive",
        ),
        pytest.param(
            "rebels/NNS/nsubj<fled who/WP/nsubj<seized seized=seize/VBD/relcl<rebels Bria/NNP/dobj<seized "
            "fled=flee/VBD/ROOT",
            "seized", ["rebels"], ["Bria"], id="subject relative",
        ),
        pytest.param(
            "town/NN/nsubj<fell that/WDT/dobj<seized rebels/NNS/nsubj<seized seized=seize/VBD/relcl<town "
            "fell=fall/VBD/ROOT",
            "seized", ["rebels"], ["town"], id="object relative",
        ),
        pytest.param(
            "town/NN/nsubj<fell rebels/NNS/nsubj<seized seized=seize/VBD/relcl<town fell=fall/VBD/ROOT",
            "seized", ["rebels"], ["town"], id="contact clause",
        ),
        pytest.param(
            "Mali/NNP/nsubj<agreed agreed=agree/VBD/ROOT to/TO/aux<leave leave/VB/xcomp<agreed Gao/NNP/dobj<leave",
            "leave", ["Mali"], ["Gao"], id="subject control",
        ),
        pytest.param(
            "Mali/NNP/nsubj<told told=tell/VBD/ROOT Chad/NNP/dobj<told to/TO/aux<leave leave/VB/xcomp<told "
            "Gao/NNP/dobj<leave",
            "leave", ["Chad"], ["Gao"], id="object control",
        ),
        pytest.param(
            "Mali/NNP/nsubj<promised promised=promise/VBD/ROOT Chad/NNP/dobj<promised to/TO/aux<leave "
            "leave/VB/xcomp<promised",
            "leave", ["Mali"], [], id="subject control past an object",
        ),
        pytest.param(
            "Mali/NNP/nsubj<called called=call/VBD/ROOT on/IN/prep<called Chad/NNP/pobj<on to/TO/aux<leave "
            "leave/VB/advcl<called",
            "leave", ["Chad"], [], id="called on",
        ),
        pytest.param(
            "Mali/NNP/nsubj<seized seized=seize/VBD/ROOT Gao/NNP/dobj<seized and/CC/cc<seized "
            "shelled=shell/VBD/conj<seized Kidal/NNP/dobj<shelled",
            "shelled", ["Mali"], ["Kidal"], id="coordinated verbs share the subject",
        ),
        pytest.param(
            "Mali/NNP/nsubj<seized seized=seize/VBD/ROOT Gao/NNP/dobj<seized and/CC/cc<seized Chad/NNP/nsubj<shelled "
            "shelled=shell/VBD/conj<seized Kidal/NNP/dobj<shelled",
            "shelled", ["Chad"], ["Kidal"], id="but not where each has its own",
        ),
        pytest.param(
            "Mali/NNP/nsubj<back and/CC/cc<Mali Chad/NNP/conj<Mali back/VBP/ROOT Gao/NNP/dobj<back and/CC/cc<Gao "
            "Niger/NNP/conj<Gao",
            "back", ["Mali", "Chad"], ["Gao", "Niger"], id="coordinated nouns",
        ),
        pytest.param(
            "It/PRP/nsubj<left left=leave/VBD/ROOT without/IN/prep<left attacking=attack/VBG/pcomp<without "
            "Gao/NNP/dobj<attacking",
            "attacking", ["It"], ["Gao"], id="gerund",
        ),
        pytest.param(
            "Mali/NNP/nsubj<accused accused=accuse/VBD/ROOT Chad/NNP/dobj<accused of/IN/prep<accused "
            "shelling=shell/VBG/pcomp<of Gao/NNP/dobj<shelling",
            "shelling", ["Chad"], ["Gao"], id="accused of",
        ),
    ],
)  # fmt: skip
def test_deep_subjects_and_objects(sentence: str, verb: str, who: list[str], whom: list[str]) -> None:
    node = word(tree(sentence), verb)
    assert [n.text for n in subjects(node)] == who
    assert [n.text for n in objects(node)] == whom


def slots(frame_of: dict[str, list[Node]]) -> dict[str, list[str]]:
    return {slot: [n.text for n in nodes] for slot, nodes in frame_of.items()}


def test_a_verb_has_a_slot_for_each_preposition() -> None:
    sent = tree(
        "Kenya/NNP/nsubj<sent sent=send/VBD/ROOT troops/NNS/dobj<sent from/IN/prep<sent Lamu/NNP/pobj<from "
        "to/IN/prep<sent Goma/NNP/pobj<to and/CC/cc<Goma Beni/NNP/conj<Goma"
    )
    frame = verb_frame(word(sent, "sent"))
    assert slots(frame.slots) == {
        "subject": ["Kenya"], "object": ["troops"], "from": ["Lamu"], "to": ["Goma", "Beni"],
    }  # fmt: skip


def test_the_one_given_something_is_indirect() -> None:
    gave = tree("Japan/NNP/nsubj<gave gave=give/VBD/ROOT Nepal/NNP/dative<gave aid/NN/dobj<gave")
    assert slots(verb_frame(word(gave, "gave")).slots)["indirect"] == ["Nepal"]


def test_prepositions_of_the_object_are_spare() -> None:
    hit = tree("Jets/NNS/nsubj<hit hit/VBD/ROOT camps/NNS/dobj<hit in/IN/prep<camps Gao/NNP/pobj<in")
    frame = verb_frame(word(hit, "hit"))
    assert "in" not in frame.slots
    assert slots(frame.spare) == {"in": ["Gao"]}


def test_an_event_noun_has_who_whose_and_on_whom() -> None:
    noun = tree(
        "Chad/NNP/poss<attack 's/POS/case<Chad attack/NN/ROOT on/IN/prep<attack Gao/NNP/pobj<on by/IN/prep<attack "
        "jets/NNS/pobj<by"
    )
    assert slots(noun_frame(word(noun, "attack")).slots) == {"poss": ["Chad"], "on": ["Gao"], "by": ["jets"]}


def test_both_before_an_event_noun_act() -> None:
    noun = tree("Russian/JJ/amod<strikes and/CC/cc<Russian Syrian/JJ/conj<Russian strikes=strike/NNS/ROOT")
    assert slots(noun_frame(word(noun, "strikes")).slots) == {"nat": ["Russian", "Syrian"]}


def test_anti_x_is_not_of_x() -> None:
    noun = tree("anti/AFX/amod<coup -/HYPH/punct<coup coup/NN/compound<protests protests=protest/NNS/ROOT")
    assert noun_frame(word(noun, "protests")).slots.get("nat") is None


def test_a_participle_gives_its_noun_an_actor() -> None:
    noun = tree(
        "attack/NN/nsubj<killed carried=carry/VBN/acl<attack out/RP/prt<carried by/IN/agent<carried Isis/NNP/pobj<by "
        "killed=kill/VBD/ROOT"
    )
    assert slots(noun_frame(word(noun, "attack")).slots) == {"by": ["Isis"]}


def test_who_only_speaks_of_an_event_is_not_its_actor() -> None:
    noun = tree(
        "attack/NN/nsubj<killed condemned=condemn/VBN/acl<attack by/IN/agent<condemned Oslo/NNP/pobj<by "
        "killed=kill/VBD/ROOT"
    )
    assert noun_frame(word(noun, "attack")).slots.get("by", []) == []


def test_a_relative_pronoun_outside_a_relative_clause_is_itself() -> None:
    who = tree("Who/WP/nsubj<won won=win/VBD/ROOT")
    assert relative_head(word(who, "Who")).text == "Who"


@st.composite
def any_trees(draw: st.DrawFn) -> Tree:
    """Trees of any labels: each word hangs on one before it, or is the root."""
    labels = st.sampled_from(
        ["nsubj", "nsubjpass", "dobj", "prep", "pobj", "agent", "conj", "xcomp", "relcl", "acl", "pcomp", "poss"]
    )
    words = st.sampled_from(
        ["rebels/NNS", "who/WP", "seized=seize/VBN", "call/VB", "by/IN", "to/TO", "demand/NN", "sent=send/VBD"]
    )
    size = draw(st.integers(1, 12))
    parts = [f"{draw(words)}/ROOT"]
    parts += [f"{draw(words)}/{draw(labels)}<{draw(st.integers(0, i - 1))}" for i in range(1, size)]
    return tree(" ".join(parts))


@given(any_trees())
def test_no_parse_makes_a_frame_endless_or_names_a_word_twice(of: Tree) -> None:
    for node in of.nodes:
        for frame in (verb_frame(node), noun_frame(node)):
            assert all(len(nodes) == len({n.i for n in nodes}) for nodes in frame.slots.values())
