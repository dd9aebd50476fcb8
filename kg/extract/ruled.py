"""Claims that the lexicon's rules find: relations and events, with stance, time, figures and topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.caused import is_felt
from kg.extract.claiming import Draw, Filled
from kg.extract.completed import by_weapon, complete
from kg.extract.dated import TimesBySentence, counted, timed
from kg.extract.drafts import Draft
from kg.extract.families import HARM, MENACING, SPEECH_ACTS, STRIKES, SUFFERED, TALKS, UNDERTAKINGS, VIOLENT
from kg.extract.figures import FoundFigure
from kg.extract.frames import Frame
from kg.extract.held import Held
from kg.extract.quoted import quote_span
from kg.extract.scene import Scene
from kg.extract.syntax import Node
from kg.extract.topics import ordinal, talked_of, topic
from kg.extract.triggers import triggered
from kg.lexicon import Rule
from kg.lexicon.constructions import constructions

SELF_STANDING = frozenset({"Ceasefire"})  # said without parties: "called for a cease-fire"
THREATENING = frozenset({"threaten", "menace"})


def by_rules(scene: Scene, times: TimesBySentence, figures: Sequence[FoundFigure]) -> Iterator[Draw]:
    """Every claim that a rule finds, in text order of triggers."""
    for group in triggered(scene.tree, scene.lexicon):
        longest = -1
        for rule, frame, length, aside in group:
            if length < longest:
                break
            found = list(_fired(scene, rule, frame))
            if found and not aside:
                longest = length
            for draw in found:
                timed(draw, frame, times)
                counted(draw, frame, figures)
                yield draw


def _fired(scene: Scene, rule: Rule, frame: Frame) -> Iterator[Draw]:
    """The claims of one rule at one word; none where it lacks what it needs."""
    roles = scene.filling.fill(rule, frame)
    if roles is None:
        return
    if not roles and frame.trigger.is_noun and (waging := scene.filling.waged_by(frame.trigger)):
        roles = {"actor": list(waging)}  # "the attacks", after it was said whose
    named = "self" in rule.noun_roles and frame.trigger.dep != "attr"  # "the killers of the judge are free"
    held = scene.stances.at(frame.trigger) if named else scene.stances.of(frame)
    suffered = rule.predicate in SUFFERED | {"Abduction", "Arrest", "Assassination"}
    if held.made_up or (suffered and scene.stances.made_up.staged(frame.trigger)):
        return
    if rule.predicate in SPEECH_ACTS and frame.trigger.is_noun and scene.stances.turned_down(frame.trigger):
        held = Held()  # "denied the allegations": they were made all the same
    _by_rule(held, rule)
    offering = scene.lexicon.cues.groups["light"]["offering"]
    if frame.carrier is not None and frame.carrier.lemma in offering and rule.predicate not in SPEECH_ACTS:
        held.meet("planned")  # "is offering the West cooperation"
    alone = rule.predicate in SELF_STANDING and (held.modality != "actual" or held.negated)
    if not roles and not alone and not _felt(scene, rule, frame.trigger):
        return
    yield from (
        _relations(scene, rule, frame, roles, held)
        if rule.kind == "relation"
        else _event(scene, rule, frame, roles, held)
    )


def _felt(scene: Scene, rule: Rule, trigger: Node) -> bool:
    """Whether violence without parties is told by what it did: "three nights of air strikes killed 40"."""
    if rule.predicate not in STRIKES or not trigger.is_noun:
        return False
    return is_felt(trigger, scene.lexicon.cues.groups["measures"]["words"] | constructions().spells)


def _by_rule(held: Held, rule: Rule) -> None:
    if rule.polarity == "negated":
        held.negated = not held.negated
    if rule.modality is not None and held.modality == "actual":
        held.modality = rule.modality


def _relations(scene: Scene, rule: Rule, frame: Frame, roles: Filled, held: Held) -> Iterator[Draw]:
    subjects, objects = roles.get("subject", []), roles.get("object", [])
    if rule.predicate == "partyTo":  # what officials sign binds whom they serve
        subjects = [_served(scene, d) if d.kind() == "Person" and d.form == "nominal" else d for d in subjects]
    if (
        rule.predicate in scene.ontology.relations
        and scene.ontology.relations[rule.predicate].symmetric
        and not objects
        and len(subjects) > 1
    ):
        subjects, objects = subjects[:1], subjects[1:]
    many = len(frame.slots.get("subject", [])) > 1 or frame.trigger.tag == "VBP"
    if rule.predicate == "backs" and many:  # each another: which, is not said
        objects = [d for d in objects if not any(c.low in constructions().rival for c in d.node.kids("amod"))]
    for subject in subjects:
        for obj in objects:
            span = quote_span(frame, [subject, obj])
            if found := scene.relation(rule.predicate, subject, obj, frame.trigger, rule.name, span=span, held=held):
                yield found


def _served(scene: Scene, official: Draft) -> Draft:
    """Whose an official is: Morocco's, in "his Moroccan counterpart"."""
    before = [d for n in official.node.kids("amod", "compound") for d in scene.mentions.of(n) if d.kind() == "State"]
    return (before[0] if before and official.head == "counterpart" else official.owner) or official


