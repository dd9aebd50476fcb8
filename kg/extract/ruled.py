"""Claims that the lexicon's rules find: relations and events, with stance, time, figures and topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import subjects
from kg.extract.claiming import Draw, Filled, clause_text, quote_span
from kg.extract.dated import CAUSED, EFFECTS, counted, timed
from kg.extract.figures import FoundFigure
from kg.extract.frames import Frame
from kg.extract.held import Held
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts
from kg.extract.triggers import triggered
from kg.lexicon import Rule
from kg.model import TimeSpan

VIOLENT = frozenset(
    {
        "AirStrike",
        "Shelling",
        "MissileOrDroneStrike",
        "Bombing",
        "ArmedClash",
        "Assassination",
        "Abduction",
        "Attack",
        "Offensive",
        "Siege",
        "Capture",
    }
)
SPEECH_ACTS = frozenset({"Demand", "Accuse", "Reject", "Threaten", "Promise", "Concede", "Praise"})
SELF_STANDING = frozenset({"Ceasefire"})  # said without parties: "called for a cease-fire"
MOVED = frozenset({"Deployment", "Reinforcement", "Withdrawal"})
ORDINALS = {
    w: i
    for i, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}


def by_rules(scene: Scene, times: Sequence[TimeSpan], figures: Sequence[FoundFigure]) -> Iterator[Draw]:
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
                timed(scene, draw, frame, times)
                counted(draw, frame, figures)
                yield draw


def _fired(scene: Scene, rule: Rule, frame: Frame) -> Iterator[Draw]:
    """The claims of one rule at one word; none where it lacks what it needs."""
    roles = scene.filling.fill(rule, frame)
    if roles is None:
        return
    if not roles and frame.trigger.is_noun and (waging := scene.filling.waged_by(frame.trigger)):
        roles = {"actor": list(waging)}  # "the attacks", after it was said whose
    held = scene.stances.of(frame)
    verb = frame.trigger.head
    if (
        rule.predicate in SPEECH_ACTS
        and frame.trigger.is_noun
        and verb.lemma in scene.lexicon.cues.groups["reporting"]["denial"]
    ):
        held = Held()  # "denied the allegations": they were made all the same
    _by_rule(held, rule)
    if not roles and not (rule.predicate in SELF_STANDING and (held.modality != "actual" or held.negated)):
        return
    yield from (
        _relations(scene, rule, frame, roles, held)
        if rule.kind == "relation"
        else _event(scene, rule, frame, roles, held)
    )


def _by_rule(held: Held, rule: Rule) -> None:
    if rule.polarity == "negated":
        held.negated = not held.negated
    if rule.modality is not None and held.modality == "actual":
        held.modality = rule.modality


def _relations(scene: Scene, rule: Rule, frame: Frame, roles: Filled, held: Held) -> Iterator[Draw]:
    subjects, objects = roles.get("subject", []), roles.get("object", [])
    if (
        rule.predicate in scene.ontology.relations
        and scene.ontology.relations[rule.predicate].symmetric
        and not objects
        and len(subjects) > 1
    ):
        subjects, objects = subjects[:1], subjects[1:]
    for subject in subjects:
        for obj in objects:
            span = quote_span(frame.trigger, [subject, obj], scene.tree.text)
            if found := scene.relation(rule.predicate, subject, obj, frame.trigger, rule.name, span=span, held=held):
                yield found


def _event(scene: Scene, rule: Rule, frame: Frame, roles: Filled, held: Held) -> Iterator[Draw]:
    if rule.predicate in CAUSED and "actor" not in roles:
        _cause(scene, frame, roles)
    if rule.predicate in VIOLENT | EFFECTS and "actor" not in roles:
        owners = [d.owner for d in roles.get("instrument", []) if d.owner is not None]
        if wielders := [o for o in owners if o.kind() in ("State", "ArmedForce", "ArmedGroup")]:
            roles["actor"] = wielders  # "Israeli jets struck": Israel
    if rule.predicate in MOVED:
        for troops in roles.get("instrument", []):
            if (
                troops.type == "ArmedForce"
                and troops.owner is None
                and troops.antecedent is None
                and roles.get("actor")
            ):
                troops.owner = roles["actor"][0]
    fillers = [d for ds in roles.values() for d in ds]
    span = quote_span(frame.trigger, fillers, scene.tree.text)
    draw = Draw("event", rule.predicate, roles, held, frame.trigger, span, rule.name)
    noun = frame.trigger.is_noun
    if noun and rule.predicate == "Agree" and frame.carrier is None:
        return  # "under its agreement with Russia" says who is party to it, not that they agree
    draw.definite = noun and any(c.low in ("the", "this", "that", "these", "those") for c in frame.trigger.children)
    draw.confidence = 0.75 if noun else 0.85
    draw.ordinal = _ordinal(frame.trigger) if noun else None
    if rule.predicate in SPEECH_ACTS | {"Protest"} and (
        frame.trigger.dep == "advcl"
        and held.modality == "planned"
        and any(c.low == "to" and c.dep == "aux" for c in frame.trigger.children)
    ):
        held.modality = "actual"  # "marched to demand": the demand is made
    if rule.predicate == "Demand" and "recipient" not in roles:
        _addressed(scene, frame, roles)
        fillers = [d for ds in roles.values() for d in ds]
        draw.span = quote_span(frame.trigger, fillers, scene.tree.text)
    if rule.predicate in SPEECH_ACTS:
        topic = _topic(frame, scene)
        if topic is not None:
            draw.values["topic"] = topic
        elif rule.predicate in ("Threaten", "Promise", "Demand") and not {"recipient", "object"} & roles.keys():
            return
    elif rule.predicate in ("Meeting", "PhoneCall", "Agree", "Cooperate"):
        about = next(
            (
                n
                for slot in ("about", "on", "over")
                for n in frame.slots.get(slot, [])
                if n.ent_label not in ("DATE", "TIME")
            ),
            None,
        )
        if about is not None:
            draw.values["topic"] = clause_text(about, scene.tree.text)
    if rule.predicate in VIOLENT and (held.modality in ("planned", "conditional", "threatened")) and not held.negated:
        menaced = any(c in scene.lexicon.cues.groups["reporting"]["menace"] for c in held.cues)
        threatening = any(c.startswith("threat") for c in held.cues)
        struck = [d for role in ("recipient", "victim", "object") for d in roles.get(role, [])]
        aimed = (threatening and bool(struck)) or any(scene.is_a(d, "Agent") for d in struck)
        if (menaced and (aimed or held.condition is not None)) or (
            held.holders and held.future and held.condition is not None
        ):
            held.modality = "threatened"
        elif held.modality == "threatened":
            held.modality = "planned"
    if (
        rule.aim is not None
        and held.modality == "planned"
        and not held.negated
        and roles.get("actor")
        and roles.get("recipient")
    ):
        goal = scene.relation(
            rule.aim, roles["actor"][0], roles["recipient"][0], frame.trigger, rule.name + ".aim", span=span
        )
        if goal is not None:
            yield goal
            return
    if (
        held.modality == "threatened"
        and rule.predicate not in VIOLENT
        and rule.predicate not in ("Sanction", "Closure", "Death", "Injury", "Arrest", "Withdrawal", "Damage")
    ):
        held.modality = "planned"
    yield draw


def _addressed(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Who is to do what is demanded: the subject of its clause ("Chad demanded that the army withdraw")."""
    known = {d.identity() for ds in roles.values() for d in ds}
    for clause in frame.trigger.kids("ccomp", "xcomp"):
        for subject in clause.kids("nsubj"):
            found = [scene.mentions.acting(d) for n in conjuncts(subject) for d in scene.mentions.of(n)]
            if found := [d for d in found if scene.is_a(d, "Agent") and d.identity() not in known]:
                roles["recipient"] = found
                return


