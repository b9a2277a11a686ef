"""What is driven, as a table: the numbers that decide, one line an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.records import Record

HEADING = ("unserved", "late person-h", "arrival person-h", "CNY")
WIDTHS = (14, 14, 17, 13)


def lines(records: Sequence[Record]) -> Iterator[str]:
    """Yield a heading and a line for every answer with a worth, over all priority classes."""
    told = [record for record in records if record.worth]
    if not told:
        return
    width = max(len(record.name) for record in told)
    yield _line(f"{'driven':{width}} {'engine':13} seed", HEADING)
    for record in told:
        name = f"{record.name:{width}} {record.engine or '-':13} {record.seed or 0:4}"
        yield _line(name, tuple(f"{number:.2f}" for number in totals(record.worth)))


def totals(worth: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return persons unserved, person-hours late and of arrival, and CNY, over all classes."""
    classes = (len(worth) - 2) // 2
    return sum(worth[:classes]), sum(worth[classes:-2]), worth[-2], worth[-1]


def _line(name: str, cells: Sequence[str]) -> str:
    texts = (f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join([name, *texts])
