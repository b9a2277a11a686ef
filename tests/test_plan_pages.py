"""The pages on the five plans tell the costs that the kept summaries tell."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "plans").glob("*.md"))

NUMBER = re.compile(r"\d+\.\d+")
VARIANT = re.compile(r"`(\w+)`")
COST = re.compile(r"Yearly equivalent cost: ([\d.]+) (million|thousand) CNY")
MILLIONS = {"million": 1.0, "thousand": 0.001}

AS_PLANNED = "as_planned"
"""The variant that changes nothing; its summary bears no variant's name."""


def rows_of(page):
    """Return the cells of every row of a table."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]


def told_down(rows):
    """Yield variants with costs where each variant has a row."""
    for name, *cells in rows:
        if (told := VARIANT.match(name)) and cells and (cost := NUMBER.match(cells[0])):
            yield told[1], cost[0]


def told_across(rows):
    """Yield variants with costs where each variant has a column."""
    for heads, cells in zip(rows, rows[2:], strict=False):
        if cells[0].startswith("yearly equivalent"):
            names = (head.replace(" ", "_") for head in heads[1:])
            yield from zip(names, cells[1:], strict=True)


def summary_of(plan, variant):
    name = plan if variant == AS_PLANNED else f"{plan}-{variant}"
    return (ROOT / "reports" / f"{name}.en.txt").read_text(encoding="utf-8")


def last_digit(number):
    """Return what one more of the last digit is worth."""
    return 10.0 ** -len(number.partition(".")[2])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_costs_of_variants_are_those_of_their_summaries(page):
    rows = rows_of(page)
    told = {**dict(told_down(rows)), **dict(told_across(rows))}
    assert AS_PLANNED in told
    assert len(told) >= 3
    for variant, cost in told.items():
        kept, unit = COST.search(summary_of(page.stem, variant)).groups()
        rounding = (last_digit(cost) + MILLIONS[unit] * last_digit(kept)) / 2
        kept_million = MILLIONS[unit] * float(kept)
        assert float(cost) == pytest.approx(kept_million, abs=1.01 * rounding), variant
