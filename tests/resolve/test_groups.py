"""Groups named by descriptions: which are one, which stay apart."""

from __future__ import annotations

import pytest

from kg.resolve.describe import describe
from tests.resolve.marked import reading


def test_descriptions_of_one_army_are_one_force(ids):
    found = ids(
        reading(
            "x",
            "[a|ArmedForce head=troop owner=t|[t|State|Turkish] troops] met; [b|ArmedForce head=soldier owner=t2|13 "
            "[t2|State|Turkish] soldiers] and [c|ArmedForce head=army owner=t3|[t3|State|Turkey]'s army] left.",
        )
    )
    assert {found["a"], found["b"], found["c"]} == {"turkish_armed_forces"}
    assert found["t"] == found["t3"] == "turkey"


def test_head_of_state_government_and_forces_stay_three(ids):
    found = ids(
        reading(
            "x",
            "[s|State|Syrian] President [p|Person|Bashar al-Assad] spoke. [f|ArmedForce head=troop owner=p2|"
            "[p2|Person ante=p|Assad]'s troops] and [g|GovernmentBody head=regime owner=p3|the "
            "[p3|Person ante=p|Assad] regime] fought "
            "[r|ArmedGroup head=rebel plural|rebels] in [n|Region|northern Syria].",
            ("p", "leads", "s"),
        )
    )
    assert found["f"] == "syrian_arab_army"
    assert found["g"] == "syrian_government"
    assert found["r"] == "syrian_rebels"
    assert len({found["p"], found["f"], found["g"], found["s"]}) == 4


def test_a_government_is_its_state_where_nobody_fights_it(ids):
    found = ids(reading("x", "[g|GovernmentBody head=government owner=k|The [k|State|Kenyan] government] paid."))
    assert found["g"] == "kenya"


def test_a_government_at_odds_with_rebels_is_itself(ids):
    found = ids(
        reading(
            "x",
            "[g|GovernmentBody head=government owner=c|The [c|State|Colombian] government] met "
            "[r|ArmedGroup head=rebel owner=c2 plural|[c2|State|Colombian] rebels]; [m|State metonym|Bogota] agreed.",
        )
    )
    assert found["g"] == "colombian_government" == found["m"]
    assert found["c"] == "colombia"
    assert found["r"] == "colombian_rebels"


def test_bare_rebels_stay_in_an_article_on_two_countries(ids):
    found = ids(
        reading(
            "x",
            "[a|State|Chad] and [b|State|Sudan] spoke of [r|ArmedGroup head=rebel plural|rebels] in "
            "[n|Region|eastern Chad] and [w|Region|western Sudan].",
        )
    )
    assert found["r"] not in ("chadian_rebels", "sudanese_rebels")
    assert found["r"].startswith("rebel_")


def test_bare_troops_are_not_the_country_s_own(ids):
    found = ids(
        reading(
            "x",
            "[t|State|Turkey] sent [f|ArmedForce head=troop plural|troops] to [n|Region|northern Syria], where "
            "[g|ArmedForce head=force plural|government forces] advanced.",
        )
    )
    assert found["g"] == "syrian_arab_army"
    assert found["f"].startswith("troop_")


def test_a_chain_that_mixes_two_armies_is_two(ids):
    found = ids(
        reading(
            "x",
            "[a|ArmedForce head=troop owner=u plural|[u|State|US] troops] and [b|ArmedForce head=force ante=a plural|"
            "US-backed Iraqi forces]; [c|ArmedForce pronoun ante=b|they] left [State|Iraq].",
        )
    )
    assert found["a"] == "united_states_armed_forces"
    assert found["b"] == found["c"] == "iraqi_security_forces"


def test_the_ministry_of_an_article_on_another_country_is_not_guessed(ids):
    found = ids(
        reading(
            "x",
            "[State|US] and [State|US] soldiers in [n|Region|northern Syria]: the "
            "[d|GovernmentBody head=department|defence department] said.",
        )
    )
    assert found["d"].startswith("defence_department_")


def test_the_president_is_whom_the_article_calls_so(ids):
    found = ids(
        reading(
            "x",
            "President [p|Person|Tomas Okello] met Minister [m|Person|Ana Coleford]; the "
            "[d|Person head=president|president] smiled, [e|Person head=president|a president] did not.",
            ("p", "holdsPosition", "President"),
            ("m", "holdsPosition", "Minister"),
        )
    )
    assert found["d"] == found["p"]
    assert found["e"] not in (found["p"], found["m"])


