"""Roads to lanes: how goods come from an origin to a place in a scenario, and by when."""

from optimizer.network.lane import Lane
from optimizer.network.reach import lanes

__all__ = ["Lane", "lanes"]
