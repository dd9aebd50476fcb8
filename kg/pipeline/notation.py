"""Claims as people write them, `not planned Attack(actor=Rebels) @ Ankara`, read and compared with a Reading.

The examples of the lexicon's rules and the tests are written in it: a relation is `(A, backs, B)`, an event
`Attack(actor=A & B; place=C)`, each after the words of its stance (none: a fact); behind `@` stand the holders, nearest
first, in brackets `[condition: …]`, `[deadline: …]`, `[channel: …]`. `nothing` before a line: no such claim.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from kg.gazetteer import fold
from kg.model import Claim, Mention, Reading

STANCE = frozenset({"not", "actual", "planned", "possible", "demanded", "threatened", "conditional"})
LITERAL = {"holdsPosition": "title", "alias": "name"}
"""Relations whose object is text: the value that holds it."""

RELATION = re.compile(r"\((?P<subject>[^,()]+), (?P<predicate>\w+), (?P<object>[^()]+)\)")
EVENT = re.compile(r"(?P<predicate>\w+)(?:\((?P<roles>[^()]*)\))?")
TAIL = re.compile(r"\s+(?:@ (?P<holders>[^\[\]@]+)|\[(?P<key>condition|deadline|channel): (?P<text>[^\[\]]+)\])$")
ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their) ")
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Expected:
    """What one line wants: a claim to be "found", or "nothing" or "no fact" of the kind. `holders` is None where the
    line says nothing of them; `reason`, behind an exclamation mark, is why it is known to fail yet."""

    line: str
    wanted: str = "found"
    predicate: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stance: frozenset[str] = frozenset()
    holders: tuple[str, ...] | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def read_line(line: str) -> Expected:
    """What one line expects. Raises `ValueError` where it is not in the notation.

    >>> read_line("planned (Acme, acquired, Initech)").roles
    {'subject': ('Acme',), 'object': ('Initech',)}
    """
    shown, _, reason = (part.strip() for part in line.partition(" ! "))
    wanted, rest = "found", shown
    for word in ("nothing", "no fact"):
        if shown == word or shown.startswith(word + " "):
            wanted, rest = word, shown.removeprefix(word).strip()
    holders: tuple[str, ...] | None = None
    parts: dict[str, str] = {}
    while tail := TAIL.search(rest := f" {rest}" if rest.startswith(("@", "[")) else rest):
        rest = rest[: tail.start()]
        if tail["holders"]:
            holders = () if tail["holders"].strip() == NOBODY else tuple(h.strip() for h in tail["holders"].split("<"))
        else:
            parts[tail["key"]] = tail["text"]
    words = rest.split(" ")
    stance = []
    while words and words[0] in STANCE:
        stance.append(words.pop(0))
    predicate, roles = read_claim(" ".join(words), line) if "".join(words) else ("", {})
    if wanted == "found" and not predicate:
        raise ValueError(f"no claim: {line!r}")
    return Expected(shown, wanted, predicate, roles, frozenset(stance), holders, parts, reason)


def read_claim(text: str, line: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Predicate and roles of `(A, backs, B)`, `Attack(actor=A & B)` or a bare predicate."""
    if relation := RELATION.fullmatch(text):
        return relation["predicate"], {k: (relation[k].strip(),) for k in ("subject", "object")}
    event = EVENT.fullmatch(text)
    if event is None:
        raise ValueError(f"no claim: {line!r}")
    roles: dict[str, tuple[str, ...]] = {}
    for part in (event["roles"] or "").split(";"):
        if part.strip():
            role, equals, fillers = part.partition("=")
            if not equals:
                raise ValueError(f"role=filler wanted: {line!r}")
            names = tuple(f.strip() for f in fillers.split("&"))
            roles[role.strip()] = () if names == (NOBODY,) else names
    return event["predicate"], roles


def missed(reading: Reading, expected: Expected, symmetric: Container[str]) -> bool:
    """Whether the reading is not as expected; a `symmetric` relation may be turned round."""
    fits = any(_fits(reading, claim, expected, symmetric) for claim in reading.claims)
    return not fits if expected.wanted == "found" else fits


def _fits(reading: Reading, claim: Claim, expected: Expected, symmetric: Container[str]) -> bool:
    if expected.predicate and claim.predicate != expected.predicate:
        return False
    return (
        _stance_fits(claim, expected)
        and (
            expected.holders is None or _are(reading, [h.mention for h in claim.stance.holders], expected.holders, True)
        )
        and all(_part(claim, key) == text for key, text in expected.parts.items())
        and any(_roles_fit(reading, claim, roles, expected) for roles in _readings_of(expected, symmetric))
    )


