"""Every way through a small network, one after the other, and when it arrives."""


def simple_ways(arcs, start, end, visited=()):
    """Yield every way as a list of (km, hour it opens) that meets no place twice."""
    if start == end:
        yield []
        return
    for here, there, km, opens_h in arcs:
        if here == start and there not in visited:
            for rest in simple_ways(arcs, there, end, (*visited, start)):
                yield [(km, opens_h), *rest]


def arrival_h(way, depart_h, speed_kmh):
    """Return the hour at which a way ends, each road waited for until it opens."""
    for km, opens_h in way:
        depart_h = max(depart_h, opens_h) + km / speed_kmh
    return depart_h
