"""What happened while a response is under way, and the question as it stands then."""

from optimizer.state.reported import (
    REPLANNED,
    ClosedRoad,
    NeedGone,
    NewNeed,
    OnBoard,
    State,
    StopName,
    TripName,
    VehicleReport,
)

__all__ = [
    "REPLANNED",
    "ClosedRoad",
    "NeedGone",
    "NewNeed",
    "OnBoard",
    "State",
    "StopName",
    "TripName",
    "VehicleReport",
]
