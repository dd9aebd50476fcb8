"""Relational nouns: words that name a party by its tie, "an ally of X", "X, a member of Y", "rebel stronghold"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.arguments import relative_head, surface_subjects
from kg.extract.belonging import heads_state
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import HARM, VIOLENT
from kg.extract.frames import Frame, noun_frame
from kg.extract.held import Held
from kg.extract.noun_phrases import is_not, sectional
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, first_conjunct, is_passive, ranked
from kg.extract.title_phrases import some, still_to_come
from kg.extract.triggers import match_noun
from kg.lexicon import Rule
from kg.lexicon.constructions import constructions
from kg.model import Span, TimeSpan

# Whom one serves, by the preposition, surest first; an envoy "of the UN for Yemen" works for the UN alone.
SERVED = ("poss", "of", "nat", "with", "at", "from", "for")
SENT = frozenset({"envoy", "ambassador", "representative", "emissary", "mediator", "coordinator", "attache"})
PREDICATING = frozenset({"be", "become", "remain", "elect", "reelect", "appoint", "name"})
SIDES = frozenset({"alliedWith", "backs", "opposes", "worksFor"})
MUTUAL = frozenset({"alliedWith", "borders", "fightsAgainst"})
STATES = frozenset({"basedAt", "controls", "backs", "fightsAgainst"})
STANDING = frozenset({"leads", "worksFor", "memberOf", "subordinateTo", "alliedWith", "opposes", "backs"})


def relational(scene: Scene, node: Node) -> Iterator[Draw]:
    """Every tie that a noun of the lexicon gives between whom it denotes and whose it is."""
    if node.i in scene.mentions.name_at or any(d.form == "name" for d in scene.mentions.by_node.get(node.i, [])):
        return  # the army of "National Liberation Army" is a part of a name
    frame: Frame | None = None
    for trigger, rule in scene.lexicon.nouns[node.lemma]:
        if rule.kind != "relation" or (trigger.before and not match_noun(node, trigger, scene.tree)):
            continue
        if rule.predicate == "basedAt" and _harmed(scene, node):
            continue  # "killed 12 villagers in Tillaberi": where they were killed
        if is_not(node, scene.tree.nodes):
            continue
        if rule.predicate in ("locatedIn", "connects") and node.tag == "NNS":
            continue  # "the provinces of A and B", "Syria's two biggest cities": no one place
        if rule.predicate == "subordinateTo" and ranked(node):
            continue  # "the alliance's second-biggest army"
        if rule.predicate == "memberOf" and any(c.low in ("family", "household") for c in node.kids("compound")):
            continue  # the dead man's family members
        if rule.predicate == "partyTo" and node.head.low == "in" and node.kid("det", "poss", "amod") is None:
            continue  # "in agreement with": no agreement
        frame = frame or noun_frame(node)
        if rule.predicate == "worksFor" and node.kid("poss") is None and _merely_his(frame):
            continue  # "waved to his supporters and journalists"
        if frame.slots and not _over(scene, rule, node) and not _under(scene, rule, node):
            yield from _by_rule(scene, rule, node, frame)
            if rule.predicate == "leads" and node.tag == "NNS":
                yield from _several(scene, rule, node, frame)


def _merely_his(frame: Frame) -> bool:
    """Whether only a pronoun before a noun that it is joined to says whose they are."""
    return frame.slots.keys() == {"poss"} and all(n.tag == "PRP$" for n in frame.slots["poss"])


def _by_rule(scene: Scene, rule: Rule, node: Node, frame: Frame) -> Iterator[Draw]:
    selves = _selves(scene, node)
    if rule.predicate == "connects" and "from" in frame.slots and not {"to", "between"} & frame.slots.keys():
        return  # "the road from X" is mostly where somebody came along it
    roles: dict[str, list[Draft]] = {}
    for slot in _slots(rule, node, frame, scene.lexicon.kinds):
        for draft in selves if slot == "self" else _fillers(scene, rule, node, frame, slot):
            chosen = scene.filling.choose(draft, rule.noun_roles[slot])
            if chosen is not None:
                roles.setdefault(chosen[0], []).append(chosen[1])
    held = _held(scene, rule, node)
    if scene.stances.scare_quoted(node):
        return  # his "war" on them
    two = "between" in frame.slots and len(roles.get("subject", [])) == 2
    if rule.predicate in MUTUAL and two and "object" not in roles:
        roles["object"] = [roles["subject"].pop()]  # "the war between Chad and Libya"
    for subject in roles.get("subject", []):
        for obj in roles.get("object", []):
            if _crossed(scene, rule, node, subject, obj, selves):
                continue
            if rule.predicate == "subordinateTo" and _free(scene, node, subject, obj):
                continue  # "the German news agency" is a German one, and no organ of the state
            if rule.predicate == "subordinateTo" and obj.kind() == "Person" and _governed(scene, subject, obj):
                continue  # a minister's ministry is the state's, as are a president's troops
            predicate = rule.predicate
            if predicate == "leads" and obj.kind() == "State" and sectional(node):
                continue
            if predicate == "leads" and node.lemma == "commander" and some(node) and obj.kind() == "ArmedGroup":
                predicate = "memberOf"  # "a senior Hamas commander" is one of its several
            if predicate == "alliedWith" and obj.kind() == "InternationalOrganisation" and obj.node.head is node:
                predicate = "memberOf"  # "a NATO ally" is one of its states
            if found := scene.relation(predicate, subject, obj, node, rule.name + ".noun", held=held):
                if predicate == "controls":
                    found.time = _once(scene, node)
                yield found


def _several(scene: Scene, rule: Rule, node: Node, frame: Frame) -> Iterator[Draw]:
    """ "Hamas leaders" lead it; "two Taliban commanders" are members, since a movement has many."""
    predicate = {"leader": "leads", "commander": "memberOf"}.get(node.lemma)
    if any(c.lemma not in ("senior", "top", "political", "military") for c in node.kids("amod", "acl")):
        return  # "released Hamas leaders": some of them
    people = [d for d in scene.mentions.of(node) if d.form == "nominal" and d.kind() == "PopulationGroup"]
    groups = [d for slot in ("nat", "of", "poss") for d in _fillers(scene, rule, node, frame, slot)]
    for group in [d for d in groups if d.form == "name" and d.kind() in ("ArmedGroup", "PoliticalOrganisation")][:1]:
        for some_of in people if predicate is not None else []:
            held = scene.stances.at(node)
            if found := scene.relation(predicate or "", some_of, group, node, rule.name + ".noun", held=held):
                yield found


def _free(scene: Scene, node: Node, medium: Draft, state: Draft) -> bool:
    told = {c.lemma for c in (node, *node.children)}
    return (
        medium.kind() == "MediaOrganisation"
        and state.kind() == "State"
        and state.node.dep != "poss"
        and not told & {"state", "official", "government", "run", "own", "mouthpiece", "organ", "arm"}
    )


def _governed(scene: Scene, body: Draft, person: Draft) -> bool:
    return body.kind() == "GovernmentBody" or heads_state(scene, person.root())


def _harmed(scene: Scene, node: Node) -> bool:
    there = node.dep == "dobj" and any(p.low in ("in", "at") for p in node.kids("prep"))
    rules = scene.lexicon.verbs.get(node.head.lemma, ()) if there else ()
    return any(rule.predicate in VIOLENT | HARM and not trigger.rest for trigger, rule in rules)


def _held(scene: Scene, rule: Rule, node: Node) -> Held:
    if _predicated(node):
        return scene.stances.of(Frame(node.head))
    if rule.predicate == "fightsAgainst" and node.kid("prep") is not None and node.kid("poss") is None:
        return scene.stances.of(Frame(node))  # "fears of a war between Chad and Libya"
    if "doer" in rule.noun_roles:
        return scene.stances.of(Frame(node.head.head))
    stopped = node.dep == "dobj" and node.head.lemma in _stopping(scene)
    if rule.predicate in STATES and stopped and node.head.kid("neg") is None:
        held = scene.stances.of(Frame(node.head))
        held.negated = not held.negated  # "ended its support for the rebels"
        return held
    if rule.predicate in STATES and node.dep == "dobj" and node.head.lemma in constructions().bringing:
        return scene.stances.of(Frame(node, carrier=node.head))  # "wants to establish a presence in"
    return scene.stances.at(node)


def _stopping(scene: Scene) -> frozenset[str]:
    return scene.lexicon.cues.groups["light"]["ending"] | constructions().dropping


def _slots(rule: Rule, node: Node, frame: Frame, kinds: Mapping[str, str]) -> list[str]:
    """The slots that count: of those that say whom one serves, only the surest."""
    slots = list(rule.noun_roles)
    if rule.predicate in ("subordinateTo", "memberOf", "alliedWith") and frame.slots.get("poss"):
        slots = [s for s in slots if s != "nat"]  # "al-Qaeda's Iraqi branch" is not Iraq's, nor "our Iraqi allies"
    if rule.predicate == "leads" and frame.slots.get("of"):
        slots = [s for s in slots if s != "at"]  # "director of the institute at Yale"
    if rule.predicate != "worksFor":
        return slots
    served = [s for s in SERVED if s in slots and frame.slots.get(s) and not (s == "for" and node.lemma in SENT)]
    bodies = [c.lemma for c in node.kids("compound") if c.i == node.i - 1 and not c.text[:1].isupper()]
    if "nat" in served and any(kinds.get(b) in ("ArmedForce", "ArmedGroup", "GovernmentBody") for b in bodies):
        served = ["nat"]  # "Congo's army spokesman" serves the army
    return [s for s in slots if s not in SERVED or s in served[:1]]


def _fillers(scene: Scene, rule: Rule, node: Node, frame: Frame, slot: str) -> list[Draft]:
    """The mentions of one slot, without those whose words are part of the noun's own meaning."""
    found = []
    for filler in _doers(node) if slot == "doer" else frame.slots.get(slot, []):
        for draft in scene.mentions.of(filler):
            if slot in ("nat", "poss") and _part_of_noun(scene, rule, node, filler, draft):
                continue
            if rule.predicate == "alliedWith" and slot == "nat" and filler.tag == "JJ" and _only_theirs(node):
                continue  # "Western allies" are Western, "a Russian ally" is Russia's
            if rule.predicate == "basedAt" and _of_clause(filler, node):
                continue  # "citizens seized in Japan"
            if rule.predicate == "basedAt" and slot == "from" and node.lemma == "citizen":
                continue  # a state's citizens may be anywhere
            if (slot == "of" and _office(scene, node, filler)) or (draft.plural and rule.predicate == "connects"):
                continue
            found.append(draft)
    return found