def _cause(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Who brought it about: the subject of "forced people to flee", or who wages the offensive that did."""
    verb, causing = frame.trigger, scene.lexicon.cues.groups["light"]["causing"]
    governor = verb.head
    if verb.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl") and governor.is_noun:
        governor = governor.head
    if not verb.is_verb or not governor.is_verb or governor.lemma not in causing or governor is verb:
        return
    known = {d.identity() for ds in roles.values() for d in ds}
    actors = [scene.mentions.acting(d) for n in subjects(governor) for d in scene.filling.parties(n)]
    if found := [d for d in actors if scene.is_a(d, "Agent") and d.identity() not in known]:
        roles["actor"] = found


def _topic(frame: Frame, scene: Scene) -> str | None:
    """The words of what a speech act is about: its clause, else its "for", "of", "about" phrase."""
    for dep in ("ccomp", "xcomp", "pcomp"):
        for child in (c for h in (frame.trigger, *frame.trigger.kids("acomp")) for c in h.kids(dep)):
            if child.i > frame.trigger.i:
                return clause_text(child, scene.tree.text)
    for prep in frame.trigger.kids("prep"):
        for child in prep.kids("pcomp", "pobj"):
            if prep.low in ("of", "for", "about", "over", "on", "to", "against") and child.ent_label not in (
                "DATE",
                "TIME",
            ):
                return clause_text(child, scene.tree.text)
    if frame.trigger.is_noun:
        for child in frame.trigger.kids("acl", "relcl"):
            return clause_text(child, scene.tree.text)
    for child in frame.trigger.kids("dobj"):
        return clause_text(child, scene.tree.text)
    return None


def _ordinal(noun: Node) -> int | None:
    for child in noun.children:
        if (child.dep in ("amod", "nummod") and child.ent_label == "ORDINAL") or (
            child.low in ORDINALS and child.dep == "amod"
        ):
            digits = "".join(c for c in child.low if c.isdigit())
            number = int(digits) if digits else ORDINALS.get(child.low)
            return number if number and child.low not in ("first", "second") else None
    return None
