"""The hamlet of docs/hamlet.md, its plan by hand, and changed hamlets solved to the optimum."""

from dataclasses import replace

from hamlet_by_hand import FOLDER, HAMLET

from optimizer.io import read_variants
from optimizer.solve import SolveOptions, solve
from optimizer.variants import apply_changes

VARIANTS = read_variants(FOLDER)
BY_HAND_CNY = 40_878.9711
TO_THE_END = SolveOptions(mip_gap=0.0, threads=1)

COUNTY = "budgets.construction/county.ceiling_cny"
PROVINCE = "budgets.construction/province.ceiling_cny"
FIRST_STOCK = "budgets.first_stock/county.ceiling_cny"


def changed(changes=(), **tables):
    """Return the hamlet with values changed by key, and whole tables replaced."""
    return replace(apply_changes(HAMLET, dict(changes)), **tables)


def solved(changes=(), **tables):
    """Return the proven best answer to a changed hamlet."""
    return solve(changed(changes, **tables), TO_THE_END)


def stores(result):
    """Return the stores as words, as ``["HA large", "HD room"]``."""
    return [f"{store.site} {store.option}" for store in result.plan.stores]


def stock(result):
    """Return what each store holds, by site and commodity."""
    return {(line.site, line.commodity): line.quantity for line in result.plan.stock}


def contracts(result):
    """Return what is contracted, by commodity; the hamlet has one source."""
    return {line.commodity: line.quantity for line in result.plan.contracts}


def short(result):
    """Return the persons short of each family, summed over scenarios."""
    persons = {}
    for line in result.plan.shortages:
        persons[line.family] = persons.get(line.family, 0.0) + line.persons
    return persons
