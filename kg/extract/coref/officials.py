"""Who is meant by an office alone: "the president", "the Turkish leader", "his Russian counterpart"."""

from __future__ import annotations

from kg.extract.coref.chains import link
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import Tree

# Offices of which a country has one.
ALONE = frozenset({"president", "premier", "chancellor", "king", "queen", "pope", "emir", "sultan"})
# Who heads a government without heading the state.
GOVERNING = frozenset({"prime minister", "premier", "chancellor"})
LEADING = frozenset({"leader", "president", "premier", "chancellor"})
NEAR = 2  # sentences back to the one whose counterpart somebody is
FAR = 8  # sentences back to the leader who is meant


def offices(tree: Tree, drafts: list[Draft], mentions: Mentions) -> None:
    """ "The president", after a person was named with that title, or before."""
    titled = _titled_again(tree, drafts, mentions)
    open_ones = [d for d in drafts if d.type == "Person" and d.form == "nominal" and d.definite and not d.plural]
    for d in open_ones:  # "criticised the president", who is named only later: "said President Ruto"
        if d.antecedent is None and d.owner is None and d.head in ALONE and not d.node.children[1:]:
            holders = {x.root().text: x for t, x in titled if t == d.head and _entitled(tree, x) == t}
            if len(holders) == 1 and d.node.dep not in ("compound", "appos", "attr"):
                link(d, next(iter(holders.values())))
    for d in open_ones:  # "Iraq's security adviser told …", named only later: "said Iraqi security adviser X"
        if d.antecedent is not None or d.owner is None:
            continue
        whose = d.owner.identity()
        later = {x.root().text: x for t, x in titled if t == d.head and _owner_before(tree, x, mentions) == whose}
        if d.head in ALONE and not later:
            later = _one_head(tree, d, titled, drafts, mentions)
        if len(later) == 1 and d.node.dep not in ("compound", "appos"):
            link(d, next(iter(later.values())))


def _titled_again(tree: Tree, drafts: list[Draft], mentions: Mentions) -> list[tuple[str, Draft]]:
    """Who is named with which title; a title alone behind them is linked to the one who has it."""
    titled: list[tuple[str, Draft]] = []
    for d in drafts:
        if d.type == "Person" and d.form == "name":
            before = [n for n in tree.sentence(d.node) if n.end <= d.span.start][-4:]
            verb = max((i for i, n in enumerate(before, 1) if n.is_verb), default=0)  # "a spokesman said Mr Noor"
            titled += [(n.low, d) for n in before[verb:] if n.low in mentions.titles["offices"]]
        elif (
            d.type == "Person"
            and d.form == "nominal"
            and d.antecedent is None
            and d.definite
            and not d.plural
            and not d.node.kids("prep", "appos")
            and (d.node.kid("relcl") is None or tree.nodes[d.node.i + 1].text == ",")
        ):
            same = [x for t, x in titled if t == d.head]
            if len({x.root().text for x in same}) == 1 and d.owner is None:
                link(d, same[-1])
    return titled


def _one_head(
    tree: Tree, d: Draft, titled: list[tuple[str, Draft]], drafts: list[Draft], mentions: Mentions
) -> dict[str, Draft]:
    """Who alone is named with the office, of no other state, where the text tells of one such office: "the president
    of Cyprus … President Christou"."""
    owners = {x.owner.identity() for x in drafts if x.form == "nominal" and x.head == d.head and x.owner is not None}
    holders = {x.root().text: x for t, x in titled if t == d.head and _entitled(tree, x) == t}
    here = any(x.node.sent == d.node.sent for x in holders.values())
    if d.owner is None or len(owners) != 1 or len(holders) != 1 or here:
        return {}
    entry, state = next(iter(holders.values())).root().entry, d.owner.root().entry
    foreign = entry is not None and state is not None and entry.country not in (None, state.id)
    said = {_owner_before(tree, x, mentions) for x in holders.values()} - {None, d.owner.identity()}
    return {} if foreign or said else holders


