"""Answers while they are built and changed: what is on which route, and what is left."""

from optimizer.routing.drafts.draft import Draft
from optimizer.routing.drafts.driven import DraftRoute
from optimizer.routing.drafts.insertion import Insertion, Insertions
from optimizer.routing.drafts.nearness import neighbors

__all__ = ["Draft", "DraftRoute", "Insertion", "Insertions", "neighbors"]
