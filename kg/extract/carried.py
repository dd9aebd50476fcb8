"""What the verb that carries an event noun adds to its frame: its subject acts, suffers, or there is none to add."""

from __future__ import annotations

from kg.extract.arguments import objects, subjects, surface_subjects
from kg.extract.frames import Frame, noun_frame, verb_frame
from kg.extract.syntax import Node, conjuncts, is_passive, subtree
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions

BEING = frozenset({"be", "become"})
ALONG = frozenset({"on", "against", "at", "along", "down"})
SPOTS = frozenset({"in", "inside", "at", "near", "across", "throughout"})
REPLY = {"resort": "to"}  # behind what stands what somebody does in reply: "with", but "resorted to"
TALKED = frozenset({"Meeting", "PhoneCall"})
FOUGHT = frozenset({"ArmedClash"})
CHARGING = frozenset({"suspect", "arrest", "detain", "try", "jail", "sentence"})
HOLDING = frozenset({"VBD", "VBZ", "VBP", "VBN"})
WHERE = frozenset({"in", "to", "into", "from"})


def carry(frame: Frame, lexicon: Lexicon) -> None:
    """Add to an event noun's frame the roles and the prepositions of what carries it, where something does."""
    words = constructions()
    _in_relative(frame, lexicon)
    noun = _counted(frame.trigger, words.rounds, lexicon.cues.groups["measures"]["words"])
    if noun is not frame.trigger and frame.trigger.dep == "pobj":
        for slot, nodes in noun_frame(noun).slots.items():
            if slot in words.involved and slot not in frame.slots:
                frame.put(slot, nodes)  # "the exchange of fire between A and B"
    governor = noun.head
    if (lower := _raised(noun, lexicon)) is not None:
        frame.carrier = lower
        if is_passive(lower):
            frame.put("subject", subjects(lower))
        _merge_prepositions(frame, lower)
    elif noun.dep == "nsubj" and governor.is_verb:
        _as_subject(frame, governor, lexicon)
    elif noun.dep == "pobj":
        _by_preposition(frame, noun, governor, lexicon)
    elif noun.dep in ("dobj", "nsubjpass") and governor.lemma in words.pinning and (doers := pinned_on(governor)):
        frame.put("by", doers)
    elif noun.dep == "dobj" and governor.lemma == "threaten":
        frame.put("subject", subjects(governor))  # "threatened sanctions"
    elif noun.dep in ("dobj", "nsubjpass", "attr") and governor.is_verb:
        _by_verb(frame, governor, lexicon)


def _by_preposition(frame: Frame, noun: Node, prep: Node, lexicon: Lexicon) -> None:
    """What carries an event noun behind a preposition: "the scene of", "was behind", "came under", "was hit by"."""
    words, verb = constructions(), prep.head
    if prep.low == "of" and verb.lemma in words.scenes:
        _put_scene(frame, verb)
    elif prep.low == "of" and verb.lemma in words.struck:
        frame.put("on", [n for b in (verb.head,) if b.lemma in BEING for n in surface_subjects(b)])
    elif prep.low == "for":
        if verb.is_verb and verb.lemma in words.arriving:
            _shared(frame, noun, verb, lexicon, TALKED)
        else:
            _blamed(frame, verb, lexicon)
    elif prep.low == "behind":
        frame.put("subject", _behind(prep, verb, lexicon))
    elif prep.low == "under" and verb.is_verb:
        if verb.lemma in words.undergoing:
            _suffer(frame, verb)
            frame.put("by", frame.slots.pop("from", []))  # "came under attack from"
    elif prep.low in ("by", "with") and _hit_by(frame, verb):
        frame.put("on", objects(verb))
    elif prep.low in ("in", "during") and _harmed_in(frame, verb):
        frame.put("subject", subjects(verb))
    elif prep.low == "to" and verb.lemma in words.linking and verb.is_verb:
        frame.put("by", [n for n in objects(verb) if n.i < prep.i and not _happens(n, lexicon)])
    elif prep.low in ("in", "to", "with", "out"):
        if prep.low == "in" and verb.lemma in words.involvement and verb.is_noun:
            frame.put("subject", involved(verb))
        elif prep.low == "in" and verb.lemma == "involve" and verb.kid("auxpass"):
            frame.put("subject", surface_subjects(verb))  # "was involved in the attack"
        elif verb.is_verb and verb.lemma in words.engaging:
            _by_verb(frame, verb, lexicon)
        elif prep.low == "in" and noun.lemma in words.campaigns and noun.kid("poss") is None:
            _gained(frame, noun, verb)
        elif prep.low == "in":
            _shared(frame, noun, verb, lexicon, TALKED)
    elif prep.low in ("during", "on") and noun.lemma in words.journeys:
        if verb.is_verb and not {"by", "poss"} & frame.slots.keys():
            frame.put("subject", subjects(verb))  # "met bishops during a visit to Manila"
    elif prep.low == "at":
        _shared(frame, noun, verb, lexicon, TALKED)
    elif prep.low in ("after", "before", "following"):
        told = verb.lemma in words.saying  # "told reporters after a meeting with"
        _shared(frame, noun, verb, lexicon, TALKED if told else FOUGHT)