def _entitled(tree: Tree, person: Draft) -> str:
    """The word right before a person's name."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start]
    return before[-1].low if before else ""


def _owner_before(tree: Tree, person: Draft, mentions: Mentions) -> str | None:
    """Whose office the title before a person's name is: the state or body named before it."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start][-8:]
    for n in reversed(before):
        for d in mentions.by_node.get(n.i, []):
            if d.type in ("State", "GovernmentBody", "InternationalOrganisation", "ArmedForce", "ArmedGroup"):
                return d.identity()
    return None


def of_states(tree: Tree, drafts: list[Draft], mentions: Mentions) -> None:
    """ "The Turkish leader" is the one Turk named who leads; "his Russian counterpart" the Russian just named."""
    people = [d for d in drafts if d.form == "name" and d.type == "Person"]
    for d in drafts:
        if d.form != "nominal" or d.type != "Person" or d.antecedent is not None or d.plural:
            continue
        state = _state(d, mentions)
        if state is None or d.node.kids("prep", "appos", "relcl"):
            continue
        if d.node.dep in ("compound", "appos", "attr") or not (d.definite or state.node.dep == "poss"):
            continue
        near = NEAR if d.head == "counterpart" else FAR
        before = [p for p in people if p.span.end < d.span.start and d.node.sent - p.node.sent <= near]
        office = tree.text[max(state.span.end, d.span.start) : d.span.end].removeprefix("'s").removeprefix("’s").strip()
        theirs = [p for p in before if is_of(tree, p, state, mentions)]
        if not theirs and d.head in LEADING:
            theirs = _heads_of_some_state(tree, before, mentions)
        fitting = [p for p in theirs if d.head == "counterpart" or _holds(tree, p, people, office.lower(), mentions)]
        if len({p.root().identity() for p in fitting}) == 1:
            link(d, fitting[-1])


def _heads_of_some_state(tree: Tree, people: list[Draft], mentions: Mentions) -> list[Draft]:
    """The one told of as "President Kos", without a word on whose: then "the Malian leader" is he."""
    heads = mentions.titles["heads_of_state"] | GOVERNING
    known = {p.root().identity() for p in people if p.root().entry or _owner_before(tree, p, mentions)}
    found = [p for p in people if p.root().identity() not in known and _entitled(tree, p) in heads]
    return found if len({p.root().identity() for p in found}) == 1 else []


def _state(d: Draft, mentions: Mentions) -> Draft | None:
    """Whose office it is: the state that owns the description, or whose adjective stands in it."""
    before = [m for n in d.node.kids("amod", "compound", "nmod") for m in mentions.of(n)[:1]]
    return next((m for m in [d.owner, *before] if m is not None and m.kind() == "State"), None)


def is_of(tree: Tree, person: Draft, state: Draft, mentions: Mentions) -> bool:
    """Whether a named person is of a state, as the gazetteer knows or the title before the name says."""
    entry, country = person.root().entry, state.root().entry
    if entry is not None and country is not None:
        return entry.country == country.id
    return _owner_before(tree, person.root(), mentions) == state.identity()


def _holds(tree: Tree, person: Draft, people: list[Draft], office: str, mentions: Mentions) -> bool:
    """Whether an office is one that the person was named with, or that of a leader named without any."""
    heads = mentions.titles["heads_of_state"] | GOVERNING
    said = [_words_before(tree, p) for p in people if p.root() is person.root()]
    if any(office in words for words in said):
        return True
    titled = [w for words in said for w in words.split() if w in mentions.titles["offices"]]
    if office == "leader":
        return not titled or any(h in words for h in heads for words in said)
    return office in heads and not titled and person.root().entry is not None


def _words_before(tree: Tree, person: Draft) -> str:
    """The words right before a person's name, among which the title is, back to a verb: "General Ruiz said Mr Noor"."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start][-5:]
    verb = max((at for at, n in enumerate(before) if n.is_verb), default=-1)
    return " ".join(n.low for n in before[verb + 1 :])
