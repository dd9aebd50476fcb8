"""Coreference inside one article: a sieve of passes, the most precise first, each deciding only what is still open.

After Lee et al. 2013 (Deterministic coreference resolution based on entity-centric, precision-ranked rules,
Computational Linguistics 39(4)): names, acronyms, parts of names; descriptions with the same head and owner; titles
and generic nouns ("the president", "the group", "the city"); pronouns last. A mention that no pass is sure of stays alone.
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract.drafts import Draft
from kg.extract.frames import relative_head, surface_subjects
from kg.extract.mentions import Mentions
from kg.extract.quotes import Quotes
from kg.extract.syntax import Node, Tree, ancestors, conjuncts
from kg.gazetteer import fold
from kg.ontology import Ontology

BODIES = frozenset(
    {
        "ArmedGroup",
        "Organisation",
        "PoliticalOrganisation",
        "AidOrganisation",
        "InternationalOrganisation",
        "MediaOrganisation",
        "ArmedForce",
        "GovernmentBody",
    }
)
GENERIC = {
    "group": BODIES, "organisation": BODIES, "organization": BODIES, "movement": BODIES, "militia": frozenset({"ArmedGroup"}), "militant group": BODIES,
    "party": frozenset({"PoliticalOrganisation", "Organisation"}), "agency": BODIES, "body": BODIES, "alliance": frozenset({"InternationalOrganisation"}), "bloc": frozenset({"InternationalOrganisation"}),
    "country": frozenset({"State"}), "nation": frozenset({"State"}), "city": frozenset({"Settlement"}), "town": frozenset({"Settlement"}), "village": frozenset({"Settlement"}),
    "province": frozenset({"AdministrativeArea"}), "region": frozenset({"AdministrativeArea", "Region"}), "area": frozenset({"Region", "AdministrativeArea"}), "governorate": frozenset({"AdministrativeArea"}),
    "district": frozenset({"AdministrativeArea"}), "highway": frozenset({"Route"}), "road": frozenset({"Route"}), "route": frozenset({"Route"}), "motorway": frozenset({"Route"}),
    "base": frozenset({"Facility"}), "airport": frozenset({"Facility"}), "airbase": frozenset({"Facility"}), "hospital": frozenset({"Facility"}), "camp": frozenset({"Facility"}), "port": frozenset({"Facility"}),
    "agreement": frozenset({"Agreement"}), "deal": frozenset({"Agreement"}), "pact": frozenset({"Agreement"}), "protocol": frozenset({"Agreement"}), "treaty": frozenset({"Agreement"}), "accord": frozenset({"Agreement"}),
    "newspaper": frozenset({"MediaOrganisation"}), "border": frozenset({"BorderLine"}), "army": frozenset({"ArmedForce"}), "military": frozenset({"ArmedForce"}),
}  # fmt: skip
SYNONYMS = [
    {"agreement", "deal", "pact", "accord", "treaty"}, {"highway", "road", "route", "motorway", "roadway"}, {"rebel", "insurgent"}, {"base", "airbase", "airport", "airfield"},
    {"troop", "troops", "force", "forces", "soldier", "army", "military"}, {"government", "regime"}, {"war", "conflict"}, {"country", "nation"}, {"barricade", "barrier"},
]  # fmt: skip
SAME_HEAD = {word: i for i, words in enumerate(SYNONYMS) for word in words}
AGENTS_FOR_IT = frozenset({"State", *BODIES})
FEMALE = frozenset(
    {
        "woman",
        "girl",
        "mother",
        "queen",
        "wife",
        "daughter",
        "sister",
        "spokeswoman",
        "actress",
        "grandmother",
        "widow",
        "princess",
        "chairwoman",
        "policewoman",
        "aunt",
        "lady",
    }
)
MALE = frozenset(
    {
        "man",
        "boy",
        "father",
        "king",
        "husband",
        "son",
        "brother",
        "spokesman",
        "actor",
        "grandfather",
        "prince",
        "chairman",
        "policeman",
        "uncle",
        "gunman",
        "imam",
        "priest",
    }
)
PAIRED = {
    **dict.fromkeys(("leader", "president", "minister", "official", "man", "counterpart"), frozenset({"Person"})),
    **dict.fromkeys(("country", "nation", "state", "power", "neighbour", "neighbor", "government", "capital", "ally"), frozenset({"State"})),
    **dict.fromkeys(("side", "party"), frozenset({"State", "ArmedGroup", "ArmedForce", "PoliticalOrganisation", "GovernmentBody", "Organisation"})),
}  # fmt: skip
SUBJECT_RANK = {"nsubj": 0, "nsubjpass": 0, "agent": 1, "dobj": 2, "poss": 1, "pobj": 3}


def resolve(tree: Tree, mentions: Mentions, ontology: Ontology) -> None:
    """Set the antecedents of the mentions of one text."""
    drafts = [d for d in mentions.all if not d.metonym]
    _names(drafts)
    _acronyms(tree, drafts)
    _appositions(mentions, drafts)
    _descriptions(drafts)
    _titles(tree, drafts, mentions)
    _generic(drafts)
    _pairs(drafts)
    _pronouns(drafts, mentions)
    for twin in mentions.all:
        if twin.metonym and twin.antecedent is None and twin.entry is not None:
            twin.antecedent = next(
                (d for d in drafts if d.entry is not None and d.entry.id == twin.entry.id and d.antecedent is None),
                None,
            )


def link(draft: Draft, target: Draft) -> bool:
    """Make `target` what `draft` stands for, unless that would turn in a circle or join two known things."""
    a, b = draft.root(), target.root()
    if a is b or (a.entry is not None and b.entry is not None and a.entry.id != b.entry.id):
        return False
    a.antecedent = b
    return True


def _names(drafts: list[Draft]) -> None:
    """The same name; a last name after the full name; entries of the gazetteer."""
    names = [d for d in drafts if d.form == "name"]
    first: dict[tuple[str, str], Draft] = {}
    for d in names:
        key = ("entry", d.entry.id) if d.entry is not None else (d.type, fold(d.text))
        if key in first:
            link(d, first[key])
        else:
            first[key] = d
    people: dict[str, list[Draft]] = defaultdict(list)
    for d in names:
        if d.type == "Person" and d.antecedent is None and len(d.text.split()) > 1:
            people[_surname(d.text)].append(d)
    for d in names:
        if (
            d.type in ("Person", "Organisation", "Settlement", "PopulationGroup")
            and d.antecedent is None
            and d.entry is None
        ):
            full = [p for p in people.get(_surname(d.text), []) if p is not d and _shorter(d.text, p.text)]
            if full and len({fold(p.text) for p in full}) >= 1:
                d.type = "Person"
                link(d, full[0])


def _surname(text: str) -> str:
    folded = fold(text).split()
    return folded[-1] if folded else ""


def _shorter(short: str, full: str) -> bool:
    a, b = fold(short).split(), fold(full).split()
    a = [w for w in a if w not in ("al", "el")]
    b = [w for w in b if w not in ("al", "el")]
    return len(a) < len(b) and b[-len(a) :] == a if a else False


def _acronyms(tree: Tree, drafts: list[Draft]) -> None:
    """ "Syrian Observatory for Human Rights (SOHR)"; "the Observatory" after it."""
    names = [d for d in drafts if d.form == "name" and d.antecedent is None]
    long = [d for d in names if len(d.text.split()) > 1 and d.type not in ("Person", "Region")]
    for d in names:
        if d.type in ("Person",):
            continue
        if d.text.isupper() and 2 <= len(d.text) <= 6 and d.entry is None:
            for other in long:
                if _initials(other.text) == d.text.replace(".", ""):
                    d.type = other.type
                    link(d, other)
                    break
        elif d.entry is None and len(d.text.split()) == 1 and d.type in BODIES and d.text[:1].isupper():
            for other in long:
                if (
                    other.span.start < d.span.start
                    and other.type in BODIES
                    and fold(d.text) in fold(other.text).split()[-4:]
                    and d.node.tag.startswith("NNP")
                ):
                    link(d, other)
                    break


def _initials(text: str) -> str:
    return "".join(w[0] for w in text.replace("-", " ").split() if w[:1].isupper())


def _appositions(mentions: Mentions, drafts: list[Draft]) -> None:
    """A description beside a name is that name: "the capital, Damascus", "state news agency Sana", "the town of Manbij"."""
    for d in drafts:
        if d.form != "nominal" or d.antecedent is not None:
            continue
        if d.node.dep in ("compound", "nmod") and d.node.i < d.node.head.i:  # "state news agency Sana"
            for other in mentions.of(d.node.head)[:1]:
                if (
                    other.form == "name"
                    and (other.type == d.type or {other.type, d.type} <= BODIES)
                    and other.node.i > d.node.i
                ):
                    if other.owner is None:
                        other.owner = d.owner
                    if other.entry is None:
                        other.type = d.type
                    link(d, other)
        for child in d.node.kids("appos"):
            for other in mentions.of(child)[:1]:
                if other.form == "name" and other.type == d.type:
                    link(d, other)
        if d.antecedent is None and d.node.dep == "appos":
            for other in mentions.of(d.node.head)[:1]:
                if other.form == "name" and (
                    other.type == d.type
                    or d.type == "Person" == other.type
                    or {other.type, d.type} <= BODIES | {"State"}
                ):
                    link(d, other)
        if (
            d.plural and d.type in ("Settlement", "AdministrativeArea") and not d.members
        ):  # "the towns of Zahraa and Nubl"
            of = next((p.kid("pobj") for p in d.node.kids("prep") if p.low == "of"), None)
            named = [
                m
                for n in (conjuncts(of) if of is not None else [])
                for m in mentions.of(n)[:1]
                if m.form == "name" and m.type != "State"
            ]
            if len(named) > 1:
                d.members = named
                for m in named:
                    m.type = d.type if m.entry is None else m.type
        if d.antecedent is None and d.type in ("Settlement", "AdministrativeArea", "Region", "Facility", "Route"):
            for prep in d.node.kids("prep"):
                inner = prep.kid("pobj") if prep.low == "of" else None
                for other in mentions.of(inner)[:1] if inner is not None else []:
                    if (
                        other.form == "name"
                        and (
                            other.type in (d.type, "Settlement")
                            or other.type != "State"
                            and d.type == "AdministrativeArea"
                        )
                        and not d.plural
                    ):
                        if d.type != other.type and d.type != "Region":
                            other.type = d.type
                        if d.type == other.type:
                            link(d, other)


def _descriptions(drafts: list[Draft]) -> None:
    """Descriptions with the same (or a synonymous) head and the same owner; bare definite ones after fuller ones."""
    seen: dict[tuple[object, ...], Draft] = {}
    bare: dict[tuple[str, object], list[Draft]] = defaultdict(list)
    for d in drafts:
        if d.form != "nominal" or d.antecedent is not None:
            if d.form == "nominal":
                bare[(d.type, _head_key(d))].append(d)
            continue
        owner = d.owner.identity() if d.owner is not None else None
        key = (d.type, _head_key(d), owner)
        if _is_lead(d):
            d.definite = True
        earlier = seen.get(key)
        bare_many = (
            not d.definite
            and owner is None
            and (
                d.node.kid("nummod") is not None
                or d.node.dep == "pobj"
                and d.node.head.low == "of"
                or not _modifiers(d)
                and d.type == "ArmedForce"
            )
        )
        if bare_many:
            bare[(d.type, _head_key(d))].append(d)
            continue
        if earlier is not None and (
            owner is not None
            and d.type in ("ArmedForce", "GovernmentBody")
            or _modifiers(d) <= _modifiers(earlier)
            and (d.definite or d.type in ("ArmedGroup", "ArmedForce", "GovernmentBody"))
        ):
            link(d, earlier)
        elif earlier is None:
            seen[key] = d
        if d.antecedent is None and owner is None and d.definite and not _modifiers(d):
            fuller = [x for x in bare[(d.type, _head_key(d))] if x.plural == d.plural]
            if (
                fuller
                and len({x.identity() for x in fuller}) == 1
                and d.type not in ("Person", "PopulationGroup", "Settlement")
            ):
                link(d, fuller[-1])
        bare[(d.type, _head_key(d))].append(d)


def _is_lead(d: Draft) -> bool:
    """Whether the mention stands in the first sentences, where lead repeats headline with other articles."""
    return d.node.sent <= 2


def _head_key(d: Draft) -> object:
    return SAME_HEAD.get(d.head, d.head)


def _modifiers(d: Draft) -> set[str]:
    """The content words before the head, and a phrase after it ("of", a clause), which narrows what is meant."""
    found = {c.low for c in d.node.children if c.dep in ("amod", "compound", "nmod") and c.i < d.node.i}
    found |= {
        f"{c.low}…"
        for c in d.node.children
        if c.dep in ("prep", "relcl", "acl")
        and c.i > d.node.i
        and c.low in ("of", "in", "to", "around", "north", "west")
    }
    return found


def _titles(tree: Tree, drafts: list[Draft], mentions: Mentions) -> None:
    """ "The president", after a person was named with that title."""
    titled: list[tuple[str, Draft]] = []
    for d in drafts:
        if d.type == "Person" and d.form == "name":
            i = d.span.start
            before = [n for n in tree.sentence(d.node) if n.end <= i][-4:]
            for n in before:
                if n.low in mentions.titles["offices"]:
                    titled.append((n.low, d))
        elif (
            d.type == "Person"
            and d.form == "nominal"
            and d.antecedent is None
            and d.definite
            and not d.plural
            and not d.node.kids("prep", "appos", "relcl")
        ):
            same = [x for t, x in titled if t == d.head]
            people = {x.root().text: x for x in same}
            if len(people) == 1 and d.owner is None:
                link(d, same[-1])
    for d in drafts:  # "Iraq's security adviser told …", named only later: "said Iraqi security adviser X"
        if (
            d.type != "Person"
            or d.form != "nominal"
            or d.antecedent is not None
            or d.plural
            or d.owner is None
            or not d.definite
        ):
            continue
        later = {
            x.root().text: x
            for t, x in titled
            if t == d.head and _owner_before(tree, x, mentions) == d.owner.identity()
        }
        if len(later) == 1 and d.node.dep not in ("compound", "appos"):
            link(d, next(iter(later.values())))


def _owner_before(tree: Tree, person: Draft, mentions: Mentions) -> str | None:
    """Whose office the title before a person's name is: the state or body named before it."""
    before = [n for n in tree.sentence(person.node) if n.end <= person.span.start][-8:]
    for n in reversed(before):
        for d in mentions.by_node.get(n.i, []):
            if d.type in ("State", "GovernmentBody", "InternationalOrganisation", "ArmedForce", "ArmedGroup"):
                return d.identity()
    return None