def _only_theirs(allies: Node) -> bool:
    """Whether an adjective says where allies are from rather than whose: not in "the Kurds were American allies"."""
    return allies.tag == "NNS" and not _predicated(allies)


def _of_clause(filler: Node, node: Node) -> bool:
    """Whether a clause about the noun has the filler, not the noun's own preposition."""
    prep = first_conjunct(filler).head
    return prep.dep == "prep" and prep.head.is_verb and prep.head is not node


def _doers(node: Node) -> list[Node]:
    """Who does something with what the noun names: "took the port with the support of Ethiopia"."""
    helped = node.dep == "pobj" and node.head.low == "with" and node.head.head.is_verb
    return surface_subjects(node.head.head) if helped and not is_passive(node.head.head) else []


def _part_of_noun(scene: Scene, rule: Rule, node: Node, filler: Node, draft: Draft) -> bool:
    """The press of "press secretary", the rebels of "rebel fighters", the Minsk of "Minsk agreements"."""
    if scene.tree.words(filler.i, node.i).lower() in scene.lexicon.cues.titles["offices"]:
        return True
    hyphened = filler.i > 0 and scene.tree.nodes[filler.i - 1].text in ("-", "–")
    inside = (
        hyphened and draft.form == "name" and draft.span.start < scene.tree.nodes[filler.i - 1].start
    )  # "al-Maliki"
    theirs = filler.dep == "poss" and rule.predicate in SIDES  # "the president's allies"
    if (hyphened and not inside) or (draft.form == "nominal" and draft.type == "Person" and not theirs):
        return True
    if rule.predicate == "fightsAgainst" and filler.tag == "NN" and filler.lemma in ("guerrilla", "guerilla"):
        return True  # "its guerrilla war"
    if rule.predicate == "partyTo" and draft.type == "Settlement":
        return scene.tree.nodes[filler.i + 1].text not in ("-", "–")
    if rule.predicate == "leads" and draft.form == "nominal" and draft.owner is None and filler.dep == "compound":
        some = node.tag == "NNS" or any(c.low in ("a", "an") for c in node.kids("det"))
        return some and draft.head in constructions().bodies | {
            "team",
            "community",
            "squad",
            "union",
        }  # "party leaders"
    if rule.predicate == "opposes" and draft.form == "nominal" and filler.dep in ("amod", "compound"):
        return True  # "rebel dissidents" are rebels
    if rule.predicate == "leads" and draft.form == "nominal" and draft.type == "PopulationGroup":
        return True  # a "community leader" is its head in no way that holds
    if node.lemma == "coast" and draft.type == "Region":
        return True  # the "Red Sea coast" lies not in the sea
    between = scene.tree.nodes[filler.i + 1 : node.i]
    if rule.predicate == "leads" and any(n.is_noun and n.dep == "compound" and n.head is node for n in between):
        return True  # "UN aid chief" leads no UN, "Greece's Supreme Court president" no Greece
    return rule.predicate == "memberOf" and draft.form == "nominal" and filler.head is node


