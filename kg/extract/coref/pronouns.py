"""Pronouns: the nearest fitting mention, by number, gender, type and syntax; the speaker for "I" and "we"."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.arguments import surface_subjects
from kg.extract.coref.ahead import ahead
from kg.extract.coref.fitting import fits
from kg.extract.coref.generic import side_by_side
from kg.extract.coref.possessives import clause_of, governing, owner
from kg.extract.coref.there import there
from kg.extract.drafts import Draft
from kg.extract.families import VIOLENT
from kg.extract.mentions import Mentions
from kg.extract.name_types import IN_PLACE
from kg.extract.quotes import Quotes
from kg.extract.syntax import Node, ancestors, conjuncts, first_conjunct, is_passive
from kg.lexicon.constructions import constructions

FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
# What is done to ground, and what ground is: what "it" is that is shelled or taken.
OF_GROUND = frozenset({"Capture", "Reopening", "Closure", "Clearance", "Siege", "AirStrike", "Shelling", "Withdrawal"})
GROUND = frozenset({"Settlement", "AdministrativeArea", "Region", "Route", "Facility", "BorderLine"})
SUBJECT_RANK = {"nsubj": 0, "nsubjpass": 0, "agent": 1, "dobj": 2, "poss": 1, "pobj": 3}


def pronouns(drafts: list[Draft], mentions: Mentions) -> None:
    """Set the antecedents of third-person and reflexive pronouns that are sure enough."""
    by_sentence = _by_sentence(drafts)
    there(drafts, by_sentence)
    for d in drafts:
        if d.form != "pronoun" or d.antecedent is not None or d.node.low in FIRST or d.node.low == "there":
            continue
        if d.node.low == "it" and _pleonastic(d.node):
            continue
        if (
            d.plural
            and d.node.tag == "PRP"
            and d.node.dep in ("nsubj", "nsubjpass")
            and clause_of(d.node).head is clause_of(d.node)
        ):
            d.members = side_by_side(drafts, d, frozenset({"Person", "State"}), within=1)
            if d.members and d.members[0].node.dep in ("nsubj", "nsubjpass"):
                d.type = d.members[0].type
                continue
            d.members = []
        if d.plural and (both := _those_who_say(d, by_sentence) or _those_who_do(d, by_sentence)):
            d.members, d.type = both, both[0].type
            continue
        if d.node.low.endswith(("self", "selves")):
            at = {n.i for n in surface_subjects(clause_of(d.node))}
            d.antecedent = next((c for c in by_sentence[d.node.sent] if c.node.i in at and c is not d), None)
            continue
        target = _same_object(d, by_sentence) or _taken(d, by_sentence, mentions)
        target = target or _ahead(d, by_sentence[d.node.sent]) or _speaks_on(d, by_sentence[d.node.sent - 1])
        target = target or _antecedent(d, by_sentence, armed=_wage(d, mentions))
        if target is not None:
            if target.kind() == "MaterialObject" and target.owner is not None:
                target = target.owner  # "Ethiopian jets in their war": Ethiopia's
            if d.plural and (together := target.members or _in_one_row(target, by_sentence)):
                d.members = together
                continue
            seated = target.type == "Settlement" and target.node.dep in ("nsubj", "nsubjpass", "poss")
            d.antecedent = mentions.acting(target) if seated else target  # "Ankara has said it will": the state


def _in_one_row(c: Draft, by_sentence: dict[int, list[Draft]]) -> list[Draft]:
    """All who are the subject together: "the army and the ADF signed a truce. Their men …" are the men of both."""
    first = first_conjunct(c.node)
    row = conjuncts(first)
    if first.dep not in ("nsubj", "nsubjpass") or len(row) < 2:
        return []
    at = {m.node.i: m for m in by_sentence[c.node.sent] if m.form != "pronoun"}
    return [at[n.i] for n in row] if all(n.i in at for n in row) else []


def _by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        found[d.node.sent].append(d)
    return found


def _those_who_say(d: Draft, by_sentence: dict[int, list[Draft]]) -> list[Draft]:
    """The coordinated names that say what "they" do: "Sweden and Japan said they would leave"."""
    clause = clause_of(d.node)
    saying = clause.head
    subject = d.node.dep in ("nsubj", "nsubjpass")
    if not subject or clause.dep != "ccomp" or not saying.is_verb or saying.lemma not in constructions().saying:
        return []
    return _named_together(saying, d, by_sentence)


def _those_who_do(d: Draft, by_sentence: dict[int, list[Draft]]) -> list[Draft]:
    """The coordinated names whose own doing "their" tells: "Kenya and Uganda held their fourth patrol"."""
    return _named_together(clause_of(d.node), d, by_sentence) if d.node.tag == "PRP$" else []


def _named_together(verb: Node, d: Draft, by_sentence: dict[int, list[Draft]]) -> list[Draft]:
    """The subjects of a verb before a pronoun, where they are several names of one type."""
    at = {c.node.i: c for c in by_sentence[d.node.sent] if c.form == "name" and c.node.i < d.node.i}
    subjects = [at.get(n.i) for n in surface_subjects(verb)] if verb.is_verb else []
    named = [c for c in subjects if c is not None]
    alike = len({"State" if c.type == "InternationalOrganisation" else c.type for c in named}) == 1
    alike = alike and len(named) == len(subjects)
    return named if len(named) > 1 and alike else []


def _same_object(d: Draft, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    """The object of the verb before, which the second is done to as well: "detained a man and beat him"."""
    verb = d.node.head
    if d.type != "Person" or d.node.dep != "dobj" or verb.dep != "conj":
        return None
    first = [c for c in by_sentence[d.node.sent] if c.node.head is verb.head and c.node.dep == "dobj" and fits(d, c)]
    return first[0] if len(first) == 1 else None


def _taken(d: Draft, by_sentence: dict[int, list[Draft]], mentions: Mentions) -> Draft | None:
    """The place of "it" that is taken, shelled or opened: "the army did not shell the hospital, the rebels shelled it".

    The verb's rules say whether its object is ground; what was the object or subject just before is meant.
    """
    if d.node.low != "it" or d.node.dep not in ("dobj", "nsubjpass"):
        return None
    rules = mentions.lexicon.verbs.get(d.node.head.lemma, ())
    if not any(rule.predicate in OF_GROUND and not trigger.rest for trigger, rule in rules):
        return None
    for back in range(2):
        found = [
            c
            for c in by_sentence[d.node.sent - back]
            if c.kind() in GROUND and not c.plural and c.node.dep in SUBJECT_RANK and (back or c.node.i < d.node.i)
        ]
        found = [c for c in found if c.node.dep not in ("pobj", "poss") and c.node.head is not d.node.head]
        if found:
            return min(found, key=lambda c: (c.node.dep in ("nsubj", "agent"), -c.node.i))
    return None


def _wage(d: Draft, mentions: Mentions) -> bool:
    """Whether "they" do what fighters do: "they opened fire on the crowd"."""
    verb = d.node.head
    if d.node.low != "they" or d.node.dep != "nsubj" or not verb.is_verb:
        return False
    below = {c.lemma for c in verb.children} | {verb.lemma}
    rules = mentions.lexicon.verbs.get(verb.lemma, ())
    return any(rule.predicate in VIOLENT and below.issuperset(trigger.rest) for trigger, rule in rules)


def _antecedent(
    d: Draft, by_sentence: dict[int, list[Draft]], speaker: Draft | None = None, *, armed: bool = False
) -> Draft | None:
    """Whom a pronoun means by number, gender, type and syntax; never the `speaker` of the words that it stands in.

    `armed`: fighters are meant rather than civilians."""
    clause = _clause_to_climb(d)
    possessive = d.node.tag == "PRP$"
    bound = _subjects_beside(d, clause, by_sentence) | ({speaker} if speaker is not None else set())
    for back in range(3 if d.type == "Person" else 2):
        found = [c for c in by_sentence[d.node.sent - back] if fits(d, c) and (back > 0 or c.node.i < d.node.i)]
        found = [c for c in found if c.root() not in bound]
        if back == 0 and not possessive:
            found = [c for c in found if clause_of(c.node) is not clause or c.node.dep in ("poss",)]
            found = [c for c in found if d.type != "Person" or not _told_by(c.node, d.node)]
        if not found:
            continue
        if armed and any(c.kind() == "ArmedGroup" and c.plural for c in found):
            found = [c for c in found if c.head not in constructions().onlookers]
        if d.plural and any(c.plural for c in found):  # "they" are the forces rather than the army
            found = [c for c in found if c.plural]
        if back == 0:
            if possessive:
                return owner(d, clause, found)
            if requited := _requited(clause, found):
                return requited
            if above := governing(clause, found):
                return above[-1]
            found = [c for c in found if c.node.dep != "dobj" or not _spoken_for(clause, c)]
            if d.node.low in ("it", "them"):
                found = [c for c in found if c.node.dep != "pobj" or c.node.head.low not in IN_PLACE]
        best = _told(d, found) or _foremost(found, back) or _undergoes(d, found)
        if best is None:
            continue
        if d.plural and best.form == "name" and not best.plural and best.type in ("State", "Person"):
            return None
        return best
    return None


def _speaks_on(d: Draft, before: list[Draft]) -> Draft | None:
    """Who spoke last, where "he" speaks on: "The editor was freed, Diallo said. He said two guards had been hurt"."""
    saying = constructions().saying
    if d.type != "Person" or d.plural or d.node.dep != "nsubj" or d.node.head.lemma not in saying:
        return None
    spoke = [c for c in before if c.node.dep == "nsubj" and c.node.head.lemma in saying and fits(d, c)]
    return spoke[0] if len({c.root().identity() for c in spoke}) == 1 else None


def _ahead(d: Draft, here: list[Draft]) -> Draft | None:
    """The subject of the clause that the pronoun's own is put before, where nobody fits before it in the sentence."""
    if any(c.node.i < d.node.i and fits(d, c) for c in here):
        return None
    target = ahead(d, here)
    return target if target is not None and fits(d, target) else None


