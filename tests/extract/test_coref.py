"""Coreference on mentions typed by hand: each pass of the sieve, without a model."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import descriptions
from kg.extract.coref.generic import generic_nouns, pairs
from kg.extract.coref.names import acronyms, same_names
from kg.extract.coref.pronouns import pronouns
from kg.extract.coref.seats import seats
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import Tree
from kg.gazetteer import Entry
from kg.model import Form
from tests.conftest import Knowledge
from tests.extract.trees import draft, tree


class Named(NamedTuple):
    """One mention to make: words, type, form, and whether it is a plural."""

    text: str
    kind: str
    form: Form = "name"
    plural: bool = False


def made(of: Tree, *named: Named) -> list[Draft]:
    return [draft(of, n.text, n.kind, n.form, n.plural) for n in named]


def test_a_last_name_is_the_person_named_in_full() -> None:
    of = tree(
        "Juan/NNP/compound<spoke Orlando/NNP/nsubj<spoke spoke=speak/VBD/ROOT",
        "Then/RB/advmod<left Orlando/NNP/nsubj<left left=leave/VBD/ROOT",
    )
    full = draft(of, "Juan Orlando", "Person")
    last = Draft(of.nodes[4], of.span(of.nodes[4], of.nodes[4]), "Orlando", "Organisation", "name")
    same_names([full, last])
    assert last.root() is full
    assert last.type == "Person", "a label of the model gives way to the name in full"


def test_a_first_name_alone_is_nobody() -> None:
    of = tree("Juan/NNP/compound<met Orlando/NNP/nsubj<met met=meet/VBD/ROOT Ana/NNP/dobj<met")
    people = made(of, Named("Juan Orlando", "Person"), Named("Ana", "Person"))
    same_names(people)
    assert [p.antecedent for p in people] == [None, None]


def test_one_name_of_two_types_is_two_things() -> None:
    of = tree("Jordan/NNP/nsubj<met met=meet/VBD/ROOT", "Jordan/NNP/nsubj<fell fell=fall/VBD/ROOT")
    person, state = draft(of, "Jordan", "Person"), draft(of, "Jordan", "State")
    same_names([person, state])
    assert person.root() is not state.root()


def test_an_acronym_is_the_name_whose_initials_it_has() -> None:
    of = tree(
        "African/NNP/compound<Union Union/NNP/nsubj<met met=meet/VBD/ROOT", "AU/NNP/nsubj<left left=leave/VBD/ROOT",
        "UN/NNP/nsubj<came came=come/VBD/ROOT",
    )  # fmt: skip
    union, short, other = made(
        of,
        Named("African Union", "InternationalOrganisation"),
        Named("AU", "Organisation"),
        Named("UN", "Organisation"),
    )
    acronyms(of, [union, short, other])
    assert short.root() is union
    assert short.type == "InternationalOrganisation"
    assert other.root() is other


def entry(ident: str) -> Entry:
    return Entry(ident, "State", ident.title())


def test_two_known_things_are_never_joined() -> None:
    of = tree("Congo/NNP/nsubj<met met=meet/VBD/ROOT Brazzaville/NNP/dobj<met")
    one, two = made(of, Named("Congo", "State"), Named("Brazzaville", "State"))
    one.entry, two.entry = entry("congo"), entry("brazzaville")
    assert not link(two, one)
    assert two.root() is two


def test_a_chain_never_becomes_a_circle() -> None:
    of = tree("A/NNP/nsubj<met met=meet/VBD/ROOT B/NNP/dobj<met C/NNP/dobj<met")
    a, b, c = made(of, Named("A", "Person"), Named("B", "Person"), Named("C", "Person"))
    assert link(b, a)
    assert link(c, b)
    assert not link(a, c)
    assert {d.root() for d in (a, b, c)} == {a}


GROUP = "The/DT/det<group group/NN/nsubj<fled fled=flee/VBD/ROOT"


@pytest.mark.parametrize(
    "noun, kind, name_type, joined",
    [
        ("group", "Organisation", "ArmedGroup", True),
        ("group", "Organisation", "State", False),
        ("group", "Organisation", "MediaOrganisation", False),
        ("city", "Settlement", "Settlement", True),
        ("city", "Settlement", "State", False),
        ("country", "State", "State", True),
    ],
)
def test_a_generic_noun_stands_for_a_name_of_a_fitting_type(noun: str, kind: str, name_type: str, joined: bool) -> None:
    of = tree("Zagawa/NNP/nsubj<fought fought=fight/VBD/ROOT", GROUP.replace("group", noun))
    name, generic = made(of, Named("Zagawa", name_type), Named(f"The {noun}", kind, "nominal"))
    generic_nouns([name, generic])
    assert (generic.root() is name) is joined


def test_a_generic_noun_that_is_narrowed_stands_for_itself() -> None:
    of = tree(
        "Zagawa/NNP/nsubj<fought fought=fight/VBD/ROOT",
        "The/DT/det<group rival/JJ/amod<group group/NN/nsubj<fled fled=flee/VBD/ROOT",
    )
    name, generic = made(of, Named("Zagawa", "ArmedGroup"), Named("The rival group", "Organisation", "nominal"))
    generic_nouns([name, generic])
    assert generic.antecedent is None


TWO = "The/DT/det<leaders two/CD/nummod<leaders leaders=leader/NNS/nsubj<met met=meet/VBD/ROOT"


def test_the_two_leaders_are_those_named_side_by_side() -> None:
    of = tree("Abiy/NNP/nsubj<spoke and/CC/cc<Abiy Ruto/NNP/conj<Abiy spoke=speak/VBD/ROOT", TWO)
    abiy, ruto, two = made(
        of, Named("Abiy", "Person"), Named("Ruto", "Person"), Named("The two leaders", "Person", "nominal", True)
    )
    pairs([abiy, ruto, two])
    assert two.members == [abiy, ruto]


def test_the_only_two_of_the_sentence_before_are_the_pair() -> None:
    of = tree("Abiy/NNP/nsubj<met met=meet/VBD/ROOT Ruto/NNP/dobj<met", TWO)
    abiy, ruto, two = made(
        of, Named("Abiy", "Person"), Named("Ruto", "Person"), Named("The two leaders", "Person", "nominal", True)
    )
    pairs([abiy, ruto, two])
    assert two.members == [abiy, ruto]


def test_two_named_apart_are_no_pair() -> None:
    spoke = "spoke=speak/VBD/ROOT"
    of = tree(f"Abiy/NNP/nsubj<spoke {spoke}", f"Ruto/NNP/nsubj<spoke {spoke}", TWO)
    drafts = made(
        of, Named("Abiy", "Person"), Named("Ruto", "Person"), Named("The two leaders", "Person", "nominal", True)
    )
    pairs(drafts)
    assert drafts[-1].members == []


def test_a_description_repeated_with_the_article_is_the_same() -> None:
    rest = "are/VBP/ROOT"
    of = tree(
        *["x/NN/ROOT"] * 3,
        f"armed/JJ/amod<herders herders=herder/NNS/nsubj<are {rest}",
        f"the/DT/det<herders herders=herder/NNS/nsubj<are {rest}",
    )
    first = draft(of, "armed herders", "ArmedGroup", "nominal", plural=True, definite=False)
    again = draft(of, "the herders", "ArmedGroup", "nominal", plural=True)
    descriptions([first, again])
    assert again.root() is first


PRONOUNS = [
    ("He/PRP/nsubj<fled", "He", "Person", "Person", True),
    ("He/PRP/nsubj<fled", "He", "Person", "State", False),
    ("It/PRP/nsubj<fled", "It", "", "State", True),
    ("It/PRP/nsubj<fled", "It", "", "ArmedGroup", True),
    ("It/PRP/nsubj<fled", "It", "", "Person", False),
]


def resolved(knowledge: Knowledge, of: Tree, drafts: list[Draft]) -> None:
    pronouns(drafts, Mentions(of, [], knowledge.lexicon, knowledge.gazetteer))


@pytest.mark.parametrize("word, text, own, name_type, joined", PRONOUNS)
def test_a_pronoun_is_the_subject_before_if_its_type_fits(
    knowledge: Knowledge, word: str, text: str, own: str, name_type: str, joined: bool
) -> None:
    of = tree("Zagawa/NNP/nsubj<fought fought=fight/VBD/ROOT", f"{word} fled=flee/VBD/ROOT")
    drafts = made(of, Named("Zagawa", name_type), Named(text, own, "pronoun"))
    resolved(knowledge, of, drafts)
    assert (drafts[1].antecedent is drafts[0]) is joined


@pytest.mark.parametrize("pronoun, noun, joined", [("She", "woman", True), ("She", "man", False), ("He", "man", True)])
def test_he_is_no_woman(knowledge: Knowledge, pronoun: str, noun: str, joined: bool) -> None:
    of = tree(
        f"A/DT/det<{noun} {noun}/NN/nsubj<fell fell=fall/VBD/ROOT", f"{pronoun}/PRP/nsubj<fled fled=flee/VBD/ROOT"
    )
    drafts = made(of, Named(f"A {noun}", "Person", "nominal"), Named(pronoun, "Person", "pronoun"))
    resolved(knowledge, of, drafts)
    assert (drafts[1].antecedent is drafts[0]) is joined


def test_an_object_is_not_the_subject_of_its_own_verb(knowledge: Knowledge) -> None:
    of = tree("Abiy/NNP/nsubj<praised praised=praise/VBD/ROOT him/PRP/dobj<praised")
    drafts = made(of, Named("Abiy", "Person"), Named("him", "Person", "pronoun"))
    resolved(knowledge, of, drafts)
    assert drafts[1].antecedent is None


def test_it_of_the_weather_is_nobody(knowledge: Knowledge) -> None:
    of = tree(
        "Mali/NNP/nsubj<fought fought=fight/VBD/ROOT",
        "It/PRP/nsubj<is is=be/VBZ/ROOT hard/JJ/acomp<is to/TO/aux<leave leave/VB/xcomp<is",
    )
    drafts = made(of, Named("Mali", "State"), Named("It", "", "pronoun"))
    resolved(knowledge, of, drafts)
    assert drafts[1].antecedent is None


def test_they_are_the_two_named_together(knowledge: Knowledge) -> None:
    of = tree(
        "Abiy/NNP/nsubj<spoke and/CC/cc<Abiy Ruto/NNP/conj<Abiy spoke=speak/VBD/ROOT",
        "They/PRP/nsubj<met met=meet/VBD/ROOT",
    )
    drafts = made(of, Named("Abiy", "Person"), Named("Ruto", "Person"), Named("They", "", "pronoun", True))
    resolved(knowledge, of, drafts)
    assert drafts[2].members == drafts[:2]


@pytest.mark.parametrize(("place", "state"), [("Berlin", "germany"), ("Gao", None)])
def test_a_government_that_speaks_in_a_capital_is_that_states(
    knowledge: Knowledge, place: str, state: str | None
) -> None:
    of = tree(
        "government/NN/compound<spokesman spokesman/NN/nsubj<said said=say/VBD/ROOT "
        f"in/IN/prep<said {place}/NNP/pobj<in"
    )
    drafts = made(of, Named("government", "GovernmentBody", "nominal"), Named(place, "Settlement"))
    mentions = Mentions(of, [], knowledge.lexicon, knowledge.gazetteer)
    mentions.by_node = {d.node.i: [d] for d in drafts}
    seats(drafts, mentions)
    assert (drafts[0].owner and drafts[0].owner.identity()) == state
