"""Deliveries shared by several vehicles: loads are cut, and engines route the pieces."""

from optimizer.routing.splits.search import search_splits

__all__ = ["search_splits"]