def _generic(drafts: list[Draft]) -> None:
    """ "The group", "the country", "the highway": the nearest earlier name of a fitting type."""
    names: list[Draft] = []
    for d in drafts:
        if d.form == "name":
            names.append(d)
        elif (
            d.form == "nominal"
            and d.definite
            and d.antecedent is None
            and not d.plural
            and d.owner is None
            and d.head in GENERIC
        ):
            if d.node.kids("prep", "relcl", "acl", "appos") or _modifiers(d) - {
                "terrorist",
                "militant",
                "jihadist",
                "armed",
                "islamist",
                "war-torn",
                "battered",
            }:
                continue
            lasting = d.type in ("Route", "Facility", "Agreement")
            fitting = [
                n
                for n in names
                if n.type in GENERIC[d.head]
                and d.node.sent - n.node.sent <= (8 if lasting else 4)
                and n.node.pos != "ADJ"
            ]
            if d.head == "group":
                fitting = [
                    n
                    for n in fitting
                    if n.type not in ("MediaOrganisation", "GovernmentBody", "InternationalOrganisation")
                ]
            if fitting:
                target = fitting[-1]
                if d.head in ("country", "nation"):
                    target = max(
                        fitting, key=lambda n: (n.node.sent, n.node.dep in ("nsubj", "nsubjpass"), n.span.start)
                    )
                link(d, target)


