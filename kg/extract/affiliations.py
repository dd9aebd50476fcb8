"""Whom a named person or body goes with, by a phrase right beside the name: "Lina Haddad of the Cedar Centre", "Fatah's
Nabil Odeh", "Adam Kowal (PSL)", "Norwegian Jens Berg", "the Horizon Institute in Accra", "the Supreme Court of Kenya".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.arguments import relative_head, surface_subjects
from kg.extract.belonging import RULED
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.stationed import TOWNS, places_of
from kg.extract.syntax import Node, conjuncts, premodifiers
from kg.lexicon.constructions import constructions

RULE = "en.grammar.affiliation"
JOINED = frozenset({"ArmedGroup", "PoliticalOrganisation"})
SERVED = frozenset({"AidOrganisation", "GovernmentBody", "InternationalOrganisation", "MediaOrganisation"})
FIGHTERS = frozenset({"ArmedGroup", "PopulationGroup"})
LONGEST = 40  # code points of an office's first word
OFFICIAL = frozenset({"state", "official", "government"})
BODIES = JOINED | SERVED | {"Organisation"}


def affiliations(scene: Scene) -> Iterator[Draw]:
    """Every tie that the words beside a name give, in text order."""
    for draft in list(scene.mentions.all):
        if draft.form == "name" and draft.type == "Person":
            yield from _of_person(scene, draft)
        elif draft.form == "name" and draft.type in BODIES:
            yield from _of_body(scene, draft)
        elif draft.form == "nominal" and draft.type in FIGHTERS and draft.plural:
            yield from _of_fighters(scene, draft)
        elif draft.form == "nominal" and draft.type == "ArmedForce" and draft.plural and draft.owner is None:
            yield from _of_force(scene, draft)
        elif draft.form == "nominal" and draft.type == "GovernmentBody" and draft.head in RULED - {"regime"}:
            yield from _headed(scene, draft)
        elif draft.form == "name" and draft.type == "State" and draft.node.dep in ("acomp", "attr"):
            yield from _citizen(scene, draft)


def _of_person(scene: Scene, person: Draft) -> Iterator[Draw]:
    """The body behind "of", before an apostrophe or in brackets; the state before the name."""
    bodies = [b for p in person.node.kids("prep") if p.low in ("of", "from") for b in _behind(scene, person, p)]
    bodies += [b for b in _owners(scene, person) if b.type in BODIES]
    for body in bodies[:1]:
        yield from _goes_with(scene, person, body)
    for node in person.node.kids("appos"):
        named = [b for b in scene.mentions.of(node)[:1] if b.form == "name" and b.type == "PoliticalOrganisation"]
        for party in named:
            if scene.tree.text[person.span.end : party.span.start] == " (":
                yield from _goes_with(scene, person, party)
    start = person.span.start
    entitled = scene.tree.text[start : start + LONGEST].split()[0].lower() in scene.lexicon.cues.titles["offices"]
    before = [*_owners(scene, person), *_adjectives(scene, person)]
    for state in [*([] if entitled else before), *_of_some_kind(scene, person), *_one_of_them(scene, person)]:
        if state.type == "State" and state.form == "name":
            found = scene.relation("nationality", person, state, person.node, f"{RULE}.citizen", confidence=0.75)
            if found is not None:
                yield found


def _of_fighters(scene: Scene, some: Draft) -> Iterator[Draw]:
    """ "Militiamen from the FDLR" are members of it; the ELN of "Colombia's ELN rebels" is Colombian."""
    of = [n for p in some.node.kids("prep") if p.low == "from" for o in p.kids("pobj") for n in conjuncts(o)]
    for group in _groups(scene, of):
        if found := scene.relation("memberOf", some, group, some.node, f"{RULE}.fighters"):
            yield found
    state = some.owner
    if state is None or state.type != "State" or state.node.dep != "poss":
        return
    for group in _groups(scene, some.node.kids("compound", "nmod")):
        if found := scene.relation("nationality", group, state, some.node, f"{RULE}.citizen", confidence=0.75):
            yield found


def _of_force(scene: Scene, troops: Draft) -> Iterator[Draw]:
    """ "Troops from Kenya", "soldiers from the 32nd Battalion", "6,000 troops from the African Union"."""
    for prep in troops.node.kids("prep"):
        if prep.low != "from" or prep.i != troops.node.i + 1:
            continue
        for body in [d for o in prep.kids("pobj") for n in conjuncts(o) for d in scene.mentions.of(n)[:1]]:
            if body.form != "name" or body.type not in ("State", "ArmedForce", "InternationalOrganisation"):
                continue
            if found := scene.relation("subordinateTo", troops, body, troops.node, f"{RULE}.force"):
                yield found


def _groups(scene: Scene, nodes: list[Node]) -> list[Draft]:
    """The armed groups named at these nodes."""
    return [d for n in nodes for d in scene.mentions.of(n)[:1] if d.form == "name" and d.type == "ArmedGroup"]


def _goes_with(scene: Scene, person: Draft, body: Draft) -> Iterator[Draw]:
    predicate = "memberOf" if body.type in JOINED else "worksFor"
    if found := scene.relation(predicate, person, body, person.node, f"{RULE}.of-body"):
        yield found


def _behind(scene: Scene, person: Draft, prep: Node) -> list[Draft]:
    """The named bodies behind a preposition that follows the name, a comma or bracket between them at most."""
    if scene.tree.text[person.span.end : prep.start] not in (" ", ", ", " ("):
        return []
    found = [d for o in prep.kids("pobj") for d in scene.mentions.of(o)[:1]]
    return [d for d in found if d.type in BODIES and (d.form == "name" or d.text[:1].isupper())]


def _owners(scene: Scene, draft: Draft) -> list[Draft]:
    """Whose name stands with an apostrophe right before it: the Fatah of "Fatah's Nabil Odeh"."""
    owners = [d for n in draft.node.kids("poss") for d in scene.mentions.of(n)[:1]]
    return [d for d in owners if d.form == "name" and _apart(scene, d, draft) in ("'s ", "’s ", "' ", "’ ")]


def _adjectives(scene: Scene, draft: Draft) -> list[Draft]:
    """The states whose adjective stands right before it: the Norwegian of "Norwegian Jens Berg"."""
    before = [d for n in draft.node.kids("compound", "amod", "nmod") for d in scene.mentions.of(n)[:1]]
    known = scene.mentions.gazetteer
    return [d for d in before if _apart(scene, d, draft) == " " and known.demonym(d.text) and not known.find(d.text)]


def _of_some_kind(scene: Scene, person: Draft) -> list[Draft]:
    """The states whose adjective stands before a word for what somebody is, if that is no office of the state's: the
    Egyptian of "Egyptian cleric Omar Aziz"."""
    cues = scene.lexicon.cues.titles
    return [s for s, words in _before(scene, person) if _kind(scene, words) == "Person" and not _serving(cues, words)]


def _one_of_them(scene: Scene, person: Draft) -> list[Draft]:
    """The Australian of "Jo Brand, an Australian who fought in Syria"."""
    beside = [n for n in person.node.kids("appos") if n.kid("det") is not None and n.tag in ("NN", "NNP", "JJ")]
    return [d for n in beside for d in scene.mentions.of(n)[:1] if scene.mentions.gazetteer.demonym(d.text)]


def _described(scene: Scene, body: Draft) -> list[Draft]:
    """The states whose adjective stands before words for what the name is: the French of "French oil giant Sirel"."""
    if body.type in ("GovernmentBody", "InternationalOrganisation"):
        return []
    said = _before(scene, body)  # a state medium's state is told as its master
    return [state for state, words in said if _kind(scene, words) in BODIES and not OFFICIAL & set(words)]


def _before(scene: Scene, draft: Draft) -> Iterator[tuple[Draft, list[str]]]:
    """The states named before a name, each with the small words between the two."""
    for state in (d for n in premodifiers(draft.node) for d in scene.mentions.of(n)[:1]):
        words = _apart(scene, state, draft).split() if state.type == "State" and state.form == "name" else []
        if 0 < len(words) < 5 and all(w.isalpha() and w.islower() for w in words):
            yield state, words


def _kind(scene: Scene, words: list[str]) -> str:
    """What the last words before a name say that it is."""
    kinds = scene.lexicon.kinds
    return kinds.get(" ".join(words[-2:])) or kinds.get(words[-1], "")


def _serving(cues: Mapping[str, frozenset[str]], words: list[str]) -> bool:
    """Whether the last of the words is an office, which says whom its holder serves."""
    return words[-1] in cues["offices"] | cues["servants"] | cues["callings"] | cues["personal"]


def _masters(scene: Scene, medium: Draft) -> list[Draft]:
    """The state of a known medium that is called the state's, where the text names it: "state news agency Sana"."""
    entry = medium.root().entry
    if medium.type != "MediaOrganisation" or entry is None or entry.country is None:
        return []
    words: list[str] = []
    for node in reversed([n for n in scene.tree.sentence(medium.node) if n.end <= medium.span.start][-5:]):
        if not (node.text.islower() or node.text == "-") or node.pos in ("DET", "ADP", "VERB"):
            break
        words.append(node.low)
    if not OFFICIAL & set(words):
        return []
    states = (d for d in scene.mentions.all if d.type == "State" and d.entry is not None)
    return [d for d in states if d.entry is not None and d.entry.id == entry.country][:1]