def _undergoes(d: Draft, found: list[Draft]) -> Draft | None:
    """Whom something was done to before, and again: "The rebels freed two nuns. They were seized in May"."""
    done_to = [c for c in found if c.node.dep == "dobj"]
    return done_to[0] if d.plural and d.node.dep == "nsubjpass" and len(done_to) == 1 else None


def _requited(clause: Node, found: list[Draft]) -> Draft | None:
    """Who did it for which he is held: they, in "police arrested two men after they threw stones", are the men."""
    verb = clause.head
    mark = clause.kid("mark", "advmod")
    if clause.dep != "advcl" or verb.lemma not in constructions().requiting or is_passive(verb) or clause.i < verb.i:
        return None
    if mark is None or mark.low not in ("after", "because", "when", "as"):
        return None
    return next((c for c in found if c.node.dep == "dobj" and c.node.head is verb), None)


def _told(d: Draft, found: list[Draft]) -> Draft | None:
    """Who did what the sentence before only tells: "Villagers said the soldiers came at dawn. They burned huts." """
    if clause_of(d.node).lemma in constructions().saying or not (d.plural or d.type == "Person"):
        return None
    if not d.plural:  # "The official said Masri had fled. Iran released him": of an unnamed teller we hear no more
        found = [c for c in found if c.form == "name"]
    told = [c for c in found if c.node.dep in ("nsubj", "nsubjpass") and c.node.head.dep == "ccomp"]
    told = [c for c in told if c.node.head.head.lemma in constructions().saying and c.node.head.head.i < c.node.i]
    return told[0] if told and all(c.form != "pronoun" for c in told) else None