def _event(scene: Scene, rule: Rule, frame: Frame, roles: Filled, held: Held) -> Iterator[Draw]:
    trigger, noun = frame.trigger, frame.trigger.is_noun
    if noun and rule.predicate == "Agree" and frame.carrier is None:
        return  # "under its agreement with Russia" says who is party to it, not that they agree
    predicate = by_weapon(scene, rule.predicate, frame, roles)
    complete(scene, predicate, frame, roles)
    span = quote_span(frame, [d for drafts in roles.values() for d in drafts])
    draw = Draw("event", predicate, roles, held, trigger, span, rule.name)
    draw.definite = noun and any(c.low in ("the", "this", "that", "these", "those") for c in trigger.children)
    draw.confidence = 0.75 if noun else 0.85
    draw.ordinal = ordinal(trigger) if noun else None
    if not _spoken_of(scene, draw, frame):
        return
    meant = scene.lexicon.cues.effect("verbs", trigger.head.lemma)  # "agreed on Monday to free captives"
    if meant != "planned" and _done_by_marching(rule.predicate, trigger, held):
        held.modality = "actual"
    if rule.predicate in VIOLENT | HARM and held.modality == "actual" and _as_a_rule(trigger):
        held.modality = "conditional"
    if _voted(scene, rule.predicate, trigger, held):
        held.modality = "actual"
    _threat(scene, draw)
    if aim := _aim(scene, rule, draw):
        yield aim
        return
    if held.modality == "threatened" and rule.predicate not in MENACING:
        held.modality = "planned"
    yield draw


def _done_by_marching(predicate: str, trigger: Node, held: Held) -> bool:
    """Whether a purpose is reached by what is done for it: "marched to demand", but not "must march to demand"."""
    return (
        predicate in SPEECH_ACTS | {"Protest", "Election"}  # "went to the polls to elect a president"
        and trigger.head.is_verb  # but "a deadline for them to surrender" asks for it
        and not any(c.tag == "MD" or c.low == "to" for c in trigger.head.kids("aux"))  # "tried to oust him to allow"
        and trigger.dep == "advcl"
        and held.modality == "planned"
        and any(c.low == "to" and c.dep == "aux" for c in trigger.children)
    )


def _as_a_rule(verb: Node) -> bool:
    """Whether a relative clause tells what some do now and then: "soldiers who die in battle", "rebels who attack"."""
    plain = verb.dep == "relcl" and verb.tag == "VBP" and verb.kid("aux", "auxpass") is None
    return plain and verb.head.tag == "NNS" and verb.head.kid("det", "nummod", "poss", "amod", "compound") is None


def _voted(scene: Scene, predicate: str, trigger: Node, held: Held) -> bool:
    """Whether what was voted for is done with the vote: "voted to reject the treaty", not "will vote to"."""
    vote = trigger.head
    if predicate not in SPEECH_ACTS or vote.lemma != "vote" or trigger.dep != "xcomp" or held.modality != "planned":
        return False
    return scene.stances.of(Frame(vote)).modality == "actual"


