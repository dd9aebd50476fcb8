"""Coreference inside one article: a sieve of passes, the most precise first, each deciding only what is still open.

After Lee et al. 2013 (Deterministic coreference resolution based on entity-centric, precision-ranked rules,
Computational Linguistics 39(4)): names, acronyms, parts of names; descriptions with the same head and owner; titles
and generic nouns ("the president", "the group", "the city"); pronouns last. What no pass is sure of stays alone.
"""

from __future__ import annotations

from kg.extract.coref.descriptions import appositions, descriptions
from kg.extract.coref.epithets import epithets
from kg.extract.coref.generic import counted_again, fighters, generic_nouns, others, pairs
from kg.extract.coref.headed import headed
from kg.extract.coref.homeland import own_countries
from kg.extract.coref.named import aged, listed, named
from kg.extract.coref.names import acronyms, same_names
from kg.extract.coref.officials import of_states, offices
from kg.extract.coref.participants import participants
from kg.extract.coref.possessions import possessions
from kg.extract.coref.pronouns import first_person, not_speakers, pronouns
from kg.extract.coref.seats import seats
from kg.extract.coref.several import several
from kg.extract.mentions import Mentions
from kg.extract.syntax import Tree

__all__ = ["first_person", "not_speakers", "resolve"]


def resolve(tree: Tree, mentions: Mentions) -> None:
    """Set the antecedents of the mentions of one text."""
    drafts = [d for d in mentions.all if not d.metonym]
    same_names(drafts)
    acronyms(tree, drafts)
    appositions(mentions, drafts)
    named(drafts, mentions)
    listed(drafts, mentions)
    pairs(drafts, mentions.acting, counted=True)
    seats(drafts, mentions)
    descriptions(drafts)
    offices(tree, drafts, mentions)
    of_states(tree, drafts, mentions)
    generic_nouns(drafts)
    epithets(drafts)
    headed(drafts)
    fighters(drafts)
    participants(drafts, mentions)
    pairs(drafts, mentions.acting)
    several(drafts)
    counted_again(drafts)
    others(drafts)
    aged(drafts)
    pronouns(drafts, mentions)
    own_countries(tree, drafts, mentions)
    possessions(drafts, mentions)
    for twin in mentions.all:
        if twin.metonym and twin.antecedent is None and twin.entry is not None:
            twin.antecedent = next(
                (d for d in drafts if d.entry is not None and d.entry.id == twin.entry.id and d.antecedent is None),
                None,
            )
