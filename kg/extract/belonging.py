"""Whose a body is: what "Turkish soldiers", "the Syrian army", "UN officials" and "Syrian refugees" say by the way."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import relative_head
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, first_conjunct, ranked
from kg.extract.triggers import match_noun
from kg.lexicon.constructions import constructions

RULE = "en.grammar.owner"
STATE_ITSELF = frozenset({"government", "regime", "administration", "authority", "state", "authorities"})
RULED = frozenset({"government", "regime", "administration", "junta", "cabinet"})
TIED = frozenset({"alliedWith", "backs", "opposes", "subordinateTo", "fightsAgainst"})
ORGANS = ("state", "official", "government", "wing", "service", "mouthpiece", "run", "propaganda", "arm")
SUPERIORS = (
    "State",
    "GovernmentBody",
    "ArmedForce",
    "ArmedGroup",
    "PoliticalOrganisation",
    "InternationalOrganisation",
)
AREAS = ("Settlement", "AdministrativeArea", "Region")
BODIES = ("GovernmentBody", "ArmedForce")
GROUPS = ("ArmedGroup", "PoliticalOrganisation", "Organisation", "InternationalOrganisation")
# What has a state's adjective as its nationality, and not as its master.
NATIONALS = (
    "ArmedGroup",
    "PoliticalOrganisation",
    "MediaOrganisation",
    "AidOrganisation",
    "Organisation",
    "PopulationGroup",
)


def belonging(scene: Scene) -> Iterator[Draw]:
    """Every relation between a description or name and its owner, in text order."""
    for draft in list(scene.mentions.all):
        owner = draft.owner or _relative_owner(scene, draft) or _state_of(scene, draft)
        if owner is None or draft.form == "pronoun":
            continue
        yield from _parts(scene, draft, owner)
        found = _relation(scene, draft, owner)
        if found is not None:
            yield found


def _relative_owner(scene: Scene, draft: Draft) -> Draft | None:
    """The Haftar of "Haftar, whose forces hold Sirte"."""
    if not draft.node.children:
        return None
    nouns = (draft.node, *draft.node.kids("compound"))
    whose = next((c for n in nouns for c in n.children if c.low == "whose" and c.dep == "poss"), None)
    if whose is None or (head := relative_head(whose)) is whose:
        return None
    return next(iter(scene.mentions.of(head)), None)


def _state_of(scene: Scene, draft: Draft) -> Draft | None:
    """The state of a named body: Lebanon in "Lebanon's Hezbollah"."""
    if draft.form != "name" or draft.type not in (*NATIONALS, *BODIES):
        return None
    if draft.type == "ArmedForce" and (whose := draft.node.kid("poss")) is not None and whose.tag == "PRP$":
        return next((d.root() for d in scene.mentions.of(whose) if d.kind() in SUPERIORS), None)  # "its 6th Division"
    if draft.type == "ArmedForce":  # "the army's 9th Division"
        over = [d for n in draft.node.kids("poss") for d in scene.mentions.of(n)[:1] if d.kind() in SUPERIORS]
        if over and over[0].kind() != "State":
            return over[0]
    before = draft.node.kids("poss", "amod", "nmod")
    before += [c for k in draft.node.kids("compound", "nmod") for c in k.kids("amod", "nmod", "poss")]
    found = [d for n in before for d in scene.mentions.of(n)[:1] if d.span.end <= draft.span.start]
    if draft.type == "ArmedForce":  # "the 9th Brigade of the Ethiopian army"
        above = [o for p in draft.node.kids("prep") if p.low == "of" for o in p.kids("pobj")]
        forces = [d for n in above for d in scene.mentions.of(n) if d.kind() in SUPERIORS]
        if forces and forces[0].span.start >= draft.span.end:
            return forces[0]
    return next((d for d in found if d.type == "State" and d.form == "name"), None)


def _relation(scene: Scene, draft: Draft, owner: Draft) -> Draw | None:
    kind, state, node = draft.type, owner.kind() == "State", draft.node
    if kind == "ArmedForce" and (ranked(node) or _sort_of_force(draft, owner)):
        return None  # "the alliance's second-biggest army" is one of its members' army
    if kind == "ArmedForce" and not draft.plural and draft.head in constructions().individuals:
        return None  # one man of a force
    if kind == "ArmedForce" and draft.form == "nominal" and draft.root().type == "ArmedGroup":
        return None  # "the SDF, mostly Syrian Arab forces", are not the state's
    if (
        kind == "ArmedForce"
        and owner.kind() in SUPERIORS
        and not (owner.kind() == "InternationalOrganisation" and owner.node.dep == "poss")
    ):
        return scene.relation("subordinateTo", draft, owner, node, f"{RULE}.force")
    relative = owner is not draft.owner
    if kind in ("ArmedForce", "ArmedGroup") and owner.kind() == "Person" and (relative or owner.node.dep == "poss"):
        if heads_state(scene, owner.root()) or (kind == "ArmedGroup" and draft.form == "nominal" and draft.plural):
            return None
        return scene.relation("subordinateTo", draft, owner, node, f"{RULE}.force")  # "Haftar's forces"
    if (
        kind == "GovernmentBody"
        and draft.head in RULED
        and owner.kind() == "Person"
        and owner.form == "name"
        and owner.node.dep in ("poss", "pobj")
    ):
        return scene.relation("leads", owner, draft, node, f"{RULE}.government")
    superior = state or owner.kind() == "InternationalOrganisation"
    if kind == "GovernmentBody" and superior and draft.head not in STATE_ITSELF and owner.form != "pronoun":
        return scene.relation("subordinateTo", draft, owner, node, f"{RULE}.body")
    if kind == "MediaOrganisation" and owner.kind() in SUPERIORS and owner.form != "pronoun" and _is_organ(draft):
        return scene.relation("subordinateTo", draft, owner, node, f"{RULE}.media")
    if kind == "Person":
        return _of_person(scene, draft, owner) if draft.form == "nominal" else None
    if kind in ("ArmedGroup", "PopulationGroup") and owner.form == "name" and owner.kind() in GROUPS:
        armed = kind == "ArmedGroup" and draft.form == "nominal" and draft.plural
        return scene.relation("memberOf", draft, owner, node, f"{RULE}.member") if armed else None
    return _of_country(scene, draft, owner)


def _of_country(scene: Scene, draft: Draft, owner: Draft) -> Draw | None:
    """The nationality of a body or people that the state does not command; in what larger place a place lies."""
    kind, state, node = draft.type, owner.kind() == "State", draft.node
    if state and _tied(scene, draft):
        return None
    beside = owner.node.dep == "poss" and kind != "PopulationGroup" and draft.root().form == "name"
    counted = owner.node is node and _counted(scene, node)  # "800,000 Syrians", but no word on "Syrians"
    if kind == "MediaOrganisation" and any(m.antecedent is draft and _is_organ(m) for m in scene.mentions.all):
        return None  # "Belarusian state news agency Belta": told by the description
    come = kind == "PopulationGroup" and owner.node.head.low == "from" and owner.node is not node
    modifies = draft.form == "nominal" and node.dep in ("amod", "compound", "nmod")  # "Sudanese rebel attacks"
    if (
        kind in NATIONALS
        and state
        and not (owner.form == "nominal" and owner.node.dep == "compound")  # "a 63 nation coalition"
        and not modifies
        and (draft.form == "name" or counted or come or _adjectival(scene, owner.node) or beside)
    ):
        return scene.relation("nationality", draft, owner, node, f"{RULE}.nationality", confidence=0.75)
    place = scene.is_a(draft, "Place") and kind != "State" and scene.is_a(owner, "Place")
    if place and not draft.plural and _lies_in(draft, owner):
        span = draft.span if draft.span.covers(owner.span) else None
        return scene.relation("locatedIn", draft, owner, node, f"{RULE}.place", span=span)
    return None


def _sort_of_force(draft: Draft, owner: Draft) -> bool:
    """Whether the owner only says what sort they are: "an army patrol", "insurgent forces"."""
    inside = draft.span.covers(owner.span) and owner.node.dep in ("compound", "amod")
    sort = owner.kind() == "ArmedForce" or (owner.kind() == "ArmedGroup" and owner.node.head is draft.node)
    return inside and sort and owner.form == "nominal" and owner.owner is None


def _counted(scene: Scene, node: Node) -> bool:
    """Whether a people is told from the rest of it: "800,000 Syrians", "thousands of Sudanese", "Sunni Lebanese"."""
    first = first_conjunct(node)
    measured = first.dep == "pobj" and first.head.low == "of" and scene.mentions.measured(first.head.head) is not None
    sect = any(c.dep in ("amod", "compound") and c.i < node.i and c.text[:1].isupper() for c in node.children)
    return measured or sect or node.kid("nummod") is not None


def _parts(scene: Scene, draft: Draft, owner: Draft) -> Iterator[Draw]:
    """ "The Paris suburb of Saint-Denis", "the Lagos districts of Ikeja and Surulere": those named lie in the owner."""
    named = draft.members or ([draft.antecedent] if draft.antecedent is not None else [])
    before = owner.node.dep in ("compound", "nmod", "amod") or (draft.members and owner.node.dep == "poss")
    before = before and owner.form == "name" and owner not in named
    if draft.form != "nominal" or draft.type not in AREAS or not before or not scene.is_a(owner, "Place"):
        return
    if draft.head == "settlement" and owner.type == "State":
        return  # "the Israeli settlement of Netzarim" lies where it was settled
    for part in named:
        if found := scene.relation("locatedIn", part, owner, draft.node, f"{RULE}.part"):
            yield found


def _of_person(scene: Scene, draft: Draft, owner: Draft) -> Draw | None:
    """Who serves a body works for it; a calling with a state's adjective tells the nationality."""
    cues, head = scene.lexicon.cues.titles, draft.head
    if _tied(scene, draft) and owner.kind() == "State":
        return None
    past = any(c.low in cues["past"] for c in draft.node.kids("amod"))
    if _in_office(scene, draft.node) or (past and (owner.kind() != "State" or head in cues["servants"])):
        return None
    if owner.kind() == "State" and head not in cues["servants"]:
        office = (
            head in cues["offices"]
            and head not in cues["ranks"] | cues["employed"] | cues["no_office"] | cues["callings"]
        )
        named = draft.root().form == "name" and head in cues["offices"]  # said with the name's title
        if office or named or head in cues["heads"] or not _adjectival(scene, owner.node):
            return None
        return scene.relation("nationality", draft, owner, draft.node, f"{RULE}.nationality", confidence=0.75)
    if head in cues["personal"] and owner.kind() in ("Person", "PopulationGroup") and owner.node.dep == "poss":
        return scene.relation("worksFor", draft, owner, draft.node, f"{RULE}.attendant")
    if owner.kind() == "State" and head in cues["of_state"]:
        return None
    serves = head in cues["employed"] or head in cues["servants"]
    agent = scene.is_a(owner, "Agent") and owner.kind() not in ("Person", "PopulationGroup")
    if serves and agent and draft.root().form != "name" and not _of_body(scene, draft, owner):
        return scene.relation("worksFor", draft, owner, draft.node, f"{RULE}.staff")
    return None


