"""Which nouns of a dictionary are taken: the nearest root above the first sense, if that sense is the dominant one."""

import pytest

from kg.lexicon.build_nouns import ROOTS, WordNet, nouns

# A dictionary of a few synsets: p is person, s soldier, v vehicle, e an event; each other root has one of its own.
SENSES = {
    "person": ("p",),
    "soldier": ("s",),
    "lancer": ("l",),
    "baker": ("b",),
    "village baker": ("vb",),
    "vehicle": ("v",),
    "draft": ("d", "b"),
    "regular": ("r",),
    "strike": ("e",),
    "rome": ("n",),
}
PARENTS = {"s": ("p",), "l": ("s",), "b": ("p",), "vb": ("b",), "d": ("p",), "r": ("p",), "n": ("p",)}
WORDS = {synset: (lemma,) for lemma, synsets in SENSES.items() for synset in synsets[:1]} | {"n": ("Rome",)}


@pytest.fixture
def wordnet() -> WordNet:
    roots = {lemma: tuple(f"root {lemma} {i}" for i in range(sense)) for _, lemma, sense in ROOTS}
    senses = {**{k: v for k, v in roots.items() if k not in SENSES}, **SENSES}
    words = {**{s: (k,) for k, v in senses.items() for s in v}, **WORDS}
    return WordNet(senses, {"draft": {1: 1, 2: 9}}, PARENTS, words, frozenset({"regular"}))


def test_the_nearest_root_gives_the_type(wordnet: WordNet) -> None:
    taken = dict(nouns(wordnet, frozenset(), {}))
    assert taken["lancer"] == "ArmedForce"  # a person too, but a soldier first
    assert taken["baker"] == "Person"
    assert taken["vehicle"] == "MaterialObject"


@pytest.mark.parametrize("lemma", ["draft", "regular", "strike", "rome", "village baker"])
def test_rare_senses_modifiers_unplaced_names_and_plain_compounds_are_left_out(wordnet: WordNet, lemma: str) -> None:
    assert lemma not in dict(nouns(wordnet, frozenset(), {}))


def test_what_hands_wrote_or_left_out_is_not_generated(wordnet: WordNet) -> None:
    taken = dict(nouns(wordnet, frozenset({"lancer"}), {"baker": "Organisation"}))
    assert "lancer" not in taken
    assert "baker" not in taken
    assert taken["village baker"] == "Person"  # its last word alone would give another type
