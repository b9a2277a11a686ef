"""The driven plan with lines of its tables changed."""

from dataclasses import replace

from driven_roads import DRIVEN, DRIVING


def driving(**tables):
    """Return the driven plan with other tables of driving."""
    return replace(DRIVEN, driving=replace(DRIVING, **tables))


def edited(plan, table, which, **changes):
    """Return a plan with the lines of a table changed that have some values; None removes them."""
    lines = []
    found = False
    for line in getattr(plan.driving, table):
        hit = all(getattr(line, name) == value for name, value in which.items())
        found = found or hit
        if not hit:
            lines.append(line)
        elif changes:
            lines.append(replace(line, **changes))
    assert found, f"no line of {table} has {which}"
    return replace(plan, driving=replace(plan.driving, **{table: tuple(lines)}))


def added(plan, table, *lines):
    """Return a plan with lines added to a table of driving."""
    there = getattr(plan.driving, table)
    return replace(plan, driving=replace(plan.driving, **{table: (*there, *lines)}))


def trip(vehicle, number, plan=DRIVEN, **changes):
    """Return the plan with a trip changed."""
    return edited(plan, "trips", {"vehicle": vehicle, "trip": number}, **changes)


def stop(vehicle, number, plan=DRIVEN, which=1, **changes):
    """Return the plan with a stop changed."""
    return edited(plan, "stops", {"vehicle": vehicle, "trip": number, "stop": which}, **changes)


def drop(vehicle, number, plan=DRIVEN, place=None, **changes):
    """Return the plan with the drops of a trip changed, for one place or for all."""
    which = {"vehicle": vehicle, "trip": number}
    if place is not None:
        which["place"] = place
    return edited(plan, "drops", which, **changes)


def rest(vehicle, begins_h, plan=DRIVEN, **changes):
    """Return the plan with a rest changed, or without it."""
    return edited(plan, "rests", {"vehicle": vehicle, "start_h": begins_h}, **changes)


def home(vehicle, plan=DRIVEN, **changes):
    """Return the plan with a way home changed, or without it."""
    return edited(plan, "returns", {"vehicle": vehicle}, **changes)


def claimed(plan=DRIVEN, **changes):
    """Return the plan with other figures of its driving."""
    return edited(plan, "drives", {}, **changes)


def renamed(old, new, plan=DRIVEN):
    """Return the plan with one vehicle in the place of another."""
    for table in ("trips", "stops", "drops", "rests", "returns"):
        lines = getattr(plan.driving, table)
        if any(line.vehicle == old for line in lines):
            plan = edited(plan, table, {"vehicle": old}, vehicle=new)
    return plan
