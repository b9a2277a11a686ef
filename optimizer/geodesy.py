"""Distance on the globe."""

from __future__ import annotations

import math

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the Earth (IUGG)."""


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance by the haversine formula.

    Parameters
    ----------
    lat, lon, other_lat, other_lon : float
        Degrees.
    """
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_dphi = (other_phi - phi) / 2
    half_dlambda = math.radians(other_lon - lon) / 2
    chord = (
        math.sin(half_dphi) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(half_dlambda) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
