"""Who does it, and to whom: deep subjects and objects, through passives, relatives, control and coordination."""

from __future__ import annotations

from kg.extract.imperatives import addressed, gives_time, is_imperative
from kg.extract.syntax import Node, ancestors, conjuncts, first_conjunct, is_passive, subtree
from kg.lexicon.constructions import constructions

FINITE = ("VBD", "VBZ", "VBP", "MD")
WAYS = frozenset({"across", "as", "at", "from", "in", "into", "near", "of", "on", "over", "through", "to", "with"})
RELATIVE = frozenset({"that", "who", "which", "whom", "whose"})


def subjects(verb: Node) -> list[Node]:
    """The deep subjects of a verb: of a passive the "by" phrase, else the surface subject."""
    if is_passive(verb):
        found = [n for a in verb.kids("agent") if (o := a.kid("pobj")) is not None for n in conjuncts(o)]
        if not found:
            found = [
                n
                for p in verb.kids("prep")
                if p.low == "by" and (o := p.kid("pobj")) is not None and o.ent_label not in ("DATE", "TIME")
                for n in conjuncts(o)
            ]
        if not found:  # "was sent to the border by Sudan", where the parse hangs the agent on the border
            found = [
                n
                for p in verb.kids("prep")
                if p.low in WAYS  # "closed after an attack by X" is not closed by X
                for o in p.kids("pobj")
                if not any(c.kids("prep") for c in o.kids("nmod"))  # nor "struck in the wake of attacks by X"
                for by in o.kids("prep")
                if by.low == "by" and (a := by.kid("pobj")) is not None and a.ent_label not in ("DATE", "TIME")
                for n in conjuncts(a)
            ]
        return found
    return surface_subjects(verb)


def objects(verb: Node) -> list[Node]:
    """The deep objects of a verb: a passive's surface subject, else the direct object; gaps of relatives are filled."""
    if is_passive(verb):
        return surface_subjects(verb)
    direct = [n for d in verb.kids("dobj") for n in conjuncts(d)]
    if direct:
        return [relative_head(n) for n in direct]
    if (
        verb.dep == "relcl"
        and not any(c.low in RELATIVE and c.dep in ("nsubj", "dobj", "pobj") for c in verb.children)
        and not any(
            c.tag == "WRB" or any(k.tag == "WP$" for k in c.children) for c in verb.children
        )  # "whose men fled"
        and verb.kid("nsubj")
    ) and not any(p.kid("pobj") is None and p.kid("pcomp") is None for p in verb.kids("prep")):
        return [verb.head]
    if verb.dep == "conj" and verb.head.is_verb and verb.tag == verb.head.tag and not is_passive(verb.head):
        return []
    if verb.head.is_verb or verb.dep == "pcomp" or not verb.children:
        later = [c for c in verb.kids("conj") if c.is_verb and c.tag == verb.tag and c.kid("dobj") is not None]
        beside = any(c.dep == "cc" and c.i == verb.i + 1 for c in verb.children)
        if later and beside and not verb.kids("prep", "prt", "xcomp", "ccomp"):  # "built and launched a rocket"
            return [n for d in later[0].kids("dobj") for n in conjuncts(d)]
    return []


def surface_subjects(verb: Node, depth: int = 0) -> list[Node]:
    """The grammatical subjects, inherited where the verb has none of its own (control, coordination, participles)."""
    own = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    if own:
        if len(own) > 1 and own[-1].i > verb.i:  # "…, the scene of fighting, said X": the speaker stands behind
            own = own[-1:]
        found = conjuncts(own[0])
        if _stranded(own[0], verb) and (len(own) > 1 or len(found) > 1):
            found = conjuncts(own[1]) if len(own) > 1 else found[1:]
        return [h for n in found for h in _relative_heads(n, verb)]
    if depth > 8:
        return []
    head = verb.head
    if verb.dep == "conj" and head.is_verb:
        if (other := _of_plural(verb, head)) is not None:
            return surface_subjects(other, depth + 1)
        if verb.tag in ("VBZ", "VBP", "VBD") and head.tag == "VB" and head.head.is_verb and head.head is not head:
            head = head.head  # "wants them to talk and is ready": the finite verb goes with the finite one
        return surface_subjects(head, depth + 1)
    if verb.dep == "ccomp" and _bereft(verb):
        return []
    if verb.dep == "ccomp" and is_imperative(verb):
        return addressed(verb)
    if verb.dep in ("xcomp", "advcl", "ccomp") and not any(c.dep == "expl" for c in verb.children):
        return _controller(verb, head, depth)
    if verb.dep in ("acl", "relcl"):
        return _noun_controller(verb, head, depth)
    if verb.dep == "pcomp":
        return _preposition_controller(head, depth)
    return []


