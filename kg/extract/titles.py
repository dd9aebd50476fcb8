"""Offices: "Syrian President Bashar al-Assad", "Mike Pence, the vice-president", "his Russian counterpart"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import SUSPECTED_OF
from kg.extract.noun_phrases import sectional
from kg.extract.offices import Offices
from kg.extract.scene import Scene
from kg.extract.title_phrases import Title, beside, field_of, in_row, phrase, some, still_to_come
from kg.lexicon.constructions import constructions
from kg.model import Span

RULE = "en.grammar.title"
FIELD = re.compile(r" (?:in|for|to) ")  # what follows names the field, not the office


def titles(scene: Scene) -> Iterator[Draw]:
    """Every office and employment that a name's own phrase gives."""
    cues = scene.lexicon.cues.titles
    offices = Offices(cues, scene.lexicon.kinds)
    named = Offices({**cues, "offices": cues["offices"] | cues["callings"]}, scene.lexicon.kinds)
    last: tuple[str, Draft] | None = None
    for draft in list(scene.mentions.all):
        if draft.type != "Person" or draft.form == "pronoun":
            continue
        if draft.form == "name":
            for title in in_row(scene, named, draft):
                if title.text.lower() == "counterpart":
                    if last is not None and last[1].root() is not draft.root():
                        yield from _counterpart(scene, draft, title, last[0])
                    continue
                yield from _held(scene, draft, title)
                last = (title.text, draft)
            for title in beside(scene, named, draft):
                yield from _held(scene, draft, title)
                last = (title.text, draft)
        elif draft.form == "nominal" and draft.antecedent is None and not draft.plural:
            yield from _unnamed(scene, offices, draft)


def _held(scene: Scene, draft: Draft, title: Title) -> Iterator[Draw]:
    """The office of a name, which is only possible where the text doubts it: "the alleged leader of the cell"."""
    text = scene.tree.text
    near = [*text[max(title.span.start - 20, 0) : title.span.start].split()[-1:], *title.span.of(text).split()]
    doubts = any(word.lower() in constructions().doubting for word in near)
    for draw in _office(scene, draft, title):
        if doubts and draw.predicate in SUSPECTED_OF:
            draw.held.modality = "possible"
        yield draw


def _counterpart(scene: Scene, draft: Draft, title: Title, office: str) -> Iterator[Draw]:
    """ "His Russian counterpart Sergei Lavrov" holds the office that was named last."""
    if found := scene.relation("holdsPosition", draft, None, draft.node, RULE + ".counterpart", span=title.span):
        found.values["title"] = office
        found.roles |= {"of": [title.owner]} if title.owner is not None else {}
        yield found


def _office(scene: Scene, draft: Draft, title: Title) -> Iterator[Draw]:
    """The position, and what it says beside: that the person leads, works for or comes from whose it is."""
    cues, owner = scene.lexicon.cues.titles, title.owner
    folded = title.text.lower()
    if folded.endswith("s") and folded[:-1].split()[-1] in cues["callings"]:
        return  # "farmers and nurse Ali Noor"
    if folded.endswith("s") and folded[:-1].split()[-1] in cues["offices"]:
        title, folded = replace(title, text=title.text[:-1]), folded[:-1]  # "party leaders Ana Kos and Eva Lind"
    words = FIELD.split(folded)[0].split()
    last = words[-1].split("-")[-1]
    while len(words) > 1 and words[0] in cues["past"]:
        words = words[1:]
    attends = owner is not None and owner.kind() == "Person" and folded in cues["attendants"]
    mere = folded in cues["no_office"] or (last in cues["no_office"] and " ".join(words) not in cues["offices"])
    lives_by = draft.form == "name" and bool({" ".join(words), words[-1]} & cues["callings"])
    if lives_by:
        yield from _calling(scene, draft, title)
    elif not attends and not mere:
        found = scene.relation("holdsPosition", draft, None, draft.node, RULE, span=title.span)
        if found is not None:
            found.values["title"] = title.text
            found.roles |= {"of": [owner]} if owner is not None else {}
            yield found
    if owner is None or title.past:
        return
    state = owner.kind() == "State"
    bare = folded.removeprefix("acting ").removeprefix("interim ")
    if owner.kind() == "ArmedGroup":
        bare = " ".join(w for w in bare.split() if w not in scene.lexicon.cues.groups["adjectival"]["words"])
    own = owner.form == "nominal" and title.span.covers(owner.span) and last in cues["heads"]
    if owner.kind() == "ArmedGroup" and last == "commander" and title.some:  # "a senior Hamas commander"
        yield from _stated(scene, "memberOf", draft, owner, title, "one-of")
    elif (bare in (cues["heads_of_state"] if state else cues["heads"]) or own) and not _under(scene, title):
        if state and sectional(draft.node):
            return
        yield from _stated(scene, "leads", draft, owner, title, "head")
    calling = folded in cues["employed"] or last in cues["employed"] or folded in cues["no_office"]
    whose = ("amod", "compound", "nmod", "poss") if lives_by and not owner.metonym else ("amod", "compound", "nmod")
    if state and owner.node.dep in whose and not _serves(scene, folded):
        about = last in cues["studying"] and scene.mentions.gazetteer.demonym(owner.text) is None  # "Syria expert"
        if not about and (last in cues["ranks"] or lives_by or (calling and last != "counterpart")):
            yield from _stated(scene, "nationality", draft, owner, title, "calling")
    elif owner.kind() == "PoliticalOrganisation" and last in cues["elected"]:
        if last != "candidate":
            yield from _stated(scene, "memberOf", draft, owner, title, "elected")  # a party's senator is its member
    elif (calling or attends) and not (state and (last in cues["of_state"] or _of_force(scene, words))):
        yield from _stated(scene, "worksFor", draft, owner, title, "staff")


