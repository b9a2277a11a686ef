"""Problems that are solved in the head, and one that no solver ends soon."""

import random

import pulp

NAMES = pulp.LpProblem("names")


def whole(name, most=1):
    return NAMES.add_variable(name, 0, most, "Integer")


def part(name, most=None):
    return NAMES.add_variable(name, 0, most, "Continuous")


def problem_of(objective, *rows):
    problem = pulp.LpProblem("small", pulp.LpMinimize)
    problem.setObjective(objective)
    for number, row in enumerate(rows):
        problem.addConstraint(row, f"row{number}")
    return problem


def knapsack():
    """Return a problem whose best is -9 (a alone), relaxed -8 - 5/6 * 8 (b and a part of c)."""
    a, b, c = whole("a"), whole("b"), whole("c")
    return problem_of(-9 * a - 8 * b - 8 * c, 8 * a + 5 * b + 6 * c <= 10)


def market_split(*, slack, base=0.0):
    """Return a problem that no solver ends soon, and a way to keep its rows.

    Each of five products is to be sold exactly half to either of two markets. With slack, what
    is missing or too much is the cost, beside a base that cannot be avoided; without, one unit
    more is asked for than can be had evenly, and hardly any split does that.

    Source: Cornuejols and Dawande (1999), INFORMS Journal on Computing 11:205.
    """
    chance = random.Random(1)
    shops = [whole(f"shop{j:02}") for j in range(40)]
    split = {shop.name: float(chance.randint(0, 1)) for shop in shops} | {"base": 1.0}
    rows, cost = [], base * NAMES.add_variable("base", 1, 1)
    for i in range(5):
        sales = [chance.randrange(100) for _ in shops]
        half = sum(sold * split[shop.name] for sold, shop in zip(sales, shops, strict=True))
        row = pulp.lpDot(sales, shops)
        if slack:
            over, under = part(f"over{i}"), part(f"under{i}")
            cost += over + under
            rows.append(row + under - over == half)
        else:
            rows.append(row == half + 1)
    return problem_of(cost, *rows), split


def values(problem):
    return {variable.name: variable.value() for variable in problem.variables()}


def give(problem, start):
    for variable in problem.variables():
        variable.varValue = start.get(variable.name, 0.0)