def test_an_armed_group_s_fighters_are_the_group(ids):
    found = ids(
        reading(
            "x",
            "[f|ArmedGroup head=force owner=h|[h|ArmedGroup|Zorani Front] forces] and [h2|ArmedGroup|Zorani Front].",
        )
    )
    assert found["f"] == found["h"] == found["h2"]


@pytest.mark.parametrize(
    "text, head, kind, country, others",
    [
        ("Syrian government forces", "force", "armed_forces", "syria", ()),
        ("Turkey-backed rebels", "rebel", "rebels", None, ()),
        ("Free Syrian Army", "", "armed_forces", "syria", ("free",)),
        ("the second-largest army", "army", "armed_forces", None, ()),
        ("Syria's army", "army", "armed_forces", "syria", ()),
        ("rebels fighting the regime", "rebel", "rebels", None, ()),
        ("several South Sudanese rebel groups", "group", "rebels", "south_sudan", ()),
        ("Kurdish-led forces", "force", "armed_forces", None, ()),
        ("pro-government militia", "militia", None, None, ("pro-government",)),
        ("Turkish Defense Ministry", "", "defence_ministry", "turkey", ()),
        ("U.S. troops", "troop", "armed_forces", "united_states", ()),
        ("Tuareg rebels", "rebel", "rebels", None, ("tuareg",)),
    ],
)
def test_descriptions_come_apart(knowledge, text, head, kind, country, others):
    d = describe(text, head, (), knowledge.gazetteer)
    assert (d.group and d.group.kind, d.country and d.country.id, d.others) == (kind, country, others)


def test_other_names_are_those_that_name_it(who):
    found = who(
        reading(
            "x",
            "[a|ArmedGroup head=rebel owner=t|[t|State|Turkey]-backed rebels], "
            "[b|ArmedGroup head=rebel plural|rebels], "
            "[c|ArmedGroup head=insurgent owner=p|anti-[p|Person|Assad] insurgents] and "
            "[d|ArmedGroup head=group owner=s|[s|State|Syrian] rebel groups] in [n|Region|northern Syria].",
        )
    )
    rebels = next(e for e in found.entities if e.id == "syrian_rebels")
    assert {found.of["a-x", m] for m in "abcd"} == {"syrian_rebels"}
    assert (rebels.name, rebels.aliases) == ("Syrian rebels", ("Syrian rebel groups",))


def test_who_is_backed_by_a_state_of_two_words_is_not_named_after_it(knowledge):
    d = describe("United States-backed fighters", "fighter", (), knowledge.gazetteer)
    assert (d.others, d.country, d.aside) == ((), None, {"united states"})


def test_several_people_who_are_described_are_a_group(who):
    found = who(reading("x", "[o|Person head=official plural|officials] met [m|Person head=official|an official]."))
    types = {e.id: e.type for e in found.entities}
    assert [types[found.of["a-x", m]] for m in "om"] == ["PopulationGroup", "Person"]


def test_the_regime_is_not_the_neighbour_s(ids):
    """The only state that is named is not the one that the article is about where none of its towns lies there."""
    found = ids(
        reading(
            "x",
            "The [r|GovernmentBody head=regime|regime] lost [t|Settlement|Zorab]. [c|State|China] closed its border "
            "and [State|China] sent medicine. The [m|ArmedForce head=military|military] shelled the town.",
        )
    )
    assert found["r"] != "china"
    assert found["m"] != "chinese_armed_forces"
    assert found["c"] == "china"


def test_a_court_is_not_that_of_the_country_that_is_also_named(ids):
    found = ids(
        reading(
            "x",
            "[p|State|Paraguay]'s opposition appealed to the [s|GovernmentBody|Supreme Court]. The "
            "[State|United States] congratulated the winner.",
        )
    )
    assert found["s"] != "united_states_supreme_court"


def test_a_state_s_officials_are_one_group_but_two_of_them_are_others(ids):
    one = "[o|Person head=official owner=k plural|[k|State|Kenyan] officials] left."
    two = "[o|Person head=official owner=k plural|[k|State|Kenya]'s government officials] met."
    few = "Two [o|Person head=official owner=k plural|[k|State|Kenyan] officials] left."
    both = "[o|Person head=official owner=k plural|[k|State|Kenyan] and [u|State|Ugandan] officials] met."
    found = ids(*(reading(n, said) for n, said in (("x", one), ("y", two), ("z", few), ("w", both))))
    assert found["x.o"] == found["y.o"] == "kenyan_officials"
    assert len({found["x.o"], found["z.o"], found["w.o"]}) == 3
