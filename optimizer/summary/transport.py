"""By which means goods travel, and where they change from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import transport_lines
from optimizer.instance.words import TransportMode
from optimizer.needs import needs
from optimizer.network.lane import BETWEEN_VEHICLES
from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, heads, more, place_name, scenario_name
from optimizer.summary.phrases import Lang, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optimizer.accounts import TransportLine
    from optimizer.instance import Instance
    from optimizer.plan import Result


def transport(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return tonnes by transport mode, and the chains of several vehicles; none if all is plain.

    Plain is what goes by road without a change of vehicle.
    """
    lines = transport_lines(result.plan, instance, needs(instance))
    modes = [mode for mode in TransportMode if any(mode in _modes(line) for line in lines)]
    by_several = sorted((line for line in lines if line.transfers), key=_longest_first)
    told = _by_mode(lines, modes, instance, lang) if len(modes) > 1 else []
    return told + (_chains(by_several, instance, lang) if by_several else [])


def _modes(line: TransportLine) -> list[str]:
    return line.modes.split(BETWEEN_VEHICLES)


def _longest_first(line: TransportLine) -> tuple[int, float, str, str, str]:
    return -len(_modes(line)), -line.weight_t, line.scenario, line.vehicles, line.transfers


def _by_mode(
    lines: Sequence[TransportLine],
    modes: Sequence[TransportMode],
    instance: Instance,
    lang: Lang,
) -> list[str]:
    rows = [
        (
            scenario_name(instance, scenario, lang),
            *(_tonnes(lines_of, [mode], lang) for mode in modes),
            _tonnes(lines_of, modes, lang),
        )
        for scenario in dict.fromkeys(line.scenario for line in lines)
        for lines_of in ([line for line in lines if line.scenario == scenario],)
    ]
    header = heads(("scenario", *(f"by_{mode.value}" for mode in modes), "total"), lang)
    return [phrase("tonnes_by_mode", lang), *table(header, rows, left=1)]


def _tonnes(lines: Iterable[TransportLine], modes: Sequence[TransportMode], lang: Lang) -> str:
    weight_t = sum(line.weight_t for line in lines if any(mode in _modes(line) for mode in modes))
    return f"{weight_t:,.1f}" if weight_t else phrase("none", lang)


def _chains(lines: Sequence[TransportLine], instance: Instance, lang: Lang) -> list[str]:
    names = {row.id: name_of(row, lang, row.id) for row in instance.vehicles}
    rows = [
        (
            scenario_name(instance, line.scenario, lang),
            _in_order(names.get(v, v) for v in line.vehicles.split(BETWEEN_VEHICLES)),
            _in_order(
                place_name(instance, p, lang) for p in line.transfers.split(BETWEEN_VEHICLES)
            ),
            f"{line.weight_t:,.2f}",
            f"{line.latest_h:.1f}",
        )
        for line in lines[:BIGGEST]
    ]
    header = heads(("scenario", "vehicles_in_order", "transfer_places", "tonnes", "latest"), lang)
    return [
        phrase("chains", lang),
        *table(header, rows, left=3),
        *more(len(lines), lang, file="transport.csv"),
    ]


def _in_order(names: Iterable[str]) -> str:
    return " > ".join(names)