def _bereft(verb: Node) -> bool:
    """Whether a finite verb that is told has lost its subject to the parse: it is not who tells."""
    told = verb.head.lemma in constructions().saying and verb.i > verb.head.i
    return told and (verb.tag in FINITE or any(c.tag in FINITE for c in verb.kids("aux", "auxpass")))


def _of_plural(verb: Node, first: Node) -> Node | None:
    """The relative clause that "have collaborated" goes on with, where the parse joins it to "has interrupted"."""
    has = any(c.dep == "aux" and c.low == "has" for c in first.children)
    if not has or not any(c.dep == "aux" and c.low == "have" for c in verb.children):
        return None
    inside = [n for n in subtree(first) if n.dep == "relcl" and n.tag == "VBP" and first.i < n.i < verb.i]
    return inside[-1] if inside else None


def _stranded(subject: Node, verb: Node) -> bool:
    """Whether the parse took the object of a preposition for a subject: "Unlike Hungary, Poland backs"."""
    return any(
        p.i < subject.i <= p.i + 3 and not p.children and p.low not in ("in", "on", "at") for p in verb.kids("prep")
    )


def _controller(verb: Node, head: Node, depth: int) -> list[Node]:
    if head.is_verb:
        sent = head.lemma in constructions().sending and any(c.low == "to" and c.dep == "aux" for c in verb.children)
        made = verb.tag == "VBN" and not verb.kids("aux", "auxpass")  # "leaving two others wounded"
        of_object = verb.dep == "xcomp" and (made or head.lemma not in constructions().subject)
        if is_passive(head) and gives_time(head):
            return surface_subjects(head, depth + 1)  # "was given a week to leave"
        if (of_object or sent) and (direct := _given(head) or head.kid("dobj")) is not None:
            return [relative_head(n) for n in conjuncts(direct)]
        if verb.dep in ("xcomp", "advcl", "ccomp") and head.lemma in constructions().asking:
            for prep in head.kids("prep"):
                if (
                    prep.low in ("on", "upon", "to", "for", "with")
                    and (asked := prep.kid("pobj")) is not None
                    and prep.i < verb.i
                    and asked.ent_label not in ("DATE", "TIME")
                ):
                    return conjuncts(asked)  # "called on both sides to halt"
        return surface_subjects(head, depth + 1)
    if head.pos == "ADJ":
        return surface_subjects(head.head, depth + 1) if head.head.is_verb else []
    if head.is_noun and verb.dep == "advcl":
        return []
    return _noun_controller(verb, head, depth) if head.is_noun else []


def _given(verb: Node) -> Node | None:
    """Who is given something: the envoys of "gave the envoys two days to leave"."""
    given = verb.kid("dative")
    return given if given is not None and (given.is_noun or given.pos == "PRON") else None


def _noun_controller(verb: Node, noun: Node, depth: int) -> list[Node]:
    """Who does what a noun's clause says: "X's decision to withdraw", "launched an offensive to retake"."""
    if not any(c.dep == "aux" and c.low == "to" for c in verb.children):
        if verb.dep == "acl":
            return _with_coordinates(noun, verb)
        return []
    if noun.lemma in constructions().asked_of:
        return [
            n
            for p in noun.kids("prep")
            if p.low in ("on", "to", "for") and (o := p.kid("pobj")) is not None
            for n in conjuncts(o)
        ]
    owner = noun.kid("poss")
    if owner is not None:
        return [relative_head(n) for n in conjuncts(owner)]
    by = [
        n
        for p in noun.kids("prep")
        if p.low in ("by", "from") and (o := p.kid("pobj")) is not None
        for n in conjuncts(o)
    ]
    if by:
        return by
    before = [c for c in noun.kids("amod", "compound") if c.text[:1].isupper()]
    if before:
        return conjuncts(before[0])
    governor = noun.head
    if noun.dep == "pobj" and governor.head.is_verb:
        governor = governor.head
    within = noun.dep == "pobj" and noun.head.low in ("in", "with", "by", "during")  # "blocked roads in a protest to"
    if governor.is_verb and governor.lemma in constructions().spectating and not within:
        return []
    if noun.dep == "dobj" and (given := _given(governor)) is not None:
        return conjuncts(given)
    if noun.dep in ("dobj", "pobj", "attr") and governor.is_verb:
        return surface_subjects(governor, depth + 1) if not is_passive(governor) else subjects(governor)
    return []


