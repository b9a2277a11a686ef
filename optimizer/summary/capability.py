"""What level of response can be met, with what stock, and to what share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import (
    ShareOf,
    decisive,
    highest_met,
    ledger,
    lightest_missed,
    response_levels,
)
from optimizer.summary.layout import table
from optimizer.summary.measured import against, floored
from optimizer.summary.names import heads, scenario_name, standard_name, yes_or_no
from optimizer.summary.phrases import Lang, counted_out, money, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.accounts import LevelLine
    from optimizer.instance import Instance
    from optimizer.plan import Result


def capability(result: Result, instance: Instance, lang: Lang) -> Iterator[str]:
    """Yield the gravest level that is met, how far the next one is, and with what."""
    lines = response_levels(result, instance)
    if not lines:
        return
    binding = decisive(lines)
    highest, missed = highest_met(binding), lightest_missed(binding)
    if all(line.met for line in lines):
        told = [phrase("level_reached_whole", lang, level=highest)]
    else:
        key = "level_reached" if highest else "no_level_reached"
        told = [phrase(key, lang, level=highest or missed)]
    expected = [line for line in lines if line not in binding]
    for key, of_kind in (("level_missed", binding), ("expected_missed", expected)):
        level = lightest_missed(of_kind)
        short = [line for line in of_kind if line.level is level and not line.met]
        if short:
            shares = phrase("comma", lang).join(_missed(line, instance, lang) for line in short)
            told.append(phrase(key, lang, level=level, shares=shares))
    yield "".join(told)
    yield _stock(result, instance, lang)


def _missed(line: LevelLine, instance: Instance, lang: Lang) -> str:
    return phrase(
        "missed_persons" if line.share_of is ShareOf.PERSONS else "missed_towns",
        lang,
        share=f"{floored(line.share):.1%}",
        asked=f"{line.share_asked:.0%}",
        standard=standard_name(instance, line.standard, lang),
        scenario=scenario_name(instance, line.scenario, lang),
    )


def _stock(result: Result, instance: Instance, lang: Lang) -> str:
    plan = result.plan
    price_cny = {row.id: row.price_cny for row in instance.commodities}
    held = [line for line in plan.stock if line.quantity > 0]
    told = phrase(
        "with_stock",
        lang,
        pieces=counted_out("in_pieces", f"{sum(line.quantity for line in held):,}", lang),
        kinds=counted_out("in_kinds", f"{len({line.commodity for line in held}):,}", lang),
        stores=counted_out("in_stores", f"{len(plan.stores):,}", lang),
        value=money(sum(line.quantity * price_cny[line.commodity] for line in held), lang),
        contracted=money(
            sum(line.quantity * price_cny[line.commodity] for line in plan.contracts), lang
        ),
    )
    return told + _unused(result, instance, lang)


def _unused(result: Result, instance: Instance, lang: Lang) -> str:
    """Return how much of what stands today the plan has no use for, or nothing."""
    lines = ledger(result.plan, instance)
    unused = sum(line.surplus_units for line in lines)
    if not unused:
        return ""
    today = sum(line.today_units for line in lines)
    return phrase(
        "unused_stock",
        lang,
        today=counted_out("in_pieces", f"{today:,}", lang),
        unused=f"{unused:,}",
    )


def levels(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return how far each level of response is met by the standards that are weakest."""
    lines = response_levels(result, instance)
    if not lines:
        return []
    rows = [_level(line, instance, lang) for line in lines]
    keys = ("level", "kind", "met", "share_of", "weakest_standard", "weakest_scenario",
            "scenarios", "reached_asked")  # fmt: skip
    return [phrase("levels", lang), *table(heads(keys, lang), rows, left=6)]


def _level(line: LevelLine, instance: Instance, lang: Lang) -> Sequence[str]:
    return (
        line.level.value,
        phrase(line.kind, lang),
        yes_or_no(line.met, lang),
        phrase(f"{line.share_of}_of", lang),
        standard_name(instance, line.standard, lang),
        scenario_name(instance, line.scenario, lang),
        f"{line.scenarios}",
        against(line.share, line.share_asked),
    )
