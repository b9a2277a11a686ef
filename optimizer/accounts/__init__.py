"""What the finance bureau and the store keeper ask of a plan, as rows and as tables."""

from optimizer.accounts.forced import ForcedTown, forced
from optimizer.accounts.gaps import Gap, GapTotal, gap_totals, gaps
from optimizer.accounts.ledger import LedgerLine, ledger
from optimizer.accounts.levels import (
    LevelLine,
    ShareOf,
    decisive,
    highest_met,
    lightest_missed,
    response_levels,
)
from optimizer.accounts.limits import LimitLine, limit_lines
from optimizer.accounts.modes import ModeLine, mode_mix
from optimizer.accounts.rotation import RotationLine, rotation_plan
from optimizer.accounts.steps import StepLine, StepSum, StepTotal, step_totals, steps
from optimizer.accounts.tables import account_records, account_tables
from optimizer.accounts.transport import TransportLine, transport_lines

__all__ = [
    "ForcedTown",
    "Gap",
    "GapTotal",
    "LedgerLine",
    "LevelLine",
    "LimitLine",
    "ModeLine",
    "RotationLine",
    "ShareOf",
    "StepLine",
    "StepSum",
    "StepTotal",
    "TransportLine",
    "account_records",
    "account_tables",
    "decisive",
    "forced",
    "gap_totals",
    "gaps",
    "highest_met",
    "ledger",
    "lightest_missed",
    "limit_lines",
    "mode_mix",
    "response_levels",
    "rotation_plan",
    "step_totals",
    "steps",
    "transport_lines",
]