def _apart(scene: Scene, first: Draft, second: Draft) -> str:
    """What stands between two mentions."""
    return scene.tree.text[first.span.end : second.span.start]


def _citizen(scene: Scene, state: Draft) -> Iterator[Draw]:
    """ "Marta Kask, who is Estonian", "Jo Brand is an Australian", "two of them are Canadians"."""
    verb = state.node.head
    if verb.lemma != "be" or scene.mentions.gazetteer.demonym(state.text) is None:
        return
    for node in surface_subjects(verb):
        for person in scene.mentions.of(relative_head(node))[:1]:
            if person.kind() in ("Person", "PopulationGroup") and person.span.start <= relative_head(node).start:
                held = scene.stances.of(Frame(verb))
                found = scene.relation("nationality", person, state, verb, f"{RULE}.citizen", held=held)
                if found is not None:
                    yield found


def _headed(scene: Scene, government: Draft) -> Iterator[Draw]:
    """ "The Obama administration" is led by Obama."""
    before = [d for n in government.node.kids("compound", "nmod") for d in scene.mentions.of(n)[:1]]
    for leader in [d for d in before if d.form == "name" and d.type == "Person"][-1:]:
        if found := scene.relation("leads", leader, government, government.node, f"{RULE}.administration"):
            yield found


