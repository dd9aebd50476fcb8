"""Why a stretch of text is read as it is: the parties seen there, the claims found, and for every rule that one of its
words could have set off what kept it from a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.syntax import Node
from kg.extract.triggers import event_frame, match_noun, match_verb
from kg.lexicon import NounTrigger, Rule, VerbTrigger
from kg.model import Claim, Mention, Reading, Span

MERGED = "it fired; its claim was merged with another, or stands in a part that is dropped"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule that one word could have set off, and the first condition that failed.

    `passed` counts the conditions before it: the words of the trigger, what the rule needs, who fills its roles.
    """

    word: str
    rule: str
    predicate: str
    failed: str
    passed: int


@dataclass(frozen=True, slots=True)
class Why:
    """What was seen in a span: its sentence, the mentions and claims there, the rules that failed (nearest first), and
    the words that no rule of the lexicon knows."""

    sentence: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    attempts: tuple[Attempt, ...]
    unknown: tuple[str, ...]


def explain(scene: Scene, reading: Reading, span: Span) -> Why:
    """Why the words in `span` gave the claims of `reading` that they gave, or none."""
    nodes = [n for n in scene.tree.nodes if n.start < span.end and span.start < n.end]
    claims = tuple(c for c in reading.claims if c.span.start < span.end and span.start < c.span.end)
    whole = [n for at in nodes for n in scene.tree.sentence(at)]
    begin, end = min(n.start for n in whole), max(n.end for n in whole)
    fired = {(claim.rule, claim.predicate) for claim in claims}
    attempts, unknown = [], []
    for node in nodes:
        tried = list(_tried(scene, node))
        attempts += [a for a in tried if (a.rule, a.predicate) not in fired]
        if not tried and node.pos in ("VERB", "NOUN", "ADJ") and not scene.mentions.of(node):
            unknown.append(node.text)
    return Why(
        " ".join(scene.tree.text[begin:end].split()),
        tuple(m for m in reading.mentions if begin <= m.span.start < end),
        claims,
        tuple(sorted(attempts, key=lambda a: (-a.passed, a.word, a.rule))),
        tuple(dict.fromkeys(unknown)),
    )


def _tried(scene: Scene, node: Node) -> Iterator[Attempt]:
    """Each rule whose trigger begins (a verb) or ends (a noun) in this word."""
    if node.is_verb or node.tag in ("VBN", "VBG", "VBD"):
        for verb_trigger, rule in scene.lexicon.verbs.get(node.lemma, ()):
            yield _attempt(scene, node, rule, *_by_verb(node, verb_trigger, rule))
    if node.is_noun or node.tag == "VBG":
        for noun_trigger, rule in scene.lexicon.nouns.get(node.lemma) or scene.lexicon.nouns.get(node.low) or ():
            yield _attempt(scene, node, rule, *_by_noun(scene, node, noun_trigger, rule))
    elif node.is_verb and not scene.lexicon.verbs.get(node.lemma) and scene.lexicon.nouns.get(node.low):
        yield from (
            Attempt(node.text, rule.name, rule.predicate, f"“{node.text}” is parsed as a verb, not as a noun", 0)
            for _, rule in scene.lexicon.nouns[node.low]
        )


def _by_verb(node: Node, trigger: VerbTrigger, rule: Rule) -> tuple[Frame | None, str]:
    beside = " … ".join((trigger.lemma, *trigger.rest))
    return match_verb(node, trigger, rule.stated), f"its words are “{beside}”"


def _by_noun(scene: Scene, node: Node, trigger: NounTrigger, rule: Rule) -> tuple[Frame | None, str]:
    if not match_noun(node, trigger, scene.tree):
        return None, f"its words are “{' '.join((*trigger.before, trigger.head))}”"
    return event_frame(node, scene.lexicon), ""


def _attempt(scene: Scene, node: Node, rule: Rule, frame: Frame | None, wanted: str) -> Attempt:
    """How far one rule came at one word."""
    why, passed = (wanted, 0) if frame is None else _came(scene, rule, frame)
    return Attempt(node.text, rule.name, rule.predicate, why, passed)


def _came(scene: Scene, rule: Rule, frame: Frame) -> tuple[str, int]:
    """The first condition that failed once the rule's words stood there, and how many held before it."""
    if lacking := scene.filling.lacking(rule, frame):
        return lacking, 1
    roles = scene.filling.fill(rule, frame) or {}
    if rule.kind == "event":
        return (MERGED, 4) if roles else ("nothing by it is a party or place that fills a role", 2)
    for slot in ("subject", "object"):
        if not roles.get(slot):
            return f"nothing by it can be its {slot}", 2
    subject, target = roles["subject"][0], roles["object"][0]
    if not scene.fits(rule.predicate, subject, target):
        return f"not between {subject.text} ({subject.kind()}) and {target.text} ({target.kind()})", 3
    return MERGED, 4
