"""A row of the model: its name and its constraint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pulp

if TYPE_CHECKING:
    from optimizer.siting.variables import Variables

Row = tuple[str, pulp.LpConstraint]
Family = Callable[["Variables"], Iterator[Row]]


def total(terms: Iterable[tuple[pulp.LpVariable, float]]) -> pulp.LpAffineExpression:
    """Return the sum of coefficient times variable, the same variable allowed twice."""
    gathered: dict[pulp.LpVariable, float] = {}
    for variable, coefficient in terms:
        if coefficient != 0:
            gathered[variable] = gathered.get(variable, 0.0) + coefficient
    return pulp.LpAffineExpression(gathered)


def count(variables: Iterable[pulp.LpVariable]) -> pulp.LpAffineExpression:
    """Return the plain sum of variables."""
    return total((variable, 1.0) for variable in variables)