def _of_body(scene: Scene, body: Draft) -> Iterator[Draw]:
    """Where a named body has its seat, and whose court or party it is."""
    of = [o for p in body.node.kids("prep") if p.low == "of" and p.start == body.span.end + 1 for o in p.kids("pobj")]
    for state in (d for o in of for d in scene.mentions.of(o)[:1] if d.form == "name" and d.type == "State"):
        predicate = "subordinateTo" if body.type == "GovernmentBody" else "nationality"
        if found := scene.relation(predicate, body, state, body.node, f"{RULE}.of-state"):
            yield found
    for state in _described(scene, body):
        if found := scene.relation("nationality", body, state, body.node, f"{RULE}.described", confidence=0.75):
            yield found
    for state in _masters(scene, body):
        if found := scene.relation("subordinateTo", body, state, body.node, f"{RULE}.state-medium"):
            yield found
    owners = _owners(scene, body)
    for leader in (d for d in owners if d.type == "Person" and body.type == "PoliticalOrganisation"):
        if found := scene.relation("leads", leader, body, body.node, f"{RULE}.leader"):
            yield found
    for place in [*_seats(scene, body), *(d for d in owners if d.type in TOWNS and not d.metonym)]:
        if found := scene.relation("basedAt", body, place, body.node, f"{RULE}.seat", confidence=0.75):
            yield found


def _seats(scene: Scene, body: Draft) -> list[Draft]:
    """The place right behind a name, but for those who met or fought there: "the Horizon Institute in Accra"."""
    node, unseated = body.node, constructions().involved | {"for"}
    if body.type == "InternationalOrganisation":  # "the ministers of the alliance in Oslo" met there
        unseated |= {"of"}
    if body.type == "ArmedGroup" or (node.dep == "pobj" and node.head.low in unseated):
        return []
    if node.dep not in ("nsubj", "nsubjpass", "pobj", "poss", "conj", "appos"):
        return []
    inside = [n for n in scene.tree.sentence(node) if body.span.start <= n.start < body.span.end]
    near = [(n, p) for n in inside for p in n.kids("prep") if p.low == "in" and p.start == body.span.end + 1]
    return [place for n, _ in near for place in places_of(scene, n, ("in",), first=True)][:1]
