"""FAMILIES: the table of contents of the model, one function per promise."""

from __future__ import annotations

from optimizer.siting.families.learned import drive_as_learned
from optimizer.siting.families.money import pay_from_funds, spend_within_budget
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
from optimizer.siting.families.stock import (
    buy_what_is_missing,
    keep_at_center,
    keep_minimum,
    keep_what_stands,
    keep_working_stock,
    move_what_stands,
    replenish_stores,
)
from optimizer.siting.families.stores import (
    build_roads,
    choose_one_option,
    count_roles,
    force_points,
    keep_spacing,
    merge_construction,
    store_within_volume,
)
from optimizer.siting.rows import Family

FAMILIES: tuple[Family, ...] = (
    choose_one_option,
    count_roles,
    keep_spacing,
    force_points,
    store_within_volume,
    merge_construction,
    buy_what_is_missing,
    move_what_stands,
    replenish_stores,
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
    drive_as_learned,
    build_roads,
    spend_within_budget,
    pay_from_funds,
    survive_loss,
    keep_at_center,
    keep_minimum,
    keep_working_stock,
    keep_what_stands,
)

__all__ = ["FAMILIES"]
