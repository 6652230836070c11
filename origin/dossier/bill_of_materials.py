"""The bill of materials: a directed acyclic graph from the product down to what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from origin.dossier.model import Article, Role, Use
from origin.frozen import Frozen
from origin.problems import Problem

if TYPE_CHECKING:
    import networkx as nx


class BillOfMaterials(Frozen, dict=True):
    """Articles by id and the uses between them; `root` is the product's id.

    Built by `build_bill_of_materials`, which refuses cycles and dangling names.
    """

    root: str
    articles: Mapping[str, Article]
    uses: tuple[Use, ...]

    @cached_property
    def materials_of(self) -> Mapping[str, tuple[Use, ...]]:
        """The uses by parent, in the order stated."""
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.parent, []).append(use)
        return {parent: tuple(uses) for parent, uses in found.items()}

    @cached_property
    def other_roles(self) -> frozenset[Role]:
        """The roles of goods that are not just materials."""
        return frozenset([article.role for article in self.articles.values() if article.role is not Role.MATERIAL])

    @cached_property
    def has_stays_abroad(self) -> bool:
        """True where something left the parties and came back."""
        return any(article.abroad is not None for article in self.articles.values())

    @cached_property
    def is_flat(self) -> bool:
        """True where no material has materials of its own."""
        return all(use.parent == self.root for use in self.uses)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The bill of materials as a networkx graph; nodes carry `article`, edges `use`."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for name, article in self.articles.items():
            graph.add_node(name, article=article)
        for use in self.uses:
            graph.add_edge(use.parent, use.material, use=use)
        return graph

    @cached_property
    def production_order(self) -> tuple[str, ...]:
        """The ids of everything that is made of stated materials, each after what goes into it, the product last."""
        if self.is_flat:
            return (self.root,)
        made = self.materials_of
        return tuple([name for name in self._sorter.static_order() if name in made or name == self.root])

    @property
    def _sorter(self) -> TopologicalSorter[str]:
        """Sorts the articles: what goes into something comes before it."""
        return TopologicalSorter({parent: [use.material for use in uses] for parent, uses in self.materials_of.items()})


def build_bill_of_materials(
    root: str, articles: Mapping[str, Article], uses: tuple[Use, ...]
) -> BillOfMaterials | tuple[Problem, ...]:
    """The bill of materials, or what is wrong with it: a use of something unknown, a cycle (named, each article)."""
    problems = [
        Problem(
            code="bom-unknown-material",
            message=f"{use.parent} uses {use.material}, which is not in the dossier",
            found=use.material,
            accepted="the id of a material or part of the dossier",
        )
        for use in uses
        if use.material not in articles or use.parent not in articles
    ]
    if problems:
        return tuple(problems)
    bom = BillOfMaterials(root, articles, uses)
    if bom.is_flat and all(use.material != root for use in uses):
        return bom
    try:
        bom._sorter.prepare()
    except CycleError as error:
        circle = " -> ".join(reversed(error.args[1]))
        return (
            Problem(
                code="bom-cycle",
                message="the bill of materials goes in a circle: something would be made of itself",
                found=circle,
                accepted="materials that lead down to bought ones",
                hint=f"one of these uses is wrong: {circle}",
            ),
        )
    return bom
