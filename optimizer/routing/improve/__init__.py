"""Own search on the whole problem: take some deliveries out, put them back where they go best."""

from optimizer.routing.improve.search import improve

__all__ = ["improve"]