def _pairs(drafts: list[Draft]) -> None:
    """ "The two leaders", "both sides", "the countries' differences": the last two that were named side by side."""
    for d in drafts:
        if d.form != "nominal" or not d.plural or d.antecedent is not None or d.members or d.head not in PAIRED:
            continue
        two = any(c.low in ("two", "both") for c in d.node.children)
        if not (two or d.definite and d.head in ("country", "side")) or d.node.kids("relcl") or d.owner is not None:
            continue
        d.members = _side_by_side(drafts, d, PAIRED[d.head])


def _side_by_side(drafts: list[Draft], d: Draft, types: frozenset[str], within: int = 3) -> list[Draft]:
    """The nearest earlier coordination of exactly two names of these types, within so many sentences."""
    before = [
        c
        for c in drafts
        if c.span.start < d.span.start and c.form == "name" and c.type in types and d.node.sent - c.node.sent <= within
    ]
    for first, second in reversed(list(zip(before, before[1:], strict=False))):
        joined = (
            second.node.dep == "conj"
            and second.node.head is first.node
            or second.node.head.dep == "conj"
            and second.node.head.head is first.node
        )
        if joined and first.identity() != second.identity():
            return [first, second]
    return []


def _pronouns(drafts: list[Draft], mentions: Mentions) -> None:
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        by_sentence[d.node.sent].append(d)
    for d in drafts:
        if (
            d.form != "pronoun"
            or d.antecedent is not None
            or d.node.low in ("we", "us", "our", "ours", "i", "me", "my")
        ):
            continue
        if d.node.low == "it" and _pleonastic(d.node):
            continue
        if (
            d.plural
            and d.node.tag == "PRP"
            and d.node.dep in ("nsubj", "nsubjpass")
            and _clause(d.node).head is _clause(d.node)
        ):
            d.members = _side_by_side(drafts, d, frozenset({"Person", "State"}), within=1)
            if d.members and d.members[0].node.dep in ("nsubj", "nsubjpass"):
                d.type = d.members[0].type
                continue
            d.members = []
        target = _antecedent(d, by_sentence)
        if target is not None:
            seated = target.type == "Settlement" and target.node.dep in ("nsubj", "nsubjpass", "poss")
            d.antecedent = mentions.acting(target) if seated else target  # "Ankara has said it will": the state


