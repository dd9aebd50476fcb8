"""Which rules a word sets off: a trigger of the lexicon matched against the tree around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.carried import carry
from kg.extract.frames import Frame, noun_frame, verb_frame
from kg.extract.syntax import NOUNS, VERBS, Node, Tree, conjuncts, is_passive
from kg.lexicon import Lexicon, NounTrigger, Rule, VerbTrigger
from kg.lexicon.constructions import constructions
from kg.lexicon.rules import PARTICLES

COMPLEMENTS = ("dobj", "pobj", "attr", "oprd", "nsubjpass", "acomp", "npadvmod")  # the surest first
AUXILIARY = frozenset({"aux", "auxpass"})
PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
# First words of prepositions: the "to" of "according to" is no verb's.
TWO_WORDS = frozenset({"according", "due", "owing", "prior", "thanks"})


class Fired(NamedTuple):
    """A rule that a word may set off, with the word's frame and how many words its trigger took beside it.

    `aside` is true where the trigger ended in a preposition beside an object of the verb's own, which other rules may
    still take: "fighting jihadists alongside soldiers" is both a fight and an alliance.
    """

    rule: Rule
    frame: Frame
    length: int
    aside: bool = False


def triggered(tree: Tree, lexicon: Lexicon) -> Iterator[list[Fired]]:
    """For each word, in text order, the rules that it may set off, the longest triggers first.

    A longer trigger should win only where its rule finds its roles: "taken by rebels in March" is no "take in".
    """
    for first, last in tree.sentences:
        words = tree.nodes[first:last]
        beside = frozenset([n.low for n in words] + [n.lemma for n in words])
        for node in words:
            verb, noun = node.pos in VERBS, node.pos in NOUNS
            if (not verb and not noun and node.tag not in PARTICIPLES) or node.dep in AUXILIARY:
                continue
            if node.ent_label in ("DATE", "TIME") and not verb:
                continue  # the month of March
            if (verb or node.tag in PARTICIPLES) and (fired := _verbs(node, beside, lexicon)):
                yield fired
            gerund = node.tag == "VBG" and node.dep in ("nsubj", "dobj", "pobj")
            name = noun and node.tag in ("NNP", "NNPS") and not node.text.islower()
            if ((noun and not name) or gerund) and (fired := _nouns(node, tree, lexicon)):
                yield fired


def _verbs(verb: Node, beside: frozenset[str], lexicon: Lexicon) -> list[Fired]:
    """The rules that a verb sets off; `beside` are the words and lemmas of its sentence."""
    if verb.dep == "amod" and not subtree_agent(verb):
        return _compounds(verb, lexicon)
    candidates = lexicon.of_verb(verb.lemma, beside)
    if not candidates:
        return []
    another = any(f"{verb.lemma} {p.low}" in constructions().phrasal for p in verb.children if p.dep == "prt")
    found = []
    whole: Frame | None = None
    for trigger, rule in candidates:
        if another and not trigger.rest:
            continue
        stands = _stands_by(verb, trigger)
        if stands is not None:
            whole = whole or verb_frame(verb)
            if not stands:
                found.append(Fired(rule, whole, 0))
                continue
            frame = _with_words(whole.copy(), trigger, stands, rule.stated)
            own = frame.last and any(o.low not in trigger.rest or o.children for o in verb.kids("dobj"))
            parted = list(trigger.rest) == ["out", "of"]  # "pulled its troops out of"
            aside = bool(own) and not is_passive(verb) and not parted  # "took shelter in" has no object of its own
            found.append(Fired(rule, frame, len(trigger.rest), aside))
    return found


def _compounds(verb: Node, lexicon: Lexicon) -> list[Fired]:
    """The events of a compound: who brokered "an Egypt-brokered truce between Israel and Hamas"."""
    rules = [rule for rule in lexicon.compounds.get(verb.low, ()) if rule.kind == "event"]
    before = [c for c in verb.children if c.i == verb.i - 2 and c.dep in ("npadvmod", "compound", "amod", "advmod")]
    if not rules or not before or not verb.head.is_noun or not any(c.text == "-" for c in verb.children):
        return []
    frame = Frame(verb, {"subject": conjuncts(before[0]), "object": [verb.head]})
    for prep in verb.head.kids("prep"):
        for inner in prep.kids("pobj") if prep.low == "between" else []:
            frame.put("between", conjuncts(inner))
    return [Fired(rule, frame.copy(), 0) for rule in rules]


def subtree_agent(verb: Node) -> bool:
    """Whether a participle before or after a noun has an agent of its own ("held by")."""
    return any(c.dep in ("agent", "prep") for c in verb.children)


def has_words(verb: Node, trigger: VerbTrigger) -> bool:
    """Whether all that the trigger asks for stands by the verb."""
    return _stands_by(verb, trigger) is not None


def match_verb(verb: Node, trigger: VerbTrigger, stated: frozenset[str] = frozenset()) -> Frame | None:
    """The frame of `verb` where all that the trigger asks for stands by it, else None."""
    stands = _stands_by(verb, trigger)
    return None if stands is None else _with_words(verb_frame(verb), trigger, stands, stated)


def _stands_by(verb: Node, trigger: VerbTrigger) -> list[Node] | None:
    """The words that the trigger asks for beside the verb, each found by the one before it; None where one lacks."""
    at, found = verb, []
    for word in trigger.rest:
        if word in PARTICLES:
            last = _particle(at, verb, word) or _noun_by(at, word)  # the rounds of "fired rounds at" are a noun
        else:
            last = _noun_by(at, word) or (_noun_by(verb, word) if at is not verb else None)
        if last is None:
            return None
        found.append(last)
        at = last
    return found


def _with_words(frame: Frame, trigger: VerbTrigger, stands: list[Node], stated: frozenset[str]) -> Frame:
    """The verb's frame, which is its own, with the trigger's further words, which `stands` holds."""
    if not stands:
        return frame
    verb, last = frame.trigger, stands[-1]
    nouns = [n for n, word in zip(stands, trigger.rest, strict=True) if word not in PARTICLES or n.lemma == "round"]
    frame.words = [n for n in stands if n.dep != "prep"]
    for noun in nouns:
        if noun.is_verb:
            frame.put("object", [n for s in noun.kids("nsubj") for n in conjuncts(s)])  # "helped them settle"
            continue
        frame.put("noun", conjuncts(noun))
        frame.slots["object"] = [n for n in frame.slots.get("object", []) if n is not noun]
    if not frame.slots.get("object", [verb]):
        del frame.slots["object"]
    if nouns and nouns[0].lemma in constructions().support and (own := _own_party(nouns[0])):
        frame.slots["subject"] = own  # "reiterated UK support for": the support is the UK's
    if trigger.rest[-1] in PARTICLES and (obj := last.kid("pobj")) is not None:
        _preposition_object(frame, verb, last, obj, last.low in stated and not nouns)
    elif trigger.rest[-1] not in PARTICLES:
        below = last.kids("dobj") if last.is_verb else []  # "helped end the war between A and B"
        for child in (p for n in (last, *below) for p in n.kids("prep")):
            if (inner := child.kid("pobj")) is not None:
                frame.put(child.low, conjuncts(inner))
        if last.dep == "nsubjpass" or last.kid("poss") is not None:
            frame.put("poss", [n for p in last.kids("poss") for n in conjuncts(p)])
    return frame


def _own_party(noun: Node) -> list[Node]:
    """Whose a trigger's noun is, where a name before it says so."""
    named = ("GPE", "NORP", "ORG", "PERSON")
    return [c for c in noun.children if c.i < noun.i and c.dep in ("poss", "compound", "amod") and c.ent_label in named]