def _clause_to_climb(d: Draft) -> Node:
    """The clause of a pronoun; that of "urged" for the him of "urged him to leave", who is not who urged."""
    clause = clause_of(d.node)
    infinitive = any(c.low == "to" and c.dep == "aux" for c in clause.children)
    below = d.node.dep in ("nsubj", "dobj") and clause.dep in ("xcomp", "ccomp") and clause.head.is_verb
    return clause.head if below and infinitive and d.node.tag != "PRP$" else clause


def _foremost(found: list[Draft], back: int) -> Draft | None:
    """The first subject of a sentence; in the pronoun's own, where there is none, whoever stands nearest."""
    subjects = [c for c in found if c.node.dep in ("nsubj", "nsubjpass", "poss")]
    if subjects:
        return min(subjects, key=lambda c: (SUBJECT_RANK.get(c.node.dep, 4), c.node.i))
    return found[-1] if found and not back else None


def _subjects_beside(d: Draft, clause: Node, by_sentence: dict[int, list[Draft]]) -> set[Draft]:
    """Whom an object pronoun cannot mean: the subject of its own clause, in "she called on him to resign" her."""
    words = constructions()
    undergone = d.node.head.lemma in words.undergone and clause.lemma in words.disposing  # "a judge ordered his arrest"
    if not clause.is_verb or (d.node.tag == "PRP$" and not undergone):
        return set()
    subjects = {n.i for n in surface_subjects(clause)} - {d.node.i}
    if clause.dep == "relcl" and clause.head.is_noun:  # "Machar, the deputy he sacked": another sacked him
        subjects |= {clause.head.i, clause.head.head.i if clause.head.dep == "appos" else clause.head.i}
    return {c.root() for c in by_sentence[d.node.sent] if c.node.i in subjects and c.node.i < d.node.i}


