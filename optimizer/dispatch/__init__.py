"""What dispatchers and drivers need of a plan that is driven: facts, tables, maps and exports.

The same in words stands in `optimizer.summary.sheets`.
"""

from optimizer.dispatch.arrivals import Arrival, Carrier, arrivals
from optimizer.dispatch.geojson import geojson_text
from optimizer.dispatch.loads import Load, is_beyond, whole_kg_and_m3
from optimizer.dispatch.reading import routes
from optimizer.dispatch.routes import Leg, Route, Stop, Trip
from optimizer.dispatch.tables import dispatch_tables
from optimizer.dispatch.vehicle_use import VehicleUse, vehicle_use
from optimizer.dispatch.vrplib import vrplib_texts

__all__ = [
    "Arrival",
    "Carrier",
    "Leg",
    "Load",
    "Route",
    "Stop",
    "Trip",
    "VehicleUse",
    "arrivals",
    "dispatch_tables",
    "geojson_text",
    "is_beyond",
    "routes",
    "vehicle_use",
    "vrplib_texts",
    "whole_kg_and_m3",
]
