"""Answers while they are built and changed: what is on which route, and what is left."""

from optimizer.routing.drafts.draft import Draft
from optimizer.routing.drafts.insertion import Insertion, Insertions

__all__ = ["Draft", "Insertion", "Insertions"]