def _preposition_object(frame: Frame, verb: Node, preposition: Node, obj: Node, stated: bool) -> None:
    """Make the noun after a trigger's last preposition the object, unless the rule has a role for the preposition."""
    frame.last = preposition.low
    if is_passive(verb) or (stated and verb.kid("dobj") is not None):
        frame.slots[preposition.low] = conjuncts(obj)  # "pulled its soldiers out of Somalia"
        if is_passive(verb) and not stated:
            frame.put("object", conjuncts(obj))
    else:
        frame.slots["object"] = conjuncts(obj)
    for child in obj.kids("prep"):
        if child.low not in frame.slots and (inner := child.kid("pobj")) is not None:
            frame.spare.setdefault(child.low, conjuncts(inner))


def _particle(at: Node, verb: Node, word: str) -> Node | None:
    for child in at.children:
        if (obj := child.kid("pobj")) is not None and obj.ent_label in ("DATE", "TIME"):
            continue  # "called on Friday" is not "called on"
        if child.dep == "aux" and child.i < at.i:
            continue  # the mark of an infinitive is no preposition
        if child.dep == "prep" and child.i < at.i and any(s.i < child.i for s in at.kids("nsubj")):
            continue  # "The man, in custody in India, is no Indian"
        if child.low == word and child.dep in (
            "prt",
            "prep",
            "advmod",
            "agent",
            "dative",
            "aux",
            "mark",
            "advcl",
            "pcomp",
        ):
            return child
    for child in at.children:
        if child.dep in ("prep", "advmod", "prt") and child.low not in TWO_WORDS:
            for inner in child.children:
                if inner.low == word and inner.dep in ("prep", "advmod", "pcomp"):
                    return inner
        if at is verb and child.dep == "dobj" and child.i > at.i:
            for inner in child.kids("prep"):
                if inner.low == word and word not in ("of", "in"):
                    return inner
    if at is not verb:
        behind = (c for c in verb.children if c.low == word and c.dep in ("prep", "dative") and c.i > at.i)
        return next(behind, None)
    return None


