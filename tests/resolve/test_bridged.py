"""Descriptions that are what the article names, or that their year, parties or owner tell."""

from __future__ import annotations

from kg.resolve import Linker, outlines, resolved_together, without_idle
from kg.workings import Workings
from tests.resolve.marked import reading

NAMED_ROAD = "They reopened the [n|Route|R7 highway]. "


def test_the_road_is_the_one_that_is_named(ids):
    found = ids(reading("x", NAMED_ROAD + "The [d|Route head=road|road] was mined in [s|State|Kenya]."))
    assert found["d"] == found["n"]


def test_a_road_with_ends_or_words_of_its_own_is_another(ids):
    found = ids(
        reading(
            "x",
            NAMED_ROAD
            + "The [d|Route head=road|road] to the coast and the [e|Route head=route|fastest route] are open.",
        )
    )
    assert len({found["n"], found["d"], found["e"]}) == 3


def test_of_two_named_roads_the_road_is_neither(ids):
    found = ids(reading("x", NAMED_ROAD + "So is the [m|Route|R9 highway]. The [d|Route head=road|road] was mined."))
    assert found["d"] not in (found["n"], found["m"])


def test_a_base_is_the_airport_that_its_name_is_short_for(ids):
    found = ids(
        reading(
            "x",
            "[a|Facility|Zorab military airport] fell. [b|Facility|Zorab] was besieged, "
            "and the [c|Facility head=base|base] burnt.",
        )
    )
    assert found["a"] == found["b"] == found["c"]


def test_a_deal_is_known_by_its_year_and_parties(ids):
    text = "[k|State|Kenya] broke a 2018 [d|Agreement head=deal|deal] with [u|State|Uganda]."
    again = "[u|State|Uganda] and [k|State|Kenya] praised the 2018 border [d|Agreement head=pact|pact]."
    later = "[u|State|Uganda] and [k|State|Kenya] praised a 2020 [d|Agreement head=pact|pact]."
    parties = (("k", "partyTo", "d"), ("u", "partyTo", "d"))
    found = ids(*(reading(name, said, *parties) for name, said in (("x", text), ("y", again), ("z", later))))
    assert found["x.d"] == found["y.d"] != found["z.d"]


def test_posts_of_one_state_abroad_are_one_in_all_articles(ids):
    war = "[r|ArmedGroup head=rebel owner=m plural|[m|State|Malian] rebels] fight in [w|Region|northern Mali]. "
    one = war + "[f|State|French] [p|Facility head=post owner=f plural|French military posts] fell."
    two = (
        war
        + "[f|State|France] left its [p|Facility head=post owner=f plural|posts]; [q|Facility head=post plural|posts]"
    )
    found = ids(reading("x", one), reading("y", two + " burn."))
    assert found["x.p"] == found["y.p"] == found["y.q"]


def test_rebels_beside_those_of_a_listed_group_are_that_group_s(ids):
    found = ids(
        reading(
            "x",
            "[r|ArmedGroup head=rebel owner=e plural|[e|ArmedGroup|ELN] rebels] met [c|State|Cuba]'s minister. "
            "[g|GovernmentBody head=government owner=c2|The [c2|State ante=c|Cuban] government] asked the "
            "[b|ArmedGroup head=rebel plural|rebels] to leave [h|State ante=c|Cuba], and [k|State ante=c|Cuba] waits.",
        )
    )
    assert found["b"] == found["r"] == found["e"]
    assert found["g"] == "cuba"


def test_what_nothing_is_said_of_is_no_entity(knowledge):
    text = "[k|State|Kenya] built a [w|Facility head=wall|wall] and a [b|Facility head=base|base]."
    said = reading("x", text, ("k", "controls", "b"))
    outlined = outlines([said], Linker(knowledge.gazetteer, knowledge.ontology, None), {})
    together, settled = resolved_together(outlined, knowledge.gazetteer, None, Workings())
    found = without_idle(together, settled.idle)
    assert {mention for _, mention in found.of} == {"k", "b"}
    assert len(found.entities) == 2


WAR = "[r|ArmedGroup head=rebel owner=k plural|[k|State|Kenyan] rebels] fled. "
LOYAL = WAR + (
    "[f|ArmedForce head=troop plural|Troops], backed by pro-government [m|ArmedGroup head=militia|militia] of the "
    "Kenyan [g|GovernmentBody head=government owner=k|government], won."
)


def test_troops_backed_by_who_backs_the_government_are_its_army(ids):
    assert ids(reading("x", LOYAL, ("m", "backs", "f"), ("m", "backs", "g")))["f"] == "kenya_defence_forces"


def test_troops_whose_backer_backs_both_sides_may_be_anybody_s(ids):
    said = reading("x", LOYAL, ("m", "backs", "f"), ("m", "backs", "g"), ("m", "backs", "r"))
    assert ids(said)["f"] != "kenya_defence_forces"