def _office(scene: Scene, node: Node, filler: Node) -> bool:
    return scene.tree.words(node.i, filler.i).lower() in scene.lexicon.cues.titles["offices"]  # "chief of staff"


def _under(scene: Scene, rule: Rule, node: Node) -> bool:
    """Whether a deputy or a local head is meant, who leads no body: "a deputy governor of the bank"."""
    under = scene.lexicon.cues.titles["under"]
    if rule.predicate != "leads":
        return False
    if still_to_come(node) and not _predicated(node) and node.dep != "appos" and not node.kids("appos"):
        return True
    regional = node.kid("prep") is not None and any(  # "Africa director at Human Rights Watch"
        d.form == "name" and d.type in ("Region", "State", "AdministrativeArea")
        for c in node.kids("compound", "nmod")
        for d in scene.mentions.of(c)
    )
    bare = (o for p in node.kids("prep") if p.low == "of" for o in p.kids("pobj") if not o.children)
    if any(o.tag in ("NN", "NNS") and not scene.mentions.of(o) for o in bare):
        return True  # a body's "director of operations" directs these
    return regional or any(c.low in under for c in node.kids("amod", "compound", "nmod"))


def _over(scene: Scene, rule: Rule, node: Node) -> bool:
    """Whether the tie is said to be over: "a former member"."""
    past = scene.lexicon.cues.titles["past"]
    return rule.predicate in STANDING and any(c.low in past for c in node.kids("amod", "compound", "advmod"))