def _counted(number: Node) -> Node | None:
    """The seats of "31 of the 120 seats"."""
    return next((o for p in number.kids("prep") if p.low == "of" for o in p.kids("pobj")), None)


def _noun_by(at: Node, word: str) -> Node | None:
    """The noun or complement `word` that stands by `at`: its object, or "dead" of "shot dead two soldiers"."""
    for obj in at.kids("dobj"):
        for child in obj.kids("amod"):
            if child.low == word and child.i == at.i + 1:
                return child
    for child in sorted(at.kids(*COMPLEMENTS), key=lambda c: COMPLEMENTS.index(c.dep)):
        for node in conjuncts(child):
            if word in (node.lemma, node.low):
                return node
            if node.lemma in constructions().volleys and (fired := _counted(node)) is not None and fired.lemma == word:
                return fired  # "launched a wave of drones at"
            if node.pos == "NUM" and (counted := _counted(node)) is not None and counted.lemma == word:
                return counted  # "won 31 of the 120 seats"
    if at.kid("dobj", "nsubjpass") is not None:  # "brought its troops home", "set it ablaze"
        behind = next((c for c in at.kids("advmod") if c.low == word and c.tag == "RB" and c.i > at.i), None)
        if behind is not None:
            return behind
    if at.dep == "acl" and at.tag == "VBN" and word in (at.head.lemma, at.head.low):
        return at.head  # "a missile fired at the port"
    helped = at.kids("xcomp", "ccomp") if at.lemma in ("help", "let") else []
    return next((c for c in helped if c.lemma == word), None)  # "helped end the war", "let free"


def _nouns(noun: Node, tree: Tree, lexicon: Lexicon) -> list[Fired]:
    said, other = (noun.low, noun.lemma) if noun.tag == "VBG" else (noun.lemma, noun.low)  # "fighting" is no "fight"
    candidates = lexicon.nouns.get(said) or lexicon.nouns.get(other)
    modifies = noun.dep == "compound" and noun.head.i == noun.i + 1 and noun.head.is_noun
    modifies = modifies and noun.head.lemma not in constructions().proposals  # "a truce offer"
    if not candidates or (modifies and all(r.kind != "event" for _, r in lexicon.nouns.get(noun.head.lemma, ()))):
        return []  # "attack helicopters", "operations leader"
    # relational nouns are ties
    events = [
        (t, rule) for t, rule in candidates if rule.kind == "event" and (not t.before or match_noun(noun, t, tree))
    ]
    if not events:
        return []
    frame = event_frame(noun, lexicon)
    return [Fired(rule, frame, len(trigger.before)) for trigger, rule in events]


def event_frame(noun: Node, lexicon: Lexicon) -> Frame:
    """The frame of an event noun, with what the verb that carries it adds."""
    frame = noun_frame(noun)
    carry(frame, lexicon)
    return frame


def match_noun(noun: Node, trigger: NounTrigger, tree: Tree) -> bool:
    """Whether the words that the trigger asks for stand before the noun ("air" before "strikes")."""
    if not trigger.before:
        return True
    i = noun.i - 1
    for word in reversed(trigger.before):
        while i >= 0 and tree.nodes[i].text == "-":
            i -= 1
        if i < 0 or word not in (tree.nodes[i].low, tree.nodes[i].lemma) or tree.nodes[i].sent != noun.sent:
            return False
        i -= 1
    return True
