"""The lexicon's rules agree with the ontology and with their own format; each carries its examples."""

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from kg.errors import BadData, KgError, UnknownName
from kg.lexicon.checks import check, slots
from kg.lexicon.lexicon import HERE, Lexicon
from kg.lexicon.rules import Alternative, Rule, read_rules
from kg.ontology import Ontology

RULES = [
    rule for p in ("events*.toml", "relations*.toml") for path in sorted(HERE.glob(p)) for rule in read_rules(path)
]
STANCE = frozenset({"not", "planned", "possible", "demanded", "threatened", "conditional"})
EVENT = re.compile(r"(?P<predicate>\w+)\((?P<roles>[^()]*)\)")
RELATION = re.compile(r"\((?P<subject>[^,()]+), (?P<predicate>\w+), (?P<object>[^()]+)\)")
# Done by the grammar of names and titles, not by rules.
GRAMMAR = frozenset({"holdsPosition", "nationality", "near", "alias"})


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_every_predicate_of_the_vocabulary_has_a_rule(ontology: Ontology) -> None:
    said = {rule.predicate for rule in RULES}
    assert said == (set(ontology.relations) - GRAMMAR) | set(ontology.events)


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_uses_roles_and_types_of_the_ontology(rule: Rule, ontology: Ontology) -> None:
    check(rule, ontology, slots(RULES))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_has_triggers_once_and_in_lower_case(rule: Rule) -> None:
    triggers = [*rule.verbs, *rule.nouns, *rule.compounds, *rule.prefixes, *rule.adjectives]
    assert triggers
    assert len(triggers) == len(set(triggers)), [t for t in triggers if triggers.count(t) > 1]
    words = [w for v in rule.verbs for w in (v.lemma, *v.rest)] + [w for n in rule.nouns for w in (*n.before, n.head)]
    assert all(re.fullmatch(r"[a-z][a-z'-]*", w) for w in words), words
    assert not {"a", "an", "the"} & set(words)


def test_a_rule_with_needs_is_triggered_by_verbs_or_by_nouns() -> None:
    mixed = [rule.name for rule in RULES if rule.needs and rule.verbs and rule.nouns]
    assert not mixed


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_has_two_examples_in_the_notation(rule: Rule) -> None:
    assert len(rule.examples) >= 2
    shown = []
    for example in rule.examples:
        sentence, arrow, claims = example.partition("=>")
        assert arrow, example
        assert sentence.strip()[-1:] in ".?!", example
        if claims.strip() != "nothing":
            shown += [claim(text.strip(), sentence, rule) for text in claims.split(";;")]
    assert rule.predicate in shown


def claim(text: str, sentence: str, rule: Rule) -> str:
    """The predicate of one claim in the notation, whose fillers must be words of `sentence`."""
    *stance, rest = re.split(r" (?=\w+\(|\()|^(?=\()", text) if " " in text else [text]
    words = " ".join(stance).split()
    assert set(words) <= STANCE, text
    if relation := RELATION.fullmatch(rest):
        fillers = [relation["subject"], relation["object"]]
        predicate = relation["predicate"]
    else:
        event = EVENT.fullmatch(rest)
        assert event, text
        predicate = event["predicate"]
        pairs = [r.split("=", 1) for r in event["roles"].split(";") if r.strip()]
        assert all(len(pair) == 2 for pair in pairs), text
        fillers = [f.strip() for _, many in pairs for f in many.split("&")]
        if predicate == rule.predicate:
            known = {a.role for roles in (rule.roles, rule.noun_roles) for alts in roles.values() for a in alts}
            assert {role.strip() for role, _ in pairs} <= known, text
    for filler in fillers:
        assert set(re.findall(r"\w+", filler.lower())) <= set(re.findall(r"\w+", sentence.lower())), (filler, sentence)
    return predicate


def test_one_trigger_starts_two_rules_only_where_their_needs_differ() -> None:
    starts: dict[object, list[Rule]] = defaultdict(list)
    for rule in RULES:
        for trigger in (*rule.verbs, *rule.nouns):
            starts[trigger].append(rule)
        for form in ("compounds", "prefixes", "adjectives"):
            for word in getattr(rule, form):
                starts[form, word].append(rule)
    clashes = [
        (trigger, left.name, right.name)
        for trigger, rules in starts.items()
        for left, right in combinations(rules, 2)
        if not separated(left, right)
    ]
    assert not clashes


def separated(left: Rule, right: Rule) -> bool:
    """Whether two rules may share a trigger: one asks for what the other does not, or both belong together.

    An event and a relation may hang on the same words ("regain control of": Capture and controls).
    """
    return left.kind != right.kind or left.needs != right.needs


def test_nouns_denote_types_of_the_ontology_and_name_their_source(ontology: Ontology) -> None:
    hand = noun_rows("nouns.tsv")
    generated = noun_rows("nouns-wordnet.tsv")
    for lemma, kind, source in hand + generated:
        assert lemma == lemma.lower().strip()
        assert kind in ontology.entity_types, lemma
        assert source in ("hand", "wordnet")
    lemmas = [row[0] for row in hand + generated]
    assert sorted(lemmas) == sorted(set(lemmas))


def noun_rows(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith(("#", "lemma\t"))]


def test_generated_nouns_are_those_of_no_event() -> None:
    happens = {n.head for rule in RULES if rule.kind == "event" for n in rule.nouns if not n.before}
    assert not happens & {row[0] for row in noun_rows("nouns-wordnet.tsv")}