def _calling(scene: Scene, draft: Draft, title: Title) -> Iterator[Draw]:
    """What a named person does for a living: of a body, not of a country ("the Thai trader Chai Sun" is a Thai)."""
    owner = title.owner
    if ":" in title.span.of(scene.tree.text):
        return  # "Author: Jane Moyo", below an article
    if found := scene.relation("holdsPosition", draft, None, draft.node, RULE + ".occupation", span=title.span):
        found.values["title"] = title.text
        bodily = owner is not None and (owner.kind() == "Facility" or not scene.is_a(owner, "Place", "State"))
        found.roles |= {"of": [owner]} if bodily and owner is not None else {}
        yield found


def _stated(scene: Scene, predicate: str, draft: Draft, owner: Draft, title: Title, how: str) -> Iterator[Draw]:
    if found := scene.relation(predicate, draft, owner, draft.node, f"{RULE}.{how}", span=title.span):
        yield found


def _of_force(scene: Scene, words: list[str]) -> bool:
    """Whether the title itself says whom its holder serves: an "army spokesman" the army, and not the whole state."""
    return len(words) > 1 and scene.lexicon.kinds.get(words[-2]) in ("ArmedForce", "ArmedGroup")


def _under(scene: Scene, title: Title) -> bool:
    """Whether a word before the title says that it is not the whole body's: "provincial police chief"."""
    text = title.span.of(scene.tree.text)
    at = max(text.find(title.text), 0)
    near = [*text[:at].split()[-2:], *title.text.split()[:-1]]
    return any(word.lower() in scene.lexicon.cues.titles["under"] for word in near)


def _serves(scene: Scene, title: str) -> bool:
    """Whether the calling is one that serves a state: an official does, a journalist does not."""
    servants = scene.lexicon.cues.titles["servants"]
    return title in servants or title.split()[-1] in servants


def _unnamed(scene: Scene, offices: Offices, draft: Draft) -> Iterator[Draw]:
    """ "the UN's peace envoy for Syria", "a Turkish foreign ministry spokesman": an office without a name."""
    hyphened = draft.node.i > 0 and scene.tree.nodes[draft.node.i - 1].text == "-"  # "attorney-general"
    if hyphened or (draft.node.dep == "pobj" and draft.node.head.low == "as"):
        return
    bare = draft.node.tag == "NN" and draft.node.kid("det", "poss", "compound", "amod") is None
    if bare and draft.node.dep == "pobj" and draft.node.head.low in ("for", "of"):
        return  # "a candidate for president of Chile", "the post of governor of the bank"
    if draft.node.dep in ("compound", "appos", "attr", "acomp", "oprd") or draft.node.kids("appos"):
        return
    if still_to_come(draft.node):
        return
    if draft.node.head.low == "of" and field_of(scene, offices, draft.node.head.head) is draft.node:
        return  # the staff of "chief of staff"
    found = phrase(scene, offices, draft.node)
    if found is None or found[1] is None:
        return
    text, owner, past = found
    folded, none = text.lower(), scene.lexicon.cues.titles["no_office"]
    none = none | scene.lexicon.cues.titles["callings"]
    if owner is None or folded in none or draft.head in none or not (draft.definite or _stated_whose(draft, owner)):
        return
    begin = min(draft.span.start, owner.span.start) if owner.node.sent == draft.node.sent else draft.span.start
    yield from _office(scene, draft, Title(text, owner, Span(begin, draft.span.end), past, some(draft.node)))


def _stated_whose(draft: Draft, owner: Draft) -> bool:
    """Whether a phrase of its own says whose some office is: "an adviser to the governor"."""
    return owner.node.dep == "pobj" and owner.node.i > draft.node.i
