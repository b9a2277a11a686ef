"""A village of two facilities, in every grammar of the published files, and what is made of it."""

from decimal import Decimal
from functools import partial

from benchmarks.cases import Case
from benchmarks.facility_location import FacilityLocation, as_instance
from benchmarks.records import Record

ORLIB = """ 2 2
 capacity 30.
 10 40.
 4
 8. 12.
 6
 6. 3.
"""

HOLMBERG = "2 2  10 30  10 40  4 6  8 6  12 3"
DIAZ_FERNANDEZ = "2 2  8 12  6 3  4 6  30 40  10 10"
TBED1 = "2 2  4 6  10 10  30 40  2 1  3 0.5"

VILLAGE = FacilityLocation(
    capacities=(Decimal(10), Decimal(10)),
    opening_costs=(30.0, 40.0),
    demands=(Decimal(4), Decimal(6)),
    serving_costs=((8.0, 6.0), (12.0, 3.0)),
)
"""Everything from the first facility costs 30 + 8 + 6 = 44, from the second 40 + 12 + 3 = 55."""


def case(name="cflp/village/two", read=None, known=None):
    family, set_name, instance = name.split("/")
    return Case(
        family=family,
        set=set_name,
        instance=instance,
        read=read or partial(as_instance, VILLAGE, instance, "by hand"),
        best_known=known,
    )


def record(**changes):
    values = {"family": "cflp", "set": "orlib", "instance": "cap41", "status": "optimal"}
    return Record(**(values | changes))