def test_the_test_of_examples_sees_a_wrong_filler() -> None:
    rule = Rule("en.events.x", "event", "Attack", "x", roles={"subject": (Alternative("actor"),)})
    with pytest.raises(AssertionError):
        claim("Attack(actor=Rebels)", "Troops attacked.", rule)
    assert claim("planned Attack(actor=Troops)", "Troops will attack.", rule) == "Attack"


def test_a_file_that_nothing_would_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "money.toml").write_text("", "utf-8")
    with pytest.raises(BadData, match=r"money\.toml: nothing reads a file of this name; a lexicon has events\*\.toml"):
        Lexicon.load([tmp_path])


STANZA = {
    "predicate": '"backs"',
    "id": '"in-secret"',
    "verbs": '["slip money to"]',
    "needs": '["subject:Agent"]',
    "roles": '{ subject = "subject", object = "object" }',
    "examples": '["Norway slipped money to the rebels. => (Norway, backs, rebels)"]',
}


@pytest.mark.parametrize(
    "key, value, message",
    [
        ("predicate", '"bakcs"', "no relation named 'bakcs'; did you mean 'backs'?"),
        ("needs", '["subjct:Agent"]', "no slot named 'subjct'; did you mean 'subject'?"),
        ("needs", '["subject:Agnt"]', "no type named 'Agnt'; did you mean 'Agent'?"),
        ("roles", '{ subject = "subjct" }', "subject: no role of backs named 'subjct'; did you mean 'subject'?"),
        ("roles", '{ subject = "subject:Agnt" }', "no type named 'Agnt'"),
        ("roles", '["subject"]', "roles is to be a table"),
        ("verbs", '"slip"', "verbs is to be a list of strings"),
        ("lacks", '["obiect"]', "no slot named 'obiect'; did you mean 'object'?"),
        ("aim", '"opposs"', "aim: no relation named 'opposs'; did you mean 'opposes'?"),
        ("vebs", '["slip"]', "no key of a rule named 'vebs'; did you mean 'verbs'?"),
        ("modality", '"maybe"', "'maybe' is none of actual, planned"),
    ],
)
def test_a_rule_of_ones_own_that_does_not_fit_is_said(
    tmp_path: Path, ontology: Ontology, key: str, value: str, message: str
) -> None:
    stanza = "".join(f"{k} = {v}\n" for k, v in {**STANZA, key: value}.items())
    (tmp_path / "relations-own.toml").write_text(f"[[relation]]\n{stanza}", "utf-8")
    with pytest.raises(KgError, match=re.escape("relations-own.toml, rule 'in-secret'") + ".*" + re.escape(message)):
        Lexicon.load([tmp_path], ontology)


def test_a_rule_of_ones_own_may_fill_any_preposition(tmp_path: Path, ontology: Ontology) -> None:
    stanza = "".join(f"{k} = {v}\n" for k, v in {**STANZA, "roles": '{ "on top of" = "object" }'}.items())
    (tmp_path / "relations-own.toml").write_text(f"[[relation]]\n{stanza}", "utf-8")
    assert Lexicon.load([tmp_path], ontology).rules[-1].name == "en.relations.in-secret"


def test_an_event_of_ones_own_has_a_type_that_there_is(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / "events-own.toml").write_text("[[event]]\nid = 'x'\ntype = 'Atack'\n", "utf-8")
    with pytest.raises(UnknownName, match=r"no event type named 'Atack'; did you mean 'Attack'\?"):
        Lexicon.load([tmp_path], ontology)


def test_a_noun_of_ones_own_has_a_type_that_there_is(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / "nouns.tsv").write_text("lemma\ttype\tsource\ndocker\tPersn\thand\n", "utf-8")
    with pytest.raises(UnknownName, match=r"nouns\.tsv:2: no entity type named 'Persn'; did you mean 'Person'\?"):
        Lexicon.load([tmp_path], ontology)


@pytest.mark.parametrize(
    "name, text, message",
    [
        ("relations-own.toml", "[[relatoin]]\nid = 'x'\n", "a rule begins with [[event]] or [[relation]], not"),
        ("events-own.toml", "event = 3\n", "a rule begins with [[event]]"),
        ("stance.toml", "[verbs]\nplanned = 'plot'\n", "planned is to be a list of strings"),
        ("stance.toml", "verbs = ['plot']\n", "verbs is a section"),
        ("titles.toml", "offices = 'doge'\n", "offices is to be a list of strings"),
        ("stance.toml", "[verbs\n", "not valid TOML"),
        ("relations-own.toml", "[[relation]\n", "not valid TOML"),
        ("nouns.tsv", "docker\n", "1: a noun needs a lemma and a type, separated by a tab"),
        ("stance.toml", "[verb]\nplanned = ['plot']\n", "no section named 'verb'; did you mean 'verbs'?"),
        ("stance.toml", "[verbs]\nplaned = ['plot']\n", "[verbs]: no group named 'planed'; did you mean 'planned'?"),
        ("titles.toml", "office = ['doge']\n", "no group named 'office'; did you mean 'offices'?"),
        ("events-own.toml", "[[event]]\nid = 'x'\n", "rule 'x': needs an id and a type (event)"),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_said(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(KgError, match=re.escape(name) + "[:,] ?" + re.escape(message)):
        Lexicon.load([tmp_path])