def _antecedent(d: Draft, by_sentence: dict[int, list[Draft]]) -> Draft | None:
    clause = _clause(d.node)
    possessive = d.node.tag == "PRP$"
    if (
        not possessive
        and d.node.dep in ("nsubj", "dobj")
        and clause.dep in ("xcomp", "ccomp")
        and any(c.low == "to" and c.dep == "aux" for c in clause.children)
        and clause.head.is_verb
    ):
        clause = clause.head  # "urged him to leave": he is not who urged
    for back in range(3 if d.type == "Person" else 2):
        found = [c for c in by_sentence[d.node.sent - back] if _fits(d, c) and (back > 0 or c.node.i < d.node.i)]
        if back == 0 and not possessive:
            found = [c for c in found if _clause(c.node) is not clause or c.node.dep in ("poss",)]
        if not found:
            continue
        if d.plural and any(c.plural for c in found):  # "they" are the forces rather than the army
            found = [c for c in found if c.plural]
        if back == 0:
            governing = [
                c
                for c in found
                if c.node.dep in ("nsubj", "nsubjpass") and _clause(c.node) in (clause, *ancestors(clause))
            ]
            if possessive:
                controllers = {n.i for n in surface_subjects(clause)} if clause.is_verb else set()
                own = [c for c in found if c.node.i in controllers] or [
                    c for c in governing if _clause(c.node) is clause
                ]
                inside = [c for c in found if _clause(c.node) is clause]
                return (own or inside or governing or found)[-1]
            if governing:
                return governing[-1]
        subjects = [c for c in found if c.node.dep in ("nsubj", "nsubjpass", "poss")]
        if back and not subjects:
            continue
        best = min(subjects or found, key=lambda c: (SUBJECT_RANK.get(c.node.dep, 4), c.node.i))
        if back == 0 and not subjects:
            best = found[-1]
        if d.plural and best.form == "name" and not best.plural and best.type in ("State", "Person"):
            return None
        return best
    return None