def _preposition_controller(prep: Node, depth: int) -> list[Node]:
    governor = prep.head
    if governor.is_verb:
        if any(c.low == "instead" for c in prep.children):
            return surface_subjects(governor, depth + 1)  # "arrested them instead of killing them"
        direct = governor.kid("dobj")
        charged = prep.low == "with" and governor.lemma in constructions().blaming  # "charged him with plotting"
        praised = prep.low == "on" and governor.lemma in constructions().judging  # "congratulated her on winning"
        done_by = charged or praised or prep.low in ("of", "from", "for", "into", "as")
        if direct is not None and prep.i > governor.i and done_by:
            return [relative_head(n) for n in conjuncts(direct)]
        if prep.low == "including" or (prep.low == "for" and _punishing(governor, prep)):
            return []
        return surface_subjects(governor, depth + 1)
    if governor.is_noun and prep.low == "for" and governor.lemma in constructions().judgements:
        return _judged(governor)
    if governor.is_noun:
        return _noun_controller_of(governor, depth)
    if governor.lemma in constructions().guilty and governor.dep in ("acomp", "oprd") and governor.head.is_verb:
        if (whom := governor.head.kid("dobj")) is not None:
            return conjuncts(whom)  # "found the colonel guilty of violating the truce"
        return surface_subjects(governor.head, depth + 1)  # "was found guilty of violating the truce"
    return []


def _judged(judgement: Node) -> list[Node]:
    """Whom a judgement is about: Kenya did it in "its criticism of Kenya for carrying out the exercise"."""
    about = [p for p in judgement.kids("prep") if p.low in ("of", "against", "on")]
    return [n for p in about for o in p.kids("pobj") for n in conjuncts(o)]


def _punishing(governor: Node, prep: Node) -> bool:
    """Whether what follows is a crime, which its judges did not commit: "sought ten years in prison for killing"."""
    words = constructions().punishments
    between = [n for c in governor.children if governor.i < c.i < prep.i for n in subtree(c)]
    return not is_passive(governor) and any(n.lemma in words for n in between)


def _noun_controller_of(noun: Node, depth: int) -> list[Node]:
    if noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in constructions().blaming | constructions().absolving:
        return [relative_head(noun)]  # "accused the general of ordering a massacre"
    owner = noun.kid("poss")
    if owner is not None:
        return [relative_head(n) for n in conjuncts(owner)]
    if noun.dep in ("dobj", "attr") and noun.head.is_verb and noun.head.lemma not in constructions().spectating:
        return surface_subjects(noun.head, depth + 1)
    return []


def relative_head(node: Node) -> Node:
    """What a relative pronoun stands for; any other node is itself."""
    if node.low not in RELATIVE or node.tag not in ("WDT", "WP", "WP$", "IN"):
        return node
    for above in ancestors(node):
        if above.dep == "relcl":
            return above.head
    return node


def _relative_heads(node: Node, verb: Node) -> list[Node]:
    head = relative_head(node)
    return _with_coordinates(head, verb) if head is not node else [head]


def _with_coordinates(noun: Node, verb: Node) -> list[Node]:
    """The noun, with what it is coordinated with where the clause is plural ("Turkey and Russia, which back …")."""
    first = first_conjunct(noun)
    plural = (
        verb.tag == "VBP"
        or any(c.low in ("all", "both") for n in (noun, verb) for c in n.children)
        or verb.low in ("were", "are", "have")
        or any(c.dep in ("aux", "auxpass") and c.low in ("have", "are", "were") for c in verb.children)
    )
    singular = verb.tag == "VBZ" or any(c.low in ("was", "is", "has") for c in verb.kids("aux", "auxpass"))
    if noun.dep != "conj" and noun.tag in ("NNP", "NNPS") and verb.dep == "relcl" and not singular:
        return [n for n in conjuncts(noun) if n.i < verb.i]  # "Mali and Chad, which signed", hung on the first of them
    if plural and noun.tag not in ("NNS", "NNPS"):
        return [n for n in conjuncts(first) if n.i <= noun.i or (n.i < verb.i and n.tag in ("NNP", "NNPS"))]
    return [noun]
