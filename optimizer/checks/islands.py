"""Places that no link joins with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed
from optimizer.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx

    from optimizer.instance import Instance


def separate_networks(instance: Instance) -> Iterator[Problem]:
    """Yield places with links that no chain of links, of whatever mode, joins with the most others.

    A place without any link is none of them: it gets an estimated one.
    """
    # It takes a fifth of a second to import, and only a check needs it.
    import networkx

    graph = _links(instance)
    islands = sorted(networkx.connected_components(graph), key=lambda island: -len(island))
    apart = sorted(place for island in islands[1:] for place in island)
    if apart:
        told = listed([called(instance.place[place]) for place in apart])
        yield Problem(
            file="roads.csv",
            expected=Bilingual(
                f"{counted(len(apart), 'place')} with links "
                f"{agreeing(len(apart), 'is', 'are')} not joined to the other "
                f"{counted(len(islands[0]), 'place')}: {told}",
                f"{len(apart)} 个有道路的地点与其余 {len(islands[0])} 个地点不连通：{told.zh}",
            ),
            remedy=Bilingual(
                "Nothing can be brought there from the others: a road is missing, or an end "
                "is misspelled.",
                "其他地点的物资无法运抵：可能缺少道路，或道路端点填写有误。",
            ),
            code="separate-network",
        )


def _links(instance: Instance) -> networkx.Graph[str]:
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_edges_from((road.from_place, road.to_place) for road in instance.roads)
    # A village without a road of its own is driven to by way of its town.
    linked = frozenset(graph)
    for place in instance.places:
        if place.parent is not None and (place.id not in linked or place.parent not in linked):
            graph.add_edge(place.id, place.parent)
    return graph