def _once(scene: Scene, node: Node) -> TimeSpan | None:
    """When somebody held "his former stronghold", as far as the word says it."""
    past = scene.lexicon.cues.titles["past"]
    word = next((c for c in node.kids("amod", "compound", "advmod") if c.low in past), None)
    return None if word is None else TimeSpan(word.text, span=Span(word.start, word.end))


def _crossed(scene: Scene, rule: Rule, node: Node, subject: Draft, obj: Draft, selves: list[Draft]) -> bool:
    """ "Turkish and Russian officials": each of his own; "a Turkish journalist" does not work for Turkey."""
    servants = scene.lexicon.cues.titles["servants"]
    of_state = rule.predicate == "worksFor" and obj.type == "State" and obj.node.head is node
    if of_state and any(d.owner is obj for c in node.kids("compound") for d in scene.mentions.of(c)):
        return True  # "Kenyan police officers" work for the police
    if of_state and node.lemma not in servants and obj.node.dep != "poss":
        return True
    come = obj.type == "State" and obj.node.dep == "pobj" and obj.node.head.low == "from"
    if rule.predicate == "worksFor" and come and node.lemma not in servants:
        return True  # "workers from Nepal"
    if of_state and node.lemma in scene.lexicon.cues.titles["callings"]:
        return True  # "Ghana's journalists" are Ghanaians
    come = obj.type == "State" and obj.node.dep == "pobj" and obj.node.head.low == "from"
    if rule.predicate == "worksFor" and come and node.lemma not in servants:
        return True  # "workers from Nepal"
    if of_state and node.lemma in scene.lexicon.cues.titles["of_state"]:
        return True  # "Cuba's foreign minister" holds an office
    owner = subject.owner
    return owner is not None and owner.node.dep != "poss" and obj.identity() != owner.identity() and len(selves) > 1


def _predicated(node: Node) -> bool:
    verb = node.head
    bare = node.dep == "dobj" and verb.tag == "VBN" and verb.dep == "advcl" and verb.kid("nsubj", "aux") is None
    said = node.dep in ("attr", "acomp", "oprd") or bare  # "if elected president of Chile"
    return said and verb.is_verb and verb.lemma in PREDICATING


def _selves(scene: Scene, node: Node) -> list[Draft]:
    """Who a relational noun denotes: the subject it is said of, the name beside it, or its own phrase."""
    if _predicated(node):
        return [d for n in surface_subjects(node.head) for d in scene.mentions.of(n)]
    if node.dep == "appos":
        return scene.mentions.of(relative_head(node.head))
    if node.dep == "pobj" and node.head.low == "as":
        return []  # "took over as leader of": said of whoever took over
    if node.dep == "pobj" and node.head.low == "for" and node.tag == "NN" and node.kid("det", "poss", "amod") is None:
        return []  # "a candidate for president of Chile"
    before_name = node.dep in ("compound", "nmod") and node.head.i > node.i and node.head.i in scene.mentions.name_at
    if before_name and node.lemma not in scene.lexicon.cues.titles["offices"]:
        return [d for d in scene.mentions.of(node.head) if d.form == "name"]  # "NATO member Turkey"
    named = [n for c in node.kids("appos") for n in (conjuncts(c) if node.tag == "NNS" else (c,))]
    beside = [d for n in named for d in scene.mentions.of(n) if d.form == "name"]  # "NATO members France and Italy"
    return beside or scene.mentions.of(node)
