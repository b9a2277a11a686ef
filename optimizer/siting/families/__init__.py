"""FAMILIES: the table of contents of the model, one function per promise."""

from __future__ import annotations

from optimizer.siting.families.here_and_now import (
    buy_what_is_missing,
    choose_one_option,
    count_roles,
    force_points,
    keep_at_center,
    keep_minimum,
    keep_spacing,
    spend_within_budget,
    store_within_volume,
)
from optimizer.siting.families.rates import drive_within_fleet, handle_in_time, make_in_time
from optimizer.siting.families.recourse import (
    add_up_draws,
    count_uncovered,
    cover,
    draw_within_sources,
    limit_mode,
    meet_need,
    ship_only_stock,
    survive_loss,
)
from optimizer.siting.rows import Family

FAMILIES: tuple[Family, ...] = (
    choose_one_option,
    count_roles,
    keep_spacing,
    force_points,
    store_within_volume,
    buy_what_is_missing,
    meet_need,
    add_up_draws,
    ship_only_stock,
    draw_within_sources,
    make_in_time,
    limit_mode,
    count_uncovered,
    cover,
    handle_in_time,
    drive_within_fleet,
    spend_within_budget,
    survive_loss,
    keep_at_center,
    keep_minimum,
)

__all__ = ["FAMILIES"]