def _of_body(scene: Scene, draft: Draft, owner: Draft) -> bool:
    """Whether people serve a body that is named between them and its owner: "Kenyan police officers" the police."""
    bodies = [d for c in draft.node.kids("compound") for d in scene.mentions.of(c)]
    return owner.kind() == "State" and any(d.owner is owner for d in bodies)


def heads_state(scene: Scene, person: Draft) -> bool:
    """Whether the text names the person as head of a state, whose troops are the state's and not his own."""
    heads = scene.lexicon.cues.titles["heads_of_state"] - {"leader", "ruler"}
    behind = {n.end + 1 for n in scene.tree.nodes if n.low in heads}
    named = [d for d in scene.mentions.all if d.span.start in behind] if behind else []
    return any(d.root() is person.root() for d in named)


def _tied(scene: Scene, draft: Draft) -> bool:
    """Whether the noun tells another tie: "a U.S. ally" is no American."""
    rules = scene.lexicon.nouns.get(draft.head, ()) if draft.form == "nominal" else ()
    return any(rule.predicate in TIED and match_noun(draft.node, words, scene.tree) for words, rule in rules)


def _in_office(scene: Scene, node: Node) -> bool:
    """Whether the noun is the end of an office that is said otherwise: the staff of "chief of staff"."""
    above = node.head.head
    return node.head.low == "of" and scene.tree.words(above.i, node.i).lower() in scene.lexicon.cues.titles["offices"]


def _adjectival(scene: Scene, node: Node) -> bool:
    """Whether a state's adjective stands free before the noun, not as part of "Turkish-backed" or "pro-Iranian"."""
    nodes = scene.tree.nodes
    around = [nodes[i].text for i in (node.i - 1, node.i + 1) if 0 <= i < len(nodes)]
    return node.dep in ("amod", "compound", "nmod") and not {"-", "–"} & set(around)


def _lies_in(draft: Draft, owner: Draft) -> bool:
    """Whether being somebody's means lying there: "Syria's Idlib", "northern Syria", but not "Turkey's bases"."""
    if owner.form == "pronoun" or draft.type in ("BorderLine", "Route"):
        return False
    if owner.node is draft.node:
        return owner.type == "State"
    if draft.type == "Facility":
        return owner.type != "State" and owner.node.dep == "poss"
    return owner.node.dep == "poss" or (
        owner.node.head.low == "of" and draft.type == "Region" and owner.type == "State"
    )


def _is_organ(draft: Draft) -> bool:
    """Whether the words say that the medium is its owner's: "state media", "news service of", "mouthpiece"."""
    words = draft.text.lower()
    return any(w in words for w in ORGANS)