def _raised(noun: Node, lexicon: Lexicon) -> Node | None:
    """The verb that carries an event over another: "talks are expected to resume", "the vote is due to be held"."""
    if noun.dep not in ("nsubj", "nsubjpass") or not noun.head.is_verb:
        return None
    light = lexicon.cues.groups["light"]
    above = [noun.head, *noun.head.kids("acomp", "oprd")]
    for told in (x for h in above for x in h.kids("xcomp")):
        if not any(c.low == "to" for c in told.kids("aux")):
            continue
        if told.lemma in light["subject_acts"] if is_passive(told) else told.lemma in light["subject_happens"]:
            return told
    return None


def _counted(noun: Node, rounds: frozenset[str], measures: frozenset[str]) -> Node:
    """The noun whose place in the clause the event has: the first of a list, the round of "a new round of talks"."""
    while noun.dep == "conj":
        noun = noun.head
    while noun.dep == "pobj" and noun.head.low == "of" and (outer := noun.head.head).is_noun:
        if outer.lemma not in rounds and outer.lemma not in measures:
            break
        noun = outer
    return noun


def _in_relative(frame: Frame, lexicon: Lexicon) -> None:
    """The subject of "attacks that the militia has carried out", and whom "killings that targeted herders" hit."""
    for clause in frame.trigger.kids("relcl"):
        if clause.lemma in constructions().hitting and frame.trigger in surface_subjects(clause):
            frame.put("on", objects(clause))
        if clause.lemma in lexicon.cues.groups["light"]["subject_acts"] and frame.trigger in objects(clause):
            frame.put("subject", subjects(clause))


def _as_subject(frame: Frame, verb: Node, lexicon: Lexicon) -> None:
    """What "air strikes hit" and where "clashes erupted"."""
    if (
        verb.lemma in constructions().hitting
        and not is_passive(verb)
        and not {"on", "against", "of"} & frame.slots.keys()
    ):
        frame.put("on", objects(verb))
    if verb.lemma in constructions().tearing and not {"on", "against"} & frame.slots.keys():
        torn = [n for p in verb.kids("prep") if p.low == "through" for o in p.kids("pobj") for n in conjuncts(o)]
        frame.put("on", torn)
        for spot in (p for n in torn for p in n.kids("prep") if p.low in SPOTS):
            frame.spare.setdefault(spot.low, [n for o in spot.kids("pobj") for n in conjuncts(o)])
    if verb.lemma == "be" and not frame.slots.get("by"):
        work = [a for a in verb.kids("attr") if a.low == "work"]  # "the blast was the work of separatists"
        frame.put("by", [n for a in work for p in a.kids("prep") for o in p.kids("pobj") for n in conjuncts(o)])
    if verb.lemma in lexicon.cues.groups["light"]["subject_happens"]:
        frame.carrier = verb
        _merge_prepositions(frame, verb)


def _shared(frame: Frame, noun: Node, verb: Node, lexicon: Lexicon, kinds: frozenset[str]) -> None:
    """Who had the talks he did something in, or the fight he did it after: "said in a call with", "in talks with X, Y
    said", "took the town after clashes with"."""
    if not verb.is_verb or _whose(frame) or {"by", "between", "poss"} & frame.slots.keys():
        return
    who = subjects(verb)
    together = len(who) > 1 and kinds == TALKED and any(c.low in ("a", "an") for c in noun.kids("det"))
    known = "with" in frame.slots or together  # "in a call on Tuesday, X and Y agreed"
    if known and any(rule.predicate in kinds for _, rule in lexicon.nouns.get(noun.lemma, ())):
        frame.put("subject", who)


def _whose(frame: Frame) -> bool:
    """Whether a name stands before the event noun: "Dutch talks with", not "recent talks with"."""
    return any(n.text[:1].isupper() for n in frame.slots.get("nat", []))


def _gained(frame: Frame, noun: Node, verb: Node) -> None:
    """Who wages "an offensive" in which he "recovered the road" or "made gains"."""
    indefinite = any(c.low in ("a", "an") for c in noun.kids("det"))
    others = [*frame.slots.get("by", []), *(n for n in frame.slots.get("nat", []) if n.text[:1].isupper())]
    if indefinite and verb.is_verb and verb.lemma in constructions().gaining and not others:
        frame.put("subject", subjects(verb))


