"""Relations of several articles as one statement."""

from kg.assemble import assemble
from kg.model import Statement, Value
from kg.ontology import Ontology
from tests.worked_example import Draft, resolution


def statements(*drafts: Draft) -> list[Statement]:
    return list(assemble([d.reading() for d in drafts], resolution(drafts), Ontology.load()).statements)


def office(name: str, title: str, *of: tuple[str, str]) -> Draft:
    d = Draft(name, "Rupert is King of Ruritania, and king of Grand Fenwick.", "2021-05-04")
    roles = [("subject", "rupert", "Rupert"), *(("of", *body) for body in of)]
    d.claim("holdsPosition", "Rupert is King", *roles, values=[Value("title", title)])
    return d


RURITANIA, FENWICK = ("ruritania", "Ruritania"), ("grand_fenwick", "Grand Fenwick")


def test_a_title_is_one_whatever_its_capitals_and_its_body_may_be_left_out() -> None:
    (one,) = statements(office("a", "king", RURITANIA), office("b", "King"), office("c", "King", RURITANIA))
    assert one.articles == 3
    assert [(f.role, f.value) for f in one.fillers if f.role != "subject"] == [("of", "ruritania"), ("title", "King")]


def test_a_title_without_its_body_joins_none_of_two() -> None:
    found = statements(office("a", "King", RURITANIA), office("b", "King", FENWICK), office("c", "King"))
    assert [s.articles for s in found] == [1, 1, 1]


def test_a_symmetric_relation_is_one_statement_whoever_comes_first() -> None:
    drafts = []
    for name, first, second in (("a", RURITANIA, FENWICK), ("b", FENWICK, RURITANIA)):
        d = Draft(name, "Ruritania and Grand Fenwick are allies.", "2021-05-04")
        d.claim("alliedWith", "are allies", ("subject", *first), ("object", *second))
        d.claim("backs", "Ruritania and", ("subject", *first), ("object", *second))
        drafts.append(d)
    found = statements(*drafts)
    assert sorted((s.predicate, s.articles) for s in found) == [("alliedWith", 2), ("backs", 1), ("backs", 1)]
