"""Rows are found by folded name with the right capitals, agree with the vocabulary, and yield to a user's own."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadData
from kg.gazetteer import Gazetteer, fold, matches
from kg.ontology import Ontology

HEADER = "id\ttype\tname\taliases\tdemonyms\tseats\tcountry\tsource_class\tsame_as\tsource\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ontology=Ontology.load())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Türkiye", "turkey"),
        ("the United States", "united_states"),
        ("U.S.", "united_states"),
        ("Cote d’Ivoire", "ivory_coast"),
        ("Hizbollah", "hezbollah"),
        ("Hay’at Tahrir al-Sham", "hayat_tahrir_al_sham"),
        ("Isis", "islamic_state"),
        ("IS", "islamic_state"),
        ("Nato", "nato"),
        ("Pentagon", "united_states_department_of_defense"),
        ("Recep Tayyip Erdoğan", "recep_tayyip_erdogan"),
        ("Mevlüt Çavuşoğlu", "mevlut_cavusoglu"),
        ("Agence France-Presse", "agence_france_presse"),
        ("M4", "m4_highway"),
        ("Bagram airbase", "bagram_air_base"),
        ("Minsk agreements", "minsk_agreements"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(name, id, gazetteer):
    assert [e.id for e in gazetteer.find(name)] == [id]


@pytest.mark.parametrize(
    "word", ["is", "us", "who", "chad", "White house", "the sun", "Nowhere at all", "Let", "The fact", ""]
)
def test_a_common_word_is_no_name(word, gazetteer):
    assert gazetteer.find(word) == ()


def test_a_search_may_pass_over_capitals(gazetteer):
    assert [e.id for e in gazetteer.find("russia", any_case=True)] == ["russia"]


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("Turkish", "turkey"),
        ("Swedes", "sweden"),
        ("the Turks", "turkey"),
        ("Congolese", "democratic_republic_of_the_congo"),
        ("Soviet", "soviet_union"),
    ],
)
def test_demonyms(word, id, gazetteer):
    found = gazetteer.demonym(word)
    assert found is not None
    assert found.id == id


def test_polish_is_not_a_people(gazetteer):
    assert gazetteer.demonym("polish") is None
    assert gazetteer.demonym("Kurdish") is None


@pytest.mark.parametrize(
    ("place", "id"), [("Moscow", "russia"), ("The Kremlin", "russia"), ("Ankara", "turkey"), ("Élysée", "france")]
)
def test_seats_of_power(place, id, gazetteer):
    found = gazetteer.seat(place)
    assert found is not None
    assert found.id == id


def test_brussels_is_no_seat_of_one_state(gazetteer):
    assert gazetteer.seat("Brussels") is None


def test_two_things_of_one_name_are_both_found(gazetteer):
    assert {e.id for e in gazetteer.find("SNA")} == {"somali_national_army", "syrian_national_army"}


def test_every_demonym_and_seat_belongs_to_one(gazetteer):
    for field in ("demonyms", "seats"):
        words = Counter(fold(w) for e in gazetteer.entries.values() for w in set(map(fold, getattr(e, field))))
        assert [w for w, n in words.items() if n > 1] == []


def test_no_name_is_another_rows_demonym_or_seat(gazetteer):
    words = gazetteer.peoples.keys() | gazetteer.seated.keys()
    assert [(name, e.id) for name, e in gazetteer.phrases() if fold(name) in words] == []


def test_all_members_of_the_united_nations_are_there_and_linked(gazetteer):
    linked = [e for e in gazetteer.entries.values() if e.type == "State" and any("wikidata" in s for s in e.same_as)]
    assert len(linked) >= 193


def test_groups_bodies_and_media_are_many_and_of_all_the_world(gazetteer):
    kinds = ("ArmedGroup", "InternationalOrganisation", "AidOrganisation", "Organisation", "MediaOrganisation")
    rows = [e for e in gazetteer.entries.values() if e.type in kinds]
    assert len(rows) >= 300
    assert len({e.country for e in rows}) >= 80


def test_only_what_a_package_holds_is_linked(gazetteer):
    """An id from memory may be wrong; the rows that have one say which package it is from."""
    linked = [e for e in gazetteer.entries.values() if e.same_as]
    assert linked
    assert [e.id for e in linked if "rigour" not in e.source] == []


def test_no_name_is_given_twice_to_one_row(gazetteer):
    assert [e.id for e in gazetteer.entries.values() if len(set(e.names)) != len(e.names)] == []


def test_every_phrase_finds_its_row(gazetteer):
    lost = [(name, e.id) for name, e in gazetteer.phrases() if e not in gazetteer.find(name)]
    assert lost == []


def test_the_longest_name_is_as_long_as_said(gazetteer):
    assert gazetteer.longest == max(len(fold(name).split()) for name, _ in gazetteer.phrases())


def test_a_users_row_wins(tmp_path: Path):
    (tmp_path / "mine.tsv").write_text("id\ttype\tname\tdemonyms\tsource\nturkey\tState\tAnatolia\tTurkish\tmine\n")
    mine = Gazetteer.load([tmp_path])
    assert [e.name for e in mine.find("Anatolia")] == ["Anatolia"]
    assert mine.find("Türkiye") == ()
    assert mine.find("Russia")


def test_a_row_may_have_a_place_on_earth(tmp_path: Path):
    (tmp_path / "x.tsv").write_text(
        "id\ttype\tname\tlatitude\tlongitude\tsource\nlodge\tFacility\tLodge\t-3.5\t36\tmine\n"
    )
    entry = Gazetteer.load([tmp_path]).by_id("lodge")
    assert entry is not None
    assert (entry.latitude, entry.longitude) == (-3.5, 36.0)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("id\ttype\tname\n", "x.tsv:1: no column 'source'"),
        ("id\ttype\tname\tsource\tcolour\n", "x.tsv:1: column 'colour' is unknown"),
        (HEADER + "a\tState\tA\n", "x.tsv:2: 3 cells, but the header has 10"),
        (HEADER + "\n# note\na\tState\t\t\t\t\t\t\t\tmine\n", "x.tsv:4: name is empty"),
        (HEADER + "A b\tState\tA\t\t\t\t\t\t\tmine\n", "x.tsv:2: the id 'A b'"),
        (
            HEADER + "a\tState\tA\t\t\t\t\t\t\tm\na\tState\tB\t\t\t\t\t\t\tm\n",
            "x.tsv:3: the id 'a' stands already in .*x.tsv:2",
        ),
        (HEADER + "a\tDuke\tA\t\t\t\t\t\t\tmine\n", "x.tsv:2: no entity type named 'Duke'"),
        (HEADER + "a\tState\tA\t\t\t\tatlantis\t\t\tmine\n", "a belongs to 'atlantis'"),
        ("id\ttype\tname\tlatitude\tsource\na\tState\tA\t91\tm\n", "x.tsv:2: latitude 91 is out of range"),
        ("id\ttype\tname\tlatitude\tsource\na\tState\tA\tnorth\tm\n", "x.tsv:2: latitude 'north' is no number"),
    ],
)
def test_a_row_that_does_not_fit_says_where_and_what(text, complaint, tmp_path: Path):
    (tmp_path / "x.tsv").write_text(text)
    with pytest.raises(BadData, match=complaint):
        Gazetteer.load([tmp_path], Ontology.load())


def test_a_file_that_is_no_text_is_said_and_an_empty_one_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.tsv").write_text("# nothing yet\n")
    assert Gazetteer.load([tmp_path]).entries == Gazetteer.load().entries
    (tmp_path / "x.tsv").write_bytes(b"id\ttype\tname\nz\tPerson\tZo\xeb\n")
    with pytest.raises(BadData, match=r"x\.tsv: not readable"):
        Gazetteer.load([tmp_path])


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnop QRSTUV", min_size=1))
def test_a_name_matches_itself(text):
    assert matches(text, text) or not text.strip()
