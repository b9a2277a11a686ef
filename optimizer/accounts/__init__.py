"""What the finance bureau and the store keeper ask of a plan, as rows and as tables."""

from optimizer.accounts.forced import ForcedTown, forced
from optimizer.accounts.gaps import Gap, GapTotal, gap_totals, gaps
from optimizer.accounts.ledger import LedgerLine, ledger
from optimizer.accounts.levels import LevelLine, highest_met, response_levels
from optimizer.accounts.modes import ModeLine, mode_mix
from optimizer.accounts.rotation import RotationLine, rotation_plan
from optimizer.accounts.steps import StepLine, StepSum, StepTotal, step_totals, steps
from optimizer.accounts.tables import account_tables

__all__ = [
    "ForcedTown",
    "Gap",
    "GapTotal",
    "LedgerLine",
    "LevelLine",
    "ModeLine",
    "RotationLine",
    "StepLine",
    "StepSum",
    "StepTotal",
    "account_tables",
    "forced",
    "gap_totals",
    "gaps",
    "highest_met",
    "ledger",
    "mode_mix",
    "response_levels",
    "rotation_plan",
    "step_totals",
    "steps",
]
