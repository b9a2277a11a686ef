"""Why there is no plan: which promises conflict, and by how much, in the planner's words."""

from optimizer.conflict.elastic import conflicts

__all__ = ["conflicts"]
