"""The graph in the types of other libraries."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.model import Entity, Statement

if TYPE_CHECKING:
    import networkx
    import rdflib


def networkx_graph(entities: Mapping[str, Entity], statements: Iterable[Statement]) -> networkx.MultiDiGraph[str]:
    """Nodes by id with `label`, `type` and `kind` (entity, event, text); edges keyed by statement id (a role's edge by
    event id, role and filler) with `predicate`, `articles`, `origins`, `belief`, `standing` and `weight` (articles)."""
    import networkx as nx

    out: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for e in entities.values():
        out.add_node(e.id, label=e.name, type=e.type, kind="entity")
    for s in statements:
        about = {
            "articles": s.articles,
            "origins": s.origins,
            "belief": s.belief,
            "standing": s.standing,
            "weight": s.articles,
        }
        if s.kind == "event":
            out.add_node(s.id, label=s.label, type=s.predicate, kind="event")
        subject = next((f.value for f in s.fillers if f.role == "subject"), s.id)
        for f in s.fillers:
            if f.role in ("subject", "of") and s.kind == "relation":
                continue
            target = f.value
            if f.literal:
                target = f"{s.id}/{f.role}"
                out.add_node(target, label=f.value, type=f.role, kind="text")
            if s.kind == "relation":
                out.add_edge(subject, target, key=s.id, predicate=s.predicate, **about)
            else:
                role = "on" if f.role == "route" else f.role
                out.add_edge(s.id, target, key=f"{s.id}/{role}/{f.value}", predicate=role, **about)
    return out


def rdflib_dataset(lines: Iterable[str]) -> rdflib.Dataset:
    """N-Quads lines as an rdflib dataset."""
    import rdflib

    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        # rdflib's own N-Quads parser uses what rdflib deprecates; our users can do nothing about it.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data="".join(f"{line}\n" for line in lines), format="nquads")
    return dataset
