"""Links to lanes: how goods come from an origin to a place in a scenario, and by when."""

from optimizer.network.graph import MOST_PLANNED
from optimizer.network.lane import Lane, Lanes, Part, lane_of
from optimizer.network.reach import lanes

__all__ = ["MOST_PLANNED", "Lane", "Lanes", "Part", "lane_of", "lanes"]