def _fits(d: Draft, c: Draft) -> bool:
    if c is d or c.node.dep in ("compound", "amod", "nmod") or c.form == "pronoun" and c.antecedent is None:
        return False
    kind = c.kind()
    low = d.node.low
    if d.type == "Person":
        return (
            kind == "Person"
            and not c.plural
            and c.head not in (FEMALE if low in ("he", "him", "his", "himself") else MALE)
        )
    if low in ("they", "them", "their", "theirs", "themselves"):
        return (
            c.plural
            and kind not in ("MaterialObject",)
            or kind in ("ArmedForce", "ArmedGroup", "PopulationGroup", "GovernmentBody")
            and c.form != "name"
        )
    if kind in ("Person", "PopulationGroup") or c.plural and kind != "State":
        return False
    if low in ("its",):
        return kind in AGENTS_FOR_IT or kind in ("AdministrativeArea", "Settlement")
    return (
        kind in AGENTS_FOR_IT
        or kind == "Agreement"
        or c.node.dep == "nsubj"
        and kind in ("Route", "Facility", "Settlement", "AdministrativeArea")
    )


def _clause(node: Node) -> Node:
    """The verb of the clause that the node stands in."""
    if node.is_verb:
        return node
    for above in ancestors(node):
        if above.is_verb:
            return above
    return relative_head(node)


def _pleonastic(node: Node) -> bool:
    """ "It is necessary to", "it was reported that"."""
    verb = node.head
    return (
        node.dep in ("expl",)
        or node.dep in ("nsubj", "nsubjpass")
        and verb.lemma in ("be", "seem", "appear", "take", "happen", "rain")
        and bool(
            verb.kids("ccomp", "xcomp", "acomp")
            and any(c.tag in ("TO", "IN") for k in verb.kids("ccomp", "xcomp") for c in k.children)
            or verb.kid("csubj")
        )
    )


def first_person(mentions: Mentions, quotes: Quotes) -> None:
    """ "I" in a quotation is its speaker; "we" and "our" are the body or state that the speaker speaks for, if named."""
    for d in mentions.all:
        if (
            d.form != "pronoun"
            or d.antecedent is not None
            or d.node.low not in ("we", "us", "our", "ours", "i", "me", "my")
        ):
            continue
        speaker = quotes.speaker_at(d.node.start)
        if speaker is None:
            continue
        if d.node.low in ("i", "me", "my"):
            d.antecedent = speaker[0]
        elif speaker[0].kind() not in ("Person", "PopulationGroup", ""):
            d.antecedent = speaker[0]