def _stance_fits(claim: Claim, expected: Expected) -> bool:
    if expected.wanted == "nothing" and not expected.stance:
        return True
    modality = next((word for word in expected.stance if word != "not"), "actual")
    polarity = "negated" if "not" in expected.stance else "affirmed"
    return (claim.stance.polarity, claim.stance.modality) == (polarity, modality)


def _part(claim: Claim, key: str) -> str | None:
    if key == "deadline":
        return claim.stance.deadline.text if claim.stance.deadline is not None else None
    return claim.stance.condition if key == "condition" else claim.stance.channel


def _readings_of(expected: Expected, symmetric: Container[str]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    yield expected.roles
    if expected.predicate in symmetric and {"subject", "object"} <= expected.roles.keys():
        yield {"subject": expected.roles["object"], "object": expected.roles["subject"]}


def _roles_fit(reading: Reading, claim: Claim, roles: Mapping[str, tuple[str, ...]], expected: Expected) -> bool:
    for role, fillers in roles.items():
        if role == "object" and (value := LITERAL.get(claim.predicate)):
            if _bare(claim.value(value) or "") != _bare(fillers[0]):
                return False
        elif role == "topic":
            if claim.value("topic") != " & ".join(fillers):
                return False
        elif expected.wanted != "found" and fillers:
            if not all(any(_is(reading, have, name) for have in claim.fillers(role)) for name in fillers):
                return False
        elif not _are(reading, claim.fillers(role), fillers):
            return False
    return True


def _are(reading: Reading, found: tuple[str, ...] | list[str], wanted: tuple[str, ...], ordered: bool = False) -> bool:
    """Whether the mentions found are those wanted, no more and no fewer."""
    if len(found) != len(wanted):
        return False
    if ordered:
        return all(_is(reading, f, w) for f, w in zip(found, wanted, strict=True))
    hits = {(f, w) for f, w in product(found, wanted) if _is(reading, f, w)}
    return {f for f, _ in hits} == set(found) and {w for _, w in hits} == set(wanted)


def _is(reading: Reading, mention_id: str, wanted: str) -> bool:
    """Whether a mention, or a name in its chain, has the words wanted, and the type where one is given."""
    name, _, kind = wanted.partition(":")
    by_id = {m.id: m for m in reading.mentions}
    if kind and by_id[mention_id].type != kind:
        return False
    roots = dict(reading.chains())
    root = roots[mention_id]
    chain = [by_id[m] for m, other in roots.items() if other == root and by_id[m].form == "name"]
    meant = {m.id: m for m in (*chain, by_id[root], by_id[mention_id])}
    return any(_called(mention, _bare(name)) for mention in meant.values())


def _called(mention: Mention, wanted: str) -> bool:
    """Whether the mention has these words; a description may have more of them around those that hold its head."""
    have = _bare(mention.text)
    stem = fold(mention.head)
    stem = stem[: max(1, len(stem) - 2)]  # without what the plural changes: army, policeman
    longer = (
        mention.form == "nominal"
        and any(word.startswith(stem) for word in wanted.split())
        and f" {wanted} " in f" {have} "
    )
    return have == wanted or longer


def _bare(text: str) -> str:
    return ARTICLE.sub("", fold(text))


def shown(reading: Reading) -> str:
    """All claims of a reading in the notation, one a line, for messages."""
    return "\n".join(f"    {_shown(reading, claim)}" for claim in reading.claims) or "    nothing"


def _shown(reading: Reading, claim: Claim) -> str:
    by_id, roots = {m.id: m for m in reading.mentions}, dict(reading.chains())
    words = ["not"] if claim.stance.polarity == "negated" else []
    words += [claim.stance.modality] if claim.stance.modality != "actual" else []
    roles: dict[str, list[str]] = {}
    for role in claim.roles:
        roles.setdefault(role.name, []).append(by_id[roots[role.mention]].text)
    if claim.kind == "relation":
        last = claim.value(LITERAL.get(claim.predicate, "")) or " & ".join(roles.get("object", [NOBODY]))
        words.append(f"({' & '.join(roles.get('subject', []))}, {claim.predicate}, {last})")
    else:
        inside = [f"{role}={' & '.join(names)}" for role, names in roles.items()]
        words.append(f"{claim.predicate}({'; '.join(inside)})")
    if claim.stance.holders:
        words.append("@ " + " < ".join(by_id[roots[h.mention]].text for h in claim.stance.holders))
    words += [f"[{key}: {text}]" for key in ("condition", "deadline", "channel") if (text := _part(claim, key))]
    return " ".join(words)