def _happens(noun: Node, lexicon: Lexicon) -> bool:
    """Whether a noun names an event: no unrest does anything."""
    return any(rule.kind == "event" for _, rule in lexicon.nouns.get(noun.lemma, ()))


def _blamed(frame: Frame, governor: Node, lexicon: Lexicon) -> None:
    """Whose an attack is that somebody "claimed responsibility for", or that somebody is "blamed for"."""
    words = constructions()
    if governor.lemma in words.responsibility:
        claiming = governor.head
        if claiming.is_verb and claiming.lemma in words.claiming:
            frame.put("by", subjects(claiming))
    elif governor.is_noun and governor.lemma in words.blaming and governor.head.is_verb:
        frame.put("by", pinned_on(governor.head) if governor.dep == "dobj" else [])  # "put the blame for it on"
    elif governor.lemma in words.blaming and not {"poss", "by"} & frame.slots.keys():
        frame.put("by", objects(governor))
    elif governor.lemma == "responsible" and not {"poss", "by"} & frame.slots.keys():
        frame.put("by", _responsible(governor, lexicon))
        if frame.slots.get("by") and governor.head.is_verb and governor.head.lemma != "hold":
            frame.carrier = governor.head


def _responsible(adjective: Node, lexicon: Lexicon) -> list[Node]:
    """Who is "responsible for the attack", unless that is denied, asked or only believed."""
    above = adjective.head
    if above.lemma == "hold" and above.is_verb:  # "is held responsible for the attack"
        return objects(above) if above.tag in HOLDING and above.kid("neg") is None else []
    if adjective.dep in ("acomp", "oprd") and above.is_verb:
        return _plainly(above, lexicon)
    behind = adjective.dep in ("amod", "appos", "acl") and adjective.i > above.i
    return [above] if behind and above.is_noun and above.head.lemma not in ("hold", "find") else []


def _plainly(verb: Node, lexicon: Lexicon) -> list[Node]:
    """The subject of a plain "is" or "was", neither denied nor asked nor only possible."""
    plain = verb.lemma == "be" and verb.kid("neg", "mark") is None and not any(c.tag == "MD" for c in verb.kids("aux"))
    told, reporting = verb.head, lexicon.cues.groups["reporting"]
    sure = told.lemma in reporting["verbs"] - reporting["denial"] and told.kid("neg") is None
    return surface_subjects(verb) if plain and (told is verb or (verb.dep == "ccomp" and sure)) else []


def involved(part: Node) -> list[Node]:
    """Whose part in a deed it is: "his role in the killing", "denied involvement in", "accused them of a part in"."""
    whose = part.kids("poss") or [o for p in part.kids("prep") if p.low == "of" for o in p.kids("pobj")]
    if whose:
        return [n for w in whose for n in conjuncts(w)]
    above = part.head
    if part.dep == "dobj" and above.is_verb:
        return subjects(above)
    charged = part.dep == "pobj" and above.low in ("of", "with", "for") and above.head.is_verb
    return objects(above.head) if charged and above.head.lemma in constructions().blaming | CHARGING else []


def _behind(prep: Node, governor: Node, lexicon: Lexicon) -> list[Node]:
    """Who "was behind the attack", or is "the group behind the attack", also where the parse has it behind a verb."""
    if governor.lemma == "be":
        return _plainly(governor, lexicon)
    if governor.is_verb:
        return [o for o in governor.kids("dobj", "nsubjpass") if o.i < prep.i]
    return [governor] if governor.is_noun or governor.low == "those" else []


def pinned_on(verb: Node) -> list[Node]:
    """Whom "blamed on" or "attributed to" makes the doer."""
    found = [o for p in verb.kids("prep") if p.low in ("on", "to") for o in p.kids("pobj")]
    return [n for o in found if o.ent_label not in ("DATE", "TIME") for n in conjuncts(o)]