def _told_by(told: Node, teller: Node) -> bool:
    """Whether `teller` says behind or within a clause what stands in it: "'Mali has enemies', he says"."""
    verb = teller.head
    if teller.dep != "nsubj" or told.i > teller.i or verb.lemma not in constructions().saying:
        return False
    if verb.dep == "parataxis":
        return clause_of(told) is verb.head
    return any(a.dep == "ccomp" and a.head is verb for a in (told, *ancestors(told)))


def _spoken_for(clause: Node, c: Draft) -> bool:
    """Whether a man speaks for his own: "he has asked Sudan to stop, warning that it would strike" is not Sudan."""
    verb = clause.head
    if clause.dep != "ccomp" or verb.dep not in ("advcl", "conj") or c.node.head is verb or is_passive(clause):
        return False
    speakers = surface_subjects(verb)
    return bool(speakers) and all(n.ent_label in ("PERSON", "") for n in speakers)


def _pleonastic(node: Node) -> bool:
    """ "It is necessary to", "it was reported that"."""
    verb = node.head
    return node.dep in ("expl",) or (
        node.dep in ("nsubj", "nsubjpass")
        and verb.lemma in ("be", "seem", "appear", "take", "happen", "rain")
        and bool(
            (
                verb.kids("ccomp", "xcomp", "acomp")
                and any(c.tag in ("TO", "IN") for k in verb.kids("ccomp", "xcomp") for c in k.children)
            )
            or verb.kid("csubj")
        )
    )


def first_person(mentions: Mentions, quotes: Quotes) -> None:
    """ "I" in a quotation is its speaker; "we" and "our" are the body or state that speaks."""
    for d in mentions.all:
        if d.form != "pronoun" or d.antecedent is not None or d.node.low not in FIRST:
            continue
        speaker = quotes.speaker_at(d.node.start)
        if speaker is None:
            continue
        if d.node.low in ("i", "me", "my") or speaker[0].kind() not in ("Person", "PopulationGroup", ""):
            d.antecedent = speaker[0]


def not_speakers(mentions: Mentions, quotes: Quotes) -> None:
    """ "He" in a quotation is not its speaker: in "'Assad let them go. He watched', said Weiss" Weiss did not watch."""
    by_sentence = _by_sentence([d for d in mentions.all if not d.metonym])
    for d in mentions.all:
        if d.form == "pronoun" and d.node.low == "they" and quotes.begins(d.node.start):
            d.antecedent = None  # whom a speaker means who begins "They took my brother", the teller does not say
        if d.form != "pronoun" or d.type != "Person" or d.node.low in FIRST or d.antecedent is None:
            continue
        speaker = quotes.speaker_at(d.node.start)
        if speaker is not None and speaker[0].root() is d.root() and speaker[0] is not d:
            d.antecedent = _antecedent(d, by_sentence, d.root())
