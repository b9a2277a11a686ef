"""The model without what its relaxation finds too dear: small enough to be searched soon.

Source: the core problem of Avella, Boccia, Sforza and Vasil'ev (2009), Journal of Heuristics
15:597, chosen by reduced costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pulp

    from optimizer.siting.model import SitingModel


class Restriction:
    """Dear flows and stores left out while it lasts.

    Parameters
    ----------
    model : SitingModel
        Its variables hold the values and reduced costs of a relaxation.
    allowance_cny : float
        What the plan to be found may cost above the relaxation. Each requirement has an equal
        part of it.
    dear : float
        A flow is dear if it adds this many times the part of its requirement.

    Notes
    -----
    What is found is a plan of the whole model; that nothing is found proves nothing.
    """

    def __init__(self, model: SitingModel, allowance_cny: float, dear: float) -> None:
        dear_cny = dear * allowance_cny / max(1, len(model.recourse.needs.requirements))
        flows = (
            flow.persons
            for case, flow in model.x.flows()
            if not case.lost_site and flow.persons.dj * flow.most > dear_cny
        )
        stores = (variable for variable in model.x.open.values() if variable.dj > allowance_cny)
        self._left_out: list[pulp.LpVariable] = [*flows, *stores]
        self._most = [variable.upBound for variable in self._left_out]

    def __enter__(self) -> None:
        """Leave them out."""
        for variable in self._left_out:
            variable.upBound = 0

    def __exit__(self, *_: object) -> None:
        """Let them in again."""
        for variable, most in zip(self._left_out, self._most, strict=True):
            variable.upBound = most
