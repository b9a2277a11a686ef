"""What the plan must honour, and how the hours of a response add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance, share
from optimizer.instance.words import (
    Bindingness,
    Level,
    Objective,
    ReserveMode,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStandard(Row):
    """A deadline and the share of persons and of towns that must be served by it."""

    table: ClassVar[str] = "standards"

    id: str = column("Id of the standard", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    deadline_h: float = column("Hours from the start of the response", unit="h", above=0)
    families: tuple[str, ...] = column(
        "Families it is for; blank: all", default=(), refers_to="families"
    )
    levels: tuple[Level, ...] = column("Response levels it is for; blank: all", default=())
    person_share: float = share("Least share of persons served in time", default=1.0)
    town_share: float = share(
        "Least share of towns in which everyone is served in time", default=0.0
    )
    kind: Bindingness = column("Whether it must be met or is aimed at")
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeLimit(Row):
    """The least and the most of a family's need that one reserve mode may meet."""

    table: ClassVar[str] = "mode_limits"
    key: ClassVar[tuple[str, ...]] = ("mode", "family")

    mode: ReserveMode = column("Reserve mode")
    family: str = column("Family", refers_to="families")
    most_share: float = share("Most of the persons' need it may meet in any scenario", default=1.0)
    least_share: float = share(
        "Least of the persons' need it must meet in every scenario that needs the family",
        default=0.0,
    )
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield a least share above the most."""
        if self.least_share > self.most_share:
            yield Problem(
                file=self.table,
                column="least_share",
                found=str(self.least_share),
                expected=Bilingual(
                    f"at most most_share ({self.most_share})",
                    f"不大于 most_share（{self.most_share}）",
                ),
                code="min-above-max",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Row):
    """How the hours of a response add up, and what is assumed where no road is given."""

    table: ClassVar[str] = "response"
    key: ClassVar[tuple[str, ...]] = ()

    decision_h: float = column("Report and decision", unit="h", default=0.0, minimum=0)
    handout_h: float = column("Hand-out at the place", unit="h", default=0.0, minimum=0)
    buffer_h: float = column("Time kept in hand", unit="h", default=0.0, minimum=0)
    shift_h: float = column("Working hours of a vehicle in a day", unit="h", default=10.0, above=0)
    terrain_factor: float = column(
        "Road length over straight distance where no road is given", default=1.25, minimum=1
    )
    default_speed_kmh: float = column(
        "Speed on a road without one where no vehicles are given",
        unit="km/h",
        default=45.0,
        above=0,
    )
    most_driving_h: float = column(
        "Longest driving by road between two rests; 4 h: Regulation on the Implementation of the "
        "Road Traffic Safety Law, art. 62",
        unit="h",
        default=4.0,
        above=0,
    )
    rest_min: float = column(
        "Shortest pause of a vehicle by road that counts as a rest; 20 min: the same article",
        unit="min",
        default=20.0,
        minimum=0,
    )
    most_visits_per_place: int | None = column(
        "Most stops at a place in a scenario when the plan is driven; blank: any number",
        default=None,
        minimum=1,
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Row):
    """What the plan must honour beside standards and budgets."""

    table: ClassVar[str] = "policy"
    key: ClassVar[tuple[str, ...]] = ()

    objective: Objective = column(
        "Least yearly cost with the binding standards met, or most people covered within the "
        "budgets and then least cost",
        default=Objective.LEAST_COST,
    )
    central_min: int = column("Fewest centers", default=0, minimum=0)
    central_max: int | None = column("Most centers; blank: any number", default=None, minimum=0)
    sub_min: int = column("Fewest sub-stores", default=0, minimum=0)
    sub_max: int | None = column("Most sub-stores; blank: any number", default=None, minimum=0)
    point_min: int = column("Fewest points", default=0, minimum=0)
    point_max: int | None = column("Most points; blank: any number", default=None, minimum=0)
    local_min: int = column("Fewest village, shelter and institution stocks", default=0, minimum=0)
    local_max: int | None = column("Most of them; blank: any number", default=None, minimum=0)
    spacing_km: float = column(
        "Least straight distance between any two centers or sub-stores",
        unit="km",
        default=0.0,
        minimum=0,
    )
    center_share: float = share(
        "Least share of the stocked volume that is held in centers", default=0.0
    )
    loss_share: float = share(
        "Share of each bundle's need that is still met by its deadline with any one store lost",
        default=0.0,
    )
    loss_scenarios: tuple[str, ...] = column(
        "Scenarios in which a store may be lost as well", default=(), refers_to="scenarios"
    )
    force_hazard_class: int | None = column(
        "Hazard class from which on a town must have a store; blank: none", default=None, minimum=1
    )
    force_access_class: int | None = column(
        "Access class from which on a town must have a store; blank: none", default=None, minimum=1
    )
    force_towns: tuple[str, ...] = column(
        "Further towns that must have a store", default=(), refers_to="places"
    )
    force_least_role: Role = column(
        "Least tier of the store that a town which must have one is content with, from central by "
        "sub and point down to local",
        default=Role.LOCAL,
    )
    cut_off_scenarios: tuple[str, ...] = column(
        "Scenarios in which a town that must have a store may do without it if everyone there is "
        "served by the deadlines in all of them; blank: no town may",
        default=(),
        refers_to="scenarios",
    )
    count_intended: bool = column(
        "Whether sources whose agreement is only intended may be contracted", default=True
    )
    keep_what_stands: bool = column(
        "Whether the plan keeps all that stands today and has not expired, where it stands or "
        "moved; false: it may do without",
        default=False,
    )
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield a least number of stores above the most."""
        for role in ("central", "sub", "point", "local"):
            least, most = getattr(self, f"{role}_min"), getattr(self, f"{role}_max")
            if most is not None and least > most:
                yield Problem(
                    file=self.table,
                    column=f"{role}_min",
                    found=str(least),
                    expected=Bilingual(
                        f"at most {role}_max ({most})", f"不大于 {role}_max（{most}）"
                    ),
                    code="min-above-max",
                )
