"""An edge: what a family just allows in a hamlet, and what it just does not allow."""

from dataclasses import dataclass, field

from optimizer.siting.lessons import NOTHING_LEARNED, Lessons

LIVING = "living.relocated.10h"
MEDICAL = "medical.relocated.5h"

MINUTE_H = 1 / 60

CROWD = {"scenario_people.*.persons": 1_000_000}
"""So many that every rate may be exceeded: rows that nobody can break are not written."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """What a family just allows in a hamlet, and what it just does not allow.

    `values` are fixed in both; `allowed` and `refused` each on top of them, and so with the
    changes to the instance. Without `refused` or `allowed` the values alone are meant.
    """

    family: str
    changes: dict = field(default_factory=dict)
    kits: dict = field(default_factory=dict)
    rows: tuple = ()
    lessons: Lessons = NOTHING_LEARNED
    values: dict = field(default_factory=dict)
    allowed: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    changes_allowed: dict = field(default_factory=dict)
    changes_refused: dict = field(default_factory=dict)


def opened(*options):
    """Return values that open these options and no others."""
    return {"open(*": 0, **{f"open({option})": 1 for option in options}}
