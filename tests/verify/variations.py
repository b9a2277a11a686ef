"""A question and its answer with one thing changed."""

from dataclasses import replace

from optimizer.plan import StockLine


def changed(question, table, which, **changes):
    """Return the question with one row of a table changed."""
    rows = tuple(
        replace(row, **changes) if number == which else row
        for number, row in enumerate(getattr(question, table))
    )
    return replace(question, **{table: rows})


def restocked(answer, site, commodity, quantity):
    """Return the answer with another quantity of a commodity at a site."""
    kept = [line for line in answer.stock if (line.site, line.commodity) != (site, commodity)]
    return replace(answer, stock=(*kept, StockLine(site, commodity, quantity)))


def rerouted(answer, old, *new):
    """Return the answer with other flows instead of some that it has."""
    assert all(flow in answer.flows for flow in old)
    return replace(answer, flows=(*(flow for flow in answer.flows if flow not in old), *new))