def _penalises(scene: Scene, noun: Node) -> bool:
    """Whether a noun names a penalty, which hits nobody with arms."""
    return any(rule.predicate == "Sanction" for _, rule in scene.lexicon.nouns.get(noun.lemma, ()))


def _blamed_on_a_thing(frame: Frame) -> bool:
    """Whether a blaming verb names after "on" what no party is."""
    return frame.trigger.lemma in constructions().pinning and "on" in frame.slots


def _naming(clause: Node) -> bool:
    """Whether an infinitive is about somebody's being named: "to be named", "not to be identified"."""
    return clause.lemma in constructions().naming and clause.kid("auxpass") is not None


def _spoken_of(scene: Scene, draw: Draw, frame: Frame) -> bool:
    """Give a speech act or talks their topic; whether enough is said to be a claim."""
    about = None
    if draw.predicate == "Accuse" and "recipient" not in draw.roles and _blamed_on_a_thing(frame):
        return False  # "blamed the blast on a gas leak"
    if draw.predicate in ("Demand", "Reject") and any(_naming(c) for c in draw.trigger.kids("xcomp", "advcl")):
        return False  # "declined to be named", "asked not to be identified" are about the report
    if draw.predicate == "Demand" and draw.trigger.tag == "VBN" and draw.trigger.head.lemma == "feel":
        return False  # "felt compelled to report it"
    if draw.predicate == "Demand" and any(n.lemma == "anonymity" for n in frame.slots.get("object", ())):
        return False
    if draw.predicate == "Threaten" and draw.held.modality == "possible" and frame.trigger.lemma in THREATENING:
        return False  # "before the rebels could threaten the capital" tells of no threat uttered
    if draw.predicate in STRIKES and draw.trigger.dep == "acl" and _penalises(scene, draw.trigger.head):
        return False  # "sanctions targeting two generals"
    if draw.predicate in SPEECH_ACTS:
        about = topic(frame, scene.tree.text)
        if about is None and draw.predicate in UNDERTAKINGS and not {"recipient", "object"} & draw.roles.keys():
            return False
    elif draw.predicate in TALKS:
        about = talked_of(frame, scene.tree.text)
    if about is not None:
        draw.values["topic"] = about
        if about in scene.lexicon.cues.groups["negation"]["pronouns"]:
            draw.held.negated = not draw.held.negated  # "accused her of nothing"
    return True


def _threat(scene: Scene, draw: Draw) -> None:
    """Tell a threat from a plan: violence meant for somebody, or hung on a condition by who speaks."""
    held = draw.held
    if draw.predicate not in MENACING or held.negated or held.modality not in ("planned", "conditional", "threatened"):
        return
    if held.modality == "conditional" and held.condition is None:
        return  # the condition itself: "threatened to bomb the dam if the rebels advance"
    if "warn" in held.cues and held.holders and held.future:
        warning = held.holders[0][0].identity()
        if any(warning == d.identity() for d in draw.roles.get("actor", [])):
            held.modality = "threatened"  # of what one will do oneself
            return
    if draw.predicate not in VIOLENT:
        return
    menaced = any(c in scene.lexicon.cues.groups["reporting"]["menace"] for c in held.cues)
    threatening = any(c.startswith("threat") for c in held.cues)
    struck = [d for role in ("recipient", "victim", "object") for d in draw.roles.get(role, [])]
    aimed = (threatening and bool(struck)) or any(scene.is_a(d, "Agent") for d in struck)
    hung = held.condition is not None
    if (menaced and (aimed or hung)) or (held.holders and held.future and hung):
        held.modality = "threatened"
    elif held.modality == "threatened":
        held.modality = "possible" if "warn" in held.cues and not held.future else "planned"


def _aim(scene: Scene, rule: Rule, draw: Draw) -> Draw | None:
    """The relation that a planned act between two parties says they aim at, where the rule has one."""
    actors, recipients = draw.roles.get("actor"), draw.roles.get("recipient")
    if rule.aim is None or draw.held.modality != "planned" or draw.held.negated or not actors or not recipients:
        return None
    return scene.relation(rule.aim, actors[0], recipients[0], draw.trigger, rule.name + ".aim", span=draw.span)