def _by_verb(frame: Frame, verb: Node, lexicon: Lexicon) -> None:
    light = lexicon.cues.groups["light"]
    words = constructions()
    replies = verb.lemma in words.replying and frame.trigger.head.low == REPLY.get(verb.lemma, "with")
    decreed = verb.lemma in words.decreeing and frame.trigger.lemma in words.decreed
    carries = decreed or (verb.lemma in light["subject_acts"] and not _undone(verb, lexicon))
    acts = replies or (carries and not _has_done(frame.trigger, verb, lexicon))
    if verb.lemma == "host":
        frame.carrier = verb
        _merge_prepositions(frame, verb)
        if "in" not in frame.slots:
            frame.put("in", _spot_of_last(frame) or subjects(verb))  # "Oman hosted talks"
        return
    if verb.lemma in ("see", "witness") and frame.trigger.dep in ("dobj", "pobj"):
        frame.put("in", surface_subjects(verb))  # "several cities saw protests", "a nurse witnessed the massacre"
        return
    if verb.lemma == "have" and any(c.tag == "VBN" and c.i > frame.trigger.i for c in frame.trigger.kids("acl")):
        return  # "tried to have the rally banned": who bans it holds none
    if verb.lemma in light["subject_suffers"] and not acts:
        _suffer(frame, verb)
    elif acts or verb.lemma in light["ending"] or _broken_off(verb):
        frame.carrier = verb
        if acts or "with" in frame.slots:  # "suspended talks with": who suspends them took part
            frame.put("subject", subjects(verb))
        _merge_prepositions(frame, verb)
    elif verb.lemma in constructions().intending and not {"by", "poss"} & frame.slots.keys():
        accusing = lexicon.cues.groups["governing"]["accusing"]
        charged = verb.dep == "pcomp" and verb.head.head.lemma in accusing | {"admit", "confess"}
        if charged or verb.dep == "xcomp" or verb.kid("nsubj", "agent") is not None:
            frame.put("subject", subjects(verb))
    elif lexicon.cues.effect("verbs", verb.lemma) in ("planned", "demanded"):
        for slot, nodes in verb_frame(verb).slots.items():
            if slot in WHERE and slot not in frame.slots:
                frame.put(slot, nodes)  # "approved the deployment of troops to Libya"


def _spot_of_last(frame: Frame) -> list[Node]:
    """The town of "talks between the army and the rebels in Muscat", which the parse hangs on the rebels."""
    last = next((n for slot in ("between", "with") for n in reversed(frame.slots.get(slot, []))), None)
    spots = [o for p in (last.kids("prep") if last else ()) if p.low == "in" for o in p.kids("pobj")]
    return [o for o in spots if o.pos == "PROPN"]


def _hit_by(frame: Frame, verb: Node) -> bool:
    """Whether the verb says what the event noun struck: "the capital was rocked by two car bombs"."""
    passive = verb.is_verb and verb.lemma in constructions().hitting and verb.kid("nsubjpass") is not None
    named = all(n.tag != "PRP" for n in objects(verb)) if passive else False
    return named and not {"on", "against", "of"} & frame.slots.keys()


def _harmed_in(frame: Frame, verb: Node) -> bool:
    """Whether the verb's subject did harm in the event: "gunmen killed 40 in attacks on three villages"."""
    told = {"by", "poss", "between"} & frame.slots.keys() or _whose(frame)
    return verb.is_verb and verb.lemma in constructions().harming - {"die", "leave"} and not told


def _undone(verb: Node, lexicon: Lexicon) -> bool:
    """Whether a light verb's particle makes another verb of it, which carries nothing: "put off a visit"."""
    return any(f"{verb.lemma} {c.low}" in lexicon.cues.effects["verbs"] for c in verb.kids("prt"))


def _broken_off(verb: Node) -> bool:
    """Whether the verb is that of "broke off talks"."""
    return verb.lemma == "break" and any(c.low == "off" for c in verb.kids("prt"))


def _has_done(noun: Node, verb: Node, lexicon: Lexicon) -> bool:
    """Whether somebody has something done to the event, which is not his: "tried to have the rally banned"."""
    done = noun.kid("acl")
    foreseen = lexicon.cues.groups["governing"]["foreseen"]
    return verb.lemma == "have" and done is not None and done.tag == "VBN" and done.lemma not in foreseen


def _put_scene(frame: Frame, scene: Node) -> None:
    """The place that is "the scene of heavy fighting"."""
    if scene.dep == "appos":
        frame.put("in", [scene.head])
    elif scene.dep == "attr" and scene.head.is_verb:
        frame.put("in", surface_subjects(scene.head))


def _suffer(frame: Frame, verb: Node) -> None:
    """The subject undergoes the event: \"sustained heavy losses\", \"came under fire\"."""
    frame.carrier = verb
    frame.put("suffers", surface_subjects(verb))
    _merge_prepositions(frame, verb)


def _merge_prepositions(frame: Frame, verb: Node) -> None:
    for slot, nodes in verb_frame(verb).slots.items():
        if slot not in ("subject", "object", "indirect") and slot not in frame.slots:
            frame.put(slot, [n for n in nodes if n is not frame.trigger and n not in subtree(frame.trigger)])
    for struck in (o for p in verb.kids("prep") if p.low in ALONG for o in p.kids("pobj")):
        for inner in struck.kids("prep"):
            if inner.low in SPOTS:  # "launched strikes on nine sites in Chad"
                frame.spare.setdefault(inner.low, [n for o in inner.kids("pobj") for n in conjuncts(o)])
