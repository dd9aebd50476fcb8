"""Stance on trees typed by hand, without a model: each cue, how far it reaches, and who vouches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.arguments import subjects
from kg.extract.frames import noun_frame, verb_frame
from kg.extract.held import Held
from kg.extract.mentions import Mentions
from kg.extract.quotes import Quotes
from kg.extract.stance import Stances
from kg.extract.syntax import Tree
from kg.extract.triggers import event_frame
from tests.conftest import Knowledge
from tests.extract.trees import tree, word

Stance = Callable[[str, str], Held]


@pytest.fixture(scope="module")
def stance(knowledge: Knowledge) -> Stance:
    """The stance of a word of a sentence: of a verb, or of a noun that names an event."""

    def read(sentence: str, trigger: str) -> Held:
        of = tree(sentence)
        mentions = Mentions(of, [], knowledge.lexicon, knowledge.gazetteer)
        cues = knowledge.lexicon.cues
        node = word(of, trigger)
        quotes = Quotes(
            of, cues.groups["reporting"]["verbs"], lambda verb: [d for n in subjects(verb) for d in mentions.of(n)]
        )
        frame = verb_frame(node) if node.is_verb else event_frame(node, knowledge.lexicon)
        return Stances(of, mentions, cues, quotes).of(frame)

    return read


REBELS = "rebels=rebel/NNS/nsubj<seized seized=seize/VBD/ROOT it/PRP/dobj<seized"


def did(before: str = "", verb: str = "seize/VB", behind: str = "") -> str:
    """A sentence about rebels and a town, with more words before the verb or at the end."""
    text = verb.partition("=")[0].partition("/")[0]
    return f"rebels=rebel/NNS/nsubj<{text} {before} {verb}/ROOT Bria/NNP/dobj<{text} {behind}".replace("^", text)


@pytest.mark.parametrize(
    "sentence, trigger, negated, modality",
    [
        pytest.param(did(verb="seized=seize/VBD"), "seized", False, "actual", id="told as done"),
        pytest.param(did("did=do/VBD/aux<^ not/RB/neg<^"), "seize", True, "actual", id="not"),
        pytest.param(did("never/RB/neg<^", "seized=seize/VBD"), "seized", True, "actual", id="never"),
        pytest.param(did("will/MD/aux<^"), "seize", False, "planned", id="will"),
        pytest.param(did("may/MD/aux<^"), "seize", False, "possible", id="may"),
        pytest.param(did("must/MD/aux<^"), "seize", False, "demanded", id="must"),
        pytest.param(did("can/MD/aux<^ not/RB/neg<^"), "seize", True, "possible", id="cannot"),
        pytest.param(did("allegedly/RB/advmod<^", "seized=seize/VBD"), "seized", False, "possible", id="allegedly"),
        pytest.param(did(verb="seized=seize/VBD", behind="?/./punct<^"), "seized", False, "possible", id="a question"),
        pytest.param(
            "No/DT/det<rebels rebels=rebel/NNS/nsubj<seized seized=seize/VBD/ROOT Bria/NNP/dobj<seized",
            "seized", True, "actual", id="no rebels",
        ),
        pytest.param(
            "They/PRP/nsubj<left left=leave/VBD/ROOT without/IN/prep<left seizing=seize/VBG/pcomp<without "
            "Bria/NNP/dobj<seizing",
            "seizing", True, "actual", id="without",
        ),
        pytest.param(
            "They/PRP/nsubj<plan plan/VBP/ROOT to/TO/aux<seize seize/VB/xcomp<plan Bria/NNP/dobj<seize",
            "seize", False, "planned", id="plan to",
        ),
        pytest.param(
            "They/PRP/nsubj<failed failed=fail/VBD/ROOT to/TO/aux<seize seize/VB/xcomp<failed Bria/NNP/dobj<seize",
            "seize", True, "actual", id="failed to",
        ),
        pytest.param(
            "They/PRP/nsubj<did did=do/VBD/aux<fail not/RB/neg<fail fail/VB/ROOT to/TO/aux<seize seize/VB/xcomp<fail",
            "seize", False, "actual", id="did not fail to",
        ),
        pytest.param(
            "They/PRP/nsubj<threatened threatened=threaten/VBD/ROOT to/TO/aux<seize seize/VB/xcomp<threatened",
            "seize", False, "threatened", id="threatened to",
        ),
        pytest.param(
            "They/PRP/nsubj<are are=be/VBP/ROOT ready/JJ/acomp<are to/TO/aux<seize seize/VB/xcomp<ready",
            "seize", False, "planned", id="ready to",
        ),
        pytest.param(
            "They/PRP/nsubj<are are=be/VBP/ROOT unable/JJ/acomp<are to/TO/aux<seize seize/VB/xcomp<unable",
            "seize", True, "actual", id="unable to",
        ),
        pytest.param(
            "They/PRP/nsubj<came came=come/VBD/ROOT to/TO/aux<seize seize/VB/advcl<came Bria/NNP/dobj<seize",
            "seize", False, "planned", id="came in order to",
        ),
        pytest.param(
            "If/IN/mark<seize they/PRP/nsubj<seize seize/VBP/advcl<flee Bria/NNP/dobj<seize we/PRP/nsubj<flee "
            "will/MD/aux<flee flee/VB/ROOT",
            "seize", False, "conditional", id="in an if",
        ),
        pytest.param(
            "Unless/IN/mark<leave they/PRP/nsubj<leave leave/VBP/advcl<fight we/PRP/nsubj<fight will/MD/aux<fight "
            "fight/VB/ROOT",
            "leave", True, "conditional", id="unless",
        ),
        pytest.param(
            "Iran/NNP/nsubj<left ,/,/punct<Iran which/WDT/nsubj<backs backs=back/VBZ/relcl<Iran him/PRP/dobj<backs "
            "may/MD/aux<left left=leave/VB/ROOT",
            "backs", False, "actual", id="a relative clause keeps out of what is possible",
        ),
        pytest.param(
            "They/PRP/nsubj<denied denied=deny/VBD/ROOT seizing=seize/VBG/xcomp<denied Bria/NNP/dobj<seizing",
            "seizing", True, "actual", id="denied",
        ),
        pytest.param(
            "It/PRP/nsubj<shelled did=do/VBD/aux<seize not/RB/neg<seize seize/VB/ROOT Bria/NNP/dobj<seize "
            "but/CC/cc<seize shelled=shell/VBD/conj<seize Gao/NNP/dobj<shelled",
            "shelled", False, "actual", id="not A but B",
        ),
        pytest.param(
            "It/PRP/nsubj<seize may/MD/aux<seize seize/VB/ROOT Bria/NNP/dobj<seize or/CC/cc<seize "
            "shell/VB/conj<seize Gao/NNP/dobj<shell",
            "shell", False, "possible", id="may A or B",
        ),
    ],
)  # fmt: skip
def test_polarity_and_modality(stance: Stance, sentence: str, trigger: str, negated: bool, modality: str) -> None:
    held = stance(sentence, trigger)
    assert (held.negated, held.modality) == (negated, modality)


@pytest.mark.parametrize(
    "sentence, negated, modality",
    [
        ("A/DT/det<attack planned/JJ/amod<attack attack/NN/nsubj<failed failed=fail/VBD/ROOT", False, "planned"),
        ("The/DT/det<attack alleged/JJ/amod<attack attack/NN/ROOT", False, "possible"),
        ("The/DT/det<attack foiled/JJ/amod<attack attack/NN/ROOT", True, "actual"),
        ("no/DT/det<attack attack/NN/nsubj<followed followed=follow/VBD/ROOT", True, "actual"),
        ("They/PRP/nsubj<fear fear/VBP/ROOT an/DT/det<attack attack/NN/dobj<fear", False, "possible"),
        ("They/PRP/nsubj<foiled foiled=foil/VBD/ROOT an/DT/det<attack attack/NN/dobj<foiled", True, "actual"),
        (
            "They/PRP/nsubj<called called=call/VBD/ROOT for/IN/prep<called an/DT/det<attack attack/NN/pobj<for",
            False, "demanded",
        ),
        ("plans=plan/NNS/ROOT for/IN/prep<plans an/DT/det<attack attack/NN/pobj<for", False, "planned"),
        ("the/DT/det<risk risk/NN/ROOT of/IN/prep<risk an/DT/det<attack attack/NN/pobj<of", False, "possible"),
        (
            "They/PRP/nsubj<left left=leave/VBD/ROOT after/IN/prep<left the/DT/det<attack attack/NN/pobj<after",
            False, "actual",
        ),
    ],
)  # fmt: skip
def test_stance_of_an_event_noun(stance: Stance, sentence: str, negated: bool, modality: str) -> None:
    held = stance(sentence, "attack")
    assert (held.negated, held.modality) == (negated, modality)


SAID = "rebels=rebel/NNS/nsubj<seized seized=seize/VBD/ccomp<said Bria/NNP/dobj<seized"


@pytest.mark.parametrize(
    "sentence, holders",
    [
        pytest.param(REBELS, [], id="the article itself"),
        pytest.param(f"The/DT/det<minister minister/NN/nsubj<said said=say/VBD/ROOT {SAID}", ["minister"], id="said"),
        pytest.param(
            f"{SAID} ,/,/punct<said a/DT/det<minister minister/NN/nsubj<said said=say/VBD/ROOT",
            ["minister"], id="behind",
        ),
        pytest.param(
            "According/VBG/prep<seized to/IN/prep<According the/DT/det<minister minister/NN/pobj<to " + REBELS,
            ["minister"], id="according to",
        ),
        pytest.param(
            f"The/DT/det<newspaper newspaper/NN/nsubj<reported reported=report/VBD/ROOT the/DT/det<minister "
            f"minister/NN/nsubj<said said=say/VBD/ccomp<reported {SAID}",
            ["minister", "newspaper"], id="nested, the nearest first",
        ),
        pytest.param(
            "The/DT/det<minister minister/NN/nsubj<said said=say/VBD/ROOT it/PRP/nsubj<rained "
            "rained=rain/VBD/ccomp<said and/CC/cc<said "
            "rebels=rebel/NNS/nsubj<seized seized=seize/VBD/conj<said Bria/NNP/dobj<seized",
            [], id="not what stands beside the saying",
        ),
    ],
)  # fmt: skip
def test_holders(stance: Stance, sentence: str, holders: list[str]) -> None:
    held = stance(sentence, "seized")
    assert [draft.node.text for draft, _ in held.holders] == holders


def test_the_speaker_of_a_quotation_vouches(stance: Stance) -> None:
    held = stance(
        '"/``/punct<seized The/DT/det<rebels rebels=rebel/NNS/nsubj<seized seized=seize/VBD/ccomp<said the/DT/det<town '
        "town/NN/dobj<seized yesterday/NN/npadvmod<seized ,/,/punct<said \"/''/punct<said a/DT/det<minister "
        "minister/NN/nsubj<said said=say/VBD/ROOT",
        "seized",
    )
    assert [(draft.node.text, cue) for draft, cue in held.holders] == [("minister", "say")]


def test_past_a_verb_of_reporting_modality_no_longer_counts(stance: Stance) -> None:
    held = stance(
        f"The/DT/det<minister minister/NN/nsubj<said may/MD/aux<said have/VB/aux<said said=say/VBN/ROOT {SAID}",
        "seized",
    )
    assert (held.negated, held.modality) == (False, "actual")


def test_the_condition_is_kept_as_the_clause_stands(stance: Stance) -> None:
    held = stance(
        "We/PRP/nsubj<flee will/MD/aux<flee flee/VB/ROOT if/IN/mark<come rebels=rebel/NNS/nsubj<come "
        "come/VBP/advcl<flee",
        "flee",
    )
    assert held.modality == "conditional"
    assert held.condition is not None
    assert [node.text for node in held.condition] == ["if", "come"]


GROUPS = st.lists(st.sampled_from(["negated", "planned", "possible", "demanded", "threatened", "conditional", None]))


@given(GROUPS)
def test_what_was_doubted_never_becomes_a_fact_again(groups: list[str | None]) -> None:
    held = Held()
    for group in groups:
        held.meet(group)
        assert (held.modality != "actual") is any(g not in ("negated", None) for g in groups[: groups.index(group) + 1])
        if held.modality != "actual":
            break


@given(GROUPS, GROUPS)
def test_what_is_settled_stays(before: list[str | None], after: list[str | None]) -> None:
    held = Held()
    for group in before:
        held.meet(group)
    was, held.settled = (held.negated, held.modality), True
    for group in after:
        held.meet(group)
    assert (held.negated, held.modality) == was


def test_a_plan_does_not_weaken_a_threat() -> None:
    held = Held()
    for group in ("threatened", "planned"):
        held.meet(group)
    assert held.modality == "threatened"


LABELS = st.sampled_from(["nsubj", "dobj", "prep", "pobj", "conj", "xcomp", "ccomp", "relcl", "acl", "pcomp", "advcl"])
WORDS = st.sampled_from(["say/VB", "deny/VB", "if/IN", "minister/NN", "claim/NN", "attack/NN", "not/RB", "is=be/VBZ"])


@st.composite
def any_sentences(draw: st.DrawFn) -> Tree:
    parts = [f"{draw(WORDS)}/ROOT"]
    parts += [f"{draw(WORDS)}/{draw(LABELS)}<{draw(st.integers(0, i - 1))}" for i in range(1, draw(st.integers(1, 10)))]
    return tree(" ".join(parts))


@given(of=any_sentences())
def test_any_parse_has_a_stance(knowledge: Knowledge, of: Tree) -> None:
    """Whatever a model makes of a sentence, the climb ends, and nobody vouches twice."""
    mentions = Mentions(of, [], knowledge.lexicon, knowledge.gazetteer)
    stances = Stances(of, mentions, knowledge.lexicon.cues, Quotes(of, frozenset(), lambda verb: []))
    for node in of.nodes:
        held = stances.of(verb_frame(node) if node.is_verb else noun_frame(node))
        assert len(held.holders) == len({id(draft.root()) for draft, _ in held.holders})
